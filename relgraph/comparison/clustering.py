"""Distances come in; a tree whose neighbours are alike, and a map of two axes, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relgraph.comparison.views import Join, Tree

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Distances = NDArray[np.float64]

TINY = 1e-9
"""What is less than this is rounding."""


def tree_of(distances: Distances) -> Tree:
    """Return the clustering of things by a square table of their distances (average linkage [1]_).

    Of pairs that are equally near the one that comes first is joined first. In `order`, whichever of two clusters
    comes first in the table stands first, turned so that near ends meet.

    References
    ----------
    .. [1] Sokal and Michener 1958, University of Kansas Science Bulletin 38, 1409–1438; Müllner 2011,
       doi:10.48550/arXiv.1109.2378
    """
    count = len(distances)
    if not count:
        return Tree(order=(), joins=())
    # Rounded, so that equal distances are equal however they were summed.
    table = np.round(np.array(distances, dtype=np.float64), 12)
    np.fill_diagonal(table, np.inf)
    names, orders = list(range(count)), [[index] for index in range(count)]
    joins: list[Join] = []
    while len(joins) < count - 1:
        one, other = sorted(divmod(int(np.argmin(table)), count))
        sizes = len(orders[one]), len(orders[other])
        size = sum(sizes)
        joins.append(Join(first=names[one], second=names[other], height=float(table[one, other]), size=size))
        mean = np.round((table[one] * sizes[0] + table[other] * sizes[1]) / size, 12)
        table[one], table[:, one] = mean, mean
        table[one, one] = table[other] = table[:, other] = np.inf
        orders[one] = _facing(orders[one], orders[other], distances)
        names[one] = count + len(joins) - 1
    # The last join is the whole; it stands where its first cluster stood.
    return Tree(order=tuple(next(order for order in orders if len(order) == count)), joins=tuple(joins))


def _facing(one: list[int], other: list[int], distances: Distances) -> list[int]:
    """Return both clusters in one row, turned so that the ends that meet are near each other."""
    ways = [(left, right) for left in (one, one[::-1]) for right in (other, other[::-1])]
    left, right = min(ways, key=lambda way: round(float(distances[way[0][-1], way[1][0]]), 12))
    return left + right


def map_of(distances: Distances) -> tuple[tuple[tuple[float, float], ...], float]:
    """Return a place (x, y) for each thing, near ones for small distances, and the share of the spread that is kept.

    It is classical scaling [1]_. Mirror images are the same map: of each axis the coordinate that is farthest from 0
    is positive. The share is 0..1, and 1 for fewer than two different things.

    References
    ----------
    .. [1] Torgerson 1952, doi:10.1007/BF02288916
    """
    count = len(distances)
    centre = np.eye(count) - 1 / max(count, 1)
    values, vectors = np.linalg.eigh(-centre @ distances**2 @ centre / 2)
    spread = float(np.abs(values).sum())
    if spread < TINY:
        return ((0.0, 0.0),) * count, 1.0
    axes = []
    for index in (-1, -2):
        axis = vectors[:, index] * np.sqrt(max(values[index], 0.0)) if count > -index - 1 else np.zeros(count)
        axis = np.round(axis, 9) + 0.0
        axes.append(axis if axis[np.argmax(np.abs(axis))] >= 0 else -axis)
    kept = float(np.maximum(values[-2:], 0).sum()) / spread
    return tuple(zip(axes[0].tolist(), axes[1].tolist(), strict=True)), min(1.0, kept)
