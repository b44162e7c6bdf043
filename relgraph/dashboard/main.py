"""The dashboard's script, run by Streamlit at every change: page, library, navigation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.calm import calm
from relgraph.dashboard.component import load_library
from relgraph.dashboard.guide import guide, notices
from relgraph.dashboard.intake import fill, shipped
from relgraph.dashboard.mine import listens_here

if TYPE_CHECKING:
    from relgraph.dashboard.library import Library

_HERE = Path(__file__).resolve().parent


@st.cache_resource(show_spinner="Opening the library …")
def library(paths: tuple[str, ...]) -> Library:
    """Return the library of this server, filled once from the paths of the command line and the stories kept."""
    found = fill([Path(path) for path in paths] or shipped())
    if listens_here():
        found.load_kept()
    return found


def main() -> None:
    """Draw the page that the reader is on."""
    st.set_page_config(
        page_title="relgraph",
        page_icon=str(_HERE / "icon.png"),
        layout="wide",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    for sheet in ("page.css", "library.css", "cast.css", "comparing.css"):
        st.html(f"<style>{(_HERE / sheet).read_text(encoding='utf-8')}</style>")
    load_library()
    st.session_state["library"] = library(tuple(sys.argv[1:]))
    titles = {
        "story": "Story",
        "cast": "Cast",
        "reader": "Read",
        "library": "Library",
        "compare": "Compare",
        "export": "Export",
        "about": "About",
    }
    pages = {
        name: st.Page(_HERE / "screens" / f"{name}.py", title=title, default=name == "story", url_path=name)
        for name, title in titles.items()
    }
    page = st.navigation(list(pages.values()), position="top")
    with calm():
        notices(st.session_state["library"])
        if page.title == titles["story"]:
            guide()
        page.run()


if __name__ == "__main__":
    main()
