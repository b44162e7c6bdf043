"""What counts as meeting: windows, their spelling, and the ways of counting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from relgraph.errors import WindowError, one_of, shorten

Unit = Literal["chapter", "paragraphs", "sentences", "tokens"]
Count = Literal["pairs", "passages"]
"""How meetings are counted; `relgraph.interactions` says what each means."""

WINDOWS = ("chapter", "paragraphs:N", "sentences:N", "tokens:N")
MAX_SIZE = 999_999
"""Longer than any story that is read; a size from a user is bounded on the way in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What counts as meeting: within so many tokens, sentences or paragraphs, or in one chapter (`size` is then 1).

    Raises WindowError for anything else.

    Examples
    --------
    >>> str(Window(unit="tokens", size=32))
    'tokens:32'
    """

    unit: Unit
    size: int = 1

    def __post_init__(self) -> None:
        largest = 1 if self.unit == "chapter" else MAX_SIZE
        if self.unit not in get_args(Unit) or not 1 <= self.size <= largest:
            raise _window_error(str(self))

    def __str__(self) -> str:
        return self.unit if (self.unit, self.size) == ("chapter", 1) else f"{self.unit}:{self.size}"

    @classmethod
    def parse(cls, text: str) -> Window:
        """Return the window that `text` spells, such as "tokens:32"; raise WindowError with the alternatives."""
        if text == "chapter":
            return cls(unit="chapter")
        spelt = re.fullmatch(r"(tokens|sentences|paragraphs):([1-9][0-9]{0,5})", text)
        if spelt is None:
            raise _window_error(text)
        units: dict[str, Unit] = {"tokens": "tokens", "sentences": "sentences", "paragraphs": "paragraphs"}
        return cls(unit=units[spelt[1]], size=int(spelt[2]))


def _window_error(text: str) -> WindowError:
    return WindowError(f"unknown window {shorten(text)!r}; use one of {one_of(WINDOWS)} (N from 1 to {MAX_SIZE})")
