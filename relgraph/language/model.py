"""The shipped model: a small transformer in ONNX, trained on LitBank and on scenes of our own."""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left, bisect_right
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from relgraph.language.decode import Scored, without_crossings
from relgraph.language.pieces import Pieces, Window, encode, in_blocks, make_windows, shape_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from relgraph.records import Span

_MARK = shape_of(".")
_NO_NAME = re.compile(r"--|[—“”\"]|\n\s*\n")
_AROUND = 200
_VERY_SURE = 0.9
# They open sentences with a capital and are strange to the model: "Dost know of such a place?"
_OLD_WORDS = frozenset(
    ("dost", "doth", "hast", "hath", "wilt", "shalt", "twas", "'twas", "tis", "'tis", "ere", "yerself")
)

_OUTPUTS = ("row", "column", "label", "p", "vectors")

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the encoder makes of a text: its mentions, and a vector for each word piece as first, last and inner one.

    `pieces` are the word pieces with their ranges of characters; `vectors` has shape (pieces, 3, size).
    """

    mentions: list[Scored]
    pieces: Pieces
    vectors: Vectors

    def sums(self, starts: Sequence[int], ends: Sequence[int]) -> Vectors:
        """Return a vector for each range of characters, shape (ranges, size): its ends and the mean of its inside."""
        limit = max(len(self.pieces.ids) - 1, 0)
        first = np.minimum(np.searchsorted(self.pieces.ends, starts, side="right"), limit)
        last = np.minimum(np.maximum(first, np.searchsorted(self.pieces.starts, ends, side="left") - 1), limit)
        inner = np.zeros((len(self.vectors) + 1, self.vectors.shape[-1]))
        np.cumsum(self.vectors[:, 2], axis=0, out=inner[1:])
        means = (inner[last + 1] - inner[first]) / (last + 1 - first)[:, None]
        total: Vectors = (self.vectors[first, 0] + self.vectors[last, 1] + means).astype(np.float32)
        return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A loaded model: `read` takes texts with their sentences, `score` pairs of mentions (see `links`).

    `pool` has a thread for each core. One thread reads one window: two on two cores go faster than one by both, and
    what is read does not depend on how many cores there are.
    """

    name: str
    labels: tuple[str, ...]
    size: int
    context: int
    ahead: int
    block: int
    width: int
    tokenizer: Tokenizer
    session: Any
    linker: Any
    pool: ThreadPoolExecutor

    def score(
        self, sums: Vectors, kinds: NDArray[np.int64], pairs: Sequence[NDArray[np.int64]], classes: NDArray[np.int64]
    ) -> Vectors:
        """Return the score of each pair of nodes (`pairs`: one and other) to be one person; 0 is as likely as not."""
        inputs = {"sums": sums, "kinds": kinds, "one": pairs[0], "other": pairs[1], "classes": classes}
        scores: Vectors = self.linker.run(("scores",), inputs)[0]
        return scores

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        """Return the mentions of a text (half-open characters, label such as "PER.name"), nested but never crossing.

        Sentences are ranges of the text; the windows that the encoder reads are made of them. An empty text has none.
        """
        return self.begin(text, sentences)()

    def begin(self, text: str, sentences: Sequence[Span]) -> Callable[[], Reading]:
        """Begin to `read` in the background, and return what waits for the end of it and gives the reading."""
        pieces = encode(self.tokenizer, text)
        windows = make_windows(pieces, sentences, size=self.size - 2, context=self.context, ahead=self.ahead)
        running = [self.pool.submit(self._run, pieces, window) for window in windows]
        ends = [end for _, end in sentences]
        nothing = np.zeros((0, 3, self.width), dtype=np.float32)

        def end() -> Reading:
            read = [one.result() for one in running]
            found = [_as_characters(span, pieces) for spans, _ in read for span in spans]
            return Reading(
                mentions=without_crossings(
                    one for one in found if _in_one_sentence(one, ends) and _plausible(one, text)
                ),
                pieces=pieces,
                vectors=np.concatenate([nothing, *(vectors for _, vectors in read)]),
            )

        return end

    def _run(self, pieces: Pieces, window: Window) -> tuple[list[Scored], Vectors]:
        marks = np.array([self.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")])
        blocks, filling = in_blocks(window.end - window.start + 2, self.block)
        around = (1, 1 + filling)  # the closing mark fills the last block
        ids = np.pad(pieces.ids[window.start : window.end], around, constant_values=marks)
        shapes = np.pad(pieces.shapes[window.start : window.end], around, constant_values=_MARK)
        given = {"ids": ids.reshape(1, blocks, -1), "shapes": shapes.reshape(1, blocks, -1)}
        _, column, label, p, vectors = self.session.run(_OUTPUTS, given)
        core = vectors[0, window.core_start - window.start + 1 : window.core_end - window.start + 1]
        return self._candidates(window, column, label, p), core.reshape(-1, 3, self.width).copy()

    def _candidates(
        self, window: Window, columns: NDArray[np.int64], labels: NDArray[np.uint8], ps: NDArray[np.float32]
    ) -> list[Scored]:
        """Return the spans of a window that begin in its core, in pieces of the text."""
        found = []
        for which, width in zip(*(axis.tolist() for axis in labels.nonzero()), strict=True):
            first = int(columns[which]) - 1 + window.start
            if window.core_start <= first < window.core_end and first + width < window.end:
                p = round(float(ps[which, width]), 3)
                found.append(Scored(first, first + width, self.labels[labels[which, width]], p))
        return found


def _as_characters(span: Scored, pieces: Pieces) -> Scored:
    return span._replace(start=int(pieces.starts[span.start]), end=int(pieces.ends[span.end]))


def _plausible(span: Scored, text: str) -> bool:
    """Return whether a name is written as one: with a capital, and without a dash or a quotation mark inside.

    The model reads careless texts too, and takes a strange word ("yuh, he fleered") for a name in lower case. It must
    be very sure of one ("tell rey i said hi"), unless nothing around is written with capitals.
    """
    if not span.label.endswith(".name"):
        return True
    word = text[span.start : span.end]
    if _NO_NAME.search(word) or word.casefold() in _OLD_WORDS:
        return False
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return span.p >= _VERY_SURE or word != word.lower() or around == around.lower()


def _in_one_sentence(span: Scored, ends: list[int]) -> bool:
    return bisect_right(ends, span.start) == bisect_left(ends, span.end)


@cache
def shipped_model() -> Model:
    """Return the model that ships inside the package, loaded once per process."""
    folder = files("relgraph.language") / "data"
    settings = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # see `Model`
    options.log_severity_level = 3

    def session(name: str) -> Any:  # noqa: ANN401 - ONNX Runtime has no types
        content = (folder / name).read_bytes()
        # The sum and the normalisation that are fused take three times as long as the two, one after the other.
        apart = ["SkipLayerNormFusion"]
        return onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"], disabled_optimizers=apart
        )

    return Model(
        name=settings["name"],
        labels=tuple(settings["labels"]),
        size=settings["size"],
        context=settings["context"],
        ahead=settings["ahead"],
        block=settings["block"],
        width=settings["width"],
        tokenizer=tokenizer,
        session=session("model.onnx"),
        linker=session("links.onnx"),
        pool=ThreadPoolExecutor(_threads(), thread_name_prefix="relgraph-reading"),
    )


def _threads() -> int:
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return min(available, 8)
