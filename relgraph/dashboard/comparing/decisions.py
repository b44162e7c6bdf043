"""What a reader decides on who is who across stories: kept in the session, undone one by one, taken away as a cast."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import streamlit as st

from relgraph.cast import Cast, CastCharacter, write_cast
from relgraph.cast.editing import checked, fold
from relgraph.errors import CastError, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.comparison import Comparison
    from relgraph.comparison.records import Member

_MADE, _UNDONE = "relgraph_decisions", "relgraph_decisions_undone"

STEPS = 200
"""So many decisions are kept."""

Known = tuple[str, str]
"""The key of a story in the library and the id of a character in it: outlives another choice of stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Characters of different stories that are one person, or all of them different ones; `what` says it in words."""

    kind: Literal["same", "apart"]
    members: tuple[Known, ...]
    what: str


def decisions() -> tuple[Decision, ...]:
    """Return what was decided in this session, the last at the end."""
    made: tuple[Decision, ...] = st.session_state.get(_MADE, ())
    return made


def undone() -> tuple[Decision, ...]:
    """Return what was undone and can be decided again, the next at the end."""
    found: tuple[Decision, ...] = st.session_state.get(_UNDONE, ())
    return found


def decide(decision: Decision) -> None:
    """Decide something; what was undone before is forgotten."""
    _set((*decisions(), decision)[-STEPS:], ())


def undo() -> None:
    """Take the last decision back."""
    if made := decisions():
        _set(made[:-1], (*undone(), made[-1]))


def redo() -> None:
    """Decide again what was undone last."""
    if again := undone():
        _set((*decisions(), again[-1]), again[:-1])


def _set(made: tuple[Decision, ...], taken_back: tuple[Decision, ...]) -> None:
    st.session_state[_MADE], st.session_state[_UNDONE] = made, taken_back


def as_given(
    made: Iterable[Decision], known: Sequence[tuple[str, frozenset[str]]]
) -> tuple[list[tuple[Member, Member]], list[tuple[Member, Member]]]:
    """Return who is one and who is not, as `compare` takes it, for stories given by key and ids of their characters.

    A later decision takes an earlier one about the same two back; those about other stories say nothing.
    """
    same: dict[tuple[Member, Member], None] = {}
    apart: dict[tuple[Member, Member], None] = {}
    for one in made:
        members = sorted(
            (side, person) for key, person in one.members for side, (own, ids) in enumerate(known)
            if own == key and person in ids
        )  # fmt: skip
        wanted, other = (same, apart) if one.kind == "same" else (apart, same)
        for pair in combinations(members, 2):
            wanted[pair] = None
            other.pop(pair, None)
    return list(same), list(apart)


def cast_text(comparison: Comparison, keys: Sequence[str], made: Sequence[Decision]) -> tuple[str, tuple[str, ...]]:
    """Return the decisions on these stories as a cast file for all of them, and a line for each it cannot hold.

    A cast goes by names: two people of one name in two stories are told apart here, and not by a cast.
    """
    names = {
        (keys[match.story], match.id): (match.name, one.name) for one in comparison.characters for match in one.matches
    }
    for side, story in enumerate(comparison.meetings):
        for person, node in story.graph.nodes(data=True):
            names.setdefault((keys[side], person), (str(node["label"]), str(node["label"])))
    cast, problems = Cast(), []
    for one in made:
        called = [names[member] for member in one.members if member in names]
        try:
            cast = checked(_with(cast, one, called))
        except CastError:
            problems.append(f"A cast file cannot hold this: {shorten(one.what, 120)}.")
    return write_cast(cast), tuple(problems)


def _with(cast: Cast, decision: Decision, called: Sequence[tuple[str, str]]) -> Cast:
    forms = tuple({fold(name): name for name, _ in called}.values())
    if decision.kind == "apart":
        if len(forms) < 2 and called:
            message = "both have one name"
            raise CastError(message)
        return _replaced(cast, cast.characters, (*cast.apart, forms)) if forms else cast
    if not forms:
        return cast
    folded = {fold(form) for form in forms}
    mine = [one for one in cast.characters if folded & {fold(form) for form in one.forms}]
    everything = tuple({fold(form): form for one in mine for form in one.forms} | {fold(form): form for form in forms})
    spelt = {fold(form): form for form in (*forms, *(form for one in mine for form in one.forms))}
    name = mine[0].name if mine else called[0][1]
    aliases = tuple(spelt[form] for form in everything if form != fold(name))
    others = tuple(one for one in cast.characters if one not in mine)
    apart = tuple(group for group in cast.apart if len(folded & {fold(form) for form in group}) < 2)
    return _replaced(cast, (*others, CastCharacter(name=name, aliases=aliases)), apart)


def _replaced(cast: Cast, characters: tuple[CastCharacter, ...], apart: tuple[tuple[str, ...], ...]) -> Cast:
    return Cast(characters=characters, ignore=cast.ignore, apart=apart)
