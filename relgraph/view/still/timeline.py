"""The timeline: who is there and who meets, part by part of the story."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from relgraph.view.choose import ranking
from relgraph.view.picture import paint, short
from relgraph.view.still.shapes import Dot, Line, Words, width_of
from relgraph.view.still.sheet import Content
from relgraph.view.style import INK, circle_colour, link_colour
from relgraph.view.timeline import parts_of, timeline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relgraph.view.scene import Scene
    from relgraph.view.still.shapes import Shape
    from relgraph.view.style import Ink
    from relgraph.view.timeline import Part

PEOPLE = 20
PAIRS = 10
"""More rows than these are no overview."""

ROW = 34
LARGEST = 15
SMALLEST = 1.5
NAME = 16
ROOM = 860
"""Pixels that the parts of the story share."""


def timeline(scene: Scene, *, chapters: tuple[int, int] | None = None) -> Content:
    """Return the timeline of a scene (of these chapters, half-open indices from 0); without people it has no shapes."""
    graph, theme = scene.graph, scene.theme
    parts = parts_of(scene.analysis.story, chapters=chapters)
    found = timeline_of(scene.analysis, graph, parts)
    circles = scene.frame.circles
    labels = dict(zip(found.people, map(short, found.names), strict=True))
    people = [
        (labels[one], circle_colour(circles.get(one), theme), found.presence(one)) for one in found.people[:PEOPLE]
    ]
    pairs = [
        (f"{labels[a]} – {labels[b]}", link_colour(circles.get(a), circles.get(b), theme), found.meetings(a, b))
        for a, b in ranking(graph)[:PAIRS]
    ]
    step = max(ROW, ROOM / max(1, len(parts)))
    shapes: list[Shape] = []
    bottom = 0.0
    for title, rows in (("Mentions", people), ("Meetings", pairs)):
        if rows:
            shapes += _block(title, rows, bottom, step, parts, INK[theme])
            bottom += ROW * (len(rows) + 1.6)
    wide = max((width_of(name, NAME) for name, _, _ in (*people, *pairs)), default=0) + 20
    shapes += _axis(parts, step, bottom, INK[theme])
    return Content(
        bounds=(-wide, 0, step * len(parts), bottom + 30) if graph else (0, 0, 0, 0),
        shapes=tuple(shapes) if graph else (),
        circles=paint(graph, scene.frame, title="", theme=theme).legend,
        reading=_reading(graph.number_of_nodes(), graph.number_of_edges(), parts),
    )


def _block(
    title: str,
    rows: Sequence[tuple[str, str, tuple[int, ...]]],
    top: float,
    step: float,
    parts: Sequence[Part],
    ink: Ink,
) -> Iterator[Shape]:
    """Yield a title and a row of dots for each person or relationship, their areas being the counts."""
    most = max((count for _, _, counts in rows for count in counts), default=0) or 1
    heading = f"{title} (the largest dot: {most:,})"
    yield Words(x=0, y=top + 0.7 * ROW, text=heading, size=14, colour=ink.muted, side="left")
    for place, (name, colour, counts) in enumerate(rows, start=1):
        y = top + ROW * (place + 0.5)
        yield Line(points=((0, y), (step * len(parts), y)), colour=ink.border, width=1)
        yield Words(x=-14, y=y + 0.36 * NAME, text=name, size=NAME, colour=ink.text, side="right")
        for part, count in enumerate(counts):
            if count:
                radius = round(max(SMALLEST, LARGEST * sqrt(count / most)), 2)
                yield Dot(x=step * (part + 0.5), y=y, radius=radius, fill=colour, edge=colour)


def _axis(parts: Sequence[Part], step: float, top: float, ink: Ink) -> Iterator[Shape]:
    """Yield the number of each part."""
    for place, part in enumerate(parts):
        first, last = part.chapters or (place, place + 1)
        text = str(first + 1) if last - first == 1 else f"{first + 1}–{last}"
        yield Words(x=step * (place + 0.5), y=top, text=text, size=14, colour=ink.muted, side="center")


def _reading(people: int, pairs: int, parts: Sequence[Part]) -> str:
    whole = bool(parts) and parts[0].chapters is not None
    across = (
        "From left to right: the chapters" if whole else f"From left to right: {len(parts)} equal parts of the story"
    )
    cut = [f"{most} most mentioned people" for most in [PEOPLE] if people > most]
    cut += [f"{most} strongest relationships" for most in [PAIRS] if pairs > most]
    shown = f" Shown are the {' and the '.join(cut)}." if cut else ""
    return f"{across}. The area of a dot is the number of mentions or meetings.{shown}"
