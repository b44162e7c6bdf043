"""A story's relationship tags come in; what the text has of them, and what it has besides, goes out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import partial
from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING, Literal, NamedTuple

from relgraph.characters.names import parse_name
from relgraph.comparison.likeness import folded
from relgraph.comparison.views import TaggedPair, TagReport, UntaggedPair
from relgraph.sentiment import pleasantness

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.characters.names import Name
    from relgraph.comparison.views import TagStatus
    from relgraph.records import Character, Span

STRONGEST = 3
"""Relationships of a story that are central: most stories are about one to three."""

HARDLY_SHARE = 10
"""Two who meet less than a tenth as often as the strongest pair are hardly there."""

HARDLY_PASSAGES = 3
"""Two who meet in fewer passages are hardly there: once or twice is by the way."""

MOOD_SENTENCES = 40
"""So many sentences tell how pleasant the words about two people are: all of a novel's would take seconds."""

READERS = frozenset({"reader", "you"})
"""What tags call the reader who is a character of the story."""

_SIGN = re.compile(r"\s*([/&])\s*")
_NOTE = re.compile(r"\s*(?:\([^()]*\)|\s[-–—]\s.*)\s*$")
_LEAD = re.compile(
    r"^(?:past|minor|implied|background|former|future|pre|post|hints? of|one-?sided|mentioned)[\s:-]+", re.IGNORECASE
)


class _Tagged(NamedTuple):
    tag: str
    sign: Literal["&", "/"]
    people: tuple[str, str]


class _Edge(NamedTuple):
    weight: int
    share: float
    rank: int
    labels: str
    mood: Callable[[], float | None]


def tag_report(analysis: Analysis, graph: nx.Graph[str], *, index: int = 0, title: str | None = None) -> TagReport:
    """Return the relationship tags of a story beside the strongest relationships of a graph of it.

    "A/B" and "A & B" stay apart: a text shows how often two people meet, and not what they are to each other. A tag of
    three people is three pairs. Without relationship tags nothing is said to be missing from them.
    """
    edges = _edges(analysis, graph)
    known = [one for one in analysis.characters if one.id in graph]
    tags = [_found(index, tag, known, edges) for tag in _tags(analysis.story.tags.relationships)]
    named = {frozenset(one.ids) for one in tags}
    untagged = [
        UntaggedPair(
            story=index,
            ids=pair,
            people=(graph.nodes[pair[0]]["label"], graph.nodes[pair[1]]["label"]),
            weight=edge.weight,
            share=edge.share,
            rank=edge.rank,
            labels=edge.labels,
            mood=edge.mood(),
        )
        for pair, edge in edges.items()
        if tags and edge.rank <= STRONGEST and not _hardly(edge, edges) and frozenset(pair) not in named
    ]
    return TagReport(story=index, title=title or analysis.story.title, tagged=tuple(tags), untagged=tuple(untagged))


def _tags(texts: Sequence[str]) -> list[_Tagged]:
    """Return the pairs of the tags in their order, each with its sign once."""
    found: dict[tuple[str, frozenset[str]], _Tagged] = {}
    for text in texts:
        parts = _SIGN.split(_NOTE.sub("", _LEAD.sub("", text.strip())))
        people = [_NOTE.sub("", part).strip() for part in parts[::2]]
        sign: Literal["&", "/"] = "/" if "/" in parts[1::2] else "&"
        for first, second in combinations([name for name in people if name], 2):
            key = (sign, frozenset({folded(first), folded(second)}))
            found.setdefault(key, _Tagged(tag=text, sign=sign, people=(first, second)))
    return list(found.values())


def _found(
    index: int, tag: _Tagged, characters: Sequence[Character], edges: Mapping[tuple[str, str], _Edge]
) -> TaggedPair:
    ids = [_who(name, characters) for name in tag.people]
    pair = sorted({name for name in ids if name})
    edge = edges.get((pair[0], pair[1])) if len(pair) > 1 else None
    return TaggedPair(
        story=index,
        tag=tag.tag,
        sign=tag.sign,
        people=tag.people,
        ids=(ids[0], ids[1]),
        status=_status(edge, edges, found=len(pair) > 1),
        weight=edge.weight if edge else 0,
        share=edge.share if edge else 0.0,
        rank=edge.rank if edge else None,
        labels=edge.labels if edge else "",
        mood=edge.mood() if edge else None,
    )


def _status(edge: _Edge | None, edges: Mapping[tuple[str, str], _Edge], *, found: bool) -> TagStatus:
    if edge is None:
        return "never together" if found else "not in the text"
    if _hardly(edge, edges):
        return "hardly there"
    return "central" if edge.rank <= STRONGEST else "there"


def _hardly(edge: _Edge, edges: Mapping[tuple[str, str], _Edge]) -> bool:
    greatest = max(one.weight for one in edges.values())
    return edge.weight < HARDLY_PASSAGES or edge.weight * HARDLY_SHARE < greatest


def _edges(analysis: Analysis, graph: nx.Graph[str]) -> dict[tuple[str, str], _Edge]:
    """Return the relationships, the strongest first."""
    weights: dict[tuple[str, str], int] = {
        (min(one, other), max(one, other)): edge["weight"] for one, other, edge in graph.edges(data=True)
    }
    total = sum(weights.values())
    places: dict[int, int] = {}
    for number, weight in enumerate(sorted(weights.values(), reverse=True), 1):
        places.setdefault(weight, number)
    return {
        pair: _Edge(
            weight=weight,
            share=weight / total,
            rank=places[weight],
            labels="; ".join(graph.edges[pair].get("labels", ())),
            mood=partial(_mood, analysis, graph.edges[pair]["evidence"]),
        )
        for pair, weight in sorted(weights.items(), key=lambda edge: (-edge[1], edge[0]))
    }


def _mood(analysis: Analysis, evidence: Sequence[Span]) -> float | None:
    """Return the mean pleasantness of at most MOOD_SENTENCES sentences of these passages, or None for none."""
    starts = [start for start, _ in analysis.sentences]
    found = {
        at for start, end in evidence for at in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end))
    }
    chosen = sorted(found)[:: max(1, -(-len(found) // MOOD_SENTENCES))]
    scores = [pleasantness(analysis.story.text[slice(*analysis.sentences[at])]) for at in chosen]
    return round(fsum(scores) / len(scores), 3) if scores else None


def _who(text: str, characters: Sequence[Character]) -> str | None:
    """Return the id of whom a tag names ("Kylo Ren | Ben Solo"): by name, else by a form, else by a part of the name.

    A part ("Ben" for "Ben Solo") counts where it fits one character only: "Bennet" may be five.
    """
    if folded(_NOTE.sub("", text)) in READERS:
        return next((one.id for one in characters if one.kind == "reader"), None)
    names = [parse_name(part) for part in text.split("|")]
    keys = {name.key for name in names if name.words}
    for fits in (
        lambda one: parse_name(one.name).key in keys,
        lambda one: any(parse_name(form).key in keys for form in one.aliases),
    ):
        if one := next(filter(fits, characters), None):
            return one.id
    parts = [one.id for one in characters if any(_is_part(parse_name(one.name), name) for name in names)]
    return parts[0] if len(parts) == 1 else None


def _is_part(name: Name, full: Name) -> bool:
    """Return whether one name is a part of the other: "Hux" or "General Hux" of "Armitage Hux", or the other way."""
    one, other = set(name.words), set(full.words)
    return bool(one and other) and (one <= other or other <= one)
