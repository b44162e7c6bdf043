"""A second name from the way somebody is spoken to: "Come on, then, Ben," in an exchange of Rey and Kylo alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from relgraph.characters.dialogue import is_vocative
from relgraph.characters.forms import Link
from relgraph.characters.layout import NOWHERE
from relgraph.characters.names import given_gender
from relgraph.characters.nominals import ADDRESSES
from relgraph.characters.words import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.characters.layout import Spot
    from relgraph.characters.memory import Memory
    from relgraph.characters.names import Name
    from relgraph.records import Span

# Quotes back and forth that show who takes part in an exchange, and the words of narration that part two of them.
_BACK: Final = 6
_GAP: Final = 80
# Entities behind a quote among which the first to act is looked for: the speaker in the tag comes before.
_BEHIND: Final = 3
# Calls that make a name, where nothing else speaks for it.
_OFTEN: Final = 2
_GONE: Final = word_set("dead died gone killed missing buried murdered destroyed")
_NEAR_GONE: Final = 5
_OATHS: Final = word_set("god lord christ jesus jove heaven heavens allah gods goodness")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A name entity (`spot`) that addresses somebody where only `partner` can be meant.

    `told` says that the speech tag names the partner, `reacts` that the partner is who acts or speaks right after it.
    """

    spot: int
    partner: int
    told: bool
    reacts: bool


@dataclass(slots=True)
class _Called:
    """What the names of a cluster are: first key, parts, whether the narration uses one of them."""

    key: str
    givens: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    titled: bool = False
    told: bool = False


def addresses(memory: Memory, names: Mapping[int, Name], spans: dict[Link, Span]) -> list[Link]:
    """Return links between a character and a name that others call them by; `spans` gets the passages.

    Always the same partner is called so, and the name is one that the narration never uses, so that it is nobody else
    who is there. That happens twice, or the tag says to whom ("“Ben,” said Rey to Kylo"), or the bearer of the name is
    said to be dead or gone and so no third in the room, or a Mr. X gets a given name and answers to it. Wrong for a
    servant who is called in and never narrated by name.
    """
    called = _called(memory, names)
    calls: dict[int, list[Call]] = defaultdict(list)
    for call in find_calls(memory, names):
        calls[memory.assigned[call.spot].cluster].append(call)
    links = []
    for cluster, found in sorted(calls.items()):
        partner = found[0].partner
        if len({call.partner for call in found}) > 1 or partner not in called:
            continue
        kin = _completes(called[cluster], called[partner])
        enough = len(found) >= _OFTEN or any(call.told for call in found) or _is_gone(memory, names, cluster)
        reacts = kin and any(call.reacts for call in found)
        same_family = kin and bool(called[cluster].families & called[partner].families)
        if same_family or (not called[cluster].told and (enough or reacts)):
            link = Link(first=called[partner].key, second=called[cluster].key, rule="address")
            spans.setdefault(link, memory.layout.quotes[memory.layout.spots[found[0].spot].quote])
            links.append(link)
    return links


def _called(memory: Memory, names: Mapping[int, Name]) -> dict[int, _Called]:
    called: dict[int, _Called] = {}
    for index in sorted(names):
        name = names[index]
        one = called.setdefault(memory.assigned[index].cluster, _Called(name.key))
        one.givens |= {name.given or (name.single if given_gender(name) else "")} - {""}
        one.families |= {name.family} - {""}
        one.titled |= bool(name.titles)
        one.told |= memory.layout.spots[index].quote == NOWHERE
    return called


def _completes(one: _Called, partner: _Called) -> bool:
    """Whether a given name has been missing: "Ned", or "Ned Venning", for "Mr. Venning"."""
    lacks = partner.titled and bool(partner.families) and not partner.givens
    return lacks and bool(one.givens) and (not one.families or bool(one.families & partner.families))


def _is_gone(memory: Memory, names: Mapping[int, Name], cluster: int) -> bool:
    """Whether somebody says that the bearer of a name is dead or gone: "You told me that Ben Solo was dead"."""
    for index in sorted(names):
        if memory.assigned[index].cluster != cluster:
            continue
        last = memory.layout.spots[index].last
        words = [memory.layout.word(at) for at in range(last, last + _NEAR_GONE)]
        end = next((at for at, word in enumerate(words) if word in {".", "?", "!", ";", ","}), len(words))
        if _GONE & set(words[:end]):
            return True
    return False


def find_calls(memory: Memory, names: Mapping[int, Name]) -> list[Call]:
    """Return the calls of an exchange of two people, by position, where the name is not that of the partner."""
    calls = []
    for index in sorted(names):
        spot = memory.layout.spots[index]
        if spot.quote == NOWHERE or names[index].key in _OATHS or not is_vocative(memory.layout, spot):
            continue
        call = None if _introduces(memory, spot) else _call(memory, spot)
        if call is not None and call.partner != memory.assigned[index].cluster:
            calls.append(call)
    return calls


def _introduces(memory: Memory, spot: Spot) -> bool:
    """Whether a quote addresses somebody else too, or says the name again: "Dessin, my lord. Lieutenant Dessin."."""
    layout, own = memory.layout, memory.assigned[spot.index].cluster
    end = layout.quotes[spot.quote][1]
    others = takewhile(lambda other: other.start < end, islice(layout.spots, spot.index + 1, None))
    return any(
        memory.assigned[other.index].cluster == own
        if other.index in memory.assigned
        else other.kind == "nominal" and layout.word(other.last - 1) in ADDRESSES and is_vocative(layout, other)
        for other in others
    )


def _call(memory: Memory, spot: Spot) -> Call | None:
    turn, cue = memory.turns[spot.quote], memory.cues[spot.quote]
    if turn.speaker is None or turn.speaker == memory.assigned[spot.index].cluster:
        return None
    told = memory.resolved.get(cue.told) if cue is not None and cue.told != NOWHERE else None
    if told is not None:
        return _call_to(memory, spot, told.person, told=True)
    back, forth = _exchange(memory, spot.quote, -1), _exchange(memory, spot.quote, 1)
    speakers = [memory.turns[quote].speaker for quote in (*back, *forth)]
    others = [speaker for speaker in speakers if speaker not in {None, turn.speaker}]
    neighbours = [memory.turns[quotes[0]].speaker if quotes else None for quotes in (back, forth)]
    if neighbours[0] is not None and neighbours[0] == neighbours[1] != turn.speaker:
        return _call_to(memory, spot, neighbours[0], told=False)
    if len(set(others)) != 1 or not _alone(memory, back[-1] if back else spot.quote, spot, {turn.speaker, others[0]}):
        return None
    return _call_to(memory, spot, others[0], told=False)


def _call_to(memory: Memory, spot: Spot, partner: int | None, *, told: bool) -> Call | None:
    if partner is None or memory.people[partner].kind != "named":
        return None
    return Call(spot=spot.index, partner=partner, told=told, reacts=_next_to_act(memory, spot.quote) == partner)


def _next_to_act(memory: Memory, quote: int) -> int | None:
    """Return who is named at the start of a sentence behind a quote: "“Gerald?” said Rose. Mr Ashdown coughed."."""
    layout = memory.layout
    at = bisect_left(layout.spots, layout.quotes[quote][1], key=lambda spot: spot.start)
    for spot in layout.spots[at : at + _BEHIND]:
        if spot.quote != NOWHERE:
            return None
        if layout.opens_sentence(spot):
            return memory.assigned[spot.index].cluster if spot.index in memory.assigned else None
    return None


def _exchange(memory: Memory, quote: int, step: int) -> list[int]:
    """Return the quotes of the same exchange before or behind one, the nearest first."""
    places, tokens = memory.layout.quote_places, memory.layout.quote_tokens
    found: list[int] = []
    at = quote
    while 0 <= at + step < len(tokens) and len(found) < _BACK:
        first, second = sorted((at, at + step))
        if places[first][2] != places[second][2] or tokens[second][0] - tokens[first][1] > _GAP:
            break
        at += step
        found.append(at)
    return found


def _alone(memory: Memory, first: int, spot: Spot, pair: set[int | None]) -> bool:
    """Whether the narration from a quote to `spot` names nobody but the pair."""
    start = memory.layout.quotes[first][0]
    for index in range(spot.index - 1, -1, -1):
        other = memory.layout.spots[index]
        if other.start < start:
            return True
        found = memory.resolved.get(index)
        if found is not None and other.quote == NOWHERE and other.kind == "name" and found.person not in pair:
            return False
    return True
