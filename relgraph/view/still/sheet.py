"""The sheet that a picture lies on: its title above; legend, how to read it, and its source below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relgraph.errors import shorten
from relgraph.view.still.shapes import Dot, Drawing, Line, Words, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relgraph.view.picture import Circle
    from relgraph.view.still.shapes import Bounds, Shape
    from relgraph.view.style import Ink

MARGIN = 36
NARROWEST = 760
"""Pixels: title and source need room, however small the picture."""

COMFORTABLE = 1150
"""From this width on the words grow with the picture, so that they can still be read when it is scaled to a page."""

TITLE_LIMIT = 160
SOURCE_LIMIT = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A picture without its sheet: shapes within bounds, the circles of its legend, and how to read it."""

    bounds: Bounds
    shapes: tuple[Shape, ...]
    circles: tuple[Circle, ...]
    reading: str


def laid_out(content: Content, *, title: str, counted: str, source: str, ink: Ink) -> Drawing:
    """Return the drawing of a picture on its sheet: a line on how it was `counted` and the `source` stand with it."""
    left, top, right, bottom = content.bounds
    spare = max(0.0, NARROWEST - (right - left)) / 2
    left, right = left - spare, right + spare
    unit = max(1.0, (right - left) / COMFORTABLE)
    width = right - left
    head = [
        *_lines(wrapped(shorten(title, TITLE_LIMIT), 27 * unit, width / 1.1), 27 * unit, ink.text, serif=True),
        *_lines(wrapped(counted, 15 * unit, width), 15 * unit, ink.muted),
    ]
    foot = [
        *_lines(wrapped(content.reading, 14 * unit, width), 14 * unit, ink.text),
        *_lines(wrapped(shorten(source, SOURCE_LIMIT), 12.5 * unit, width), 12.5 * unit, ink.muted),
    ]
    high = sum(1.45 * line.size for line in head) + 22 * unit
    shapes: list[Shape] = list(_stacked(head, left, top - high))
    shapes += content.shapes
    below = bottom + 14 * unit
    keys, below = _legend(content.circles, left, right, below, unit, ink)
    shapes += keys
    shapes.append(Line(points=((left, below), (right, below)), colour=ink.border, width=unit))
    shapes += _stacked(foot, left, below + 8 * unit)
    end = below + 8 * unit + sum(1.45 * line.size for line in foot)
    edge = MARGIN * unit
    bounds = (left - edge, top - high - edge, right + edge, end + edge)
    return Drawing(bounds=bounds, shapes=tuple(shapes), paper=ink.paper)


def _lines(texts: Iterator[str], size: float, colour: str, *, serif: bool = False) -> Iterator[Words]:
    return (Words(x=0, y=0, text=text, size=size, colour=colour, serif=serif) for text in texts)


def _stacked(lines: Sequence[Words], left: float, top: float) -> Iterator[Words]:
    """Yield lines of text one below the other."""
    for line in lines:
        top += 1.45 * line.size
        yield Words(
            x=left, y=top - 0.4 * line.size, text=line.text, size=line.size, colour=line.colour, serif=line.serif
        )


def _legend(
    circles: Sequence[Circle], left: float, right: float, top: float, unit: float, ink: Ink
) -> tuple[list[Shape], float]:
    """Return a dot and a name for each circle, in rows, and where the rows end."""
    size, row, x = 15 * unit, 26 * unit, left
    shapes: list[Shape] = []
    for circle in circles:
        text = f"{circle.name} ({circle.people})"
        wide = 20 * unit + width_of(text, size) + 22 * unit
        if x > left and x + wide > right:
            x, top = left, top + row
        y = top + row / 2
        shapes.append(Dot(x=x + 7 * unit, y=y, radius=6.5 * unit, fill=circle.colour, edge=circle.colour))
        shapes.append(Words(x=x + 20 * unit, y=y + 0.36 * size, text=text, size=size, colour=ink.text))
        x += wide
    return shapes, top + (row + 10 * unit if circles else 0)
