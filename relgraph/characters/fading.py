"""Who is hardly more than pronouns: people whom one wrong link may have made."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from relgraph.characters.layout import NOWHERE

if TYPE_CHECKING:
    from relgraph.characters.memory import Memory

_PRONOUNS: Final = 8
_RATIO: Final = 6


def faint(memory: Memory) -> frozenset[int]:
    """Return the first mentions of the people of whom the story says he or she often and little else.

    They have no name, or one that is only said in quotes.

    "Kylo Ren thought it the worst thing a prisoner had done to him. ... He ... He ...": one wrong link, and a scene is
    the prisoner's. A second reading is slower to take a pronoun for them. It is wrong where somebody is a man once and
    he for a whole chapter, and others of his kind are about.
    """
    pronouns: Counter[int] = Counter()
    others: Counter[int] = Counter()
    first: dict[int, int] = {}
    told: set[int] = set()
    for index in sorted(memory.resolved):
        person = memory.resolved[index].person
        first.setdefault(person, index)
        if memory.layout.spots[index].kind == "name" and memory.layout.spots[index].quote == NOWHERE:
            told.add(person)
        (pronouns if memory.layout.spots[index].kind == "pronoun" else others)[person] += 1
    return frozenset(
        first[person]
        for person, count in pronouns.items()
        if memory.people[person].kind in {"named", "unnamed"}
        and person not in told
        and count >= max(_PRONOUNS, _RATIO * others[person])
    )
