"""What is known at one place of the reading: who means whom so far, who is present, who spoke."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
    """What the pass knows and finds. `people` begins with the named clusters, in their order."""

    layout: Layout
    people: list[Person]
    assigned: Mapping[int, Assigned]
    groups: frozenset[int]
    persons: frozenset[int]
    cues: Sequence[Cue | None]
    narrator: int | None
    reader: int | None
    told: Mapping[int, int] = field(default_factory=dict)
    spouses: Mapping[int, int] = field(default_factory=dict)
    titles: Mapping[int, Sequence[str]] = field(default_factory=dict)
    bearers: Mapping[str, Sequence[int]] = field(default_factory=dict)
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

    def turn_of(self, spot: Spot) -> Turn | None:
        """Return the turn of the quote that an entity stands in, or None outside of quotes."""
        return self.turns[spot.quote] if 0 <= spot.quote < len(self.turns) else None
