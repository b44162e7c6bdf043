"""Analyses of several stories come in; what their relationships share, and where they differ, goes out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import fsum, sqrt
from typing import TYPE_CHECKING

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.errors import RelgraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.interactions import Count, Window
    from relgraph.records import Character

PER_WORDS = 10_000
MIN_OVERLAP = 0.2
"""Share of common name forms that makes two characters one, where neither's name is a form of the other.

"General Hux" (called Hux in 40 of 100 cases) and "Armitage Hux" (called Hux in 30) are one; "Han Solo" and "Ben Solo",
each called Solo once in 50, are two. It takes a father and a son for one if both are mostly called by the family name.
"""

_Person = tuple[int, str]
"""The index of a story, and a character's id in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCharacter:
    """Someone who occurs in at least two stories: id (None where absent) and number of mentions, story by story."""

    name: str
    ids: tuple[str | None, ...]
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """Two shared characters who meet in at least one story; each tuple has an entry per story.

    `weights` are those of the graphs (0 for no meeting), `per_words` the same per 10,000 words of the story, and
    `ranks` the place among all relationships of the story, 1 for the strongest, equal ones with the same rank, None
    where the two never meet.
    """

    first: SharedCharacter
    second: SharedCharacter
    weights: tuple[int, ...]
    per_words: tuple[float, ...]
    ranks: tuple[int | None, ...]

    @property
    def stories(self) -> tuple[int, ...]:
        """The indices of the stories in which the two meet."""
        return tuple(index for index, weight in enumerate(self.weights) if weight)

    @property
    def shared(self) -> bool:
        """Whether the two meet in more than one story."""
        return len(self.stories) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What several stories have in common.

    `stories` are their titles, made unique, in the order given. `jaccard` and `cosine` hold a similarity (0..1, higher
    is more alike) for each two of them: 1 with itself, 0 where no relationship is shared.
    """

    stories: tuple[str, ...]
    characters: tuple[SharedCharacter, ...]
    relationships: tuple[Relationship, ...]
    jaccard: tuple[tuple[float, ...], ...]
    cosine: tuple[tuple[float, ...], ...]

    @property
    def nobody_shared(self) -> bool:
        """Whether no character occurs in two of the stories; there are no relationships then."""
        return not self.characters

    def to_rows(self) -> list[dict[str, str | bool | int | float | None]]:
        """Return the relationships as rows of a table: names, `shared`, and three columns for each story."""
        rows: list[dict[str, str | bool | int | float | None]] = []
        for one in self.relationships:
            row: dict[str, str | bool | int | float | None] = {"first": one.first.name, "second": one.second.name}
            row["shared"] = one.shared
            for index, story in enumerate(self.stories):
                row[f"{story}: weight"] = one.weights[index]
                row[f"{story}: per {PER_WORDS:,} words"] = one.per_words[index]
                row[f"{story}: rank"] = one.ranks[index]
            rows.append(row)
        return rows


def compare(
    analyses: Sequence[Analysis], *, window: Window | str = DEFAULT_WINDOW, count: Count = "passages"
) -> Comparison:
    """Return what two or more stories share; RelgraphError for fewer.

    Compared are the named, and a narrator or reader whom the text names: without a name nobody of one story can be
    told to be somebody of another.
    Characters are aligned one to one by names and aliases (any case), the most alike first, so that the order of the
    stories does not matter. Relationships are those of two shared characters, the strongest first.

    For two stories with weights u and v per 10,000 words over all relationships of either, Jaccard is
    sum(min(u, v)) / sum(max(u, v)), and cosine is u·v over the lengths of u and v, which looks at proportions only.
    Two stories without any relationship are alike (1).
    """
    if len(analyses) < 2:
        msg = f"a comparison needs at least two stories, not {len(analyses)}"
        raise RelgraphError(msg)
    graphs = [_of_the_named(analysis.graph(window=window, count=count)) for analysis in analyses]
    groups = _align(
        [
            {character.id: character for character in analysis.characters if character.id in graph}
            for analysis, graph in zip(analyses, graphs, strict=True)
        ]
    )
    key_of = {person: key for key, group in enumerate(groups) for person in group}
    weights = [_weights(index, graph, key_of) for index, graph in enumerate(graphs)]
    rates = [
        {pair: weight * PER_WORDS / max(analysis.story.words, 1) for pair, weight in found.items()}
        for analysis, found in zip(analyses, weights, strict=True)
    ]
    shared = {key: _shared(group, graphs) for key, group in enumerate(groups) if len(group) > 1}
    return Comparison(
        stories=_unique([analysis.story.title for analysis in analyses]),
        characters=tuple(sorted(shared.values(), key=lambda one: (-sum(one.mentions), one.name, _text(one.ids)))),
        relationships=_relationships(shared, weights, rates),
        jaccard=tuple(tuple(_jaccard(one, other) for other in rates) for one in rates),
        cosine=tuple(tuple(_cosine(one, other) for other in weights) for one in weights),
    )


def _of_the_named(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return the part of the graph whose characters other stories may know: the "I" of two stories is not one."""
    return graph.subgraph([name for name, node in graph.nodes(data=True) if node["kind"] == "named" or node["aliases"]])


def _align(casts: Sequence[Mapping[str, Character]]) -> list[list[_Person]]:
    """Return groups of characters that are one person, at most one per story; everyone is in exactly one group."""
    forms = {(index, name): _forms(one) for index, cast in enumerate(casts) for name, one in cast.items()}
    alike: list[tuple[float, list[str], _Person, _Person]] = []
    for one, other in _candidates(forms):
        score = _likeness(casts[one[0]][one[1]], casts[other[0]][other[1]], forms[one], forms[other])
        if score > 0:
            alike.append((-score, sorted((one[1], other[1])), one, other))
    group = {person: [person] for person in forms}
    for _, _, one, other in sorted(alike):
        first, second = group[one], group[other]
        if {index for index, _ in first}.isdisjoint(index for index, _ in second):
            first += second
            group.update(dict.fromkeys(second, first))
    return [members for person, members in group.items() if members[0] == person]


def _candidates(forms: Mapping[_Person, Mapping[str, float]]) -> list[tuple[_Person, _Person]]:
    """Return the pairs of characters of two stories that share a name form."""
    known: defaultdict[str, list[_Person]] = defaultdict(list)
    for person in sorted(forms):
        for form in forms[person]:
            known[form].append(person)
    pairs = {pair for people in known.values() for pair in combinations(people, 2)}
    return sorted((one, other) for one, other in pairs if one[0] != other[0])


def _forms(character: Character) -> dict[str, float]:
    """Return the character's name forms in lower case with their shares, which sum to 1; its name is one of them."""
    counts: Counter[str] = Counter({_folded(character.name): 0})
    for form, number in character.aliases.items():
        counts[_folded(form)] += number
    total = counts.total()
    return {form: number / total if total else 1.0 for form, number in counts.items()}


def _folded(form: str) -> str:
    return " ".join(form.split()).casefold()


def _likeness(one: Character, other: Character, forms: Mapping[str, float], others: Mapping[str, float]) -> float:
    """Return the share of common name forms (0..1), and 1 more where the names are equal; 0 for two people."""
    overlap = fsum(min(share, others[form]) for form, share in forms.items() if form in others)
    name, name_of_other = _folded(one.name), _folded(other.name)
    if name == name_of_other:
        return 1 + overlap
    named = name in others or name_of_other in forms
    return overlap if named or overlap >= MIN_OVERLAP else 0.0


def _shared(group: Iterable[_Person], graphs: Sequence[nx.Graph[str]]) -> SharedCharacter:
    """Return the group under the name of whoever is mentioned most."""
    ids = dict(group)
    mentions = [graph.nodes[ids[index]]["mentions"] if index in ids else 0 for index, graph in enumerate(graphs)]
    names: Counter[str] = Counter()
    for index, name in ids.items():
        names[graphs[index].nodes[name]["label"]] += mentions[index]
    return SharedCharacter(
        name=min(names, key=lambda name: (-names[name], name)),
        ids=tuple(ids.get(index) for index in range(len(graphs))),
        mentions=tuple(mentions),
    )


def _weights(index: int, graph: nx.Graph[str], key_of: Mapping[_Person, int]) -> dict[tuple[int, int], int]:
    """Return the weights of a story's relationships by the keys of their groups."""
    found: dict[tuple[int, int], int] = {}
    for one, other, edge in graph.edges(data=True):
        first, second = sorted((key_of[index, one], key_of[index, other]))
        found[first, second] = edge["weight"]
    return found


def _relationships(
    shared: Mapping[int, SharedCharacter],
    weights: Sequence[Mapping[tuple[int, int], int]],
    rates: Sequence[Mapping[tuple[int, int], float]],
) -> tuple[Relationship, ...]:
    ranks = [_ranks(found) for found in weights]
    pairs = sorted({pair for found in weights for pair in found if pair[0] in shared and pair[1] in shared})
    rows = []
    for pair in pairs:
        first, second = sorted((shared[key] for key in pair), key=lambda one: (one.name, _text(one.ids)))
        rows.append(
            Relationship(
                first=first,
                second=second,
                weights=tuple(found.get(pair, 0) for found in weights),
                per_words=tuple(found.get(pair, 0.0) for found in rates),
                ranks=tuple(found.get(pair) for found in ranks),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-fsum(row.per_words), row.first.name, row.second.name)))


def _ranks(weights: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    place: dict[int, int] = {}
    for number, weight in enumerate(sorted(weights.values(), reverse=True), 1):
        place.setdefault(weight, number)
    return {pair: place[weight] for pair, weight in weights.items()}


def _jaccard(one: Mapping[tuple[int, int], float], other: Mapping[tuple[int, int], float]) -> float:
    pairs = one.keys() | other.keys()
    larger = fsum(max(one.get(pair, 0), other.get(pair, 0)) for pair in pairs)
    return fsum(min(one.get(pair, 0), other.get(pair, 0)) for pair in pairs) / larger if larger else 1.0


def _cosine(one: Mapping[tuple[int, int], int], other: Mapping[tuple[int, int], int]) -> float:
    if not one and not other:
        return 1.0
    product = sum(weight * other.get(pair, 0) for pair, weight in one.items())
    squares = sum(weight**2 for weight in one.values()) * sum(weight**2 for weight in other.values())
    return min(1.0, product / sqrt(squares)) if squares else 0.0


def _unique(titles: Iterable[str]) -> tuple[str, ...]:
    """Return the titles, with "(2)" and so on behind one that occurs again."""
    found: list[str] = []
    for title in titles:
        number, unique = 1, title
        while unique in found:
            number += 1
            unique = f"{title} ({number})"
        found.append(unique)
    return tuple(found)


def _text(ids: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(name or "" for name in ids)
