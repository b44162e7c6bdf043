from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import make_analysis
from hypothesis import given
from hypothesis import strategies as st
from two_days import make_two_days

from relgraph.records import Chapter, Mention
from relgraph.view.passages import PASSAGE_LIMIT, chapter_at, chapter_name, passages_of

if TYPE_CHECKING:
    from relgraph.analysis import Analysis
    from relgraph.view.passages import Passage


@pytest.fixture
def analysis() -> Analysis:
    return make_two_days()


def spoken(passage: Passage) -> list[tuple[str, str, str | None]]:
    return [(piece.text, piece.who, piece.kind) for piece in passage.pieces]


def test_names_and_pronouns_of_both_are_marked_and_others_are_not(analysis: Analysis) -> None:
    (passage,) = passages_of(analysis.story, analysis.mentions, ("ann", "bob"), [(0, 35)])
    assert spoken(passage) == [
        ("Ann", "first", "name"),
        (" greeted ", "", None),
        ("Bob", "second", "name"),
        (". ", "", None),
        ("She", "first", "pronoun"),
        (" smiled at ", "", None),
        ("him", "second", "pronoun"),
        (".", "", None),
    ]


def test_first_and_second_follow_the_pair(analysis: Analysis) -> None:
    (passage,) = passages_of(analysis.story, analysis.mentions, ("bob", "ann"), [(0, 17)])
    assert [piece.who for piece in passage.pieces if piece.who] == ["second", "first"]


def test_a_mention_inside_another_is_painted_over_it() -> None:
    nested = make_analysis("{bob|{ann|her} brother} left.")
    (passage,) = passages_of(nested.story, nested.mentions, ("ann", "bob"), [(0, 17)])
    assert spoken(passage) == [("her", "first", "pronoun"), (" brother", "second", "nominal"), (" left.", "", None)]


def test_a_mention_that_reaches_over_the_edge_is_cut_there(analysis: Analysis) -> None:
    (passage,) = passages_of(analysis.story, analysis.mentions, ("ann", "bob"), [(1, 14)])
    assert spoken(passage) == [("nn", "first", "name"), (" greeted ", "", None), ("Bo", "second", "name")]


def test_passages_know_their_chapters(analysis: Analysis) -> None:
    second = analysis.story.chapters[1].start
    found = passages_of(analysis.story, analysis.mentions, ("ann", "bob"), [(0, 17), (second, second + 17)])
    assert [(passage.start, passage.chapter) for passage in found] == [(0, 0), (second, 1)]


def test_a_long_passage_is_cut_and_says_so() -> None:
    long = make_analysis("{ann|Ann} met {bob|Bob}. " + "x" * 2000)
    (passage,) = passages_of(long.story, long.mentions, ("ann", "bob"), [(0, 2014)])
    assert (sum(len(piece.text) for piece in passage.pieces), passage.cut) == (PASSAGE_LIMIT, True)


def test_ranges_outside_of_the_text_are_left_out(analysis: Analysis) -> None:
    assert passages_of(analysis.story, analysis.mentions, ("ann", "bob"), [(-1, 4), (5, 5), (9000, 9001)]) == ()


spans = st.tuples(st.integers(0, 59), st.integers(1, 30)).map(lambda found: (found[0], min(60, sum(found))))


@given(st.lists(st.tuples(spans, st.sampled_from(["ann", "bob", "cy"]))), spans)
def test_the_pieces_of_a_passage_are_its_text(found: list[tuple[tuple[int, int], str]], span: tuple[int, int]) -> None:
    story = make_analysis("{ann|Ann} " + "".join(chr(97 + number % 26) for number in range(56))).story
    mentions = [Mention(start=start, end=end, kind="name", character=name) for (start, end), name in sorted(found)]
    (passage,) = passages_of(story, mentions, ("ann", "bob"), [span])
    assert "".join(piece.text for piece in passage.pieces) == story.text[span[0] : span[1]]


def test_a_position_before_the_first_chapter_belongs_to_it(analysis: Analysis) -> None:
    assert (chapter_at(analysis.story.chapters, 0), chapter_at((), 5)) == (0, 0)


@pytest.mark.parametrize(
    ("title", "name"),
    [(None, "Chapter 1"), ("The Lamp", "Chapter 1 · The Lamp"), ("CHAPTER I. The Lamp", "CHAPTER I. The Lamp")],
)
def test_chapters_are_called_by_number_and_title(title: str | None, name: str) -> None:
    assert chapter_name((Chapter(title=title, start=0, end=9),), 0) == name


def test_a_chapter_that_is_not_there_has_a_number() -> None:
    assert chapter_name((), 0) == "Chapter 1"
