"""Measures of graphs whose figures are known by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.measures import Measures, measure

if TYPE_CHECKING:
    from collections.abc import Iterable


def graph_of(edges: Iterable[tuple[str, str, int]], nodes: Iterable[str] = ()) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(edges)
    return graph


weighted = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 40),
    max_size=12,
).map(lambda edges: graph_of((one, other, weight) for (one, other), weight in edges.items()))


def test_empty_graph_has_empty_measures() -> None:
    assert measure(nx.Graph()) == Measures(degree={}, strength={}, betweenness={}, community={}, density=0.0)


def test_single_character_meets_nobody() -> None:
    assert measure(graph_of([], ["ann"])) == Measures(
        degree={"ann": 0}, strength={"ann": 0}, betweenness={"ann": 0.0}, community={"ann": 0}, density=0.0
    )


def test_star_goes_through_its_centre() -> None:
    measures = measure(graph_of([("cy", "ann", 1), ("cy", "bob", 2), ("cy", "dee", 4)]))

    assert measures.degree == {"ann": 1, "bob": 1, "cy": 3, "dee": 1}
    assert measures.strength == {"ann": 1, "bob": 2, "cy": 7, "dee": 4}
    assert measures.betweenness == {"ann": 0.0, "bob": 0.0, "cy": 1.0, "dee": 0.0}
    assert measures.density == 0.5


def test_strong_detour_is_shorter_than_a_weak_tie() -> None:
    measures = measure(graph_of([("ann", "cy", 1), ("ann", "bob", 3), ("bob", "cy", 3)]))

    assert measures.betweenness == {"ann": 0.0, "bob": 1.0, "cy": 0.0}


def test_equally_long_paths_share_a_pair() -> None:
    # 1/2 + 1/6 and 1/3 + 1/3: as fractions equal, as floating point numbers perhaps not.
    measures = measure(graph_of([("ann", "bob", 2), ("bob", "dee", 6), ("ann", "cy", 3), ("cy", "dee", 3)]))

    assert (measures.betweenness["bob"], measures.betweenness["cy"]) == pytest.approx((0.5 / 3, 0.5 / 3))


def test_largest_community_is_the_first() -> None:
    pair = [("ann", "bob", 9)]
    three = [("x", "y", 9), ("y", "z", 9), ("x", "z", 9)]

    assert measure(graph_of([*pair, *three, ("bob", "x", 1)])).community == {"ann": 1, "bob": 1, "x": 0, "y": 0, "z": 0}


def test_of_equally_large_communities_the_one_with_the_smallest_id_is_first() -> None:
    assert measure(graph_of([("y", "z", 5), ("a", "b", 1)])).community == {"a": 0, "b": 0, "y": 1, "z": 1}


def test_numbers_are_plain() -> None:
    measures = measure(graph_of([("ann", "bob", 2)]))

    figures = asdict(measures)
    density = figures.pop("density")
    assert {name: {type(value) for value in by_id.values()} for name, by_id in figures.items()} == {
        "degree": {int},
        "strength": {int},
        "betweenness": {float},
        "community": {int},
    }
    assert type(density) is float


@given(weighted)
def test_graph_stays_as_it_is(graph: nx.Graph[str]) -> None:
    before = nx.node_link_data(graph)

    measure(graph)

    assert nx.node_link_data(graph) == before


@given(weighted, st.randoms(use_true_random=False))
def test_order_of_nodes_and_edges_is_irrelevant(graph: nx.Graph[str], random: object) -> None:
    nodes, edges = list(graph), [(other, one, edge["weight"]) for one, other, edge in graph.edges(data=True)]
    random.shuffle(nodes)  # type: ignore[attr-defined]  # a random.Random
    random.shuffle(edges)  # type: ignore[attr-defined]

    assert measure(graph_of(edges, nodes)) == measure(graph)


@given(weighted)
def test_figures_are_in_range_and_communities_without_gaps(graph: nx.Graph[str]) -> None:
    measures = measure(graph)

    assert all(0 <= value <= 1 for value in measures.betweenness.values())
    assert set(measures.community.values()) == set(range(len(set(measures.community.values()))))
    assert sum(measures.strength.values()) == 2 * graph.size(weight="weight")


PROGRAM = """
import json
from dataclasses import asdict
import networkx as nx
from relgraph.measures import measure
graph = nx.relabel_nodes(nx.les_miserables_graph(), lambda name: name.lower())
print(json.dumps(asdict(measure(graph)), sort_keys=True))
"""


def test_measures_are_the_same_for_every_hash_seed() -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert outputs[0] == outputs[1]
    assert len(json.loads(outputs[0])["degree"]) == 77
