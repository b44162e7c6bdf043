"""Tables of what the text calls people and of who speaks to whom, and the directed graph of speech."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from builders import make_analysis

from relgraph.export import dumps, loads
from relgraph.export.telling import passage_of, relation_rows, speech_graphml, speech_rows
from relgraph.outputs import render
from relgraph.records import Quote, Relation
from relgraph.speech import speech_graph

if TYPE_CHECKING:
    from relgraph.analysis import Analysis

TEXT = (
    "{ann|Ann} met {bob|{ann|her} brother}. “Come in, Bob,” {ann|she} said.",
    "“No,” said {bob|Bob}. “I never will.” {cy|Cy} heard {bob|him}. “Go,” {ann|she} said.",
)


def story() -> Analysis:
    """Return Ann's two speeches to Bob, in two chapters, and his to her, of which one is to nobody."""
    analysis = make_analysis(
        *TEXT,
        title="A <talk>",
        people={"ann": {"pronouns": "she/her"}, "bob": {"name": "Bob", "kind": "named", "pronouns": "he/him"}},
    )
    text = analysis.story.text
    said = {"“Come in, Bob,”": ("ann", "bob"), "“No,”": ("bob", "ann"), "“I never will.”": ("bob", None)}
    said["“Go,”"] = ("ann", "bob")
    quotes = tuple(
        Quote(start=text.index(words), end=text.index(words) + len(words), speaker=speaker, addressee=addressee)
        for words, (speaker, addressee) in said.items()
    )
    mentions = tuple(
        replace(one, p=0.8) if text[one.start : one.end] == "her brother" else one for one in analysis.mentions
    )
    return replace(analysis, mentions=mentions, quotes=quotes)


TALK = story()


def test_relation_has_a_row_with_its_words_and_passage() -> None:
    assert list(relation_rows(TALK)) == [
        {
            "source": "bob",
            "target": "ann",
            "source_label": "Bob",
            "target_label": "Ann",
            "label": "brother",
            "inverse": "sister",
            "kind": "family",
            "chapter": 1,
            "start": 8,
            "end": 19,
            "p": 0.8,
            "text": "her brother",
            "passage": "Ann met her brother.",
        }
    ]


def test_passage_reaches_to_the_end_of_the_last_sentence() -> None:
    told = Relation(character="bob", label="son", of="ann", kind="family", start=8, end=28)
    assert passage_of(TALK, told) == (0, TALK.sentences[1][1])
    assert passage_of(replace(TALK, sentences=()), told) == (8, 28)


def test_speech_leads_from_the_speaker_to_the_listener() -> None:
    assert list(speech_rows(speech_graph(TALK))) == [
        {
            "source": "ann",
            "target": "bob",
            "type": "Directed",
            "weight": 2,
            "words": 4,
            "source_label": "Ann",
            "target_label": "Bob",
            "chapters": "1; 2",
            "first_passage": "“Come in, Bob,”",
        },
        {
            "source": "bob",
            "target": "ann",
            "type": "Directed",
            "weight": 1,
            "words": 1,
            "source_label": "Bob",
            "target_label": "Ann",
            "chapters": "2",
            "first_passage": "“No,”",
        },
    ]


def test_speech_of_a_part_of_the_story() -> None:
    rows = speech_rows(speech_graph(TALK, chapters=(1, 2)))
    assert [(row["source"], row["target"], row["words"]) for row in rows] == [("ann", "bob", 1), ("bob", "ann", 1)]


def test_speech_of_others_than_the_nodes_is_left_out() -> None:
    assert speech_graph(TALK, TALK.graph(min_mentions=4)).size() == 0
    assert list(speech_graph(TALK)) == list(TALK.graph())


def test_directed_graphml_reads_back_equal() -> None:
    content = speech_graphml(speech_graph(TALK), methods="Counted.")
    read = nx.parse_graphml(content)
    assert read.is_directed()
    assert dict(read.edges["ann", "bob"]) == {
        "weight": 2,
        "words": 4,
        "chapters": "1; 2",
        "first_passage": "“Come in, Bob,”",
    }
    assert dict(read.nodes["bob"]) == {
        "label": "Bob",
        "mentions": 3,
        "aliases": "Bob",
        "pronouns": "he/him",
        "first_chapter": 1,
    }
    root = ET.fromstring(content)  # noqa: S314 - our own text
    keys = [key.attrib["id"] for key in root.iter() if key.tag.endswith("}key")]
    assert len(keys) == len(set(keys))
    assert read.graph["title"] == "A <talk>"


def test_directed_graphml_can_leave_story_text_out() -> None:
    content = speech_graphml(speech_graph(TALK), text=False)
    assert "first_passage" not in content
    assert "Come in" not in content


@pytest.mark.parametrize("name", ["\x00\ud83d", "]]></graphml>", "a\r\nb", "👩‍🚀"])
def test_hostile_names_can_be_written(name: str) -> None:
    people = tuple(replace(one, name=name, aliases={name: 1}) for one in TALK.characters)
    told = replace(TALK, characters=people, model=name, story=replace(TALK.story, title=name))
    read = nx.parse_graphml(speech_graphml(speech_graph(told), methods=name))
    assert set(read) == {"ann", "bob", "cy"}
    assert len(list(relation_rows(told))) == 1


def test_graphml_brings_the_graph_of_speech_where_speech_counts() -> None:
    assert sorted(render(TALK, "graphml", kinds=("cooccurrence", "speech"))) == [
        "a-story.graphml",
        "a-story.speech.graphml",
    ]
    assert sorted(render(TALK, "graphml")) == ["a-story.graphml"]


def test_relations_are_stored_and_worked_out_anew() -> None:
    content = dumps(TALK)
    assert json.loads(content)["relations"] == [
        {"character": "bob", "label": "brother", "of": "ann", "kind": "family", "start": 8, "end": 19, "p": 0.8}
    ]
    assert loads(content).relations == TALK.relations
    assert dumps(loads(content)) == content
    assert "relations" not in json.loads(dumps(make_analysis("Rain.")))
