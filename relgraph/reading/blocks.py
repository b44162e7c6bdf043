"""Blocks of text in reading order in, a Draft out: one text with a blank line between blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from relgraph.reading.assembly import Draft
from relgraph.reading.chapters import CONTENTS, PROSE, Opening
from relgraph.reading.headings import Heading, find_chapters, split_author, split_title
from relgraph.records import Matter, MatterKind, Tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, a heading of a `level` from 1 to 6 (0: none), or matter of a `kind`.

    `opens` is the title of the chapter that the format says begins here; None where it says nothing.
    """

    text: str
    kind: MatterKind | None = None
    level: int = 0
    opens: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a file's own header says."""

    title: str | None = None
    author: str | None = None
    tags: Tags | None = None


def compose(blocks: Iterable[Block], about: About) -> Draft:
    """Return the draft of the blocks.

    Chapters are where the format says so (at least two of them with text), else where headings stand, else where the
    text shows them.
    """
    filled = _listed([block for block in blocks if block.text])
    text, spans = _joined(filled)
    told = _told(filled, spans)
    if len(told) > 1 and told[0].title == about.title:
        told = told[1:]  # a title page that the table of contents names
    headings = [
        Heading(*span, block.level, " ".join(block.text.split()))
        for block, span in zip(filled, spans, strict=True)
        if block.level and block.kind is None
    ]
    title, rest = split_title(text, headings, _first(filled, spans), known=about.title)
    author, rest = split_author(text, rest) if title else (None, rest)
    openings = told if len(told) > 1 else find_chapters(text, rest)
    matter = [
        Matter(kind=block.kind or "heading", start=start, end=end)
        for block, (start, end) in zip(filled, spans, strict=True)
        if block.kind or block.level
    ]
    return Draft(
        text=text,
        title=about.title or title,
        author=about.author or author,
        tags=about.tags or Tags(),
        openings=openings or told or None,
        matter=tuple(matter),
    )


def _listed(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, those from a heading "Contents" to the next heading, or to prose, as a table of contents."""
    listed: list[Block] = []
    inside = False
    for block in blocks:
        if block.level or len(block.text.split()) > PROSE or block.opens is not None:
            inside = bool(block.level) and CONTENTS.fullmatch(block.text.rstrip(".:")) is not None
        listed.append(replace(block, kind="contents", level=0) if inside and block.kind is None else block)
    return listed


def _first(blocks: Sequence[Block], spans: Sequence[Span]) -> int:
    """Return where the first block that is no matter begins."""
    return next((start for block, (start, _) in zip(blocks, spans, strict=True) if block.kind is None), 0)


def _joined(blocks: Sequence[Block]) -> tuple[str, list[Span]]:
    spans: list[Span] = []
    position = 0
    for block in blocks:
        spans.append((position, position + len(block.text)))
        position += len(block.text) + 2
    return "\n\n".join(block.text for block in blocks), spans


def _told(blocks: Sequence[Block], spans: Sequence[Span]) -> tuple[Opening, ...]:
    """Return the chapters that the format tells: those with a story in them, parts joined to their first."""
    openings: list[Opening] = []
    waiting: Opening | None = None
    joins = False
    for block, (start, _) in zip(blocks, spans, strict=True):
        if block.opens is not None:
            part = waiting if joins else None
            title = f"{part.title} — {block.opens}" if part else block.opens
            waiting, joins = Opening(start=part.start if part else start, title=title), True
        if block.kind is not None:
            joins = False
        elif waiting and not block.level:
            openings.append(waiting)
            waiting, joins = None, False
    return tuple(openings)
