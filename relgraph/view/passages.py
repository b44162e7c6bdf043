"""The passages behind a relationship: pieces of text, each told which of the people it refers to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.records import Chapter, Mention, MentionKind, Span, Story

PASSAGE_LIMIT = 1600
"""Longer passages (whole chapters, under that window) are cut here, in characters."""

AROUND = 420
"""Characters before and after a passage: three or four sentences on either side tell what goes on."""

SELF_EVIDENT = 800
"""Characters; a longer passage tells what goes on without the text around it."""

SHORT_LINE = 50
"""Characters; a paragraph of several lines, all of them shorter, is a verse or a letter's head and keeps its lines."""

Who = Literal["", "first", "second"]
_WHO: tuple[Who, ...] = ("first", "second")
_LINE_END = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a passage; `who` it refers to (empty for the rest), and by what `kind` of mention."""

    text: str
    who: Who = ""
    kind: MentionKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of the story as pieces; `chapter` counts from 0; `cut` when the text goes on after the last piece."""

    start: int
    end: int
    chapter: int
    pieces: tuple[Piece, ...]
    cut: bool = False


def passages_of(
    story: Story, mentions: Sequence[Mention], people: tuple[str, ...], evidence: Sequence[Span]
) -> tuple[Passage, ...]:
    """Return the passages of a person or a pair in their order, all mentions of them marked, pronouns too.

    `mentions` are those of the story by position (those of others play no part), `evidence` half-open ranges of
    characters; ranges outside of the text are left out.
    """
    own = [mention for mention in mentions if mention.character in people]
    starts = [mention.start for mention in own]
    reach = max((mention.end - mention.start for mention in own), default=0)
    passages = []
    for start, end in evidence:
        stop = min(end, start + PASSAGE_LIMIT)
        if not 0 <= start < stop <= len(story.text):
            continue
        near = own[bisect_left(starts, start - reach) : bisect_left(starts, stop)]
        pieces = _pieces(story.text, near, people, (start, stop))
        passages.append(
            Passage(start=start, end=end, chapter=chapter_at(story.chapters, start), pieces=pieces, cut=stop < end)
        )
    return tuple(passages)


def _pieces(text: str, mentions: Sequence[Mention], people: tuple[str, ...], span: Span) -> tuple[Piece, ...]:
    """Return the pieces of one passage; where mentions nest ("his mother"), the inner one is painted over the outer."""
    pieces = []
    for left, right, mention in painted(mentions, span):
        if mention is None:
            pieces.append(Piece(text=text[left:right]))
        else:
            pieces.append(Piece(text=text[left:right], who=_WHO[people.index(mention.character)], kind=mention.kind))
    return tuple(pieces)


def painted(mentions: Sequence[Mention], span: Span, cuts: Iterable[int] = ()) -> list[tuple[int, int, Mention | None]]:
    """Return the stretches of a range, each with the innermost mention that covers it; also cut at `cuts` inside."""
    start, end = span
    inside = [mention for mention in mentions if mention.end > start and mention.start < end]
    inside.sort(key=lambda mention: (mention.start - mention.end, mention.start))
    edges = {start, end, *(cut for cut in cuts if start < cut < end)}
    for mention in inside:
        edges.update((max(start, mention.start), min(end, mention.end)))
    stretches = []
    for left, right in pairwise(sorted(edges)):
        over = [mention for mention in inside if mention.start <= left and mention.end >= right]
        stretches.append((left, right, over[-1] if over else None))
    return stretches


def around(story: Story, sentences: Sequence[Span], span: Span) -> tuple[Span, Span]:
    """Return the ranges before and after a passage, of whole sentences of its chapter, each at most AROUND long.

    A range is empty where the chapter begins or ends, where the next sentence is longer than that, and for a passage
    longer than SELF_EVIDENT.
    """
    start, end = span
    if end - start > SELF_EVIDENT:
        return (start, start), (end, end)
    low, high = start - AROUND, end + AROUND
    if story.chapters:
        chapter = story.chapters[chapter_at(story.chapters, start)]
        low, high = max(low, chapter.start), min(high, chapter.end)
    first = bisect_left(sentences, low, key=itemgetter(0))
    last = bisect_right(sentences, high, key=itemgetter(1)) - 1
    before = sentences[first][0] if first < len(sentences) else start
    after = sentences[last][1] if last >= 0 else end
    return (min(before, start), start), (end, max(after, end))


def flowing(story: Story, start: int, end: int) -> str:
    """Return the text of a range as it is to be read: lines of a paragraph joined, paragraphs one line end apart."""
    text = story.text

    def join(gap: re.Match[str]) -> str:
        at = start + gap.start()
        index = bisect_right(story.paragraphs, at, key=itemgetter(0)) - 1
        inside = index >= 0 and start + gap.end() < story.paragraphs[index][1]
        return " " if inside and not is_verse(text[slice(*story.paragraphs[index])]) else "\n"

    return _LINE_END.sub(join, text[start:end])


def is_verse(paragraph: str) -> bool:
    """Return whether a paragraph keeps its lines: a song or the head of a letter, several lines that are all short.

    "Dear Ann," on a line above "it rains." needs it; prose that was wrapped at 45 characters is taken for verse.
    """
    lines = paragraph.split("\n")
    return len(lines) > 1 and max(map(len, lines)) <= SHORT_LINE


def chapter_at(chapters: Sequence[Chapter], position: int) -> int:
    """Return the index of the chapter that holds a position (the last one begun before it; 0 without chapters)."""
    return max(0, bisect_right(chapters, position, key=lambda chapter: chapter.start) - 1)


def chapter_name(chapters: Sequence[Chapter], index: int) -> str:
    """Return what to call a chapter: its number from 1 and its title, or a title that says "Chapter" itself."""
    title = chapters[index].title if index < len(chapters) else None
    if title and title.casefold().startswith("chapter"):
        return title
    return f"Chapter {index + 1}" + (f" · {title}" if title else "")
