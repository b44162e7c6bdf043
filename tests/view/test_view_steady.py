from __future__ import annotations

from itertools import combinations
from math import hypot

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from relgraph.view.steady import APART, steady_places

BEFORE = {"ann": (0.0, 0.0), "bob": (300.0, 0.0), "cy": (0.0, 300.0)}


def graph(*people: str, meet: tuple[tuple[str, str], ...] = ()) -> nx.Graph[str]:
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(people)
    made.add_edges_from(meet)
    return made


def test_who_is_still_there_keeps_the_place() -> None:
    assert steady_places(graph("bob", "ann"), BEFORE, {}) == {"bob": (300.0, 0.0), "ann": (0.0, 0.0)}


def test_who_is_gone_leaves_the_place_to_the_new_one() -> None:
    assert steady_places(graph("ann", "robert"), BEFORE, {"robert": "bob"})["robert"] == (300.0, 0.0)


def test_who_was_split_off_stands_beside() -> None:
    assert steady_places(graph("ann", "bob", "rob"), BEFORE, {"rob": "bob"})["rob"] == (300.0 + APART, 0.0)


def test_who_is_new_stands_near_those_met() -> None:
    places = steady_places(graph("ann", "bob", "dee", meet=(("ann", "dee"), ("dee", "bob"))), BEFORE, {})

    assert places["dee"] == (150.0, 0.0)


def test_who_meets_nobody_stands_in_the_middle() -> None:
    assert steady_places(graph("zed"), BEFORE, {}) == {"zed": (0.0, 0.0)}


def test_nobody_gives_no_places() -> None:
    assert steady_places(graph(), BEFORE, {"zed": "ann"}) == {}


@given(
    st.sets(st.sampled_from("abcdefghijkl")), st.dictionaries(st.sampled_from("abcdefghijkl"), st.sampled_from("xy"))
)
def test_new_people_never_stand_on_each_other(people: set[str], came_from: dict[str, str]) -> None:
    places = steady_places(graph(*sorted(people), "x"), {"x": (5.0, 5.0), "y": (9.0, 205.0)}, came_from)

    assert all(hypot(a[0] - b[0], a[1] - b[1]) > 0.98 * APART for a, b in combinations(places.values(), 2))
