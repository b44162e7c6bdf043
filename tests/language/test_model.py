"""Which windows the encoder reads at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from relgraph.language.model import BATCH, batches
from relgraph.language.pieces import Window


def window(length: int) -> Window:
    return Window(start=3, core_start=3, core_end=3 + length, end=3 + length)


@given(st.lists(st.integers(1, 5), max_size=40))
def test_every_window_is_read_once_and_only_with_others_as_long(lengths: list[int]) -> None:
    found = list(batches([window(length) for length in lengths]))
    assert sorted(index for batch in found for index in batch) == list(range(len(lengths)))
    assert all(len(batch) <= BATCH and len({lengths[index] for index in batch}) == 1 for batch in found)
    assert len(found) == sum(-(-lengths.count(length) // BATCH) for length in set(lengths))
