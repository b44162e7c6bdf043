"""A graph as two tables, nodes and edges, that spreadsheets and Gephi read."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from relgraph.export.rows import Value, edge_rows, node_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

NODE_COLUMNS = (
    "id",
    "label",
    "kind",
    "mentions",
    "aliases",
    "pronouns",
    "first_chapter",
    "degree",
    "strength",
    "betweenness",
    "community",
)
EDGE_COLUMNS = ("source", "target", "type", "weight", "label", "kinds", "chapters", "first_passage")
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # fmt: skip
"""A spreadsheet runs a cell that begins with one of these."""


def nodes_csv(graph: nx.Graph[str]) -> str:
    """Return the characters as CSV (UTF-8, lines end with LF), with their measures."""
    return rows_csv(NODE_COLUMNS, node_rows(graph))


def edges_csv(graph: nx.Graph[str]) -> str:
    """Return the relationships as CSV; `type` says to Gephi that they have no direction."""
    return rows_csv(EDGE_COLUMNS, ({"type": "Undirected", **row} for row in edge_rows(graph)))


def rows_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Value | None]]) -> str:
    """Return any rows as CSV with these columns; None is an empty cell, and no cell is run by a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(row[column]) for column in columns] for row in rows)
    return text.getvalue()


def _safe(value: Value | None) -> Value | None:
    """Return a cell that no spreadsheet runs: a leading apostrophe makes it text, as in `'=cmd()`."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
