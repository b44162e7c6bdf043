"""Graphs of an analysis: who is a node, under which window, in which chapters."""

from __future__ import annotations

import pytest
from builders import make_analysis

from relgraph import __version__
from relgraph.analysis import RECURRING
from relgraph.errors import RelgraphError, WindowError
from relgraph.interactions import Window
from relgraph.records import Matter, Quote

STORY = make_analysis(
    "{ann|Ann Lee} met {bob|Bob}. {ann|She} liked {bob|him}.",
    "{bob|Bob} met {cy|Cy} and {cy|Cyrus}.",
    title="A day",
    people={"ann": {"name": "Ann Lee", "pronouns": "she/her"}},
    quotes=[
        Quote(start=0, end=5, speaker="bob", addressee="ann"),
        Quote(start=40, end=45, speaker="cy", addressee="bob"),
    ],
)


def test_graph_has_the_characters_and_their_meetings() -> None:
    graph = STORY.graph(window="sentences:1")

    assert [(name, node["mentions"], node["first_chapter"]) for name, node in graph.nodes(data=True)] == [
        ("bob", 3, 1),
        ("ann", 2, 1),
        ("cy", 2, 2),
    ]
    assert list(graph.edges(data="weight")) == [("bob", "ann", 2), ("bob", "cy", 1)]


def test_graph_carries_title_window_count_and_generator() -> None:
    assert STORY.graph(window=Window(unit="paragraphs", size=2), count="pairs").graph == {
        "title": "A day",
        "window": "paragraphs:2",
        "count": "pairs",
        "generator": f"relgraph {__version__}, model by-hand",
    }


def test_weight_of_pairs_is_the_number_of_pairs() -> None:
    assert STORY.graph(window="sentences:1", count="pairs").edges["bob", "cy"]["weight"] == 2


def test_chapters_narrow_mentions_and_meetings() -> None:
    graph = STORY.graph(window="chapter", chapters=(1, 2))

    assert [(name, node["mentions"]) for name, node in graph.nodes(data=True)] == [("bob", 1), ("cy", 2)]
    assert list(graph.edges(data="chapters")) == [("bob", "cy", (2,))]


def test_speech_is_a_kind_of_its_own() -> None:
    graph = STORY.graph(kinds=("speech",))

    assert list(graph.edges(data="evidence")) == [("bob", "ann", ((0, 5),)), ("bob", "cy", ((40, 45),))]


def test_speech_is_narrowed_to_the_chapters() -> None:
    assert list(STORY.graph(kinds=("speech",), chapters=(1, 2)).edges) == [("bob", "cy")]


def test_kinds_add_up() -> None:
    edge = STORY.graph(window="sentences:1", kinds=("speech", "cooccurrence")).edges["ann", "bob"]

    assert (edge["weight"], edge["kinds"], len(edge["evidence"])) == (3, ("cooccurrence", "speech"), 3)


def test_unknown_kind_names_the_alternatives() -> None:
    with pytest.raises(WindowError, match="'love'; use one of cooccurrence, speech"):
        STORY.graph(kinds=("love",))  # type: ignore[arg-type]


def test_unknown_window_names_the_alternatives() -> None:
    with pytest.raises(WindowError, match="'words:3'; use one of chapter"):
        STORY.graph(window="words:3")


def test_characters_below_the_least_number_of_mentions_are_left_out() -> None:
    assert list(STORY.graph(min_mentions=3)) == ["bob"]


def test_unnamed_are_nodes_when_they_recur() -> None:
    guard = " ".join(["{guard|the guard} sat."] * RECURRING)
    man = " ".join(["{man|the man} sat."] * (RECURRING - 1))

    assert list(make_analysis(guard, man).graph()) == ["guard"]


def test_unnamed_who_are_spoken_of_once_and_then_only_meant_are_no_nodes() -> None:
    gull = "There {gull|a gull} cried. " + " ".join(["There {gull|she} flew."] * RECURRING)

    assert list(make_analysis(gull, "{ann|Ann} slept.").graph()) == ["ann"]


def test_groups_are_never_nodes() -> None:
    analysis = make_analysis(" ".join(["{ann|Ann} saw {men|the men}."] * 9), people={"men": {"kind": "group"}})

    assert list(analysis.graph()) == ["ann"]


def test_narrator_and_reader_are_nodes() -> None:
    analysis = make_analysis(
        "{i|I} saw {you|you}.",
        people={"i": {"name": "Narrator", "kind": "narrator"}, "you": {"name": "Reader (you)", "kind": "reader"}},
    )

    assert list(analysis.graph().edges(data="weight")) == [("i", "you", 1)]


def test_mention_in_matter_is_not_counted() -> None:
    analysis = make_analysis("{ann|Ann} sat. {ann|Ann} again.", matter=[Matter(kind="notes", start=9, end=19)])

    assert analysis.graph().nodes["ann"]["mentions"] == 1


def test_analysis_without_characters_gives_an_empty_graph() -> None:
    graph = make_analysis("Rain fell.", title="Rain").graph()

    assert (len(graph), graph.graph["title"]) == (0, "Rain")


def test_analysis_of_an_empty_story_gives_an_empty_graph() -> None:
    assert len(make_analysis().graph()) == 0


@pytest.mark.parametrize("name", ["cy", "Cy", "CYRUS"])
def test_character_is_found_by_id_name_and_alias(name: str) -> None:
    assert STORY.character(name).id == "cy"


def test_unknown_character_names_those_there_are() -> None:
    with pytest.raises(RelgraphError, match="no character 'Dee' in 'A day'; most mentioned are: Ann Lee, Bob, Cy"):
        STORY.character("Dee")


def test_unknown_character_of_an_empty_story_says_so() -> None:
    with pytest.raises(RelgraphError, match="most mentioned are: nobody"):
        make_analysis("Rain.").character("Dee")


@pytest.mark.parametrize("window", ["tokens:3", "sentences:2", "paragraphs:1", "chapter"])
def test_passages_of_two_are_the_evidence_of_their_edge(window: str) -> None:
    evidence = STORY.graph(window=window).edges["ann", "bob"]["evidence"]

    assert STORY.passages("Bob", "ann", window=window) == evidence


def test_weight_is_the_number_of_passages() -> None:
    graph = STORY.graph(window="sentences:2")

    assert all(edge["weight"] == len(edge["evidence"]) for _, _, edge in graph.edges(data=True))
