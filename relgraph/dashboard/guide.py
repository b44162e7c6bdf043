"""What a reader is told without having asked: where to begin, and what of an address could not be understood."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.mine import private
from relgraph.dashboard.progress import plain
from relgraph.dashboard.reading import PLACE
from relgraph.dashboard.settings import Settings, read_query
from relgraph.dashboard.state import current
from relgraph.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from relgraph.dashboard.library import Library

_SEEN, _NOTICES = "guide_seen", "notices"

_WELCOME = (
    "**New here?** Each circle is a person, each line a relationship: click one to read the passages behind it. "
    "On the left you choose the story and what counts as a meeting. Your own stories go in on the **Library** page."
)


def guide() -> None:
    """Draw three sentences on how to begin, until the reader closes them or has chosen somebody."""
    if current().choice[0] != "none":
        st.session_state[_SEEN] = True
    if st.session_state.get(_SEEN) or (private() and _mark().exists()):
        return
    with st.container(key="guide", border=True):
        words, button = st.columns([8, 1], vertical_alignment="center")
        with words:
            st.markdown(_WELCOME)
        with button:
            st.button("Got it", key="guide_close", on_click=_close, width="stretch")


def _close() -> None:
    st.session_state[_SEEN] = True
    if private():
        with suppress(OSError):  # a computer that cannot remember shows it again
            _mark().parent.mkdir(parents=True, exist_ok=True)
            _mark().touch()


def _mark() -> Path:
    from relgraph.pipeline import cache_folder  # noqa: PLC0415 - the pipeline takes its time to import

    return cache_folder() / "guide-seen"


def notices(library: Library) -> None:
    """Say what of the address could not be understood, once for a session and until it is closed."""
    if _NOTICES not in st.session_state:
        query = {name: st.query_params[name] for name in st.query_params}
        st.session_state[_NOTICES] = explain(query, library)
    if not st.session_state[_NOTICES]:
        return
    with st.container(key="notices"):
        words, button = st.columns([8, 1], vertical_alignment="center")
        with words:
            for line in st.session_state[_NOTICES]:
                st.info(plain(line))
        with button:
            st.button("Close", key="close_notices", on_click=_understood, width="stretch")


def _understood() -> None:
    st.session_state[_NOTICES] = ()


def explain(query: Mapping[str, str], library: Library) -> tuple[str, ...]:
    """Return a line for each story of an address that is not here, and one for what else it says in vain."""
    settings = read_query(query)
    lines = [
        f"The address names a story that is not here: {shorten(key, 60)}. Stories that were added are forgotten when "
        "the dashboard ends, unless they are kept; add it again on the Library page."
        for key in dict.fromkeys((settings.story, *settings.others))
        if key and key not in library.stories
    ]
    asked = [(name, value) for name, value in query.items() if name not in PLACE]
    vain = [f"{name}={value}" for name, value in asked if _in_vain(name, value, query)]
    if vain:
        lines.append(f"This part of the address is not understood and was left out: {shorten(', '.join(vain), 120)}.")
    return tuple(lines)


def _in_vain(name: str, value: str, query: Mapping[str, str]) -> bool:
    """Whether a parameter changes nothing though it does not say what is so anyway."""
    without = {one: said for one, said in query.items() if one != name}
    as_usual = value.casefold() == str(getattr(Settings(), name, "")).casefold()
    return read_query(query) == read_query(without) and not as_usual
