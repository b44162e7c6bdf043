"""The marked headings of a text in; its title and the openings of its chapters out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from relgraph.reading.chapters import CONTENTS, Opening
from relgraph.reading.front import BYLINE, is_author
from relgraph.reading.heads import Rank, find_head

if TYPE_CHECKING:
    from collections.abc import Sequence


class Heading(NamedTuple):
    """A heading at `start:end`, level 1 to 6."""

    start: int
    end: int
    level: int
    title: str


def split_title(
    text: str, headings: Sequence[Heading], base: int = 0, *, known: str | None = None
) -> tuple[str | None, Sequence[Heading]]:
    """Return the title of the story, and the other headings.

    The title is the first heading if nothing stands before it in `text[base:]`, and if it is the only one of the
    highest level, or says what the title is known to be.
    """
    first = headings[0] if headings and not text[base : headings[0].start].strip() else None
    if first is None or (first.title != known and any(one.level <= first.level for one in headings[1:])):
        return None, headings
    return (None, headings) if find_head(first.title, 0) else (first.title, headings[1:])


def split_author(text: str, headings: Sequence[Heading]) -> tuple[str | None, Sequence[Heading]]:
    """Return the author that the first heading after the title names, and the other headings.

    "by Ann Otter" does; "By Moonlight" does where the next heading follows at once, else it is a chapter.
    """
    first, after = headings[:1], headings[1:2]
    match = BYLINE.fullmatch(first[0].title) if first else None
    if match is None or not is_author(match["author"]):
        return None, headings
    at_once = bool(after) and not text[first[0].end : after[0].start].strip()
    return (match["author"], headings[1:]) if at_once or first[0].title.startswith("by") else (None, headings)


def find_chapters(text: str, headings: Sequence[Heading]) -> tuple[Opening, ...]:
    """Return chapters: the highest level of headings, and the next where the highest are parts ("Part Two")."""
    levels = sorted({one.level for one in headings})
    tops = [find_head(one.title, 0) for one in headings if one.level == levels[0]]
    deepest = levels[: 2 if all(head and head.rank == Rank.PART for head in tops) else 1]
    openings: list[Opening] = []
    before: Heading | None = None
    for one in headings:
        if one.level not in deepest or CONTENTS.fullmatch(one.title):
            continue
        if before and before.level < one.level and not text[before.end : one.start].strip():
            openings[-1] = Opening(start=before.start, title=f"{before.title} — {one.title}")
        else:
            openings.append(Opening(start=one.start, title=one.title or None))
        before = one
    return tuple(openings)
