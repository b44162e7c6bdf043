from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.view.choose import choose


def chain(*weights: int) -> nx.Graph[str]:
    """Return people a, b, c ... in a row, and z who meets nobody."""
    graph: nx.Graph[str] = nx.Graph()
    names = "abcdefgh"[: len(weights) + 1]
    graph.add_nodes_from([*names, "z"], mentions=1)
    graph.add_weighted_edges_from(
        (one, other, weight) for one, other, weight in zip(names, names[1:], weights, strict=False)
    )
    return graph


@pytest.mark.parametrize(("steps", "people"), [(0, "abcde"), (1, "abc"), (2, "abcd"), (9, "abcde")])
def test_a_person_is_shown_with_those_some_steps_away(steps: int, people: str) -> None:
    assert sorted(choose(chain(1, 1, 1, 1), around="b", steps=steps)) == list(people)


def test_steps_lead_over_relationships_of_the_smallest_weight_only() -> None:
    assert sorted(choose(chain(5, 1, 5), around="b", steps=2, minimum=2)) == ["a", "b"]


def test_the_person_stays_however_few_people_are_shown() -> None:
    shown = choose(chain(1, 9, 9), around="a", steps=2, people=2)

    assert sorted(shown) == ["a"]
    assert sorted(choose(chain(1, 9, 9), around="a", steps=2, people=3)) == ["a", "b", "c"]


def test_a_person_who_meets_nobody_is_shown_alone() -> None:
    assert sorted(choose(chain(1), around="z", steps=1)) == ["z"]


def test_nobody_is_near_somebody_who_is_not_there() -> None:
    assert sorted(choose(chain(1), around="x", steps=1, alone=True)) == []


@settings(max_examples=40)
@given(st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=9), st.integers(1, 3))
def test_steps_are_those_of_the_shortest_way(pairs: set[tuple[str, str]], steps: int) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("abcdef", mentions=1)
    graph.add_edges_from(((a, b) for a, b in sorted(pairs) if a != b), weight=1)

    wanted = nx.single_source_shortest_path_length(graph, "a", cutoff=steps)
    assert sorted(choose(graph, around="a", steps=steps)) == sorted(wanted)
