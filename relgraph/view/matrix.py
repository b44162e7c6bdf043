"""Who meets whom as a square of numbers, the people of a circle side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relgraph.view.frame import strength

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.view.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Weights by row and column, symmetric, 0 where two people never meet and on the diagonal.

    `people` are ids, `names` and `circles` (None outside of all circles) go with them.
    """

    people: tuple[str, ...]
    names: tuple[str, ...]
    circles: tuple[int | None, ...]
    weights: tuple[tuple[int, ...], ...]


def in_circles(graph: nx.Graph[str], frame: Frame) -> tuple[str, ...]:
    """Return the people of a graph circle by circle, those in no circle last; the best-connected first, ties by id."""
    last = len(frame.names)
    return tuple(sorted(graph, key=lambda person: (frame.circles.get(person, last), -strength(graph, person), person)))


def matrix_of(graph: nx.Graph[str], frame: Frame) -> Matrix:
    """Return the matrix of a graph in the order of `in_circles`; an empty graph gives an empty one."""
    people = in_circles(graph, frame)
    return Matrix(
        people=people,
        names=tuple(str(graph.nodes[person]["label"]) for person in people),
        circles=tuple(frame.circles.get(person) for person in people),
        weights=tuple(
            tuple(int(graph[row][column]["weight"]) if graph.has_edge(row, column) else 0 for column in people)
            for row in people
        ),
    )
