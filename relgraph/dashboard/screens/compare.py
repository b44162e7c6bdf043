"""The page that shows two stories side by side, and what their relationships share."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from relgraph.dashboard.controls import meeting_controls
from relgraph.dashboard.progress import analyse, plain
from relgraph.dashboard.side_by_side import side_by_side
from relgraph.dashboard.state import current, keep, known_titles, push, shelf, store
from relgraph.errors import RelgraphError, shorten


def show() -> None:
    """Draw the page; without two stories it says what is missing."""
    titles = known_titles()
    if len(titles) < 2:
        st.info("Comparing takes two stories: add another one on the story page.")
        return
    _settle(list(titles))
    with st.sidebar:
        for name, label in (("story", "First story"), ("other_story", "Second story")):
            st.selectbox(
                label,
                list(titles),
                format_func=titles.__getitem__,
                key=keep(f"compare_{name}", getattr(current(), name)),
                on_change=_set,
                args=(name,),
            )
        meeting_controls(current())
    keys = (current().story, current().other_story)
    try:
        works = (analyse(shelf(), keys[0]), analyse(shelf(), keys[1]))
    except RelgraphError as error:
        st.error(plain(shorten(str(error), 300)))
        return
    store(current())
    push()
    side_by_side(works)


def _settle(keys: list[str]) -> None:
    """Choose two stories where the reader has not: the first, and the first other one."""
    settings = current()
    first = settings.story if settings.story in keys else keys[0]
    second = settings.other_story if settings.other_story in keys else next(key for key in keys if key != first)
    store(replace(settings, story=first, other_story=second))


def _set(name: str) -> None:
    store(replace(current(), **{name: st.session_state[f"compare_{name}"]}))
    push()


if __name__ == "__main__":  # so Streamlit runs a page
    show()
