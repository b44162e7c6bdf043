"""Text, chapters and matter in, paragraphs out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relgraph.reading.lines import is_indented, is_wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.records import Chapter, Matter, Span

BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]*)*")
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
    if not is_wrapped(text, pieces):
        found = (line for piece in pieces for line in EACH_LINE.finditer(text, *piece))
    else:
        found = (block for piece in pieces for block in BLOCK.finditer(text, *piece))
        if is_indented(text, pieces):
            found = (part for block in found for part in EACH_INDENT.finditer(text, *block.span()))
    return tuple((part.start(), part.start() + len(part[0].rstrip())) for part in found)


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
