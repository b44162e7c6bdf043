"""Who is chosen on the compare page: a person or a relationship, the same in every story that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from relgraph.view.picture import link_id, pair_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.comparison import Comparison, Relationship, SharedCharacter

Choice = dict[str, str | int]

_CHOICES, _OF = "compared", "relgraph_compared_of"

NOBODY = ("none", "")


def choices(count: int) -> list[Choice]:
    """Return what is chosen in each of so many stories: kind, id and a number that grows with every choice."""
    found: list[Choice] = st.session_state.get(_CHOICES, [])
    if len(found) != count:
        found = [{"kind": "none", "id": "", "n": number(found)} for _ in range(count)]
        st.session_state[_CHOICES] = found
    return found


def number(found: list[Choice]) -> int:
    """Return a number that no choice had before."""
    return max((int(one["n"]) for one in found), default=0) + 1


def forget(of: object, count: int) -> None:
    """Drop the choice where other stories are compared than before."""
    if st.session_state.get(_OF, of) != of:
        put({}, count)
    st.session_state[_OF] = of


def put(wanted: Mapping[int, tuple[str, str]], count: int) -> None:
    """Choose these (kind, id) by story, and nothing in the others."""
    new = number(choices(count))
    st.session_state[_CHOICES] = [
        {"kind": kind, "id": identity, "n": new}
        for kind, identity in (wanted.get(side, NOBODY) for side in range(count))
    ]


def choose(comparison: Comparison, side: int, kind: str, identity: str) -> None:
    """Choose in one story, and in all others the same people where they are in them."""
    pair = pair_of(identity) if kind == "pair" else None
    people = [_shared(comparison, side, person) for person in pair or (identity,)]
    wanted = {}
    for other in range(len(comparison.stories)):
        ids = [one.ids[other] if one else None for one in people]
        known = [one for one in ids if one is not None]
        if kind == "pair" and len(known) == 2:
            wanted[other] = ("pair", link_id(known[0], known[1]))
        elif kind == "person" and known:
            wanted[other] = ("person", known[0])
    put({**wanted, side: (kind, identity)}, len(comparison.stories))


def choose_pair(comparison: Comparison, row: Relationship | None) -> None:
    """Choose a relationship in every story in which the two meet."""
    stories = row.stories if row else ()
    wanted = {side: ("pair", link_id(str(row.first.ids[side]), str(row.second.ids[side]))) for side in stories if row}
    put(wanted, len(comparison.stories))


def choose_person(comparison: Comparison, one: SharedCharacter | None) -> None:
    """Choose a person in every story."""
    wanted = {side: ("person", str(one.ids[side])) for side in one.stories} if one else {}
    put(wanted, len(comparison.stories))


def picked(comparison: Comparison) -> Relationship | None:
    """Return the relationship of two shared people that is chosen, if there is one."""
    for side, choice in enumerate(choices(len(comparison.stories))):
        pair = pair_of(str(choice["id"])) if choice["kind"] == "pair" else None
        if pair:
            ids = set(pair)
            return next(
                (row for row in comparison.relationships if {row.first.ids[side], row.second.ids[side]} == ids), None
            )
    return None


def _shared(comparison: Comparison, side: int, person: str) -> SharedCharacter | None:
    return next((one for one in comparison.characters if one.ids[side] == person), None)
