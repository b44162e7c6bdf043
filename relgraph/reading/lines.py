"""Text in, its lines out: where each begins and ends without white space, and how the text is laid out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relgraph.records import Span

CONTINUED = 0.2
"""Share of line ends in the middle of a sentence from which on a text is hard-wrapped (books: 0.5 to 0.8)."""
LETTERS = re.compile(r"[^\W\d_]+")
LINE_END = re.compile(r"\n(?=\S)(?<=[^\n]\n)")
_OPEN = r"[^\s.!?…:;*\"”’'»)\]]"
RUNNING = re.compile(rf"\n(?=[a-zà-öø-ÿ])(?:(?<={_OPEN}\n)|(?<={_OPEN}[ \t]\n))")
INDENT = re.compile(r"\n(?=[^\S\n]+\S)(?<=[^\n]\n)")
BLANK = re.compile(r"\n(?<=[^\n]\n)[^\S\n]*\n")


class Line(NamedTuple):
    """A line without the white space around it; `start == end` where it is blank."""

    start: int
    end: int

    @property
    def blank(self) -> bool:
        """Whether nothing but white space is on the line."""
        return self.start == self.end


def split_lines(text: str, start: int, end: int) -> list[Line]:
    """Return the lines of a range of `text`, by position."""
    lines = []
    position = start
    for raw in text[start:end].split("\n"):
        filled = raw.strip()
        first = position + (raw.index(filled[0]) if filled else 0)
        lines.append(Line(first, first + len(filled)))
        position += len(raw) + 1
    return lines


def is_wrapped(text: str, spans: Iterable[Span]) -> bool:
    r"""Return whether a line end is no more than a space, as in a text set to a width of 72 characters.

    Told by sentences that run over a line end. "He met\nher there." needs it; a story in lower case without full
    stops, one paragraph on each line, is taken for a wrapped one.
    """
    counts = [(len(LINE_END.findall(text, *span)), len(RUNNING.findall(text, *span))) for span in spans]
    return sum(running for _, running in counts) >= CONTINUED * sum(ends for ends, _ in counts)


def is_indented(text: str, spans: Iterable[Span]) -> bool:
    """Return whether paragraphs are told by an indented first line: more of them than blank lines tell."""
    counts = [(len(INDENT.findall(text, *span)), len(BLANK.findall(text, *span))) for span in spans]
    return sum(indented for indented, _ in counts) > sum(blank for _, blank in counts)


def is_capitals(text: str) -> bool:
    """Return whether `text` has letters, two or more, and all of them are capitals."""
    letters = "".join(LETTERS.findall(text))
    return len(letters) > 1 and letters.isupper()
