"""The rows that every table-like format writes: plain strings and numbers, safe for XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relgraph.measures import measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

Value = str | int | float
Row = dict[str, Value]

SEPARATOR = "; "
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return `text` on one line without the characters that XML forbids (control characters, lone surrogates)."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def node_rows(graph: nx.Graph[str]) -> tuple[Row, ...]:
    """Return a row for each character with its measures, in the order of the graph."""
    measures = measure(graph)
    return tuple(
        {
            "id": clean(name),
            "label": label_of(graph, name),
            "kind": node["kind"],
            "mentions": node["mentions"],
            "aliases": _joined(node["aliases"]),
            "pronouns": clean(node["pronouns"]),
            "first_chapter": node["first_chapter"],
            "degree": measures.degree[name],
            "strength": measures.strength[name],
            "betweenness": measures.betweenness[name],
            "community": measures.community[name],
        }
        for name, node in graph.nodes(data=True)
    )


def edge_rows(graph: nx.Graph[str]) -> tuple[Row, ...]:
    """Return a row for each relationship, by the ids of its two characters; its label names both."""
    return tuple(
        {
            "source": clean(first),
            "target": clean(second),
            "weight": graph.edges[first, second]["weight"],
            "label": f"{label_of(graph, first)} – {label_of(graph, second)}",
            "labels": _joined(graph.edges[first, second]["labels"]),
            "kinds": _joined(graph.edges[first, second]["kinds"]),
            "chapters": _joined(graph.edges[first, second]["chapters"]),
            "first_passage": clean(graph.edges[first, second]["first_passage"]),
        }
        for first, second in edge_pairs(graph)
    )


def edge_pairs(graph: nx.Graph[str]) -> list[tuple[str, str]]:
    """Return the two characters of each relationship, sorted."""
    return sorted((min(one, other), max(one, other)) for one, other in graph.edges())


def label_of(graph: nx.Graph[str], name: str) -> str:
    """Return a character's name, or its id where nothing of the name may be written."""
    return clean(graph.nodes[name]["label"]) or clean(name)


def _joined(values: Iterable[object]) -> str:
    return SEPARATOR.join(clean(str(value)) for value in values)
