"""A graph as GraphML that Gephi, Cytoscape and NetworkX read, and as GraphML with yEd's own drawing."""

from __future__ import annotations

import re
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from relgraph.export.sheet import EDGE_KEYS, NODE_KEYS, PLAIN, Details, Sheet, rgb, sheet_of, upwards
from relgraph.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from relgraph.export.rows import Row, Value

__all__ = ["EDGE_KEYS", "GRAPH_KEYS", "NODE_KEYS", "graphml", "graphml_of", "write_graphml", "yed", "yed_of"]

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
YED_NAMESPACE = "http://www.yworks.com/xml/graphml"
GRAPH_KEYS = {"title": "string", "window": "string", "generator": "string"}
PLACE_KEYS = {"x": "double", "y": "double"}
COLOUR_KEYS = {"r": "int", "g": "int", "b": "int"}
CIRCLE = 30
"""Pixels across a person in yEd."""


def graphml(graph: nx.Graph[str], details: Details = PLAIN) -> str:
    """Return a graph that `Analysis.graph` made as GraphML, the same text for the same graph.

    Key ids are our own (`n_label`, `e_weight`), because Gephi matches ids before names and takes `d3` and `d7` for
    labels. Every attribute has one type and is never missing; lists are joined by "; "; characters that XML
    forbids are left out. Places become `x` and `y` with y up, as Gephi draws; colours become `r`, `g` and `b`; the
    methods are the description of the graph. Raises FormatError for a place or a colour that is none.
    """
    return graphml_of(sheet_of(graph, details))


def graphml_of(sheet: Sheet) -> str:
    """Return a sheet as GraphML."""
    drawn = {**(PLACE_KEYS if sheet.places else {}), **(COLOUR_KEYS if sheet.colours else {})}
    root = ET.Element("graphml", xmlns=NAMESPACE)
    _declare(root, sheet, drawn)
    for node, row in zip(_add_graph(root, sheet).iter("node"), sheet.nodes, strict=True):
        values = _drawn(sheet, str(row["id"]))
        _add_data(node, "node", [name for name in drawn if name in values], values)
    return _text(root)


def yed(graph: nx.Graph[str], details: Details = PLAIN) -> str:
    """Return a graph as GraphML with yEd's drawing of it: circles with names, lines as wide as they are strong.

    It is a file of its own, because Gephi reports yEd's drawing as an error.
    """
    return yed_of(sheet_of(graph, details))


def yed_of(sheet: Sheet) -> str:
    """Return a sheet as GraphML for yEd."""
    root = ET.Element("graphml", {"xmlns": NAMESPACE, "xmlns:y": YED_NAMESPACE})
    _declare(root, sheet, {})
    for scope in ("node", "edge"):
        ET.SubElement(root, "key", {"id": _key(scope, "graphics"), "for": scope, "yfiles.type": f"{scope}graphics"})
    body = _add_graph(root, sheet)
    for node, row in zip(body.iter("node"), sheet.nodes, strict=True):
        _draw_node(ET.SubElement(node, "data", key=_key("node", "graphics")), row, sheet)
    greatest = max((float(row["weight"]) for row in sheet.edges), default=1.0)
    for edge, row in zip(body.iter("edge"), sheet.edges, strict=True):
        width = round(1 + 5 * sqrt(float(row["weight"]) / greatest), 2)
        line = ET.SubElement(ET.SubElement(edge, "data", key=_key("edge", "graphics")), "y:PolyLineEdge")
        ET.SubElement(line, "y:LineStyle", color="#808080", type="line", width=str(width))
        ET.SubElement(line, "y:Arrows", source="none", target="none")
    return _text(root)


def write_graphml(graph: nx.Graph[str], path: Path | str) -> None:
    """Write a graph that `Analysis.graph` made as GraphML; raises OSError where the folder cannot be written."""
    write_atomic(Path(path), graphml(graph))


def _declare(root: ET.Element, sheet: Sheet, drawn: Mapping[str, str]) -> None:
    """Declare the attributes of the graph, its nodes and its edges."""
    for scope, keys in (("graph", GRAPH_KEYS), ("node", {**NODE_KEYS, **drawn}), ("edge", sheet.edge_keys)):
        for name, kind in keys.items():
            ET.SubElement(root, "key", {"id": _key(scope, name), "for": scope, "attr.name": name, "attr.type": kind})


def _add_graph(root: ET.Element, sheet: Sheet) -> ET.Element:
    """Add the graph and return it; Cytoscape shows its id as the network's name."""
    name = re.sub("[^A-Za-z0-9]+", "-", sheet.about["title"]).strip("-") or "story"
    body = ET.SubElement(root, "graph", id=name, edgedefault="undirected")
    ET.SubElement(body, "desc").text = sheet.about["methods"]
    _add_data(body, "graph", GRAPH_KEYS, sheet.about)
    for row in sheet.nodes:
        _add_data(ET.SubElement(body, "node", id=str(row["id"])), "node", NODE_KEYS, row)
    for row in sheet.edges:
        edge = ET.SubElement(body, "edge", source=str(row["source"]), target=str(row["target"]))
        _add_data(edge, "edge", sheet.edge_keys, row)
    return body


def _drawn(sheet: Sheet, name: str) -> dict[str, Value]:
    values: dict[str, Value] = {}
    if name in sheet.places:
        values |= zip(PLACE_KEYS, upwards(sheet.places[name]), strict=True)
    if name in sheet.colours:
        values |= zip(COLOUR_KEYS, rgb(sheet.colours[name]), strict=True)
    return values


def _draw_node(data: ET.Element, row: Row, sheet: Sheet) -> None:
    name = str(row["id"])
    shape = ET.SubElement(data, "y:ShapeNode")
    corner = {}
    if name in sheet.places:
        corner = {axis: str(middle - CIRCLE / 2) for axis, middle in zip("xy", sheet.places[name], strict=True)}
    ET.SubElement(shape, "y:Geometry", {"height": f"{CIRCLE}.0", "width": f"{CIRCLE}.0", **corner})
    ET.SubElement(shape, "y:Fill", color=sheet.colours.get(name, "#C0C0C0"), transparent="false")
    ET.SubElement(shape, "y:NodeLabel", modelName="sides", modelPosition="s").text = str(row["label"])
    ET.SubElement(shape, "y:Shape", type="ellipse")


def _key(scope: str, name: str) -> str:
    return f"{scope[0]}_{name}"


def _add_data(element: ET.Element, scope: str, names: Iterable[str], row: Mapping[str, Value]) -> None:
    for name in names:
        ET.SubElement(element, "data", key=_key(scope, name)).text = str(row[name])


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
