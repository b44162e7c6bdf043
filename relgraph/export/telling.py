"""Rows and files of what the text tells of two people: what it calls them, and who speaks to whom."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

import networkx as nx

from relgraph.errors import shorten
from relgraph.export.rows import SEPARATOR, clean, label_of
from relgraph.interactions import chapters_of
from relgraph.relations import inverse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from relgraph.analysis import Analysis
    from relgraph.export.moments import Cell
    from relgraph.records import Relation, Span

RELATION_COLUMNS = {
    "source": "string",
    "target": "string",
    "source_label": "string",
    "target_label": "string",
    "label": "string",
    "inverse": "string",
    "kind": "string",
    "chapter": "int",
    "start": "int",
    "end": "int",
    "p": "double",
    "text": "string",
    "passage": "string",
}
SPEECH_COLUMNS = {
    "source": "string",
    "target": "string",
    "type": "string",
    "weight": "int",
    "words": "int",
    "source_label": "string",
    "target_label": "string",
    "chapters": "string",
    "first_passage": "string",
}
PASSAGE_LIMIT = 2_000


def relation_rows(analysis: Analysis) -> Iterator[Mapping[str, Cell]]:
    """Yield a row for each relation that the text tells, by position; `chapter` counts from 1 and is None in matter."""
    people = {one.id: one for one in analysis.characters}
    labels = {name: clean(one.name) or clean(name) for name, one in people.items()}
    told = analysis.relations
    chapters = chapters_of(analysis.story, [one.start for one in told])
    for one, chapter in zip(told, chapters, strict=True):
        start, end = passage_of(analysis, one)
        yield {
            "source": clean(one.character),
            "target": clean(one.of),
            "source_label": labels[one.character],
            "target_label": labels[one.of],
            "label": one.label,
            "inverse": inverse(one.label, people[one.of].pronouns),
            "kind": one.kind,
            "chapter": None if chapter is None else chapter + 1,
            "start": one.start,
            "end": one.end,
            "p": one.p,
            "text": shorten(clean(analysis.story.text[one.start : one.end]), PASSAGE_LIMIT),
            "passage": shorten(clean(analysis.story.text[start : min(end, start + 2 * PASSAGE_LIMIT)]), PASSAGE_LIMIT),
        }


def passage_of(analysis: Analysis, one: Relation) -> Span:
    """Return the range of the sentences that hold the words of a relation; the words alone where no sentence does."""
    at = bisect_right(analysis.sentences, one.start, key=itemgetter(0)) - 1
    start = analysis.sentences[at][0] if at >= 0 and one.start < analysis.sentences[at][1] else one.start
    ends = (end for begin, end in analysis.sentences[max(at, 0) :] if begin < one.end <= end)
    return start, next(ends, one.end)


def speech_rows(said: nx.DiGraph[str]) -> Iterator[Mapping[str, Cell]]:
    """Yield a row for each speaker and addressee of a graph that `speech_graph` made, by their ids."""
    for speaker, addressee, edge in sorted(said.edges(data=True), key=itemgetter(0, 1)):
        yield {
            "source": clean(speaker),
            "target": clean(addressee),
            "type": "Directed",
            "weight": edge["weight"],
            "words": edge["words"],
            "source_label": label_of(said, speaker),
            "target_label": label_of(said, addressee),
            "chapters": SEPARATOR.join(map(str, edge["chapters"])),
            "first_passage": clean(edge["first_passage"]),
        }


def speech_graphml(said: nx.DiGraph[str], *, methods: str = "", text: bool = True) -> str:
    """Return a graph that `speech_graph` made as directed GraphML, the same text for the same graph.

    Key ids are the names of the attributes. Without `text` no quote is written.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.graph.update({name: clean(said.graph[name]) for name in ("title", "generator")}, methods=clean(methods))
    for name, node in said.nodes(data=True):
        aliases = SEPARATOR.join(map(clean, node["aliases"]))
        told = {"pronouns": clean(node["pronouns"]), "first_chapter": node["first_chapter"]}
        graph.add_node(clean(name), label=label_of(said, name), mentions=node["mentions"], aliases=aliases, **told)
    written = ["weight", "words", "chapters", *(["first_passage"] if text else [])]
    for row in speech_rows(said):
        graph.add_edge(str(row["source"]), str(row["target"]), **{name: row[name] for name in written})
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *nx.generate_graphml(graph, named_key_ids=True)]) + "\n"
