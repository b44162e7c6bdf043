"""Two characters of two stories come in; how much their names are alike, and whether that makes them one, goes out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING, Literal

from relgraph.characters.names import parse_name, same_given
from relgraph.comparison.records import NearMiss

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relgraph.comparison.records import Member
    from relgraph.records import Character

MIN_OVERLAP = 0.2
"""Share of common name forms that makes two characters one, where neither's name is a form of the other.

"General Hux" (called Hux in 40 of 100 cases) and "Armitage Hux" (called Hux in 30) are one; "Han Solo" and "Ben Solo"
share a family name only, which never counts. It takes Ben Kenobi and Ben Solo for one if both are mostly called Ben.
"""

CLOSE = 0.6
"""Likeness of two names from which they are worth a look, as for "Hermione" and "Hermoine" or a common word.

"Kalonia" and "Kylo Ren" have 0.53; it lists "Mira" and "Mara", who may well be two.
"""

CLOSEST = 0.3
"""The same where the stories have nobody in common: anything is better than nothing then."""

LOOKED_AT = 60
"""The most mentioned characters that are looked at for near misses: more would take seconds and help nobody."""

LISTED = 10
"""Near misses that are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A character of one story: name, what it is called (`forms` in lower case, shares that sum to 1), pronouns.

    `names` are the folded names of all who are known to be this one.
    """

    story: int
    id: str
    name: str
    mentions: int
    forms: Mapping[str, float]
    names: frozenset[str]
    pronouns: frozenset[str]

    @property
    def member(self) -> Member:
        """Story and id, which find the character again."""
        return self.story, self.id

    @property
    def folded(self) -> str:
        """The name in lower case."""
        return folded(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much two characters' names are alike: `score` (0..1) is the share of the common forms.

    `joins` says whether that is enough for one person.
    """

    rule: Literal["alias", "forms"]
    forms: tuple[str, ...]
    score: float
    joins: bool


def someone(story: int, character: Character, mentions: int) -> Someone:
    """Return a character as what an alignment looks at; its name is one of its forms."""
    counts: Counter[str] = Counter({folded(character.name): 0})
    for form, number in character.aliases.items():
        counts[folded(form)] += number
    total = counts.total()
    return Someone(
        story=story,
        id=character.id,
        name=character.name,
        mentions=mentions,
        forms={form: number / total if total else 1.0 for form, number in counts.items()},
        names=frozenset({folded(character.name)}),
        pronouns=frozenset({character.pronouns.casefold()} if character.pronouns else ()),
    )


def pooled(head: Someone, members: Sequence[Someone]) -> Someone:
    """Return who is mentioned most with all names and forms of all members, each story with the same say."""
    forms: Counter[str] = Counter()
    for one in members:
        for form, share in one.forms.items():
            forms[form] += share / len(members)  # type: ignore[assignment]  # a Counter adds floats as well
    return replace(
        head,
        forms=dict(forms),
        names=frozenset().union(*(one.names for one in members)),
        pronouns=frozenset().union(*(one.pronouns for one in members)),
    )


def folded(form: str) -> str:
    """Return a name form in lower case, with plain apostrophes and single spaces."""
    return " ".join(form.split()).casefold().replace("’", "'")


def likeness(one: Someone, other: Someone) -> Likeness:
    """Return how much the names of two characters are alike.

    Forms that are no more than the family name of two people with different given names do not count, and nobody is
    joined who is "he" here and "she" there: "Mr. Bennet" and "Elizabeth Bennet" are two.
    """
    family = _mere_family(one, other)
    common = tuple(sorted(form for form in one.forms.keys() & other.forms.keys() if form not in family))
    score = min(1.0, fsum(min(one.forms[form], other.forms[form]) for form in common))
    named = any(form in one.names or form in other.names for form in common)
    clash = bool(one.pronouns and other.pronouns and one.pronouns.isdisjoint(other.pronouns))
    joins = not clash and score > 0 and (named or score >= MIN_OVERLAP)
    return Likeness(rule="alias" if named else "forms", forms=common, score=score, joins=joins)


def _mere_family(one: Someone, other: Someone) -> frozenset[str]:
    """Return the common forms that are only the family name of two full names with different given names."""
    first, second = parse_name(one.name), parse_name(other.name)
    if not (first.is_full and second.is_full) or first.family != second.family:
        return frozenset()
    if same_given(first.given, second.given):
        return frozenset()
    return frozenset(form for form in one.forms.keys() & other.forms.keys() if first.given not in form.split())


def nearest(people: Iterable[Someone], *, least: float = CLOSE) -> tuple[NearMiss, ...]:
    """Return the characters of different stories whose names are at least so close (0..1), the closest first."""
    known = sorted(people, key=lambda one: (-one.mentions, one.folded, one.member))[:LOOKED_AT]
    found = [_near_miss(one, other, least) for one, other in combinations(known, 2) if one.story != other.story]
    close = [miss for miss in found if miss.score >= least]
    close.sort(key=lambda miss: (-miss.score, miss.first_name, miss.second_name, miss.first, miss.second))
    return tuple(close[:LISTED])


def _near_miss(one: Someone, other: Someone, least: float) -> NearMiss:
    first, second = sorted((one, other), key=lambda someone: someone.member)
    alike = likeness(first, second)
    names = sorted((first.folded, second.folded))
    matcher = SequenceMatcher(None, names[0], names[1], autojunk=False)
    spelling = matcher.ratio() if matcher.quick_ratio() >= least else 0.0
    word = CLOSE if set(names[0].split()) & set(names[1].split()) else 0.0
    return NearMiss(
        first=first.member,
        second=second.member,
        first_name=first.name,
        second_name=second.name,
        forms=alike.forms,
        score=max(alike.score, spelling, word),
    )
