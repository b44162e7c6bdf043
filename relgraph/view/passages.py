"""The passages behind a relationship: pieces of text, each told which of the two people it refers to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.records import Chapter, Mention, MentionKind, Span, Story

PASSAGE_LIMIT = 1600
"""Longer passages (whole chapters, under that window) are cut here, in characters."""

Who = Literal["", "first", "second"]


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
    story: Story, mentions: Sequence[Mention], pair: tuple[str, str], evidence: Sequence[Span]
) -> tuple[Passage, ...]:
    """Return the passages of a pair in their order, all mentions of the two marked, pronouns too.

    `mentions` are those of the story by position, `evidence` half-open ranges of characters; ranges outside of the
    text are left out.
    """
    own = [mention for mention in mentions if mention.character in pair]
    starts = [mention.start for mention in own]
    reach = max((mention.end - mention.start for mention in own), default=0)
    passages = []
    for start, end in evidence:
        stop = min(end, start + PASSAGE_LIMIT)
        if not 0 <= start < stop <= len(story.text):
            continue
        near = own[bisect_left(starts, start - reach) : bisect_left(starts, stop)]
        pieces = _pieces(story.text, near, pair, (start, stop))
        passages.append(
            Passage(start=start, end=end, chapter=chapter_at(story.chapters, start), pieces=pieces, cut=stop < end)
        )
    return tuple(passages)


def _pieces(text: str, mentions: Sequence[Mention], pair: tuple[str, str], span: Span) -> tuple[Piece, ...]:
    """Return the pieces of one passage; where mentions nest ("his mother"), the inner one is painted over the outer."""
    start, end = span
    inside = [mention for mention in mentions if mention.end > start and mention.start < end]
    inside.sort(key=lambda mention: (mention.start - mention.end, mention.start))
    edges = {start, end}
    for mention in inside:
        edges.update((max(start, mention.start), min(end, mention.end)))
    cuts = sorted(edges)
    pieces = []
    for left, right in pairwise(cuts):
        over = [mention for mention in inside if mention.start <= left and mention.end >= right]
        if not over:
            pieces.append(Piece(text=text[left:right]))
            continue
        who: Who = "first" if over[-1].character == pair[0] else "second"
        pieces.append(Piece(text=text[left:right], who=who, kind=over[-1].kind))
    return tuple(pieces)


def chapter_at(chapters: Sequence[Chapter], position: int) -> int:
    """Return the index of the chapter that holds a position (the last one begun before it; 0 without chapters)."""
    return max(0, bisect_left([chapter.start for chapter in chapters], position + 1) - 1)


def chapter_name(chapters: Sequence[Chapter], index: int) -> str:
    """Return what to call a chapter: its number from 1 and its title, or a title that says "Chapter" itself."""
    title = chapters[index].title if index < len(chapters) else None
    if title and title.casefold().startswith("chapter"):
        return title
    return f"Chapter {index + 1}" + (f" · {title}" if title else "")
