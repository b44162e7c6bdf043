"""The lines of printed pages in; paragraphs and headings in reading order out, without page heads and feet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from relgraph.reading.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

EDGE = 2
"""Lines at the top and at the bottom of a page among which its head and foot stand."""
AROUND = 5
"""Pages before and after one on which its head comes again: those of left and right pages differ, chapters have own."""
OFTEN = 3
"""Pages on which a head stands at least: "“Yes.”" tops two pages of a long book, but not three that are near."""
NUMBER = re.compile(r"[\W_]*(?:page\s*)?#?[\W_]*(?:(?:of|/)\s*#)?[\W_]*|[\W_]*[ivxl]{1,6}[\W_]*")
"""A page number, its figures written "#"."""
LARGER = 1.15
"""Times the size of the story's letters from which on a line is a heading."""
WIDE = 1.35
"""Times the usual distance of lines from which on a gap parts paragraphs."""
SHORT = 0.75
"""Share of the usual length of a line below which a line that ends a sentence ends a paragraph."""
INDENT = 0.5
"""Letters' heights by which the first line of a paragraph is set in at least."""
ENDED = re.compile(r"[.!?…:*][\"'”’»)\]*]*$")
BROKEN = re.compile(r"(?P<word>[^\W\d_]+)[-\u00ad\u2010]$")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a page: where it begins (points, `y` from the bottom) and the height of its letters."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How the pages of a story look: its letters' height, the distance of lines, their length, whether it indents."""

    size: float
    step: float
    length: float
    indents: bool
    headings: tuple[float, ...]


def find_blocks(pages: Sequence[Sequence[Row]]) -> list[Block]:
    """Return the paragraphs of the pages; larger lines are headings, the largest of level 1."""
    pages = _bare(pages)
    look = _look(pages)
    groups: list[list[Row]] = []
    before: Row | None = None
    for page in pages:
        left = _left(page)
        for at, row in enumerate(page):
            if before is None or _begins(before, row, left, look, top=not at):
                groups.append([])
            groups[-1].append(row)
            before = row
    words = Counter(word for page in pages for row in page for word in WORD.findall(row.text.lower()))
    return [Block(text=_joined(group, words), level=_level(group[0], look)) for group in groups]


def _bare(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the pages without the lines at their edges that come again on pages near, but for their numbers."""
    where: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        for key in dict.fromkeys(_edges(page).values()):
            where[key].append(number)
    bare: list[list[Row]] = []
    for number, page in enumerate(pages):
        edges = _edges(page)
        gone = {at for at, key in edges.items() if _recurs(key[0], where[key], number, len(pages))}
        bare.append([row for at, row in enumerate(page) if at not in gone])
    return bare


def _edges(page: Sequence[Row]) -> Mapping[int, tuple[str, bool]]:
    """Return the lines at the edges of a page: what they say, figures as "#", and whether they stand at the top."""
    order = sorted(range(len(page)), key=lambda at: -page[at].y)
    top, bottom = order[:EDGE], order[EDGE:][-EDGE:]
    return {at: (re.sub(r"\d+", "#", page[at].text.casefold()), at in top) for at in (*top, *bottom)}


def _recurs(key: str, numbers: Sequence[int], number: int, pages: int) -> bool:
    near = bisect_right(numbers, number + AROUND) - bisect_left(numbers, number - AROUND)
    return near >= (min(OFTEN, max(pages, 2)) if NUMBER.fullmatch(key) else OFTEN)


def _look(pages: Sequence[Sequence[Row]]) -> _Look:
    sizes: Counter[float] = Counter()
    for row in (row for page in pages for row in page):
        sizes[round(row.size, 1)] += len(row.text)
    size = max(sizes, key=lambda one: (sizes[one], one), default=0.0)
    plain = [[row for row in page if row.size < LARGER * size] for page in pages]
    steps = [one.y - two.y for page in plain for one, two in pairwise(page) if one.y - two.y > 0.1]
    lengths = sorted(len(row.text) for page in plain for row in page)
    set_in = sum(_is_set_in(row, _left(page), size) for page in plain for row in page)
    return _Look(
        size=size,
        step=median(steps) if steps else 0.0,
        length=lengths[len(lengths) * 3 // 4] if lengths else 0.0,
        indents=set_in > len(lengths) / 20,
        headings=tuple(sorted((one for one in sizes if one >= LARGER * size), reverse=True)),
    )


def _left(page: Iterable[Row]) -> float:
    """Return where the lines of a page begin: the leftmost place that comes again."""
    places = Counter(round(row.x) for row in page)
    again = [place for place, count in places.items() if count > 1]
    return min(again or places, default=0)


def _is_set_in(row: Row, left: float, size: float) -> bool:
    return row.x - left > INDENT * size


def _begins(before: Row, row: Row, left: float, look: _Look, *, top: bool) -> bool:
    """Whether a line begins a paragraph (or a heading); `top` says that it is the first on its page."""
    large = row.size >= LARGER * look.size, before.size >= LARGER * look.size
    ended = ENDED.search(before.text) is not None
    if any(large):
        return not (all(large) and round(row.size, 1) == round(before.size, 1) and before.y - row.y < 2 * row.size)
    short = len(before.text) < SHORT * look.length
    set_in = _is_set_in(row, left, look.size)
    if set_in and (ended or short or abs(row.x - before.x) > 1):
        return True
    if top:
        return ended and (short or not look.indents)
    if before.y - row.y > WIDE * look.step:
        return True
    return ended and short


def _level(row: Row, look: _Look) -> int:
    size = round(row.size, 1)
    return min(look.headings.index(size) + 1, 6) if size in look.headings else 0


def _joined(rows: Sequence[Row], words: Mapping[str, int]) -> str:
    """Return the text of lines, words put together that a line end has parted.

    The hyphen goes, unless the whole text has the word with a hyphen more often than without: "well-known".
    """
    text = rows[0].text
    for row in rows[1:]:
        broken = BROKEN.search(text)
        after = WORD.match(row.text)
        if broken is None or after is None or not after[0][0].islower():
            text = f"{text} {row.text}"
            continue
        first, second = broken["word"].lower(), after[0].lower()
        keeps = text[-1] != "\u00ad" and words.get(f"{first}-{second}", 0) > words.get(first + second, 0)
        text = (text if keeps else text[:-1]) + row.text
    return text
