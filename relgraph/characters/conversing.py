"""Who speaks in conversations: a reading of the story comes in, speakers that suit all quotes together go out.

A reading settles quote after quote, so that one mistake turns a whole conversation round. Here the most probable
speakers of all its quotes are searched for at once, by a beam search over the model's opinion and over how people take
turns. Quotes whose tags tell stand as they are, and speak for and against the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final, Literal

from relgraph.characters.dialogue import changes
from relgraph.characters.layout import NOWHERE
from relgraph.characters.speakers import PAUSE, called_in, named_by_tag, named_inside, spoken_of
from relgraph.characters.words import FIRST_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from relgraph.characters.memory import Memory

# Ways that are kept in mind, in how many of the last speakers they differ, and how many each remembers.
_WIDTH: Final = 8
_DIFFERENT: Final = 4
_REMEMBERED: Final = 16
# Quotes back in which somebody else than the last speaker is looked for.
_RECENT: Final = 6
# What is added to the model's opinion of each person: it is too sure of itself in long conversations.
_UNSEEN: Final = 0.2
# In log odds: what speaks for whoever acts beside the quote, is named first in the narration before it, or is addressed
# by the quote before it.
_BESIDE: Final = 1.0
_ACTING: Final = 0.5
_ANSWERS: Final = 0.5
# Against whoever the quote names; against whoever it speaks of as he or she; against whom it addresses and who speaks
# next, for whom the next quote addresses.
_NAMED: Final = 1.0
_ABSENT: Final = 2.0
_CLEAR: Final = 2.0
# For whoever goes on within a paragraph, and takes turns with the last speaker; against the last speaker.
_GOES_ON: Final = 1.0
_TURNS: Final = 0.8
_AGAIN: Final = 1.6
# The first and the last where paragraphs are lost, and the tokens of a tag behind which the same one goes on rather.
_EITHER: Final = 0.2
_SURELY: Final = 3.0
_TAG: Final = 15
# Tokens of narration that interrupt a conversation, and that end it where no paragraphs tell.
_SHORT: Final = 60
_LONG: Final = 160
# How probable the model must take a speaker whom nothing else tells.
_LEAST: Final = 0.15
# Across narration people take turns less strictly, and with whoever they have not answered.
_APART: Final = 0.4

_Step = Literal["begins", "same", "next", "later", "either", "other"]
"""How a quote follows the one before: first of a conversation, in its paragraph, right behind it, or further on.

Where paragraphs are lost it is the other one's for sure, or either the same one's or the other's.
"""


@dataclass(frozen=True, slots=True)
class _Way:
    """Speakers of all quotes so far, as the last few (the latest last) and the way that led here."""

    worth: float
    recent: tuple[int | None, ...]
    before: _Way | None

    def speaker(self, back: int) -> int | None:
        """Return who spoke so many quotes ago (1 = the last one); None where that is forgotten or was never known."""
        return self.recent[-back] if 0 < back <= len(self.recent) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quote:
    """What is known of a quote before its conversation is weighed: `links` are persons, or ~index of a quote."""

    step: _Step
    since: int
    links: Sequence[tuple[int, float]]
    said: int | None
    goes_on: int
    worth: Mapping[int, float]
    possible: frozenset[int]


def settle(memory: Memory) -> dict[int, int]:
    """Return, for quotes without a tag, an entity that means the speaker; where nobody is known there is none."""
    quotes = list(_quotes(memory))
    speakers = _best_way(quotes)
    anchors = _Anchors(memory)
    found: dict[int, int] = {}
    for index, (quote, speaker) in enumerate(zip(quotes, speakers, strict=True)):
        if speaker in {None, memory.turns[index].speaker} or quote.said is not None or quote.goes_on != NOWHERE:
            continue
        guessed = memory.turns[index].speaker is None and _share(quote, speaker, speakers) < _LEAST
        anchor = None if guessed else anchors.of(speaker, memory.layout.quotes[index][0])
        if anchor is not None:
            found[index] = anchor
    return found


def _share(quote: _Quote, speaker: int, speakers: Sequence[int | None]) -> float:
    """Return how probable the model takes it that a person speaks a quote."""
    return sum(p for target, p in quote.links if (speakers[~target] if target < 0 else target) == speaker)


def _best_way(quotes: Sequence[_Quote]) -> list[int | None]:
    ways = [_Way(0.0, (), None)]
    for index in range(len(quotes)):
        kept: dict[tuple[int | None, ...], _Way] = {}
        for way in ways:
            for speaker, worth in _next(way, index, quotes):
                recent = (*way.recent, speaker)[-_REMEMBERED:]
                other = kept.get(recent[-_DIFFERENT:])
                if other is None or other.worth < way.worth + worth:
                    kept[recent[-_DIFFERENT:]] = _Way(way.worth + worth, recent, way)
        ways = sorted(kept.values(), key=lambda way: -way.worth)[:_WIDTH]
    return list(_speakers(ways[0]))[::-1]


def _speakers(way: _Way) -> Iterator[int | None]:
    """Yield the speakers of a way, the last quote's first."""
    while way.before is not None:
        yield way.recent[-1]
        way = way.before


def _next(way: _Way, index: int, quotes: Sequence[_Quote]) -> Iterator[tuple[int | None, float]]:
    """Yield who may speak a quote, and how much that is worth."""
    quote = quotes[index]
    if quote.goes_on != NOWHERE:
        yield way.speaker(index - quote.goes_on), 0.0
        return
    shares: dict[int, float] = defaultdict(float)
    for target, p in quote.links:
        person = way.speaker(index - ~target) if target < 0 else target
        if person is not None:
            shares[person] += p
    last, (other, turn) = way.speaker(1) if quote.since else None, _other(way, index, quotes)
    if quote.said is not None:
        possible = [quote.said]
    else:
        possible = sorted({*shares, *quote.possible, *(one for one in (last, other) if one is not None)})
    for person in possible:
        worth = log(shares.get(person, 0.0) + _UNSEEN) + quote.worth.get(person, 0.0)
        yield person, worth + _by_turn(quote.step, person, last, other, turn)
    if not possible:
        yield None, log(_UNSEEN)


def _by_turn(step: _Step, person: int, last: int | None, other: int | None, turn: float) -> float:
    """Return what it is worth that a person speaks, by who spoke before."""
    if last is None:
        return 0.0
    if step in {"same", "either"}:
        return (_GOES_ON if step == "same" else _EITHER) if person == last else 0.0
    if person == last and step == "other":
        return -_SURELY
    share = _APART if step == "later" else 1.0
    return share * (-_AGAIN if person == last else turn if person == other else 0.0)


def _other(way: _Way, index: int, quotes: Sequence[_Quote]) -> tuple[int | None, float]:
    """Return the latest speaker but for the last one, in this conversation, and what it is worth to take turns."""
    last = way.speaker(1)
    for back in range(2, min(_RECENT, quotes[index].since) + 1):
        one = way.speaker(back)
        if one is not None and one != last:
            return one, _TURNS if quotes[index - back + 1].step in {"next", "other"} else _TURNS * _APART
    return None, 0.0


@dataclass(frozen=True, slots=True)
class _Course:
    """How each quote follows the one before, and whom it addresses by name."""

    steps: Sequence[_Step]
    called: Sequence[int | None]

    def asked(self, index: int) -> int | None:
        """Return whom the quote before addresses, where somebody else may answer it."""
        return self.called[index - 1] if self.steps[index] in {"next", "later", "other"} else None

    def is_followed(self, index: int) -> bool:
        """Whether the next speaker's quote stands right behind a quote."""
        return index + 1 < len(self.steps) and self.steps[index + 1] in {"next", "other"}


def _quotes(memory: Memory) -> Iterator[_Quote]:
    every = range(len(memory.cues))
    course = _Course([_step(memory, index) for index in every], [called_in(memory, index) for index in every])
    since = 0
    for index, (cue, step) in enumerate(zip(memory.cues, course.steps, strict=True)):
        since = 0 if step == "begins" else since + 1
        tagged = cue is not None and cue.evidence == "tag"
        heard = memory.turns[index - 1].addressee if since else None
        there = {memory.turns[index].speaker, heard, course.asked(index)}
        yield _Quote(
            step=step,
            since=since,
            links=tuple(_links(memory, index)),
            said=memory.turns[index].speaker if tagged else None,
            goes_on=cue.quote if cue is not None else NOWHERE,
            worth={} if tagged else _worth(memory, index, course),
            possible=frozenset(one for one in there if one is not None and not memory.people[one].is_plural),
        )


def _step(memory: Memory, index: int) -> _Step:
    places = memory.layout.quote_places
    if not index or places[index][2] != places[index - 1][2]:
        return "begins"
    further, between = places[index][1] - places[index - 1][1], memory.layout.tokens_between(index)
    if further > PAUSE or (not further and between > _LONG):
        return "begins"
    if between > _SHORT or further > 1:
        return "later"
    change = changes(memory.layout, index)
    if change or change is None:
        return "other" if change else "either" if between <= _TAG else "later"
    # “Dawn.” “And you’ll take me.”: with nothing in between the next quote is the next speaker's.
    return "next" if further or between <= 0 else "same"


def _links(memory: Memory, index: int) -> Iterator[tuple[int, float]]:
    """Yield the model's links of a quote; "I" in another quote stands for that quote's speaker, whoever that is."""
    for target, p in memory.layout.voices[index]:
        found = memory.resolved.get(target)
        if target < 0:
            yield target, p
        elif found is not None and not memory.people[found.person].is_plural:
            spot = memory.layout.spots[target]
            yield (~spot.quote if spot.quote != NOWHERE and spot.lower in FIRST_PERSON else found.person), p


def _worth(memory: Memory, index: int, course: _Course) -> dict[int, float]:
    """Return what speaks for and against people, but for the turns."""
    worth: dict[int, float] = defaultdict(float)
    for person in named_inside(memory, index):
        worth[person] -= _NAMED
    followed = course.is_followed(index)
    cue = memory.cues[index]
    for person in spoken_of(memory, index):
        worth[person] -= _ABSENT
    beside = memory.resolved.get(cue.spot) if cue is not None and cue.spot != NOWHERE else None
    for who, much in (
        (course.called[index], -_CLEAR),
        (course.asked(index), _ANSWERS),
        (beside.person if beside is not None else None, _BESIDE),
        (_acting(memory, index) if course.steps[index] == "later" else None, _ACTING),
        (named_by_tag(memory, index + 1) if followed else None, -_CLEAR),
        (course.called[index + 1] if followed else None, _CLEAR),
    ):
        if who is not None:
            worth[who] += much
    return worth


def _acting(memory: Memory, index: int) -> int | None:
    """Return who is named first in the narration between a quote and the one before."""
    for spot in memory.layout.spots_in(memory.layout.quotes[index - 1][1], memory.layout.quotes[index][0]):
        found = memory.resolved.get(spot.index)
        if found is not None and not memory.people[found.person].is_plural:
            return found.person
    return None


class _Anchors:
    """Finds an entity that means a person: best a name, else the last description before a place, else a pronoun."""

    def __init__(self, memory: Memory) -> None:
        self._places: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._spots: dict[tuple[int, str], list[int]] = defaultdict(list)
        for index, found in sorted(memory.resolved.items()):
            spot = memory.layout.spots[index]
            kind = "name" if index in memory.assigned else spot.kind
            if kind == "name" or spot.quote == NOWHERE:
                self._places[found.person, kind].append(spot.start)
                self._spots[found.person, kind].append(index)

    def of(self, person: int, place: int) -> int | None:
        """Return the index of the entity, or None."""
        for kind in ("name", "nominal", "pronoun"):
            spots = self._spots.get((person, kind))
            if spots:
                return spots[max(0, bisect_left(self._places[person, kind], place) - 1)]
        return None
