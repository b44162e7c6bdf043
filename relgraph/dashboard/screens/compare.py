"""The page that compares stories, or the parts of one."""

from __future__ import annotations

import streamlit as st

from relgraph.dashboard.comparing.choosing import chosen, controls
from relgraph.dashboard.comparing.kept import compared
from relgraph.dashboard.comparing.page import page
from relgraph.dashboard.state import current, known_titles, push, store


def show() -> None:
    """Draw the page; where there is nothing to compare it says what is missing."""
    titles = known_titles()
    if not titles:
        st.info("There is no story yet: add two on the Library page.")
        return
    keys = chosen(titles)
    with st.sidebar:
        controls(titles, keys)
    if len(titles) < 2 and not current().by:
        st.info("Comparing takes two stories: add another one on the Library page, or compare the parts of this one.")
        return
    if len(keys) < 2 and not current().by:
        st.info("Comparing takes two stories: choose another one in the box Stories, or compare the parts of this one.")
        return
    found = compared(keys, current())
    store(current())
    push()
    page(found)


if __name__ == "__main__":  # so Streamlit runs a page
    show()
