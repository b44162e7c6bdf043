"""The shipped mention model: a small transformer in ONNX, trained on LitBank and on scenes of our own."""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from relgraph.language.decode import Scored, without_crossings
from relgraph.language.pieces import Pieces, Window, encode, make_windows, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from relgraph.records import Span

_MARK = shape_of(".")
_NO_NAME = re.compile(r"--|[—“”\"]|\n\s*\n")
_AROUND = 200
_VERY_SURE = 0.9

BATCH = 8
"""Windows that the encoder reads at once: more are no faster on a laptop and cost memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionModel:
    """A loaded model: `find` takes texts with their sentences and gives their mentions."""

    name: str
    labels: tuple[str, ...]
    size: int
    context: int
    tokenizer: Tokenizer
    session: Any

    def find(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[list[Scored]]:
        """Yield for each text its mentions (half-open characters, label such as "PER.name"), nested but never crossing.

        Sentences are ranges of the text; the windows that the encoder reads are made of them. An empty text has none.
        """
        texts = list(texts)
        jobs = [self._job(text, sentences) for text, sentences in texts]
        rows = [(pieces, window) for pieces, windows, _ in jobs for window in windows]
        results = iter(self._run(rows))
        for (text, _), (pieces, windows, ends) in zip(texts, jobs, strict=True):
            found = [_as_characters(span, pieces) for _ in windows for span in next(results)]
            yield without_crossings(one for one in found if _in_one_sentence(one, ends) and _plausible(one, text))

    def _job(self, text: str, sentences: Sequence[Span]) -> tuple[Pieces, tuple[Window, ...], list[int]]:
        pieces = encode(self.tokenizer, text)
        windows = make_windows(pieces, sentences, size=self.size - 2, context=self.context)
        return pieces, windows, [end for _, end in sentences]

    def _run(self, rows: Sequence[tuple[Pieces, Window]]) -> list[list[Scored]]:
        # Windows of like length together: padding is work thrown away.
        order = sorted(range(len(rows)), key=lambda i: rows[i][1].end - rows[i][1].start)
        results: list[list[Scored]] = [[] for _ in rows]
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            ids, shapes = self._arrays([rows[i] for i in batch])
            label, p = self.session.run(("label", "p"), {"ids": ids, "shapes": shapes})
            for i, labels, ps in zip(batch, label, p, strict=True):
                results[i] = self._candidates(rows[i][1], labels, ps)
        return results

    def _arrays(self, rows: Sequence[tuple[Pieces, Window]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        length = max(window.end - window.start for _, window in rows) + 2
        ids = np.zeros((len(rows), length), dtype=np.int64)
        shapes = np.zeros((len(rows), length), dtype=np.int64)
        ends = np.array([self.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")])
        for row, (pieces, window) in enumerate(rows):
            n = window.end - window.start + 2
            ids[row, :n] = np.pad(pieces.ids[window.start : window.end], 1, constant_values=ends)
            shapes[row, :n] = np.pad(pieces.shapes[window.start : window.end], 1, constant_values=_MARK)
        return ids, shapes

    def _candidates(self, window: Window, labels: NDArray[np.uint8], ps: NDArray[np.float32]) -> list[Scored]:
        core = slice(window.core_start - window.start + 1, window.core_end - window.start + 1)
        firsts, widths = labels[core].nonzero()
        limit = window.end - window.start
        return [
            Scored(
                first + window.core_start,
                first + window.core_start + width,
                self.labels[labels[core][first, width]],
                round(float(ps[core][first, width]), 3),
            )
            for first, width in zip(firsts.tolist(), widths.tolist(), strict=True)
            if first + window.core_start - window.start + width < limit
        ]


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
    if _NO_NAME.search(word):
        return False
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return span.p >= _VERY_SURE or word != word.lower() or around == around.lower()


def _in_one_sentence(span: Scored, ends: list[int]) -> bool:
    return bisect_right(ends, span.start) == bisect_left(ends, span.end)


@cache
def shipped_model() -> MentionModel:
    """Return the model that ships inside the package, loaded once per process."""
    folder = files("relgraph.language") / "data"
    settings = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads()
    options.log_severity_level = 3
    # Threads that wait by turning in circles starve everything else on a laptop.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(
        (folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    return MentionModel(
        name=settings["name"],
        labels=tuple(settings["labels"]),
        size=settings["size"],
        context=settings["context"],
        tokenizer=tokenizer,
        session=session,
    )


def _threads() -> int:
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return min(available, 8)
