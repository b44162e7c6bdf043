"""The page that says what the dashboard does, how it counts, and where its limits are."""

from __future__ import annotations

from importlib import resources

import streamlit as st

from relgraph import __version__

_TEXT = resources.files("relgraph.dashboard") / "about.md"


def show() -> None:
    """Draw the page."""
    _, middle, _ = st.columns([1, 5, 1])
    with middle:
        st.html('<h1 class="relgraph-title">Who is close to whom, and where the text says so</h1>')
        st.markdown(_TEXT.read_text(encoding="utf-8"))
        st.caption(f"relgraph {__version__}")


if __name__ == "__main__":  # so Streamlit runs a page
    show()
