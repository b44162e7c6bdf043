"""GraphML, GEXF and CSV: what is written reads back equal, whatever the names are."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from builders import make_analysis
from hypothesis import given
from hypothesis import strategies as st

from relgraph import __version__
from relgraph.export import Details, edges_csv, gexf, graphml, nodes_csv, rows_csv, write_graphml
from relgraph.records import Quote

if TYPE_CHECKING:
    from pathlib import Path

STORY = make_analysis(
    "{ann|Ann Lee} met {bob|Bob}; {bob|Bobby} ran.",
    "{bob|He} asked {cy|Cy} for {bob|Bob}’s “hat”.",
    title="A Day & a Night",
    people={"ann": {"pronouns": "she/her"}, "cy": {"pronouns": "they/them"}},
    quotes=[Quote(start=0, end=7, speaker="ann", addressee="bob")],
)
GRAPH = STORY.graph(window="sentences:1", kinds=("cooccurrence", "speech"))

HOSTILE = [
    "</script><script>alert(1)</script>",
    "\"Ann\" 'Lee' & <Bob>",
    "Ann; Bob",
    "A\x00n\x07n\x1b[31m\x85\u2028B",
    "lone \ud83d and \udc00",
    "\u202eevil\u202c \u200fעברית",
    "😀 👩‍🚀",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1+1",
    "]]>",
    "\ufffe\uffff",
    "a\r\nb",
]


def test_graphml_has_the_keys_that_other_programs_expect() -> None:
    root = ET.fromstring(graphml(GRAPH))  # noqa: S314 - our own text
    names = "{http://graphml.graphdrawing.org/xmlns}"

    assert [tuple(key.attrib.values()) for key in root.findall(f"{names}key")] == [
        ("g_title", "graph", "title", "string"),
        ("g_window", "graph", "window", "string"),
        ("g_generator", "graph", "generator", "string"),
        ("n_label", "node", "label", "string"),
        ("n_mentions", "node", "mentions", "int"),
        ("n_aliases", "node", "aliases", "string"),
        ("n_community", "node", "community", "int"),
        ("n_degree", "node", "degree", "int"),
        ("n_strength", "node", "strength", "int"),
        ("n_betweenness", "node", "betweenness", "double"),
        ("n_first_chapter", "node", "first_chapter", "int"),
        ("n_pronouns", "node", "pronouns", "string"),
        ("e_weight", "edge", "weight", "int"),
        ("e_label", "edge", "label", "string"),
        ("e_labels", "edge", "labels", "string"),
        ("e_kinds", "edge", "kinds", "string"),
        ("e_chapters", "edge", "chapters", "string"),
        ("e_first_passage", "edge", "first_passage", "string"),
    ]


def test_graphml_reads_back_equal(tmp_path: Path) -> None:
    path = tmp_path / "a-day.graphml"
    write_graphml(GRAPH, path)

    read = nx.read_graphml(path)

    assert {name: read.graph[name] for name in ("title", "window", "generator")} == {
        "title": "A Day & a Night",
        "window": "sentences:1",
        "generator": f"relgraph {__version__}, model by-hand",
    }
    nodes = {name: dict(node) for name, node in read.nodes(data=True)}
    assert nodes == {
        "bob": {
            "label": "Bob",
            "mentions": 4,
            "aliases": "Bob; Bobby",
            "community": 0,
            "degree": 2,
            "strength": 3,
            "betweenness": 1.0,
            "first_chapter": 1,
            "pronouns": "",
        },
        "ann": {
            "label": "Ann Lee",
            "mentions": 1,
            "aliases": "Ann Lee",
            "community": nodes["ann"]["community"],
            "degree": 1,
            "strength": 2,
            "betweenness": 0.0,
            "first_chapter": 1,
            "pronouns": "she/her",
        },
        "cy": {
            "label": "Cy",
            "mentions": 1,
            "aliases": "Cy",
            "community": nodes["cy"]["community"],
            "degree": 1,
            "strength": 1,
            "betweenness": 0.0,
            "first_chapter": 2,
            "pronouns": "they/them",
        },
    }
    assert {frozenset((one, other)): edge for one, other, edge in read.edges(data=True)} == {
        frozenset({"ann", "bob"}): {
            "weight": 2,
            "label": "Ann Lee – Bob",
            "labels": "",
            "kinds": "cooccurrence; speech",
            "chapters": "1",
            "first_passage": "Ann Lee",
        },
        frozenset({"bob", "cy"}): {
            "weight": 1,
            "label": "Bob – Cy",
            "labels": "",
            "kinds": "cooccurrence",
            "chapters": "2",
            "first_passage": "He asked Cy for Bob’s “hat”.",
        },
    }


def test_graphml_of_an_empty_graph_reads_back_empty() -> None:
    assert len(nx.parse_graphml(graphml(make_analysis("Rain.").graph()))) == 0


def test_gexf_reads_back_with_the_same_attributes() -> None:
    read = nx.read_gexf(io.BytesIO(gexf(GRAPH).encode("utf-8")))

    assert {name: (node["label"], node["mentions"], node["betweenness"]) for name, node in read.nodes(data=True)} == {
        "bob": ("Bob", 4, 1.0),
        "ann": ("Ann Lee", 1, 0.0),
        "cy": ("Cy", 1, 0.0),
    }
    assert {(edge["weight"], edge["chapters"], edge["first_passage"]) for _, _, edge in read.edges(data=True)} == {
        (2, "1", "Ann Lee"),
        (1, "2", "He asked Cy for Bob’s “hat”."),
    }


def test_table_of_nodes_has_a_row_for_each_character() -> None:
    header, bob, *_ = csv.reader(io.StringIO(nodes_csv(GRAPH)))

    assert dict(zip(header, bob, strict=True)) == {
        "id": "bob",
        "label": "Bob",
        "kind": "named",
        "mentions": "4",
        "aliases": "Bob; Bobby",
        "pronouns": "",
        "first_chapter": "1",
        "degree": "2",
        "strength": "3",
        "betweenness": "1.0",
        "community": "0",
    }


def test_table_of_edges_has_a_row_for_each_relationship() -> None:
    assert edges_csv(GRAPH) == (
        "source,target,type,weight,label,labels,kinds,chapters,first_passage\n"
        "ann,bob,Undirected,2,Ann Lee – Bob,,cooccurrence; speech,1,Ann Lee\n"
        "bob,cy,Undirected,1,Bob – Cy,,cooccurrence,2,He asked Cy for Bob’s “hat”.\n"
    )


def test_cell_that_begins_like_a_formula_becomes_text() -> None:
    graph = make_analysis("{ann|Ann} met {bob|Bob}.", people={"ann": {"name": "=cmd()"}, "bob": {"name": "-1"}}).graph()

    _, ann, bob = csv.reader(io.StringIO(nodes_csv(graph)))

    assert (ann[1], bob[1]) == ("'=cmd()", "'-1")


def test_header_that_begins_like_a_formula_becomes_text() -> None:
    assert rows_csv(["=cmd(): weight", "b"], [{"=cmd(): weight": 1, "b": None}]) == "'=cmd(): weight,b\n1,\n"


def test_cell_holds_one_line_of_characters_that_can_be_written() -> None:
    assert rows_csv(["a"], [{"a": "\t=1\n\ud800+2"}]) == "a\n'=1 +2\n"


def test_tables_can_leave_story_text_out() -> None:
    assert edges_csv(GRAPH, text=False).splitlines()[:2] == [
        "source,target,type,weight,label,labels,kinds,chapters",
        "ann,bob,Undirected,2,Ann Lee – Bob,,cooccurrence; speech,1",
    ]
    assert "first_passage" not in graphml(GRAPH, Details(text=False)) + gexf(GRAPH, Details(text=False))


def test_description_of_the_graph_says_what_was_done() -> None:
    root = ET.fromstring(graphml(GRAPH, Details(methods="One\ntwo.")))  # noqa: S314 - our own text

    assert root.findtext("*/{http://graphml.graphdrawing.org/xmlns}desc") == "One two."
    assert "<description>A Day &amp; a Night. One two.</description>" in gexf(GRAPH, Details(methods="One\ntwo."))
    assert "<description>A Day &amp; a Night. Window sentences:1, counted in passages.</description>" in gexf(GRAPH)


def assert_reads_back(name: str) -> None:
    """Every format of a graph with this name can be read, and nothing is in the label that is not in the name."""
    analysis = make_analysis(
        "{ann|Ann} met {bob|Bob}.",
        title=name,
        people={"ann": {"name": name}, "bob": {"aliases": {name: 1}, "pronouns": name}},  # type: ignore[dict-item]
    )
    graph = analysis.graph()

    read = nx.parse_graphml(graphml(graph).encode("utf-8").decode("utf-8"))
    gephi = nx.read_gexf(io.BytesIO(gexf(graph).encode("utf-8")))
    rows = list(csv.DictReader(io.StringIO(nodes_csv(graph).encode("utf-8").decode("utf-8"), newline="")))

    label = read.nodes["ann"]["label"]
    assert label == gephi.nodes["ann"]["label"]
    assert rows[0]["label"] in {label, f"'{label}"}
    aliases = read.nodes["bob"]["aliases"]
    assert rows[1]["aliases"] in {aliases, f"'{aliases}"}
    assert set(label) <= {*name, " ", *"ann"}
    assert not any(row["label"].lstrip().startswith(("=", "+", "-", "@")) for row in rows)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_breaks_no_format(name: str) -> None:
    assert_reads_back(name)


@given(st.text(st.characters(), max_size=12))
def test_any_name_breaks_no_format(name: str) -> None:
    assert_reads_back(name)


def test_name_of_forbidden_characters_alone_falls_back_to_the_id() -> None:
    graph = make_analysis("{ann|Ann} sat.", people={"ann": {"name": "\x00\x01"}}).graph()

    assert nx.parse_graphml(graphml(graph)).nodes["ann"]["label"] == "ann"


def test_emoji_and_marks_of_direction_are_kept() -> None:
    graph = make_analysis("{ann|Ann} sat.", people={"ann": {"name": "\u200fעברית 👩‍🚀"}}).graph()

    assert nx.parse_graphml(graphml(graph)).nodes["ann"]["label"] == "\u200fעברית 👩‍🚀"
