"""Whom a third-person pronoun means: the most present person that it may mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from relgraph.characters.labels import kin_name
from relgraph.characters.layout import NOWHERE
from relgraph.characters.memory import Resolved
from relgraph.characters.nominals import describe
from relgraph.characters.shares import best, shares
from relgraph.characters.speakers import conversation
from relgraph.characters.words import (
    ANYBODY,
    FIRST_PERSON,
    GENDER_OF_PRONOUN,
    PLURAL_FIRST,
    POSSESSIVES,
    REFLEXIVES,
    SECOND_PERSON,
    word_set,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from relgraph.characters.layout import Spot
    from relgraph.characters.memory import Memory, Turn
    from relgraph.records import CharacterKind

_REACH: Final = 12
_GROUP_REACH: Final = 2
# Shares of each rule that were right on the first 60 texts of LitBank, gold entities given.
_P: Final = {"I": 0.97, "I in quote": 0.85, "they": 0.75, "we": 0.65, "you": 0.9, "you in quote": 0.7, "alone": 0.5}
_UNKNOWN_GENDER: Final = 0.3
_UNNAMED: Final = 0.8
_SUBJECT_TO_SUBJECT: Final = 1.6
# "he said" in a new paragraph is rarely the one who has just spoken.
_LAST_SPEAKER: Final = 0.2
_PARALLEL: Final = 1.5
_FAMILIAR: Final = 0.1
_CLEAR: Final = 2.5
# How far the model is believed beside how present somebody is, and how sure it must be of a group.
_LINKED: Final = 0.7
_SURE: Final = 0.3
# What is left of somebody who is hardly more than pronouns, in the second reading.
_FAINT: Final = 0.3
# Who is known to have an aunt is likelier "she" of "her aunt".
_OF_KIN: Final = 3.0
# What the turns of a conversation are worth beside the model.
_TURNS: Final = 0.4
# Below this nobody is meant whom the turns or the model tell.
_LEAST: Final = 0.15
# How sure the model must be that "they" is one person who is not known as they.
_ONE: Final = 0.6
_SEVERAL: Final = frozenset({*PLURAL_FIRST, "they", "them", "their", "theirs", "themselves"})
_SUBJECT_FORMS: Final = frozenset({"he", "she", "they", "xe", "ze", "ey", "fae"})
_BOUNDARIES: Final = frozenset(
    {",", ";", ":", "—", "--", "and", "but", "that", "as", "when", "while", "if", "because", "who", "so", "than"}
)
# "Somebody had left the door open" brings nobody on the scene.
_NOT_NOUN: Final = word_set(
    """
    and to with from in at as for the a an , . ! ? ; : but by on into that if when while again up down back away
    off out over under after before until than so all about
    """
)


def find_pronoun(memory: Memory, spot: Spot) -> Resolved | None:
    """Return whom a pronoun means, or None where neither a rule nor the model can tell.

    In a quote I is the speaker and you the addressee, outside the narrator and the reader; "we" is a group for each
    chapter, or each speaker in it; "they" is a person who is known as they, else the group just spoken of. Where the
    model looks for links, a pronoun that has none is somebody of its own, to whom later ones may go back.
    """
    linked = shares(memory, memory.layout.links[spot.index])
    found = _find(memory, spot, linked)
    if found is not None or not memory.layout.linked:
        return found
    kind: CharacterKind = "group" if spot.lower in _SEVERAL else "unnamed"
    person, share = best({one: p for one, p in linked.items() if memory.people[one].kind == kind})
    if person is None or share < 1 - sum(linked.values()):
        person = memory.someone(("pronoun", spot.index), kind=kind, gender=GENDER_OF_PRONOUN.get(spot.lower, ""))
    return Resolved(person=person, p=_P["alone"], rule="alone")


def _find(memory: Memory, spot: Spot, linked: Mapping[int, float]) -> Resolved | None:
    word = spot.lower
    turn = memory.turn_of(spot)
    if word in FIRST_PERSON:
        return _spoken(turn.speaker, linked, (), "I in quote") if turn else _known(memory.narrator_at(spot), "I")
    if word in SECOND_PERSON:
        return _you(memory, spot, turn) if turn else _known(memory.reader_at(spot), "you")
    if word in PLURAL_FIRST:
        return _plural(memory, spot, linked) or _we(memory, spot, turn)
    gender = GENDER_OF_PRONOUN.get(word, "")
    if gender in {"they", "it"}:
        several = _plural(memory, spot, linked)
        return several or _choose(memory, spot, gender, linked, strict=True) or _group(memory, spot, gender)
    return _choose(memory, spot, gender, linked, strict=False) if gender else None


def _you(memory: Memory, spot: Spot, turn: Turn) -> Resolved | None:
    """Return whom a speaker calls you: no you of an earlier conversation.

    Nor anybody who was spoken of as he or she in this one and has not spoken since.
    """
    begin, spots = conversation(memory, spot.quote), memory.layout.spots
    links = memory.layout.links[spot.index]
    linked = shares(
        memory, tuple((to, p) for to, p in links if (~to if to < 0 else spots[to].quote) not in range(begin))
    )
    absent: set[int] = set()
    for quote in range(begin, spot.quote + 1):
        absent -= {memory.turns[quote].speaker}
        absent |= memory.spoken_of[quote]
    barred = absent | ({turn.speaker} if turn.speaker is not None else set())
    found = _spoken(turn.addressee, linked, barred, "you in quote")
    if found is not None and not memory.people[found.person].is_plural:
        turn.addressee = found.person
    return found


def _we(memory: Memory, spot: Spot, turn: Turn | None) -> Resolved | None:
    if memory.layout.linked:
        return None
    key = ("we", spot.chapter, turn.speaker if turn else None)
    return _known(memory.someone(key, kind="group", head="we"), "we")


def _plural(memory: Memory, spot: Spot, linked: Mapping[int, float]) -> Resolved | None:
    """Return the group that the model takes "we" or "they" for, if it is sure enough.

    Who is "we" to a speaker is not "they" to the same one.
    """
    other = memory.groups_said[spot.quote, spot.lower not in PLURAL_FIRST]
    groups = {one: share for one, share in linked.items() if memory.people[one].is_plural and one not in other}
    person, share = best(groups)
    return Resolved(person=person, p=round(share, 3), rule="link") if person is not None and share >= _SURE else None


def _known(who: int | None, rule: str) -> Resolved | None:
    return None if who is None else Resolved(person=who, p=_P[rule], rule=rule)


def _spoken(who: int | None, linked: Mapping[int, float], barred: Collection[int], rule: str) -> Resolved | None:
    """Return who is I or you in a quote: whom the turns of the conversation tell, unless the model knows better."""
    scores = {person: share for person, share in linked.items() if person not in barred}
    if who is not None and who not in barred:
        scores[who] = scores.get(who, 0.0) + _TURNS
    person, score = best(scores)
    if person is None or score < _LEAST:
        return None
    return Resolved(person=person, p=_P[rule] if person == who else round(min(score, 1.0), 3), rule=rule)


def _group(memory: Memory, spot: Spot, gender: str) -> Resolved | None:
    if memory.last_group is None or gender != "they" or memory.layout.linked:
        return None
    group, sentence = memory.last_group
    return _known(group, "they") if spot.sentence - sentence <= _GROUP_REACH else None


def _choose(memory: Memory, spot: Spot, gender: str, linked: Mapping[int, float], *, strict: bool) -> Resolved | None:
    """Return the likeliest person whose pronouns allow it, or None; `strict` wants the pronouns to be known.

    What the model says of each (`linked`) counts beside how present they are.

    A reflexive means the subject of its clause, an object anyone but it. Speaker and addressee of a quote are not
    spoken of in it as he or she.
    """
    scores = _mixed(memory, spot, gender, linked, strict=strict)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    best, level = ranked[0]
    total = sum(scores.values())
    share = level / total if total else 0.0
    clear = len(ranked) == 1 or level >= _CLEAR * ranked[1][1]
    if clear:
        memory.learnt[best][gender] += 1
    return Resolved(person=best, p=round(0.35 + 0.6 * share, 3), rule="pronoun")


def _mixed(memory: Memory, spot: Spot, gender: str, linked: Mapping[int, float], *, strict: bool) -> dict[int, float]:
    """Return a score for each person: what the model says, and how present they are for what it leaves open."""
    scores = _scores(memory, spot, gender, strict=strict)
    barred = _barred(memory, spot, None)
    allowed = {
        person: share
        for person, share in linked.items()
        if person not in barred and _fits(memory, person, gender, strict=strict and share < _ONE)
    }
    total = sum(scores.values()) or 1.0
    rest = 1 - _LINKED * sum(allowed.values())
    mixed = {person: rest * score / total for person, score in scores.items()}
    for person, share in allowed.items():
        mixed[person] = mixed.get(person, 0.0) + _LINKED * share
    kin = _kin_owned(memory, spot)
    return {
        person: score
        * (_FAINT if person in memory.faint_people else 1.0)
        * (_OF_KIN if kin and ("owned", person, kin) in memory.described else 1.0)
        for person, score in mixed.items()
    }


def _kin_owned(memory: Memory, spot: Spot) -> str:
    """Return the kin that a possessive speaks of ("aunt" for "her" of "her aunt"), or ""."""
    if spot.lower not in POSSESSIVES or spot.parent == NOWHERE:
        return ""
    parent = memory.layout.spots[spot.parent]
    said = describe(memory.layout, parent) if parent.kind == "nominal" else None
    return kin_name(said.head) if said is not None and said.kin and said.owner == spot.first else ""


def _scores(memory: Memory, spot: Spot, gender: str, *, strict: bool) -> dict[int, float]:
    subject = _clause_subject(memory, spot)
    if spot.lower in REFLEXIVES and subject is not None and _fits(memory, subject, gender, strict=strict):
        return {subject: 1.0}
    barred = _barred(memory, spot, subject)
    parallel = _last_subjects(memory, spot) if spot.lower in _SUBJECT_FORMS else set()
    scores: dict[int, float] = {}
    for person in memory.presence.recent(spot.sentence, reach=_REACH):
        if person in barred or not _fits(memory, person, gender, strict=strict):
            continue
        score = memory.presence.level(person, spot.sentence)
        who = memory.people[person]
        score *= 1.0 if memory.gender(person) else _UNKNOWN_GENDER
        score *= 1.0 if who.kind == "named" else _UNNAMED
        if person == subject and spot.lower in POSSESSIVES:
            score *= _SUBJECT_TO_SUBJECT
        if person == memory.rival:
            score *= _LAST_SPEAKER
        if person in parallel:
            score *= _PARALLEL
        score *= 1.0 + _FAMILIAR * math.log1p(memory.mentioned[person])
        scores[person] = score
    return scores


def _last_subjects(memory: Memory, spot: Spot) -> set[int]:
    """Who was the last subject of this sentence so far, or of the one before."""
    for sentence in (spot.sentence, spot.sentence - 1):
        subject = memory.subjects.get(sentence)
        found = memory.resolved.get(subject.index) if subject is not None else None
        if found is not None:
            return {found.person}
    return set()


def _fits(memory: Memory, person: int, gender: str, *, strict: bool) -> bool:
    who = memory.people[person]
    if who.kind in {"group", "narrator", "reader"} or who.head in ANYBODY:
        return False
    return memory.gender(person) == gender if strict else memory.gender(person) in {"", gender}


def _barred(memory: Memory, spot: Spot, subject: int | None) -> set[int]:
    barred = set()
    is_object = spot.lower in {"him", "xem", "faer"} or (
        spot.lower == "her" and memory.layout.word(spot.last) in _NOT_NOUN
    )
    if is_object and subject is not None:
        barred.add(subject)
    if spot.quote != NOWHERE and spot.quote < len(memory.turns):
        turn = memory.turns[spot.quote]
        barred |= {person for person in (turn.speaker, turn.addressee) if person is not None}
    return barred


def _clause_subject(memory: Memory, spot: Spot) -> int | None:
    """Return the person who is the last subject in front of the pronoun, if no clause ends in between."""
    subject = memory.subjects.get(spot.sentence)
    if subject is None or subject.last > spot.first or subject.quote != spot.quote:
        return None
    between = {memory.layout.word(at) for at in range(subject.last, spot.first)}
    if between & _BOUNDARIES and spot.lower not in REFLEXIVES:
        return None
    found = memory.resolved.get(subject.index)
    return found.person if found else None
