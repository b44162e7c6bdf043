"""What a still picture is made of: dots, lines, boxes and words at places in pixels, y down; nothing is drawn yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

Point = tuple[float, float]
Side = Literal["left", "center", "right"]
Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom."""

LETTER = 0.57
"""Width of a letter of the pictures' font (DejaVu Sans) relative to its size, on average over names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A filled circle; `edge` is the colour of its border."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line through two points, or a Bézier curve of three or four."""

    points: tuple[Point, ...]
    colour: str
    width: float
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of text whose base line begins, has its middle or ends at a point (`side` says which part is there).

    `turn` is degrees anticlockwise. `ground` is the colour of a veil behind the words, None for none.
    """

    x: float
    y: float
    text: str
    size: float
    colour: str
    side: Side = "left"
    serif: bool = False
    turn: float = 0.0
    ground: str | None = None


Shape = Dot | Line | Box | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Shapes in the order of drawing, and the sheet they lie on."""

    bounds: Bounds
    shapes: tuple[Shape, ...]
    paper: str

    @property
    def width(self) -> float:
        """The width of the sheet."""
        return self.bounds[2] - self.bounds[0]

    @property
    def height(self) -> float:
        """The height of the sheet."""
        return self.bounds[3] - self.bounds[1]


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is; marks that join or turn text take no room, wide letters take two."""
    letters = sum(
        0 if category(char) in {"Mn", "Cf"} else 1.8 if east_asian_width(char) in "WF" else 1 for char in text
    )
    return LETTER * size * letters


def wrapped(text: str, size: float, width: float) -> Iterator[str]:
    """Yield `text` in lines of at most about this width; words that are wider are cut."""
    line = ""
    for word in (piece for long in text.split() for piece in _cut(long, size, width)):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _cut(word: str, size: float, width: float) -> Iterator[str]:
    """Yield a word in pieces of at most this width, each of at least a letter."""
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
