"""The lines of a printed page in, as pieces of text with their places; its columns out, each read from its top."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE = 120.0
"""Points from one column's left edge to the next at least: on the smallest page with two, a column is as wide."""
NEAR = 3.0
"""Points by which the lines of a column begin apart."""
OFTEN = 0.3
"""Share of a page's lines that begin a second column at least."""
FEWEST = 5
"""Lines that begin one at least."""
TELLING = 15
"""Letters of a column's lines at least, one with another: those of page numbers in a table of contents are fewer."""


class Piece(NamedTuple):
    """A piece of text, where it begins (points, `y` from the bottom) and the height of its letters."""

    text: str
    x: float
    y: float
    size: float


Line = list[Piece]


def split_columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of a page as one column, or as two where many begin at one place in the middle of the page.

    It does not matter whether the page was drawn column by column or line by line. Lines over the whole width, such as
    a title, come with the first column. A page of three columns is taken for two, wrongly; so is a table of two whose
    cells are as long.
    """
    middle = _middle(lines)
    if middle is None:
        return [list(lines)]
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        at = next((at for at, piece in enumerate(line) if piece.text.strip() and abs(piece.x - middle) < NEAR), None)
        at = len(line) if at is None else at
        for part, column in ((line[:at], left), (line[at:], right)):
            if any(piece.text.strip() for piece in part):
                column.append(part)
    return [left, right]


def _middle(lines: Sequence[Line]) -> float | None:
    """Return where the second column begins, None on a page of one."""
    filled = [[piece for piece in line if piece.text.strip()] for line in lines]
    starts = [line[0].x for line in filled if line]
    if not starts:
        return None
    left = min(starts)
    counts = Counter(round(piece.x) for line in filled for piece in line if piece.x - left >= WIDE)
    place = max(sorted(counts), key=counts.__getitem__, default=0)
    if counts[place] < max(FEWEST, OFTEN * len(starts)):
        return None
    lengths = [_letters(line, place) for line in filled if any(abs(piece.x - place) < NEAR for piece in line)]
    return float(place) if sum(lengths) >= TELLING * len(lengths) else None


def _letters(line: Line, place: float) -> int:
    return sum(len(piece.text.strip()) for piece in line if piece.x > place - NEAR)
