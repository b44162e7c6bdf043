"""A graph as GEXF 1.3, Gephi's own format: of the whole story, or chapter by chapter for its timeline."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.export.moments import appearances, meetings
from relgraph.export.rows import clean
from relgraph.export.sheet import NODE_KEYS, PLAIN, Details, Sheet, rgb, sheet_of, upwards

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.export.rows import Row
    from relgraph.interactions import Count, Window

NAMESPACE = "http://gexf.net/1.3"
VIZ_NAMESPACE = "http://gexf.net/1.3/viz"
TYPES = {"int": "integer"}
BUILT_IN = ("label", "weight")
"""GEXF has attributes of its own for these two."""

LAST = ".99"
"""A chapter lasts from its number to just before the next: ends are inclusive, and Gephi drops spells that touch."""

Weights = dict[int, int]
"""A number for each chapter, chapters from 1."""


def gexf(graph: nx.Graph[str], details: Details = PLAIN) -> str:
    """Return a graph that `Analysis.graph` made as GEXF, with the attributes of its GraphML and without a date."""
    return gexf_of(sheet_of(graph, details))


def gexf_of(sheet: Sheet) -> str:
    """Return a sheet as GEXF."""
    root, body = _begin(sheet, mode="static")
    for element, row in _elements(body, sheet):
        keys = NODE_KEYS if element.tag == "node" else sheet.edge_keys
        _add_values(element, keys, row)
        _draw(element, sheet)
    return _text(root)


def dynamic_gexf(
    analysis: Analysis,
    *,
    window: Window | str = DEFAULT_WINDOW,
    count: Count = "passages",
    min_mentions: int = 1,
    details: Details = PLAIN,
) -> str:
    """Return the graph of a story as GEXF that changes from chapter to chapter; Gephi's timeline plays it.

    Time is the number of the chapter, from 1. A character is there in the chapters that mention it, a relationship in
    those in which the two meet. `mentions_in_chapter` of a node and `weight` of an edge change over time; the
    attribute `weight` of the element and everything else is that of the whole story. A story without chapters gives a
    graph without nodes.
    """
    graph = analysis.graph(window=window, count=count, min_mentions=min_mentions)
    return dynamic_gexf_of(analysis, graph, sheet_of(graph, details))


def dynamic_gexf_of(analysis: Analysis, graph: nx.Graph[str], sheet: Sheet) -> str:
    """Return a sheet, and the chapters in which its graph came about, as dynamic GEXF."""
    mentions: defaultdict[str, Weights] = defaultdict(lambda: defaultdict(int))
    weights: defaultdict[str, Weights] = defaultdict(lambda: defaultdict(int))
    for mention, chapter in appearances(analysis, graph):
        mentions[clean(mention.character)][chapter] += 1
    for meeting in meetings(analysis, graph):
        weights[f"{clean(meeting.first)} {clean(meeting.second)}"][meeting.chapter + 1] += meeting.weight
    root, body = _begin(sheet, mode="dynamic", chapters=len(analysis.story.chapters))
    for element, row in _elements(body, sheet):
        if element.tag == "node":
            keys, name, moments = NODE_KEYS, "mentions_in_chapter", mentions[str(row["id"])]
        else:
            keys, name, moments = sheet.edge_keys, "weight", weights[f"{row['source']} {row['target']}"]
        values = _add_values(element, keys, row)
        for chapter in sorted(moments):
            _add_value(values, name, moments[chapter], start=f"{chapter}.0", end=f"{chapter}{LAST}")
        spells = ET.SubElement(element, "spells")
        for first, last in _runs(sorted(moments)):
            ET.SubElement(spells, "spell", start=f"{first}.0", end=f"{last}{LAST}")
        _draw(element, sheet)
    return _text(root)


def _begin(sheet: Sheet, *, mode: str, chapters: int = 0) -> tuple[ET.Element, ET.Element]:
    """Return the document and the graph in it, with words about it and its attributes declared."""
    root = ET.Element("gexf", {"xmlns": NAMESPACE, "xmlns:viz": VIZ_NAMESPACE, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = sheet.about["generator"]
    ET.SubElement(meta, "keywords").text = "character network"
    ET.SubElement(meta, "description").text = f"{sheet.about['title']}. {sheet.about['methods']}"
    time = {}
    if mode == "dynamic":
        time = {"timeformat": "double", "timerepresentation": "interval"}
        time |= {"start": "1.0", "end": f"{chapters}{LAST}"} if chapters else {}
    body = ET.SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": mode, **time})
    _declare(body, "node", _beyond_built_in(NODE_KEYS))
    _declare(body, "edge", _beyond_built_in(sheet.edge_keys))
    if mode == "dynamic":
        _declare(body, "node", {"mentions_in_chapter": "int"}, mode)
        # Gephi takes the column of this very id for the weight of an edge.
        _declare(body, "edge", {"weight": "double"}, mode)
    return root, body


def _beyond_built_in(keys: Mapping[str, str]) -> dict[str, str]:
    return {name: kind for name, kind in keys.items() if name not in BUILT_IN}


def _declare(body: ET.Element, scope: str, keys: Mapping[str, str], mode: str = "static") -> None:
    """Declare attributes; their ids are their names, which some readers show in place of the titles."""
    declared = ET.SubElement(body, "attributes", {"class": scope, "mode": mode})
    for name, kind in keys.items():
        ET.SubElement(declared, "attribute", id=name, title=name, type=TYPES.get(kind, kind))


def _elements(body: ET.Element, sheet: Sheet) -> Iterator[tuple[ET.Element, Row]]:
    """Yield the elements of nodes and edges, made here, each with its row."""
    nodes, edges = ET.SubElement(body, "nodes"), ET.SubElement(body, "edges")
    for row in sheet.nodes:
        yield ET.SubElement(nodes, "node", id=str(row["id"]), label=str(row["label"])), row
    for number, row in enumerate(sheet.edges):
        built_in = {name: str(row[name]) for name in ("source", "target", *BUILT_IN)}
        yield ET.SubElement(edges, "edge", {"id": str(number), **built_in}), row


def _add_values(element: ET.Element, keys: Mapping[str, str], row: Row) -> ET.Element:
    values = ET.SubElement(element, "attvalues")
    for name in _beyond_built_in(keys):
        _add_value(values, name, row[name])
    return values


def _add_value(values: ET.Element, name: str, value: object, **time: str) -> None:
    ET.SubElement(values, "attvalue", {"for": name, "value": str(value), **time})


def _draw(element: ET.Element, sheet: Sheet) -> None:
    """Add colour and position where they are known."""
    name = element.get("id", "") if element.tag == "node" else ""
    if name in sheet.colours:
        channels = zip("rgb", map(str, rgb(sheet.colours[name])), strict=True)
        ET.SubElement(element, "viz:color", dict(channels))
    if name in sheet.places:
        x, y = upwards(sheet.places[name])
        ET.SubElement(element, "viz:position", x=str(x), y=str(y), z="0.0")


def _runs(chapters: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of chapters that follow each other."""
    runs: list[tuple[int, int]] = []
    for chapter in chapters:
        first = runs.pop()[0] if runs and runs[-1][1] == chapter - 1 else chapter
        runs.append((first, chapter))
    return runs


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
