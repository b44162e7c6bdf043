"""Strangers whose name comes later: "the man in the corner" of the first pages is the Ben of the next ones."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from relgraph.characters.layout import NOWHERE
from relgraph.characters.words import GENDER_OF_PRONOUN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.characters.layout import Spot
    from relgraph.characters.memory import Memory

# Mentions that make somebody matter; sentences after which the name is said, and until its bearer comes in.
_MENTIONS: Final = 8
_SOON: Final = 12
_GAP: Final = 60
_CLEAR: Final = 0.8


def unveil(memory: Memory) -> dict[int, int]:
    """Return the named person whom each stranger turns out to be, by the stranger's first mention.

    The narration follows the stranger and stops to speak of them; soon people talk about somebody by a name that the
    narration has not used so far, and before long it does: "“Ben Solo,” he announced. ... Ben Solo caught the lid."
    Both matter and share their pronouns. Wrong where a stranger leaves for good and the next man is talked about.
    """
    told = _told(memory)
    said = _first_said(memory)
    found: dict[int, int] = {}
    for stranger in sorted(told):
        if memory.people[stranger].kind != "unnamed":
            continue
        fitting = [person for person in sorted(told) if _follows(memory, told, said, stranger, person)]
        if fitting:
            found[told[stranger][0].index] = min(fitting, key=lambda person: said[person].index)
    return found


def _told(memory: Memory) -> dict[int, list[Spot]]:
    """Return the mentions of each person in the narration, for those who have enough of them."""
    told: dict[int, list[Spot]] = defaultdict(list)
    for index in sorted(memory.resolved):
        spot = memory.layout.spots[index]
        if spot.quote == NOWHERE:
            told[memory.resolved[index].person].append(spot)
    return {person: spots for person, spots in told.items() if len(spots) >= _MENTIONS}


def _first_said(memory: Memory) -> dict[int, Spot]:
    """Return where each person is first named in a quote."""
    said: dict[int, Spot] = {}
    for index in sorted(memory.assigned):
        spot = memory.layout.spots[index]
        if spot.quote != NOWHERE:
            said.setdefault(memory.assigned[index].cluster, spot)
    return said


def _follows(
    memory: Memory, told: Mapping[int, list[Spot]], said: Mapping[int, Spot], stranger: int, person: int
) -> bool:
    last, first, name = told[stranger][-1], told[person][0], said.get(person)
    if memory.people[person].kind != "named" or name is None or last.chapter != first.chapter:
        return False
    pronouns = memory.people[stranger].gender or _pronouns(told[stranger])
    in_turn = last.index < name.index < first.index and first.kind == "name"
    soon = name.sentence - last.sentence <= _SOON and first.sentence - last.sentence <= _GAP
    return in_turn and soon and pronouns != "" and pronouns == memory.people[person].gender


def _pronouns(spots: list[Spot]) -> str:
    """Return the pronoun set that nearly all of a stranger's pronouns belong to, or ""."""
    sets = [GENDER_OF_PRONOUN[spot.lower] for spot in spots if spot.lower in GENDER_OF_PRONOUN]
    best = max(sorted(set(sets)), key=sets.count, default="")
    return best if sets.count(best) > _CLEAR * len(sets) else ""
