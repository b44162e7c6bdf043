"""Claims on ranges of a text in, matter that does not overlap out; and the lines that only part scenes."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from relgraph.records import Matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.reading.lines import Line

BREAK = re.compile(
    r"(?=.*[*~#=_⁂§◆◇●○★☆♦❖•·+<>|/\\-])[*~#=_⁂§◆◇●○★☆♦❖•·+<>|/\\^%&@$:;.,()\[\]{}–—\s-]+"
    r"|[–—]{2,}|[–—](?:\s+[–—])+"
    r"|[-~*=.\s]*[xXoO0](?:[-~*=.\s]*[xXoO0]){2,}[-~*=.\s]*|[-~*=]+\s*[xXoO0]\s*[-~*=]+"
)
ENDING = re.compile(
    r"[*~\s_]*(?:the\s+end|fin|finis|end\s+of\s+(?:chapter|part|book)\s+\S+(?:\s\S+)?|to\s+be\s+continued|tbc)[.!…*~\s_]*",
    re.IGNORECASE,
)
PICTURE = re.compile(r"\[(?:illustration|image|picture)\b[^\]]*\]", re.IGNORECASE)
LONGEST_BREAK = 80


def settle(claims: Iterable[Matter]) -> tuple[Matter, ...]:
    """Return the claims by position, none overlapping: of two that do, the one claimed first keeps the range."""
    settled: list[Matter] = []
    for claim in claims:
        position = claim.start
        index = bisect_right(settled, claim.start, key=lambda part: part.start)
        if index and settled[index - 1].end > position:
            position = settled[index - 1].end
        while position < claim.end:
            following = settled[index] if index < len(settled) else None
            end = min(claim.end, following.start) if following else claim.end
            if end > position:
                settled.insert(index, Matter(kind=claim.kind, start=position, end=end))
                index += 1
            position = following.end if following else claim.end
            index += 1
    return tuple(settled)


def find_breaks(text: str, lines: Sequence[Line]) -> list[Matter]:
    """Return the lines that part scenes ("* * *", "~~~"), close a text ("The End") or stand for a picture."""
    short = (line for line in lines if 0 < line.end - line.start <= LONGEST_BREAK)
    return [
        Matter(kind="other", start=line.start, end=line.end) for line in short if is_break(text[line.start : line.end])
    ]


def is_break(line: str) -> bool:
    """Return whether a line holds nothing of the story; "…" and "?!" are speech, "xoxo" is not, wrongly."""
    return bool(BREAK.fullmatch(line) or ENDING.fullmatch(line) or PICTURE.fullmatch(line))
