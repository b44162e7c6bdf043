"""What the panels say about names, speech, mood and words, and what a reader has taken out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis
from two_days import make_scene

from relgraph.cast import Cast
from relgraph.measures import measure
from relgraph.records import Merge, Quote
from relgraph.view import Scene, frame_of
from relgraph.view.course import mood, sentences_in
from relgraph.view.known import known
from relgraph.view.panel import pair_panel, person_panel, story_panel
from relgraph.view.passages import around, flowing
from relgraph.view.reasons import IN_WORDS, reasons
from relgraph.view.shown import shown
from relgraph.view.speaking import between, listeners, said

if TYPE_CHECKING:
    from relgraph.analysis import Analysis

TALK = "{ann|Ann} met {bob|Bob}. “Go home now,” said {ann|Ann}. “No.” “Why,” asked {ann|Ann}, “not?” “Run, {cy|Cy}!”"


def quoted(analysis: Analysis, *speeches: tuple[str, str, str | None]) -> Analysis:
    """Return the analysis with these quotes: text, speaker, addressee."""
    quotes = []
    for text, speaker, addressee in speeches:
        start = analysis.story.text.index(text)
        quotes.append(Quote(start=start, end=start + len(text), speaker=speaker, addressee=addressee))
    return replace(analysis, quotes=tuple(quotes))


@pytest.fixture
def talk() -> Analysis:
    return quoted(
        make_analysis(TALK),
        ("“Go home now,”", "ann", "bob"),
        ("“No.”", "bob", "ann"),
        ("“Why,”", "ann", "bob"),
        ("“not?”", "ann", None),
        ("“Run, Cy!”", "ann", "cy"),
    )


def scene_of(analysis: Analysis) -> Scene:
    graph = analysis.graph(window="sentences:1")
    return Scene(analysis=analysis, graph=graph, frame=frame_of(graph, measure(graph).community))


def test_what_a_person_says_is_counted_in_speeches_and_words(talk: Analysis) -> None:
    assert said(talk, "ann") == (4, 7)
    assert said(talk, "bob") == (1, 1)
    assert said(talk, "cy") == (0, 0)


def test_the_panel_of_who_speaks_says_so(talk: Analysis) -> None:
    assert person_panel(scene_of(talk), "ann")["facts"][3:] == [("words in 4 speeches", "7")]
    assert person_panel(scene_of(talk), "bob")["facts"][3:] == [("words in 1 speech", "1")]
    assert len(person_panel(make_scene(), "bob")["facts"]) == 3


def test_listeners_are_ranked_by_words_and_led_to_when_in_view(talk: Analysis) -> None:
    (group,) = listeners(talk, "ann", ["ann", "bob"])
    assert group["items"] == [
        {"speaker": "Ann", "to": "Bob", "id": "bob", "speeches": 2, "words": 4},
        {"speaker": "Ann", "to": "Cy", "id": "", "speeches": 1, "words": 2},
    ]
    assert listeners(talk, "cy", ["ann"]) == []


def test_who_speaks_to_whom_is_told_in_both_directions(talk: Analysis) -> None:
    (group,) = between(talk, "bob", "ann")
    assert [(row["speaker"], row["to"], row["speeches"], row["words"]) for row in group["items"]] == [
        ("Bob", "Ann", 1, 1),
        ("Ann", "Bob", 2, 4),
    ]
    assert between(talk, "bob", "cy") == []


def merge(rule: str, second: str, p: float, *, at: tuple[int, int] = (0, 15), others: tuple[str, ...] = ()) -> Merge:
    return Merge(
        character="ann", rule=rule, first="Ann", second=second, start=at[0], end=at[1], p=p, others=others  # type: ignore[arg-type]
    )  # fmt: skip


def test_reasons_tell_rule_and_passage_and_the_doubtful_come_first() -> None:
    analysis = make_analysis("{ann|Annie} woke. {ann|Ann} met {bob|Bob} and {cy|Cy}.")
    analysis = replace(
        analysis, merges=(merge("nickname", "Annie", 0.85, at=(0, 11)), merge("context", "A.", 0.5, others=("cy", "x")))
    )
    found = reasons(analysis, "ann")
    assert [(one["forms"], one["why"], one["doubtful"], one["others"]) for one in found] == [
        (("Ann", "A."), "the name fits several people, and who was near decided, mention by mention", True, ["Cy"]),
        (("Ann", "Annie"), "a usual short form of the name", False, []),
    ]
    assert found[1]["passage"]["pieces"] == [("Annie", "first", "name"), (" woke.", "", "")]
    assert reasons(analysis, "bob") == []


def test_every_rule_is_explained() -> None:
    from typing import get_args  # noqa: PLC0415 - only here

    from relgraph.records import Rule  # noqa: PLC0415 - only here

    assert IN_WORDS.keys() == set(get_args(Rule))


def test_a_reason_whose_passage_is_not_in_the_text_is_left_out() -> None:
    analysis = replace(make_analysis("{ann|Ann} slept."), merges=(merge("title", "Miss Ann", 0.95, at=(5, 900)),))
    assert reasons(analysis, "ann") == []


def test_first_and_last_appearance_are_sentences_with_their_chapter() -> None:
    first, last = person_panel(make_scene(), "ann")["places"]
    assert (first["title"], first["passage"]["chapter"], first["passage"]["span"]) == (
        "First appearance",
        "Chapter 1",
        (0, 16),
    )
    assert (last["title"], last["passage"]["chapter"], last["passage"]["pieces"][0]) == (
        "Last appearance",
        "Chapter 2",
        ("Ann", "first", "name"),
    )


def test_who_appears_in_one_sentence_has_one_appearance() -> None:
    (only,) = person_panel(make_scene(), "dee")["places"]
    assert only["title"] == "Only appearance"


def test_the_others_of_a_circle_are_listed() -> None:
    assert person_panel(make_scene(), "ann")["circle"] == {
        "title": "Bob’s circle",
        "items": [("bob", "Bob"), ("cy", "Cy")],
    }
    assert person_panel(make_scene(), "dee")["circle"]["items"] == []


def test_a_bar_leads_to_the_first_passage_or_place_of_its_chapter() -> None:
    scene = make_scene()
    (presence,) = person_panel(scene, "ann")["charts"]
    (meetings,) = pair_panel(scene, ("bob", "cy"))["charts"]
    assert (presence["leads"], presence["to"]) == ("place", [0, scene.analysis.story.chapters[1].start])
    assert (meetings["leads"], meetings["to"]) == ("passage", [0, -1])


def test_labels_are_shown_where_the_graph_has_them() -> None:
    scene = make_scene()
    assert pair_panel(scene, ("ann", "bob"))["labels"] == []
    scene.graph["ann"]["bob"]["labels"] = ("sister", "friend")
    assert pair_panel(scene, ("ann", "bob"))["labels"] == ["sister", "friend"]


def test_the_text_around_a_passage_is_whole_sentences_of_its_chapter() -> None:
    one = shown(make_scene().analysis, ("ann", "bob"), [(17, 35)], context=True)[0]
    assert one["before"] == [("Ann", "first", "name"), (" greeted ", "", ""), ("Bob", "second", "name"), (". ", "", "")]
    assert one["after"][-2:] == [("Bob", "second", "name"), (".", "", "")]


def test_a_long_passage_and_an_edge_of_a_chapter_have_nothing_around() -> None:
    analysis = make_analysis("Rain fell. " + "x" * 900, "{ann|Ann} slept.")
    start = analysis.story.chapters[1].start
    assert around(analysis.story, analysis.sentences, (start, start + 10)) == ((start, start), (start + 10, start + 10))
    assert around(analysis.story, analysis.sentences, (0, 911)) == ((0, 0), (911, 911))


def test_lines_of_a_paragraph_are_joined_and_those_of_a_verse_are_not() -> None:
    prose = "It rained on the quay and on the boats for nine days\nand nights."
    story = make_analysis(f"{prose}\n\nThe sea, the sea,\nit took from me.").story
    assert flowing(story, 0, len(story.text)) == f"{prose.replace(chr(10), ' ')}\nThe sea, the sea,\nit took from me."


def test_a_mood_is_the_mean_of_the_sentences_that_a_passage_touches() -> None:
    kind, harsh = "{ann|Ann} loved {bob|Bob}. ", "{ann|Ann} hated {bob|Bob}. "
    analysis = make_analysis(kind * 5, harsh * 5, kind * 4)
    found = pair_panel(scene_of(analysis), ("ann", "bob")).get("mood")
    assert found
    assert found["parts"] == [("Chapter 1", 0.6, 5), ("Chapter 2", -0.64, 5), ("Chapter 3", None, 4)]


def test_a_mood_of_one_part_is_none() -> None:
    analysis = make_analysis("{ann|Ann} loved {bob|Bob}. " * 5, "{ann|Ann} slept.")
    assert mood(analysis, [(0, 60)]) is None
    assert "mood" not in pair_panel(make_scene(), ("ann", "bob"))


def test_sentences_are_found_once_however_many_ranges_touch_them() -> None:
    sentences = [(0, 10), (11, 20), (22, 30)]
    assert sentences_in(sentences, [(12, 23), (5, 12)]) == sentences
    assert sentences_in(sentences, [(20, 22)]) == []


def test_words_that_mark_a_pair_leave_names_out() -> None:
    filler = "The rain fell on the {cy|roofer} and the quay. " * 200
    analysis = make_analysis(
        "{ann|Ann} rowed the boat with {bob|Bob}. Ann’s rope held. " * 8 + filler + "A boat came. Who rowed?"
    )
    (tags,) = pair_panel(scene_of(analysis), ("ann", "bob"))["words"]
    assert tags["items"] == [("boat", 8), ("rowed", 8)]


def test_words_around_a_person_and_of_a_person_are_told_apart() -> None:
    filler = "The rain fell on the quay. “We sleep by day.” " * 200
    analysis = make_analysis("{ann|Ann} mended nets. “Fish swim!” " * 5 + filler)
    text = analysis.story.text
    fish = [start for start in range(len(text)) if text.startswith("“Fish", start)]
    sleep = [start for start in range(len(text)) if text.startswith("“We", start)]
    quotes = [Quote(start=start, end=start + 12, speaker="ann") for start in fish]
    quotes += [Quote(start=start, end=start + 18) for start in sleep]
    scene = scene_of(replace(analysis, quotes=tuple(quotes)))
    near, speech = person_panel(scene, "ann")["words"]
    assert (near["title"], near["items"]) == ("Words around Ann", [("mended", 5), ("nets", 5)])
    assert (speech["title"], speech["items"]) == ("Words Ann says more than others", [("fish", 5), ("swim", 5)])


def test_a_brief_panel_leaves_out_what_costs_much() -> None:
    scene = make_scene()
    assert not {"mood", "vetoed"} & pair_panel(scene, ("ann", "bob"), brief=True).keys()
    assert "before" not in pair_panel(scene, ("ann", "bob"), brief=True)["passages"][0]
    assert not {"reasons", "places", "circle", "words", "vetoed"} & person_panel(scene, "ann", brief=True).keys()


def test_what_is_no_meeting_is_listed_with_both_and_for_the_story() -> None:
    scene = make_scene()
    veto = scene.analysis.veto("bob", "ann", (0, 16), window="sentences:1")
    analysis = replace(scene.analysis, cast=Cast().with_veto(veto))
    scene = replace(scene, analysis=analysis, graph=analysis.graph(window="sentences:1"))
    (item,) = pair_panel(scene, ("bob", "ann"))["vetoed"]
    assert (json.loads(item["id"]), item["title"]) == (["ann", "bob", 0, 16], "Bob and Ann")
    assert item["passage"]["pieces"][0] == ("Ann", "second", "name")
    assert pair_panel(scene, ("bob", "ann"))["count"] == 2
    assert [one["title"] for one in person_panel(scene, "ann")["vetoed"]] == ["Ann and Bob"]
    assert person_panel(scene, "cy")["vetoed"] == []
    assert len(story_panel(scene)["vetoed"]) == 1


def test_what_is_known_of_an_analysis_is_made_once() -> None:
    analysis = make_scene().analysis
    assert known(analysis) is known(analysis)
    assert known(replace(analysis)) is not known(analysis)
