"""What several pages ask for: what is in view of a story, and the reader's theme."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.view.choose import choose
from relgraph.view.network import Payload, payload
from relgraph.view.picture import paint
from relgraph.view.scene import Scene

if TYPE_CHECKING:
    from relgraph.dashboard.settings import Settings
    from relgraph.dashboard.work import Work
    from relgraph.view.style import Theme


def theme() -> Theme:
    """Return the theme of the reader's browser."""
    return "dark" if st.context.theme.type == "dark" else "light"


def scene_of(work: Work, settings: Settings) -> Scene:
    """Return what the settings show of a story."""
    part = choose(work.graph(settings), people=settings.people, minimum=settings.minimum, alone=settings.alone)
    return Scene(analysis=work.analysis, graph=part, frame=work.frame, theme=theme())


def drawn(scene: Scene) -> Payload:
    """Return the network of a scene for the browser."""
    return payload(paint(scene.graph, scene.frame, title=scene.analysis.story.title, theme=scene.theme))


def title_of(title: str, line: str) -> None:
    """Draw a title and a line below it, as text and nothing else."""
    st.html(f'<h1 class="relgraph-title">{escape(title)}</h1><p class="relgraph-line">{escape(line)}</p>')
