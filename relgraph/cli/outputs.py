"""The files of `extract`: tables and graphs from the exports, pictures and pages from the view, in the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relgraph import export
from relgraph.errors import FormatError
from relgraph.measures import measure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import networkx as nx

    from relgraph.analysis import Analysis

PICTURES = ("html", "svg")
FORMATS = (*export.FORMATS, *PICTURES)
_UNDRAWN = frozenset({"csv", "json", "methods", "parquet"})


def write_formats(
    analysis: Analysis, graph: nx.Graph[str], out: Path, formats: Sequence[str], *, min_mentions: int, text: bool
) -> list[Path]:
    """Write a graph of an analysis in each of the formats and return the paths; RelgraphError where that cannot be.

    Without `text` no passage of the story is written, and `html`, which is made of them, is refused as `json` is.
    """
    if "html" in formats and not text:
        msg = "html shows the passages and cannot be written without text; leave out html, or --no-text"
        raise FormatError(msg)
    data = [name for name in formats if name not in PICTURES]
    about = {"window": graph.graph["window"], "count": graph.graph["count"], "min_mentions": min_mentions, "text": text}
    if _UNDRAWN.issuperset(formats):
        return [*export.write(analysis, out, data, **about)]
    from relgraph.view import Scene, frame_of, page, paint, svg  # noqa: PLC0415 - pyvis takes its time

    frame = frame_of(graph, measure(graph).community)
    picture = paint(graph, frame, title=analysis.story.title, theme="light")
    colours = {node.id: node.colour for node in picture.nodes}
    written = export.write(analysis, out, data, places=frame.places, colours=colours, **about)
    pictures: dict[str, str] = {}
    if "html" in formats:
        note = f"Counted in {about['count']}, window {about['window']}."
        scene = Scene(analysis=analysis, graph=graph, frame=frame)
        pictures[f"{analysis.story.id}.html"] = page(scene, about=note)
    if "svg" in formats:
        pictures[f"{analysis.story.id}.svg"] = svg(picture)
    return [*written, *export.write_files(out, pictures)]
