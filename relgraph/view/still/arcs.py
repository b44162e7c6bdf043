"""The arcs: people on a line, circle by circle, and their relationships over it."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from relgraph.view.arcs import arcs_of
from relgraph.view.picture import paint, short
from relgraph.view.still.shapes import Dot, Line, Words, width_of
from relgraph.view.still.sheet import Content
from relgraph.view.style import INK, circle_colour, link_colour, link_opacity, link_width

if TYPE_CHECKING:
    from relgraph.view.arcs import Arc, Arcs
    from relgraph.view.scene import Scene
    from relgraph.view.still.shapes import Shape
    from relgraph.view.style import Theme

STEP = 46
ROOM = 900
"""Pixels that few people share: they stand further apart than many."""

WIDEST_STEP = 110
FLAT = 0.62
"""Height of an arc relative to half a circle."""

NAME = 16
SLANT = 0.87  # sine and cosine of the names' slant of 60 degrees
LEAN = 0.5


def arcs(scene: Scene) -> Content:
    """Return the arcs of a scene; without people they have no shapes."""
    found = arcs_of(scene.graph, scene.frame)
    names = [short(name) for name in found.names]
    step = min(WIDEST_STEP, max(STEP, ROOM / max(1, len(names))))
    radii = [4 + 14 * sqrt(count / max(1, *found.mentions)) for count in found.mentions]
    deep = max((width_of(name, NAME) for name in names), default=0)
    high = max((arc.right - arc.left for arc in found.links), default=0) * step / 2 * FLAT
    shapes: list[Shape] = [_arc(arc, found, step, scene.theme) for arc in found.links]
    for place, (name, radius) in enumerate(zip(names, radii, strict=True)):
        shapes += _person(place * step, name, radius, circle_colour(found.circles[place], scene.theme), scene.theme)
    legend = paint(scene.graph, scene.frame, title="", theme=scene.theme).legend
    end = step * (len(names) - 1)
    left = max((LEAN * width_of(name, NAME) - place * step for place, name in enumerate(names)), default=0)
    return Content(
        bounds=(-max(24, left), -high - 24, end + 24, SLANT * deep + 46) if names else (0, 0, 0, 0),
        shapes=tuple(shapes),
        circles=legend,
        reading="Two people who meet are joined by an arc, the wider the more often they meet. Large dots are "
        "mentioned often.",
    )


def _arc(arc: Arc, found: Arcs, step: float, theme: Theme) -> Line:
    share = sqrt(arc.weight / max(one.weight for one in found.links))
    left, right = arc.left * step, arc.right * step
    # A cubic curve with control points at 4/3 of the height passes through the height itself, nearly as an ellipse.
    control = -4 / 3 * FLAT * (right - left) / 2
    return Line(
        points=((left, 0), (left, control), (right, control), (right, 0)),
        colour=link_colour(found.circles[arc.left], found.circles[arc.right], theme),
        width=link_width(share),
        opacity=link_opacity(share),
    )


def _person(x: float, name: str, radius: float, colour: str, theme: Theme) -> tuple[Shape, Shape]:
    ink = INK[theme]
    words = Words(x=x + 5, y=34, text=name, size=NAME, colour=ink.text, side="right", turn=60)
    return Dot(x=x, y=0, radius=radius, fill=colour, edge=ink.paper), words
