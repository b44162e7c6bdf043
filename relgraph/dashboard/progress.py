"""The analysis of a story under the reader's eyes: a bar that moves, then the work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.errors import shorten

if TYPE_CHECKING:
    from relgraph.dashboard.library import Library
    from relgraph.dashboard.work import Work

STEP = 0.15
"""Seconds between two movements of the bar: more often only costs time."""


def analyse(library: Library, key: str) -> Work:
    """Return the work on a story; where it has to be done first, show a bar with the time left.

    Raises RelgraphError where the analysis fails.
    """
    if key in library.works:
        return library.work(key)
    title = plain(shorten(library.stories[key].title, 60))
    place = st.empty()
    begun = shown = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if total and now - shown >= STEP:
            shown = now
            share = min(1.0, max(0.0, done / total))
            place.progress(share, text=f"Reading {title}: {share:.0%}{_left(now - begun, share)}")

    place.progress(0.0, text=f"Reading {title} …")
    try:
        return library.work(key, progress)
    finally:
        place.empty()


def _left(spent: float, share: float) -> str:
    """Return the time left in words once it can be told."""
    if spent < 2 or share < 0.05:
        return ""
    seconds = round(spent / share - spent)
    return f", about {seconds} s left" if seconds < 90 else f", about {round(seconds / 60)} min left"


def plain(text: str) -> str:
    """Return `text` so that Streamlit's labels, which read Markdown, show it as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|>~$:<&^=\"'" else c for c in text)
