"""Which pronouns each named person has, from all pronouns of the narration together."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final

from relgraph.characters.layout import NOWHERE
from relgraph.characters.words import GENDER_OF_PRONOUN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.characters.layout import Layout, Spot

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
    counts = [Counter(told) for told in known]
    for sharpness in _ROUNDS:
        fresh = [Counter(told) for told in known]
        chances = [_chances(one, sharpness, sets) for one in counts]
        for gender, weights in shares:
            scores = {person: weight * chances[person][gender] for person, weight in weights.items()}
            total = sum(scores.values()) + _OTHERS
            for person, score in scores.items():
                fresh[person][gender] += score / total  # type: ignore[assignment]  # shares of a count
        counts = fresh
    return counts


def _chances(counts: Counter[str], sharpness: int, sets: Sequence[str]) -> dict[str, float]:
    """Return how likely a person has each pronoun set (0..1); sharpened, the likelier set takes all."""
    odds = {one: (counts[one] + _PRIOR) ** sharpness for one in sets}
    total = sum(odds.values())
    return {one: odd / total for one, odd in odds.items()}


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
