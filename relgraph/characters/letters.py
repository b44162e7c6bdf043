"""Letters and messages in the narration: whoever signs one is its "I", whoever it greets its "you"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from relgraph.characters.layout import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from relgraph.characters.layout import Layout, Spot
    from relgraph.characters.names import Name

_GREETING: Final = re.compile(
    r"[_*\s]*(?:(?:my|very|own)\s+)*(?:dear(?:est)?|darling|beloved)\b(?!\s+(?:me|lord|god|heavens?)\b)[^.!?\n]{0,60}?(?:[,:;]|--|—)|"
    r"[_*\s]*to\s+[^!?\n]{2,60}\Z",
    re.IGNORECASE,
)
# What stands in front of a name that signs: "Yours ever,", "Your affectionate brother,", "With all my love".
_CLOSING: Final = re.compile(
    r"\b(?:yours?|ever|love|regards|wishes|sincerely|truly|faithfully|respectfully|affectionately|cordially|signed)\b",
    re.IGNORECASE,
)
# The same within a paragraph: "... and kiss the babies. Ever your Jo."
_INLINE: Final = re.compile(
    r"(?:\A|[.!?,;…—-]\s+)(?:(?:i am|i remain|believe me|with love|best love)[\s,]+)?(?:ever[\s,]+)?"
    r"(?:yours?|love from)\b[\w\s,]{0,40}\Z",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"^[*_>\s]*(?P<name>[^\W\d_][\w .'’-]{0,30}?)[*_]*:[*_]*[ \t]+\S.*$", re.MULTILINE)
_LEAST_LINES: Final = 3
_LONGEST_CLOSING: Final = 90
_LONGEST_GREETING: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A half-open range of characters with the name entities that sign it and that it greets; None for neither."""

    start: int
    end: int
    writer: int | None
    reader: int | None


def find_letters(layout: Layout, names: Mapping[int, Name]) -> tuple[Letter, ...]:
    """Return the letters that stand in the narration, by position.

    A letter begins with a greeting at the start of a paragraph ("Dearest Meg,", "To Mrs. Saville, England") and ends
    with a paragraph that is a name, alone or behind words of farewell, or that has both at its end. Without a signature
    it ends with the paragraph of its greeting if that says more, else at the next greeting or with its chapter; it is
    by the only one who signs letters to the same person. Wrong for a letter told in pieces. Letters in quotation marks
    are speech.
    """
    found: list[Letter] = []
    for chapter in layout.story.chapters:
        opened: Letter | None = None
        for start, end in _paragraphs(layout, chapter.start, chapter.end):
            greeting = _greeting(layout, start, end)
            if greeting is not None:
                found += [replace(opened, end=min(start, opened.end))] if opened is not None else []
                reader = _greeted(layout, names, start, greeting.end())
                last = end if greeting.end() < end else chapter.end
                opened = Letter(start=start, end=last, writer=None, reader=reader)
            writer = _signing(layout, names, start, end) if opened is not None else None
            if opened is not None and writer is not None:
                found.append(replace(opened, end=end, writer=writer))
                opened = None
        found += [opened] if opened is not None else []
    found = [letter for letter in found if letter.writer is not None or letter.reader is not None]
    return tuple(_by_the_same(found, names))


def letter_at(letters: Sequence[Letter], offset: int) -> Letter | None:
    """Return the letter that holds an offset, or None."""
    at = bisect_right(letters, offset, key=lambda letter: letter.start) - 1
    return letters[at] if at >= 0 and offset < letters[at].end else None


def _paragraphs(layout: Layout, start: int, end: int) -> Iterator[tuple[int, int]]:
    paragraphs = layout.story.paragraphs
    at = bisect_left(paragraphs, (start, start))
    while at < len(paragraphs) and paragraphs[at][0] < end:
        yield paragraphs[at]
        at += 1


def _inside(layout: Layout, start: int, end: int) -> Sequence[Spot]:
    first = bisect_left(layout.spots, start, key=lambda spot: spot.start)
    return layout.spots[first : bisect_left(layout.spots, end, key=lambda spot: spot.start)]


def _greeting(layout: Layout, start: int, end: int) -> re.Match[str] | None:
    """Return the greeting at the start of a paragraph; "To ..." has to be all of it."""
    match = _GREETING.match(layout.story.text, start, min(end, start + _LONGEST_GREETING))
    return match if match is not None and (match.end() == end or match.group()[-1] in ",:;-—") else None


def _greeted(layout: Layout, names: Mapping[int, Name], start: int, end: int) -> int | None:
    """Return the first name entity of a range outside of quotes."""
    inside = (spot for spot in _inside(layout, start, end) if spot.index in names and spot.quote == NOWHERE)
    return next((spot.index for spot in inside), None)


def _signing(layout: Layout, names: Mapping[int, Name], start: int, end: int) -> int | None:
    """Return the name entity that a paragraph consists of, but for words of farewell."""
    text = layout.story.text
    last = len(text[:end].rstrip("._*- "))
    spots = [spot for spot in _inside(layout, start, end) if spot.index in names and spot.quote == NOWHERE]
    spot = next((one for one in reversed(spots) if one.end >= last), None)
    if spot is None:
        return None
    before = text[start : spot.start].strip(" \n_*-—.…")
    ends = before[-1:] in {"", ","} or "\n" in text[start + len(before) : spot.start]
    alone = ends and len(before) <= _LONGEST_CLOSING and (not before or _CLOSING.search(before))
    return spot.index if alone or _INLINE.search(before[-_LONGEST_CLOSING:]) else None


def _by_the_same(letters: Sequence[Letter], names: Mapping[int, Name]) -> Iterator[Letter]:
    """Yield the letters, an unsigned one as by the only one who signs any to the same person."""
    keys = [names[letter.reader].key if letter.reader is not None else "" for letter in letters]
    signed: dict[str, dict[str, int]] = defaultdict(dict)
    for key, letter in zip(keys, letters, strict=True):
        if key and letter.writer is not None:
            signed[key].setdefault(names[letter.writer].key, letter.writer)
    for key, letter in zip(keys, letters, strict=True):
        only = next(iter(signed[key].values())) if len(signed[key]) == 1 else None
        yield letter if letter.writer is not None else replace(letter, writer=only)


def find_messages(layout: Layout, names: Mapping[int, Name]) -> tuple[Letter, ...]:
    """Return the lines that begin with who writes them, each to whoever wrote the other line before or else behind it.

    Chats and plays: "Hana: can I ask you the real thing now". There are at least three in a chapter, and one who writes
    twice. Empty where there are none.
    """
    found: list[Letter] = []
    for chapter in layout.story.chapters:
        lines = list(_LABEL.finditer(layout.story.text, chapter.start, chapter.end))
        labels = [line["name"].casefold() for line in lines]
        if len(lines) < _LEAST_LINES or not 1 < len(set(labels)) < len(labels):
            continue
        writers = [_greeted(layout, names, line.start("name"), line.end("name")) for line in lines]
        for at, line in enumerate(lines):
            others = [*range(at - 1, -1, -1), *range(at + 1, len(lines))]
            reader = next((writers[other] for other in others if labels[other] != labels[at]), None)
            found.append(Letter(start=line.start(), end=line.end(), writer=writers[at], reader=reader))
    return tuple(found)
