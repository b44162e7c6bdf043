"""A paste that has lost its line ends in; the chapter heads that run on in its lines out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relgraph.reading.heads import Head, Rank, tidy
from relgraph.reading.numbers import NUMBER, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.reading.lines import Line

LONG = 1_000
"""Characters from which on a line holds more than a paragraph."""
FAR = 300
"""Characters that part one head from the next at least."""
INLINE = re.compile(
    rf"(?:^|(?<=[.!?…\"”'’*)~]\s))(?:Chapter|CHAPTER)\s+(?P<number>(?i:{NUMBER}))(?![^\W_])[:.]?(?=\s+[\"“‘'*(]?[A-Z0-9])",
    re.MULTILINE,
)


def find_inline(text: str, lines: Sequence[Line]) -> tuple[Head, ...]:
    """Return "Chapter 1", "Chapter 2" ... where they follow the end of a sentence in a long line, counting up.

    A head ends with its number: where its title ends and the story begins cannot be told. "He read Chapter 2." is
    story, and so is a lone head; "The end. Chapter 2 Of the book was long." is taken for a head, wrongly.
    """
    found: list[Head] = []
    for line in lines:
        if line.end - line.start < LONG:
            continue
        for match in INLINE.finditer(text, line.start, line.end):
            number = value(match["number"])
            wanted = found[-1].number + 1 if found else 1
            if number == wanted and (not found or match.start() - found[-1].end >= FAR):
                found.append(_head(match, number))
    return tuple(found) if len(found) > 1 else ()


def _head(match: re.Match[str], number: int) -> Head:
    return Head(
        start=match.start(), end=match.end(), title=tidy(match[0]), rank=Rank.CHAPTER, key="chapter", number=number
    )
