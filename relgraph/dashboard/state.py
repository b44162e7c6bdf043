"""The settings of a session: kept under one key, read from the address once, written to it after every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.dashboard import mine
from relgraph.dashboard.settings import Settings, read_query
from relgraph.errors import shorten

if TYPE_CHECKING:
    from relgraph.dashboard.library import Library

_KEY = "relgraph_settings"
_PUSHED = "relgraph_pushed"


def current() -> Settings:
    """Return the settings of this session, at first those of the page's address."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = read_query({name: st.query_params[name] for name in st.query_params})
    settings: Settings = st.session_state[_KEY]
    return settings


def store(settings: Settings, *, address: bool = True) -> None:
    """Keep the settings and write them to the address, unless it is not worth a step back in the browser."""
    st.session_state[_KEY] = settings
    if not address:
        return
    query = settings.query()
    if dict(st.query_params) != query:
        st.query_params.from_dict(query)


def choose(kind: str, identity: str, *, tell: bool) -> None:
    """Keep a choice; `tell` the network about it, unless it was made there."""
    store(current().choose(kind, identity))
    if tell:
        push()


def push() -> None:
    """Have the network show the current choice when it is drawn next."""
    kind, identity = current().choice
    number = st.session_state.get(_PUSHED, {}).get("n", 0)
    st.session_state[_PUSHED] = {"kind": kind, "id": identity, "n": number + 1}


def pushed() -> dict[str, str | int]:
    """Return the choice that the network was last told: kind, id and a number that grows with every one."""
    if _PUSHED not in st.session_state:
        push()
    choice: dict[str, str | int] = st.session_state[_PUSHED]
    return choice


def shelf() -> Library:
    """Return the library of this server."""
    library: Library = st.session_state["library"]
    return library


def known_titles() -> dict[str, str]:
    """Return the titles of the stories that this session may see, by key: its own first; like titles are told apart."""
    library = shelf()
    asked = [key for key in (current().story, *current().others) if key in library.stories]
    keys = dict.fromkeys([*own_stories(), *(key for key in asked if key not in library.shared), *library.shared])
    titles: dict[str, str] = {}
    for key in keys:
        title = shorten(library.stories[key].title, 80) or key
        titles[key] = title if title not in titles.values() else f"{title} ({key})"
    return titles


def own_stories() -> tuple[str, ...]:
    """Return the keys of the stories that this session lists as its own, the last added first."""
    return mine.own_stories(shelf())


def keep(key: str, value: Any) -> str:  # noqa: ANN401 - any widget's value
    """Give a widget its value and return its key.

    Streamlit forgets the state of widgets that were not on the page; the settings do not.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key
