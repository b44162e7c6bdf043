"""Passages that a reader marks as no meeting: what they take from the graph, under every window."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations
from typing import get_args

import pytest
from builders import make_analysis, make_sentences, make_tokens
from hypothesis import given
from hypothesis import strategies as st
from test_interactions import Place, places_of, stories, units_of, windows

from relgraph.cast import Cast, CastCharacter, CastVeto
from relgraph.errors import FormatError
from relgraph.export import dumps, interactions_csv, loads
from relgraph.interactions import find_interactions, find_speech
from relgraph.records import Interaction, Mention, Quote, Story, Veto
from relgraph.windows import Count, Window

EVENING = make_analysis(
    "{ann|Ann} met {bob|Bob}. {ann|She} thought of {bob|him}. {bob|He} slept.\n\n{cy|Cy} saw {ann|Ann} and {bob|Bob}.",
    people={"ann": {"name": "Ann Lee"}},
    quotes=[Quote(start=13, end=32, speaker="ann", addressee="bob")],
)
THOUGHT = CastVeto(between=("Ann Lee", "Bob"), start=13, end=32, text="She thought of him.")


def weight(cast: Cast | None, window: str, count: Count = "passages") -> int:
    graph = replace(EVENING, cast=cast).graph(window=window, count=count)
    return int(graph.edges["ann", "bob"]["weight"]) if graph.has_edge("ann", "bob") else 0


def test_veto_of_a_passage_is_its_last_unit_and_how_that_begins() -> None:
    assert EVENING.veto("Bob", "ann", (0, 32), window="tokens:9") == THOUGHT
    assert EVENING.veto("ann", "bob", (0, 42), window="paragraphs:1") == CastVeto(
        between=("Ann Lee", "Bob"), start=0, end=42, text="Ann met Bob. She thought of him. He slept."
    )


def test_veto_of_a_quote_is_the_quote() -> None:
    said = replace(EVENING, quotes=(Quote(start=0, end=19, speaker="bob", addressee="ann"),))

    assert said.veto("ann", "bob", (0, 19)) == CastVeto(
        between=("Ann Lee", "Bob"), start=0, end=19, text="Ann met Bob. She th"
    )


def test_text_of_a_veto_is_cut() -> None:
    long = make_analysis(f"{{ann|Ann}} met {{bob|Bob}} {'and so on ' * 9}.")

    assert long.veto("ann", "bob", (0, len(long.story.text))).text == long.story.text[:60]


def test_namesakes_are_told_apart_by_their_ids() -> None:
    twins = make_analysis(
        "{ann|Ann} met {ann-2|Ann}. {ann|Ann} left.", people={"ann": {"name": "Ann"}, "ann-2": {"name": "Ann"}}
    )

    assert twins.veto("ann", "ann-2", (0, 12)).between == ("Ann", "ann-2")


@pytest.mark.parametrize(
    ("window", "count", "before", "after"),
    [
        ("sentences:1", "passages", 3, 2),
        ("sentences:2", "passages", 4, 3),
        ("tokens:4", "passages", 4, 3),
        ("paragraphs:1", "passages", 2, 2),
        ("chapter", "passages", 1, 1),
        ("sentences:1", "pairs", 3, 2),
        # In its first paragraph Ann and She each precede or follow Bob, him and He: 6 pairs; "him" is later than both,
        # "She" later than Bob.
        ("paragraphs:1", "pairs", 7, 4),
    ],
)
def test_vetoed_sentence_counts_no_more(window: str, count: Count, before: int, after: int) -> None:
    assert (weight(None, window, count), weight(Cast(vetoes=(THOUGHT,)), window, count)) == (before, after)


def test_paragraph_whose_only_meeting_is_vetoed_is_none() -> None:
    analysis = make_analysis("{ann|Ann} sat. {ann|She} thought of {bob|Bob}. It rained.")
    cast = Cast(vetoes=(analysis.veto("ann", "bob", (0, 28), window="sentences:2"),))

    assert [len(one.graph(window="paragraphs:1").edges) for one in (analysis, replace(analysis, cast=cast))] == [1, 0]


def test_veto_of_a_paragraph_takes_all_its_sentences() -> None:
    cast = Cast(vetoes=(EVENING.veto("ann", "bob", (0, 42), window="paragraphs:1"),))

    assert replace(EVENING, cast=cast).passages("ann", "bob", window="sentences:1") == ((44, 63),)


def test_veto_is_about_its_two_characters_only() -> None:
    cast = Cast(vetoes=(EVENING.veto("cy", "bob", (44, 63)),))
    graph = replace(EVENING, cast=cast).graph(window="sentences:1")

    assert len(graph.edges) == 2
    assert (graph.edges["ann", "bob"]["weight"], graph.edges["ann", "cy"]["weight"]) == (3, 1)


def test_vetoed_speech_counts_no_more() -> None:
    vetoed = replace(EVENING, cast=Cast(vetoes=(THOUGHT,)))

    assert (len(EVENING.graph(kinds=("speech",)).edges), len(vetoed.graph(kinds=("speech",)).edges)) == (1, 0)


def test_veto_does_nothing_where_the_text_differs_and_says_so() -> None:
    other = replace(EVENING, cast=Cast(vetoes=(replace(THOUGHT, text="She thought of her."),)))

    assert other.vetoes == ()
    problem = "the story does not say 'She thought of her.' there, so nothing is changed"
    assert other.unheeded == (f"Ann Lee and Bob, marked as no meeting at 13: {problem}",)


def test_veto_does_nothing_without_its_characters_and_says_so() -> None:
    other = replace(EVENING, cast=Cast(vetoes=(replace(THOUGHT, between=("Ann Lee", "Zed")),)))

    assert (other.vetoes, weight(other.cast, "sentences:1")) == ((), 3)
    assert other.unheeded == (
        "Ann Lee and Zed, marked as no meeting at 13: the story has no 'Zed', so nothing is changed",
    )


def test_veto_of_two_who_became_one_says_so() -> None:
    other = replace(EVENING, cast=Cast(vetoes=(replace(THOUGHT, between=("Ann", "Ann Lee")),)))

    assert other.vetoes == ()
    assert other.unheeded == (
        "Ann and Ann Lee, marked as no meeting at 13: both are one person here, so nothing is changed",
    )


def test_veto_finds_a_character_by_an_alias_of_the_cast() -> None:
    cast = Cast(
        characters=(CastCharacter(name="Bob", aliases=("the cook",)), CastCharacter(name="Zed", aliases=("the king",))),
        vetoes=(replace(THOUGHT, between=("the  COOK", "ann")),),
    )

    assert replace(EVENING, cast=cast).vetoes == (Veto(first="ann", second="bob", start=13, end=32),)


def test_vetoes_between_two_are_found() -> None:
    cast = Cast(vetoes=(THOUGHT, EVENING.veto("cy", "bob", (44, 63)), replace(THOUGHT, text="She")))

    assert [veto.text for veto in replace(EVENING, cast=cast).vetoed("Bob", "ann")] == ["She thought of him.", "She"]
    assert EVENING.vetoed("Bob", "ann") == ()


def test_veto_is_taken_back() -> None:
    cast = Cast(ignore=("Zed",)).with_veto(THOUGHT).with_veto(replace(THOUGHT, start=0, end=12, text="Ann"))

    assert [veto.start for veto in cast.vetoes] == [0, 13]
    assert cast.with_veto(THOUGHT) == cast
    assert [veto.start for veto in cast.without_veto(THOUGHT).vetoes] == [0]
    assert cast.without_veto(THOUGHT).without_veto(THOUGHT).ignore == ("Zed",)


def test_stored_analysis_keeps_its_corrections() -> None:
    cast = Cast(characters=(CastCharacter(name="Ann Lee", aliases=("Ann",)),), vetoes=(THOUGHT,))
    vetoed = replace(EVENING, cast=cast)
    stored = json.loads(dumps(vetoed, window="sentences:1"))

    assert stored["cast"] == {
        "character": [{"name": "Ann Lee", "aliases": ["Ann"]}],
        "veto": [{"between": ["Ann Lee", "Bob"], "start": 13, "end": 32, "text": "She thought of him."}],
    }
    assert [(edge["source"], edge["target"], edge["weight"]) for edge in stored["graph"]["edges"]] == [
        ("ann", "bob", 2),
        ("ann", "cy", 1),
        ("bob", "cy", 1),
    ]
    assert loads(dumps(vetoed)) == vetoed
    assert "cast" not in json.loads(dumps(EVENING))


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        (3, "damaged analysis: cast: unknown key 'cast' in the file"),
        ({"veto": [{"between": ["Ann"]}]}, "damaged analysis: cast: .* needs two characters"),
    ],
)
def test_damaged_corrections_are_told(cast: object, expected: str) -> None:
    content = json.loads(dumps(EVENING)) | {"cast": cast}

    with pytest.raises(FormatError, match=expected):
        loads(json.dumps(content))


def test_table_of_meetings_leaves_vetoed_ones_out() -> None:
    vetoed = replace(EVENING, cast=Cast(vetoes=(THOUGHT,)))
    rows = [interactions_csv(one, window="sentences:1").count("thought of him") for one in (EVENING, vetoed)]

    assert rows == [1, 0]


def test_veto_keeps_text_that_no_file_can_hold() -> None:
    broken = make_analysis("\ud800{ann|Ann} met {bob|Bob}.")
    veto = replace(broken.veto("ann", "bob", (0, 13)), text="\ufffdAnn met Bob.")

    assert len(replace(broken, cast=Cast(vetoes=(veto,))).vetoes) == 1


# The definition, word for word ---------------------------------------------------------------------------------------

Given = tuple[Story, list[Mention]]
ranges = st.lists(
    st.builds(
        lambda pair, start, length: Veto(first=pair[0], second=pair[1], start=start, end=start + length),
        st.sampled_from([("x", "y"), ("x", "z"), ("y", "z")]),
        st.integers(0, 60),
        st.integers(1, 30),
    ),
    max_size=3,
)


def pairs_within(places: list[Place], window: Window, count: Count) -> list[tuple[int, int]]:
    """All pairs of mentions, earlier and later, that the window joins."""
    joined = []
    for i, j in combinations(range(len(places)), 2):
        early, late = places[i], places[j]
        if window.unit != "tokens":
            near = late[3] - early[3] < window.size
        elif count == "passages":
            near = late[1] - early[2] <= window.size
        else:
            near = any(
                start - window.size <= min(early[1], late[1]) and max(early[2], late[2]) <= end + window.size
                for _, start, end, _, _ in places
            )
        if early[0] != late[0] and near and (count == "pairs" or early[4] == late[4]):
            joined.append((i, j))
    return joined


@given(stories(), windows, st.sampled_from(get_args(Count)), ranges)
def test_only_pairs_whose_later_mention_lies_in_a_veto_are_gone(
    given_story: Given, window: Window, count: Count, vetoes: list[Veto]
) -> None:
    story, mentions = given_story
    tokens, units = make_tokens(story), units_of(story, window)
    places = places_of(story, tokens, units, mentions)
    starts = places_of_starts(story, units, mentions)

    found = find_interactions(story, tokens, make_sentences(story), mentions, window=window, count=count, vetoes=vetoes)

    expected: dict[tuple[str, str, int], list[int]] = {}
    for i, j in pairs_within(places, window, count):
        first, second = sorted((places[i][0], places[j][0]))
        void = any((v.first, v.second) == (first, second) and v.start <= starts[j] < v.end for v in vetoes)
        if not void:
            expected.setdefault((first, second, places[j][3]), []).append(places[i][3])
    edge = max if count == "passages" else min
    assert [(one.first, one.second, one.start, one.end, one.weight) for one in found] == sorted(
        (
            (first, second, units[edge(since)][0], units[last][1], 1 if count == "passages" else len(since))
            for (first, second, last), since in expected.items()
        ),
        key=lambda one: (one[2], one[3], one[0], one[1]),
    )


def places_of_starts(story: Story, units: object, mentions: list[Mention]) -> list[int]:
    """Where the mentions that count begin, in the order of `places_of`."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.character))
    return [
        one.start
        for one in ordered
        if any(start <= one.start < end for start, end in units)  # type: ignore[attr-defined]  # a sequence of spans
        and any(part.start <= one.start < part.end for part in story.chapters)
        and not any(part.start <= one.start < part.end for part in story.matter)
    ]


@given(stories(), windows, st.data())
def test_veto_of_a_passage_takes_exactly_that_passage(given_story: Given, window: Window, data: st.DataObject) -> None:
    story, mentions = given_story
    tokens, sentences = make_tokens(story), make_sentences(story)
    before = find_interactions(story, tokens, sentences, mentions, window=window)
    if not before:
        return
    one: Interaction = data.draw(st.sampled_from(before))
    start = next(start for start, end in units_of(story, window) if end == one.end and start >= one.start)
    veto = Veto(first=one.first, second=one.second, start=start, end=one.end)

    after = find_interactions(story, tokens, sentences, mentions, window=window, vetoes=[veto])

    assert after == tuple(other for other in before if other != one)


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from("xyz"), st.sampled_from("xyz")), max_size=6), ranges)
def test_quotes_that_begin_in_a_veto_are_gone(said: list[tuple[int, str, str]], vetoes: list[Veto]) -> None:
    story = EVENING.story
    quotes = [Quote(start=at, end=at + 3, speaker=one, addressee=other) for at, one, other in said]

    left = find_speech(story, quotes, vetoes=vetoes)

    assert left == tuple(
        one
        for one in find_speech(story, quotes)
        if not any((v.first, v.second) == (one.first, one.second) and v.start <= one.start < v.end for v in vetoes)
    )
