"""The measures behind the figures of docs/accuracy.md, on cases worked by hand."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parents[1] / "training"))  # its scripts import each other by name
scoring: Any = importlib.import_module("scoring")

A, B, C, D, E, F, G = ((n, n + 1) for n in range(7))


def cluster(*mentions: tuple[int, int]) -> frozenset[tuple[int, int]]:
    return frozenset(mentions)


def pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


def test_score_of_nothing_is_zero() -> None:
    assert scoring.score(0, 0, 0, 0) == (0, 0, 0)


def test_f1_is_the_harmonic_mean() -> None:
    assert scoring.score(1, 2, 1, 4) == (0.5, 0.25, pytest.approx(1 / 3))


def test_assignment_takes_the_largest_sum_not_the_largest_pair() -> None:
    assert scoring.best_pairs({("a", 1): 3, ("a", 2): 2, ("b", 1): 2.5}) == {"a": 2, "b": 1}


def test_assignment_leaves_out_pairs_worth_nothing() -> None:
    assert scoring.best_pairs({("a", 1): 0.0}) == {}


def test_assignment_of_nothing_is_empty() -> None:
    assert scoring.best_pairs({}) == {}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Gold ABC DEFG, found AB CD FG E: links found 3 of 3, gold 3 of 5.
        ("MUC", (2 / 3, 2 / 5)),
        # Found AB CD FG E: (2 + 1 + 2 + 1) / 7; gold: (4/3 + 1/3 + 1/4 + 1/4 + 4/4) / 7.
        ("B3", (6 / 7, (5 / 3 + 3 / 2) / 7)),
        # ABC with AB: 4/5; DEFG with FG: 4/6; two gold clusters, four found.
        ("CEAFe", ((4 / 5 + 2 / 3) / 4, (4 / 5 + 2 / 3) / 2)),
    ],
)
def test_coreference_is_scored_by_the_published_definitions(name: str, expected: tuple[float, float]) -> None:
    judge = scoring.Coreference()
    judge.add([cluster(A, B, C), cluster(D, E, F, G)], [cluster(A, B), cluster(C, D), cluster(F, G), cluster(E)])
    assert judge.scores()[name][:2] == pytest.approx(expected)


def test_mentions_that_stand_alone_count_for_b3_and_ceaf() -> None:
    judge = scoring.Coreference()
    judge.add([cluster(A), cluster(B)], [cluster(A)])
    assert judge.scores() == {"MUC": (0, 0, 0), "B3": (1, 0.5, 2 / 3), "CEAFe": (1, 0.5, 2 / 3)}
    assert judge.conll() == pytest.approx(4 / 9)


def test_missed_and_invented_mentions_cost_links() -> None:
    judge = scoring.Coreference()
    judge.add([cluster(A, B, C)], [cluster(A, B, D, E)])
    assert judge.scores()["MUC"][:2] == (1 / 3, 1 / 2)
    assert judge.scores()["B3"][:2] == (4 / 4 / 4, 4 / 3 / 3)


def test_documents_are_summed_before_they_are_divided() -> None:
    judge = scoring.Coreference()
    judge.add([cluster(A, B)], [cluster(A, B)])
    judge.add([cluster(A, B, C, D)], [cluster(A), cluster(B), cluster(C), cluster(D)])
    assert judge.scores()["MUC"] == (1, 1 / 4, 2 / 5)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=12))
def test_the_gold_clusters_themselves_are_perfect(homes: list[int]) -> None:
    clusters = [frozenset((i, i + 1) for i, home in enumerate(homes) if home == wanted) for wanted in set(homes)]
    judge = scoring.Coreference()
    judge.add(clusters, clusters)
    assert judge.scores()["B3"].f1 == pytest.approx(1)
    assert judge.scores()["CEAFe"].f1 == pytest.approx(1)


def test_characters_are_matched_by_the_mentions_of_shared_names() -> None:
    gold = {"ben": Counter({"ben": 9, "kylo": 3}), "rey": Counter({"rey": 5})}
    found = {"x": Counter({"kylo": 2, "rey": 1}), "y": Counter({"ben": 4}), "z": Counter({"rey": 7})}
    assert scoring.match_characters(gold, found) == {"ben": "y", "rey": "z"}


def test_of_two_gold_characters_of_one_name_the_one_that_more_mentions_name_is_matched() -> None:
    gold = {"double": Counter({"lady quill": 2}), "quill": Counter({"lady quill": 8})}
    assert scoring.match_characters(gold, {"x": Counter({"lady quill": 9})}) == {"quill": "x"}


def test_mentions_meet_within_thirty_two_tokens_of_a_third_one() -> None:
    # Both ends lie within 32 tokens of the middle: 30 - 32 <= 0, and 62 + 1 <= 31 + 32.
    assert scoring.meetings([(0, 1, "rey"), (30, 31, "finn"), (62, 63, "poe")]) == {
        pair("rey", "finn"): 1,
        pair("rey", "poe"): 1,
        pair("finn", "poe"): 1,
    }


def test_mentions_further_apart_do_not_meet() -> None:
    assert scoring.meetings([(0, 1, "rey"), (33, 34, "finn")]) == {}
    assert scoring.meetings([(0, 1, "rey"), (32, 33, "finn")]) == {pair("rey", "finn"): 1}


def test_every_pair_of_mentions_counts_once_and_none_of_one_person() -> None:
    assert scoring.meetings([(0, 1, "rey"), (2, 3, "rey"), (4, 5, "finn")]) == {pair("rey", "finn"): 2}


def test_edges_are_scored_by_the_pairs_that_both_sides_have() -> None:
    gold = {pair("a", "b"): 3, pair("a", "c"): 1}
    found = {pair("a", "b"): 1, pair("b", "c"): 5, pair("b", "? x"): 1, pair("c", "? x"): 1}
    assert scoring.edges(gold, found) == (1 / 4, 1 / 2, 1 / 3)


def test_edges_without_a_side_have_no_score() -> None:
    assert scoring.edges({pair("a", "b"): 1}, {}) is None


def test_cosine_takes_an_absent_edge_as_nothing() -> None:
    gold = {pair("a", "b"): 3, pair("a", "c"): 4}
    assert scoring.cosine(gold, {pair("a", "b"): 2}) == pytest.approx(0.6)
    assert scoring.cosine(gold, {}) == 0


def test_quotations_match_where_they_share_half_of_the_shorter() -> None:
    assert scoring.match_quotes([(0, 10), (20, 30), (40, 50)], [(5, 40), (44, 64)]) == {1: 0, 2: 1}
    assert scoring.match_quotes([(0, 10)], [(6, 20)]) == {}


def test_speakers_are_scored_as_clusters_whatever_their_ids() -> None:
    pairs = {0: 0, 1: 1, 2: 2}
    # Found: one speaker for the first two, of whom each is another's; the third is hers.
    assert scoring.speakers(["rey", "finn", "finn"], ["x", "x", "y"], pairs)[:2] == (2 / 3, 2 / 3)


def test_a_quotation_without_a_speaker_stands_alone() -> None:
    assert scoring.speakers(["rey", "rey"], [None, None], {0: 0, 1: 1})[:2] == (1, 1 / 2)


def test_speakers_of_no_quotations_score_nothing() -> None:
    assert scoring.speakers(["rey"], [], {}) == (0, 0, 0)


def test_share_right_counts_missed_quotations_as_wrong_and_leaves_out_the_untold() -> None:
    gold, found, people = ["rey", "finn", "", "rey"], ["x", None, "x"], {"x": "rey"}
    assert scoring.share_right(gold, found, {0: 0, 1: 1, 2: 2}, people) == (1, 3)
