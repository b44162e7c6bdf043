"""A still picture: an SVG drawing of a graph, in the same places and colours as the interactive network."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.view.picture import Link, Node, Picture

_MARGIN = 40
_LETTER = 0.52  # a letter's mean width relative to the size of the font
_BEND = 0.1
_FONT = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"


def svg(picture: Picture) -> str:
    """Return the picture as a well-formed SVG document without scripts, links or fonts from elsewhere.

    A picture without people gives an empty sheet that says so. Characters that XML forbids are left out.
    """
    ink = INK[picture.theme]
    nodes = {node.id: node for node in picture.nodes}
    left, top, right, bottom = _bounds(picture)
    drawn = [_line(nodes[link.first], nodes[link.second], link) for link in picture.links]
    drawn += [_dot(node, ink.paper) for node in picture.nodes]
    drawn += [_name(node, ink.text, ink.paper) for node in picture.nodes]
    drawn += _legend(picture, left, bottom)
    if not nodes:
        drawn = [
            f'<text x="200" y="104" text-anchor="middle" font-size="20" fill="{ink.muted}">No characters to show</text>'
        ]
    bottom += 28 * len(picture.legend) if nodes else 0
    size = f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
    sheet = f'width="{right - left:.0f}" height="{bottom - top:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" {sheet} '
        f'role="img" font-family="{_FONT}"><title>{escape(_printable(picture.title))}</title>\n'
        f'<rect x="{left:.0f}" y="{top:.0f}" {sheet} fill="{ink.paper}"/>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def _bounds(picture: Picture) -> tuple[float, float, float, float]:
    if not picture.nodes:
        return 0, 0, 400, 200
    wide = [max(node.radius, _LETTER * node.font * len(node.label) / 2) for node in picture.nodes]
    return (
        min(node.x - half for node, half in zip(picture.nodes, wide, strict=True)) - _MARGIN,
        min(node.y - node.radius for node in picture.nodes) - _MARGIN,
        max(node.x + half for node, half in zip(picture.nodes, wide, strict=True)) + _MARGIN,
        max(node.y + node.radius + 1.5 * node.font for node in picture.nodes) + _MARGIN,
    )


def _line(first: Node, second: Node, link: Link) -> str:
    """Return a curve that is bent a little, so that lines between many people stay apart."""
    dx, dy = second.x - first.x, second.y - first.y
    bend = _BEND if hypot(dx, dy) > 0 else 0
    x, y = (first.x + second.x) / 2 - dy * bend, (first.y + second.y) / 2 + dx * bend
    return (
        f'<path d="M{first.x:.1f} {first.y:.1f}Q{x:.1f} {y:.1f} {second.x:.1f} {second.y:.1f}" fill="none" '
        f'stroke="{link.colour}" stroke-width="{link.width}" stroke-opacity="{link.opacity}">'
        f"<title>{escape(_printable(link.tip))}</title></path>"
    )


def _dot(node: Node, paper: str) -> str:
    return (
        f'<circle cx="{node.x}" cy="{node.y}" r="{node.radius}" fill="{node.colour}" stroke="{paper}" stroke-width="2">'
        f"<title>{escape(_printable(node.tip))}</title></circle>"
    )


def _name(node: Node, text: str, paper: str) -> str:
    look = f'text-anchor="middle" font-size="{node.font}" fill="{text}"'
    halo = f'stroke="{paper}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"'
    low = node.y + node.radius + node.font
    return f'<text x="{node.x}" y="{low:.1f}" {look} {halo}>{escape(_printable(node.label))}</text>'


def _legend(picture: Picture, left: float, top: float) -> list[str]:
    ink = INK[picture.theme]
    lines = []
    for row, circle in enumerate(picture.legend):
        x, y = left + _MARGIN, top + 28 * row
        label = escape(_printable(f"{circle.name} ({circle.people})"))
        lines.append(
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="7" fill={quoteattr(circle.colour)}/>'
            f'<text x="{x + 16:.0f}" y="{y + 6:.0f}" font-size="17" fill="{ink.text}">{label}</text>'
        )
    return lines


def _printable(text: str) -> str:
    """Return `text` without the characters that XML 1.0 forbids."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
