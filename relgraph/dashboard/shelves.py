"""The rows of the library: what is known of a story, how far it is, and what can be done with it."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.cards import blank
from relgraph.dashboard.mine import private
from relgraph.dashboard.parts import number_of, theme
from relgraph.dashboard.progress import bar, plain
from relgraph.dashboard.state import current, push, store
from relgraph.errors import RelgraphError, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.dashboard.library import Library, State

STORY_PAGE = Path(__file__).resolve().parent / "screens" / "story.py"

STEP = 1.0
"""Seconds between two looks at how far the stories are."""

_STATES: dict[State, str] = {
    "new": "Not analysed yet",
    "waiting": "Waiting",
    "running": "Being read",
    "stopped": "Stopped",
    "failed": "Failed",
    "analysed": "Analysed",
}
_ACTIONS: dict[State, str] = {"new": "Analyse", "stopped": "Analyse", "failed": "Try again"}


def row(library: Library, key: str, *, place: int, own: bool) -> None:
    """Draw a story of the library; `place` is its place on the page, which names its controls."""
    shown = seen_state(library, key)
    with st.container(border=True, key=f"book_{place}"):
        drawing, words, actions = st.columns([1, 5, 2], vertical_alignment="center")
        with drawing:
            card = library.cards.get(key)
            st.html(f'<img class="rg-thumb" alt="" src="{card.drawings[theme()] if card else blank(theme())}">')
        with words, st.container(gap=None):
            title = plain(shorten(library.stories[key].title, 120))
            if st.button(title, key=f"open_{place}", type="tertiary", help="Open this story"):
                _open(key)
            st.html(_about(library, key, shown, own=own))
            if shown == "running":
                st.fragment(_progress, run_every=STEP)(library, key)
        with actions, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
            _actions(library, key, shown, place=place, own=own)


def seen_state(library: Library, key: str) -> State:
    """Return how far a story is for the reader: one that is only brought back from the disk is analysed."""
    state = library.state(key)
    return "analysed" if state in {"waiting", "running"} and library.at_hand(key) else state


def watch(library: Library, keys: list[str]) -> None:
    """Draw the page anew as soon as one of these stories is further than now; nothing where none is under way.

    What is analysed and has no card yet is brought back from the disk.
    """
    for key in keys:
        if key not in library.cards and library.desk.job(key) is None and library.at_hand(key):
            library.request(key)
    before = _course(library, keys)
    if any(state in {"waiting", "running"} for state, _ in before):
        st.fragment(_look, run_every=STEP)(library, keys, before)


def _look(library: Library, keys: list[str], before: list[tuple[State, bool]]) -> None:
    if _course(library, keys) != before:
        st.rerun()


def _course(library: Library, keys: list[str]) -> list[tuple[State, bool]]:
    return [(library.state(key), key in library.cards) for key in keys if key in library.stories]


def _about(library: Library, key: str, shown: State, *, own: bool) -> str:
    story = library.stories[key]
    chapters = f"{len(story.chapters)} chapters" if len(story.chapters) > 1 else ""
    facts = [
        f"by {story.author}" if story.author else "",
        f"{story.words:,} words",
        chapters,
        _source(library, key, own),
    ]
    lines = [f'<p class="rg-book rg-faint">{escape(" · ".join(fact for fact in facts if fact))}</p>']
    card = library.cards.get(key)
    said = _STATES[shown]
    if shown == "failed" and (job := library.desk.job(key)):
        said = f"{said}: {shorten(job.problem, 300)}"
    elif shown == "analysed" and card:
        closest = f" · closest: {card.strongest}" if card.strongest else ""
        said = f"{said}: {number_of(card.people, 'person', 'people')}, "
        said += f"{number_of(card.relationships, 'relationship', 'relationships')}{closest}"
    lines.append(f'<p class="rg-book rg-faint rg-state rg-state-{shown}">{escape(said)}</p>')
    return "".join(lines)


def _source(library: Library, key: str, own: bool) -> str:  # noqa: FBT001 - one of the facts
    if not own:
        return library.stories[key].source
    return "yours, kept on this computer" if key in library.kept else "yours, until the dashboard ends"


def _progress(library: Library, key: str) -> None:
    job = library.desk.job(key)
    if job is not None and job.state == "running":
        bar(job, library.stories[key])


def _actions(library: Library, key: str, shown: State, *, place: int, own: bool) -> None:
    if shown in {"waiting", "running"}:
        st.button("Stop", key=f"stop_{place}", on_click=library.desk.stop, args=([key],))
    elif shown == "analysed":
        if st.button("Open", key=f"go_{place}"):
            _open(key)
    else:
        st.button(_ACTIONS[shown], key=f"go_{place}", on_click=_begin, args=(library, key))
    if own or shown == "analysed":
        menu = st.popover("More", key=f"more_{place}", on_change="rerun")
        if menu.open:
            with menu:
                _more(library, key, shown, place=place, own=own)


def _more(library: Library, key: str, shown: State, *, place: int, own: bool) -> None:
    stored = key in library.given
    if shown == "analysed" and not stored:
        _item("Analyse again", f"again_{place}", partial(library.again, key), place)
        st.caption("Drops what was found and reads the story anew.")
    if own and private() and not stored:
        if key in library.kept:
            _item("Keep no longer", f"drop_{place}", partial(library.keep_no_longer, key), place)
        else:
            _item("Keep on this computer", f"keep_{place}", partial(_keep, library, key), place)
    if own:
        _item("Remove from the library", f"remove_{place}", partial(library.remove, key), place)
        st.caption("A file that it came from stays as it is.")


def _item(label: str, key: str, action: Callable[[], None], place: int) -> None:
    """Draw a button of a menu that closes with it: the next story to stand there must not be hit by a second click."""

    def act() -> None:
        st.session_state[f"more_{place}"] = False
        action()

    st.button(label, key=key, on_click=act, width="stretch")


def _open(key: str) -> None:
    if current().story != key:
        store(current().open(key))
        push()
    st.switch_page(STORY_PAGE)


def _begin(library: Library, key: str) -> None:
    library.desk.forget(key)
    library.request(key)


def _keep(library: Library, key: str) -> None:
    try:
        library.keep_for_later(key)
    except RelgraphError as error:
        st.session_state.setdefault("added_failures", []).append(str(error))
