"""The matrix: who meets whom as a square of numbers, the people of a circle side by side."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from relgraph.view.matrix import matrix_of
from relgraph.view.picture import paint, short
from relgraph.view.still.shapes import Box, Dot, Words, width_of
from relgraph.view.still.sheet import Content
from relgraph.view.style import INK, circle_colour, link_colour

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relgraph.view.matrix import Matrix
    from relgraph.view.scene import Scene
    from relgraph.view.still.shapes import Shape
    from relgraph.view.style import Ink, Theme

CELL = 32
GAP = 2
NAME = 16
_CHANNELS = (0.2126, 0.7152, 0.0722)  # how bright red, green and blue are to the eye (sRGB)


def matrix(scene: Scene) -> Content:
    """Return the matrix of a scene; without people it has no shapes."""
    found = matrix_of(scene.graph, scene.frame)
    names = [short(name) for name in found.names]
    wide = max((width_of(name, NAME) for name in names), default=0) + 24
    end = CELL * len(names)
    shapes = [*_names(found, names, scene.theme), *_cells(found, scene.theme)]
    legend = paint(scene.graph, scene.frame, title="", theme=scene.theme).legend
    return Content(
        bounds=(-wide, -wide, end, end) if names else (0, 0, 0, 0),
        shapes=tuple(shapes),
        circles=legend,
        reading="Each number says how often the two people of its row and column meet; dense squares meet often. "
        "Squares in the colour of a circle lie inside of it.",
    )


def _names(found: Matrix, names: list[str], theme: Theme) -> Iterator[Shape]:
    ink = INK[theme]
    for place, (name, circle) in enumerate(zip(names, found.circles, strict=True)):
        middle = CELL * (place + 0.5)
        colour = circle_colour(circle, theme)
        yield Dot(x=-10, y=middle, radius=4.5, fill=colour, edge=colour)
        yield Dot(x=middle, y=-10, radius=4.5, fill=colour, edge=colour)
        yield Words(x=-22, y=middle + 0.36 * NAME, text=name, size=NAME, colour=ink.text, side="right")
        yield Words(x=middle + 0.36 * NAME, y=-22, text=name, size=NAME, colour=ink.text, turn=90)


def _cells(found: Matrix, theme: Theme) -> Iterator[Shape]:
    """Yield the squares: empty ones faintly, the diagonal not at all."""
    ink = INK[theme]
    top = max((weight for row in found.weights for weight in row), default=0) or 1
    for row, weights in enumerate(found.weights):
        for column, weight in enumerate(weights):
            if row == column:
                continue
            x, y = CELL * column + GAP / 2, CELL * row + GAP / 2
            if not weight:
                yield Box(x=x, y=y, width=CELL - GAP, height=CELL - GAP, fill=ink.raised)
                continue
            share = sqrt(weight / top)
            density = 0.18 + 0.82 * share
            fill = link_colour(found.circles[row], found.circles[column], theme)
            yield Box(x=x, y=y, width=CELL - GAP, height=CELL - GAP, fill=fill, opacity=round(density, 3))
            size = 13 if weight < 1000 else 10
            yield Words(
                x=CELL * (column + 0.5),
                y=CELL * (row + 0.5) + 0.36 * size,
                text=str(weight),
                size=size,
                colour=_legible(fill, density, ink),
                side="center",
            )


def _legible(fill: str, density: float, ink: Ink) -> str:
    """Return the colour, that of words or that of the paper, which can be read better on a square (WCAG contrast)."""
    paper = _rgb(ink.paper)
    square = _brightness([density * one + (1 - density) * under for one, under in zip(_rgb(fill), paper, strict=True)])

    def contrast(colour: str) -> float:
        bright, dim = sorted((_brightness(_rgb(colour)), square), reverse=True)
        return (bright + 0.05) / (dim + 0.05)

    return max((ink.text, ink.paper), key=contrast)


def _rgb(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def _brightness(rgb: Sequence[float]) -> float:
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in rgb)
    return sum(weight * one for weight, one in zip(_CHANNELS, linear, strict=True))
