from __future__ import annotations

from itertools import combinations
from math import dist

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from relgraph.view.layout import CORE, place
from relgraph.view.style import radius


def make_graph(links: dict[tuple[str, str], int], *alone: str) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for person in sorted({person for pair in links for person in pair} | set(alone)):
        graph.add_node(person, label=person, mentions=3)
    for (one, other), weight in links.items():
        graph.add_edge(one, other, weight=weight)
    return graph


def test_no_people_have_no_places() -> None:
    assert place(make_graph({})) == {}


def test_one_person_stands_in_the_middle() -> None:
    assert place(make_graph({}, "ann")) == {"ann": (0.0, 0.0)}


def test_two_people_stand_apart_on_one_height() -> None:
    places = place(make_graph({("ann", "bob"): 5}))
    assert abs(places["ann"][1] - places["bob"][1]) < 1
    assert abs(places["ann"][0] - places["bob"][0]) > 2 * radius(1)


def test_people_who_meet_often_stand_closer_than_those_who_meet_once() -> None:
    ring = [f"p{number}" for number in range(8)]
    links = dict.fromkeys(zip(ring, [*ring[1:], ring[0]], strict=True), 4)
    links["p0", "p3"] = 1
    links["p0", "p1"] = 90
    places = place(make_graph(links))
    assert dist(places["p0"], places["p1"]) < dist(places["p0"], places["p3"])


def test_groups_that_never_meet_stay_in_one_picture() -> None:
    places = place(make_graph({("ann", "bob"): 3, ("cy", "dee"): 3}))
    assert max(dist(places[one], places[other]) for one, other in combinations(places, 2)) < 1500


def test_somebody_alone_stands_outside_the_others() -> None:
    places = place(make_graph({("ann", "bob"): 3, ("bob", "cy"): 3, ("ann", "cy"): 2}, "zoe"))
    reach = max(np.hypot(*places[person]) for person in ("ann", "bob", "cy"))
    assert np.hypot(*places["zoe"]) > reach


def test_a_great_cast_has_a_core_and_rings_without_two_in_one_place() -> None:
    hub = {("hub", f"p{number:03}"): 200 - number for number in range(150)}
    places = place(make_graph(hub))
    assert len(places) == 151
    assert min(dist(places[one], places[other]) for one, other in combinations(places, 2)) > 2 * radius(0)
    assert np.hypot(*places["p149"]) > np.hypot(*places["p000"])
    assert CORE < 151


def test_the_order_of_people_and_links_does_not_matter() -> None:
    links = {("ann", "bob"): 3, ("bob", "cy"): 2, ("cy", "dee"): 1, ("ann", "dee"): 7}
    turned = dict(reversed(links.items()))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((person, {"label": person, "mentions": 3}) for person in ("dee", "cy", "bob", "ann"))
    graph.add_edges_from((other, one, {"weight": weight}) for (one, other), weight in turned.items())
    assert place(graph) == place(make_graph(links))


def test_the_graph_stays_as_it_is() -> None:
    graph = make_graph({("ann", "bob"): 3})
    before = (list(graph.nodes(data=True)), list(graph.edges(data=True)))
    place(graph)
    assert (list(graph.nodes(data=True)), list(graph.edges(data=True))) == before


people = st.integers(0, 11).map(lambda number: f"p{number}")


@given(st.dictionaries(st.tuples(people, people).filter(lambda pair: pair[0] < pair[1]), st.integers(1, 50)))
def test_everybody_has_a_finite_place_of_their_own(links: dict[tuple[str, str], int]) -> None:
    graph = make_graph(links, "alone")
    places = place(graph)
    assert places.keys() == set(graph)
    assert all(np.isfinite(found).all() for found in places.values())
    assert len(set(places.values())) == len(places)
