"""The lines that go with a picture or page: how it was counted, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relgraph.errors import shorten
from relgraph.interactions import Window

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.view.scene import Scene

AUTHOR_LIMIT = 60
TITLE_LIMIT = 100


def size_line(graph: nx.Graph[str]) -> str:
    """Return how many people and relationships a graph has, such as "2 people, 1 relationship"."""
    links = graph.number_of_edges()
    people = f"{len(graph):,} {'person' if len(graph) == 1 else 'people'}"
    return f"{people}, {links:,} relationship{'' if links == 1 else 's'}"


def meeting_line(graph: nx.Graph[str]) -> str:
    """Return a sentence on what counts as meeting in a graph that `Analysis.graph` made; nothing for any other."""
    if not {"window", "count"} <= graph.graph.keys():
        return ""
    kinds = {kind for _, _, link in graph.edges(data=True) for kind in link["kinds"]}
    if kinds == {"speech"}:
        return "People meet when one speaks to the other; speeches are counted."
    window = Window.parse(graph.graph["window"])
    unit = {"tokens": "word", "sentences": "sentence", "paragraphs": "paragraph", "chapter": "chapter"}[window.unit]
    alike = window.unit != "tokens" and window.size == 1
    near = f"in the same {unit}" if alike else f"within {window.size:,} {unit}{'' if window.size == 1 else 's'}"
    counted = "pairs of mentions" if graph.graph["count"] == "pairs" else "passages"
    spoken = " or one speaks to the other" if "speech" in kinds else ""
    return f"People meet when they are mentioned {near} (window {window}){spoken}; {counted} are counted."


def source_line(scene: Scene) -> str:
    """Return the story with its author, its length and the SHA-256 of its text, and the program with its model."""
    story = scene.analysis.story
    by = f" by {shorten(story.author, AUTHOR_LIMIT)}" if story.author else ""
    made = scene.graph.graph.get("generator", "relgraph")
    title = shorten(story.title, TITLE_LIMIT)
    return f"Source: “{title}”{by}, {story.words:,} words, SHA-256 {story.sha256[:12]}…; made with {made}."
