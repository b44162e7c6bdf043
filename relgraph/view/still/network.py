"""The network as it stands on the screen: the same places, sizes and colours."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from relgraph.view.picture import paint
from relgraph.view.still.shapes import Dot, Line, Words, width_of
from relgraph.view.still.sheet import Content
from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.view.picture import Link, Node
    from relgraph.view.scene import Scene
    from relgraph.view.still.shapes import Bounds, Shape

BEND = 0.1
"""Lines are bent a little, so that those between many people stay apart."""

SMALLER = 0.88
"""The letters of the screen's font are narrower than those of the pictures."""


def network(scene: Scene) -> Content:
    """Return the network of a scene; without people it has no shapes."""
    picture = paint(scene.graph, scene.frame, title=scene.analysis.story.title, theme=scene.theme)
    ink = INK[scene.theme]
    nodes = {node.id: node for node in picture.nodes}
    shapes: list[Shape] = [_line(nodes[link.first], nodes[link.second], link) for link in picture.links]
    shapes += [Dot(x=node.x, y=node.y, radius=node.radius, fill=node.colour, edge=ink.paper) for node in picture.nodes]
    shapes += [_name(node, ink.text, ink.paper) for node in picture.nodes]
    most = max((person["mentions"] for _, person in scene.graph.nodes(data=True)), default=0)
    heaviest = max((link.weight for link in picture.links), default=0)
    return Content(
        bounds=_bounds(picture.nodes),
        shapes=tuple(shapes),
        circles=picture.legend,
        reading=f"Large dots are mentioned often (at most {most:,} times), wide lines are many meetings (at most "
        f"{heaviest:,}). Colours are circles: people who meet each other more than others.",
    )


def _line(first: Node, second: Node, link: Link) -> Line:
    dx, dy = second.x - first.x, second.y - first.y
    bend = BEND if hypot(dx, dy) > 0 else 0
    middle = ((first.x + second.x) / 2 - dy * bend, (first.y + second.y) / 2 + dx * bend)
    points = ((first.x, first.y), middle, (second.x, second.y))
    return Line(points=points, colour=link.colour, width=link.width, opacity=link.opacity)


def _name(node: Node, text: str, paper: str) -> Words:
    size = SMALLER * node.font
    low = node.y + node.radius + 1.05 * size
    return Words(x=node.x, y=low, text=node.label, size=size, colour=text, side="center", ground=paper)


def _bounds(nodes: tuple[Node, ...]) -> Bounds:
    if not nodes:
        return 0, 0, 0, 0
    wide = [max(node.radius, width_of(node.label, SMALLER * node.font) / 2) for node in nodes]
    return (
        min(node.x - half for node, half in zip(nodes, wide, strict=True)),
        min(node.y - node.radius for node in nodes),
        max(node.x + half for node, half in zip(nodes, wide, strict=True)),
        max(node.y + node.radius + 1.4 * node.font for node in nodes),
    )
