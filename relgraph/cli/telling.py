"""What the text tells of two people, for the terminal: what it calls them, and who speaks to whom."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, get_args

from rich.table import Table
from rich.text import Text

from relgraph.cli.work import visible
from relgraph.errors import WindowError, one_of, shorten
from relgraph.export.telling import passage_of
from relgraph.records import InteractionKind
from relgraph.speech import speech_graph

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.records import Relation

ROWS = 12
"""Rows of the table of speech; the exports hold them all."""

RELATIONS = 4
"""Labels that are shown of one relationship."""

PASSAGE = 120
"""Characters of the passage of a label."""


def kinds_of(names: str) -> tuple[InteractionKind, ...]:
    """Return the kinds that a text with commas names, each once; WindowError for none and for an unknown one."""
    known: dict[str, InteractionKind] = {kind: kind for kind in get_args(InteractionKind)}
    wanted = dict.fromkeys(name.strip() for name in names.lower().split(",") if name.strip())
    unknown = sorted(set(wanted) - set(known))
    if unknown or not wanted:
        what = f"unknown kind of interaction {shorten(unknown[0])!r}" if unknown else "no kind of interaction"
        msg = f"{what}; use one or several of {one_of(sorted(known))}"
        raise WindowError(msg)
    return tuple(known[name] for name in wanted)


def labels(analysis: Analysis) -> Mapping[tuple[str, str], Text]:
    """Return for each two people, by their ids, what the text calls them, the most frequent first."""
    names = {one.id: visible(one.name) for one in analysis.characters}
    found: defaultdict[tuple[str, str], dict[tuple[str, str, str], list[Relation]]] = defaultdict(dict)
    for one in analysis.relations:
        pair = min(one.character, one.of), max(one.character, one.of)
        found[pair].setdefault((one.character, one.label, one.of), []).append(one)
    return {pair: _lines(analysis, told, names) for pair, told in found.items()}


def _lines(analysis: Analysis, told: Mapping[tuple[str, str, str], list[Relation]], names: Mapping[str, str]) -> Text:
    ranked = sorted(told.items(), key=lambda item: (-len(item[1]), item[0]))
    lines = []
    for (who, label, of), relations in islice(ranked, RELATIONS):
        start, end = passage_of(analysis, relations[0])
        passage = shorten(visible(analysis.story.text[start:end]), PASSAGE)
        lines.append(Text.assemble(f"{names[who]}, {label} of {names[of]} × {len(relations)}: ", (passage, "dim")))
    return Text("\n").join(lines)


def speeches(analysis: Analysis, graph: nx.Graph[str]) -> Table | Text:
    """Return who speaks to whom, those who say most first, with the first words."""
    said = speech_graph(analysis, graph)
    rows = sorted(said.edges(data=True), key=lambda edge: (-edge[2]["words"], edge[0], edge[1]))
    if not rows:
        return Text("\nNobody is known to speak to another.")
    table = Table("From", "To", "Speeches", "Words", "First", title="Who speaks to whom", title_justify="left")
    for column in table.columns[2:4]:
        column.justify = "right"
    for speaker, addressee, edge in rows[:ROWS]:
        people = (visible(said.nodes[one]["label"]) for one in (speaker, addressee))
        first = shorten(visible(edge["first_passage"]), 60)
        table.add_row(*map(Text, (*people, str(edge["weight"]), f"{edge['words']:,}", first)))
    return table
