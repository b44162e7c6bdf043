"""Mentions come in, meetings go out: who meets whom in which passage, under a window and a way of counting."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np

from relgraph.errors import WindowError, one_of, shorten
from relgraph.records import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from relgraph.records import Mention, Quote, Span, Story

Unit = Literal["chapter", "paragraphs", "sentences", "tokens"]
Count = Literal["pairs", "passages"]

WINDOWS = ("chapter", "paragraphs:N", "sentences:N", "tokens:N")
MAX_SIZE = 999_999
"""Longer than any story that is read; a size from a user is bounded on the way in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What counts as meeting: within so many tokens, sentences or paragraphs, or in one chapter (`size` is then 1).

    Raises WindowError for anything else.

    Examples
    --------
    >>> str(Window(unit="tokens", size=32))
    'tokens:32'
    """

    unit: Unit
    size: int = 1

    def __post_init__(self) -> None:
        largest = 1 if self.unit == "chapter" else MAX_SIZE
        if self.unit not in get_args(Unit) or not 1 <= self.size <= largest:
            raise _window_error(str(self))

    def __str__(self) -> str:
        return self.unit if (self.unit, self.size) == ("chapter", 1) else f"{self.unit}:{self.size}"

    @classmethod
    def parse(cls, text: str) -> Window:
        """Return the window that `text` spells, such as "tokens:32"; raise WindowError with the alternatives."""
        if text == "chapter":
            return cls(unit="chapter")
        spelt = re.fullmatch(r"(tokens|sentences|paragraphs):([1-9][0-9]{0,5})", text)
        if spelt is None:
            raise _window_error(text)
        units: dict[str, Unit] = {"tokens": "tokens", "sentences": "sentences", "paragraphs": "paragraphs"}
        return cls(unit=units[spelt[1]], size=int(spelt[2]))


def _window_error(text: str) -> WindowError:
    return WindowError(f"unknown window {shorten(text)!r}; use one of {one_of(WINDOWS)} (N from 1 to {MAX_SIZE})")


class _Place(NamedTuple):
    """A mention by its tokens (half-open) and the unit in which it begins."""

    character: str
    start: int
    end: int
    unit: int


_Key = tuple[str, str, int]
"""Two characters, the first sorted before the second, and the unit in which the later of them is mentioned."""


_Seen = dict[str, deque[tuple[int, int]]]
"""For each character, the units within the window that mention it, and how often."""


class _Meeting(NamedTuple):
    """The unit with which the evidence begins, and the number of pairs of mentions."""

    unit: int
    pairs: int


def find_interactions(
    story: Story,
    tokens: Sequence[Span],
    sentences: Sequence[Span],
    mentions: Iterable[Mention],
    *,
    window: Window,
    count: Count = "passages",
) -> tuple[Interaction, ...]:
    """Return the meetings of the characters, by position and then by their ids.

    The unit is the sentence for windows of tokens and of sentences, the paragraph, or the chapter. A mention belongs
    to the unit in which it begins; nested mentions ("his mother") are two, with no distance between them. Mentions
    in matter, or in no unit at all, never meet anyone.

    "passages" gives one interaction of weight 1 for each unit that mentions one character while the other is
    mentioned in the same unit or before, and within the window: at most N tokens between the end of the earlier
    mention and the start of the later one, or at most N-1 units back; never across the end of a chapter. The evidence
    goes from the unit of the nearest such earlier mention to the end of the unit.

    "pairs" is the measure of the literature [1]_. For tokens, each mention spans a block from N tokens before its start
    to N after its end, and each pair of mentions of two characters that lie wholly inside a common block counts once;
    for the other units, each pair at most N-1 units apart. It knows no chapters, as in the authors' code. One
    interaction holds the pairs of two characters whose later mention begins in the same unit: `weight` is their
    number, and the evidence reaches back to the first of them.

    The time grows with the number of mentions times the mentions within the window.

    References
    ----------
    .. [1] Amalvy, Labatut and Dufour, COLING 2025, doi:10.48550/arXiv.2412.11560
    """
    if count not in get_args(Count):
        msg = f"unknown way of counting {shorten(count)!r}; use one of {one_of(get_args(Count))}"
        raise WindowError(msg)
    units = _units(story, sentences, window)
    chapters = _containing([(chapter.start, chapter.end) for chapter in story.chapters], [start for start, _ in units])
    places = [place for place in _places(story, tokens, units, mentions) if chapters[place.unit] >= 0]
    meet = _meet_in_tokens if window.unit == "tokens" else _meet_in_units
    found = (
        Interaction(
            first=first,
            second=second,
            kind="cooccurrence",
            chapter=chapters[last],
            start=units[meeting.unit][0],
            end=units[last][1],
            weight=meeting.pairs if count == "pairs" else 1,
        )
        for (first, second, last), meeting in meet(places, chapters, window.size, count).items()
    )
    return tuple(sorted(found, key=_position))


def find_speech(story: Story, quotes: Iterable[Quote]) -> tuple[Interaction, ...]:
    """Return one interaction for each quote that one character says to another, by position; the quote is evidence."""
    told = [quote for quote in quotes if quote.speaker and quote.addressee and quote.speaker != quote.addressee]
    found = []
    for quote, chapter in zip(told, chapters_of(story, [quote.start for quote in told]), strict=True):
        if chapter is not None:
            first, second = sorted((str(quote.speaker), str(quote.addressee)))
            start, end = quote.start, quote.end
            found.append(Interaction(first=first, second=second, kind="speech", chapter=chapter, start=start, end=end))
    return tuple(sorted(found, key=_position))


def chapters_of(story: Story, offsets: Sequence[int]) -> tuple[int | None, ...]:
    """Return for each offset the index of its chapter (from 0), None in matter and outside of the chapters."""
    matter = _containing([(part.start, part.end) for part in story.matter], offsets)
    chapters = _containing([(chapter.start, chapter.end) for chapter in story.chapters], offsets)
    return tuple(chapter if chapter >= 0 > part else None for chapter, part in zip(chapters, matter, strict=True))


def _position(interaction: Interaction) -> tuple[int, int, str, str]:
    return interaction.start, interaction.end, interaction.first, interaction.second


def _units(story: Story, sentences: Sequence[Span], window: Window) -> Sequence[Span]:
    if window.unit == "chapter":
        return [(chapter.start, chapter.end) for chapter in story.chapters]
    return story.paragraphs if window.unit == "paragraphs" else sentences


def _places(story: Story, tokens: Sequence[Span], units: Sequence[Span], mentions: Iterable[Mention]) -> list[_Place]:
    """Return the mentions that count, by position."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.character))
    starts, ends = [mention.start for mention in ordered], [mention.end for mention in ordered]
    bounds = np.array(tokens, dtype=np.int64).reshape(-1, 2)
    first = np.searchsorted(bounds[:, 1], starts, side="right").tolist()
    last = np.searchsorted(bounds[:, 0], ends, side="left").tolist()
    counted = zip(ordered, first, last, _containing(units, starts), chapters_of(story, starts), strict=True)
    return [
        _Place(mention.character, start, end, unit)
        for mention, start, end, unit, chapter in counted
        if unit >= 0 and chapter is not None
    ]


def _containing(spans: Sequence[Span], offsets: Sequence[int]) -> list[int]:
    """Return for each offset the index of the span that holds it, -1 for none; spans are in order, without overlap."""
    if not spans:
        return [-1] * len(offsets)
    bounds = np.array(spans, dtype=np.int64)
    wanted = np.array(offsets, dtype=np.int64)
    at = np.searchsorted(bounds[:, 0], wanted, side="right") - 1
    inside: list[int] = np.where((at >= 0) & (wanted < bounds[at, 1]), at, -1).tolist()
    return inside


def _meet_in_tokens(places: Sequence[_Place], chapters: Sequence[int], size: int, count: Count) -> dict[_Key, _Meeting]:
    since: dict[_Key, int] = {}
    pairs: defaultdict[_Key, int] = defaultdict(int)
    edge = min if count == "pairs" else max
    near = _pairs_in_blocks(places, size) if count == "pairs" else _pairs_in_reach(places, chapters, size)
    for (one, _, _, unit), (other, _, _, last) in near:
        key = (one, other, last) if one < other else (other, one, last)
        since[key] = edge(since.get(key, unit), unit)
        pairs[key] += 1
    return {key: _Meeting(unit, pairs[key]) for key, unit in since.items()}


def _pairs_in_reach(places: Sequence[_Place], chapters: Sequence[int], size: int) -> Iterator[tuple[_Place, _Place]]:
    """Yield the pairs with at most `size` tokens between them, in one chapter."""
    for index, earlier in enumerate(places):
        limit, chapter = earlier.end + size, chapters[earlier.unit]
        for position in range(index + 1, len(places)):
            later = places[position]
            if later.start > limit or chapters[later.unit] != chapter:
                break
            if later.character != earlier.character:
                yield earlier, later


def _pairs_in_blocks(places: Sequence[_Place], size: int) -> Iterator[tuple[_Place, _Place]]:
    """Yield the pairs that lie wholly inside the block of any mention.

    Of all blocks that begin at or before a mention, only the one that ends last matters, so that no block has to be
    listed: a pair counts if its later end does not pass that end.
    """
    starts = np.array([place.start for place in places], dtype=np.int64)
    furthest = np.maximum.accumulate(np.array([place.end for place in places], dtype=np.int64))
    opened = np.searchsorted(starts, starts + size, side="right") - 1
    for index, limit in enumerate((furthest[opened] + size).tolist()):
        earlier = places[index]
        for position in range(index + 1, len(places)):
            later = places[position]
            if later.start > limit:
                break
            if later.end <= limit and later.character != earlier.character:
                yield earlier, later


def _meet_in_units(places: Sequence[_Place], chapters: Sequence[int], size: int, count: Count) -> dict[_Key, _Meeting]:
    """Return the meetings within `size` units, from the number of mentions per unit: pairs need not be listed."""
    by_unit: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for place in places:
        by_unit[place.unit][place.character] += 1
    found: dict[_Key, _Meeting] = {}
    seen: _Seen = {}
    chapter = -1
    for unit, here in by_unit.items():
        if count == "passages" and chapters[unit] != chapter:
            seen.clear()
        chapter = chapters[unit]
        _forget(seen, unit - size)
        found.update(_meet_in_unit(unit, here, seen, count))
        for character, number in here.items():
            seen.setdefault(character, deque()).append((unit, number))
    return found


def _forget(seen: _Seen, last: int) -> None:
    """Drop what lies in the unit `last` or before."""
    for character in list(seen):
        while seen[character] and seen[character][0][0] <= last:
            seen[character].popleft()
        if not seen[character]:
            del seen[character]


def _meet_in_unit(unit: int, here: Counter[str], seen: _Seen, count: Count) -> Iterator[tuple[_Key, _Meeting]]:
    """Yield the meetings of those mentioned `here` with each other and with those `seen` shortly before."""
    nearest = count == "passages"
    before = {character: units[-1 if nearest else 0][0] for character, units in seen.items()}
    past = {} if nearest else {character: sum(number for _, number in units) for character, units in seen.items()}
    for character, number in here.items():
        for other in (*here, *(name for name in before if name not in here)):
            if other in here and other <= character:
                continue
            since = [before[other]] if other in before else []
            since += [unit, before.get(character, unit)] if other in here else []
            pairs = number * (here[other] + past.get(other, 0)) + here[other] * past.get(character, 0)
            first, second = sorted((character, other))
            yield (first, second, unit), _Meeting(max(since) if nearest else min(since), pairs)
