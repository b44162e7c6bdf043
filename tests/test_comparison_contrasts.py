"""Two stories side by side: what is called a difference, and what may be chance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from builders import make_analysis
from two_stories import WINDOW, long_story, story, twice

from relgraph.comparison import Contrast, Difference, compare
from relgraph.comparison.resampling import _discoveries, blocks_of, gaps
from relgraph.errors import RelgraphError
from relgraph.measures import betweenness, measure

if TYPE_CHECKING:
    from relgraph.analysis import Analysis
    from relgraph.records import Mention

RARE, OFTEN = long_story(1, title="Rare"), long_story(6, title="Often")


def contrast(first: Analysis, second: Analysis, *, seed: int = 0) -> Contrast:
    return compare([first, second], window=WINDOW).between(0, 1, seed=seed)


def of(found: Contrast, *names: str) -> Difference:
    return next(one for one in found.relationships if one.names == names)


def test_great_difference_is_called_and_an_equal_relationship_is_not() -> None:
    found = contrast(RARE, OFTEN)

    ann, cy = of(found, "Ann", "Bob"), of(found, "Cy", "Dee")
    # 20 and 120 meetings in 20,000 words each.
    assert (ann.weights, ann.per_words.first.value, ann.per_words.second.value) == ((20, 120), 10.0, 60.0)
    assert ann.per_words.difference.value == 50.0
    assert 0 < ann.per_words.difference.low < 50 < ann.per_words.difference.high
    assert (ann.called, ann.where, ann.tested) == (True, "both", True)
    assert (cy.weights, cy.per_words.difference.value, cy.called) == ((40, 40), 0.0, False)
    assert (found.tested, found.called) == (2, (ann,))
    assert found.relationships[0] == ann


def test_shares_ranks_and_people_follow() -> None:
    found = contrast(RARE, OFTEN)

    ann = of(found, "Ann", "Bob")
    # 20 of 60 meetings, and 120 of 160.
    assert (ann.share.first.value, ann.share.second.value) == pytest.approx((1 / 3, 3 / 4))
    assert (ann.ranks, ann.rank_change) == ((2, 1), 1)
    assert of(found, "Cy", "Dee").rank_change == -1
    gains = {one.name: one for one in found.people}
    assert gains["Ann"].share.difference.value == pytest.approx(3 / 4 - 1 / 3)
    assert gains["Cy"].share.difference.value == pytest.approx(1 / 4 - 2 / 3)
    assert all(one.share.called for one in found.people)
    assert gains["Ann"].ids == ("ann", "ann")


def test_clustered_meetings_are_no_difference_where_spread_ones_are() -> None:
    once = long_story(0, title="Once")
    cluster = " ".join(["{ann|Ann} met {bob|Bob}."] * 12)
    spread = long_story(1, title="Spread")
    text = "{ann|Ann} sat. {bob|Bob} sat."
    clustered = compare([_with(once, text), _with(once, cluster)], window=WINDOW).between(0, 1)
    assert of(clustered, "Ann", "Bob").weights == (0, 12)
    assert not of(clustered, "Ann", "Bob").called

    found = compare([_with(once, text), spread], window=WINDOW).between(0, 1)
    assert of(found, "Ann", "Bob").weights == (0, 20)
    assert (of(found, "Ann", "Bob").called, of(found, "Ann", "Bob").where) == (True, "second")
    assert of(found, "Ann", "Bob").rank_change is None


def _with(analysis: Analysis, more: str) -> Analysis:
    """A story of 20 chapters without Ann and Bob but for the first."""
    stretch = " ".join([*["{cy|Cy} saw {dee|Dee}."] * 2, *["Rain fell on the roof."] * 40])
    longer = make_analysis(more, *[stretch] * 19, title=analysis.story.title)
    return replace(longer, story=replace(longer.story, words=20_000))


def test_story_does_not_differ_from_itself() -> None:
    found = contrast(OFTEN, OFTEN)

    assert found.called == ()
    for one in found.relationships:
        difference = one.per_words.difference
        assert (difference.value, difference.low, difference.high, one.per_words.p) == (0, 0, 0, 1)


def test_story_told_twice_does_not_differ_from_itself() -> None:
    found = contrast(OFTEN, twice(OFTEN))

    assert found.tested == 2
    assert found.called == ()
    assert all(one.per_words.difference.value == pytest.approx(0) for one in found.relationships)


def test_other_way_round_turns_the_signs_and_nothing_else() -> None:
    here, there = contrast(RARE, OFTEN), compare([OFTEN, RARE], window=WINDOW).between(0, 1)
    back = compare([RARE, OFTEN], window=WINDOW).between(1, 0)

    assert there.relationships == back.relationships
    for one in here.relationships:
        other = of(there, *one.names)
        assert other.per_words.difference.low == pytest.approx(-one.per_words.difference.high)
        assert (other.per_words.first, other.per_words.p) == (one.per_words.second, one.per_words.p)
        assert other.called == one.called


def test_draws_are_the_same_for_the_same_seed() -> None:
    assert contrast(RARE, OFTEN) == contrast(RARE, OFTEN)
    assert contrast(RARE, OFTEN) != contrast(RARE, OFTEN, seed=1)


def test_short_stories_are_never_called_different() -> None:
    first, second = story(*[("Ann", "Bob")] * 9), story(*[("Ann", "Bob")] * 2, ("Ann", "Cy"))

    found = contrast(first, second)

    assert (found.too_short, found.tested, found.called, found.blocks) == (True, 0, (), (2, 2))
    assert of(found, "Ann", "Bob").per_words.p is None


def test_pair_with_somebody_absent_is_not_tested() -> None:
    third = long_story(6, title="Third")
    comparison = compare([RARE, OFTEN, replace(third, mentions=_without(third, "cy"))], window=WINDOW)

    found = of(comparison.between(0, 2), "Cy", "Dee")
    assert (found.absent, found.where, found.tested, found.ids) == (
        ("Cy",),
        "first",
        False,
        (("cy", "dee"), (None, "dee")),
    )


def _without(analysis: Analysis, name: str) -> tuple[Mention, ...]:
    return tuple(one for one in analysis.mentions if one.character != name)


@pytest.mark.parametrize(("count", "weight"), [("passages", 20), ("pairs", 20)])
def test_both_ways_of_counting_are_resampled(count: str, weight: int) -> None:
    comparison = compare([RARE, OFTEN], window=WINDOW, count=count)  # type: ignore[arg-type]  # one of two words

    assert of(comparison.between(0, 1), "Ann", "Bob").weights[0] == weight
    assert of(comparison.between(0, 1), "Ann", "Bob").called


def test_rows_have_figures_intervals_and_verdicts() -> None:
    found = contrast(RARE, OFTEN)
    row = found.to_rows()[0]

    assert (row["first"], row["second"], row["where"], row["first_weight"], row["second_weight"]) == (
        "Ann",
        "Bob",
        "both",
        20,
        120,
    )
    assert (row["per_words_difference"], row["per_words_called"], row["rank_change"]) == (50.0, True, 1)
    assert found.people_rows()[0]["share_called"] is True
    assert list(found.to_pandas()["second_weight"]) == [120, 40]
    assert list(compare([RARE, OFTEN], window=WINDOW).to_pandas()["Often: weight"]) == [120, 40]


@pytest.mark.parametrize("wrong", [{"second": 2}, {"first": -1}, {"level": 1.0}, {"resamples": 0}])
def test_wrong_story_or_level_is_one_line(wrong: dict[str, int]) -> None:
    with pytest.raises(RelgraphError, match=r"no story|cannot be"):
        compare([RARE, OFTEN]).between(**{"first": 0, "second": 1} | wrong)


def test_neighbours_are_contrasted_where_there_are_many_stories() -> None:
    four, seven, many = (compare([PLAIN] * count, window=WINDOW) for count in (4, 7, 31))

    assert [one.indices for one in four.contrasts()] == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    assert [one.indices for one in seven.contrasts()] == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)]
    assert many.contrasts() == ()


PLAIN = story(("Ann", "Bob"))


def test_false_discovery_rate_is_worked_by_hand() -> None:
    # At 5 % of four tests the limits are 0.0125, 0.025, 0.0375 and 0.05.
    assert _discoveries([0.02, 0.9, None, 0.03, 0.01], 0.05) == [True, False, False, True, True]
    assert _discoveries([0.03, 0.9, None], 0.05) == [False, False, False]
    assert _discoveries([None], 0.05) == [False]


def test_nothing_to_compare_gives_no_gaps() -> None:
    empty = np.zeros((10, 0))

    assert gaps(([], []), (empty, empty), [], level=0.95) == ()


@pytest.mark.parametrize(("words", "blocks"), [(0, 2), (2249, 4), (2251, 5), (5000, 10), (20_000, 10), (100_000, 50)])
def test_blocks_are_a_tenth_of_the_story_within_bounds(words: int, blocks: int) -> None:
    assert blocks_of(words) == blocks


def test_betweenness_is_that_of_each_network() -> None:
    first, second = story(("Ann", "Bob"), ("Bob", "Cy")), story(("Bob", "Ann"), ("Ann", "Cy"))

    gains = {one.name: one for one in contrast(first, second).people}

    assert {name: one.betweenness for name, one in gains.items()} == {"Ann": (0, 1), "Bob": (1, 0), "Cy": (0, 0)}
    assert (gains["Ann"].betweenness_change, gains["Bob"].betweenness_change) == (1, -1)
    graph = RARE.graph(window=WINDOW)
    assert betweenness(graph) == measure(graph).betweenness
