"""A graph as JSON for the libraries that draw graphs: node-link for d3 and NetworkX, `.cyjs` for Cytoscape."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from relgraph import __version__
from relgraph.export.sheet import PLAIN, Details, Sheet, sheet_of

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.export.rows import Row


def node_link(graph: nx.Graph[str], details: Details = PLAIN) -> str:
    """Return a graph that `Analysis.graph` made as node-link JSON: d3's `nodes` and `links`, in one line.

    `networkx.node_link_graph(json.loads(...), edges="links")` reads it back. A link's `evidence` holds the ranges of
    its passages in the story's text. Places become `x` and `y` (y down), colours become `color`. "<" is written
    as an escape, so that the text can stand in a page's script.
    """
    return node_link_of(sheet_of(graph, details))


def node_link_of(sheet: Sheet) -> str:
    """Return a sheet as node-link JSON."""
    links = zip(sheet.edges, sheet.evidence, strict=True)
    content = {
        "directed": False,
        "multigraph": False,
        "graph": dict(sheet.about),
        "nodes": [{**row, **_position(sheet, row), **_colour(sheet, row)} for row in sheet.nodes],
        "links": [{**row, "evidence": evidence} for row, evidence in links],
    }
    return _dumps(content)


def cytoscape(graph: nx.Graph[str], details: Details = PLAIN) -> str:
    """Return a graph that `Analysis.graph` made as Cytoscape JSON (`.cyjs`), in one line.

    Cytoscape opens the file, and `cytoscape({elements: parsed.elements})` draws it in a page. Places become each
    node's `position`.
    """
    return cytoscape_of(sheet_of(graph, details))


def cytoscape_of(sheet: Sheet) -> str:
    """Return a sheet as Cytoscape JSON."""
    nodes: list[dict[str, object]] = []
    for row in sheet.nodes:
        position = _position(sheet, row)
        data = {**row, "name": row["label"], **_colour(sheet, row)}
        nodes.append({"data": data, "position": position} if position else {"data": data})
    content = {
        "format_version": "1.0",
        "generated_by": f"relgraph {__version__}",
        "target_cytoscapejs_version": "~3",
        "data": {"name": sheet.about["title"], **sheet.about},
        "elements": {"nodes": nodes, "edges": [{"data": {"id": _edge_id(row), **row}} for row in sheet.edges]},
    }
    return _dumps(content)


def _edge_id(row: Row) -> str:
    """Return an id that no node has: Cytoscape knows nodes and edges by one set of ids."""
    return f"{row['source']} – {row['target']}"


def _position(sheet: Sheet, row: Row) -> dict[str, float]:
    place = sheet.places.get(str(row["id"]))
    return {} if place is None else {"x": place[0], "y": place[1]}


def _colour(sheet: Sheet, row: Row) -> dict[str, str]:
    colour = sheet.colours.get(str(row["id"]))
    return {} if colour is None else {"color": colour}


def _dumps(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c") + "\n"
