"""What stories share, and where they differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis
from hypothesis import given
from hypothesis import strategies as st

from relgraph.comparison import Comparison, compare
from relgraph.errors import RelgraphError

if TYPE_CHECKING:
    from relgraph.analysis import Analysis


def story(*pairs: tuple[str, str], title: str = "A story", words: int = 1000) -> Analysis:
    """A story with one sentence for each pair of names; an id is the name in lower case."""
    sentences = [f"{{{one.lower()}|{one}}} met {{{other.lower()}|{other}}}." for one, other in pairs]
    analysis = make_analysis(" ".join(sentences), title=title)
    return replace(analysis, story=replace(analysis.story, words=words))


FIRST = story(*[("Ann", "Bob")] * 3, ("Ann", "Cy"), ("Cy", "Dee"), title="First", words=10_000)
SECOND = story(("Bob", "Ann"), ("Bob", "Cy"), ("Bob", "Cy"), ("Eve", "Cy"), title="Second", words=5_000)


def names(comparison: Comparison) -> list[tuple[str, str]]:
    return [(row.first.name, row.second.name) for row in comparison.relationships]


def test_characters_of_both_stories_are_aligned() -> None:
    comparison = compare([FIRST, SECOND])

    assert [(one.name, one.ids, one.mentions) for one in comparison.characters] == [
        ("Bob", ("bob", "bob"), (3, 3)),
        ("Ann", ("ann", "ann"), (4, 1)),
        ("Cy", ("cy", "cy"), (2, 3)),
    ]


def test_relationships_of_shared_characters_are_set_side_by_side() -> None:
    comparison = compare([FIRST, SECOND], window="sentences:1")

    assert [
        (row.first.name, row.second.name, row.weights, row.per_words, row.ranks, row.stories, row.shared)
        for row in comparison.relationships
    ] == [
        ("Ann", "Bob", (3, 1), (3.0, 2.0), (1, 2), (0, 1), True),
        ("Bob", "Cy", (0, 2), (0.0, 4.0), (None, 1), (1,), False),
        ("Ann", "Cy", (1, 0), (1.0, 0.0), (2, None), (0,), False),
    ]


def test_rows_are_a_table_with_four_columns_per_story() -> None:
    assert compare([FIRST, SECOND], window="sentences:1").to_rows()[1] == {
        "first": "Bob",
        "second": "Cy",
        "shared": False,
        "First: weight": 0,
        "First: per 10,000 words": 0.0,
        "First: share": 0.0,
        "First: rank": None,
        "Second: weight": 2,
        "Second: per 10,000 words": 4.0,
        "Second: share": 0.5,
        "Second: rank": 1,
    }


def test_similarities_are_worked_by_hand() -> None:
    comparison = compare([FIRST, SECOND], window="sentences:1")

    # Per 10,000 words: Ann-Bob 3 and 2, Bob-Cy 0 and 4, Ann-Cy 1 and 0, Cy-Dee 1 and 0, Cy-Eve 0 and 2.
    assert comparison.jaccard[0][1] == pytest.approx(2 / (3 + 4 + 1 + 1 + 2))
    # Weights: (3, 1, 1) and (1, 2, 1) share Ann-Bob alone.
    assert comparison.cosine[0][1] == pytest.approx(3 * 1 / (11**0.5 * 6**0.5))


def test_pairs_can_be_counted_instead() -> None:
    chatty = make_analysis("{ann|Ann} met {bob|Bob} and {bob|he} smiled.")

    assert compare([chatty, FIRST], count="pairs").relationships[0].weights[0] == 2


def test_story_is_wholly_alike_to_itself() -> None:
    comparison = compare([FIRST, FIRST])

    assert comparison.jaccard == comparison.cosine == ((1.0, 1.0), (1.0, 1.0))
    assert all(row.weights[0] == row.weights[1] and row.ranks[0] == row.ranks[1] for row in comparison.relationships)
    assert comparison.stories == ("First", "First (2)")


def test_stories_without_common_people_give_an_empty_table() -> None:
    comparison = compare([FIRST, story(("Xan", "Yves"))])

    assert (comparison.nobody_shared, comparison.characters, comparison.to_rows()) == (True, (), [])
    assert comparison.jaccard[0][1] == comparison.cosine[0][1] == 0.0


def test_stories_without_relationships_are_alike() -> None:
    comparison = compare([make_analysis("Rain."), make_analysis("Snow.")])

    assert (comparison.nobody_shared, comparison.jaccard[0][1], comparison.cosine[0][1]) == (True, 1.0, 1.0)


def test_story_with_relationships_is_unlike_one_without() -> None:
    comparison = compare([FIRST, make_analysis("Snow.")])

    assert (comparison.jaccard[0][1], comparison.cosine[0][1]) == (0.0, 0.0)


@pytest.mark.parametrize("analyses", [[], [FIRST]])
def test_fewer_than_two_stories_cannot_be_compared(analyses: list[Analysis]) -> None:
    with pytest.raises(RelgraphError, match=f"at least two stories, not {len(analyses)}"):
        compare(analyses)


def test_name_of_one_may_be_an_alias_of_the_other() -> None:
    first = make_analysis("{ren|Kylo Ren} met {ann|Ann}. {ren|Kylo Ren} saw {ren|Kylo}.")
    second = make_analysis("{kylo|Kylo} met {ann|Ann}.")

    assert [(one.name, one.ids) for one in compare([first, second]).characters] == [
        ("Kylo Ren", ("ren", "kylo")),
        ("Ann", ("ann", "ann")),
    ]


def test_frequent_common_form_makes_two_one() -> None:
    first = make_analysis("{a|General Hux} met {a|Hux}.")
    second = make_analysis("{b|Armitage Hux} met {b|Armitage Hux} and {b|Hux}.")

    assert compare([first, second]).characters[0].ids == ("a", "b")


def test_rare_common_form_leaves_two_apart() -> None:
    first = make_analysis(" ".join(["{han|Han} sat."] * 9) + " {han|Solo} left.")
    second = make_analysis(" ".join(["{ben|Ben} sat."] * 9) + " {ben|Solo} left.")

    assert compare([first, second]).nobody_shared


def test_most_alike_are_aligned_first() -> None:
    first = make_analysis("{solo|Solo} sat. {solo|Solo} ran.")
    second = make_analysis("{ben|Ben} met {ben|Solo}. {han|Solo} sat. {han|Solo} met {han|Han}. {ben|Ben} left.")

    assert [one.ids for one in compare([first, second]).characters] == [("solo", "han")]


def test_names_are_aligned_in_any_case() -> None:
    shouted = make_analysis("{x|ANN} met {bob|Bob}.")

    assert ("x", "ann") in {one.ids for one in compare([shouted, FIRST]).characters}


def test_unnamed_are_never_compared() -> None:
    guards = make_analysis(" ".join(["{guard|the guard} saw {ann|Ann}."] * 6))

    comparison = compare([guards, guards])

    assert ([one.name for one in comparison.characters], comparison.relationships) == (["Ann"], ())


def test_mum_of_one_story_is_not_the_mum_of_another() -> None:
    people = {"mum": {"name": "Mum", "kind": "unnamed"}}
    first = make_analysis(" ".join(["{mum|Mum} saw {ann|Ann}."] * 6), people=people)
    assert any(one.aliases for one in first.characters if one.kind == "unnamed")

    assert [one.name for one in compare([first, first]).characters] == ["Ann"]


def test_nameless_narrators_of_two_stories_are_not_taken_for_one() -> None:
    narrator = {"i": {"name": "Narrator", "kind": "narrator"}}
    first = make_analysis("{i|I} met {ann|Ann}.", people=narrator)

    assert names(compare([first, first])) == []
    assert [one.name for one in compare([first, first]).characters] == ["Ann"]


def test_three_stories_are_aligned_together() -> None:
    third = story(("Dee", "Cy"), title="Third", words=10_000)

    comparison = compare([FIRST, SECOND, third], window="sentences:1")

    dee = next(row for row in comparison.relationships if row.second.name == "Dee")
    assert (dee.first.ids, dee.second.ids, dee.weights) == (("cy", "cy", "cy"), ("dee", None, "dee"), (1, 0, 1))


def test_equal_titles_are_told_apart() -> None:
    twice = compare([story(title="Day"), story(title="Day (2)"), story(title="Day"), story(title="Day")])

    assert twice.stories == ("Day", "Day (2)", "Day (3)", "Day (4)")


people = st.lists(
    st.tuples(st.sampled_from(["Ann", "Bob", "Cy", "Dee"]), st.sampled_from(["Bob", "Cy", "Eve"])), max_size=8
)
stories = st.builds(lambda pairs, words: story(*pairs, words=words), people, st.integers(0, 20_000))


@given(stories, stories)
def test_order_of_the_stories_only_swaps_the_columns(first: Analysis, second: Analysis) -> None:
    here, there = compare([first, second]), compare([second, first])

    assert here.jaccard == there.jaccard
    assert here.cosine == there.cosine
    assert [(row.first.name, row.second.name, row.weights) for row in here.relationships] == [
        (row.first.name, row.second.name, row.weights[::-1]) for row in there.relationships
    ]


@given(stories, stories)
def test_similarities_are_between_0_and_1_and_1_with_itself(first: Analysis, second: Analysis) -> None:
    comparison = compare([first, second, first])

    for table in (comparison.jaccard, comparison.cosine):
        assert all(0 <= value <= 1 for row in table for value in row)
        assert table[0][0] == table[0][2] == table[1][1] == 1
        assert table[0][1] == table[1][0]


@given(stories, stories)
def test_nobody_is_aligned_twice(first: Analysis, second: Analysis) -> None:
    characters = compare([first, second]).characters

    for index in (0, 1):
        ids = [one.ids[index] for one in characters]
        assert len(set(ids)) == len(ids)
