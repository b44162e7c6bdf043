"""The cast page: who is who in a story, why, and what the reader decides about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.controls import story_control
from relgraph.dashboard.corrections import history
from relgraph.dashboard.editor.asking import ask
from relgraph.dashboard.editor.bar import bar
from relgraph.dashboard.editor.decided import decided
from relgraph.dashboard.editor.people import people
from relgraph.dashboard.editor.tagged import tagged
from relgraph.dashboard.parts import title_of
from relgraph.dashboard.progress import analyse
from relgraph.dashboard.state import current, keep, known_titles, shelf, store

if TYPE_CHECKING:
    from relgraph.analysis import Analysis

VIEWS = ("Questions", "People", "Decisions", "Tags")


def show() -> None:
    """Draw the page."""
    library, titles = shelf(), known_titles()
    if not titles:
        st.info("There is no story yet: add one on the Library page.")
        return
    if current().story not in titles:
        store(current().open(next(iter(titles))))
    with st.sidebar:
        story_control(titles, current())
    key = current().story
    work = analyse(library, key)
    store(current())
    with st.container(key="head"):
        title_of(f"Cast of {work.analysis.story.title}", _figures(work.analysis, key))
    bar(key)
    chosen = st.session_state.get("cast_view_now", VIEWS[0])
    view = st.segmented_control(
        "View", VIEWS, key=keep("cast_view", chosen), required=True, label_visibility="collapsed", on_change=_turn
    )
    if view == "People":
        people(work.analysis, key)
    elif view == "Decisions":
        decided(library, work.analysis, key)
    elif view == "Tags":
        tagged(work.analysis)
    else:
        ask(work.analysis, key)


def _turn() -> None:
    st.session_state["cast_view_now"] = st.session_state["cast_view"]


def _figures(analysis: Analysis, key: str) -> str:
    named = sum(one.kind not in {"unnamed", "group"} for one in analysis.characters)
    forms = sum(len(one.aliases) for one in analysis.characters)
    decisions = _size(key)
    own = f" · {decisions} decision{'' if decisions == 1 else 's'}" if decisions else ""
    return f"{named:,} people with a name · {forms:,} names in the text{own}"


def _size(key: str) -> int:
    cast = history(key).cast
    return sum(map(len, (cast.characters, cast.ignore, cast.splits, cast.apart, cast.vetoes))) + bool(cast.narrator)


if __name__ == "__main__":  # so Streamlit runs a page
    show()
