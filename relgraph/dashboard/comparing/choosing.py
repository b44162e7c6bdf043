"""What is compared: the stories, or the parts of one, and how meetings are counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.controls import meeting_controls
from relgraph.dashboard.settings import MOST_COMPARED, Way
from relgraph.dashboard.state import current, keep, push, shelf, store
from relgraph.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WAYS: dict[Way, str] = {
    "": "Stories with each other",
    "chapters": "The chapters of a story",
    "titles": "Points of view: chapters of one title",
    "parts:2": "The halves of a story",
    "parts:4": "The quarters of a story",
}
_CHOSEN = "relgraph_stories_chosen"


def chosen(titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the stories that are compared, by key; at first the one that is open and another one."""
    settings = current()
    story = settings.story if settings.story in titles else next(iter(titles))
    others = tuple(key for key in settings.others if key in titles and key != story)
    if not others and not st.session_state.get(_CHOSEN):
        others = tuple(key for key in titles if key != story)[:1]
    if (story, others) != (settings.story, settings.others):
        store(replace(settings if story == settings.story else settings.open(story), others=others))
    return (story, *others)


def controls(titles: Mapping[str, str], keys: Sequence[str]) -> None:
    """Draw the boxes beside the page."""
    settings = current()
    st.selectbox(
        "Compare", list(_WAYS), format_func=_WAYS.__getitem__, key=keep("compare_by", settings.by), on_change=_set_by
    )
    if settings.by:
        st.selectbox(
            "Story", list(titles), format_func=titles.__getitem__, key=keep("compare_story", keys[0]),
            on_change=_set_story,
        )  # fmt: skip
    else:
        st.multiselect(
            "Stories", list(titles), format_func=lambda key: titles.get(key, key),
            key=keep("compare_stories", list(keys)), on_change=_set_stories,
            max_selections=MOST_COMPARED, placeholder="Type a title",
            help="The first one is the one that is open on the other pages.",
        )  # fmt: skip
        if found := groups(titles):
            st.selectbox(
                "Add all of", list(found), index=None, placeholder="A fandom or a folder",
                format_func=lambda name: f"{name} ({len(found[name])})", key=keep("compare_group", None),
                on_change=_add_group, args=(found,),
            )  # fmt: skip
    meeting_controls(settings)


def groups(titles: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the stories that belong together, by what they share: fandom, series, folder; all of them at the end."""
    library = shelf()
    found: dict[str, list[str]] = {}
    for key in titles:
        tags = library.stories[key].tags
        names = [*(f"Fandom: {name}" for name in tags.fandom), *(f"Series: {name}" for name in tags.series)]
        if key in library.files:
            names.append(f"Folder: {library.files[key].parent.name}")
        for name in dict.fromkeys(shorten(name, 60) for name in names):
            found.setdefault(name, []).append(key)
    several = {name: tuple(found[name]) for name in sorted(found, key=str.casefold) if len(found[name]) > 1}
    return several | ({"All stories": tuple(titles)} if len(titles) > 2 else {})


def _set_by() -> None:
    store(replace(current(), by=st.session_state["compare_by"], side=""))


def _set_story() -> None:
    store(current().open(st.session_state["compare_story"]))
    push()


def _set_stories() -> None:
    _choose(tuple(st.session_state["compare_stories"]))


def _add_group(found: Mapping[str, tuple[str, ...]]) -> None:
    group = found.get(st.session_state["compare_group"] or "", ())
    keys = dict.fromkeys((current().story, *current().others, *group))
    _choose(tuple(keys)[:MOST_COMPARED])


def _choose(keys: tuple[str, ...]) -> None:
    st.session_state[_CHOSEN] = True
    settings = current()
    if not keys:
        store(replace(settings, others=()))
        return
    many = len(keys) > 2
    fits = settings.side not in ({"likeness", "overview", "together"} if not many else set())
    settings = settings if keys[0] == settings.story else settings.open(keys[0])
    store(replace(settings, others=keys[1:], side=settings.side if fits else ""))
    push()
