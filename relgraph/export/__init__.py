"""An analysis in, files out: the whole of it as JSON, its graph for graph programs, its tables for spreadsheets.

`write` makes every file; the other functions return the content of one. docs/formats.md is the data dictionary.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.errors import FormatError, RelgraphError, one_of, shorten
from relgraph.export.analysis_json import dumps, encode, loads, read_analysis
from relgraph.export.gexf import dynamic_gexf, dynamic_gexf_of, gexf, gexf_of
from relgraph.export.graphml import graphml, graphml_of, write_graphml, yed, yed_of
from relgraph.export.methods import methods, methods_of
from relgraph.export.sheet import sheet_of
from relgraph.export.tables import (
    csv_of,
    edges_csv,
    interactions_csv,
    mentions_csv,
    nodes_csv,
    parquet_of,
    rows_csv,
    tables_of,
)
from relgraph.export.web import cytoscape, cytoscape_of, node_link, node_link_of
from relgraph.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.export.sheet import Place, Sheet
    from relgraph.interactions import Count, Window

__all__ = [
    "ALL",
    "FORMATS",
    "cytoscape",
    "dumps",
    "dynamic_gexf",
    "edges_csv",
    "gexf",
    "graphml",
    "interactions_csv",
    "loads",
    "mentions_csv",
    "methods",
    "node_link",
    "nodes_csv",
    "read_analysis",
    "render",
    "rows_csv",
    "write",
    "write_files",
    "write_graphml",
    "yed",
]

FORMATS = ("csv", "cyjs", "d3", "gexf", "gexf-dynamic", "graphml", "json", "methods", "parquet", "yed")
ALL = "all"
"""Stands for every format."""

WHOLE = "json"
"""The format that cannot do without the story's text."""


def write(
    analysis: Analysis,
    folder: Path | str,
    formats: Iterable[str],
    *,
    window: Window | str = DEFAULT_WINDOW,
    count: Count = "passages",
    min_mentions: int = 1,
    places: Mapping[str, Place] | None = None,
    colours: Mapping[str, str] | None = None,
    text: bool = True,
) -> tuple[Path, ...]:
    """Write the analysis into `folder`, which is made if needed, and return the paths written, sorted.

    `formats` are names of FORMATS, or "all"; one text, with commas, is understood too. `places` (x to the right, y
    down) and `colours` ("#RRGGBB"), both by character id, go into the formats that draw. Without `text` no passage of
    the story is written; `json` is refused then, and left out of "all".

    The names are `<story id>.<format>`, but `.analysis.json`, `.d3.json`, `.dynamic.gexf`, `.methods.txt` and
    `.yed.graphml`, and for csv and parquet one file each of nodes, edges, mentions and interactions, such as
    `<story id>.nodes.csv`. Nothing is written if a format is unknown (FormatError, which lists the known); each file
    is whole or not there. Raises RelgraphError where the folder cannot be written.
    """
    files = render(
        analysis,
        formats,
        window=window,
        count=count,
        min_mentions=min_mentions,
        places=places,
        colours=colours,
        text=text,
    )
    return write_files(Path(folder), files)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write contents by name into `folder`, which is made if needed, and return the paths, sorted.

    Each file is whole or not there. Raises RelgraphError where the folder cannot be written.
    """
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
    places: Mapping[str, Place] | None = None,
    colours: Mapping[str, str] | None = None,
    text: bool = True,
) -> dict[str, str | bytes]:
    """Return the files that `write` writes, content by name; an empty mapping for no formats."""
    wanted = _wanted(formats, text=text)
    stem = analysis.story.id
    if PurePath(stem).name != stem or not stem.isprintable() or not stem.strip(".") or "\\" in stem:
        msg = f"story id {shorten(stem)!r} is no file name; use letters, digits and hyphens"
        raise FormatError(msg)
    if not wanted:
        return {}
    graph = analysis.graph(window=window, count=count, min_mentions=min_mentions)
    done = methods_of(analysis, graph, min_mentions)
    # Only some formats need the measures, which take their time for hundreds of characters.
    sheet = cache(lambda: sheet_of(graph, places=places, colours=colours, methods=done, text=text))
    makers: dict[str, tuple[str, Callable[[], str]]] = {
        "cyjs": ("cyjs", lambda: cytoscape_of(sheet())),
        "d3": ("d3.json", lambda: node_link_of(sheet())),
        "gexf": ("gexf", lambda: gexf_of(sheet())),
        "gexf-dynamic": ("dynamic.gexf", lambda: dynamic_gexf_of(analysis, graph, sheet())),
        "graphml": ("graphml", lambda: graphml_of(sheet())),
        "json": ("analysis.json", lambda: encode(analysis, graph)),
        "methods": ("methods.txt", lambda: done),
        "yed": ("yed.graphml", lambda: yed_of(sheet())),
    }
    files: dict[str, str | bytes] = {
        f"{stem}.{ending}": make() for name, (ending, make) in makers.items() if name in wanted
    }
    return files | _tables(analysis, graph, sheet(), wanted) if wanted & {"csv", "parquet"} else files


def _tables(analysis: Analysis, graph: nx.Graph[str], sheet: Sheet, wanted: set[str]) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {}
    for table in tables_of(analysis, graph, sheet):
        stem = f"{analysis.story.id}.{table.name}"
        if "csv" in wanted:
            files[f"{stem}.csv"] = csv_of(table)
        if "parquet" in wanted:
            files[f"{stem}.parquet"] = parquet_of(table, sheet.about)
    return files


def _wanted(formats: Iterable[str], *, text: bool) -> set[str]:
    """Return the names of the formats."""
    named = formats.split(",") if isinstance(formats, str) else formats
    wanted = {name.strip() for name in named}
    if unknown := sorted(wanted - {ALL, *FORMATS}):
        msg = f"unknown format {shorten(unknown[0])!r}; use one of {one_of((ALL, *FORMATS))}"
        raise FormatError(msg)
    if WHOLE in wanted and not text:
        msg = f"{WHOLE} holds the whole text of the story; leave {WHOLE} out, or let story text in"
        raise FormatError(msg)
    if ALL in wanted:
        return set(FORMATS) if text else set(FORMATS) - {WHOLE}
    return wanted
