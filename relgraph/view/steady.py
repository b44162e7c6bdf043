"""People stay where they were when names are corrected: places for a graph from those of an earlier one."""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from relgraph.view.layout import Place

APART = 110.0
"""Pixels between somebody who is new in a picture and everybody else: a circle with its name."""

_RINGS = 60


def steady_places(graph: nx.Graph[str], before: Mapping[str, Place], came_from: Mapping[str, str]) -> dict[str, Place]:
    """Return a place for everybody in a graph: where they stood before.

    `came_from` says who somebody new was taken for before: who is gone since leaves the place to them, else they stand
    beside. Somebody entirely new stands near those they meet, or near the middle.
    """
    places = {who: before[who] for who in graph if who in before}
    new = sorted(set(graph) - set(places))
    for who in new:
        old = came_from.get(who, "")
        if old in before and before[old] not in places.values():
            places[who] = before[old]
    for who in (one for one in new if one not in places):
        met = [before[other] for other in sorted(graph[who]) if other in before]
        places[who] = _free(before.get(came_from.get(who, "")) or _middle(met), places.values())
    return places


def _middle(places: list[Place]) -> Place:
    count = max(1, len(places))
    return (sum(x for x, _ in places) / count, sum(y for _, y in places) / count)


def _free(wanted: Place, taken: Iterable[Place]) -> Place:
    """Return the place nearest to the one wanted that is not too near to others, in rings around it."""
    others = list(taken)
    for ring in range(_RINGS):
        steps = max(1, 6 * ring)
        for turn in (2 * pi * step / steps for step in range(steps)):
            x, y = wanted[0] + APART * ring * cos(turn), wanted[1] + APART * ring * sin(turn)
            if all(hypot(x - left, y - top) >= 0.99 * APART for left, top in others):
                return round(x, 1), round(y, 1)
    return wanted
