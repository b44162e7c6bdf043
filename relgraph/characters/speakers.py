"""Who speaks a quote and to whom: a cue in the text first, then the turns of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relgraph.characters.dialogue import is_vocative
from relgraph.characters.memory import Turn
from relgraph.characters.shares import best, shares
from relgraph.characters.words import GENDER_OF_PRONOUN

if TYPE_CHECKING:
    from relgraph.characters.memory import Memory

# Paragraphs of narration that a conversation survives.
PAUSE: Final = 2
# Quotes of a conversation that are looked back to: for who was called you, and for whose turn it is.
_LONG: Final = 20
_RECENT: Final = 4
# What speaking adds to the presence of a person.
_SPEAKER: Final = 0.5
# How sure the model must be of who speaks next, for them to have been spoken to.
_ANSWERED: Final = 0.3
# How sure it must be whom a quote speaks of, for them not to be spoken to.
_SPOKEN_OF: Final = 0.7


def take_turn(memory: Memory, index: int, *, speaker: int | None, told: int | None, rule: str) -> Turn:
    """Return speaker and addressee of a quote, the speaker as given or by the turns taken; both may be None."""
    earlier = _earlier(memory, index)
    called = called_in(memory, index)
    if speaker is None:
        speaker, rule = _by_turns(memory, index, earlier, called)
    if speaker is not None:
        memory.presence.add(speaker, memory.layout.quote_places[index][0], _SPEAKER)
    addressee = told if told is not None and told != speaker else None
    if addressee is None:
        absent = spoken_of(memory, index)
        if called is None:
            called = _answers(memory, index, speaker)
            called = None if called in absent else called
        called = _protagonist(memory, index, speaker, earlier) if called is None else called
        addressee = _addressee(speaker, earlier, called, _acting(memory, index, speaker), absent)
    return Turn(speaker=speaker, addressee=addressee, rule=rule)


def conversation(memory: Memory, index: int) -> int:
    """Return the first quote of the conversation that a quote belongs to, as far as it matters."""
    places = memory.layout.quote_places
    at = index
    while (
        at > max(0, index - _LONG) and places[at - 1][2] == places[at][2] and places[at][1] - places[at - 1][1] <= PAUSE
    ):
        at -= 1
    return at


def _earlier(memory: Memory, index: int) -> list[Turn]:
    """Return the last turns of the conversation, the latest first; none across a pause or a chapter."""
    begin = max(conversation(memory, index), index - _RECENT)
    return memory.turns[begin:index][::-1]


def called_in(memory: Memory, index: int) -> int | None:
    """Return the person whom a name in the quote addresses, and of whom the quote before does not speak."""
    layout = memory.layout
    spoken_of = named_inside(memory, index - 1) if index else frozenset()
    for spot in layout.spots_in(*layout.quotes[index]):
        if spot.index in memory.assigned and is_vocative(layout, spot):
            called = memory.assigned[spot.index].cluster
            return None if called in spoken_of and layout.word(spot.last) == "?" else called
    return None


def spoken_of(memory: Memory, index: int) -> frozenset[int]:
    """Return the persons whom a quote speaks of as he or she, as far as the model is sure of them."""
    layout = memory.layout
    found = set()
    for spot in layout.spots_in(*layout.quotes[index]):
        gender = GENDER_OF_PRONOUN.get(spot.lower) if spot.kind == "pronoun" else None
        if gender in {"he", "she"}:
            mentions = tuple((target, p) for target, p in layout.links[spot.index] if target >= 0)
            person, share = best(shares(memory, mentions))
            if person is not None and share >= _SPOKEN_OF and memory.gender(person) in {"", gender}:
                found.add(person)
    return frozenset(found)


def named_by_tag(memory: Memory, index: int) -> int | None:
    """Return whom the tag of a quote calls by name as its speaker, or None."""
    cue = memory.cues[index]
    found = memory.assigned.get(cue.spot) if cue is not None and cue.evidence == "tag" else None
    return found.cluster if found is not None else None


def named_inside(memory: Memory, index: int) -> frozenset[int]:
    """Return the persons whom a quote names."""
    inside = memory.layout.spots_in(*memory.layout.quotes[index])
    return frozenset(memory.assigned[spot.index].cluster for spot in inside if spot.index in memory.assigned)


def by_turns(memory: Memory, index: int) -> int | None:
    """Return whose turn it is to speak in a conversation, as far as the quotes before tell."""
    return _by_turns(memory, index, _earlier(memory, index), called_in(memory, index))[0]


def _by_turns(memory: Memory, index: int, earlier: list[Turn], called: int | None) -> tuple[int | None, str]:
    if not earlier:
        return None, ""
    last = earlier[0]
    places = memory.layout.quote_places
    # “Dawn.” “And you’ll take me.”: where the paragraphs are lost, the next quote is the next speaker's.
    apart = memory.layout.tokens_between(index) > 0
    if places[index][1] == places[index - 1][1] and last.rule == "beat" and apart:
        return last.speaker, "same paragraph"
    if last.addressee is not None and last.addressee != called:
        return last.addressee, "answer"
    other = next((t.speaker for t in earlier[1:] if t.speaker is not None and t.speaker != last.speaker), None)
    if other is not None and other != called:
        return other, "turns"
    return None, ""


def _protagonist(memory: Memory, index: int, speaker: int | None, earlier: list[Turn]) -> int | None:
    """Return the narrator or reader who took part in the turn before, or acts nearby where a conversation begins.

    Whoever speaks then speaks to them; None where they speak themselves, or are not there.
    """
    both = [one for one in (memory.narrator, memory.reader) if one is not None]
    if earlier:
        there = [one for one in both if one in {earlier[0].speaker, earlier[0].addressee}]
    else:
        paragraph = memory.layout.quote_places[index][1]
        there = [one for one in both if memory.mentioned[one] and paragraph - _last_paragraph(memory, one) <= PAUSE]
    return there[0] if there and speaker not in there else None


def _answers(memory: Memory, index: int, speaker: int | None) -> int | None:
    """Return who speaks in the next paragraph, where a quote opens a conversation or asks: they were spoken to.

    None where neither a name nor the model tells yet who that is.
    """
    places, behind = memory.layout.quote_places, index + 1
    while behind < len(places) and places[behind][1] == places[index][1]:
        behind += 1
    if behind == len(places) or places[behind][1] - places[index][1] != 1 or not _opens(memory, index):
        return None
    named = named_by_tag(memory, behind)
    if named is not None:
        return named if named != speaker else None
    person, share = best(shares(memory, memory.layout.voices[behind]))
    return person if share >= _ANSWERED and person != speaker else None


def _opens(memory: Memory, index: int) -> bool:
    """Whether nobody spoke in the paragraph before a quote, or it asks something and the quote before did not."""
    places = memory.layout.quote_places
    if not index or places[index][1] - places[index - 1][1] > 1 or places[index][2] != places[index - 1][2]:
        return True
    return _asks(memory, index) and not _asks(memory, index - 1)


def _asks(memory: Memory, index: int) -> bool:
    end = memory.layout.quotes[index][1]
    return memory.layout.story.text[end - 2 : end - 1] == "?"


def _last_paragraph(memory: Memory, person: int) -> int:
    return memory.layout.spots[memory.last_spot[person]].paragraph


def _acting(memory: Memory, index: int, speaker: int | None) -> int | None:
    """Return the person named first in the narration since the quote before, but for the speaker and owners of things.

    "When Kylo reached the cell again, Rey had put her boots on. “It’s tomorrow, isn’t it?” she said."
    """
    layout = memory.layout
    if not index or layout.quote_places[index - 1][2] != layout.quote_places[index][2]:
        return None
    for spot in layout.spots_in(layout.quotes[index - 1][1], layout.quotes[index][0]):
        found = memory.assigned.get(spot.index)
        if found is not None and found.cluster != speaker and layout.word(spot.last) != "'s":
            return found.cluster
    return None


def _addressee(
    speaker: int | None, earlier: list[Turn], called: int | None, named: int | None, absent: frozenset[int]
) -> int | None:
    if called is not None and called != speaker:
        return called
    if speaker is None:
        return None
    if named is not None and named not in absent:
        return named
    barred = {None, speaker, *absent}
    for turn in earlier:
        if turn.speaker not in barred:
            return turn.speaker
    return next((t.addressee for t in earlier if t.addressee not in barred), None)
