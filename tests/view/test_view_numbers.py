from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.measures import Ties, ties
from relgraph.view.frame import Frame
from relgraph.view.numbers import Robustness, Triad, circle_members, robustness, strongest, triad


def graph_of(*links: tuple[str, str, int], alone: str = "") -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(alone)
    graph.add_weighted_edges_from(links)
    return graph


def test_a_bridge_holds_two_groups_together() -> None:
    two_groups = graph_of(
        ("a", "b", 1), ("b", "c", 1), ("a", "c", 9), ("d", "c", 2), ("d", "e", 1), ("e", "f", 1), ("d", "f", 1)
    )
    found = ties(two_groups)

    assert found.bridges == (("c", "d"),)
    assert found.links == ("c", "d")
    assert found.closeness["c"] == 5 / (1 + 1 + 1 + 2 + 2)


def test_who_meets_everybody_is_closest_and_a_stranger_is_not_close() -> None:
    found = ties(graph_of(("a", "b", 7), ("a", "c", 1), alone="z"))

    assert found.closeness == {"a": 2 / 3, "b": 2 / 3 * 2 / 3, "c": 2 / 3 * 2 / 3, "z": 0.0}
    assert (found.bridges, found.links) == ((("a", "b"), ("a", "c")), ("a",))


def test_nobody_has_no_ties() -> None:
    assert ties(nx.Graph()) == Ties(closeness={}, bridges=(), links=())


pairs = st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda pair: pair[0] < pair[1]))


@settings(max_examples=50)
@given(pairs)
def test_without_a_bridge_or_a_link_there_are_more_pieces(drawn: set[tuple[str, str]]) -> None:
    graph = graph_of(*((one, other, 1) for one, other in sorted(drawn)), alone="abcdef")
    found = ties(graph)
    pieces = nx.number_connected_components(graph)

    def left(*, link: tuple[str, str] | None = None, person: str | None = None) -> int:
        rest = graph.copy()
        rest.remove_edges_from([link] if link else [])
        rest.remove_nodes_from([person] if person else [])
        return nx.number_connected_components(rest)

    assert [pair for pair in sorted(drawn) if left(link=pair) > pieces] == list(found.bridges)
    assert [one for one in "abcdef" if left(person=one) > pieces] == list(found.links)


def test_circles_are_listed_with_their_members_in_view() -> None:
    graph = graph_of(("a", "b", 1), ("b", "c", 4), ("d", "a", 1))
    frame = Frame(circles={"c": 0, "b": 0, "x": 1, "a": 2}, names=("B", "X", "A"))

    assert circle_members(graph, frame) == (("b", "c"), ("a",))


def test_the_protagonist_and_the_two_closest_make_a_triad() -> None:
    graph = graph_of(("a", "b", 3), ("a", "c", 5), ("b", "c", 2), ("c", "d", 4))

    assert triad(graph) == Triad(people=("c", "a", "d"), weights=(5, 4, 0))
    assert triad(graph_of(("a", "b", 3), ("a", "c", 5), ("b", "c", 2))) == Triad(
        people=("a", "c", "b"), weights=(5, 3, 2)
    )


def test_two_people_are_no_triad() -> None:
    assert triad(graph_of(("a", "b", 3), alone="z")) is None
    assert triad(nx.Graph()) is None


def test_as_strong_as_the_last_is_among_the_strongest() -> None:
    graph = graph_of(("a", "b", 3), ("a", "c", 2), ("b", "c", 2), ("c", "d", 1))

    assert strongest(graph, top=2) == (("a", "b"), ("a", "c"), ("b", "c"))
    assert strongest(graph) == (("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"))
    assert strongest(nx.Graph()) == ()


def test_a_relationship_is_firm_that_every_window_finds() -> None:
    graph = graph_of(("a", "b", 5), ("a", "c", 3), ("b", "c", 1))
    narrow, wide = (
        graph_of(("a", "b", 2), ("b", "c", 1), alone="c"),
        graph_of(("a", "b", 1), ("a", "c", 9), ("b", "c", 9)),
    )
    found = robustness(graph, {"narrow": narrow, "wide": wide}, top=2)

    assert found == Robustness(
        pairs=(("a", "b"), ("a", "c")), windows=("narrow", "wide"), kept=((True, False), (False, True))
    )
    assert found.firm == ()
    assert robustness(graph, {"same": graph}, top=2).firm == (("a", "b"), ("a", "c"))
