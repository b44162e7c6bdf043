"""One pass through the story in reading order: every entity of a person comes in, whom it means goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relgraph.characters.describing import by_title, find_nominal
from relgraph.characters.dialogue import changes, is_vocative
from relgraph.characters.layout import NOWHERE
from relgraph.characters.memory import Memory, Resolved, Turn
from relgraph.characters.nominals import Description, describe
from relgraph.characters.pronouns import find_pronoun
from relgraph.characters.shares import best, shares
from relgraph.characters.speakers import by_turns, named_by_tag, named_inside, take_turn
from relgraph.characters.words import GENDER_OF_PRONOUN, PLURAL_FIRST, word_set

if TYPE_CHECKING:
    from relgraph.characters.layout import Layout, Spot

# Entities behind a nominal among which its owner's word is looked for.
_NESTED: Final = 5
_BASE: Final[dict[str, float]] = {"name": 1.0, "nominal": 0.6, "pronoun": 0.7}
_SUBJECT: Final = 0.8
_OWNER: Final = 0.5
_IN_QUOTE: Final = 0.1
# How sure the model must be of a speaker.
_VOICE: Final = 0.45
# What it is worth beside the model that it is somebody's turn to speak.
_TURN: Final = 0.2
# Who is named in a quote rarely speaks it: "Come in, Fenn."; "I am Fenn" is the exception.
_NAMES_SELF: Final = 0.15
# Nor does one speaker often begin two paragraphs in a row.
_SAME_AGAIN: Final = 0.25
_P_UNVEILED: Final = 0.6
# How sure the model must be that a new name is that of somebody who had none so far.
_REVEALED: Final = 0.4
_SUBJECT_FORMS: Final = word_set("he she they i we xe ze ey fae")
_JOINING: Final = word_set("and but as when while then that , if because")


def resolve(memory: Memory) -> Memory:
    """Resolve every entity of a person and every quote, in reading order; what no rule can tell is left out."""
    spots = [memory.layout.spots[index] for index in sorted(memory.persons)]
    quote = 0
    quotes = memory.layout.quotes
    for spot in spots:
        while quote < len(quotes) and quotes[quote][0] <= spot.start:
            _open_quote(memory, quote)
            quote += 1
        _enter(memory, spot.chapter)
        resolve_spot(memory, spot)
    for index in range(quote, len(quotes)):
        _open_quote(memory, index)
    return memory


def _open_quote(memory: Memory, index: int) -> None:
    _enter(memory, memory.layout.quote_places[index][2])
    memory.turns.append(_turn(memory, index))


def _enter(memory: Memory, chapter: int) -> None:
    if chapter != memory.chapter:
        memory.chapter = chapter
        memory.presence.clear()
        memory.last_group = None
        memory.last_of_head.clear()


def resolve_spot(memory: Memory, spot: Spot) -> Resolved | None:
    """Resolve one entity, once; a speech tag may ask for it before its turn."""
    if spot.index in memory.resolved:
        return memory.resolved[spot.index]
    if spot.index in memory.skipped:
        return None
    found = _find(memory, spot)
    if found is None:
        memory.skipped.add(spot.index)
        return None
    memory.resolved[spot.index] = found
    if spot.index in memory.faint and memory.people[found.person].kind in {"named", "unnamed"}:
        memory.faint_people.add(found.person)
    _note(memory, spot, found.person)
    return found


def _find(memory: Memory, spot: Spot) -> Resolved | None:
    if spot.index in memory.assigned:
        assigned = memory.assigned[spot.index]
        _reveal(memory, spot, assigned.cluster)
        return Resolved(person=assigned.cluster, p=assigned.p, rule="name" if assigned.p is None else "name in context")
    if spot.index in memory.told:
        return Resolved(person=memory.told[spot.index], p=None, rule="title" if spot.kind == "nominal" else "cast")
    if spot.index in memory.unveiled:
        return _unveiled(memory, spot, memory.unveiled[spot.index])
    if spot.kind == "pronoun":
        return find_pronoun(memory, spot)
    if spot.index in memory.groups:
        person = memory.someone(("group", spot.lower), kind="group", head=spot.lower)
        return Resolved(person=person, p=None, rule="group")
    said = describe(memory.layout, spot)
    return find_nominal(memory, spot, said, owner=_owner(memory, spot, said))


def _unveiled(memory: Memory, spot: Spot, person: int) -> Resolved:
    """Return the person whom a stranger turns out to be, by whose description they are known from now on."""
    if spot.kind == "nominal":
        said = describe(memory.layout, spot)
        memory.last_of_head[said.head] = person
        memory.described["definite", said.phrase] = person
    return Resolved(person=person, p=_P_UNVEILED, rule="unveiled")


def _reveal(memory: Memory, spot: Spot, person: int) -> None:
    """Where somebody is named for the first time who was there before without a name, make the two one.

    "A girl stood at the gate. ... Mary had waited for an hour." Wrong where the model takes a newcomer for her.
    """
    if memory.mentioned[person]:
        return
    called = _called_so(memory, spot, person)
    if called is not None:
        memory.become(called, person)
        return
    unnamed = {
        one: share
        for one, share in shares(memory, memory.layout.links[spot.index]).items()
        if memory.people[one].kind == "unnamed" and _agree(memory.gender(one), memory.gender(person))
    }
    one, share = best(unnamed)
    if one is not None and share >= _REVEALED:
        memory.become(one, person)


def _note(memory: Memory, spot: Spot, person: int) -> None:
    """Make a person more present; count the titles that a name bears."""
    layout = memory.layout
    amount = _BASE[spot.kind]
    memory.mentioned[person] += 1
    memory.last_spot[person] = spot.index
    if spot.parent != NOWHERE and memory.layout.spots[spot.parent].index in memory.persons:
        amount *= _OWNER
    elif is_subject(layout, spot):
        amount += _SUBJECT
        memory.subjects[spot.sentence] = spot
    if spot.quote != NOWHERE:
        amount *= _IN_QUOTE
        if GENDER_OF_PRONOUN.get(spot.lower) in {"he", "she"}:
            memory.spoken_of[spot.quote].add(person)
    if memory.people[person].kind == "group":
        memory.last_group = (person, spot.sentence)
        if spot.kind == "pronoun":
            memory.groups_said[spot.quote, spot.lower in PLURAL_FIRST].add(person)
    else:
        memory.presence.add(person, spot.sentence, amount)
    for title in memory.titles.get(spot.index, ()):
        if memory.titled[title][-1:] != [person]:
            memory.titled[title].append(person)


def is_subject(layout: Layout, spot: Spot) -> bool:
    """Return whether an entity looks like the subject of its clause: nothing but a joining word stands before it."""
    if spot.lower in _SUBJECT_FORMS:
        return True
    before = layout.word(spot.first - 1)
    opening = layout.opens_sentence(spot) or before in _JOINING
    return opening and layout.word(spot.last) not in {"'s", "'", "and", ","}


def _owner(memory: Memory, spot: Spot, said: Description) -> int | None:
    """Return the person of the owner's word in a nominal: "his" of "his mother"."""
    inside = memory.layout.spots[spot.index + 1 : spot.index + 1 + _NESTED] if said.owner >= 0 else ()
    words = (s for s in inside if s.first == said.owner and s.end < spot.end and s.index in memory.persons)
    owner = next(words, None)
    found = resolve_spot(memory, owner) if owner is not None else None
    return found.person if found else None


def _turn(memory: Memory, index: int) -> Turn:
    """Settle a quote: the one whom the cue names, else the turns of the conversation."""
    cue = memory.cues[index]
    if cue is None or cue.evidence == "beat":
        voice = _settled(memory, index)
        voice = _voice(memory, index) if voice is None else voice
        if voice is not None:
            return take_turn(memory, index, speaker=voice, told=None, rule="voice")
    if cue is None:
        return take_turn(memory, index, speaker=None, told=None, rule="")
    if cue.quote != NOWHERE:
        before = memory.turns[cue.quote]
        return take_turn(memory, index, speaker=before.speaker, told=before.addressee, rule="continued")
    memory.rival = _rival(memory, index)
    found = resolve_spot(memory, memory.layout.spots[cue.spot])
    memory.rival = None
    told = resolve_spot(memory, memory.layout.spots[cue.told]) if cue.told != NOWHERE else None
    known = found is not None and not memory.people[found.person].is_plural
    return take_turn(
        memory,
        index,
        speaker=found.person if found and known else None,
        told=told.person if told else None,
        rule=cue.evidence,
    )


def _settled(memory: Memory, index: int) -> int | None:
    """Return the speaker whom an earlier reading found for a quote, all quotes of the conversation weighed together."""
    spot = memory.settled.get(index)
    if spot is None:
        return None
    if spot in memory.assigned:
        return memory.assigned[spot].cluster
    found = resolve_spot(memory, memory.layout.spots[spot])
    return found.person if found is not None else None


def _voice(memory: Memory, index: int) -> int | None:
    """Return whom the model takes for the speaker of a quote, if it is sure enough."""
    voices = memory.layout.voices[index]
    if not voices:
        return None
    memory.rival = _rival(memory, index)
    for target, p in voices:
        # A person named behind the quote may be its speaker before its turn has come.
        if target >= 0 and p >= _VOICE and target in memory.persons:
            resolve_spot(memory, memory.layout.spots[target])
    memory.rival = None
    found = shares(memory, voices)
    for one in named_inside(memory, index) & set(found):
        found[one] *= _NAMES_SELF
    for rival in found.keys() & {_rival(memory, index), _follower(memory, index)}:
        found[rival] *= _SAME_AGAIN
    turn = by_turns(memory, index)
    if turn is not None:
        found[turn] = found.get(turn, 0.0) + _TURN
    person, share = best(found)
    return person if share >= _VOICE else None


def _rival(memory: Memory, index: int) -> int | None:
    """Return the speaker of the quote before, if it stands in the paragraph before, or paragraphs are lost."""
    places = memory.layout.quote_places
    near = index > 0 and places[index][1] - places[index - 1][1] == 1 and places[index][2] == places[index - 1][2]
    return memory.turns[index - 1].speaker if near or changes(memory.layout, index) else None


def _follower(memory: Memory, index: int) -> int | None:
    """Return the speaker of the quote behind, if it stands in the paragraph behind and its tag says who that is."""
    places, behind = memory.layout.quote_places, index + 1
    cue = memory.cues[behind] if behind < len(places) else None
    if cue is None or cue.evidence != "tag" or places[behind][1] - places[index][1] != 1:
        return None
    named = named_by_tag(memory, behind)
    if named is not None:
        return named
    spot = memory.layout.spots[cue.spot]
    titled = by_title(memory, describe(memory.layout, spot)) if spot.kind == "nominal" else None
    return titled.person if titled is not None else None


def _called_so(memory: Memory, spot: Spot, person: int) -> int | None:
    """Return the unnamed one whom a quote addresses by a new name: "Henry," said his mother to the boy."""
    turn = memory.turn_of(spot)
    one = turn.addressee if turn is not None else None
    if one is None or memory.people[one].kind != "unnamed" or not is_vocative(memory.layout, spot):
        return None
    return one if _agree(memory.gender(one), memory.gender(person)) else None


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other
