"""The page on which everything can be taken away: pictures, pages, graphs, tables."""

from __future__ import annotations

from relgraph.dashboard.controls import chosen_story
from relgraph.dashboard.exporting import exporting
from relgraph.dashboard.progress import analyse
from relgraph.dashboard.state import current, shelf, store


def show() -> None:
    """Draw the page; without a story it says where to add one."""
    if not chosen_story():
        return
    work = analyse(shelf(), current().story)
    store(current())
    exporting(work)


if __name__ == "__main__":  # so Streamlit runs a page
    show()
