"""A graph and what it came about from as tables: CSV for spreadsheets and Gephi, Parquet for pandas, R and DuckDB."""

from __future__ import annotations

import csv
import importlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.errors import FormatError
from relgraph.export.moments import INTERACTION_COLUMNS, MENTION_COLUMNS, interaction_rows, mention_rows
from relgraph.export.rows import clean, edge_rows, node_rows
from relgraph.export.telling import RELATION_COLUMNS, SPEECH_COLUMNS, relation_rows, speech_rows
from relgraph.speech import speech_graph

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.export.moments import Cell
    from relgraph.export.sheet import Sheet
    from relgraph.interactions import Count, Window

NODE_COLUMNS = {
    "id": "string",
    "label": "string",
    "kind": "string",
    "mentions": "int",
    "aliases": "string",
    "pronouns": "string",
    "first_chapter": "int",
    "degree": "int",
    "strength": "int",
    "betweenness": "double",
    "community": "int",
}
EDGE_COLUMNS = {
    "source": "string",
    "target": "string",
    "type": "string",
    "weight": "int",
    "label": "string",
    "labels": "string",
    "kinds": "string",
    "chapters": "string",
    "first_passage": "string",
}
TABLES = ("edges", "interactions", "mentions", "nodes", "relations", "speech")
"""The tables of an analysis: relationships, meetings, mentions, people, what they are called, who speaks to whom."""

STORY_TEXT = frozenset({"first_passage", "passage", "text"})
"""The columns that hold story text."""

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # fmt: skip
"""A spreadsheet runs a cell that begins with one of these."""

_ARROW = {"string": "string", "int": "int64", "double": "float64"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its name, the types ("string", "int", "double") of its columns in order, and its rows."""

    name: str
    columns: Mapping[str, str]
    rows: tuple[Mapping[str, Cell], ...]


def tables_of(
    analysis: Analysis, graph: nx.Graph[str], sheet: Sheet, *, chapters: tuple[int, int] | None = None
) -> tuple[Table, ...]:
    """Return the tables of an analysis and a graph of it, which counts `chapters` (half-open indices from 0)."""
    said = speech_graph(analysis, graph, chapters=chapters)
    edges = tuple({"type": "Undirected", **row} for row in sheet.edges)
    found = (
        Table(name="edges", columns=EDGE_COLUMNS, rows=edges),
        Table(name="interactions", columns=INTERACTION_COLUMNS, rows=tuple(interaction_rows(analysis, graph))),
        Table(name="mentions", columns=MENTION_COLUMNS, rows=tuple(mention_rows(analysis))),
        Table(name="nodes", columns=NODE_COLUMNS, rows=sheet.nodes),
        Table(name="relations", columns=RELATION_COLUMNS, rows=tuple(relation_rows(analysis))),
        Table(name="speech", columns=SPEECH_COLUMNS, rows=tuple(speech_rows(said))),
    )
    return found if sheet.text else tuple(map(_without_text, found))


def nodes_csv(graph: nx.Graph[str]) -> str:
    """Return the characters as CSV (UTF-8, lines end with LF), with their measures."""
    return rows_csv(NODE_COLUMNS, node_rows(graph))


def edges_csv(graph: nx.Graph[str], *, text: bool = True) -> str:
    """Return the relationships as CSV; `type` says to Gephi that they have no direction.

    Without `text` the first passages are left out.
    """
    rows = tuple({"type": "Undirected", **row} for row in edge_rows(graph))
    return _csv(Table(name="edges", columns=EDGE_COLUMNS, rows=rows), text=text)


def mentions_csv(analysis: Analysis, *, text: bool = True) -> str:
    """Return every mention of everyone as CSV, by position; without `text` the words are left out.

    `start` and `end` are characters of the story's text (half-open), `chapter` counts from 1 and is empty in front
    and back matter, `p` (0..1, higher is surer) is empty where the text names the character.
    """
    return _csv(Table(name="mentions", columns=MENTION_COLUMNS, rows=tuple(mention_rows(analysis))), text=text)


def interactions_csv(
    analysis: Analysis,
    *,
    window: Window | str = DEFAULT_WINDOW,
    count: Count = "passages",
    min_mentions: int = 1,
    text: bool = True,
) -> str:
    """Return every meeting behind the edges of a graph as CSV, by position, with its passage.

    The weights of two characters' rows sum to the weight of their edge. A passage is cut to 2,000 characters;
    `start` and `end` (half-open) find the whole of it. Without `text` the passages are left out.
    """
    graph = analysis.graph(window=window, count=count, min_mentions=min_mentions)
    rows = tuple(interaction_rows(analysis, graph))
    return _csv(Table(name="interactions", columns=INTERACTION_COLUMNS, rows=rows), text=text)


def csv_of(table: Table) -> str:
    """Return a table as CSV."""
    return rows_csv(table.columns, table.rows)


def rows_csv(columns: Collection[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return any rows as CSV with these columns; None is an empty cell, and no cell is run by a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_safe(column) for column in columns])
    writer.writerows([_safe(row[column]) for column in columns] for row in rows)
    return text.getvalue()


def parquet_of(table: Table, about: Mapping[str, str]) -> bytes:
    """Return a table as Parquet, with words about it in the metadata of its schema; None is null.

    Raises FormatError where pyarrow is not installed.
    """
    try:
        arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as err:
        msg = "parquet needs the package pyarrow, which is not installed; install it, or use csv"
        raise FormatError(msg) from err
    fields = [arrow.field(name, getattr(arrow, _ARROW[kind])()) for name, kind in table.columns.items()]
    columns = [[row[name] for row in table.rows] for name in table.columns]
    content = arrow.table(columns, schema=arrow.schema(fields, metadata=dict(about)))
    buffer = io.BytesIO()
    parquet.write_table(content, buffer)
    return buffer.getvalue()


def _csv(table: Table, *, text: bool) -> str:
    return csv_of(table if text else _without_text(table))


def _without_text(table: Table) -> Table:
    columns = {name: kind for name, kind in table.columns.items() if name not in STORY_TEXT}
    rows = tuple({name: row[name] for name in columns} for row in table.rows)
    return Table(name=table.name, columns=columns, rows=rows)


def _safe(value: Cell) -> Cell:
    """Return a cell of one line that no spreadsheet runs: a leading apostrophe makes it text, as in `'=cmd()`."""
    if not isinstance(value, str):
        return value
    line = clean(value)
    return f"'{line}" if line.startswith(FORMULA) else line
