"""Lines in; where chapters open, and which lines are headings or a table of contents, out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from relgraph.reading.front import FIELD
from relgraph.reading.heads import LONGEST, Head, Rank, find_head, is_title, plain, tidy
from relgraph.reading.inline import find_inline
from relgraph.reading.lines import Line, is_capitals, is_wrapped
from relgraph.reading.matter import is_break
from relgraph.reading.notes import is_label
from relgraph.reading.views import find_views
from relgraph.records import Matter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

NEAR = 100
"""Characters that part one numbered section from the next at least: "One. Two. Three." is a countdown."""
PROSE = 60
"""Words from which on a block of lines is no entry of a table of contents."""
GAP = 8
"""Blank lines between a head and its title at most."""
CONTENTS = re.compile(r"(?:table\s+of\s+)?contents", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Where a chapter begins, and its title."""

    start: int
    title: str | None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A head on the lines `first` to `last`, its subtitle included."""

    head: Head
    first: int
    last: int


def find_openings(text: str, lines: Sequence[Line]) -> tuple[tuple[Opening, ...], tuple[Matter, ...]]:
    """Return the openings of chapters by position, and the headings and tables of contents as matter."""
    if not lines:
        return (), ()
    heads = _candidates(text, lines)
    contents = _contents(text, lines, heads)
    listed = {at for entries in contents for at in entries}
    heads |= find_views(text, lines, heads.keys() | listed)
    heads = _chained({at: head for at, head in heads.items() if at not in listed})
    marks = [_titled(text, lines, at, head, heads) for at, head in (heads or _capitals(text, lines, listed)).items()]
    runs = [_split(run) for run in _runs(text, lines, marks)]
    contents += [range(entries[0].first, entries[-1].last + 1) for entries, _ in runs if entries]
    stacks = [stack for _, stack in runs]
    matter = [_matter(lines, entries) for entries in contents]
    matter += [Matter(kind="heading", start=mark.head.start, end=mark.head.end) for stack in stacks for mark in stack]
    inline = () if stacks else find_inline(text, lines)
    matter += [Matter(kind="heading", start=head.start, end=head.end) for head in inline]
    told = tuple(Opening(start=head.start, title=head.title) for head in inline)
    return _openings(stacks) or told, tuple(matter)


def _candidates(text: str, lines: Sequence[Line]) -> dict[int, Head]:
    wrapped = is_wrapped(text, [(lines[0].start, lines[-1].end)])
    heads: dict[int, Head] = {}
    for at, line in enumerate(lines):
        free = not at or not wrapped or lines[at - 1].blank or at - 1 in heads or at - 2 in heads
        if free and 0 < line.end - line.start <= LONGEST:
            head = find_head(text[line.start : line.end], line.start)
            if head and not (wrapped and _runs_on(text, lines, at)):
                heads[at] = head
    return heads


def _runs_on(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether the next line goes on with a sentence: "BOOK I. (Red) These gulls were often" needs it."""
    return at + 1 < len(lines) and text[lines[at + 1].start : lines[at + 1].start + 1].islower()


def _chained(heads: Mapping[int, Head]) -> dict[int, Head]:
    """Return the heads without the bare numbers of no sequence, and without a point of view that never changes."""
    kept = {at: head for at, head in heads.items() if head.rank <= Rank.CHAPTER}
    chapters = dict(kept)
    for key in sorted({head.key for head in heads.values() if head.rank == Rank.SECTION}):
        kept |= _sequences({at: head for at, head in heads.items() if head.key == key}, chapters)
    views = {at: head for at, head in heads.items() if head.rank == Rank.VIEW}
    if len(views) > 1 and all(two.start - one.end >= NEAR for one, two in pairwise(views.values())):
        kept |= views
    return dict(sorted(kept.items()))


def _sequences(heads: Mapping[int, Head], chapters: Mapping[int, Head]) -> dict[int, Head]:
    """Bare numbers that count up; those that go on counting the chapters ("ADVENTURE VI", "VII. ...") are chapters.

    A long count goes on where one number is missing, for its title may have read as a sentence.
    """
    numbered = [(line, chapter.number) for line, chapter in chapters.items() if chapter.number]
    kept: dict[int, Head] = {}
    chain: dict[int, Head] = {}
    last: Head | None = None
    for at, head in heads.items():
        rank = last.rank if last else Rank.SECTION
        step = head.number - last.number if last else 0
        if not last or not 1 <= step <= 1 + (len(chain) > 2) or head.start - last.end < NEAR:
            above = bisect_left(numbered, (at,)) - 1
            follows = above >= 0 and 1 < numbered[above][1] == head.number - 1
            kept |= chain if len(chain) > 1 else {}
            chain, last = {}, None
            if head.number > 2 and not follows:
                continue
            rank = Rank.CHAPTER if follows else Rank.SECTION
        chain[at] = last = replace(head, rank=rank)
    return kept | (chain if len(chain) > 1 else {})


def _capitals(text: str, lines: Sequence[Line], listed: AbstractSet[int]) -> dict[int, Head]:
    """Lines of capitals after two blank lines, where a text has no other heads: titles of its stories or chapters."""
    found: dict[int, Head] = {}
    for at, line in enumerate(lines):
        written = text[line.start : line.end] if line.end - line.start <= LONGEST // 2 else ""
        alone = all(near.blank for near in (*lines[max(0, at - 2) : at], *lines[at + 1 : at + 2]))
        if alone and at not in listed and is_capitals(written) and is_title(written) and not is_break(written):
            found[at] = Head(
                start=line.start, end=line.end, title=tidy(written), rank=Rank.CHAPTER, key="capitals", number=0
            )
    ends = [*(head.start for head in found.values()), len(text)][1:]
    far = {at: head for (at, head), end in zip(found.items(), ends, strict=False) if end - head.end > 5 * NEAR}
    return far if len(far) > 1 else {}


def _contents(text: str, lines: Sequence[Line], heads: Mapping[int, Head]) -> list[range]:
    """Return the lines of each table of contents that is called so."""
    found: list[range] = []
    for at, line in enumerate(lines):
        if line.end - line.start > 30 or (at and not lines[at - 1].blank) or (found and at < found[-1].stop):
            continue
        if CONTENTS.fullmatch(plain(text[line.start : line.end]).rstrip(".:")):
            end = _contents_end(text, lines, heads, at)
            found += [] if all(entry.blank for entry in lines[at + 1 : end]) else [range(at, end)]
    return found


def _contents_end(text: str, lines: Sequence[Line], heads: Mapping[int, Head], first: int) -> int:
    """Return the line after the last entry: the story begins with prose, or with an entry that comes again."""
    seen: set[object] = set()
    block = 0
    for at in range(first + 1, len(lines)):
        if lines[at].blank:
            continue
        if lines[at - 1].blank or at == first + 1:
            block = at
            if _is_prose(text, lines, at, heads):
                return _before_heads(lines, heads, first, at)
        head = heads.get(at)
        written = tidy(text[lines[at].start : lines[at].end]).casefold()
        names = {(head.key, head.number)} if head and head.number else {written}
        if names & seen:
            return max(block, first + 1) if head is None else at
        seen |= names
    return first + 1


def _is_prose(text: str, lines: Sequence[Line], at: int, heads: Mapping[int, Head]) -> bool:
    end = at
    while end < len(lines) and not lines[end].blank:
        end += 1
    if at in heads:
        return False
    words = sum(len(text[line.start : line.end].split()) for line in lines[at:end])
    written = text[lines[at].start : lines[end - 1].end]
    return words > PROSE or (not is_title(plain(written.splitlines()[-1])) and not written[-1].isdigit())


def _before_heads(lines: Sequence[Line], heads: Mapping[int, Head], first: int, at: int) -> int:
    """Return the line after the contents when prose begins at `at`: heads right before it are the chapter's own."""
    end, rank = at, Rank.VIEW + 1
    for before in range(at - 1, first, -1):
        head = heads.get(before)
        if head and head.rank < rank:
            end, rank = before, head.rank
        elif head or (end == at and not lines[before].blank and before < at - 3):
            break
    return end


def _titled(text: str, lines: Sequence[Line], at: int, head: Head, heads: Mapping[int, Head]) -> _Mark:
    """Return the head with the title on the lines after it, as in "CHAPTER I", blank line, "Harbour Light"."""
    block = _block(lines, at + 1)
    if not block or any(line in heads for line in block) or not _block(lines, block[-1] + 1):
        return _Mark(head, at, at)
    start, end = lines[block[0]].start, lines[block[-1]].end
    title = " ".join(text[start:end].split())
    if len(block) > 3 or not is_title(title) or is_break(title) or is_label(title) or FIELD.fullmatch(title):
        return _Mark(head, at, at)
    joint = " " if block[0] == at + 1 and len(head.title.split()) > 4 else ": "
    return _Mark(replace(head, end=end, title=head.title + joint + tidy(title)), at, block[-1])


def _block(lines: Sequence[Line], at: int) -> range:
    """Return the lines of the next block, at most five; empty past the end or after too many blank lines."""
    start = next((line for line in range(at, min(at + GAP, len(lines))) if not lines[line].blank), at)
    end = start
    while end < len(lines) and end - start < 5 and not lines[end].blank:
        end += 1
    return range(start, end)


def _runs(text: str, lines: Sequence[Line], marks: Sequence[_Mark]) -> list[list[_Mark]]:
    """Heads with nothing but white space and ornaments between them, together."""
    runs: list[list[_Mark]] = []
    for mark in marks:
        between = lines[runs[-1][-1].last + 1 : mark.first] if runs else ()
        if runs and all(line.blank or is_break(text[line.start : line.end]) for line in between):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _split(run: list[_Mark]) -> tuple[list[_Mark], list[_Mark]]:
    """Part a run into entries of a table of contents, and the heads of the chapter that follows: one of each rank."""
    cut = len(run) - 1
    while cut and _above(run[cut - 1].head, run[cut].head):
        cut -= 1
    return (run[:cut], run[cut:]) if cut > 1 else ([], run)


def _above(one: Head, two: Head) -> bool:
    return one.rank < two.rank or (one.rank == two.rank == Rank.PART and one.key != two.key)


def _matter(lines: Sequence[Line], entries: range) -> Matter:
    last = max(at for at in entries if not lines[at].blank)
    return Matter(kind="contents", start=lines[entries[0]].start, end=lines[last].end)


def _openings(stacks: Sequence[Sequence[_Mark]]) -> tuple[Opening, ...]:
    heads = [mark.head for stack in stacks for mark in stack]
    deepest = Rank.SECTION
    if any(head.rank == Rank.CHAPTER and head.number for head in heads):
        deepest = Rank.CHAPTER
    elif heads and all(head.rank == Rank.VIEW for head in heads):
        deepest = Rank.VIEW
    openings: list[Opening] = []
    parts = _parts(stacks)
    for stack in stacks:
        if any(mark.head.rank <= deepest or mark.head.key in parts for mark in stack):
            title = " — ".join(mark.head.title for mark in stack)
            openings.append(Opening(start=stack[0].head.start, title=title))
    return tuple(openings)


def _parts(stacks: Sequence[Sequence[_Mark]]) -> frozenset[str]:
    """Return the keys of sections that hold chapters elsewhere ("SECOND NARRATIVE", "CHAPTER I"), twice or more."""
    pairs = [(one.head, two.head) for stack in stacks for one, two in pairwise(stack)]
    above = Counter(one.key for one, two in pairs if one.rank == Rank.SECTION and two.rank == Rank.CHAPTER)
    return frozenset(key for key, count in above.items() if count > 1)
