"""Letters in the narration: whoever signs one is its "I", whoever it greets its "you"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from relgraph.characters.dialogue import is_set_off
from relgraph.characters.layout import NOWHERE
from relgraph.characters.names import parse_name
from relgraph.characters.words import FIRST_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from relgraph.characters.layout import Layout
    from relgraph.characters.names import Name
    from relgraph.records import Span

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
_WRITTEN: Final = (
    r"(?:journal|diary|narrative|statement|account|log|notes?|memorandum|memoirs?|testimony|letter|telegram)\b"
)
_OWNED: Final = re.compile(
    rf"(?:\A|[:(_*\"])\W*(?:\w+ in )?(?P<name>[^\W\d][\w. -]*?)['’]s\s+(?:\w+\s+)?{_WRITTEN}"
    r"[\W_]*(?:continued[\W_]*)?\Z",
    re.IGNORECASE,
)
_SENT: Final = re.compile(
    r"(?:\A|:)\W*(?:letters?|telegram|note|memorandum)\b,?\s+(?:from\s+|by\s+|left by\s+)?(?P<name>[^,:]+?)"
    r"(?:,?\s+to\s+(?P<to>[^,:]+?))?[\s._*)]*\Z",
    re.IGNORECASE,
)
# "LADY HOWARD TO THE REV. MR. VILLARS Howard Grove, Kent"; the address may go on behind.
_FROM_TO: Final = re.compile(
    r"\A\W*(?:(?i:from)\s+)?(?P<name>(?:[A-Z][\w.'’-]*\s+){1,5})(?i:to)\s+(?:(?i:the)\s+)?"
    r"(?P<to>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,6})(?:[\s,]+[A-Z][\w.'’-]*)*\W*\Z"
)
_NUMBERED: Final = re.compile(r"(?:[:.]|\s[—–-])\s+")
_LONGEST_HEADING: Final = 90
_LEAST_I: Final = 5
_SHARE_OF_I: Final = 0.2
_LONGEST_CLOSING: Final = 90
_LONGEST_GREETING: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A half-open range of characters with the name entities that sign it and that it greets; None for neither.

    The narrator's "Me:" in front of a message may stand for a name. `said` is what a message says behind that.
    """

    start: int
    end: int
    writer: int | None
    reader: int | None
    said: Span | None = None


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


def called_readers(layout: Layout, names: Mapping[int, Name], letters: Sequence[Letter]) -> list[tuple[int, int]]:
    """Return pairs of name entities: whom letters are to, and the given name that their writers call them by.

    "To Mrs. Saville, England ... And now, dear Margaret, do I not deserve ...": all letters to Mrs. Saville that call
    anybody call one and the same, who signs none of them.
    """
    called: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for letter in letters:
        if letter.reader is None or letter.reader not in names:
            continue
        if not names[letter.reader].titles or names[letter.reader].given:
            continue
        for spot in layout.spots_in(letter.start, letter.end):
            if spot.index in names and names[spot.index].single and spot.quote == NOWHERE and is_set_off(layout, spot):
                called[names[letter.reader].key].setdefault(names[spot.index].key, (letter.reader, spot.index))
    writers = {names[letter.writer].key for letter in letters if letter.writer is not None and letter.writer in names}
    return [next(iter(found.values())) for found in called.values() if len(found) == 1 and not found.keys() & writers]


def find_sections(layout: Layout, names: Mapping[int, Name]) -> tuple[Letter, ...]:
    """Return the parts of chapters that a heading gives to somebody, by position.

    "Mina Harker's Journal", "Letter, Mina Harker to Lucy Westenra": up to the next heading, or the end of the chapter.
    A chapter that is called like a character and told by an "I" is that character's, if another one is somebody else's.
    """
    by_key: dict[str, int] = {}
    for index in sorted(names):
        by_key.setdefault(names[index].key, index)
    found: list[Letter] = []
    for chapter in layout.story.chapters:
        heads = [(chapter.start, chapter.title or "")]
        heads += [
            (start, layout.story.text[start:end]) for start, end in _paragraphs(layout, chapter.start, chapter.end)
        ]
        people = [(start, *one) for start, text in heads if (one := _named_in_heading(text, by_key)) is not None]
        ends = [*(start for start, *_ in people[1:]), chapter.end]
        found += [
            Letter(start=start, end=end, writer=writer, reader=reader)
            for (start, writer, reader), end in zip(people, ends, strict=False)
        ]
    return tuple(found) or _points_of_view(layout, by_key)


def _named_in_heading(text: str, by_key: Mapping[str, int]) -> tuple[int, int | None] | None:
    """Return who writes what a heading stands over, and to whom, as entities of that name."""
    match = _OWNED.search(text) or _SENT.search(text) if len(text) <= _LONGEST_HEADING else None
    if match is None:
        return _from_to(text, by_key)
    writer = by_key.get(parse_name(match["name"]).key)
    reader = match.groupdict().get("to")
    return None if writer is None else (writer, by_key.get(parse_name(reader).key) if reader else None)


def _from_to(text: str, by_key: Mapping[str, int]) -> tuple[int, int] | None:
    """Return who writes to whom in a heading that names both, as entities of these names."""
    match = _FROM_TO.match(text) if len(text) <= _LONGEST_HEADING else None
    writer = by_key.get(parse_name(match["name"]).key) if match else None
    if match is None or writer is None:
        return None
    words = match["to"].split()
    keys = (parse_name(" ".join(words[:count])).key for count in range(len(words), 0, -1))
    reader = next((by_key[key] for key in keys if key in by_key), None)
    return None if reader is None else (writer, reader)


def _points_of_view(layout: Layout, by_key: Mapping[str, int]) -> tuple[Letter, ...]:
    views = []
    for chapter in layout.story.chapters:
        title = chapter.title or ""
        keys = [parse_name(text).key for text in (title, _NUMBERED.split(title)[-1])]
        writer = next((by_key[key] for key in keys if key in by_key), None)
        if writer is not None and _is_told_by_one(layout, chapter.start, chapter.end):
            views.append(Letter(start=chapter.start, end=chapter.end, writer=writer, reader=None))
    return tuple(views) if len({view.writer for view in views}) > 1 else ()


def _is_told_by_one(layout: Layout, start: int, end: int) -> bool:
    inside = [spot for spot in layout.spots_in(start, end) if spot.quote == NOWHERE and spot.kind == "pronoun"]
    first = sum(spot.lower in FIRST_PERSON for spot in inside)
    return first >= _LEAST_I and first >= _SHARE_OF_I * len(inside)


def flatten(letters: Iterable[Letter]) -> tuple[Letter, ...]:
    """Return letters that lie one in another as pieces one after the other: the inner one counts."""
    pieces: list[Letter] = []
    for letter in sorted(letters, key=lambda one: (one.start, -one.end)):
        last = pieces[-1] if pieces else None
        if last is not None and letter.start < last.end:
            pieces[-1] = replace(last, end=letter.start)
            pieces.append(letter)
            if letter.end < last.end:
                pieces.append(replace(last, start=letter.end))
        else:
            pieces.append(letter)
    return tuple(piece for piece in pieces if piece.start < piece.end)


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


def _greeting(layout: Layout, start: int, end: int) -> re.Match[str] | None:
    """Return the greeting at the start of a paragraph; "To ..." has to be all of it."""
    match = _GREETING.match(layout.story.text, start, min(end, start + _LONGEST_GREETING))
    return match if match is not None and (match.end() == end or match.group()[-1] in ",:;-—") else None


def _greeted(layout: Layout, names: Mapping[int, Name], start: int, end: int) -> int | None:
    """Return the first name entity of a range outside of quotes."""
    inside = (spot for spot in layout.spots_in(start, end) if spot.index in names and spot.quote == NOWHERE)
    return next((spot.index for spot in inside), None)


def _signing(layout: Layout, names: Mapping[int, Name], start: int, end: int) -> int | None:
    """Return the name entity that a paragraph consists of, but for words of farewell."""
    text = layout.story.text
    last = len(text[:end].rstrip("._*- "))
    spots = [spot for spot in layout.spots_in(start, end) if spot.index in names and spot.quote == NOWHERE]
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
