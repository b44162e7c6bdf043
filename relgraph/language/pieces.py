"""Text in, word pieces out: what the encoder reads, with the offsets that lead back to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from relgraph.records import Span

SHAPES = 9
"""Number of shape classes, see `shape_of`."""

# One character for one, so that offsets stay: the vocabulary is that of plain English text, fiction is typeset.
PLAIN = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "_": " ", "*": " ",
})  # fmt: skip

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The word pieces of a text: parallel arrays of shape (number of pieces,)."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def shape_of(word: str) -> int:
    """Return the class of a word's letter case, 0..8: the vocabulary knows no capitals, names are made of them."""
    if not _LETTER.search(word):
        return 4 if any(map(str.isdigit, word)) else 5
    if any(map(str.isdigit, word)):
        return 7
    if word.islower() or not word[0].isupper():
        return 0 if word.islower() else 8
    if len(word) == 1:
        return 6
    if word.isupper():
        return 2
    return 1 if word[1:].islower() else 3


def encode(tokenizer: Tokenizer, text: str) -> Pieces:
    """Return the word pieces of `text`, without the marks for start and end; empty arrays for an empty text."""
    encoding = tokenizer.encode(text.translate(PLAIN), add_special_tokens=False)
    offsets = encoding.offsets
    starts = np.array([start for start, _ in offsets], dtype=np.int64)
    ends = np.array([end for _, end in offsets], dtype=np.int64)
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        shapes=_shapes(text, encoding.word_ids, offsets),
        starts=starts,
        ends=ends,
    )


def _shapes(text: str, words: Sequence[int | None], offsets: Sequence[Span]) -> NDArray[np.int64]:
    shapes = np.zeros(len(offsets), dtype=np.int64)
    first = 0
    for index in range(1, len(offsets) + 1):
        if index == len(offsets) or words[index] != words[first]:
            shapes[first:index] = shape_of(text[offsets[first][0] : offsets[index - 1][1]])
            first = index
    return shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of pieces that the encoder reads at once; only spans that start in the core are taken from it.

    All four are indices of pieces, ends exclusive: `start` <= `core_start` <= `core_end` <= `end`.
    """

    start: int
    core_start: int
    core_end: int
    end: int


def in_blocks(length: int, block: int) -> tuple[int, int]:
    """Return into how many blocks of at most `block` pieces so many go, and how many more fill them to one length."""
    blocks = -(-length // block)
    return blocks, -length % blocks


def make_windows(
    pieces: Pieces, sentences: Sequence[Span], *, size: int, context: int, ahead: int | None = None
) -> tuple[Window, ...]:
    """Return windows of at most `size` pieces whose cores are whole sentences and cover every piece once.

    Each core is preceded by up to `context` pieces of its past, and followed by up to `ahead` pieces, or by what room
    is left. A sentence that does not fit is cut. Empty for a text without pieces.
    """
    total = len(pieces.ids)
    ends = np.searchsorted(pieces.starts, [end for _, end in sentences], side="left").tolist()
    cuts, last = [0], 0
    for end in [*ends, total]:
        while end - cuts[-1] > size - context:
            cuts.append(last if last > cuts[-1] else cuts[-1] + size - context)
        last = end
    cuts.append(total)
    cores = [(first, end) for first, end in pairwise(cuts) if first < end]
    windows = []
    for first, end in cores:
        start = max(0, first - context)
        stop = min(total, start + size, end + (size if ahead is None else ahead))
        windows.append(Window(start=start, core_start=first, core_end=end, end=max(end, stop)))
    return tuple(windows)
