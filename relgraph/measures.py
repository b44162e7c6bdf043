"""A graph comes in, its key figures go out as plain numbers; the graph stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping

SEED = 0
"""Louvain visits the nodes in a random order; any fixed seed gives every user the same communities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The key figures of a graph, by character id; higher is more central.

    `degree` is the number of others met and `strength` the sum of the weights. `betweenness` (0..1) is the share of the
    shortest paths between two others that lead through a character; the length of an edge is 1/weight [1]_ [2]_.
    `community` is an index from 0, the largest community (of equally large ones, the one with the smallest id), found
    with Louvain's method on the weights [3]_. `density` (0..1) is the share of all pairs that meet, 0 for fewer than
    two characters.

    References
    ----------
    .. [1] Brandes 2001, doi:10.1080/0022250X.2001.9990249
    .. [2] Opsahl, Agneessens and Skvoretz 2010, doi:10.1016/j.socnet.2010.03.006
    .. [3] Blondel, Guillaume, Lambiotte and Lefebvre 2008, doi:10.1088/1742-5468/2008/10/P10008
    """

    degree: Mapping[str, int]
    strength: Mapping[str, int]
    betweenness: Mapping[str, float]
    community: Mapping[str, int]
    density: float


def measure(graph: nx.Graph[str]) -> Measures:
    """Return the key figures of a graph with positive whole `weight`s; empty mappings for an empty graph."""
    ids = sorted(graph)
    plain = _by_number(graph, ids)
    degree: dict[int, int] = dict(plain.degree())
    strength: dict[int, int] = dict(plain.degree(weight="weight"))
    central = _betweenness(plain)
    community = _communities(plain)
    return Measures(
        degree={name: degree[node] for node, name in enumerate(ids)},
        strength={name: strength[node] for node, name in enumerate(ids)},
        betweenness={name: central[node] for node, name in enumerate(ids)},
        community={name: community[node] for node, name in enumerate(ids)},
        density=float(nx.density(plain)),
    )


def communities(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the community of each character as `measure` does, in a fraction of the time."""
    ids = sorted(graph)
    community = _communities(_by_number(graph, ids))
    return {name: community[node] for node, name in enumerate(ids)}


def betweenness(graph: nx.Graph[str]) -> dict[str, float]:
    """Return the betweenness (0..1) of each character as `measure` does, without looking for communities."""
    ids = sorted(graph)
    central = _betweenness(_by_number(graph, ids))
    return {name: central[node] for node, name in enumerate(ids)}


def _betweenness(plain: nx.Graph[int]) -> dict[int, float]:
    found: dict[int, float] = nx.betweenness_centrality(plain, weight="length", normalized=True)
    return {node: float(value) for node, value in found.items()}


def _communities(plain: nx.Graph[int]) -> dict[int, int]:
    found = nx.community.louvain_communities(plain, weight="weight", seed=SEED)
    ranked = sorted(found, key=lambda members: (-len(members), min(members)))
    return {node: index for index, members in enumerate(ranked) for node in members}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """How a graph hangs together.

    `closeness` (0..1, higher is closer to everybody) is the number of others that can be reached divided by the steps
    to them, times their share of all [1]_: 1 for who meets everybody. Without `bridges` (pairs, sorted) or `links`
    (people) between them, others would not hang together any more: the first are relationships, the second people.

    References
    ----------
    .. [1] Wasserman and Faust 1994, doi:10.1017/CBO9780511815478
    """

    closeness: Mapping[str, float]
    bridges: tuple[tuple[str, str], ...]
    links: tuple[str, ...]


def ties(graph: nx.Graph[str]) -> Ties:
    """Return how a graph hangs together; weights play no part. Empty for an empty graph."""
    ids = sorted(graph)
    plain = _by_number(graph, ids)
    closeness = nx.closeness_centrality(plain)
    bridges: list[tuple[int, int]] = list(nx.bridges(plain))  # type: ignore[arg-type]  # the stubs take nodes for pairs
    return Ties(
        closeness={name: float(closeness[node]) for node, name in enumerate(ids)},
        bridges=tuple(sorted((ids[min(pair)], ids[max(pair)]) for pair in bridges)),
        links=tuple(sorted(ids[node] for node in nx.articulation_points(plain))),
    )


def _by_number(graph: nx.Graph[str], ids: list[str]) -> nx.Graph[int]:
    """Return a copy whose nodes are numbers in the order of their ids: sets of numbers have the same order everywhere.

    Lengths are 1/weight times a common multiple of the weights: as whole numbers, paths that are equally long are
    equal, where 1/2 + 1/6 and 1/3 + 1/3 may differ in the last digit.
    """
    number = {name: node for node, name in enumerate(ids)}
    weights: dict[tuple[int, int], int] = {
        (min(number[one], number[other]), max(number[one], number[other])): int(edge["weight"])
        for one, other, edge in graph.edges(data=True)
    }
    multiple = lcm(*weights.values())
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(ids)))
    for (one, other), weight in sorted(weights.items()):
        plain.add_edge(one, other, weight=weight, length=multiple // weight)
    return plain
