"""What can be taken away: the graph in view, the whole analysis, a page and a drawing; made only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from relgraph.dashboard.controls import WINDOWS
from relgraph.export import dumps, edges_csv, graphml, nodes_csv
from relgraph.view import page, paint, svg

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.dashboard.settings import Settings
    from relgraph.view import Scene


class File(NamedTuple):
    """A download: what the button says, the ending of the file's name, its type, and how its text is made."""

    label: str
    ending: str
    mime: str
    make: Callable[[], str]

    def content(self) -> bytes:
        """Return the text in UTF-8; half a character, which UTF-8 does not know, becomes a question mark."""
        return self.make().encode("utf-8", "replace")


def files_of(scene: Scene, settings: Settings) -> tuple[File, ...]:
    """Return the downloads of a scene; all but the last hold what is in view."""
    graph, title = scene.graph, scene.analysis.story.title
    return (
        File("Web page with passages", "html", "text/html", lambda: page(scene, about=counted(settings))),
        File(
            "Drawing (SVG)",
            "svg",
            "image/svg+xml",
            lambda: svg(paint(graph, scene.frame, title=title, theme=scene.theme)),
        ),
        File("GraphML", "graphml", "application/graphml+xml", lambda: graphml(graph)),
        File("People (CSV)", "nodes.csv", "text/csv", lambda: nodes_csv(graph)),
        File("Relationships (CSV)", "edges.csv", "text/csv", lambda: edges_csv(graph)),
        File(
            "Whole analysis (JSON)",
            "analysis.json",
            "application/json",
            lambda: dumps(scene.analysis, window=settings.window, count=settings.count),
        ),
    )


def downloads(scene: Scene, settings: Settings) -> None:
    """Draw the menu of downloads."""
    with st.popover("Download", width="stretch"):
        st.caption("The network as it is in view, and everything found")
        for file in files_of(scene, settings):
            st.download_button(
                file.label,
                data=file.content,
                file_name=f"{scene.analysis.story.id}.{file.ending}",
                mime=file.mime,
                width="stretch",
                on_click="ignore",
            )


def counted(settings: Settings) -> str:
    """Return a sentence on how the graph was counted."""
    unit, _, size = settings.window.partition(":")
    near = WINDOWS.get(settings.window) or f"within {size} {'words' if unit == 'tokens' else unit}"
    least = f" Relationships of less than {settings.minimum} are left out." if settings.minimum > 1 else ""
    return f"People meet when they are named {near}; {settings.count} are counted.{least}"
