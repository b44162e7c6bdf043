"""Which pronouns each named person has, from all pronouns of the narration together."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from relgraph.characters.layout import NOWHERE
from relgraph.characters.words import GENDER_OF_PRONOUN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.characters.layout import Layout, Spot

Counts = NDArray[np.float64]

_SETS: Final = ("he", "she")
_LINKED_SETS: Final = ("he", "she", "they")
# How sharply each round decides: at first everybody may have either set, in the end everybody has one.
_ROUNDS: Final = (1, 1, 1, 2, 2, 2, 3, 3, 3)
# Sentences back to a name that a pronoun may mean, and what a sentence takes from its weight.
_REACH: Final = 8
_DECAY: Final = 0.7
# The weight of everybody whom the text does not name.
_OTHERS: Final = 0.1
_PRIOR: Final = 0.5
_LEAST: Final = 0.02


def learn_genders(
    layout: Layout, persons: Mapping[int, int], known: Sequence[Counter[str]], pronouns: Sequence[Spot]
) -> list[Counter[str]]:
    """Return, for each person, how many of these pronouns are likely theirs, by pronoun set, `known` included.

    `persons` gives the person of each name entity, `known` what is told directly. Expectation maximisation: a pronoun
    is shared out among those whom it may mean, by how likely that is and how well it fits what they are taken for; that
    is counted, and shared out again. Whom it may mean the links of the model tell, or else who was named in the
    sentences before, and how near. So "he" beside Kylo and Rey is Kylo's because all of his scenes
    with Hux have "he" alone. It is wrong where two are always named together. Linear in the number of pronouns.
    """
    shares = _linked(layout, persons, pronouns) if layout.linked else _candidates(layout, persons, pronouns)
    sets = _LINKED_SETS if layout.linked else _SETS
    told = np.array([[float(counts[one]) for one in sets] for counts in known]).reshape(len(known), len(sets))
    learnt = _expectations(told, shares, sets) if shares else np.zeros_like(told)
    return [
        counts + Counter({one: share for one, share in zip(sets, row, strict=True) if share})
        for counts, row in zip(known, learnt.tolist(), strict=True)
    ]


def _expectations(told: Counts, shares: Sequence[tuple[str, dict[int, float]]], sets: Sequence[str]) -> Counts:
    """Return how many pronouns of each set (columns) are likely each person's (rows), beside what is `told`."""
    person = np.array([one for _, weights in shares for one in weights], dtype=np.int64)
    weight = np.array([one for _, weights in shares for one in weights.values()])
    pronoun = np.repeat(np.arange(len(shares)), [len(weights) for _, weights in shares])
    column = np.array([sets.index(gender) for gender, _ in shares], dtype=np.int64)[pronoun]
    learnt = np.zeros_like(told)
    for sharpness in _ROUNDS:
        # At first everybody may have either set; sharpened, the likelier set takes all.
        odds = (told + learnt + _PRIOR) ** sharpness
        scores = weight * (odds / odds.sum(axis=1, keepdims=True))[person, column]
        totals = np.bincount(pronoun, scores, len(shares)) + _OTHERS
        learnt = np.zeros_like(told)
        np.add.at(learnt, (person, column), scores / totals[pronoun])
    return learnt


def _candidates(
    layout: Layout, persons: Mapping[int, int], pronouns: Sequence[Spot]
) -> list[tuple[str, dict[int, float]]]:
    """Return the set of each pronoun of the narration with the weights of those that it may mean."""
    named = [layout.spots[index] for index in sorted(persons) if layout.spots[index].quote == NOWHERE]
    starts = [spot.start for spot in named]
    shares = []
    for spot in pronouns:
        gender = GENDER_OF_PRONOUN.get(spot.lower, "")
        if spot.quote != NOWHERE or gender not in _SETS:
            continue
        weights: dict[int, float] = {}
        for at in range(bisect_left(starts, spot.start) - 1, -1, -1):
            other = named[at]
            back = spot.sentence - other.sentence
            if back > _REACH or other.chapter != spot.chapter:
                break
            weights.setdefault(persons[other.index], _DECAY**back)
        if weights:
            shares.append((gender, weights))
    return shares


def _linked(layout: Layout, persons: Mapping[int, int], pronouns: Sequence[Spot]) -> list[tuple[str, dict[int, float]]]:
    """Return the set of each pronoun with the named persons whom the links of the model lead to, by probability.

    A link to a name is one to its person, one to another mention leads where that one's links lead.
    """
    asked = {spot.index: gender for spot in pronouns if (gender := GENDER_OF_PRONOUN.get(spot.lower)) in _LINKED_SETS}
    leads: dict[int, dict[int, float]] = {}
    shares = []
    for spot in layout.spots:
        if spot.index in persons:
            leads[spot.index] = {persons[spot.index]: 1.0}
            continue
        found: dict[int, float] = {}
        for target, p in layout.links[spot.index]:
            for person, weight in leads.get(target, {}).items():
                found[person] = found.get(person, 0.0) + p * weight
        leads[spot.index] = {person: weight for person, weight in found.items() if weight >= _LEAST}
        if spot.index in asked and leads[spot.index]:
            shares.append((asked[spot.index], leads[spot.index]))
    return shares
