"""A graph as GEXF 1.3, Gephi's own format."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from relgraph.export.graphml import EDGE_KEYS, NODE_KEYS
from relgraph.export.rows import Row, clean, edge_rows, node_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

NAMESPACE = "http://gexf.net/1.3"
TYPES = {"int": "integer"}
BUILT_IN = ("label", "weight")
"""GEXF has attributes of its own for these two."""


def gexf(graph: nx.Graph[str]) -> str:
    """Return a graph that `Analysis.graph` made as GEXF, with the attributes of its GraphML and without a date."""
    root = ET.Element("gexf", xmlns=NAMESPACE, version="1.3")
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = clean(graph.graph["generator"])
    ET.SubElement(meta, "title").text = clean(graph.graph["title"])
    ET.SubElement(meta, "description").text = f"Window {graph.graph['window']}, counted in {graph.graph['count']}"
    body = ET.SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    _declare(body, "node", NODE_KEYS)
    _declare(body, "edge", EDGE_KEYS)
    nodes, edges = ET.SubElement(body, "nodes"), ET.SubElement(body, "edges")
    for row in node_rows(graph):
        _add_values(ET.SubElement(nodes, "node", id=str(row["id"]), label=str(row["label"])), NODE_KEYS, row)
    for number, row in enumerate(edge_rows(graph)):
        built_in = {name: str(row[name]) for name in ("source", "target", *BUILT_IN)}
        _add_values(ET.SubElement(edges, "edge", {"id": str(number), **built_in}), EDGE_KEYS, row)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _declare(body: ET.Element, scope: str, keys: Mapping[str, str]) -> None:
    declared = ET.SubElement(body, "attributes", {"class": scope})
    for name, kind in keys.items():
        if name not in BUILT_IN:
            ET.SubElement(declared, "attribute", id=f"{scope[0]}_{name}", title=name, type=TYPES.get(kind, kind))


def _add_values(element: ET.Element, keys: Mapping[str, str], row: Row) -> None:
    values = ET.SubElement(element, "attvalues")
    for name in keys:
        if name not in BUILT_IN:
            # The first letters "n" and "e" keep the ids of nodes and edges apart.
            ET.SubElement(values, "attvalue", {"for": f"{element.tag[0]}_{name}", "value": str(row[name])})
