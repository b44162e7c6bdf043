"""Whom a common noun means: "the General", "her brother Luke", "the old man"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relgraph.characters.dialogue import is_vocative
from relgraph.characters.layout import NOWHERE
from relgraph.characters.memory import Resolved
from relgraph.characters.nominals import ADDRESSES
from relgraph.characters.words import ANYBODY, EPITHETS, TITLE_PREFIXES

if TYPE_CHECKING:
    from relgraph.characters.layout import Spot
    from relgraph.characters.memory import Memory
    from relgraph.characters.nominals import Description

_BESIDE: Final = 3
_TITLE_WORDS: Final = TITLE_PREFIXES | set(EPITHETS)
# Shares of each rule that were right on the first 60 texts of LitBank, gold entities given.
_P: Final = {"address": 0.65, "apposition": 0.9, "bare": 0.85, "definite": 0.8, "group": 0.8, "indefinite": 0.9,
             "owned": 0.9, "spouse": 0.9, "title": 0.85}  # fmt: skip
_P_SHARED_TITLE: Final = 0.65


def find_nominal(memory: Memory, spot: Spot, said: Description, *, owner: int | None) -> Resolved:
    """Return the person of a nominal; one of whom nothing is known is made on first sight.

    In this order: several people, or nobody in particular ("no one"), are a group; a name beside it ("her brother
    Luke"); the one addressed ("Yes, sir"); the last one named with that title ("the General"); a husband or wife known
    by name; the owner's ("his mother"); whoever was last called by that noun in the chapter, or by the same words
    before it.
    """
    if said.head in ANYBODY and said.determiner not in {"definite", "owned"}:
        return _resolved(memory.someone(("anybody", spot.index), kind="group", head=said.head), "group")
    if said.plural:
        mark = owner if said.determiner == "owned" else None
        key = ("group", spot.chapter, said.determiner, said.phrase, mark)
        return _resolved(memory.someone(key, kind="group", head=said.head), "group")
    return (
        _apposition(memory, spot, said, owner)
        or _address(memory, spot, said)
        or _by_title(memory, said)
        or _by_description(memory, spot, said, owner)
    )


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
        memory.described.setdefault(("owned", owner, said.head), person)
    return _resolved(person, "apposition")


def _address(memory: Memory, spot: Spot, said: Description) -> Resolved | None:
    """Return who is spoken to: "Yes, sir."."""
    if spot.quote == NOWHERE or said.head not in ADDRESSES or not is_vocative(memory.layout, spot):
        return None
    turn = memory.turn_of(spot)
    return None if turn is None or turn.addressee is None else _resolved(turn.addressee, "address")


def _by_title(memory: Memory, said: Description) -> Resolved | None:
    """Return who was last named with that title, in this chapter if possible, or is the only one to bear it later."""
    if not said.title or said.determiner not in {"definite", "bare"} or set(said.modifiers) - _TITLE_WORDS:
        return None
    last = said.title.split()[-1]
    bearers = memory.titled.get(said.title) or memory.titled.get(last) or memory.bearers.get(last, ())
    if not bearers or (not memory.titled.get(last) and len(bearers) > 1):
        return None
    near = [person for person in bearers if memory.presence.last_sentence(person) >= 0]
    chosen = max(near, key=memory.presence.last_sentence) if near else bearers[-1]
    if len(set(bearers)) == 1:
        return _resolved(chosen, "title")
    return Resolved(person=chosen, p=_P_SHARED_TITLE, rule="title")


def _by_description(memory: Memory, spot: Spot, said: Description, owner: int | None) -> Resolved:
    if owner is not None and owner in memory.spouses and said.head in {"wife", "husband"}:
        return _resolved(memory.spouses[owner], "spouse")
    if said.determiner == "owned" and owner is not None:
        person = memory.someone(("owned", owner, said.head), head=said.head, gender=said.gender)
        rule = "owned"
    elif said.determiner in {"definite", "owned"}:
        person, rule = _definite(memory, said), "definite"
    else:
        person, rule = _new(memory, spot, said), said.determiner
    memory.last_of_head[said.head] = person
    return _resolved(person, rule)


def _definite(memory: Memory, said: Description) -> int:
    """Return whoever was last described by that noun in the chapter, or by the very same words before."""
    last = memory.last_of_head.get(said.head)
    if last is not None and not said.modifiers:
        return last
    key = ("definite", said.phrase)
    if last is not None:
        memory.described.setdefault(key, last)
    return memory.someone(key, head=said.head, gender=said.gender)


def _new(memory: Memory, spot: Spot, said: Description) -> int:
    if said.determiner == "bare" and said.title:
        return memory.someone(("bare", said.phrase), head=said.head, gender=said.gender)
    person = memory.someone(("new", spot.index), head=said.head, gender=said.gender)
    memory.described[("definite", said.phrase)] = person
    return person
