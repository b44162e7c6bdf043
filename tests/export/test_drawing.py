"""Places and colours that a view hands on, in every format that draws."""

from __future__ import annotations

import io
import json
from math import inf, nan
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from three_days import COLOURS, GRAPH, PLACES

from relgraph.errors import FormatError
from relgraph.export import Details, cytoscape, gexf, graphml, node_link, yed

Y = "{http://www.yworks.com/xml/graphml}"


def test_graphml_has_places_with_y_up_and_colours_by_channel() -> None:
    read = nx.parse_graphml(graphml(GRAPH, Details(places=PLACES, colours=COLOURS)))

    drawn = {name: {key: node[key] for key in "xyrgb" if key in node} for name, node in read.nodes(data=True)}
    assert drawn == {
        "ann": {"x": 10.0, "y": -20.5, "r": 255, "g": 128, "b": 1},
        "bob": {"x": -5.5, "y": 0.0},
        "cy": {"r": 0, "g": 114, "b": 178},
    }


def test_graphml_without_places_and_colours_declares_none() -> None:
    assert 'id="n_x"' not in graphml(GRAPH, Details(colours=COLOURS))
    assert 'id="n_r"' not in graphml(GRAPH, Details(places=PLACES))


def test_drawing_leaves_the_other_attributes_alone() -> None:
    plain, drawn = (
        nx.parse_graphml(graphml(GRAPH)),
        nx.parse_graphml(graphml(GRAPH, Details(places=PLACES, colours=COLOURS))),
    )

    assert {name: {**drawn.nodes[name], **node} for name, node in plain.nodes(data=True)} == dict(drawn.nodes)
    assert list(plain.edges(data=True)) == list(drawn.edges(data=True))


def test_gexf_has_places_with_y_up_and_colours() -> None:
    read = nx.read_gexf(io.BytesIO(gexf(GRAPH, Details(places=PLACES, colours=COLOURS)).encode()))

    assert {name: node.get("viz") for name, node in read.nodes(data=True)} == {
        "ann": {"color": {"r": 255, "g": 128, "b": 1, "a": 1.0}, "position": {"x": 10.0, "y": -20.5, "z": 0.0}},
        "bob": {"position": {"x": -5.5, "y": 0.0, "z": 0.0}},
        "cy": {"color": {"r": 0, "g": 114, "b": 178, "a": 1.0}},
    }


def test_yed_draws_circles_around_the_places_with_names_and_colours() -> None:
    root = ET.fromstring(yed(GRAPH, Details(places=PLACES, colours=COLOURS)))  # noqa: S314 - our own text

    shapes = [
        (
            shape.findtext(f"{Y}NodeLabel"),
            *(shape.find(f"{Y}Geometry").attrib.get(name) for name in ("x", "y", "width", "height")),  # type: ignore[union-attr]  # there
            shape.find(f"{Y}Fill").attrib["color"],  # type: ignore[union-attr]  # there
        )
        for shape in root.iter(f"{Y}ShapeNode")
    ]
    assert shapes == [
        ("Ann Lee", "-5.0", "5.5", "30.0", "30.0", "#FF8001"),
        ("Bob", "-20.5", "-15.0", "30.0", "30.0", "#C0C0C0"),
        ("Cy", None, None, "30.0", "30.0", "#0072B2"),
    ]


def test_yed_draws_strong_relationships_wider() -> None:
    root = ET.fromstring(yed(GRAPH))  # noqa: S314 - our own text

    # 1 + 5 * sqrt(weight / 3) for the weights 3 and 1
    assert [line.attrib["width"] for line in root.iter(f"{Y}LineStyle")] == ["6.0", "3.89"]


def test_yed_file_has_the_attributes_of_the_graphml() -> None:
    read, plain = nx.parse_graphml(yed(GRAPH)), nx.parse_graphml(graphml(GRAPH))

    assert {name: node["betweenness"] for name, node in read.nodes(data=True)} == {
        name: node["betweenness"] for name, node in plain.nodes(data=True)
    }
    assert list(read.edges(data=True)) == list(plain.edges(data=True))


def test_json_formats_have_places_with_y_down_and_colours() -> None:
    nodes = {
        node["id"]: node for node in json.loads(node_link(GRAPH, Details(places=PLACES, colours=COLOURS)))["nodes"]
    }
    elements = json.loads(cytoscape(GRAPH, Details(places=PLACES, colours=COLOURS)))["elements"]["nodes"]

    drawn = {name: {key: node[key] for key in ("x", "y", "color") if key in node} for name, node in nodes.items()}
    assert drawn == {
        "ann": {"x": 10.0, "y": 20.5, "color": "#FF8001"},
        "bob": {"x": -5.5, "y": 0.0},
        "cy": {"color": "#0072B2"},
    }
    assert {one["data"]["id"]: (one.get("position"), one["data"].get("color")) for one in elements} == {
        "ann": ({"x": 10.0, "y": 20.5}, "#FF8001"),
        "bob": ({"x": -5.5, "y": 0.0}, None),
        "cy": (None, "#0072B2"),
    }


@pytest.mark.parametrize("place", [(nan, 1.0), (1.0, inf)])
def test_place_that_is_nowhere_is_refused(place: tuple[float, float]) -> None:
    with pytest.raises(FormatError, match=r"place .* of 'ann' is not finite; give two numbers"):
        graphml(GRAPH, Details(places={"ann": place}))


@pytest.mark.parametrize("colour", ["red", "#FFF", "#12345G", "#1234567", ""])
def test_colour_that_is_not_understood_is_refused(colour: str) -> None:
    with pytest.raises(FormatError, match=r"colour .* of 'bob' is not understood; write it as #RRGGBB"):
        gexf(GRAPH, Details(colours={"bob": colour}))
