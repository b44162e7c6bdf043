"""What the library shows of an analysed story: a few figures and a small drawing."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relgraph.dashboard.settings import Settings
from relgraph.view.choose import choose, ranking
from relgraph.view.picture import paint
from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.dashboard.work import Work
    from relgraph.view.style import Theme

SMALL = 16
"""People in the drawing: more are dust at this size."""

_LINES = 40
_MARGIN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Figures of the whole story under the usual window; `strongest` names the two who meet most, empty without any.

    `drawings` holds an SVG by theme as an address of the data kind.
    """

    people: int
    relationships: int
    strongest: str
    drawings: dict[Theme, str]


def card_of(work: Work) -> Card:
    """Return the card of an analysed story."""
    graph = work.graph(Settings())
    pairs = ranking(graph)[:1]
    themes: tuple[Theme, Theme] = ("light", "dark")
    return Card(
        people=len(graph),
        relationships=graph.number_of_edges(),
        strongest=" and ".join(graph.nodes[person]["label"] for person in pairs[0]) if pairs else "",
        drawings={theme: _address(_drawing(work, theme)) for theme in themes},
    )


def blank(theme: Theme) -> str:
    """Return the drawing of a story that is not analysed: three people not yet known."""
    grey = INK[theme].border
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="13"/>' for x, y in ((62, 38), (112, 66), (70, 92)))
    return _address(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 176 128"><g fill="none" stroke="{grey}" '
        f'stroke-width="3" stroke-dasharray="4 5">{dots}</g></svg>'
    )


def _drawing(work: Work, theme: Theme) -> str:
    part = choose(work.graph(Settings()), people=SMALL)
    picture = paint(part, work.frame, title="", theme=theme)
    places = {node.id: (node.x, node.y) for node in picture.nodes}
    left, right = _ends([x for x, _ in places.values()])
    top, bottom = _ends([y for _, y in places.values()])
    lines = [
        f'<path d="M{places[one.first][0]:.0f} {places[one.first][1]:.0f}L{places[one.second][0]:.0f} '
        f'{places[one.second][1]:.0f}" stroke="{one.colour}" stroke-width="{one.width * 1.6:.1f}" '
        f'opacity="{one.opacity:.2f}"/>'
        for one in picture.links[-_LINES:]
    ]
    dots = [
        f'<circle cx="{node.x:.0f}" cy="{node.y:.0f}" r="{node.radius * 1.5:.0f}" fill="{node.colour}"/>'
        for node in picture.nodes
    ]
    view = f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}"><g fill="none">{"".join(lines)}</g>'
        f'<g stroke="{INK[theme].paper}" stroke-width="5">{"".join(dots)}</g></svg>'
    )


def _ends(values: list[float]) -> tuple[float, float]:
    return min(values, default=0.0) - _MARGIN, max(values, default=0.0) + _MARGIN


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
