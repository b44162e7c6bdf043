"""What is known at one place of the reading: who means whom so far, who is present, who spoke."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from relgraph.characters.constraints import leading
from relgraph.characters.letters import Letter, letter_at
from relgraph.characters.people import Person, Presence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.characters.assigning import Assigned
    from relgraph.characters.dialogue import Cue
    from relgraph.characters.layout import Layout, Spot
    from relgraph.records import CharacterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The person (by number) whom an entity means; `p` (0..1) is None where the text names them."""

    person: int
    p: float | None
    rule: str = ""


@dataclass(slots=True)
class Turn:
    """A quote with the persons that speak it and hear it, or None."""

    speaker: int | None = None
    addressee: int | None = None
    rule: str = ""


@dataclass(slots=True, kw_only=True)
class Memory:
    """What the pass knows and finds. `people` begins with the named clusters, in their order.

    `unveiled` gives the persons whom strangers turn out to be, by the stranger's first mention; `faint` are the first
    mentions of people whom an earlier reading took for doubtful, `faint_people` those people. `settled` gives, for some
    quotes, an entity that means the speaker (see `conversing.settle`).
    """

    layout: Layout
    people: list[Person]
    assigned: Mapping[int, Assigned]
    groups: frozenset[int]
    persons: frozenset[int]
    cues: Sequence[Cue | None]
    narrator: int | None
    reader: int | None
    letters: Sequence[Letter] = ()
    told: Mapping[int, int] = field(default_factory=dict)
    spouses: Mapping[int, int] = field(default_factory=dict)
    titles: Mapping[int, Sequence[str]] = field(default_factory=dict)
    bearers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    settled: Mapping[int, int] = field(default_factory=dict)
    shared_words: frozenset[str] = frozenset()
    resolved: dict[int, Resolved] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)
    presence: Presence = field(default_factory=Presence)
    titled: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    described: dict[tuple[object, ...], int] = field(default_factory=dict)
    last_of_head: dict[str, int] = field(default_factory=dict)
    subjects: dict[int, Spot] = field(default_factory=dict)
    learnt: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    mentioned: Counter[int] = field(default_factory=Counter)
    unveiled: Mapping[int, int] = field(default_factory=dict)
    faint: frozenset[int] = frozenset()
    faint_people: set[int] = field(default_factory=set)
    spoken_of: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    groups_said: dict[tuple[int, bool], set[int]] = field(default_factory=lambda: defaultdict(set))
    last_spot: dict[int, int] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    chapter: int = -1
    rival: int | None = None
    last_group: tuple[int, int] | None = None

    def someone(
        self, key: tuple[object, ...], *, kind: CharacterKind = "unnamed", head: str = "", gender: str = ""
    ) -> int:
        """Return the person that a description means, made on first sight."""
        if key not in self.described:
            self.described[key] = len(self.people)
            self.people.append(Person(kind=kind, head=head, gender=gender))
        return self.described[key]

    def gender(self, person: int) -> str:
        """Return the pronoun set of a person, or ""; without a name it is what clear pronouns have told so far."""
        who = self.people[person]
        if who.gender or who.kind != "unnamed" or person not in self.learnt:
            return who.gender
        return leading(self.learnt[person])

    def become(self, old: int, new: int) -> None:
        """Take everything said of one person so far for another, who turns out to be the same."""
        for index, found in self.resolved.items():
            if found.person == old:
                self.resolved[index] = replace(found, person=new)
        for turn in self.turns:
            turn.speaker = new if turn.speaker == old else turn.speaker
            turn.addressee = new if turn.addressee == old else turn.addressee
        self.described.update({key: new for key, person in self.described.items() if person == old})
        self.last_of_head.update({head: new for head, person in self.last_of_head.items() if person == old})
        self.mentioned[new] += self.mentioned.pop(old, 0)
        self.learnt[new] += self.learnt.pop(old, Counter())
        self.last_spot[new] = max(self.last_spot.get(new, -1), self.last_spot.pop(old, -1))
        self.presence.pass_on(old, new)

    def narrator_at(self, spot: Spot) -> int | None:
        """Return who the narration calls I where an entity stands: the narrator, or who writes the letter."""
        letter = letter_at(self.letters, spot.start)
        writer = self.correspondents(letter)[0] if letter else None
        return self.narrator if writer is None else writer

    def reader_at(self, spot: Spot) -> int | None:
        """Return whom the narration calls you where an entity stands: the reader, or who gets the letter."""
        letter = letter_at(self.letters, spot.start)
        reader = self.correspondents(letter)[1] if letter else None
        return self.reader if reader is None else reader

    def correspondents(self, letter: Letter) -> tuple[int | None, int | None]:
        """Return who writes a letter and who gets it, None where that is not told."""
        return self._named(letter.writer), self._named(letter.reader)

    def _named(self, spot: int | None) -> int | None:
        if spot is not None and self.layout.spots[spot].kind == "pronoun":  # "Me: on my way"
            return self.narrator
        found = self.assigned.get(spot) if spot is not None else None
        return None if found is None else found.cluster

    def turn_of(self, spot: Spot) -> Turn | None:
        """Return the turn of the quote that an entity stands in, or None outside of quotes."""
        return self.turns[spot.quote] if 0 <= spot.quote < len(self.turns) else None
