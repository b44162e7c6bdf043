"""GraphML and GEXF against rules of their specifications, for any names: no program may stumble over a file.

The rules are those of the GraphML schema 1.1 (graphml.graphdrawing.org) and of the GEXF schemas 1.3 (gexf.net), as
far as they concern what is written here.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from builders import make_analysis
from hypothesis import given
from hypothesis import strategies as st
from three_days import COLOURS, GRAPH, PLACES, THREE_DAYS

from relgraph.export import Details, dynamic_gexf, gexf, graphml, yed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.analysis import Analysis

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
NMTOKEN = re.compile(r"[\w.:-]+")
NUMBER = re.compile(r"-?[0-9]+\.[0-9]+(e[+-]?[0-9]+)?")
LEXICAL = {
    "int": re.compile("-?[0-9]+"),
    "integer": re.compile("-?[0-9]+"),
    "double": re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?"),
    "string": re.compile(".*", re.DOTALL),
}


def parse(text: str) -> ET.Element:
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    return ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own text


def tags(element: ET.Element) -> list[str]:
    return [child.tag for child in element]


def in_order(found: Iterable[str], order: Sequence[str]) -> bool:
    """Return whether the tags are among those of `order`, and in that order."""
    places = [order.index(tag) for tag in found]
    return places == sorted(places)


def check_graphml(text: str) -> None:
    root = parse(text)
    assert root.tag == f"{GRAPHML}graphml"
    assert in_order(tags(root), [f"{GRAPHML}key", f"{GRAPHML}graph"])
    keys = {key.attrib["id"]: key.attrib for key in root.iter(f"{GRAPHML}key")}
    assert len(keys) == tags(root).count(f"{GRAPHML}key")
    assert all(NMTOKEN.fullmatch(name) for name in keys)
    names = [(key["for"], key["attr.name"]) for key in keys.values() if "yfiles.type" not in key]
    assert len(set(names)) == len(names)
    (graph,) = root.iter(f"{GRAPHML}graph")
    assert graph.attrib["edgedefault"] == "undirected"
    assert NMTOKEN.fullmatch(graph.attrib["id"])
    assert in_order(tags(graph), [f"{GRAPHML}{name}" for name in ("desc", "data", "node", "edge")])
    check_ends(graph, GRAPHML)
    for element in (graph, *graph.iter(f"{GRAPHML}node"), *graph.iter(f"{GRAPHML}edge")):
        check_data(element, keys)


def check_data(element: ET.Element, keys: dict[str, dict[str, str]]) -> None:
    used = [data.attrib["key"] for data in element if data.tag == f"{GRAPHML}data"]
    assert len(set(used)) == len(used)
    for data in element.findall(f"{GRAPHML}data"):
        key = keys[data.attrib["key"]]
        assert key["for"] == element.tag.removeprefix(GRAPHML)
        if "yfiles.type" in key:
            assert key["yfiles.type"] == f"{key['for']}graphics"
        else:
            assert LEXICAL[key["attr.type"]].fullmatch(data.text or "")


def check_ends(graph: ET.Element, space: str) -> None:
    """Every node has an id of its own, every edge leads from node to node."""
    nodes = [node.attrib["id"] for node in graph.iter(f"{space}node")]
    assert len(set(nodes)) == len(nodes)
    assert {edge.attrib[end] for edge in graph.iter(f"{space}edge") for end in ("source", "target")} <= set(nodes)


def check_gexf(text: str, mode: str) -> None:
    root = parse(text)
    assert (root.tag, root.attrib) == (f"{GEXF}gexf", {"version": "1.3"})
    assert tags(root) == [f"{GEXF}meta", f"{GEXF}graph"]
    assert set(tags(root[0])) <= {f"{GEXF}creator", f"{GEXF}keywords", f"{GEXF}description"}
    graph = root[1]
    assert graph.attrib["mode"] == mode
    assert in_order(tags(graph), [f"{GEXF}attributes", f"{GEXF}nodes", f"{GEXF}edges"])
    check_ends(graph, GEXF)
    declared = declarations(graph)
    for element in (*graph.iter(f"{GEXF}node"), *graph.iter(f"{GEXF}edge")):
        assert in_order(tags(element), [f"{GEXF}attvalues", f"{GEXF}spells", f"{VIZ}color", f"{VIZ}position"])
        check_values(element, declared)
        check_time(element, graph)
        check_looks(element)
    ids = [edge.attrib["id"] for edge in graph.iter(f"{GEXF}edge")]
    assert len(set(ids)) == len(ids)


def declarations(graph: ET.Element) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the mode and type of each attribute by class and id."""
    found = {
        (part.attrib["class"], one.attrib["id"]): (part.attrib["mode"], one.attrib["type"])
        for part in graph.findall(f"{GEXF}attributes")
        for one in part
    }
    assert len(found) == len(list(graph.iter(f"{GEXF}attribute")))
    return found


def check_values(element: ET.Element, declared: dict[tuple[str, str], tuple[str, str]]) -> None:
    for value in element.iter(f"{GEXF}attvalue"):
        mode, kind = declared[element.tag.removeprefix(GEXF), value.attrib["for"]]
        assert LEXICAL[kind].fullmatch(value.attrib["value"])
        assert ("start" in value.attrib, "end" in value.attrib) == (mode == "dynamic", mode == "dynamic")


def check_time(element: ET.Element, graph: ET.Element) -> None:
    """Ends are inclusive in 1.3, so that spells may not even touch; they lie in the time of the graph."""
    spells = [(float(one.attrib["start"]), float(one.attrib["end"])) for one in element.iter(f"{GEXF}spell")]
    assert bool(spells) == (graph.attrib["mode"] == "dynamic")
    values: dict[str, list[tuple[float, float]]] = {}
    for value in element.iter(f"{GEXF}attvalue"):
        if "start" in value.attrib:
            span = float(value.attrib["start"]), float(value.attrib["end"])
            values.setdefault(value.attrib["for"], []).append(span)
            assert any(start <= span[0] <= span[1] <= end for start, end in spells)
    for spans in (spells, *values.values()):
        assert all(start < end for start, end in spans)
        assert all(one[1] < other[0] for one, other in pairwise(spans))
        assert all(float(graph.attrib["start"]) <= start and end <= float(graph.attrib["end"]) for start, end in spans)


def check_looks(element: ET.Element) -> None:
    for colour in element.iter(f"{VIZ}color"):
        assert all(0 <= int(colour.attrib[channel]) <= 255 for channel in "rgb")
    for position in element.iter(f"{VIZ}position"):
        assert all(NUMBER.fullmatch(position.attrib[axis]) for axis in "xyz")


def check_all(analysis: Analysis, places: dict[str, tuple[float, float]], colours: dict[str, str]) -> None:
    graph = analysis.graph(kinds=("cooccurrence", "speech"))
    check_graphml(graphml(graph, Details(places=places, colours=colours)))
    check_graphml(yed(graph, Details(places=places, colours=colours)))
    check_gexf(gexf(graph, Details(places=places, colours=colours)), "static")
    check_gexf(dynamic_gexf(analysis, details=Details(places=places, colours=colours)), "dynamic")


@pytest.mark.parametrize("places", [{}, PLACES], ids=["without places", "with places"])
@pytest.mark.parametrize("colours", [{}, COLOURS], ids=["without colours", "with colours"])
def test_files_of_a_story_keep_the_rules(places: dict[str, tuple[float, float]], colours: dict[str, str]) -> None:
    check_all(THREE_DAYS, places, colours)


def test_files_of_nobody_keep_the_rules() -> None:
    check_all(make_analysis("Rain."), {}, {})
    check_all(make_analysis(), {}, {})


@given(st.text(st.characters(), max_size=12), st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_files_of_any_name_and_place_keep_the_rules(name: str, x: float) -> None:
    analysis = make_analysis(
        "{ann|Ann} met {bob|Bob}.",
        "{ann|She} left.",
        "{bob|He} met {ann|Ann}.",
        title=name,
        people={"ann": {"name": name}},
    )

    check_all(analysis, {"ann": (x, -x)}, {"bob": "#0A0b0C"})


def test_name_of_five_thousand_characters_keeps_the_rules() -> None:
    check_all(make_analysis("{ann|Ann} met {bob|Bob}.", people={"ann": {"name": "Ann &<> " * 625}}), {}, {})


def test_title_without_letters_still_gives_the_graph_an_id() -> None:
    graph = make_analysis("Rain.", title="…").graph()

    assert '<graph id="story" edgedefault="undirected">' in graphml(graph)
    assert '<graph id="Three-Days" edgedefault="undirected">' in graphml(GRAPH)
