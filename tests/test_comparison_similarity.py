"""Four measures of how alike two networks are, on graphs that can be worked by hand."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from two_stories import WINDOW, story, twice

from relgraph.analysis import Analysis  # noqa: TC001 - hypothesis reads the annotations
from relgraph.comparison import compare
from relgraph.errors import RelgraphError

PAIR = story(("Ann", "Bob"))
TRIANGLE = story(("Ann", "Bob"), ("Bob", "Cy"), ("Ann", "Cy"))
PATH = story(("Ann", "Bob"), ("Bob", "Cy"))
NOBODY = story()

names = st.sampled_from(["Ann", "Bob", "Cy", "Dee", "Eve"])
pairs = st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), max_size=10)
stories = st.builds(lambda found, words: story(*found, words=words), pairs, st.integers(1, 20_000))


def value(measure: str, first: Analysis, second: Analysis) -> float:
    return compare([first, second], window=WINDOW).similarity(measure).table[0][1]


def test_spectral_distance_is_worked_by_hand() -> None:
    # Eigenvalues: the pair has 0 and 2, the triangle 0, 1.5 and 1.5, the path 0, 1 and 2.
    # Pair to triangle: below 0..1.5 half against a third, from 1.5 to 2 half against all.
    assert value("spectral", PAIR, TRIANGLE) == pytest.approx(1.5 * (1 / 2 - 1 / 3) + 0.5 * (1 - 1 / 2))
    # Path to triangle: from 1 to 1.5 two thirds against one, from 1.5 to 2 two thirds against all.
    assert value("spectral", PATH, TRIANGLE) == pytest.approx(0.5 / 3 + 0.5 / 3)


def test_portrait_divergence_is_worked_by_hand() -> None:
    # Pair: each is alone at distance 0 and has one at 1, so P(0, 1) = P(1, 1) = 1/2.
    # Triangle: P(0, 1) = 3/9, and two others at 1: P(1, 2) = 6/9.
    shells = [(1 / 2, 1 / 3), (1 / 2, 0.0), (0.0, 2 / 3)]
    terms = [share * log2(share / ((one + two) / 2)) / 2 for one, two in shells for share in (one, two) if share]
    assert value("portrait", PAIR, TRIANGLE) == pytest.approx(sum(terms))


def test_names_do_not_matter_to_the_shape() -> None:
    others = story(("Xan", "Yves"), ("Yves", "Zoe"))

    assert value("spectral", PATH, others) == value("portrait", PATH, others) == 0
    assert value("jaccard", PATH, others) == value("cosine", PATH, others) == 0


def test_weights_do_not_matter_to_the_portrait_but_to_the_spectrum() -> None:
    heavy = story(*[("Ann", "Bob")] * 3, ("Bob", "Cy"), ("Ann", "Cy"))

    assert value("portrait", TRIANGLE, heavy) == 0
    assert value("spectral", TRIANGLE, heavy) > 0


@pytest.mark.parametrize(
    ("measure", "alone", "both"), [("jaccard", 0, 1), ("cosine", 0, 1), ("spectral", 1, 0), ("portrait", 1, 0)]
)
def test_story_without_relationships_is_far_from_one_with_and_like_another_without(
    measure: str, alone: float, both: float
) -> None:
    assert value(measure, NOBODY, PATH) == value(measure, PATH, NOBODY) == alone
    assert value(measure, NOBODY, NOBODY) == both


def test_unknown_measure_lists_the_known() -> None:
    with pytest.raises(RelgraphError, match="unknown measure 'edit'; use one of cosine, jaccard, portrait, spectral"):
        compare([PATH, PATH]).similarity("edit")


def test_each_measure_says_what_it_means_and_where_it_is_published() -> None:
    for one in compare([PATH, PAIR]).similarities:
        assert one.meaning.endswith(".")
        assert "doi:10." in one.reference
        assert one.to_rows(("A", "B")) == [{"measure": one.name, "first": "A", "second": "B", "value": one.table[0][1]}]


@settings(max_examples=40)
@given(stories, stories)
def test_measures_are_symmetric_within_0_and_1_and_perfect_with_themselves(first: Analysis, second: Analysis) -> None:
    for one in compare([first, second], window=WINDOW).similarities:
        same = 1 if one.kind == "similarity" else 0
        assert one.table[0][0] == one.table[1][1] == same
        assert one.table[0][1] == one.table[1][0]
        assert 0 <= one.table[0][1] <= 1


@settings(max_examples=20)
@given(stories)
def test_story_told_twice_is_the_same_as_itself(analysis: Analysis) -> None:
    comparison = compare([analysis, twice(analysis)], window=WINDOW)

    for one in comparison.similarities:
        assert one.table[0][1] == pytest.approx(1 if one.kind == "similarity" else 0, abs=1e-9)
    for row in comparison.relationships:
        assert row.weights[1] == 2 * row.weights[0]
        assert row.per_words[0] == pytest.approx(row.per_words[1])
        assert (row.shares[0], row.ranks[0]) == (row.shares[1], row.ranks[1])


@settings(max_examples=20)
@given(pairs)
def test_case_of_the_names_does_not_matter(found: list[tuple[str, str]]) -> None:
    shouted = story(*((one.upper(), other.upper()) for one, other in found), ("Fay", "Gus"))
    plain = story(*found, ("Fay", "Gus"))
    other = story(("Ann", "Bob"), ("Bob", "Cy"), ("Fay", "Gus"))

    here, there = (compare([one, other], window=WINDOW) for one in (plain, shouted))
    assert [one.table for one in here.similarities] == [one.table for one in there.similarities]
    assert [row.weights for row in here.relationships] == [row.weights for row in there.relationships]
