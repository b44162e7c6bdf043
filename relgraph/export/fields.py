"""Parsed JSON comes in, typed values come out, or one line that says where the file is damaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, TypeVar

from relgraph.errors import FormatError, one_of, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relgraph.records import Span

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a JSON file and the path that leads to it, such as "mentions[3].start"."""

    value: object
    path: str

    def __getitem__(self, name: str) -> Field:
        """Return the entry of that name; raises FormatError where there is none."""
        table = self.table()
        if name not in table:
            self.fail(f"an entry {name!r}")
        return self._below(name, table[name])

    def __contains__(self, name: str) -> bool:
        return name in self.table()

    def __iter__(self) -> Iterator[Field]:
        """Yield the items of a list."""
        for index, value in enumerate(self.items()):
            yield Field(value, f"{self.path}[{index}]")

    def table(self) -> dict[str, object]:
        """Return the entries of an object."""
        return self.value if isinstance(self.value, dict) else self.fail("an object")

    def items(self) -> list[object]:
        """Return the values of a list."""
        return self.value if isinstance(self.value, list) else self.fail("a list")

    def text(self) -> str:
        """Return a string."""
        return self.value if isinstance(self.value, str) else self.fail("a string")

    def text_or_none(self) -> str | None:
        """Return a string, or None for null."""
        return None if self.value is None else self.text()

    def texts(self) -> tuple[str, ...]:
        """Return a list of strings."""
        return tuple(item.text() for item in self)

    def choice(self, choices: Sequence[Choice]) -> Choice:
        """Return one of these strings."""
        for choice in choices:
            if choice == self.value:
                return choice
        return self.fail(f"one of {one_of(choices)}")

    def whole(self, low: int = 0, high: int | None = None) -> int:
        """Return a whole number from `low` to `high`."""
        if type(self.value) is int and low <= self.value and (high is None or self.value <= high):
            return self.value
        return self.fail(f"a whole number from {low} up" if high is None else f"a whole number from {low} to {high}")

    def share(self) -> float:
        """Return a number from 0 to 1."""
        if type(self.value) in {int, float} and 0 <= self.value <= 1:  # type: ignore[operator]  # just tested
            return float(self.value)  # type: ignore[arg-type]  # just tested
        return self.fail("a number from 0 to 1")

    def counts(self) -> dict[str, int]:
        """Return an object of numbers."""
        return {name: self._below(name, value).whole() for name, value in self.table().items()}

    def strings(self) -> dict[str, str]:
        """Return an object of strings."""
        return {name: self._below(name, value).text() for name, value in self.table().items()}

    def span(self, length: int) -> Span:
        """Return `start` and `end` of an object, a range in a text of that length."""
        start = self["start"].whole(0, length)
        return start, self["end"].whole(start, length)

    def spans(self, length: int) -> tuple[Span, ...]:
        """Return a list of ranges in a text of that length, in order and without overlap."""
        found: list[Span] = []
        last = 0
        for index, value in enumerate(self.items()):
            match value:
                case [int(start), int(end)] if last <= start <= end <= length:
                    found.append((start, end))
                    last = end
                case _:
                    Field(value, f"{self.path}[{index}]").fail(f"a range from {last} to {length}")
        return tuple(found)

    def fail(self, expected: str) -> NoReturn:
        """Raise the FormatError that says what would be right here."""
        msg = f"damaged analysis: {self.path or 'the file'} is {shorten(repr(self.value), 40)}, not {expected}"
        raise FormatError(msg)

    def _below(self, name: str, value: object) -> Field:
        return Field(value, f"{self.path}.{shorten(name, 40)}" if self.path else shorten(name, 40))
