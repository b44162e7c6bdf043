"""Stories that a reader adds: the dialog that asks for files or a text, and the page that then takes them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from relgraph.dashboard.intake import Taken, read_upload
from relgraph.dashboard.mine import own, private
from relgraph.dashboard.progress import plain
from relgraph.dashboard.state import current, push, store
from relgraph.errors import RelgraphError, shorten
from relgraph.reading import read_text
from relgraph.reading.formats import suffixes

if TYPE_CHECKING:
    from relgraph.dashboard.library import Library

UPLOAD_MB = 50
PASTE_LIMIT = 5_000_000
"""Characters: longer than any novel; longer texts belong into a file."""

TOLD = 10
"""Lines about files that failed; more of them are only counted."""

_OPEN, _PENDING, _FAILED, _KEEP = "adding", "added_sources", "added_failures", "keep_added"
_OTHERS = ("json", "zip")


def add_stories(*, key: str, kind: Literal["primary", "secondary"]) -> None:
    """Draw the button that opens the dialog, and the dialog while it is open.

    It stays open when the page is drawn anew meanwhile, as it is when an analysis ends: nothing typed is lost.
    """
    if st.button("Add stories", key=key, width="stretch", type=kind):
        st.session_state[_OPEN] = True
    if st.session_state.get(_OPEN):
        _ask()


def _close() -> None:
    st.session_state[_OPEN] = False


@st.dialog("Add stories", width="medium", on_dismiss=_close)
def _ask() -> None:
    """Ask for files or a text, and hand them to the page (see `take_in`)."""
    files_tab, paste_tab = st.tabs(["Upload files", "Paste a text"])
    with files_tab:
        files = st.file_uploader(
            "Stories, zip archives of stories, or analyses (.analysis.json)",
            type=sorted([*(suffix.removeprefix(".") for suffix in suffixes()), *_OTHERS]),
            accept_multiple_files=True,
            max_upload_size=UPLOAD_MB,
            key="upload",
            help="The files go to the computer on which the dashboard runs, and nowhere else.",
        )
        st.button(
            "Read them",
            type="primary" if files else "secondary",
            key="read_files",
            on_click=_hand_over_files,
            disabled=not files,  # until all have arrived: a click before that would read without them
        )
        if not files:
            st.caption("Choose one or more files first.")
    with paste_tab:
        st.text_input("Title", max_chars=200, placeholder="As it should be shown", key="paste_title")
        st.text_area("Text", height=280, max_chars=PASTE_LIMIT, placeholder="Paste a story here", key="paste_text")
        st.button("Read it", type="primary", key="read_text", on_click=_hand_over_text)
    if private():
        st.checkbox(
            "Keep on this computer",
            key=_KEEP,
            help="The text is copied to relgraph's folder on this computer and is here at the next start. Otherwise "
            "it is forgotten when the dashboard ends.",
        )
    if st.session_state.get(_PENDING):
        st.rerun()


def _hand_over_files() -> None:
    st.session_state[_PENDING] = [(file.name, file.getvalue()) for file in st.session_state["upload"] or []]
    _close()


def _hand_over_text() -> None:
    st.session_state[_PENDING] = [(st.session_state["paste_title"].strip(), st.session_state["paste_text"])]
    _close()


def take_in(library: Library, *, opens: bool = True) -> None:
    """Take in the stories handed over, have all of them analysed, and open the first; tell what failed, line by line.

    The analyses go on by themselves; `opens` is False on a page that shows no story.
    """
    sources: list[tuple[str, bytes | str]] = st.session_state.pop(_PENDING, [])
    if sources:
        st.session_state[_FAILED] = []
        keep = private() and bool(st.session_state.get(_KEEP))
        keys = [key for name, content in sources for key in _take(library, name, content, keep=keep)]
        library.put_first(keys)
        own(keys)
        for key in keys:
            library.request(key)
        if keys and opens:
            store(current().open(keys[0]))
            push()
    _tell(st.session_state.get(_FAILED, []))


def _take(library: Library, name: str, content: bytes | str, *, keep: bool) -> list[str]:
    """Return the keys of the stories in a file or text, none where it failed."""
    keys: list[str] = []
    try:
        taken = _read(name, content)
        st.session_state[_FAILED] += taken.problems
        for story, analysis in taken.stories:
            keys.append(library.add(story, analysis))
            if keep and analysis is None:
                library.keep_for_later(keys[-1])
    except RelgraphError as error:
        st.session_state[_FAILED].append(str(error))
    return keys


def _read(name: str, content: bytes | str) -> Taken:
    if isinstance(content, bytes):
        return read_upload(name, content)
    return Taken(stories=((read_text(content, title=name or None), None),))


def _tell(failures: list[str]) -> None:
    if not failures:
        return
    for failure in failures[:TOLD]:
        st.error(plain(shorten(failure, 300)))
    if len(failures) > TOLD:
        st.error(f"{len(failures) - TOLD} more could not be read.")
    st.button("Close", key="close_failures", on_click=st.session_state.pop, args=(_FAILED, None))
