from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from two_days import make_scene

from relgraph.view import Frame, paint, style
from relgraph.view.choose import choose, ranking
from relgraph.view.frame import frame_of
from relgraph.view.picture import LABEL_LIMIT, link_id, pair_of, times

if TYPE_CHECKING:
    from relgraph.view import Scene


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def make_graph() -> nx.Graph[str]:
    """Ann-Bob 5, Bob-Cy 2, Cy-Dee 2; Eve meets nobody."""
    graph: nx.Graph[str] = nx.Graph(title="A story")
    for person, mentions in (("ann", 9), ("bob", 16), ("cy", 4), ("dee", 1), ("eve", 2)):
        graph.add_node(person, label=person.title(), mentions=mentions)
    graph.add_edge("bob", "ann", weight=5)
    graph.add_edge("bob", "cy", weight=2)
    graph.add_edge("cy", "dee", weight=2)
    return graph


def test_a_minimum_hides_lighter_relationships_and_whom_they_leave_alone() -> None:
    shown = choose(make_graph(), minimum=3)
    assert (sorted(shown), list(shown.edges)) == (["ann", "bob"], [("ann", "bob")])


def test_people_without_relationships_are_shown_when_asked_for() -> None:
    assert sorted(choose(make_graph(), minimum=3, alone=True)) == ["ann", "bob", "cy", "dee", "eve"]


def test_the_best_connected_people_stay() -> None:
    assert sorted(choose(make_graph(), people=2)) == ["ann", "bob"]


def test_choosing_leaves_the_graph_and_its_title() -> None:
    graph = make_graph()
    assert choose(graph, people=1).graph == {"title": "A story"}
    assert len(graph) == 5


def test_relationships_are_ranked_by_weight_then_by_name() -> None:
    assert ranking(make_graph()) == [("ann", "bob"), ("bob", "cy"), ("cy", "dee")]


def test_circles_are_ranked_by_their_meetings_and_named_after_the_best_connected() -> None:
    frame = frame_of(make_graph(), {"cy": 0, "dee": 0, "ann": 1, "bob": 1, "eve": 2})
    assert frame.circles == {"bob": 0, "ann": 0, "cy": 1, "dee": 1}
    assert frame.names == ("Bob", "Cy")
    assert frame.places.keys() == set(make_graph())


def test_nodes_show_place_presence_and_circle() -> None:
    frame = Frame(places={"ann": (3.0, 4.0)}, circles={"ann": 1}, names=("Bob", "Ann"))
    picture = paint(make_graph(), frame, title="A story")
    ann = next(node for node in picture.nodes if node.id == "ann")
    assert (ann.x, ann.y, ann.circle, ann.label) == (3.0, 4.0, 1, "Ann")
    assert (ann.radius, ann.font) == (33.5, 30)  # three quarters of 30 and of 15 above the least
    assert ann.colour == style.circle_colour(1, "light")
    assert ann.tip == "Ann\nmentioned 9 times, meets 1 person 5 times"


def test_somebody_alone_is_told_so() -> None:
    picture = paint(make_graph(), Frame(), title="A story")
    assert next(node.tip for node in picture.nodes if node.id == "eve") == (
        "Eve\nmentioned 2 times, meets nobody in view"
    )


def test_the_most_present_and_the_strongest_are_drawn_last() -> None:
    picture = paint(make_graph(), Frame(), title="A story")
    assert [node.id for node in picture.nodes] == ["dee", "eve", "cy", "ann", "bob"]
    assert [(link.first, link.second) for link in picture.links] == [("cy", "dee"), ("bob", "cy"), ("ann", "bob")]


def test_links_show_weight_and_rank() -> None:
    link = paint(make_graph(), Frame(), title="A story").links[-1]
    assert (link.weight, link.width, link.opacity) == (5, 14.0, 0.7)
    assert link.tip == "Ann and Bob\nmeet 5 times, number 1 of 3"


def test_the_legend_counts_those_in_view() -> None:
    frame = Frame(circles={"ann": 0, "bob": 0, "cy": 1, "gone": 2}, names=("Bob", "Cy", "Gone"))
    legend = paint(make_graph(), frame, title="A story").legend
    assert [(line.number, line.name, line.people) for line in legend] == [
        (0, "Bob’s circle", 2),
        (1, "Cy’s circle", 1),
        (None, "in no circle", 2),
    ]


def test_long_and_empty_names_are_made_fit() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", label="x" * 99, mentions=0)
    graph.add_node("b", label=" \n", mentions=0)
    labels = {node.id: node.label for node in paint(graph, Frame(), title="").nodes}
    assert labels == {"a": "x" * (LABEL_LIMIT - 1) + "…", "b": "?"}


def test_an_empty_graph_gives_an_empty_picture() -> None:
    picture = paint(nx.Graph(), Frame(), title="Nothing")
    assert (picture.nodes, picture.links, picture.legend) == ((), (), ())


def test_painting_leaves_the_graph(scene: Scene) -> None:
    before = (list(scene.graph.nodes(data=True)), list(scene.graph.edges(data=True)))
    paint(scene.graph, scene.frame, title="A story", theme="dark")
    assert (list(scene.graph.nodes(data=True)), list(scene.graph.edges(data=True))) == before


@given(st.text(), st.text())
def test_the_id_of_a_link_tells_its_pair(first: str, second: str) -> None:
    assert pair_of(link_id(second, first)) == tuple(sorted((first, second)))


@pytest.mark.parametrize("link", ["", "ann|bob", "[1, 2]", '["ann"]', '{"a": 1}', "null"])
def test_what_is_no_id_of_a_link_tells_no_pair(link: str) -> None:
    assert pair_of(link) is None


def test_numbers_of_meetings_are_spoken() -> None:
    assert (times(1), times(2), times(1234)) == ("once", "2 times", "1,234 times")
