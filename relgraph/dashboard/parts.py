"""What several pages ask for: what is in view of a story, and the reader's theme."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.view.choose import choose
from relgraph.view.network import Json, Payload, payload
from relgraph.view.picture import paint
from relgraph.view.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from relgraph.dashboard.settings import Settings
    from relgraph.dashboard.work import Work
    from relgraph.view.style import Theme


def theme() -> Theme:
    """Return the theme of the reader's browser."""
    return "dark" if st.context.theme.type == "dark" else "light"


def scene_of(work: Work, settings: Settings) -> Scene:
    """Return what the settings show of a story."""
    return Scene(analysis=work.analysis, graph=_shown(work, settings), frame=work.frame, theme=theme())


def whole_story(work: Work, settings: Settings) -> nx.Graph[str]:
    """Return what the settings would show if they were not limited to some chapters."""
    return _shown(work, replace(settings, chapters=None))


def _shown(work: Work, settings: Settings) -> nx.Graph[str]:
    around = settings.person if settings.steps else ""
    return choose(
        work.graph(settings),
        people=settings.people,
        minimum=settings.minimum,
        alone=settings.alone,
        around=around,
        steps=settings.steps if around else 0,
    )


def drawn(scene: Scene) -> Payload:
    """Return the network of a scene for the browser."""
    return payload(paint(scene.graph, scene.frame, title=scene.analysis.story.title, theme=scene.theme))


def absent(scene: Scene, people: Iterable[str]) -> list[dict[str, Json]]:
    """Return small grey dots for those of `people` who are not in view, so that everybody's place stays in sight."""
    names = {one.id: one.name for one in scene.analysis.characters}
    places = scene.frame.places
    return [
        {"id": person, "x": places[person][0], "y": places[person][1], "title": f"{names[person]}\nnot in view here"}
        for person in sorted(people)
        if person not in scene.graph and person in places
    ]


def number_of(count: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 person", "2,000 people"."""
    return f"{count:,} {one if count == 1 else many}"


def title_of(title: str, line: str) -> None:
    """Draw a title and a line below it, as text and nothing else."""
    st.html(f'<h1 class="relgraph-title">{escape(title)}</h1><p class="relgraph-line">{escape(line)}</p>')
