"""People on a line and their relationships as arcs over it: what a network hides, distance and order, shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relgraph.view.matrix import in_circles

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.view.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A relationship between the people at two places of the line, `left` < `right`, counted from 0."""

    left: int
    right: int
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arcs:
    """People (ids) in the order of the line, with names, circles (None outside) and mentions; arcs, heaviest last."""

    people: tuple[str, ...]
    names: tuple[str, ...]
    circles: tuple[int | None, ...]
    mentions: tuple[int, ...]
    links: tuple[Arc, ...]


def arcs_of(graph: nx.Graph[str], frame: Frame) -> Arcs:
    """Return the arcs of a graph, the people in the order of `in_circles`; an empty graph gives no arcs."""
    people = in_circles(graph, frame)
    at = {person: place for place, person in enumerate(people)}
    links = [
        Arc(left=min(at[a], at[b]), right=max(at[a], at[b]), weight=int(link["weight"]))
        for a, b, link in graph.edges(data=True)
    ]
    return Arcs(
        people=people,
        names=tuple(str(graph.nodes[person]["label"]) for person in people),
        circles=tuple(frame.circles.get(person) for person in people),
        mentions=tuple(int(graph.nodes[person]["mentions"]) for person in people),
        links=tuple(sorted(links, key=lambda arc: (arc.weight, -arc.left, -arc.right))),
    )
