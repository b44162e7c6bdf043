"""Who meets whom: worked examples, and an oracle written from the definition."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, get_args

import pytest
from builders import make_analysis, make_sentences, make_story, make_tokens
from hypothesis import given
from hypothesis import strategies as st

from relgraph.errors import WindowError
from relgraph.interactions import Count, Unit, Window, chapters_of, find_interactions, find_speech
from relgraph.records import Interaction, Matter, Mention, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.analysis import Analysis
    from relgraph.records import Story


def meetings(analysis: Analysis, window: str, count: Count = "passages") -> list[tuple[str, str, str, int]]:
    """Who meets whom, the passage, and the weight."""
    story = analysis.story
    found = find_interactions(
        story, analysis.tokens, analysis.sentences, analysis.mentions, window=Window.parse(window), count=count
    )
    return [(one.first, one.second, story.text[one.start : one.end], one.weight) for one in found]


# Windows -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["tokens:32", "sentences:1", "paragraphs:999999", "chapter"])
def test_window_gives_its_text_back(text: str) -> None:
    assert str(Window.parse(text)) == text


def test_window_is_read_into_unit_and_size() -> None:
    assert Window.parse("paragraphs:3") == Window(unit="paragraphs", size=3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tokens",
        "tokens:0",
        "tokens:-1",
        "tokens:1.5",
        "tokens: 3",
        "token:3",
        "chapter:1",
        "tokens:1000000",
        "tokens:٣",
    ],
)
def test_unknown_window_names_the_alternatives(text: str) -> None:
    with pytest.raises(WindowError, match="use one of chapter, paragraphs:N, sentences:N, tokens:N") as caught:
        Window.parse(text)

    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(("unit", "size"), [("tokens", 0), ("chapter", 2), ("pages", 1)])
def test_window_cannot_be_made_with_a_size_that_means_nothing(unit: Unit, size: int) -> None:
    with pytest.raises(WindowError, match=f"unknown window '{unit}:{size}'"):
        Window(unit=unit, size=size)


def test_unknown_way_of_counting_names_the_alternatives() -> None:
    story = make_story("Ann.")

    with pytest.raises(WindowError, match="'blocks'; use one of pairs, passages"):
        find_interactions(story, (), (), (), window=Window.parse("chapter"), count="blocks")  # type: ignore[arg-type]


# Passages ------------------------------------------------------------------------------------------------------------


def test_pair_is_counted_once_per_sentence() -> None:
    analysis = make_analysis("{ann|Ann} saw {bob|Bob} and {ann|she} smiled at {bob|him}. {bob|He} left.")

    assert meetings(analysis, "sentences:1") == [("ann", "bob", "Ann saw Bob and she smiled at him.", 1)]


def test_sentence_before_counts_under_a_window_of_two_sentences() -> None:
    analysis = make_analysis("{ann|Ann} came. {bob|Bob} left. {bob|He} ran.")

    assert meetings(analysis, "sentences:2") == [("ann", "bob", "Ann came. Bob left.", 1)]


def test_evidence_begins_with_the_nearest_earlier_mention() -> None:
    analysis = make_analysis("{ann|Ann} came. {ann|She} sat. It rained. {bob|Bob} left.")

    assert meetings(analysis, "sentences:4") == [("ann", "bob", "She sat. It rained. Bob left.", 1)]


def test_tokens_between_mentions_are_counted_from_end_to_start() -> None:
    analysis = make_analysis("{ann-lee|Ann Lee} came too late for {bob|Bob}.")

    assert meetings(analysis, "tokens:3") == []
    assert meetings(analysis, "tokens:4") == [("ann-lee", "bob", "Ann Lee came too late for Bob.", 1)]


def test_window_of_tokens_reaches_over_the_end_of_a_sentence() -> None:
    analysis = make_analysis("Late came {ann|Ann}. There {bob|Bob} stood. It rained.")

    assert meetings(analysis, "tokens:2") == [("ann", "bob", "Late came Ann. There Bob stood.", 1)]


def test_third_character_between_two_does_not_join_them_in_passages() -> None:
    analysis = make_analysis("{ann|Ann} saw {bob|Bob} see {cy|Cy}.")

    assert [(first, second) for first, second, _, _ in meetings(analysis, "tokens:1")] == [
        ("ann", "bob"),
        ("bob", "cy"),
    ]


def test_nested_mentions_are_two_characters_without_distance() -> None:
    analysis = make_analysis("{mother|{ann|Her} own dear mother} slept.")

    assert meetings(analysis, "tokens:1") == [("ann", "mother", "Her own dear mother slept.", 1)]


@pytest.mark.parametrize("window", ["tokens:9", "sentences:9", "paragraphs:9", "chapter"])
def test_passages_never_cross_the_end_of_a_chapter(window: str) -> None:
    analysis = make_analysis("{ann|Ann} slept.", "{bob|Bob} woke.")

    assert meetings(analysis, window) == []


def test_paragraph_is_the_unit_of_a_window_of_paragraphs() -> None:
    analysis = make_analysis("{ann|Ann} slept. It rained.\n\nNobody came.\n\n{bob|Bob} woke. It rained on.")

    assert meetings(analysis, "paragraphs:2") == []
    assert [weight for *_, weight in meetings(analysis, "paragraphs:3")] == [1]
    assert meetings(analysis, "paragraphs:3")[0][2] == analysis.story.text


def test_chapter_counts_once_for_a_pair() -> None:
    analysis = make_analysis("{ann|Ann} slept.\n\n{bob|Bob} woke. {ann|Ann} slept.", "{bob|He} saw {ann|her}.")

    found = find_interactions(
        analysis.story, analysis.tokens, analysis.sentences, analysis.mentions, window=Window(unit="chapter")
    )

    assert [(one.chapter, one.start, one.end, one.weight) for one in found] == [(0, 0, 34, 1), (1, 34, 45, 1)]


def test_mention_in_matter_meets_nobody() -> None:
    analysis = make_analysis(
        "{ann|Ann} met {bob|Bob}. Thanks to {cy|Cy}!", matter=[Matter(kind="notes", start=13, end=26)]
    )

    assert meetings(analysis, "chapter", "pairs") == [("ann", "bob", analysis.story.text, 1)]


def test_mention_outside_of_every_sentence_meets_nobody() -> None:
    story = make_story("Ann met Bob.")
    mentions = [
        Mention(start=0, end=3, kind="name", character="ann"),
        Mention(start=8, end=11, kind="name", character="bob"),
    ]

    assert find_interactions(story, make_tokens(story), [(0, 7)], mentions, window=Window.parse("tokens:9")) == ()


@pytest.mark.parametrize("window", ["tokens:9", "sentences:9", "paragraphs:9", "chapter"])
@pytest.mark.parametrize("count", get_args(Count))
def test_nothing_comes_out_of_an_empty_story(window: str, count: Count) -> None:
    assert find_interactions(make_story(), (), (), (), window=Window.parse(window), count=count) == ()


# Pairs ---------------------------------------------------------------------------------------------------------------


def test_pairs_of_mentions_are_the_weight() -> None:
    analysis = make_analysis("{ann|Ann} saw {bob|Bob} and {ann|she} smiled at {bob|him}.")

    # Ann-Bob, Ann-him, Bob-she, she-him.
    assert meetings(analysis, "tokens:32", "pairs") == [("ann", "bob", analysis.story.text, 4)]


def test_third_mention_between_two_joins_them_in_pairs() -> None:
    analysis = make_analysis("{ann|Ann} then {bob|Bob} then {cy|Cy}.")

    # Bob's block of two tokens on each side holds all three, though three tokens part Ann from Cy.
    assert [(first, second) for first, second, _, _ in meetings(analysis, "tokens:2", "pairs")] == [
        ("ann", "bob"),
        ("ann", "cy"),
        ("bob", "cy"),
    ]


def test_mention_that_leaves_the_block_does_not_count_as_a_pair() -> None:
    analysis = make_analysis("{ann|Ann} met {bob-lee|Bob van der Lee}.")

    assert meetings(analysis, "tokens:2", "pairs") == [("ann", "bob-lee", "Ann met Bob van der Lee.", 1)]
    assert meetings(analysis, "tokens:1", "pairs") == []


def test_evidence_of_pairs_reaches_back_to_the_first_of_them() -> None:
    analysis = make_analysis("{ann|Ann} came. {ann|She} sat. {bob|Bob} left.")

    assert meetings(analysis, "sentences:3", "pairs") == [("ann", "bob", "Ann came. She sat. Bob left.", 2)]


def test_pairs_cross_the_end_of_a_chapter_as_in_the_literature() -> None:
    analysis = make_analysis("{ann|Ann} slept.", "{bob|Bob} woke.")

    assert meetings(analysis, "tokens:3", "pairs") == [("ann", "bob", "Ann slept.\n\nBob woke.", 1)]


# Speech --------------------------------------------------------------------------------------------------------------


def test_quote_with_speaker_and_addressee_is_an_interaction() -> None:
    story = make_story("“Run!” said Bob to Ann.", "“I will.”")
    quotes = [
        Quote(start=25, end=34, speaker="ann", addressee="bob"),
        Quote(start=0, end=6, speaker="bob", addressee="ann"),
        Quote(start=0, end=6, speaker="bob", addressee=None),
        Quote(start=0, end=6, speaker="bob", addressee="bob"),
    ]

    assert find_speech(story, quotes) == (
        Interaction(first="ann", second="bob", kind="speech", chapter=0, start=0, end=6),
        Interaction(first="ann", second="bob", kind="speech", chapter=1, start=25, end=34),
    )


def test_quote_in_matter_is_no_interaction() -> None:
    story = make_story("“Thanks!” says Ann.", matter=[Matter(kind="notes", start=0, end=19)])

    assert find_speech(story, [Quote(start=0, end=9, speaker="ann", addressee="bob")]) == ()


def test_chapter_of_an_offset_is_its_index_and_none_in_matter() -> None:
    story = make_story("One.", "Two, and notes.", matter=[Matter(kind="notes", start=11, end=21)])

    assert chapters_of(story, [0, 5, 6, 11, 20, 21, 99]) == (0, 0, 1, None, None, None, None)


# The definition, word for word ---------------------------------------------------------------------------------------

Place = tuple[str, int, int, int, int]
"""Character, first token, one past the last token, unit, chapter."""


def places_of(story: Story, tokens: Sequence[Span], units: Sequence[Span], mentions: Sequence[Mention]) -> list[Place]:
    places = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.character)):
        covered = [i for i, (start, end) in enumerate(tokens) if start < mention.end and end > mention.start]
        unit = [i for i, (start, end) in enumerate(units) if start <= mention.start < end]
        chapter = [i for i, part in enumerate(story.chapters) if part.start <= mention.start < part.end]
        if unit and chapter and not any(part.start <= mention.start < part.end for part in story.matter):
            places.append((mention.character, covered[0], covered[-1] + 1, unit[0], chapter[0]))
    return places


def expected_passages(places: Sequence[Place], window: Window) -> dict[tuple[str, str, int], int]:
    """The unit with which the evidence begins, for each pair and unit."""
    found: dict[tuple[str, str, int], int] = {}
    for early, late in combinations(places, 2):
        near = late[1] - early[2] <= window.size if window.unit == "tokens" else late[3] - early[3] <= window.size - 1
        if early[0] != late[0] and early[4] == late[4] and near:
            key = (min(early[0], late[0]), max(early[0], late[0]), late[3])
            found[key] = max(found.get(key, 0), early[3])
    return found


def expected_pairs(places: Sequence[Place], window: Window) -> dict[tuple[str, str, int], tuple[int, int]]:
    """The unit with which the evidence begins, and the number of pairs, for each pair of characters and unit."""
    joined = {
        (i, j)
        for _, start, end, _, _ in places
        for i, j in combinations(
            [k for k, one in enumerate(places) if start - window.size <= one[1] and one[2] <= end + window.size], 2
        )
    }
    if window.unit != "tokens":
        joined = {(i, j) for i, j in combinations(range(len(places)), 2) if places[j][3] - places[i][3] < window.size}
    found: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
    for i, j in joined:
        if places[i][0] != places[j][0]:
            first, second = sorted((places[i][0], places[j][0]))
            found[first, second, places[j][3]].append(places[i][3])
    return {key: (min(since), len(since)) for key, since in found.items()}


@st.composite
def stories(draw: st.DrawFn) -> tuple[Story, list[Mention]]:
    """Stories of words, sentences, paragraphs, chapters and matter, with mentions that may nest, overlap and repeat."""
    word = st.sampled_from(["a", "bb", "c.", "d.", "e.\n\nf", "g,"])
    chapters = draw(st.lists(st.lists(word, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=3))
    length = len("\n\n".join(chapters))
    begin = draw(st.integers(0, length))
    matter = draw(st.sampled_from([[], [Matter(kind="notes", start=begin, end=min(begin + 7, length))]]))
    story = make_story(*chapters, matter=matter)
    tokens = make_tokens(story)
    if not tokens:
        return story, []
    first = st.integers(0, len(tokens) - 1)
    spans = draw(st.lists(st.tuples(first, st.integers(0, 3), st.sampled_from("xyz")), max_size=12))
    return story, [
        Mention(start=tokens[i][0], end=tokens[min(i + more, len(tokens) - 1)][1], kind="name", character=who)
        for i, more, who in spans
    ]


windows = st.one_of(
    st.builds(Window, unit=st.sampled_from(["tokens", "sentences", "paragraphs"]), size=st.integers(1, 5)),
    st.just(Window(unit="chapter")),
)


def units_of(story: Story, window: Window) -> Sequence[Span]:
    if window.unit == "chapter":
        return [(chapter.start, chapter.end) for chapter in story.chapters]
    return story.paragraphs if window.unit == "paragraphs" else make_sentences(story)


@given(stories(), windows)
def test_passages_are_what_the_definition_says(given_story: tuple[Story, list[Mention]], window: Window) -> None:
    story, mentions = given_story
    tokens, units = make_tokens(story), units_of(story, window)

    found = find_interactions(story, tokens, make_sentences(story), mentions, window=window)

    expected = expected_passages(places_of(story, tokens, units, mentions), window)
    assert [(one.first, one.second, one.start, one.end, one.weight) for one in found] == sorted(
        ((first, second, units[since][0], units[last][1], 1) for (first, second, last), since in expected.items()),
        key=lambda one: (one[2], one[3], one[0], one[1]),
    )


@given(stories(), windows)
def test_pairs_are_what_the_definition_says(given_story: tuple[Story, list[Mention]], window: Window) -> None:
    story, mentions = given_story
    tokens, units = make_tokens(story), units_of(story, window)

    found = find_interactions(story, tokens, make_sentences(story), mentions, window=window, count="pairs")

    expected = expected_pairs(places_of(story, tokens, units, mentions), window)
    assert Counter({(one.first, one.second, one.start, one.end): one.weight for one in found}) == Counter(
        {
            (first, second, units[since][0], units[last][1]): pairs
            for (first, second, last), (since, pairs) in expected.items()
        }
    )


@given(stories(), windows, st.sampled_from(get_args(Count)), st.randoms(use_true_random=False))
def test_order_of_the_mentions_is_irrelevant(
    given_story: tuple[Story, list[Mention]], window: Window, count: Count, random: object
) -> None:
    story, mentions = given_story
    tokens, sentences = make_tokens(story), make_sentences(story)
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random

    assert find_interactions(story, tokens, sentences, shuffled, window=window, count=count) == find_interactions(
        story, tokens, sentences, mentions, window=window, count=count
    )


@given(stories(), windows.filter(lambda window: window.unit != "chapter"), st.sampled_from(get_args(Count)))
def test_wider_window_never_loses_a_meeting(
    given_story: tuple[Story, list[Mention]], window: Window, count: Count
) -> None:
    story, mentions = given_story
    tokens, sentences = make_tokens(story), make_sentences(story)
    wider = Window(unit=window.unit, size=window.size + 1)

    narrow = find_interactions(story, tokens, sentences, mentions, window=window, count=count)
    wide = find_interactions(story, tokens, sentences, mentions, window=wider, count=count)

    assert {(one.first, one.second, one.end) for one in narrow} <= {(one.first, one.second, one.end) for one in wide}
