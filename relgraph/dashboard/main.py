"""The dashboard's script, run by Streamlit at every change: page, library, navigation."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from relgraph.dashboard.component import load_library
from relgraph.dashboard.library import Library, fill, shipped

_HERE = Path(__file__).resolve().parent


@st.cache_resource(show_spinner=False)
def library(paths: tuple[str, ...]) -> Library:
    """Return the library of this server, filled once from the paths of the command line."""
    return fill([Path(path) for path in paths] or shipped())


def main() -> None:
    """Draw the page that the reader is on."""
    st.set_page_config(
        page_title="relgraph",
        page_icon=str(_HERE / "icon.png"),
        layout="wide",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    st.html(f"<style>{(_HERE / 'page.css').read_text(encoding='utf-8')}</style>")
    load_library()
    st.session_state["library"] = library(tuple(sys.argv[1:]))
    pages = {"story": "Story", "compare": "Compare", "about": "About"}
    page = st.navigation(
        [
            st.Page(_HERE / "screens" / f"{name}.py", title=title, default=name == "story", url_path=name)
            for name, title in pages.items()
        ],
        position="top",
    )
    page.run()


if __name__ == "__main__":
    main()
