"""Two people named together come in; what they are said to be of each other goes out: "Ann and Lena were sisters"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from relgraph.characters.labels import LABELS, PLURALS, inverse
from relgraph.relations.asserting import is_imagined, plural_copula
from relgraph.relations.ground import relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relgraph.characters.labels import Label
    from relgraph.records import Mention, Relation
    from relgraph.relations.ground import Ground

_AND: Final = re.compile(r"\s+and\s+")
_OR_SO: Final = "best|old|oldest|good|great|close|dear|sworn|bitter|mortal|twin|firm|fast|lifelong|childhood"
_WORDS: Final = "|".join(sorted(map(re.escape, PLURALS), key=lambda word: (-len(word), word)))
_PLURAL: Final = re.compile(rf"(?:(?:the|both|two|{_OR_SO})\s+)*(?P<words>{_WORDS})\b(?!['-])", re.IGNORECASE)
_RESPECTIVE: Final = re.compile(r"(?P<first>[^\W\d_]+)\s+and\s+(?P<second>[^\W\d_]+)\b(?!['-])")
_BEFORE: Final = re.compile(rf"\bthe\s+(?:two\s+)?(?:[^\W\d_]+\s+)?(?P<words>{_WORDS}),?\s+$", re.IGNORECASE)
_LONGER: Final = re.compile(r"(?:,|\b(?:and|or|of|with|to|than|like))\s+$", re.IGNORECASE)
# "were friends of Rey's", "were sisters to nobody", "were rivals no more".
_ELSE: Final = re.compile(r"\s+(?:of|to|with|in|no|until|for the)\b", re.IGNORECASE)


def find_pairs(ground: Ground) -> Iterator[Relation]:
    """Yield what pairs are said to be; the first named is it of the second."""
    for start in sorted(ground.starting):
        first = ground.starting[start][0]
        joined = _AND.match(ground.text, first.end)
        second = ground.opens(joined.end()) if joined else None
        if second is not None and first.character != second.character:
            people = first, second
            yield from _told_behind(ground, *people)
            yield from _told_before(ground, *people)


def _told_behind(ground: Ground, first: Mention, second: Mention) -> Iterator[Relation]:
    """Yield what stands behind the two: "Ann and Lena were sisters", "Tom and Ann were brother and sister"."""
    before = ground.clause_before(first.start)
    start = plural_copula(ground, second.end)
    if start < 0 or ground.is_asked(start) or is_imagined(before) or _LONGER.search(before):
        return
    plural = _PLURAL.match(ground.text, start)
    if plural and not _ELSE.match(ground.text, plural.end()):
        yield from _both(ground, first, second, PLURALS[plural["words"].lower()], first.start, plural.end())
    respective = _RESPECTIVE.match(ground.text, start)
    if respective and not _ELSE.match(ground.text, respective.end()):
        yield from _each(ground, (first, second), (respective[1], respective[2]), respective.end())


def _told_before(ground: Ground, first: Mention, second: Mention) -> Iterator[Relation]:
    """Yield what stands before the two: "the two sisters, Ann and Lena"."""
    told = _BEFORE.search(ground.clause_before(first.start))
    if told and not re.match(r",?\s+(?:and|or)\b|'", ground.behind(second.end)):
        start = first.start - len(told[0])
        yield from _both(ground, first, second, PLURALS[told["words"].lower()], start, second.end)


def _both(ground: Ground, first: Mention, second: Mention, label: Label, start: int, end: int) -> Iterator[Relation]:
    if all(ground.is_individual(one.character) and ground.fits(label, one.character) for one in (first, second)):
        yield relation(label, first, second, start=start, end=end)


def _each(ground: Ground, people: tuple[Mention, Mention], words: tuple[str, str], end: int) -> Iterator[Relation]:
    """Yield what two different words say, in their order, or in the only one that the pronouns allow."""
    one, other = (LABELS.get(word.lower()) for word in words)
    if not (one and other and other.name in {inverse(one.name, told) for told in (None, "he/him", "she/her")}):
        return
    for first, second in (people, people[::-1]):
        if all(map(ground.is_individual, (first.character, second.character))) and (
            ground.fits(one, first.character) and ground.fits(other, second.character)
        ):
            yield relation(one, first, second, start=people[0].start, end=end)
            return
