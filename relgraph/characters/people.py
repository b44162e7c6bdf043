"""The people of a story while it is read: who they are, and how present each is at the place that is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relgraph.records import CharacterKind

# What a person keeps of its presence from sentence to sentence (after Lappin and Leass, 1994, who halve it).
DECAY: Final = 0.4


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: `gender` is the pronoun set or "", `head` is an unnamed person's noun."""

    kind: CharacterKind
    gender: str = ""
    head: str = ""

    @property
    def is_plural(self) -> bool:
        """Whether it is several people."""
        return self.kind == "group"


class Presence:
    """How present everybody is: a mention adds, each further sentence takes a part away, a chapter begins anew."""

    __slots__ = ("_level", "_sentence")

    def __init__(self) -> None:
        self._level: dict[int, float] = {}
        self._sentence: dict[int, int] = {}

    def add(self, person: int, sentence: int, amount: float) -> None:
        """Raise a person's presence."""
        level = self.level(person, sentence) + amount
        # Taken out and put in again, so that the dictionary runs from the least to the most recent.
        self._level.pop(person, None)
        self._level[person] = level
        self._sentence[person] = sentence

    def pass_on(self, old: int, new: int) -> None:
        """Give one person's presence to another."""
        if old in self._level:
            sentence, level = self._sentence.pop(old), self._level.pop(old)
            self.add(new, sentence, level)

    def level(self, person: int, sentence: int) -> float:
        """Return how present a person is in a sentence (0 = not at all)."""
        if person not in self._level:
            return 0.0
        return self._level[person] * DECAY ** max(0, sentence - self._sentence[person])

    def last_sentence(self, person: int) -> int:
        """Return the sentence in which a person was last mentioned, or -1."""
        return self._sentence.get(person, -1) if person in self._level else -1

    def recent(self, sentence: int, *, reach: int) -> Iterator[int]:
        """Yield the people mentioned at most `reach` sentences back, the latest first."""
        for person in reversed(self._level):
            if sentence - self._sentence[person] > reach:
                return
            yield person

    def clear(self) -> None:
        """Forget everybody, at the start of a chapter."""
        self._level.clear()
        self._sentence.clear()
