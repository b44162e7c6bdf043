"""What a reader of one format found in; a whole Story out, what the format does not tell found in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from relgraph.reading.chapters import Opening, find_openings
from relgraph.reading.front import is_page, read_front
from relgraph.reading.licence import Licence, find_licence
from relgraph.reading.lines import split_lines
from relgraph.reading.matter import find_breaks, settle
from relgraph.reading.names import readable, slug
from relgraph.reading.notes import find_notes
from relgraph.reading.paragraphs import count_words, find_paragraphs, gaps
from relgraph.records import Chapter, Matter, Story, Tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.records import Span


GARBLED = re.compile("â€[™œ˜“”¦\x9d]|Ã[©¨¶¼¤«]")
"""UTF-8 that was once read as Windows-1252 and saved so; the text is valid, and stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text with what its format tells.

    `openings` is None where the format knows no chapters: they are then looked for in the text, and so is the header.
    """

    text: str
    title: str | None = None
    author: str | None = None
    tags: Tags = field(default_factory=Tags)
    openings: tuple[Opening, ...] | None = None
    matter: tuple[Matter, ...] = ()
    warnings: tuple[str, ...] = ()


def assemble(draft: Draft, *, name: str, source: str) -> Story:
    """Return the story of a draft; `name` is what id and title are made of where the text has none.

    Where all of a text would be matter, nothing is: "Notes: one, two." on its own is a story.
    """
    text = draft.text
    whole, chapters = _complete(draft)
    matter = _bridged(whole.matter, chapters, len(text))
    paragraphs = find_paragraphs(text, chapters, matter)
    if not paragraphs:
        chapters, matter = (Chapter(title=None, start=0, end=len(text)),), ()
        paragraphs = find_paragraphs(text, chapters)
    return Story(
        id=slug(name),
        title=whole.title or readable(name),
        author=whole.author,
        source=source,
        text=text,
        words=count_words(text, paragraphs),
        chapters=chapters,
        paragraphs=paragraphs,
        matter=matter,
        tags=whole.tags,
        warnings=(*draft.warnings, *_broken(text)),
    )


def _broken(text: str) -> tuple[str, ...]:
    lost, garbled = text.count("\ufffd"), GARBLED.findall(text) if "Ã" in text or "â€" in text else []
    return (
        *((f"{lost:,} characters are broken in the file (shown as \ufffd)",) if lost else ()),
        *(
            (f"{len(garbled):,} places such as {garbled[0]!r}: the file was saved in a wrong encoding",)
            if garbled
            else ()
        ),
    )


def _complete(draft: Draft) -> tuple[Draft, tuple[Chapter, ...]]:
    """Return the draft with header, notes and all other matter found, and its chapters."""
    text = draft.text
    licence = find_licence(text)
    lines = [line for span in _free(licence, draft.matter) for line in split_lines(text, *span)]
    openings, headings = (draft.openings, ()) if draft.openings is not None else find_openings(text, lines)
    openings = tuple(opening for opening in openings if licence.start <= opening.start < licence.end)
    first = openings[0].start if openings else licence.end
    known = settle([*licence.matter, *draft.matter, *headings])
    front = read_front(
        text, gaps([(licence.start, first)], [(part.start, part.end) for part in known]), opened=bool(openings)
    )
    matter = settle([*known, *front.matter, *find_breaks(text, lines)])
    matter, openings = _before(text, openings, matter, (licence.start, first))
    chapters = _chapters(openings, licence.end)
    paragraphs = find_paragraphs(text, chapters, matter)
    ends = [bisect_left(paragraphs, (chapter.end,)) for chapter in chapters]
    notes = [note for start, end in pairwise([0, *ends]) for note in find_notes(text, paragraphs[start:end])]
    found = replace(
        draft,
        title=draft.title or licence.title or front.title,
        author=draft.author or licence.author or front.author,
        tags=front.tags if draft.tags == Tags() else draft.tags,
        matter=settle([*matter, *notes]),
    )
    return found, chapters


def _free(licence: Licence, matter: Sequence[Matter]) -> list[Span]:
    known = settle([*licence.matter, *matter])
    return gaps([(licence.start, licence.end)], [(part.start, part.end) for part in known])


def _before(
    text: str, openings: tuple[Opening, ...], matter: tuple[Matter, ...], span: Span
) -> tuple[tuple[Matter, ...], tuple[Opening, ...]]:
    """Matter and openings, with what stands before the first opening: notes, or a chapter without a title."""
    part = (Chapter(title=None, start=span[0], end=span[1]),)
    paragraphs = find_paragraphs(text, part, matter)
    if openings and paragraphs:
        matter = settle([*matter, *find_notes(text, paragraphs, before=True)])
        paragraphs = find_paragraphs(text, part, matter)
    if openings and is_page(text, paragraphs):
        page = [Matter(kind="heading", start=start, end=end) for start, end in paragraphs]
        return settle([*matter, *page]), openings
    after = any(part.end <= paragraphs[0][0] for part in matter) if paragraphs else False
    start = paragraphs[0][0] if after else span[0]
    return matter, (Opening(start=start, title=None), *openings)


def _chapters(openings: Sequence[Opening], end: int) -> tuple[Chapter, ...]:
    ends = [*(opening.start for opening in openings[1:]), end]
    return tuple(
        Chapter(title=opening.title, start=opening.start, end=last)
        for opening, last in zip(openings, ends, strict=True)
    )


def _bridged(matter: Sequence[Matter], chapters: Sequence[Chapter], length: int) -> tuple[Matter, ...]:
    """Return the matter, drawn out over the white space outside of the chapters, so that nothing is neither."""
    first, last = chapters[0].start, chapters[-1].end
    front = [part for part in matter if part.end <= first]
    tail = [part for part in matter if part.start >= last]
    inner = matter[len(front) : len(matter) - len(tail)]
    if first and not front:
        front = [Matter(kind="other", start=0, end=first)]
    fronts = pairwise([0, *(part.start for part in front[1:]), first])
    tails = pairwise([last, *(part.start for part in tail[1:]), length])
    drawn_front = [replace(part, start=start, end=end) for part, (start, end) in zip(front, fronts, strict=False)]
    drawn_tail = [replace(part, start=start, end=end) for part, (start, end) in zip(tail, tails, strict=False)]
    return (*drawn_front, *inner, *drawn_tail)
