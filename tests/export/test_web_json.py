"""JSON for d3, NetworkX and Cytoscape."""

from __future__ import annotations

import json

import networkx as nx
from builders import make_analysis
from hypothesis import given
from hypothesis import strategies as st
from three_days import GRAPH

from relgraph import __version__
from relgraph.export import Details, cytoscape, node_link


def test_node_link_file_has_the_shape_that_d3_expects() -> None:
    content = json.loads(node_link(GRAPH, Details(methods="Counted by hand.")))

    assert sorted(content) == ["directed", "graph", "links", "multigraph", "nodes"]
    assert content["graph"] == {
        "title": "Three <Days>",
        "window": "sentences:1",
        "count": "passages",
        "generator": f"relgraph {__version__}, model by-hand",
        "methods": "Counted by hand.",
    }
    assert content["nodes"][0] == {
        "id": "ann",
        "label": "Ann Lee",
        "kind": "named",
        "mentions": 8,
        "aliases": "Ann Lee",
        "pronouns": "she/her",
        "first_chapter": 1,
        "degree": 1,
        "strength": 3,
        "betweenness": 0.0,
        "community": 0,
    }
    assert content["links"] == [
        {
            "source": "ann",
            "target": "bob",
            "weight": 3,
            "label": "Ann Lee – Bob",
            "labels": "",
            "kinds": "cooccurrence",
            "chapters": "1; 3",
            "first_passage": "Ann Lee met Bob.",
            "evidence": [[0, 16], [17, 33], [71, 100]],
        },
        {
            "source": "bob",
            "target": "cy",
            "weight": 1,
            "label": "Bob – Cy",
            "labels": "",
            "kinds": "cooccurrence",
            "chapters": "2",
            "first_passage": "He gave Cy a “hat”.",
            "evidence": [[50, 69]],
        },
    ]


def test_networkx_reads_the_node_link_file() -> None:
    read = nx.node_link_graph(json.loads(node_link(GRAPH)), edges="links")

    assert not read.is_directed()
    assert {name: node["mentions"] for name, node in read.nodes(data=True)} == {"ann": 8, "bob": 4, "cy": 1}
    assert {(one, other, edge["weight"]) for one, other, edge in read.edges(data=True)} == {
        ("ann", "bob", 3),
        ("bob", "cy", 1),
    }


def test_cytoscape_file_has_elements_whose_ids_differ() -> None:
    content = json.loads(cytoscape(GRAPH, Details(methods="Counted by hand.")))

    assert (content["format_version"], content["generated_by"]) == ("1.0", f"relgraph {__version__}")
    assert (content["data"]["name"], content["data"]["methods"]) == ("Three <Days>", "Counted by hand.")
    nodes, edges = content["elements"]["nodes"], content["elements"]["edges"]
    assert [(node["data"]["id"], node["data"]["name"], node["data"]["strength"]) for node in nodes] == [
        ("ann", "Ann Lee", 3),
        ("bob", "Bob", 4),
        ("cy", "Cy", 1),
    ]
    assert [(edge["data"]["id"], edge["data"]["source"], edge["data"]["weight"]) for edge in edges] == [
        ("ann – bob", "ann", 3),
        ("bob – cy", "bob", 1),
    ]


def test_story_text_can_be_left_out() -> None:
    for text in (node_link(GRAPH, Details(text=False)), cytoscape(GRAPH, Details(text=False))):
        assert "first_passage" not in text
        assert "met Bob" not in text


def test_graph_of_nobody_is_empty() -> None:
    nobody = make_analysis("Rain.").graph()

    assert json.loads(node_link(nobody))["nodes"] == []
    assert json.loads(cytoscape(nobody))["elements"] == {"nodes": [], "edges": []}


@given(st.text(st.characters(), max_size=12))
def test_any_name_can_stand_in_the_script_of_a_page(name: str) -> None:
    graph = make_analysis("{ann|Ann} met {bob|Bob}.", title=name, people={"ann": {"name": name}}).graph()

    for text in (node_link(graph), cytoscape(graph)):
        assert "<" not in text
        assert json.loads(text.encode("utf-8"))
        assert text.count("\n") == 1
