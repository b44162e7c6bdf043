"""The story page: its network, the panel with the passages, tables, downloads."""

from __future__ import annotations

import streamlit as st

from relgraph.dashboard.add import add_stories, take_in
from relgraph.dashboard.controls import story_control, story_controls
from relgraph.dashboard.progress import analyse, plain
from relgraph.dashboard.stage import stage
from relgraph.dashboard.state import current, known_titles, push, shelf, store
from relgraph.errors import RelgraphError, shorten


def show() -> None:
    """Draw the page; where something is wrong with a story, one line says so."""
    library = shelf()
    take_in(library)
    titles = known_titles()
    with st.sidebar:
        if titles:
            if current().story not in titles:
                store(current().open(next(iter(titles))))
            story_control(titles, current())
        add_stories(key="add", kind="secondary" if titles else "primary")
    for problem in library.problems:
        st.warning(plain(shorten(problem, 300)))
    if not titles:
        st.info("There is no story yet: add one with the button on the left.")
        return
    try:
        work = analyse(library, current().story)
    except RelgraphError as error:
        st.error(plain(shorten(str(error), 300)))
        return
    store(current())
    with st.sidebar:
        story_controls(work, current())
    push()
    stage(work)


if __name__ == "__main__":  # so Streamlit runs a page
    show()
