"""Relations become labels of the edges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builders import make_analysis

from relgraph.cast import Cast

if TYPE_CHECKING:
    from relgraph.analysis import Analysis

CALLED = make_analysis(
    "{ann|Ann} met {ben|{ann|her} brother}. {cy|Cy} met {ann|{ben|his} rival}. {ben|Ben} ran.",
    "{ann|Ann} met {ben|{ann|her} rival}. {ben|Ben} saw {cy|Cy}.",
    people={"ben": {"pronouns": "he/him", "name": "Ben", "kind": "named"}},
)


def labels(analysis: Analysis, *, chapters: tuple[int, int] | None = None, min_p: float = 0.0) -> object:
    return analysis.graph(window="chapter", chapters=chapters, min_p=min_p).edges["ann", "ben"]["labels"]


def test_edge_has_its_labels_the_most_frequent_first() -> None:
    assert labels(CALLED) == ("rival", "brother")
    assert CALLED.graph(window="chapter").edges["ann", "cy"]["labels"] == ()


def test_part_of_a_story_has_its_own_labels() -> None:
    assert labels(CALLED, chapters=(0, 1)) == ("brother", "rival")
    assert labels(CALLED, chapters=(1, 2)) == ("rival",)


def test_doubtful_label_is_left_out_with_the_doubtful_mentions() -> None:
    mentions = tuple(
        replace(one, p=0.7) if CALLED.story.text[one.start : one.end] == "her brother" else one
        for one in CALLED.mentions
    )
    assert labels(replace(CALLED, mentions=mentions), min_p=0.7) == ("rival", "brother")
    assert labels(replace(CALLED, mentions=mentions), min_p=0.8) == ("rival",)


def test_label_in_a_passage_that_is_no_meeting_is_left_out() -> None:
    first = next(start for start, _ in CALLED.sentences)
    end = CALLED.sentences[0][1]
    veto = CALLED.veto("Ann", "Ben", (first, end), window="sentences:1")
    assert labels(replace(CALLED, cast=Cast(vetoes=(veto,)))) == ("rival",)
