"""The page that says what the dashboard does, how it counts, where its limits are, and how to cite it."""

from __future__ import annotations

import re
from importlib import metadata, resources

import streamlit as st

from relgraph import __version__

_TEXT = resources.files("relgraph.dashboard") / "about.md"

BIBTEX = f"""@software{{relgraph,
  title   = {{relgraph: who relates to whom in a story, and where the text says so}},
  author  = {{{{The relgraph developers}}}},
  version = {{{__version__}}},
  license = {{MIT}},
  year    = {{2026}}
}}"""
"""The reference of CITATION.cff."""

_LONG = 80
"""Characters: what is longer is no name of a licence but its text."""


def show() -> None:
    """Draw the page."""
    _, middle, _ = st.columns([1, 5, 1])
    with middle:
        st.html('<h1 class="relgraph-title">Who is close to whom, and where the text says so</h1>')
        st.markdown(_TEXT.read_text(encoding="utf-8"))
        with st.expander("The libraries that relgraph stands on"):
            found = libraries()
            st.table({"Library": list(found), "Licence": list(found.values())}, hide_index=True)
        st.markdown("#### How to cite it")
        st.markdown("The Export page writes a paragraph on the method with your settings; this is the reference.")
        st.code(BIBTEX, language="bibtex", wrap_lines=True)
        st.caption(f"relgraph {__version__}")


def libraries() -> dict[str, str]:
    """Return the licences of what relgraph needs, by name and version; those that are not installed are left out."""
    found = {}
    needed = [one for one in metadata.requires("relgraph") or () if "extra ==" not in one]
    for name in sorted({re.split(r"[^\w.-]", one)[0] for one in needed}, key=str.casefold):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        found[f"{about['Name']} {about['Version']}"] = _licence(about)
    return found


def _licence(about: metadata.PackageMetadata) -> str:
    told = [*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ())]
    told += [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License :: ")]
    return next((line for line in told if line.strip() and len(line) <= _LONG), "see its package")


if __name__ == "__main__":  # so Streamlit runs a page
    show()
