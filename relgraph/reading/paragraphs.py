"""Text, chapters and matter in, paragraphs out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relgraph.reading.lines import is_indented, is_wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.records import Chapter, Matter, Span

BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]*)*")
WHOLE = re.compile(r"\S.*", re.DOTALL)
EACH_LINE = re.compile(r"\S[^\n]*")
EACH_INDENT = re.compile(r"\S(?:[^\n]|\n(?=\S))*")
WORD = re.compile(r"\w+(?:['’-]\w+)*")


def find_paragraphs(text: str, chapters: Sequence[Chapter], matter: Sequence[Matter] = ()) -> tuple[Span, ...]:
    """Return the paragraphs of the chapters, by position, without matter and without white space around them.

    Blank lines part paragraphs; in a text without hard wraps each line is one; in a text that indents, each indented
    line begins one. The same text, chapters and matter (as `analysis.json` holds them) always give the same
    paragraphs.
    """
    taken = [(part.start, part.end) for part in matter]
    pieces = gaps(((part.start, part.end) for part in chapters), taken)
    inner = EACH_LINE
    if is_wrapped(text, pieces):
        inner = EACH_INDENT if is_indented(text, pieces) else WHOLE
    return tuple(
        (part.start(), part.start() + len(part[0].rstrip()))
        for piece in pieces
        for block in BLOCK.finditer(text, *piece)
        for part in inner.finditer(text, *block.span())
    )


def count_words(text: str, spans: Iterable[Span]) -> int:
    """Return the number of words in the ranges; "half-hour" and "don't" are one word each."""
    return sum(len(WORD.findall(text, *span)) for span in spans)


def gaps(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """Return what the ranges `taken` leave of `spans`; both are in order and do not overlap."""
    free: list[Span] = []
    index = 0
    for start, end in spans:
        position = start
        while index < len(taken) and taken[index][0] < end:
            first, last = taken[index]
            if first > position:
                free.append((position, first))
            position = max(position, last)
            if last > end:
                break
            index += 1
        if position < end:
            free.append((position, end))
    return free
