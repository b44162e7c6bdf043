"""A graph as GraphML that Gephi, Cytoscape, yEd and NetworkX read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from relgraph.export.rows import Value, clean, edge_rows, node_rows
from relgraph.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
GRAPH_KEYS = {"title": "string", "window": "string", "generator": "string"}
NODE_KEYS = {
    "label": "string",
    "mentions": "int",
    "aliases": "string",
    "community": "int",
    "degree": "int",
    "strength": "int",
    "betweenness": "double",
    "first_chapter": "int",
    "pronouns": "string",
}
EDGE_KEYS = {"weight": "int", "label": "string", "kinds": "string", "chapters": "string", "first_passage": "string"}


def graphml(graph: nx.Graph[str]) -> str:
    """Return a graph that `Analysis.graph` made as GraphML, the same text for the same graph.

    Key ids are our own (`n_label`, `e_weight`), because Gephi matches ids before names and takes `d3` and `d7` for
    labels. Every attribute has one type and is never missing; lists are joined by "; "; characters that XML
    forbids are left out.
    """
    root = ET.Element("graphml", xmlns=NAMESPACE)
    for scope, keys in (("graph", GRAPH_KEYS), ("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            ET.SubElement(root, "key", {"id": _key(scope, name), "for": scope, "attr.name": name, "attr.type": kind})
    body = ET.SubElement(root, "graph", edgedefault="undirected")
    _add_data(body, "graph", GRAPH_KEYS, {name: clean(graph.graph[name]) for name in GRAPH_KEYS})
    for row in node_rows(graph):
        _add_data(ET.SubElement(body, "node", id=str(row["id"])), "node", NODE_KEYS, row)
    for row in edge_rows(graph):
        edge = ET.SubElement(body, "edge", source=str(row["source"]), target=str(row["target"]))
        _add_data(edge, "edge", EDGE_KEYS, row)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def write_graphml(graph: nx.Graph[str], path: Path | str) -> None:
    """Write a graph that `Analysis.graph` made as GraphML; raises OSError where the folder cannot be written."""
    write_atomic(Path(path), graphml(graph))


def _key(scope: str, name: str) -> str:
    return f"{scope[0]}_{name}"


def _add_data(element: ET.Element, scope: str, keys: Mapping[str, str], row: Mapping[str, Value]) -> None:
    for name in keys:
        ET.SubElement(element, "data", key=_key(scope, name)).text = str(row[name])
