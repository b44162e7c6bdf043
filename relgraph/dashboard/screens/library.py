"""The library page: every story with its state, those of the reader's own added and removed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.add import add_stories, take_in
from relgraph.dashboard.mine import own_stories, private
from relgraph.dashboard.parts import title_of
from relgraph.dashboard.progress import plain
from relgraph.dashboard.shelves import row, seen_state, watch
from relgraph.dashboard.state import shelf
from relgraph.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.dashboard.library import Library
    from relgraph.records import Story

PAGE = 12
"""Stories on a page."""

FEW = 4
"""With so many stories there is nothing to search."""

_SHOWN = {
    "all": "All",
    "own": "My own",
    "analysed": "Analysed",
    "waiting": "Under way",
    "new": "Not analysed",
    "failed": "Failed or stopped",
}
_STATES = {"waiting": {"waiting", "running"}, "new": {"new"}, "failed": {"failed", "stopped"}, "analysed": {"analysed"}}
_ORDERS: dict[str, Callable[[Story], tuple[object, ...]]] = {
    "Last added first": lambda _story: (),
    "By title": lambda story: (story.title.casefold(), story.id),
    "By author": lambda story: (story.author is None, (story.author or "").casefold(), story.title.casefold()),
    "Longest first": lambda story: (-story.words, story.title.casefold()),
}


def show() -> None:
    """Draw the page."""
    library = shelf()
    with st.container(key="head"):
        title, button = st.columns([5, 1], vertical_alignment="bottom")
    with button:
        add_stories(key="add_to_library", kind="primary")
    take_in(library, opens=False)
    own = own_stories(library)
    keys = list(dict.fromkeys([*own, *library.shared]))
    with title:
        title_of("Library", _summary(library, keys))
    for problem in library.problems:
        st.warning(plain(shorten(problem, 300)))
    if not keys:
        st.info("There is no story here yet: press “Add stories”, then choose files or paste a text.")
        return
    found = _chosen(library, keys, own) if len(keys) > FEW else keys
    _queue(library, found)
    _rows(library, found, own)
    _cache(library)


def _summary(library: Library, keys: list[str]) -> str:
    stories = "1 story" if len(keys) == 1 else f"{len(keys):,} stories"
    analysed = sum(seen_state(library, key) == "analysed" for key in keys)
    words = sum(library.stories[key].words for key in keys)
    return f"{stories} · {words:,} words · {analysed:,} analysed" if keys else stories


def _chosen(library: Library, keys: list[str], own: tuple[str, ...]) -> list[str]:
    """Return the stories that the reader looks for, in the order asked for."""
    with st.container(key="find"):
        search, kind, order = st.columns([2, 1, 1])
    with search:
        words = st.text_input("Search", key="library_search", placeholder="Title, author, tag or file", max_chars=100)
    with kind:
        shown = st.selectbox("Show", list(_SHOWN), format_func=_SHOWN.__getitem__, key="library_shown")
    with order:
        sort = _ORDERS[st.selectbox("Order", list(_ORDERS), key="library_order")]
    found = [key for key in keys if _fits(library.stories[key], words)]
    if shown == "own":
        found = [key for key in found if key in own]
    elif shown != "all":
        found = [key for key in found if seen_state(library, key) in _STATES[shown]]
    if not found:
        st.info("No story fits: search for something else, or choose “All”.")
    return sorted(found, key=lambda key: sort(library.stories[key]))


def _fits(story: Story, words: str) -> bool:
    """Whether a story says every word looked for in its title, author, file or tags."""
    tags = (*story.tags.fandom, *story.tags.characters, *story.tags.relationships, *story.tags.additional)
    said = " ".join([story.title, story.author or "", story.source, *tags]).casefold()
    return all(word in said for word in words.casefold().split())


def _queue(library: Library, keys: list[str]) -> None:
    """Draw what is done with many stories at once."""
    new = [key for key in keys if seen_state(library, key) in {"new", "stopped"}]
    busy = [key for key in keys if seen_state(library, key) in {"waiting", "running"}]
    if len(new) < 2 and not busy:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(new) > 1:
            st.button(f"Analyse all {len(new)}", key="analyse_all", on_click=_analyse, args=(library, new))
        if busy:
            st.button("Stop all", key="stop_all", on_click=library.desk.stop, args=(busy,))
            st.caption("1 story is under way" if len(busy) == 1 else f"{len(busy)} stories are under way")


def _analyse(library: Library, keys: list[str]) -> None:
    for key in keys:
        library.request(key)


def _rows(library: Library, keys: list[str], own: tuple[str, ...]) -> None:
    """Draw a page of rows, anew when one of them is further."""
    pages = -(-len(keys) // PAGE)
    page = min(st.session_state.get("library_page") or 1, max(1, pages))
    visible = keys[(page - 1) * PAGE : page * PAGE]
    for place, key in enumerate(visible):
        row(library, key, place=place, own=key in own)
    watch(library, visible)
    if pages > 1:
        st.pagination(pages, key="library_page")


def _cache(library: Library) -> None:
    """Say what is kept on the disk; where the computer is the reader's own it can be cleared."""
    from relgraph.pipeline import cache_folder, stored  # noqa: PLC0415 - takes its time to import

    held = stored()
    if not private() or not held.parses:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="cache"):
        analyses = "1 analysis is" if held.parses == 1 else f"{held.parses:,} analyses are"
        st.caption(
            f"{analyses} kept in {plain(str(cache_folder()))} ({_size(held.size)}), so that stories open at once. "
            "The longest unused go by themselves."
        )
        st.button("Clear", key="clear_cache", on_click=_clear, args=(library,), help="The stories stay.")


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} kB"


def _clear(library: Library) -> None:
    from relgraph.pipeline import clear_stored  # noqa: PLC0415 - see above

    clear_stored()
    for key in list(library.stories):
        if key not in library.given:
            library.forget(key)


if __name__ == "__main__":  # so Streamlit runs a page
    show()
