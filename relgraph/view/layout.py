"""Where people stand: from a graph of characters to fixed places, the same for every filter."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, cos, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from relgraph.view.style import font_size, radius

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

Place = tuple[float, float]

CORE = 60
"""So many of the best-connected people get a place by their relationships; the others stand in rings around them."""

ASPECT = 1.5
_ROUNDS = 250
_LETTER = 0.52  # a letter's mean width relative to the size of the font


def place(graph: nx.Graph[str]) -> dict[str, Place]:
    """Return a place (x to the right, y down, in pixels) for every character; the same graph gives the same places.

    The core is laid out by stress majorization (Gansner, Koren and North 2005, doi:10.1007/978-3-540-31843-9_25) from
    a classical scaling, so that no chance is involved: people who meet often stand close. Boxes of circle and name
    are then pushed apart. Everybody else stands in rings around the core, on the side of those they meet. An empty
    graph gives an empty dictionary.
    """
    ranked = sorted(graph, key=lambda person: (-_strength(graph, person), -graph.nodes[person]["mentions"], person))
    core = [person for person in ranked if graph.degree(person)][:CORE] or ranked[:1]
    if not core:
        return {}
    points = _spread(_shape(_stress(_distances(graph, core)), len(core)), _boxes(graph, core))
    places = {person: (float(x), float(y)) for person, (x, y) in zip(core, points, strict=True)}
    members = set(core)
    _ring(graph, [person for person in ranked if person not in members], places)
    return {person: (round(x, 1), round(y, 1)) for person, (x, y) in places.items()}


def _strength(graph: nx.Graph[str], person: str) -> float:
    return float(graph.degree(person, weight="weight"))


def _distances(graph: nx.Graph[str], core: Sequence[str]) -> Points:
    """Return the wanted distance of each two people: the sum of links on the shortest way, strong links being short."""
    inner = graph.subgraph(core)
    top = max((link["weight"] for _, _, link in inner.edges(data=True)), default=1)

    def length(_first: str, _second: str, link: dict[str, Any]) -> float:
        return 1 / (0.35 + sqrt(link["weight"] / top))

    index = {person: i for i, person in enumerate(core)}
    wanted = np.full((len(core), len(core)), np.inf)
    for person, ways in nx.all_pairs_dijkstra_path_length(inner, weight=length):
        for other, far in ways.items():
            wanted[index[person], index[other]] = far
    far = 2.5 * max(float(np.median(wanted[np.isfinite(wanted)])), 1.0)
    return np.asarray(
        np.minimum((wanted + wanted.T) / 2, far)
    )  # chains of people and groups that never meet stay in the picture


def _stress(wanted: Points) -> Points:
    """Return points whose distances come as near as they can to those wanted, near ones counting most."""
    count = len(wanted)
    if count == 1:
        return np.zeros((1, 2))
    points = _scaling(wanted)
    off = ~np.eye(count, dtype=bool)
    weights = np.zeros_like(wanted)
    weights[off] = wanted[off] ** -2.0
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(_ROUNDS):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = np.zeros_like(wanted)
        pull[off] = -weights[off] * wanted[off] / np.maximum(apart[off], 1e-9)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = inverse @ pull @ points
    return points


def _scaling(wanted: Points) -> Points:
    """Return the start: classical scaling, nudged on a spiral so that no two people coincide."""
    count = len(wanted)
    centring = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ wanted**2 @ centring)
    vectors = vectors[:, -2:] * np.sign(vectors[np.abs(vectors[:, -2:]).argmax(axis=0), [-2, -1]])
    turns = 2.4 * np.arange(count)
    spiral = 0.05 * np.sqrt(np.arange(count) + 1)[:, None] * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return np.asarray(vectors * np.sqrt(np.maximum(values[-2:], 0)) + spiral)


def _shape(points: Points, count: int) -> Points:
    """Return the points turned so that the wide side lies flat, and scaled to the shape of a screen."""
    points = points - points.mean(axis=0)
    axes = np.linalg.svd(points, full_matrices=False)[2]
    axes = axes * np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])[:, None]
    points = points @ axes.T
    spread = 1.2 * points.std(axis=0) + 1e-9
    points = spread * np.arcsinh(points / spread)  # somebody at the end of a chain does not make all others small
    height = 150 + 135 * sqrt(count)
    size = np.maximum(np.ptp(points, axis=0), 1e-9)
    scale = np.array([height * ASPECT, height]) / size
    return np.asarray(points * np.minimum(scale, scale.min() * 1.8))  # a thin line of people is not blown up


def _boxes(graph: nx.Graph[str], people: Sequence[str]) -> Points:
    """Return half the width and half the height that each person takes, name included."""
    top = max((graph.nodes[person]["mentions"] for person in graph), default=1) or 1
    halves = []
    for person in people:
        share = graph.nodes[person]["mentions"] / top
        letters = _LETTER * font_size(share) * min(len(graph.nodes[person]["label"]), 24)
        halves.append((max(radius(share), letters / 2) + 9, radius(share) + font_size(share) * 0.75 + 6))
    return np.array(halves)


def _spread(points: Points, halves: Points) -> Points:
    """Return the points with overlapping boxes pushed apart, each along the side where least is to do."""
    points = points.copy()
    reach = halves[:, None] + halves[None]
    for _ in range(_ROUNDS):
        gap = points[:, None] - points[None]
        over = reach - np.abs(gap)
        np.einsum("iik->ik", over)[:] = 0
        hit = np.logical_and(over[..., 0] > 0, over[..., 1] > 0)
        if not hit.any():
            break
        across = over[..., 0] < over[..., 1]
        sign = np.where(
            gap == 0, np.sign(np.arange(len(points))[:, None] - np.arange(len(points)))[..., None], np.sign(gap)
        )
        push = np.where(hit[..., None], over * sign * np.stack([across, ~across], axis=2), 0)
        points += 0.3 * push.sum(axis=1)
    return points


def _ring(graph: nx.Graph[str], people: Sequence[str], places: dict[str, Place]) -> None:
    """Add places in rings around those given, best-connected people innermost."""
    wide = max(abs(x) for x, _ in places.values()) + 170
    high = max(abs(y) for _, y in places.values()) + 110
    inner = dict(places)
    for ring, (start, end) in enumerate(pairwise(_ring_ends(len(people)))):
        group = sorted(people[start:end], key=lambda person: (_angle(graph, person, inner), person))
        stretch = 1 + 0.16 * ring
        first = _angle(graph, group[0], inner)
        for i, person in enumerate(group):
            turn = first + 2 * pi * i / len(group) + 0.5 * ring
            places[person] = (wide * stretch * cos(turn), high * stretch * sin(turn))


def _ring_ends(count: int) -> list[int]:
    """Return where each ring ends in the list of people: the first holds 36, each next one six more."""
    ends, room = [0], 36
    while ends[-1] < count:
        ends.append(min(count, ends[-1] + room))
        room += 6
    return ends


def _angle(graph: nx.Graph[str], person: str, places: dict[str, Place]) -> float:
    """Return the direction (radians) of the people that somebody meets, seen from the middle; 0 for nobody."""
    met = [(places[other], graph[person][other]["weight"]) for other in sorted(graph[person]) if other in places]
    return atan2(sum(y * weight for (_, y), weight in met), sum(x * weight for (x, _), weight in met))
