"""Mentions come in, meetings go out: who meets whom in which passage, under a window and a way of counting."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np

from relgraph.errors import WindowError, one_of, shorten
from relgraph.records import Interaction
from relgraph.vetoes import is_void, meetings_left, ranges_of
from relgraph.windows import Count, Unit, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from relgraph.records import Mention, Quote, Span, Story, Veto
    from relgraph.vetoes import Ranges

__all__ = ["Count", "Unit", "Window", "chapters_of", "find_interactions", "find_speech", "units_of"]


class _Place(NamedTuple):
    """A mention by its tokens (half-open), the unit in which it begins, and the offset at which it does."""

    character: str
    start: int
    end: int
    unit: int
    at: int


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
    vetoes: Iterable[Veto] = (),
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

    A pair of mentions of two characters counts in neither way where the later one begins inside of a veto of the two.

    The time grows with the number of mentions times the mentions within the window.

    References
    ----------
    .. [1] Amalvy, Labatut and Dufour, COLING 2025, doi:10.48550/arXiv.2412.11560
    """
    if count not in get_args(Count):
        msg = f"unknown way of counting {shorten(count)!r}; use one of {one_of(get_args(Count))}"
        raise WindowError(msg)
    units = units_of(story, sentences, window)
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
        for (first, second, last), meeting in meet(places, chapters, window.size, count, ranges_of(vetoes)).items()
    )
    return tuple(sorted(found, key=_position))


def find_speech(story: Story, quotes: Iterable[Quote], *, vetoes: Iterable[Veto] = ()) -> tuple[Interaction, ...]:
    """Return one interaction for each quote that one character says to another, by position; the quote is evidence.

    A quote that begins inside of a veto of the two is left out.
    """
    told = [quote for quote in quotes if quote.speaker and quote.addressee and quote.speaker != quote.addressee]
    ranges = ranges_of(vetoes)
    found = []
    for quote, chapter in zip(told, chapters_of(story, [quote.start for quote in told]), strict=True):
        first, second = sorted((str(quote.speaker), str(quote.addressee)))
        if chapter is not None and not is_void(ranges.get((first, second), ()), quote.start):
            start, end = quote.start, quote.end
            found.append(Interaction(first=first, second=second, kind="speech", chapter=chapter, start=start, end=end))
    return tuple(sorted(found, key=_position))


def chapters_of(story: Story, offsets: Sequence[int]) -> tuple[int | None, ...]:
    """Return for each offset the index of its chapter (from 0), None in matter and outside of the chapters."""
    matter = _containing([(part.start, part.end) for part in story.matter], offsets)
    chapters = _containing([(chapter.start, chapter.end) for chapter in story.chapters], offsets)
    return tuple(chapter if chapter >= 0 > part else None for chapter, part in zip(chapters, matter, strict=True))


def units_of(story: Story, sentences: Sequence[Span], window: Window) -> Sequence[Span]:
    """Return the units that a window counts: sentences (of tokens too), paragraphs or chapters, by position."""
    if window.unit == "chapter":
        return [(chapter.start, chapter.end) for chapter in story.chapters]
    return story.paragraphs if window.unit == "paragraphs" else sentences


def _position(interaction: Interaction) -> tuple[int, int, str, str]:
    return interaction.start, interaction.end, interaction.first, interaction.second


def _places(story: Story, tokens: Sequence[Span], units: Sequence[Span], mentions: Iterable[Mention]) -> list[_Place]:
    """Return the mentions that count, by position."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.character))
    starts, ends = [mention.start for mention in ordered], [mention.end for mention in ordered]
    bounds = np.array(tokens, dtype=np.int64).reshape(-1, 2)
    first = np.searchsorted(bounds[:, 1], starts, side="right").tolist()
    last = np.searchsorted(bounds[:, 0], ends, side="left").tolist()
    counted = zip(ordered, first, last, _containing(units, starts), chapters_of(story, starts), strict=True)
    return [
        _Place(mention.character, start, end, unit, mention.start)
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


def _meet_in_tokens(
    places: Sequence[_Place], chapters: Sequence[int], size: int, count: Count, ranges: Ranges
) -> dict[_Key, _Meeting]:
    since: dict[_Key, int] = {}
    pairs: defaultdict[_Key, int] = defaultdict(int)
    edge = min if count == "pairs" else max
    near = _pairs_in_blocks(places, size) if count == "pairs" else _pairs_in_reach(places, chapters, size)
    for (one, _, _, unit, _), (other, _, _, last, at) in near:
        key = (one, other, last) if one < other else (other, one, last)
        if ranges and is_void(ranges.get(key[:2], ()), at):
            continue
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


def _meet_in_units(
    places: Sequence[_Place], chapters: Sequence[int], size: int, count: Count, ranges: Ranges
) -> dict[_Key, _Meeting]:
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
    for pair in sorted(ranges):
        found = {key: meeting for key, meeting in found.items() if key[:2] != pair}
        found.update(_meet_but_for(pair, ranges[pair], places, chapters if count == "passages" else None, size))
    return found


def _meet_but_for(
    pair: tuple[str, str], void: Sequence[Span], places: Sequence[_Place], chapters: Sequence[int] | None, size: int
) -> Iterator[tuple[_Key, _Meeting]]:
    """Yield the meetings of two characters that their vetoes leave; without `chapters` pairs are counted."""
    own = [(place.character, place.unit, place.at) for place in places if place.character in pair]
    within = {unit: chapters[unit] for _, unit, _ in own} if chapters else {}
    for unit, (last, first, pairs) in meetings_left(own, within, void, size).items():
        yield (*pair, unit), _Meeting(last if chapters else first, pairs)


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
