from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from two_days import make_scene

from relgraph.view import Frame, Picture, network_of, paint, payload
from relgraph.view.network import STRAIGHT_ABOVE
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from relgraph.view import Scene


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def painted(scene: Scene) -> Picture:
    return paint(scene.graph, scene.frame, title="Two days")


def test_pyvis_gets_every_person_and_relationship(scene: Scene) -> None:
    network = network_of(painted(scene))
    assert sorted(network.get_nodes()) == ["ann", "bob", "cy", "dee"]
    assert sorted((edge["from"], edge["to"]) for edge in network.edges) == [("ann", "bob"), ("bob", "cy")]


def test_a_node_has_its_place_and_no_more_than_is_drawn(scene: Scene) -> None:
    node = next(node for node in payload(painted(scene))["nodes"] if node["id"] == "ann")
    x, y = scene.frame.places["ann"]
    assert (node["x"], node["y"], node["label"], node["shape"]) == (x, y, "Ann", "dot")
    assert node.keys() == {"id", "label", "shape", "title", "x", "y", "size", "color", "font"}


def test_an_edge_has_its_own_id_and_no_arrow(scene: Scene) -> None:
    edge = payload(painted(scene))["edges"][-1]
    assert (edge["id"], edge["arrows"]) == (link_id("ann", "bob"), "")
    assert edge["title"] == "Ann and Bob\nmeet 3 times, number 1 of 2"


def test_nothing_moves_by_itself(scene: Scene) -> None:
    assert payload(painted(scene))["options"]["physics"] == {"enabled": False}


def test_lines_are_curved_only_while_they_are_few(scene: Scene) -> None:
    picture = painted(scene)
    many = replace(picture, links=picture.links * STRAIGHT_ABOVE)
    few_options, many_options = (json.dumps(payload(one)["options"]) for one in (picture, many))
    assert '"enabled": true, "type": "continuous"' in few_options
    assert '"enabled": false, "type": "continuous"' in many_options


def test_the_payload_is_plain_and_the_same_each_time(scene: Scene) -> None:
    first = payload(painted(scene))
    assert json.loads(json.dumps(first, allow_nan=False)) == first
    assert payload(painted(scene)) == first


def test_a_value_that_browsers_cannot_read_is_refused(scene: Scene) -> None:
    picture = painted(scene)
    broken = replace(picture, nodes=tuple(replace(node, x=float("nan")) for node in picture.nodes))
    with pytest.raises(ValueError, match="not JSON compliant"):
        payload(broken)


def test_an_empty_picture_is_an_empty_network() -> None:
    found = payload(Picture(title="", theme="dark", nodes=(), links=(), legend=()))
    assert (found["nodes"], found["edges"], found["legend"]) == ([], [], [])


def test_thirty_people_take_less_than_thirty_kilobytes(scene: Scene) -> None:
    node = painted(scene).nodes[0]
    nodes = tuple(replace(node, id=f"person-{number}", label=f"Person Number {number}") for number in range(30))
    links = tuple(
        replace(
            painted(scene).links[0], first=f"person-{number % 30}", second=f"person-{number * 7 % 30}", id=str(number)
        )
        for number in range(80)
    )
    text = json.dumps(payload(replace(painted(scene), nodes=nodes, links=links)))
    assert len(text) < 30_000


def test_people_without_a_place_stand_in_the_middle(scene: Scene) -> None:
    nodes = payload(paint(scene.graph, Frame(), title=""))["nodes"]
    assert {(node["x"], node["y"]) for node in nodes} == {(0.0, 0.0)}
