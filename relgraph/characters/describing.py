"""Whom a common noun means: "the General", "her brother Luke", "the old man"."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from relgraph.characters.dialogue import is_vocative
from relgraph.characters.labels import inverse, kin_name
from relgraph.characters.memory import Resolved
from relgraph.characters.nominals import ADDRESSES
from relgraph.characters.shares import best, shares
from relgraph.characters.words import ANYBODY, EPITHETS, GENDER_OF_PRONOUN, PRONOUN_LABELS, TITLE_PREFIXES

if TYPE_CHECKING:
    from relgraph.characters.layout import Spot
    from relgraph.characters.memory import Memory
    from relgraph.characters.nominals import Description

_BESIDE: Final = 3
# Soldiers call officers of any gender so.
_ANYBODYS: Final = "sir"
_RANKS: Final = {
    "majesty": ("king", "queen", "emperor", "empress"),
    "highness": ("prince", "princess"),
    "grace": ("duke", "duchess"),
}
_TITLE_WORDS: Final = TITLE_PREFIXES | set(EPITHETS)
# Shares of each rule that were right on the first 60 texts of LitBank, gold entities given.
_P: Final = {"address": 0.65, "answering": 0.6, "apposition": 0.9, "bare": 0.85, "definite": 0.8, "group": 0.8,
             "indefinite": 0.9, "owned": 0.9, "spouse": 0.9, "title": 0.85}  # fmt: skip
_P_SHARED_TITLE: Final = 0.65
_SURE: Final = 0.35
# Words of "the clergyman".
_BARE: Final = 2
# Mentions back that the model looks, about.
_REACH: Final = 160


def find_nominal(memory: Memory, spot: Spot, said: Description, *, owner: int | None) -> Resolved:
    """Return the person of a nominal; one of whom nothing is known is made on first sight.

    In this order: several people, or nobody in particular ("no one"), are a group; a name beside it ("her brother
    Luke"); whoever has that rank ("Majesty"); the one addressed ("Yes, sir"); the last one named with that title ("the
    General"); a husband or wife known by name; the owner's ("his mother"); whoever was last called by that noun in the
    chapter, or by the same words before it.
    """
    if said.head in ANYBODY and said.determiner not in {"definite", "owned"}:
        return _resolved(memory.someone(("anybody", spot.index), kind="group", head=said.head), "group")
    linked = _linked(memory, spot, said, owner)
    if said.plural:
        if linked:
            return linked
        mark = owner if said.determiner == "owned" else None
        key = ("group", spot.chapter, said.determiner, said.phrase, mark)
        if _overruled(memory, spot, key):
            memory.described.pop(key)
        return _resolved(memory.someone(key, kind="group", head=said.head), "group")
    found = (
        _apposition(memory, spot, said, owner)
        or _by_rank(memory, spot, said)
        or _address(memory, spot, said)
        or by_title(memory, said)
        or linked
        or _answering(memory, spot, said)
        or _by_description(memory, spot, said, owner)
    )
    if owner is not None and owner != found.person:
        _know_kin(memory, said, found.person, owner)
    elif said.kin and owner is None:
        _know_called(memory, spot, said, found.person)
    return found


def _know_called(memory: Memory, spot: Spot, said: Description, person: int) -> None:
    """Know who is meant by "her aunt" where she calls somebody "Aunt"."""
    turn = memory.turn_of(spot) if is_vocative(memory.layout, spot) else None
    if turn is not None and turn.speaker is not None and turn.addressee == person:
        memory.described.setdefault(("owned", turn.speaker, kin_name(said.head)), person)
        _know_kin(memory, said, person, turn.speaker)


def _know_kin(memory: Memory, said: Description, person: int, owner: int) -> None:
    """Know who is meant by "his mother" where somebody is called "her son"."""
    other = inverse(kin_name(said.head), PRONOUN_LABELS.get(memory.gender(owner))) if said.kin else None
    if other is not None:
        memory.described.setdefault(("owned", person, other), owner)


def _linked(memory: Memory, spot: Spot, said: Description, owner: int | None) -> Resolved | None:
    """Return whom the model takes a nominal for, if it is sure and gender and number allow it.

    Nobody is their own mother: the owner's word, or any other mention inside, means somebody else.
    """
    person, share = best(shares(memory, memory.layout.links[spot.index]))
    if person is None or share < _SURE or person == owner or person in _inside(memory, spot):
        return None
    who = memory.people[person]
    differs = said.gender and memory.gender(person) not in {"", said.gender}
    if differs or who.is_plural != said.plural or who.kind in {"narrator", "reader"}:
        return None
    memory.last_of_head[said.head] = person
    return Resolved(person=person, p=round(share, 3), rule="link")


def _inside(memory: Memory, spot: Spot) -> set[int]:
    """Return the persons of the mentions inside of a nominal, as far as they are resolved."""
    inside = takewhile(lambda other: other.start < spot.end, islice(memory.layout.spots, spot.index + 1, None))
    return {memory.resolved[other.index].person for other in inside if other.index in memory.resolved}


def _resolved(person: int, rule: str) -> Resolved:
    return Resolved(person=person, p=_P[rule], rule=rule)


def _apposition(memory: Memory, spot: Spot, said: Description, owner: int | None) -> Resolved | None:
    """Return whom the name at the end of a nominal, or right behind it, means: "her brother Luke", "General" "Hux"."""
    layout = memory.layout
    following = [s for s in layout.spots[spot.index + 1 : spot.index + 1 + _BESIDE] if s.index in memory.assigned]
    at_end = (s for s in following if s.last == spot.last and layout.word(s.first - 1) == said.head)
    behind = (s for s in following if s.first == spot.last and (said.kin or said.title) and s.quote == spot.quote)
    name = next(at_end, None) or next(behind, None)
    if name is None:
        return None
    person = memory.assigned[name.index].cluster
    if said.kin and owner is not None:
        memory.described.setdefault(("owned", owner, kin_name(said.head)), person)
    return _resolved(person, "apposition")


def _by_rank(memory: Memory, spot: Spot, said: Description) -> Resolved | None:
    """Return the last king, queen or the like who may be meant: "Majesty", "Your Grace", "Her Highness"."""
    words = _RANKS.get(said.head)
    if words is None:
        return None
    gender = GENDER_OF_PRONOUN.get(memory.layout.word(spot.first), "")
    turn = memory.turn_of(spot)
    speaker = turn.speaker if turn is not None else None
    of_head = [memory.last_of_head.get(word) for word in words]
    titled = [one for word in words for one in memory.titled.get(word, ())[-1:]]
    people = [
        one
        for one in (*of_head, *titled)
        if one is not None
        and one != speaker
        and not memory.people[one].is_plural
        and (not gender or memory.gender(one) in {"", gender})
    ]
    return _resolved(max(people, key=memory.presence.last_sentence), "address") if people else None


def _address(memory: Memory, spot: Spot, said: Description) -> Resolved | None:
    """Return who is spoken to: "Yes, sir.", "No, Aunt."; nobody is called "an old man", and no woman "my man"."""
    bare = said.determiner == "bare" if said.kin else said.head in ADDRESSES and said.determiner != "indefinite"
    turn = memory.turn_of(spot) if bare and is_vocative(memory.layout, spot) else None
    if turn is None or turn.addressee is None:
        return None
    differs = said.gender and memory.gender(turn.addressee) not in {"", said.gender}
    return None if differs and said.head != _ANYBODYS else _resolved(turn.addressee, "address")


def by_title(memory: Memory, said: Description) -> Resolved | None:
    """Return who was last named with that title, in this chapter if possible, or is the only one to bear it later."""
    if not said.title or said.determiner not in {"definite", "bare"} or set(said.modifiers) - _TITLE_WORDS:
        return None
    last = said.title.split()[-1]
    # "Mother" is whoever is that to the speaker, and no "Mother Ansa" who comes later.
    later = () if said.kin else memory.bearers.get(last, ())
    bearers = memory.titled.get(said.title) or memory.titled.get(last) or later
    if not bearers or (not memory.titled.get(last) and len(bearers) > 1):
        return None
    near = [person for person in bearers if memory.presence.last_sentence(person) >= 0]
    chosen = max(near, key=memory.presence.last_sentence) if near else bearers[-1]
    if len(set(bearers)) == 1:
        return _resolved(chosen, "title")
    return Resolved(person=chosen, p=_P_SHARED_TITLE, rule="title")


def _answering(memory: Memory, spot: Spot, said: Description) -> Resolved | None:
    """Return who has just been spoken to, where a new description opens the next paragraph.

    "“How long have you known, Parson?”" (break) "The clergyman explained that ..."
    """
    layout, last = memory.layout, len(memory.turns) - 1
    opens = spot.start == layout.story.paragraphs[spot.paragraph][0] and spot.last - spot.first == _BARE
    if last < 0 or not opens or said.determiner != "definite" or spot.paragraph - layout.quote_places[last][1] != 1:
        return None
    person = memory.turns[last].addressee
    known = said.head in memory.last_of_head or ("definite", said.phrase) in memory.described
    if person is None or known or memory.people[person].kind != "named":
        return None
    if said.gender and memory.gender(person) not in {"", said.gender}:
        return None
    memory.last_of_head[said.head] = person
    return _resolved(person, "answering")


def _by_description(memory: Memory, spot: Spot, said: Description, owner: int | None) -> Resolved:
    if owner is not None and owner in memory.spouses and said.head in {"wife", "husband"}:
        return _resolved(memory.spouses[owner], "spouse")
    if said.determiner == "owned" and owner is not None:
        person = memory.someone(("owned", owner, kin_name(said.head)), head=said.head, gender=said.gender)
        rule = "owned"
    elif said.determiner in {"definite", "owned"}:
        person, rule = _definite(memory, spot, said), "definite"
    else:
        person, rule = _new(memory, spot, said), said.determiner
    memory.last_of_head[said.head] = person
    return _resolved(person, rule)


def _last_of_head(memory: Memory, spot: Spot, head: str) -> int | None:
    """Return whoever was last described by that noun in the chapter, if the model cannot have seen the two together."""
    last = memory.last_of_head.get(head)
    if last is None or not memory.layout.linked:
        return last
    return last if spot.index - memory.last_spot.get(last, spot.index) > _REACH else None


def _definite(memory: Memory, spot: Spot, said: Description) -> int:
    """Return whoever was last described by that noun in the chapter, or by the very same words before."""
    last = _last_of_head(memory, spot, said.head)
    if last is not None and not said.modifiers:
        return last
    key = ("definite", said.phrase)
    if last is not None:
        memory.described.setdefault(key, last)
    if _overruled(memory, spot, key):
        memory.described.pop(key)
    return memory.someone(key, head=said.head, gender=said.gender)


def _overruled(memory: Memory, spot: Spot, key: tuple[object, ...]) -> bool:
    """Whether the same words meant somebody near by before, and the model, which saw both, links them not."""
    known = memory.described.get(key)
    near = known is not None and spot.index - memory.last_spot.get(known, spot.index) <= _REACH
    return near and memory.layout.linked


def _new(memory: Memory, spot: Spot, said: Description) -> int:
    if said.determiner == "bare" and said.title:
        return memory.someone(("bare", said.phrase), head=said.head, gender=said.gender)
    person = memory.someone(("new", spot.index), head=said.head, gender=said.gender)
    memory.described[("definite", said.phrase)] = person
    return person
