"""The boxes over the picture that do without a mouse what a click does: find a person, a partner, those around."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.settings import STEPS
from relgraph.dashboard.state import choose, current, keep, store
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    import networkx as nx

_STEPS = {0: "Everybody", 1: "Those they meet", 2: "And whom these meet"}
_SEPARATOR = "\x1f"


def finders(graph: nx.Graph[str]) -> None:
    """Draw the boxes for the people of a graph; a person is found by every name the story uses."""
    settings = current()
    names = suggestions(graph)
    people = {person: graph.nodes[person]["label"] for person in graph}
    with st.container(key="find"):
        person, partner, around = st.columns(3, vertical_alignment="bottom")
    with person:
        st.selectbox(
            "Find a person", list(names), format_func=names.__getitem__, index=None, placeholder="Everybody",
            key=keep("find_person", settings.person if settings.person in people else None), on_change=_find_person,
        )  # fmt: skip
    with partner:
        met = _by_weight(graph, settings.person) if settings.person in graph else []
        st.selectbox(
            "together with", met, format_func=people.__getitem__, index=None, disabled=not met,
            placeholder="Anybody" if met else "Choose a person first",
            key=keep("find_partner", settings.partner if settings.partner in met else None), on_change=_find_partner,
        )  # fmt: skip
    with around:
        st.selectbox(
            "Show", list(range(STEPS + 1)), format_func=_STEPS.__getitem__, disabled=not settings.person,
            key=keep("steps", settings.steps), on_change=_set_steps,
            help="Around the person chosen: everybody, only those they meet, or also whom these meet.",
        )  # fmt: skip


def suggestions(graph: nx.Graph[str]) -> dict[str, str]:
    """Return what can be typed to find a person: the names of all, then other names, each with whom it stands for.

    A key is an id, or an id and another name.
    """
    names = {person: str(graph.nodes[person]["label"]) for person in graph}
    found = {person: names[person] for person in sorted(names, key=lambda one: (names[one].casefold(), one))}
    others = [
        (form, person)
        for person in found
        for form in graph.nodes[person]["aliases"]
        if form.casefold() != names[person].casefold()
    ]
    for form, person in sorted(others, key=lambda other: (other[0].casefold(), other)):
        found[f"{person}{_SEPARATOR}{form}"] = f"{form} → {names[person]}"
    return found


def _by_weight(graph: nx.Graph[str], person: str) -> list[str]:
    return sorted(graph[person], key=lambda other: (-graph[person][other]["weight"], other))


def _find_person() -> None:
    person = (st.session_state["find_person"] or "").partition(_SEPARATOR)[0]
    choose("person" if person else "none", person, tell=True)


def _find_partner() -> None:
    person, partner = current().person, st.session_state["find_partner"]
    choose("pair", link_id(person, partner), tell=True) if partner else choose("person", person, tell=True)


def _set_steps() -> None:
    store(replace(current(), steps=st.session_state["steps"]))
