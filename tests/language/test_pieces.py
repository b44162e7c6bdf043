from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.language.decode import Scored, without_crossings
from relgraph.language.model import _plausible, shipped_model
from relgraph.language.pieces import encode, make_windows, shape_of


@pytest.mark.parametrize(
    ("word", "shape"),
    [("rey", 0), ("Rey", 1), ("REY", 2), ("McQuill", 3), ("2187", 4), ("!", 5), ("I", 6), ("BB8", 7), ("iDroid", 8)],
)
def test_shape_tells_the_case_of_a_word(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_pieces_lead_back_to_the_text() -> None:
    text = "“Zyra’s” café—Hux"
    pieces = encode(shipped_model().tokenizer, text)

    assert "".join(text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)) == "“Zyra’s”café—Hux"


@given(st.text(max_size=80))
def test_offsets_of_pieces_are_ordered_and_inside_the_text(text: str) -> None:
    pieces = encode(shipped_model().tokenizer, text)
    spans = list(zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True))

    assert spans == sorted(spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)


@given(st.lists(st.integers(min_value=1, max_value=40), max_size=12), st.integers(min_value=0, max_value=6))
def test_cores_of_windows_cover_every_piece_once(lengths: list[int], context: int) -> None:
    text, sentences = "", []
    for length in lengths:
        sentences.append((len(text), len(text) + 2 * length - 1))
        text += "a " * length
    pieces = encode(shipped_model().tokenizer, text)
    windows = make_windows(pieces, sentences, size=16, context=context)

    covered = [i for window in windows for i in range(window.core_start, window.core_end)]
    assert covered == list(range(sum(lengths)))
    assert all(window.start <= window.core_start and window.core_end <= window.end for window in windows)
    assert all(window.end - window.start <= 16 for window in windows)


def test_window_ends_with_a_sentence_where_it_can() -> None:
    text = "a " * 30
    pieces = encode(shipped_model().tokenizer, text)

    cores = [(w.core_start, w.core_end) for w in make_windows(pieces, [(0, 13), (14, 59)], size=20, context=4)]

    assert cores == [(0, 7), (7, 23), (23, 30)]


def test_surer_span_wins_over_one_that_crosses_it() -> None:
    crossing = [Scored(0, 6, "PER.name", 0.6), Scored(4, 9, "PER.name", 0.9)]

    assert without_crossings(crossing) == [Scored(4, 9, "PER.name", 0.9)]


def test_nested_spans_are_both_kept_longer_first() -> None:
    nested = [Scored(0, 3, "PER.pronoun", 0.9), Scored(0, 10, "PER.nominal", 0.7)]

    assert without_crossings(nested) == [nested[1], nested[0]]


_SPANS = st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from("ab"), st.floats(0.1, 1))


@given(st.lists(_SPANS, max_size=15))
def test_spans_that_are_kept_never_cross_and_depend_on_no_order(raw: list[tuple[int, int, str, float]]) -> None:
    spans = [Scored(start, start + width, label, p) for start, width, label, p in raw]
    kept = without_crossings(spans)

    assert kept == without_crossings(reversed(spans))
    assert len({(s.start, s.end) for s in kept}) == len(kept)
    assert not any(a.start < b.start < a.end < b.end for a in kept for b in kept)


@pytest.mark.parametrize(
    ("text", "name", "p", "kept"),
    [
        ("He said: Zyra slept.", "Zyra", 0.3, True),
        ("He fleered at Happy Jack.", "fleered", 0.7, False),
        ("“tell rey i said hi,” wrote Orrin.", "rey", 0.95, True),
        ("tell rey i said hi", "rey", 0.4, True),
        ("It continued--Adele slept.", "continued--Adele", 0.99, False),
    ],
)
def test_name_is_written_as_one(text: str, name: str, p: float, *, kept: bool) -> None:
    start = text.index(name)

    assert _plausible(Scored(start, start + len(name), "PER.name", p), text) is kept
    assert _plausible(Scored(start, start + len(name), "PER.nominal", p), text)
