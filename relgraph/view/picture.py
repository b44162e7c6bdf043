"""A picture of a graph: circles and lines with sizes, colours and places, ready for any way of drawing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from relgraph.view import style
from relgraph.view.choose import ranking
from relgraph.view.frame import strength

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.view.frame import Frame

LABEL_LIMIT = 32
"""Longer names are cut in the picture; the tables and panels show them whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A person in the picture: place and sizes in pixels; `circle` counts from 0, None outside all circles."""

    id: str
    label: str
    x: float
    y: float
    radius: float
    font: int
    circle: int | None
    colour: str
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relationship in the picture; `id` tells the pair, whatever characters their ids hold (see `pair_of`)."""

    id: str
    first: str
    second: str
    weight: int
    width: float
    opacity: float
    colour: str
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A line of the legend; None for the number stands for everybody outside the coloured circles."""

    number: int | None
    name: str
    colour: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that is drawn, by position in the order of drawing: strong relationships and present people come last."""

    title: str
    theme: style.Theme
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    legend: tuple[Circle, ...]


def link_id(first: str, second: str) -> str:
    """Return the id of the relationship of two characters, whatever their order."""
    return json.dumps(sorted((first, second)))


def pair_of(link: str) -> tuple[str, str] | None:
    """Return the pair that an id of a relationship stands for, or None where it is no such id."""
    try:
        pair = json.loads(link)
    except ValueError:
        return None
    match pair:
        case [str(first), str(second)]:
            return first, second
    return None


def paint(graph: nx.Graph[str], frame: Frame, *, title: str, theme: style.Theme = "light") -> Picture:
    """Return the picture of `graph` in the places and circles of `frame`.

    A person without a place stands in the middle. An empty graph gives a picture without nodes.
    """
    nodes = _nodes(graph, frame, theme)
    return Picture(
        title=title,
        theme=theme,
        nodes=tuple(sorted(nodes, key=lambda node: (node.radius, node.id))),
        links=_links(graph, frame, theme),
        legend=_legend(nodes, frame, theme),
    )


def _nodes(graph: nx.Graph[str], frame: Frame, theme: style.Theme) -> list[Node]:
    top = max((person["mentions"] for _, person in graph.nodes(data=True)), default=1) or 1
    nodes = []
    for person in sorted(graph):
        found = graph.nodes[person]
        share = found["mentions"] / top
        circle = frame.circles.get(person)
        x, y = frame.places.get(person, (0.0, 0.0))
        nodes.append(
            Node(
                id=person,
                label=short(found["label"]),
                x=x,
                y=y,
                radius=style.radius(share),
                font=style.font_size(share),
                circle=circle,
                colour=style.circle_colour(circle, theme),
                tip=_person_tip(graph, person),
            )
        )
    return nodes


def _links(graph: nx.Graph[str], frame: Frame, theme: style.Theme) -> tuple[Link, ...]:
    ranked = ranking(graph)
    top = max((link["weight"] for _, _, link in graph.edges(data=True)), default=1)
    links = []
    for rank, (first, second) in enumerate(ranked, start=1):
        weight = graph[first][second]["weight"]
        share = sqrt(weight / top)
        names = f"{graph.nodes[first]['label']} and {graph.nodes[second]['label']}"
        links.append(
            Link(
                id=link_id(first, second),
                first=first,
                second=second,
                weight=weight,
                width=style.link_width(share),
                opacity=style.link_opacity(share),
                colour=style.link_colour(frame.circles.get(first), frame.circles.get(second), theme),
                tip=f"{names}\nmeet {times(weight)}, number {rank} of {len(ranked)}",
            )
        )
    return tuple(reversed(links))


def _legend(nodes: list[Node], frame: Frame, theme: style.Theme) -> tuple[Circle, ...]:
    limit = min(style.CIRCLE_LIMIT, len(frame.names))
    sizes = [sum(node.circle == number for node in nodes) for number in range(limit)]
    lines = [
        Circle(
            number=number,
            name=f"{short(frame.names[number])}’s circle",
            colour=style.circle_colour(number, theme),
            people=size,
        )
        for number, size in enumerate(sizes)
        if size
    ]
    others = len(nodes) - sum(sizes)
    if others:
        lines.append(Circle(number=None, name="in no circle", colour=style.circle_colour(None, theme), people=others))
    return tuple(lines)


def times(count: int) -> str:
    """Return a number of meetings in words: "once", "2 times"."""
    return "once" if count == 1 else f"{count:,} times"


def _person_tip(graph: nx.Graph[str], person: str) -> str:
    found, met = graph.nodes[person], int(graph.degree(person))
    people = "1 person" if met == 1 else f"{met} people"
    meets = f"meets {people} {times(strength(graph, person))}" if met else "meets nobody in view"
    return f"{found['label']}\nmentioned {times(found['mentions'])}, {meets}"


def short(label: str) -> str:
    """Return a name on one line, cut to LABEL_LIMIT characters; "?" for an empty one."""
    line = " ".join(label.split()) or "?"
    return line if len(line) <= LABEL_LIMIT else line[: LABEL_LIMIT - 1] + "…"
