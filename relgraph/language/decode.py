"""Scored spans in, a consistent set of spans out."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Scored(NamedTuple):
    """A candidate: first and last piece (or character range), label and probability (0..1, higher is surer)."""

    start: int
    end: int
    label: str
    p: float


def without_crossings(candidates: Iterable[Scored]) -> list[Scored]:
    """Return the candidates by position (the longer first), each range once, none crossing a surer one."""
    kept: dict[tuple[int, int], Scored] = {}
    starts: list[tuple[int, int]] = []
    longest = 0
    for span in sorted(candidates, key=lambda s: (-s.p, s.start, s.end, s.label)):
        key = (span.start, span.end)
        longest = max(longest, span.end - span.start)
        if key in kept or _crosses(span, starts, longest):
            continue
        kept[key] = span
        insort(starts, key)
    return sorted(kept.values(), key=lambda s: (s.start, -s.end))


def _crosses(span: Scored, starts: list[tuple[int, int]], longest: int) -> bool:
    index = bisect_left(starts, (span.start - longest, -1))
    while index < len(starts) and starts[index][0] < span.end:
        start, end = starts[index]
        if start < span.start < end < span.end or span.start < start < span.end < end:
            return True
        index += 1
    return False
