"""Graphs without the mentions that are not sure enough."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from builders import make_analysis
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.records import Quote

STORY = make_analysis(
    "{ann|Ann} met {bob|Bob}. {ann|She} liked {bob|him}. {cy|Cy} saw {ann|her} and {bob|him}.",
    "{bob|He} hit {cy|Cy}. {ann|Ann} ran.",
    quotes=[Quote(start=0, end=5, speaker="bob", addressee="cy")],
)
chances = st.lists(
    st.none() | st.sampled_from([0.0, 0.35, 0.6, 0.85, 1.0]),
    min_size=len(STORY.mentions),
    max_size=len(STORY.mentions),
)


@settings(max_examples=60)
@given(chances, st.sampled_from([0.0, 0.2, 0.6, 0.61, 1.0]))
def test_weights_are_those_of_the_sentences_that_surely_mention_both(found: list[float | None], least: float) -> None:
    mentions = [replace(mention, p=p) for mention, p in zip(STORY.mentions, found, strict=True)]
    graph = replace(STORY, mentions=tuple(mentions)).graph(window="sentences:1", min_p=least)
    wanted: Counter[tuple[str, str]] = Counter()
    for start, end in STORY.sentences:
        there = {one.character for one in mentions if start <= one.start < end and (one.p is None or one.p >= least)}
        wanted.update(combinations(sorted(there), 2))

    assert {(min(a, b), max(a, b)): link["weight"] for a, b, link in graph.edges(data=True)} == wanted


def test_who_is_never_surely_mentioned_is_left_out() -> None:
    mentions = tuple(replace(one, p=0.4 if one.character == "cy" else None) for one in STORY.mentions)

    assert sorted(replace(STORY, mentions=mentions).graph(min_p=0.5)) == ["ann", "bob"]


def test_speech_needs_both_to_be_in_the_graph_and_nothing_else() -> None:
    mentions = tuple(replace(one, p=0.4 if one.kind == "pronoun" else None) for one in STORY.mentions)
    graph = replace(STORY, mentions=mentions).graph(kinds=("speech",), min_p=0.5)

    assert list(graph.edges(data="weight")) == [("bob", "cy", 1)]


@pytest.mark.parametrize(("least", "count"), [(0.0, 10), (0.5, 5)])
def test_sure_mentions_are_names_and_what_is_sure_enough(least: float, count: int) -> None:
    mentions = tuple(replace(one, p=0.4 if one.kind == "pronoun" else None) for one in STORY.mentions)

    assert len(replace(STORY, mentions=mentions).surely(least)) == count
