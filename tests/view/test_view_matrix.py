from __future__ import annotations

import networkx as nx
from two_days import make_scene

from relgraph.view.arcs import Arc, Arcs, arcs_of
from relgraph.view.frame import Frame
from relgraph.view.matrix import Matrix, in_circles, matrix_of


def graph_of(*links: tuple[str, str, int]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for mentions, person in enumerate(sorted({person for a, b, _ in links for person in (a, b)}), start=3):
        graph.add_node(person, label=person.title(), mentions=mentions)
    graph.add_weighted_edges_from(links)
    return graph


def test_people_stand_circle_by_circle_and_strongest_first() -> None:
    graph = graph_of(("ann", "bob", 1), ("bob", "cy", 5), ("dee", "eve", 9), ("fay", "dee", 1))
    frame = Frame(circles={"cy": 0, "bob": 0, "ann": 0, "dee": 1, "eve": 1}, names=("Bob", "Dee"))

    assert in_circles(graph, frame) == ("bob", "cy", "ann", "dee", "eve", "fay")


def test_matrix_holds_each_weight_twice_and_nothing_on_the_diagonal() -> None:
    graph = graph_of(("ann", "bob", 2), ("bob", "cy", 5))
    frame = Frame(circles={"bob": 0, "cy": 0}, names=("Bob",))

    assert matrix_of(graph, frame) == Matrix(
        people=("bob", "cy", "ann"),
        names=("Bob", "Cy", "Ann"),
        circles=(0, 0, None),
        weights=((0, 5, 2), (5, 0, 0), (2, 0, 0)),
    )


def test_nobody_gives_an_empty_matrix_and_no_arcs() -> None:
    assert matrix_of(nx.Graph(), Frame()) == Matrix(people=(), names=(), circles=(), weights=())
    assert arcs_of(nx.Graph(), Frame()) == Arcs(people=(), names=(), circles=(), mentions=(), links=())


def test_arcs_join_places_of_the_line_and_the_heaviest_comes_last() -> None:
    graph = graph_of(("ann", "bob", 2), ("bob", "cy", 5), ("ann", "cy", 2))
    frame = Frame(circles={"bob": 0, "cy": 0}, names=("Bob",))

    assert arcs_of(graph, frame) == Arcs(
        people=("bob", "cy", "ann"),
        names=("Bob", "Cy", "Ann"),
        circles=(0, 0, None),
        mentions=(4, 5, 3),
        links=(
            Arc(left=1, right=2, weight=2),
            Arc(left=0, right=2, weight=2),
            Arc(left=0, right=1, weight=5),
        ),
    )


def test_a_scene_can_be_drawn_as_a_matrix() -> None:
    scene = make_scene()
    matrix = matrix_of(scene.graph, scene.frame)

    assert matrix.names == ("Bob", "Ann", "Cy", "Dee")
    assert matrix.weights == ((0, 3, 1, 0), (3, 0, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0))
