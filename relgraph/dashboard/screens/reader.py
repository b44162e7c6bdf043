"""The page on which a story is read, with everybody who is mentioned marked."""

from __future__ import annotations

import streamlit as st

from relgraph.dashboard.controls import chosen_story
from relgraph.dashboard.progress import analyse
from relgraph.dashboard.reading import reading
from relgraph.dashboard.state import current, shelf


def show() -> None:
    """Draw the page; without a story it says where to add one."""
    if not chosen_story():
        return
    with st.sidebar:
        if st.button("Back to the network", key="back_to_story", width="stretch"):
            st.switch_page("screens/story.py", query_params=current().query())
    reading(analyse(shelf(), current().story))


if __name__ == "__main__":  # so Streamlit runs a page
    show()
