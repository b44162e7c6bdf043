"""The characters of several stories come in, persons go out: who of one story is whom of another, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relgraph.comparison.likeness import CLOSE, CLOSEST, likeness, nearest, pooled
from relgraph.comparison.records import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relgraph.comparison.likeness import Likeness, Someone
    from relgraph.comparison.records import MatchRule, Member, NearMiss

RULES: tuple[MatchRule, ...] = ("reader", "same text", "cast", "tag")
"""The rules that clues may have, the surest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Something outside of the names that makes characters one: all with the same rule and `key` are one person.

    `score` (0..1, higher is surer) decides between two characters of one story.
    """

    rule: MatchRule
    key: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Characters that are one person, at most one per story; `head` is the one that is mentioned most."""

    head: Someone
    members: tuple[Someone, ...]
    matches: tuple[Match, ...] = ()

    @property
    def order(self) -> tuple[int, str, str]:
        """What persons are sorted by, the same for every order of the stories."""
        return -self.head.mentions, self.head.folded, self.head.id

    @property
    def stories(self) -> frozenset[int]:
        """The stories in which the person occurs."""
        return frozenset(one.story for one in self.members)

    @property
    def name(self) -> str:
        """The name under which the person is mentioned most in all stories."""
        names: Counter[str] = Counter()
        for one in self.members:
            names[one.name] += one.mentions
        return min(names, key=lambda name: (-names[name], name))

    def explained(self) -> tuple[Match, ...]:
        """Return why each member belongs to the person, by story."""
        first = _match(self.head, "first", self.head.name, (), 1.0)
        return tuple(sorted((first, *self.matches), key=lambda match: match.story))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """The persons of all stories, everyone in exactly one of them, and the characters that were nearly joined."""

    persons: tuple[Person, ...]
    closest: tuple[NearMiss, ...]


def align(
    people: Sequence[Someone], clues: Mapping[Member, Sequence[Clue]], apart: Iterable[tuple[Member, Member]] = ()
) -> Aligned:
    """Return the persons that these characters of several stories are, at most one character per story in each.

    First come the clues, in the order of RULES, then equal names, then names that the other is called by as well, then
    common name forms, the most alike first, so that the order of the stories does not matter. Two who are `apart` are
    never in one person.
    """
    groups = _Groups(people, apart)
    for rule in RULES:
        groups.gather(rule, [(clue, one) for one in people for clue in clues.get(one.member, ()) if clue.rule == rule])
    groups.gather("name", [(Clue(rule="name", key=one.folded), one) for one in people])
    groups.join_alike()
    persons = groups.persons()
    stories = {one.story for one in people}
    least = CLOSE if any(one.matches for one in persons) else CLOSEST
    missing = (one.head for one in persons if one.stories != stories)
    return Aligned(persons=persons, closest=nearest(missing, least=least))


class _Groups:
    """The persons found so far."""

    __slots__ = ("apart", "of")

    def __init__(self, people: Sequence[Someone], apart: Iterable[tuple[Member, Member]]) -> None:
        self.of = {one.member: Person(head=one, members=(one,)) for one in people}
        self.apart: defaultdict[Member, set[Member]] = defaultdict(set)
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def persons(self) -> tuple[Person, ...]:
        """Return each person once, the most mentioned first."""
        return tuple(sorted({id(person): person for person in self.of.values()}.values(), key=lambda one: one.order))

    def gather(self, rule: MatchRule, clues: Iterable[tuple[Clue, Someone]]) -> None:
        """Make one person of all whom a clue has in common, as far as no story has two of them."""
        buckets: defaultdict[str, list[tuple[float, Someone]]] = defaultdict(list)
        for clue, one in clues:
            buckets[clue.key].append((clue.score, one))
        for key in sorted(buckets):
            left = sorted(buckets[key], key=lambda found: (-found[0], -found[1].mentions, found[1].folded, found[1].id))
            while left:
                left = self._around(rule, left)

    def _around(self, rule: MatchRule, found: Sequence[tuple[float, Someone]]) -> list[tuple[float, Someone]]:
        """Join all others to the first one, those of the likest names first, and return those who cannot be."""
        (_, centre), *others = found
        if len({one.story for _, one in found}) < len(found):
            others.sort(key=lambda other: (-other[0], -likeness(centre, other[1]).score))
        return [
            (score, one)
            for score, one in others
            if self.of[one.member] is not self.of[centre.member] and not self._join(centre, one, rule, (), score)
        ]

    def join_alike(self) -> None:
        """Make persons one whose names or name forms are alike, the most alike first."""
        people = [(person, pooled(person.head, person.members)) for person in self.persons()]
        known: defaultdict[str, list[int]] = defaultdict(list)
        for number, (_, one) in enumerate(people):
            for form in one.forms:
                known[form].append(number)
        pairs = {(first, second) for found in known.values() for first in found for second in found if first < second}
        alike: list[tuple[float, int, int, Likeness]] = []
        for first, second in pairs:
            if people[first][0].stories.isdisjoint(people[second][0].stories):
                link = likeness(people[first][1], people[second][1])
                alike += [(-link.score, first, second, link)] if link.joins else []
        for _, first, second, link in sorted(alike, key=lambda found: found[:3]):
            self._join(people[first][1], people[second][1], link.rule, link.forms, link.score)

    def _join(self, one: Someone, other: Someone, rule: MatchRule, forms: tuple[str, ...], score: float) -> bool:
        """Make the persons of two characters one, and return whether that was possible."""
        first, second = sorted((self.of[one.member], self.of[other.member]), key=lambda person: person.order)
        if first.stories & second.stories or self._are_apart(first, second):
            return False
        forms = forms or tuple(sorted(first.head.forms.keys() & second.head.forms.keys()))
        link = _match(second.head, rule, first.head.name, forms, score)
        person = Person(
            head=first.head,
            members=(*first.members, *second.members),
            matches=(*first.matches, *second.matches, link),
        )
        self.of.update((member.member, person) for member in person.members)
        return True

    def _are_apart(self, first: Person, second: Person) -> bool:
        members = {one.member for one in second.members}
        return any(self.apart[one.member] & members for one in first.members if one.member in self.apart)


def _match(one: Someone, rule: MatchRule, to: str, forms: tuple[str, ...], score: float) -> Match:
    return Match(story=one.story, id=one.id, name=one.name, rule=rule, to=to, forms=forms, score=score)
