"""How well people, their meetings and their speeches are found: the published measures, by their definitions.

A cluster is a set of mentions, a mention a half-open range of characters. Precision, recall and F1 are 0..1; a ratio of
nothing is 0 unless a function says otherwise. One-to-one assignments are made for the largest sum, by NetworkX.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, product
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from relgraph.records import Span

NEAR = 32
"""Tokens around a mention in which another one is near."""

_Left = TypeVar("_Left", bound="Hashable")
_Right = TypeVar("_Right", bound="Hashable")
Cluster = frozenset["Span"]
Forms = dict[str, Counter[str]]
"""The name forms of each character with their counts."""


class Score(NamedTuple):
    """Precision, recall and F1, 0..1."""

    precision: float
    recall: float
    f1: float


def score(right: float, found: float, hit: float, wanted: float) -> Score:
    """Return the score of `right` of `found`, and `hit` of `wanted`."""
    precision, recall = right / found if found else 0.0, hit / wanted if wanted else 0.0
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def best_pairs(worth: Mapping[tuple[_Left, _Right], float]) -> dict[_Left, _Right]:
    """Return the one-to-one assignment of the largest sum; pairs without a worth above 0 are never made."""
    # Numbers, because NetworkX goes through sets of nodes, and texts are hashed anew in every run.
    numbers = ({key: n for n, key in enumerate(dict.fromkeys(keys))} for keys in zip(*worth, strict=True))
    lefts, rights = tuple(numbers) or ({}, {})
    graph: nx.Graph[tuple[int, int]] = nx.Graph()
    for (left, right), value in worth.items():
        if value > 0:
            graph.add_edge((0, lefts[left]), (1, rights[right]), weight=value, ends=(left, right))
    parts = (graph.subgraph(nodes) for nodes in nx.connected_components(graph))
    return dict(graph.edges[edge]["ends"] for part in parts for edge in nx.max_weight_matching(part))


class Coreference:
    """Adds up MUC, B3 and CEAFe over documents, mentions that stand alone included.

    MUC: Vilain and others, 1995; B3: Bagga and Baldwin, 1998; CEAFe: Luo, 2005, doi:10.3115/1220575.1220579. Counts
    are summed before they are divided, as the official scorer of CoNLL-2012 does.
    """

    def __init__(self) -> None:
        self._counts: dict[str, list[float]] = {name: [0.0] * 4 for name in ("MUC", "B3", "CEAFe")}

    def add(self, gold: Iterable[Cluster], found: Iterable[Cluster]) -> None:
        """Take in a document; a mention is in one cluster of each side at most."""
        gold, found = list(gold), list(found)
        similar = sum(_likeness(gold, found))
        rows = {
            "MUC": (*_muc(found, gold), *_muc(gold, found)),
            "B3": (*_b_cubed(found, gold), *_b_cubed(gold, found)),
            "CEAFe": (similar, len(found), similar, len(gold)),
        }
        for name, row in rows.items():
            self._counts[name] = [old + new for old, new in zip(self._counts[name], row, strict=True)]

    def scores(self) -> dict[str, Score]:
        """Return the three scores by their names."""
        return {name: score(*counts) for name, counts in self._counts.items()}

    def conll(self) -> float:
        """Return the mean of the three F1 values."""
        return sum(one.f1 for one in self.scores().values()) / 3


def _homes(clusters: Sequence[Iterable[_Left]]) -> dict[_Left, int]:
    return {mention: index for index, cluster in enumerate(clusters) for mention in cluster}


def _muc(key: Sequence[Cluster], other: Sequence[Cluster]) -> tuple[int, int]:
    """Return how many of the links that hold the key's clusters together the other side has, and how many there are."""
    homes = _homes(other)
    parts = (len({homes.get(mention, mention) for mention in cluster}) for cluster in key)
    total = sum(len(cluster) - 1 for cluster in key)
    return total - sum(count - 1 for count in parts), total


def _b_cubed(key: Sequence[frozenset[_Left]], other: Sequence[frozenset[_Left]]) -> tuple[float, int]:
    """Return the sum over the key's mentions of the share of their cluster that is with them, and how many they are."""
    homes = _homes(other)
    shared = ((len(one), Counter(homes[m] for m in one if m in homes)) for one in key)
    return sum(n * n / size for size, counts in shared for n in counts.values()), sum(map(len, key))


def _likeness(gold: Sequence[Cluster], found: Sequence[Cluster]) -> Iterable[float]:
    """Yield the likeness of each two clusters that are assigned to each other (phi 4 of Luo)."""
    homes = _homes(found)
    worth = {
        (index, home): 2 * n / (len(one) + len(found[home]))
        for index, one in enumerate(gold)
        for home, n in Counter(homes[m] for m in one if m in homes).items()
    }
    return (worth[pair] for pair in best_pairs(worth).items())


def match_characters(gold: Forms, found: Forms) -> dict[str, str]:
    """Return the found character of each gold one: for the largest sum of mentions under names of the gold ones.

    Of equals the one is taken that has fewer other names, then the one that more gold mentions name.
    """
    worth = {}
    for (one, real), (other, forms) in product(gold.items(), found.items()):
        if shared := real.keys() & forms.keys():
            likeness = len(shared) / len(real.keys() | forms.keys())
            named = sum(forms[form] + 0.001 + 0.00001 * real[form] for form in shared)
            worth[one, other] = named + 0.5 * likeness
    return best_pairs(worth)


def meetings(mentions: Iterable[tuple[int, int, str]]) -> dict[frozenset[str], int]:
    """Return how many pairs of mentions (first token, last token + 1, character) of each two characters are near.

    Two are near when both lie wholly within `NEAR` tokens around some mention (Amalvy, Labatut and Dufour, 2025,
    doi:10.48550/arXiv.2412.11560).
    """
    ordered = sorted(mentions)
    near: set[tuple[int, int]] = set()
    for start, end, _ in ordered:
        inside = [i for i, (first, last, _) in enumerate(ordered) if first >= start - NEAR and last <= end + NEAR]
        near.update(combinations(inside, 2))
    pairs = (frozenset((ordered[one][2], ordered[other][2])) for one, other in near)
    return dict(Counter(pair for pair in pairs if len(pair) == 2))


def edges(gold: Mapping[frozenset[str], int], found: Mapping[frozenset[str], int]) -> Score | None:
    """Return the score of the edges; both sides name characters alike. None where a side has no edge."""
    right = len(gold.keys() & found.keys())
    return score(right, len(found), right, len(gold)) if gold and found else None


def cosine(gold: Mapping[frozenset[str], int], found: Mapping[frozenset[str], int]) -> float:
    """Return the cosine of the weights (0..1), an edge that is not there weighing 0; 0 where a side has no edge."""
    lengths = [sqrt(sum(weight * weight for weight in side.values())) for side in (gold, found)]
    both = sum(weight * found.get(pair, 0) for pair, weight in gold.items())
    return both / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def match_quotes(gold: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Return the found quotation of each gold one: they share half of the shorter one, and most characters in all."""
    shared = {
        (i, j): min(end, b) - max(start, a)
        for i, (start, end) in enumerate(gold)
        for j, (a, b) in enumerate(found)
        if 2 * (min(end, b) - max(start, a)) >= min(end - start, b - a)
    }
    return best_pairs(shared)


def speakers(gold: Sequence[str], found: Sequence[str | None], pairs: Mapping[int, int]) -> Score:
    """Return B3 of the quotations that both sides have by their speakers; a quotation without one stands alone."""
    sides: tuple[dict[object, set[int]], dict[object, set[int]]] = (defaultdict(set), defaultdict(set))
    for quote, other in pairs.items():
        speaker = found[other]
        sides[0][gold[quote]].add(quote)
        sides[1][other if speaker is None else speaker].add(quote)
    key, answer = ([frozenset(quotes) for quotes in side.values()] for side in sides)
    return score(*_b_cubed(answer, key), *_b_cubed(key, answer))


def share_right(
    gold: Sequence[str], found: Sequence[str | None], pairs: Mapping[int, int], people: Mapping[str, str]
) -> tuple[int, int]:
    """Return how many of the gold persons are right, and how many are told; "" is nobody, a missed quotation wrong.

    `people` gives the gold person of each found character.
    """
    told = [quote for quote, person in enumerate(gold) if person]
    named = {quote: found[other] for quote, other in pairs.items()}
    return sum(people.get(named.get(quote) or "") == gold[quote] for quote in told), len(told)
