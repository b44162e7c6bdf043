"""Figures that say something about the people of a story: circles, the closest three, and what a window decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relgraph.view.choose import ranking
from relgraph.view.frame import strength
from relgraph.view.matrix import in_circles

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from relgraph.view.frame import Frame

TOP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Triad:
    """The person who meets most, the two met most by them, and the weights of the three relationships.

    `weights` are those of the protagonist with the first, with the second, and of these two (0 where they never meet).
    """

    people: tuple[str, str, str]
    weights: tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """For each of the strongest relationships, heaviest first, under which windows it is one of the strongest too.

    `pairs` are sorted ids, `windows` names; `kept` has a row for each pair and a column for each window.
    """

    pairs: tuple[tuple[str, str], ...]
    windows: tuple[str, ...]
    kept: tuple[tuple[bool, ...], ...]

    @property
    def firm(self) -> tuple[tuple[str, str], ...]:
        """The pairs that are among the strongest under every window."""
        return tuple(pair for pair, kept in zip(self.pairs, self.kept, strict=True) if all(kept))


def circle_members(graph: nx.Graph[str], frame: Frame) -> tuple[tuple[str, ...], ...]:
    """Return the people of each circle that has any in view, the best-connected first."""
    members: dict[int, list[str]] = {}
    for person in in_circles(graph, frame):
        if person in frame.circles:
            members.setdefault(frame.circles[person], []).append(person)
    return tuple(tuple(group) for group in members.values())


def triad(graph: nx.Graph[str]) -> Triad | None:
    """Return the protagonist and the two closest to them, ties by id; None where nobody meets two others.

    The protagonist is who has the greatest strength; a narrator who seldom says "I" is missed.
    """
    known = [person for person in graph if graph.degree(person) > 1]
    if not known:
        return None
    first = min(known, key=lambda person: (-strength(graph, person), person))
    second, third = sorted(graph[first], key=lambda other: (-graph[first][other]["weight"], other))[:2]
    between = graph[second][third]["weight"] if graph.has_edge(second, third) else 0
    return Triad(
        people=(first, second, third),
        weights=(graph[first][second]["weight"], graph[first][third]["weight"], between),
    )


def strongest(graph: nx.Graph[str], *, top: int = TOP) -> tuple[tuple[str, str], ...]:
    """Return the `top` heaviest pairs (sorted ids), and those that weigh as much as the last of them."""
    ranked = ranking(graph)
    least = graph[ranked[top - 1][0]][ranked[top - 1][1]]["weight"] if len(ranked) > top else 0
    return tuple((one, other) for one, other in ranked if graph[one][other]["weight"] >= least)


def robustness(graph: nx.Graph[str], others: Mapping[str, nx.Graph[str]], *, top: int = TOP) -> Robustness:
    """Return which of the `top` heaviest pairs of a graph are among the heaviest of other graphs, by their names.

    Equal weights at the end of a ranking all count (see `strongest`), so that no name decides.
    """
    pairs = tuple(ranking(graph)[:top])
    found = [set(strongest(other, top=top)) for other in others.values()]
    return Robustness(
        pairs=pairs, windows=tuple(others), kept=tuple(tuple(pair in one for one in found) for pair in pairs)
    )
