from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.wording import LEAST, SIGNIFICANT, find_words, marking_words


def test_a_word_stands_out_by_its_weighted_log_odds() -> None:
    # The prior is half a word for each of the 1,000, so that of "sea" is 2.5. Here it counts 4 + 2.5 = 6.5 of
    # 100 + 500, there 1 + 2.5 = 3.5 of 900 + 500, which gives
    # (ln(6.5 / 593.5) - ln(3.5 / 1396.5)) / sqrt(1 / 6.5 + 1 / 3.5) = 1.4747 / 0.6630.
    (sea,) = marking_words({"hill": 1, "sea": 4, "tree": 95}, {"hill": 50, "sea": 5, "tree": 945})
    assert (sea.word, sea.count) == ("sea", 4)
    assert sea.z == pytest.approx(2.2243, abs=0.0001)


def test_a_word_as_frequent_as_elsewhere_does_not_mark_a_part() -> None:
    # "tree": 10 of 100 here, 90 of 900 there; the log-odds are the same.
    assert marking_words({"tree": 10, "way": 90}, {"tree": 100, "way": 900}) == ()


def test_two_of_a_kind_are_chance() -> None:
    part = {"sea": 2, "way": 98}
    assert marking_words(part, {"sea": 3, "way": 9997}) == ()
    assert [found.word for found in marking_words(part | {"sea": 3}, {"sea": 4, "way": 9997})] == ["sea"]


def test_the_clearest_words_come_first_and_ties_by_the_alphabet() -> None:
    part = {"oar": 5, "fish": 5, "sea": 9, "way": 81}
    whole = {"oar": 6, "fish": 6, "sea": 10, "way": 978}
    assert [found.word for found in marking_words(part, whole)] == ["sea", "fish", "oar"]
    assert [found.word for found in marking_words(part, whole, limit=2)] == ["sea", "fish"]


def test_an_empty_part_and_a_story_of_one_word_have_no_marks() -> None:
    assert marking_words({}, {"sea": 3}) == ()
    assert marking_words({"sea": 4}, {"sea": 9}) == ()


counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 60))


@given(counts, counts)
def test_marks_are_never_weaker_than_promised(part: dict[str, int], rest: dict[str, int]) -> None:
    whole = {word: part.get(word, 0) + rest.get(word, 0) for word in sorted(part.keys() | rest.keys())}
    for found in marking_words(part, whole):
        assert found.z >= SIGNIFICANT
        assert found.count == part[found.word] >= LEAST
        assert found.count / sum(part.values()) > whole[found.word] / sum(whole.values())


TEXT = "The sea was cold. Rose's boat lay in the SEA; a rose lay there, the sailor's."


def test_words_are_counted_in_small_letters_without_their_endings() -> None:
    assert find_words(TEXT, [(0, len(TEXT))]).counts == {
        "sea": 2, "cold": 1, "rose": 2, "boat": 1, "lay": 2, "sailor": 1,
    }  # fmt: skip


def test_names_are_left_out_where_they_are_written_with_a_capital() -> None:
    words = find_words(TEXT, [(0, len(TEXT))], names={"rose"})
    assert words.counts["rose"] == 1
    assert words.number((0, len(TEXT))) == 16


def test_words_in_a_mention_are_left_out_however_mentions_nest() -> None:
    text = "The old sailor of the ship slept, old and cold."
    words = find_words(text, [(0, len(text))], mentions=[(0, 26), (4, 14)])
    assert words.counts == {"slept": 1, "old": 1, "cold": 1}


def test_words_outside_of_the_ranges_do_not_count() -> None:
    assert find_words(TEXT, [(0, 8), (18, 29)]).counts == {"sea": 1, "rose": 1, "boat": 1}


def test_each_word_counts_once_however_many_ranges_hold_it() -> None:
    words = find_words(TEXT, [(0, len(TEXT))])
    assert words.within([(0, 17), (4, 45)]) == {"sea": 2, "cold": 1, "rose": 1, "boat": 1, "lay": 1}
    assert words.within([]) == {}


def test_curly_apostrophes_and_numbers_make_no_other_words() -> None:
    assert find_words("It didn’t rain in 1920, o’clock.", [(0, 32)]).counts == {"rain": 1, "o'clock": 1}
