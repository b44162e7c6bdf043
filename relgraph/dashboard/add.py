"""Stories that a reader adds: the dialog that asks for files or a text, and the page that then takes them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.library import read_upload
from relgraph.dashboard.progress import analyse, plain
from relgraph.dashboard.state import current, own_stories, push, store
from relgraph.errors import RelgraphError, shorten
from relgraph.reading import read_text
from relgraph.reading.formats import suffixes

if TYPE_CHECKING:
    from relgraph.dashboard.library import Library

UPLOAD_MB = 50
PASTE_LIMIT = 5_000_000
"""Characters: longer than any novel; longer texts belong into a file."""

_PENDING, _FAILED = "added_sources", "added_failures"


@st.dialog("Add stories", width="medium")
def add_stories() -> None:
    """Ask for files or a text, and hand them to the page (see `take_in`)."""
    files_tab, paste_tab = st.tabs(["Upload files", "Paste a text"])
    with files_tab:
        st.file_uploader(
            "Stories",
            type=[suffix.removeprefix(".") for suffix in suffixes()],
            accept_multiple_files=True,
            max_upload_size=UPLOAD_MB,
            key="upload",
            help="The files stay on this computer.",
        )
        st.button("Read them", type="primary", key="read_files", on_click=_hand_over_files)
    with paste_tab:
        st.text_input("Title", max_chars=200, placeholder="As it should be shown", key="paste_title")
        st.text_area("Text", height=280, max_chars=PASTE_LIMIT, placeholder="Paste a story here", key="paste_text")
        st.button("Read it", type="primary", key="read_text", on_click=_hand_over_text)
    if st.session_state.get(_PENDING):
        st.rerun()


def _hand_over_files() -> None:
    st.session_state[_PENDING] = [(file.name, file.getvalue()) for file in st.session_state["upload"] or []]


def _hand_over_text() -> None:
    st.session_state[_PENDING] = [(st.session_state["paste_title"].strip(), st.session_state["paste_text"])]


def take_in(library: Library) -> None:
    """Analyse the stories handed over under the reader's eyes and open the first; each that fails is told in a line."""
    sources: list[tuple[str, bytes | str]] = st.session_state.pop(_PENDING, [])
    if sources:
        st.session_state[_FAILED] = []
    keys = [key for name, content in sources if (key := _take(library, name, content))]
    if keys:
        st.session_state["own_stories"] = [*dict.fromkeys([*keys, *own_stories()])]
        store(current().open(keys[0]))
        push()
    for failure in st.session_state.get(_FAILED, []):
        st.error(plain(shorten(failure, 300)))


def _take(library: Library, name: str, content: bytes | str) -> str | None:
    """Return the key of a story, None where it failed."""
    try:
        story = read_text(content, title=name or None) if isinstance(content, str) else read_upload(name, content)
        key = library.add(story)
        analyse(library, key)
    except RelgraphError as error:
        st.session_state[_FAILED].append(str(error))
        return None
    return key
