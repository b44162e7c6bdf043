"""Undo, redo, and what the story page offers for the cast."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.cast.editing import merge
from relgraph.dashboard.corrections import amend, history, redo, undo
from relgraph.dashboard.progress import plain
from relgraph.dashboard.state import choose, current
from relgraph.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.dashboard.work import Work

_STALE = "relgraph_cast_changed"


def bar(key: str) -> None:
    """Draw what was decided last, with the way back and forth, and what was not possible."""
    now = history(key)
    with st.container(key="cast_bar", horizontal=True, vertical_alignment="center"):
        st.button("Undo", key="undo", icon=":material/undo:", disabled=not now.undoes, on_click=undo, args=[key])
        st.button("Redo", key="redo", icon=":material/redo:", disabled=not now.redoes, on_click=redo, args=[key])
        st.caption(plain(_last(key)))
    problems(key)


def problems(key: str) -> None:
    """Draw a line for everything that was not possible."""
    for problem in history(key).problems:
        st.warning(plain(shorten(problem, 300)))


def _last(key: str) -> str:
    now = history(key)
    if now.undoes:
        return f"{now.undoes}. It counts at once, on every page, as long as this page is open."
    if now.steps[0].what:
        return f"You start with the decisions of {now.steps[0].what}."
    return "Nothing is decided yet. What you decide counts at once, on every page, as long as this page is open."


def one_person(work: Work) -> None:
    """Offer to make the two people chosen on the story page one, and the way back."""
    if st.session_state.pop(_STALE, False):
        st.rerun()  # this part of the page holds the work as it was before
    settings, now = current(), history(current().story)
    names = {one.id: one.name for one in work.analysis.characters}
    pair = settings.partner and {settings.person, settings.partner} <= set(names)
    if not pair and not now.undoes:
        return
    problems(settings.story)
    with st.container(key="pair_bar", horizontal=True, vertical_alignment="center"):
        if pair:
            first, second = (plain(shorten(names[one], 30)) for one in (settings.person, settings.partner))
            label, act = f"{first} and {second} are one person", partial(_merge, work)
            st.button(label, key="one_person", icon=":material/merge:", on_click=act, type="tertiary")
        if now.undoes:
            label, act = f"Undo: {plain(shorten(now.undoes, 50))}", partial(_and_draw, partial(undo, settings.story))
            st.button(label, key="undo_here", icon=":material/undo:", on_click=act, type="tertiary")


def _merge(work: Work) -> None:
    settings, analysis = current(), work.analysis
    pair = [analysis.character(one) for one in (settings.person, settings.partner)]
    kept, gone = sorted(pair, key=lambda one: (one.kind != "named", -one.mentions, one.id))
    if amend(settings.story, lambda cast: merge(cast, kept, gone), f"{kept.name} and {gone.name} are one person"):
        choose("person", kept.id, tell=True)
    st.session_state[_STALE] = True


def _and_draw(act: Callable[[], None]) -> None:
    act()
    st.session_state[_STALE] = True
