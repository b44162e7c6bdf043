"""GEXF chapter by chapter: who is there when, and how much they meet."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import networkx as nx
from builders import make_analysis
from three_days import COLOURS, PLACES, THREE_DAYS, WINDOW

from relgraph.export import Details, dynamic_gexf
from relgraph.records import Matter

NAME = "{http://gexf.net/1.3}"
ROOT = ET.fromstring(dynamic_gexf(THREE_DAYS, window=WINDOW))  # noqa: S314 - our own text


def spells(tag: str) -> dict[str | None, list[tuple[str | None, str | None]]]:
    return {
        element.get("label"): [(spell.get("start"), spell.get("end")) for spell in element.iter(f"{NAME}spell")]
        for element in ROOT.iter(f"{NAME}{tag}")
    }


def moments(tag: str, name: str) -> dict[str | None, list[tuple[str | None, str | None, str | None]]]:
    return {
        element.get("label"): [
            (value.get("value"), value.get("start"), value.get("end"))
            for value in element.iter(f"{NAME}attvalue")
            if value.get("for") == name
        ]
        for element in ROOT.iter(f"{NAME}{tag}")
    }


def test_time_is_the_number_of_the_chapter() -> None:
    (graph,) = ROOT.iter(f"{NAME}graph")

    assert graph.attrib == {
        "defaultedgetype": "undirected",
        "mode": "dynamic",
        "timeformat": "double",
        "timerepresentation": "interval",
        "start": "1.0",
        "end": "3.99",
    }


def test_characters_are_there_in_the_chapters_that_mention_them() -> None:
    assert spells("node") == {
        "Ann Lee": [("1.0", "1.99"), ("3.0", "3.99")],
        "Bob": [("1.0", "3.99")],
        "Cy": [("2.0", "2.99")],
    }


def test_relationships_are_there_in_the_chapters_in_which_the_two_meet() -> None:
    assert spells("edge") == {
        "Ann Lee – Bob": [("1.0", "1.99"), ("3.0", "3.99")],
        "Bob – Cy": [("2.0", "2.99")],
    }


def test_weight_changes_from_chapter_to_chapter() -> None:
    assert moments("edge", "weight") == {
        "Ann Lee – Bob": [("2", "1.0", "1.99"), ("1", "3.0", "3.99")],
        "Bob – Cy": [("1", "2.0", "2.99")],
    }


def test_mentions_change_from_chapter_to_chapter() -> None:
    assert moments("node", "mentions_in_chapter") == {
        "Ann Lee": [("3", "1.0", "1.99"), ("5", "3.0", "3.99")],
        "Bob": [("2", "1.0", "1.99"), ("1", "2.0", "2.99"), ("1", "3.0", "3.99")],
        "Cy": [("1", "2.0", "2.99")],
    }


def test_gephi_finds_the_weight_by_its_id_as_a_number_that_changes() -> None:
    declared = [
        (part.get("class"), part.get("mode"), one.get("id"), one.get("type"))
        for part in ROOT.iter(f"{NAME}attributes")
        for one in part
        if part.get("mode") == "dynamic"
    ]

    assert declared == [("node", "dynamic", "mentions_in_chapter", "integer"), ("edge", "dynamic", "weight", "double")]


def test_networkx_reads_spells_and_the_weight_of_the_whole_story() -> None:
    read = nx.read_gexf(io.BytesIO(dynamic_gexf(THREE_DAYS, window=WINDOW).encode()))

    assert read.graph["mode"] == "dynamic"
    assert read.nodes["ann"]["spells"] == [(1.0, 1.99), (3.0, 3.99)]
    assert read.nodes["cy"]["mentions_in_chapter"] == [(1, 2.0, 2.99)]
    assert read.edges["ann", "bob"]["weight"] == 3
    assert read.edges["ann", "bob"]["spells"] == [(1.0, 1.99), (3.0, 3.99)]


def test_pairs_are_counted_by_the_chapter_of_the_later_mention() -> None:
    read = nx.read_gexf(io.BytesIO(dynamic_gexf(THREE_DAYS, window="paragraphs:1", count="pairs").encode()))

    # Chapter 1: 3 x 2 pairs, chapter 3: 5 x 1.
    assert read.edges["ann", "bob"]["weight"] == 11


def test_least_mentions_places_colours_and_words_are_handed_on() -> None:
    text = dynamic_gexf(
        THREE_DAYS,
        min_mentions=2,
        details=Details(places=PLACES, colours=COLOURS, methods="Counted by hand.", text=False),
    )
    read = nx.read_gexf(io.BytesIO(text.encode()))

    assert list(read) == ["ann", "bob"]
    assert read.nodes["ann"]["viz"]["position"] == {"x": 10.0, "y": -20.5, "z": 0.0}
    assert read.nodes["ann"]["viz"]["color"]["g"] == 128
    assert "<description>Three &lt;Days&gt;. Counted by hand.</description>" in text
    assert "first_passage" not in text


def test_mention_in_matter_is_in_no_chapter() -> None:
    analysis = make_analysis("{ann|Ann} slept.", "{ann|Ann} wrote.", matter=[Matter(kind="notes", start=12, end=22)])

    read = nx.read_gexf(io.BytesIO(dynamic_gexf(analysis).encode()))

    assert read.nodes["ann"]["spells"] == [(1.0, 1.99)]


def test_story_without_text_has_no_time() -> None:
    root = ET.fromstring(dynamic_gexf(make_analysis()))  # noqa: S314 - our own text

    (graph,) = root.iter(f"{NAME}graph")
    assert graph.attrib == {
        "defaultedgetype": "undirected",
        "mode": "dynamic",
        "timeformat": "double",
        "timerepresentation": "interval",
    }
    assert not list(root.iter(f"{NAME}node"))
