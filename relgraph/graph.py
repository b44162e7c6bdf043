"""Characters and interactions come in, a weighted graph of the characters goes out."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from relgraph.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relgraph.records import Character, Interaction, Relation

PASSAGE_LENGTH = 300
"""Characters of `first_passage`: two or three sentences, which still fit a table's cell."""


def build_graph(
    text: str,
    characters: Iterable[Character],
    appearances: Mapping[str, Sequence[int]],
    interactions: Iterable[Interaction],
    about: Mapping[str, str],
    relations: Iterable[Relation] = (),
) -> nx.Graph[str]:
    """Return the graph of the characters that appear; its nodes are their ids, in the order given.

    `appearances` holds for each id the chapter index of each mention; `about` becomes `graph.graph`. Meetings of
    anyone else are left out.

    Node attributes: `label` (the name), `kind`, `mentions` (their number), `aliases` (name forms, most frequent
    first), `pronouns` ("" where the text does not tell) and `first_chapter`. Edge attributes: `weight`, `kinds`,
    `labels` (what `relations` call the one of the other, most frequent first), `chapters`, `evidence` (the passages in
    which the two meet, by position) and `first_passage` (the text of the first one, cut to 300 characters). **Chapters
    are numbered from 1 here, as people read them.** No characters give an empty graph.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.graph.update(about)
    for character in characters:
        if chapters := appearances.get(character.id):
            graph.add_node(character.id, **_node(character, chapters))
    meetings: defaultdict[tuple[str, str], list[Interaction]] = defaultdict(list)
    for interaction in interactions:
        if interaction.first in graph and interaction.second in graph:
            meetings[interaction.first, interaction.second].append(interaction)
    called: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for relation in relations:
        one, other = sorted((relation.character, relation.of))
        called[one, other][relation.label] += 1
    for pair, together in sorted(meetings.items()):
        graph.add_edge(pair[0], pair[1], **_edge(text, together), labels=_ranked(called.get(pair, Counter())))
    return graph


def _node(character: Character, chapters: Sequence[int]) -> dict[str, object]:
    return {
        "label": character.name,
        "kind": character.kind,
        "mentions": len(chapters),
        "aliases": _ranked(character.aliases),
        "pronouns": character.pronouns or "",
        "first_chapter": min(chapters) + 1,
    }


def _ranked(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda form: (-counts[form], form)))


def _edge(text: str, meetings: Sequence[Interaction]) -> dict[str, object]:
    evidence = tuple(sorted((meeting.start, meeting.end) for meeting in meetings))
    start, end = evidence[0]
    return {
        "weight": sum(meeting.weight for meeting in meetings),
        "kinds": tuple(sorted({meeting.kind for meeting in meetings})),
        "chapters": tuple(sorted({meeting.chapter + 1 for meeting in meetings})),
        "evidence": evidence,
        # Only the beginning is looked at: a passage may be a whole chapter.
        "first_passage": shorten(text[start : min(end, start + 4 * PASSAGE_LENGTH)], PASSAGE_LENGTH),
    }
