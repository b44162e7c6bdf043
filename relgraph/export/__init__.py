"""An analysis in, files out: the whole of it as JSON, its graph as GraphML, GEXF or CSV."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.errors import FormatError, RelgraphError, one_of, shorten
from relgraph.export.analysis_json import dumps, encode, loads, read_analysis
from relgraph.export.gexf import gexf
from relgraph.export.graphml import graphml, write_graphml
from relgraph.export.tables import edges_csv, nodes_csv, rows_csv
from relgraph.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from relgraph.analysis import Analysis
    from relgraph.interactions import Count, Window

__all__ = [
    "FORMATS",
    "dumps",
    "edges_csv",
    "gexf",
    "graphml",
    "loads",
    "nodes_csv",
    "read_analysis",
    "render",
    "rows_csv",
    "write",
    "write_graphml",
]

FORMATS = ("csv", "gexf", "graphml", "json")


def write(  # noqa: PLR0913 - where to, in which formats, and the options of a graph
    analysis: Analysis,
    folder: Path,
    formats: Iterable[str],
    *,
    window: Window | str = DEFAULT_WINDOW,
    count: Count = "passages",
    min_mentions: int = 1,
) -> tuple[Path, ...]:
    """Write the analysis into `folder`, which is made if needed, and return the paths written, sorted.

    The names are `<story id>.analysis.json`, `<story id>.graphml`, `<story id>.gexf`, and for csv
    `<story id>.nodes.csv` and `<story id>.edges.csv`. Nothing is written if a format is unknown (FormatError); each
    file is whole or not there. Raises RelgraphError where the folder cannot be written.
    """
    files = render(analysis, formats, window=window, count=count, min_mentions=min_mentions)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_atomic(folder / name, content)
    except OSError as err:
        msg = f"{folder}: cannot be written ({err.strerror}); give a folder in which you may write"
        raise RelgraphError(msg) from err
    return tuple(sorted(folder / name for name in files))


def render(
    analysis: Analysis,
    formats: Iterable[str],
    *,
    window: Window | str = DEFAULT_WINDOW,
    count: Count = "passages",
    min_mentions: int = 1,
) -> dict[str, str]:
    """Return the files that `write` writes, content by name; an empty mapping for no formats."""
    wanted = sorted(set(formats))
    if unknown := [name for name in wanted if name not in FORMATS]:
        msg = f"unknown format {shorten(unknown[0])!r}; use one of {one_of(FORMATS)}"
        raise FormatError(msg)
    stem = analysis.story.id
    if PurePath(stem).name != stem or not stem.isprintable() or not stem.strip(".") or "\\" in stem:
        msg = f"story id {shorten(stem)!r} is no file name; use letters, digits and hyphens"
        raise FormatError(msg)
    graph = analysis.graph(window=window, count=count, min_mentions=min_mentions)
    files: dict[str, str] = {}
    if "csv" in wanted:
        files |= {f"{stem}.edges.csv": edges_csv(graph), f"{stem}.nodes.csv": nodes_csv(graph)}
    if "gexf" in wanted:
        files[f"{stem}.gexf"] = gexf(graph)
    if "graphml" in wanted:
        files[f"{stem}.graphml"] = graphml(graph)
    if "json" in wanted:
        files[f"{stem}.analysis.json"] = encode(analysis, graph)
    return files
