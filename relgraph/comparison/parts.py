"""An analysis comes in, analyses of its parts go out: chapters, chapters of one title, equal parts, or any ranges."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.comparison.comparing import compare, unique
from relgraph.errors import RelgraphError, shorten
from relgraph.reading.paragraphs import count_words
from relgraph.records import Chapter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.analysis import Analysis
    from relgraph.comparison.result import Comparison
    from relgraph.interactions import Count, Window
    from relgraph.records import Span

MOST_PARTS = 1000
"""A number from a user is bounded on the way in."""

WAYS = ("chapters", "parts:N", "titles")

_PARTS = re.compile(r"parts:([1-9][0-9]{0,3})")
_NUMBER = re.compile(r"^(?:chapter|part|book)?\s*(?:\d+|[ivxlc]+)\b\s*[.:–—-]*\s*", re.IGNORECASE)


def compare_parts(
    analysis: Analysis, *, by: str = "chapters", window: Window | str = DEFAULT_WINDOW, count: Count = "passages"
) -> Comparison:
    """Return the comparison of a story's parts, as `compare` does it for stories.

    Raises RelgraphError for an unknown `by` (see `parts_of`), and for a story of a single part.
    """
    parts = parts_of(analysis, by=by)
    if len(parts) < 2:
        msg = (
            f"{shorten(analysis.story.title)!r} has only {len(parts)} part by {by!r}; compare it with another story, "
            "or by parts:2"
        )
        raise RelgraphError(msg)
    return compare(parts, window=window, count=count)


def parts_of(analysis: Analysis, *, by: str, whole_title: bool = False) -> tuple[Analysis, ...]:
    """Return a story's parts as analyses of their own, in order; parts without words are left out.

    "chapters" is each chapter; "titles" the chapters of one title together ("Rey", "3. Rey"), which is how stories
    name whose point of view they tell from; "parts:N" so many parts of about equal length, cut between paragraphs. With
    `whole_title` the story's title stands before that of the part. Raises RelgraphError for any other `by`.
    """
    chapters = analysis.story.chapters
    if by == "chapters":
        named = [(chapter.title or f"Chapter {number}", [chapter]) for number, chapter in enumerate(chapters, 1)]
    elif by == "titles":
        named = _by_title(chapters)
    elif found := _PARTS.fullmatch(by):
        named = _equal(analysis, int(found[1]))
    else:
        msg = f"unknown way to part a story {shorten(by)!r}; use one of {', '.join(WAYS)} (N up to {MOST_PARTS:,})"
        raise RelgraphError(msg)
    before = f"{analysis.story.title}: " if whole_title else ""
    titles = unique([before + title for title, _ in named])
    parts = [
        part_of(analysis, [(part.start, part.end) for part in ranges], title=title)
        for title, (_, ranges) in zip(titles, named, strict=True)
    ]
    return tuple(part for part in parts if part.story.words)


def part_of(analysis: Analysis, spans: Iterable[Span], *, title: str) -> Analysis:
    """Return the analysis of some ranges of a story, such as the scenes that one character tells.

    Text, offsets and ids stay those of the whole story, so that passages are found where they are; what lies outside
    of the ranges is in no chapter, and nobody meets across the end of a range. Ranges are half-open characters; those
    that overlap, or end before they begin, raise RelgraphError.
    """
    ranges = sorted(spans)
    if any(start >= end for start, end in ranges) or any(one[1] > two[0] for one, two in pairwise(ranges)):
        msg = f"ranges of {shorten(title)!r} overlap or are empty; give ranges of characters, each after the other"
        raise RelgraphError(msg)
    story = analysis.story
    chapters = tuple(
        Chapter(title=chapter.title, start=max(chapter.start, start), end=min(chapter.end, end))
        for chapter in story.chapters
        for start, end in ranges
        if max(chapter.start, start) < min(chapter.end, end)
    )
    paragraphs = tuple(_cut(story.paragraphs, [(part.start, part.end) for part in chapters]))
    part = replace(
        story, title=title, chapters=chapters, paragraphs=paragraphs, words=count_words(story.text, paragraphs)
    )
    inside = tuple(_cut(analysis.sentences, [(part.start, part.end) for part in chapters]))
    return replace(analysis, story=part, sentences=inside)


def _cut(spans: Sequence[Span], ranges: Sequence[Span]) -> Iterable[Span]:
    """Yield what of the spans lies within the ranges; both are in order."""
    for start, end in ranges:
        index = max(bisect_left(spans, (start,)) - 1, 0)
        while index < len(spans) and spans[index][0] < end:
            first, last = max(spans[index][0], start), min(spans[index][1], end)
            if first < last:
                yield first, last
            index += 1


def _by_title(chapters: Sequence[Chapter]) -> list[tuple[str, list[Chapter]]]:
    found: dict[str, tuple[str, list[Chapter]]] = {}
    for number, chapter in enumerate(chapters, 1):
        whole = chapter.title or f"Chapter {number}"
        title = _NUMBER.sub("", whole).strip() or whole
        found.setdefault(title.casefold(), (title, []))[1].append(chapter)
    return list(found.values())


def _equal(analysis: Analysis, count: int) -> list[tuple[str, list[Chapter]]]:
    """Return so many ranges with about as many words each; a chapter may be cut, a paragraph is not."""
    story = analysis.story
    sizes = [count_words(story.text, [span]) for span in story.paragraphs]
    total, before = max(sum(sizes), 1), 0
    parts: list[list[Span]] = [[] for _ in range(count)]
    for span, size in zip(story.paragraphs, sizes, strict=True):
        parts[min(count - 1, (before + size // 2) * count // total)].append(span)
        before += size
    return [
        (f"Part {number}", [Chapter(title=None, start=part[0][0], end=part[-1][1])])
        for number, part in enumerate(parts, 1)
        if part
    ]
