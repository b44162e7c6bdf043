"""Where in the story a graph came about: the mentions of its characters and the meetings behind its edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from relgraph.errors import shorten
from relgraph.export.rows import clean, edge_pairs, label_of
from relgraph.interactions import chapters_of, find_speech
from relgraph.records import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.records import Mention

Cell = str | int | float | None
_Key = tuple[str, str, int, int]

PASSAGE_LIMIT = 2_000
"""Characters of a passage in a table: a spreadsheet's cell holds 32,767, and one passage may be a whole chapter."""

MENTION_COLUMNS = {
    "character": "string",
    "label": "string",
    "kind": "string",
    "chapter": "int",
    "start": "int",
    "end": "int",
    "p": "double",
    "text": "string",
}
INTERACTION_COLUMNS = {
    "source": "string",
    "target": "string",
    "source_label": "string",
    "target_label": "string",
    "kind": "string",
    "chapter": "int",
    "weight": "int",
    "start": "int",
    "end": "int",
    "passage": "string",
}


def appearances(analysis: Analysis, graph: nx.Graph[str]) -> Iterator[tuple[Mention, int]]:
    """Yield the mentions that count for the nodes of a graph, each with the number of its chapter, from 1."""
    mentions = [mention for mention in analysis.mentions if mention.character in graph]
    chapters = chapters_of(analysis.story, [mention.start for mention in mentions])
    for mention, chapter in zip(mentions, chapters, strict=True):
        if chapter is not None:
            yield mention, chapter + 1


def meetings(analysis: Analysis, graph: nx.Graph[str]) -> tuple[Interaction, ...]:
    """Return the meetings behind the edges of a graph of the story, or of a part of such a graph, by position.

    Each passage of an edge's evidence is one meeting, so that the weights of a pair's meetings sum to that of its edge.
    """
    paired = _paired(analysis, graph) if graph.graph["count"] == "pairs" else {}
    said = Counter(map(_key, find_speech(analysis.story, analysis.quotes, vetoes=analysis.vetoes)))
    found = []
    for first, second in edge_pairs(graph):
        edge = graph.edges[first, second]
        chapters = chapters_of(analysis.story, [start for start, _ in edge["evidence"]])
        for (start, end), chapter in zip(edge["evidence"], chapters, strict=True):
            meeting = Interaction(
                first=first, second=second, kind="cooccurrence", chapter=chapter or 0, start=start, end=end
            )
            if "speech" in edge["kinds"] and said[_key(meeting)]:
                said[_key(meeting)] -= 1
                found.append(replace(meeting, kind="speech"))
            else:
                found.append(paired.get(_key(meeting), meeting))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.first, one.second, one.kind)))


def _paired(analysis: Analysis, graph: nx.Graph[str]) -> dict[_Key, Interaction]:
    """Return the meetings of a graph that counts pairs of mentions: an edge holds no weight for each passage."""
    window = graph.graph["window"]
    mentions = [mention for mention, _ in appearances(analysis, graph)]
    return {_key(meeting): meeting for meeting in analysis.meetings(mentions, window=window, count="pairs")}


def _key(meeting: Interaction) -> _Key:
    return meeting.first, meeting.second, meeting.start, meeting.end


def mention_rows(analysis: Analysis) -> Iterator[Mapping[str, Cell]]:
    """Yield a row for each mention of anyone, by position; `chapter` counts from 1 and is None in matter."""
    labels = {one.id: clean(one.name) or clean(one.id) for one in analysis.characters}
    chapters = chapters_of(analysis.story, [mention.start for mention in analysis.mentions])
    for mention, chapter in zip(analysis.mentions, chapters, strict=True):
        yield {
            "character": clean(mention.character),
            "label": labels[mention.character],
            "kind": mention.kind,
            "chapter": None if chapter is None else chapter + 1,
            "start": mention.start,
            "end": mention.end,
            "p": mention.p,
            "text": _passage(analysis, mention.start, mention.end),
        }


def interaction_rows(analysis: Analysis, graph: nx.Graph[str]) -> Iterator[Mapping[str, Cell]]:
    """Yield a row for each meeting behind a graph of the whole story, by position, with its passage."""
    for meeting in meetings(analysis, graph):
        yield {
            "source": clean(meeting.first),
            "target": clean(meeting.second),
            "source_label": label_of(graph, meeting.first),
            "target_label": label_of(graph, meeting.second),
            "kind": meeting.kind,
            "chapter": meeting.chapter + 1,
            "weight": meeting.weight,
            "start": meeting.start,
            "end": meeting.end,
            "passage": _passage(analysis, meeting.start, meeting.end),
        }


def _passage(analysis: Analysis, start: int, end: int) -> str:
    # Spaces are joined, so that a little more than the limit has to be looked at.
    return shorten(clean(analysis.story.text[start : min(end, start + 2 * PASSAGE_LIMIT)]), PASSAGE_LIMIT)
