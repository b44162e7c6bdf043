from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis
from hypothesis import given
from hypothesis import strategies as st
from two_days import make_scene, make_two_days

from relgraph.records import Quote, Story
from relgraph.view.frame import Frame
from relgraph.view.reader import portion_at, portions, step
from relgraph.view.style import circle_colour

if TYPE_CHECKING:
    from relgraph.view.reader import Portion, Stretch


def stretches(portion: Portion) -> list[Stretch]:
    return [stretch for paragraph in portion["paragraphs"] for stretch in paragraph["stretches"]]


def text_of(portion: Portion) -> str:
    return "\n".join("".join(one.get("text", "") for one in found["stretches"]) for found in portion["paragraphs"])


def test_a_chapter_is_read_with_every_mention_told() -> None:
    scene = make_scene()
    portion = portion_at(scene.analysis, scene.frame, (0, 0), theme="dark")
    assert (portion["chapter"], portion["part"], portion["parts"]) == ("Chapter 1", 1, 1)
    assert (portion["before"], portion["after"]) == (None, scene.analysis.story.chapters[1].start)
    assert text_of(portion) == "Ann greeted Bob. She smiled at him.\nCy saw Bob."
    assert portion["people"] == [
        {"id": "bob", "name": "Bob", "count": 3, "circle": "Bob’s circle", "colour": circle_colour(0, "dark")},
        {"id": "ann", "name": "Ann", "count": 2, "circle": "Bob’s circle", "colour": circle_colour(0, "dark")},
        {"id": "cy", "name": "Cy", "count": 1, "circle": "Bob’s circle", "colour": circle_colour(0, "dark")},
    ]
    assert stretches(portion)[:3] == [
        {"text": "Ann", "who": 1, "at": 0},
        {"text": " greeted "},
        {"text": "Bob", "who": 0, "at": 12},
    ]


def test_the_next_chapter_leads_back() -> None:
    scene = make_scene()
    portion = portion_at(scene.analysis, scene.frame, (9000, 9000))
    assert (portion["chapter"], portion["before"], portion["after"]) == ("Chapter 2", 0, None)
    assert [(one["name"], one["circle"]) for one in portion["people"]][2] == ("Dee", "in no circle")


def test_the_place_that_was_asked_for_is_marked_and_nothing_else() -> None:
    scene = make_scene()
    portion = portion_at(scene.analysis, scene.frame, (4, 16))
    assert [one["text"] for one in stretches(portion) if one.get("here")] == ["greeted ", "Bob", "."]


def test_a_doubtful_mention_is_told_apart() -> None:
    analysis = make_two_days()
    mentions = [
        replace(one, p=p) for one, p in zip(analysis.mentions, (None, 0.69, 0.7, 1, 1, 1, 1, 1, 1), strict=False)
    ]
    portion = portion_at(replace(analysis, mentions=tuple(mentions)), Frame(), (0, 0))
    assert [one["at"] for one in stretches(portion) if one.get("doubtful")] == [12]


@pytest.mark.parametrize(
    ("speaker", "addressee", "says"), [("ann", "bob", "Ann to Bob"), ("ann", None, "Ann"), (None, "bob", None)]
)
def test_the_head_of_a_quote_says_who_speaks(speaker: str | None, addressee: str | None, says: str | None) -> None:
    analysis = make_analysis("{ann|Ann} met {bob|Bob}. “Go, {bob|Bob},” said {ann|Ann}.")
    analysis = replace(analysis, quotes=(Quote(start=13, end=23, speaker=speaker, addressee=addressee),))
    found = stretches(portion_at(analysis, Frame(), (0, 0)))
    at = next(number for number, one in enumerate(found) if one.get("text") == "“Go, ")
    assert found[at - 1].get("says") == says


def test_an_inner_mention_is_painted_over_the_outer_one() -> None:
    analysis = make_analysis("{bob|{ann|her} brother} left.")
    assert stretches(portion_at(analysis, Frame(), (0, 0))) == [
        {"text": "her", "who": 0, "at": 0},
        {"text": " brother", "who": 1, "at": 0},
        {"text": " left."},
    ]


def test_a_long_chapter_is_read_in_portions_of_whole_paragraphs() -> None:
    paragraph = "It rained and rained on. " * 300
    analysis = make_analysis(f"{paragraph}\n\n{paragraph}\n\n{{ann|Ann}} slept.", "{bob|Bob} left.")
    assert portions(analysis, 0) == [(0, 7499), (7502, 15_014)]
    first, second = (portion_at(analysis, Frame(), (at, at)) for at in (100, 15_005))
    assert (first["part"], first["parts"], first["after"]) == (1, 2, 7502)
    assert (second["part"], second["before"], second["after"]) == (2, 0, 15_016)


def test_a_text_without_paragraphs_is_cut_at_its_sentences() -> None:
    analysis = make_analysis("It rained and rained on. " * 1000 + "{ann|Ann} slept.")
    spans = portions(analysis, 0)
    assert [end - start for start, end in spans] == [12_000, 12_000, 1010]
    assert [analysis.story.text[start : start + 3] for start, _ in spans] == ["It ", "It ", "It "]
    portion = portion_at(analysis, Frame(), (24_500, 24_500))
    assert (portion["part"], portion["parts"], portion["before"], portion["after"]) == (3, 3, 12_000, None)


def test_a_sentence_without_end_is_cut_all_the_same() -> None:
    analysis = make_analysis("rain " * 5000)
    assert [end - start for start, end in portions(analysis, 0)] == [12_000, 12_000, 999]


def test_a_chapter_without_text_is_passed_over() -> None:
    analysis = make_analysis("{ann|Ann} slept.", " ", "{bob|Bob} left.")
    last = analysis.story.chapters[2].start
    assert portion_at(analysis, Frame(), (0, 0))["after"] == last
    assert portion_at(analysis, Frame(), (last, last))["before"] == 0


def test_a_story_without_text_has_an_empty_portion() -> None:
    story = Story(id="s", title="S", author=None, source="s", text="", words=0, chapters=(), paragraphs=())
    portion = portion_at(replace(make_two_days(), story=story, mentions=(), quotes=()), Frame(), (0, 0))
    assert (portion["paragraphs"], portion["people"], portion["before"], portion["after"]) == ([], [], None, None)


def test_the_next_and_the_previous_mention_are_found() -> None:
    analysis = make_two_days()
    assert step(analysis, "ann", -1) == (0, 3)
    assert step(analysis, "ann", 0) == (17, 20)
    assert step(analysis, "ann", 17, back=True) == (0, 3)
    assert step(analysis, "ann", 0, back=True) is None
    assert step(analysis, "dee", 9000) is None
    assert step(analysis, "nobody", 0) is None


@given(st.lists(st.integers(1, 6000), max_size=12), st.integers(0, 40_000))
def test_portions_hold_the_whole_text_and_lead_from_one_to_the_next(sizes: list[int], at: int) -> None:
    analysis = make_analysis(*(f"{{ann|Ann}} {'x' * size}.\n\nRain." for size in sizes or [1]))
    portion = portion_at(analysis, Frame(), (at, at))
    seen = [portion]
    while (before := seen[0]["before"]) is not None:
        seen.insert(0, portion_at(analysis, Frame(), (before, before)))
    while (after := seen[-1]["after"]) is not None:
        seen.append(portion_at(analysis, Frame(), (after, after)))
    whole = "".join(analysis.story.text[start:end] for start, end in analysis.story.paragraphs)
    assert "".join(text_of(one).replace("\n", "") for one in seen) == whole
