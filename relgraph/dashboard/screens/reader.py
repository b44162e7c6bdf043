"""The page on which a story is read, with everybody who is mentioned marked."""

from __future__ import annotations

import streamlit as st

from relgraph.dashboard.controls import story_control
from relgraph.dashboard.progress import analyse
from relgraph.dashboard.reading import reading
from relgraph.dashboard.state import current, known_titles, shelf, store


def show() -> None:
    """Draw the page; without a story it says where to add one."""
    titles = known_titles()
    if not titles:
        st.info("There is no story yet: add one on the Library page.")
        return
    if current().story not in titles:
        store(current().open(next(iter(titles))), address=False)
    with st.sidebar:
        story_control(titles, current())
        if st.button("Back to the network", key="back_to_story", width="stretch"):
            st.switch_page("screens/story.py", query_params=current().query())
    reading(analyse(shelf(), current().story))


if __name__ == "__main__":  # so Streamlit runs a page
    show()
