"""Where a reader says that two characters do not meet: which pairs of mentions no longer count."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from relgraph.errors import shorten
from relgraph.records import Veto

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from relgraph.cast import Cast, CastVeto
    from relgraph.records import Character, Span, Story

Ranges = dict[tuple[str, str], list["Span"]]
"""The vetoed ranges of each pair of characters, the first sorted before the second."""


def ranges_of(vetoes: Iterable[Veto]) -> Ranges:
    """Return the vetoed ranges of each pair; nothing for no vetoes."""
    ranges: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for veto in vetoes:
        ranges[min(veto.first, veto.second), max(veto.first, veto.second)].append((veto.start, veto.end))
    return dict(ranges)


def heed(cast: Cast, story: Story, characters: Sequence[Character]) -> Iterator[tuple[CastVeto, Veto | str]]:
    """Yield each veto of a cast with what it is for a story with these characters, or a line on why it is nothing.

    A veto holds where the story has its text at its place, and both its characters.
    """
    ids = _ids(cast, characters) if cast.vetoes else {}
    for veto in cast.vetoes:
        yield veto, _heeded(veto, story.text, ids)


def _heeded(veto: CastVeto, text: str, ids: Mapping[str, str]) -> Veto | str:
    names = [shorten(name) for name in veto.between]
    what = f"{names[0]} and {names[1]}, marked as no meeting at {veto.start}"
    if _told(text[veto.start : veto.start + len(veto.text)]) != _told(veto.text):
        return f"{what}: the story does not say {shorten(veto.text, 40)!r} there, so nothing is changed"
    if missing := [name for name in veto.between if _fold(name) not in ids]:
        return f"{what}: the story has no {shorten(missing[0])!r}, so nothing is changed"
    first, second = sorted(ids[_fold(name)] for name in veto.between)
    if first == second:
        return f"{what}: both are one person here, so nothing is changed"
    return Veto(first=first, second=second, start=veto.start, end=veto.end)


def _ids(cast: Cast, characters: Sequence[Character]) -> dict[str, str]:
    """Return whom a name means, folded: an id before a name, a name before an alias, the most mentioned first."""
    ids: dict[str, str] = {}
    for forms in (
        ((one.id, one) for one in characters),
        ((one.name, one) for one in characters),
        ((form, one) for one in characters for form in one.aliases),
    ):
        for form, one in forms:
            ids.setdefault(_fold(form), one.id)
    for character in cast.characters:
        for form in character.aliases:
            if _fold(character.name) in ids:
                ids.setdefault(_fold(form), ids[_fold(character.name)])
    return ids


def _fold(form: str) -> str:
    return " ".join(form.split()).casefold()


def _told(text: str) -> str:
    """Return the text as a file in UTF-8 can hold it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_void(ranges: Sequence[Span], at: int) -> bool:
    """Return whether two mentions do not meet because the later one begins `at` a place inside of a vetoed range."""
    return any(start <= at < end for start, end in ranges)


def meetings_left(
    places: Iterable[tuple[str, int, int]], chapters: Mapping[int, int], ranges: Sequence[Span], size: int
) -> dict[int, tuple[int, int, int]]:
    """Return the meetings of two characters that their vetoes leave, under a window of `size` units.

    `places` are the mentions of the two by position: character, unit, offset. `chapters` gives the chapter of each
    unit; an empty one lets meetings cross chapters. The result holds for each unit the last and the first unit of an
    earlier mention that counts, and the number of pairs of mentions. Linear in the number of mentions.
    """
    seen: defaultdict[str, deque[int]] = defaultdict(deque)
    found: dict[int, tuple[int, int, int]] = {}
    chapter = None
    for character, unit, at in places:
        if chapters.get(unit) != chapter:
            seen.clear()
            chapter = chapters.get(unit)
        for before in seen.values():
            while before and before[0] <= unit - size:
                before.popleft()
        met = [before for other, before in sorted(seen.items()) if other != character and before]
        if met and not is_void(ranges, at):
            last, first, pairs = found.get(unit, (met[0][-1], met[0][0], 0))
            found[unit] = max(last, met[0][-1]), min(first, met[0][0]), pairs + len(met[0])
        seen[character].append(unit)
    return found
