"""The way through a story: a range of chapters over the picture, and a switch that moves it on by itself."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.state import current, keep, store
from relgraph.dashboard.work import clip

if TYPE_CHECKING:
    from relgraph.dashboard.settings import Settings
    from relgraph.dashboard.work import Work

STEP = 1.6
"""Seconds for each step: time to see who came and who went."""

_CLOCK = "play_clock"


def playing() -> bool:
    """Return whether the story plays."""
    return _CLOCK in st.session_state


def play(work: Work, now: float) -> None:
    """Begin to play: at the range chosen, or at the first chapter where the whole story or its end is in view."""
    count, settings = len(work.parts), current()
    span = clip(settings.chapters, count)
    if span is None or span[1] >= count:
        width = 1 if span is None else span[1] - span[0] + 1
        store(replace(settings, chapters=(1, min(width, count))), address=False)
    st.session_state[_CLOCK] = now


def stop() -> None:
    """Stop playing, and write where that was to the address."""
    st.session_state.pop(_CLOCK, None)
    store(current())


def advance(work: Work, now: float) -> None:
    """Move the range on by one chapter if the time has come (clicks in between do not count); stop at the end."""
    begun = st.session_state.get(_CLOCK)
    if begun is None or now - begun < 0.8 * STEP:
        return
    moved = next_range(current(), len(work.parts))
    if moved is None:
        stop()
        return
    st.session_state[_CLOCK] = now
    store(replace(current(), chapters=moved), address=False)


def next_range(settings: Settings, count: int) -> tuple[int, int] | None:
    """Return the range of chapters that comes after the one in view, as long as it; None at the end of the story."""
    span = clip(settings.chapters, count)
    return None if span is None or span[1] >= count else (span[0] + 1, span[1] + 1)


def player(work: Work) -> None:
    """Draw the switch and the range; a story that cannot be divided has neither."""
    count = len(work.parts)
    if count < 2:
        return
    span = clip(current().chapters, count) or (1, count)
    # A switch and no button: a click that arrives twice while the clock runs must not start it again.
    st.toggle(
        "Play",
        key=keep("play", playing()),
        on_change=_toggle,
        args=(work,),
        help="Go through the story step by step; everybody stays in their place.",
    )
    st.slider(
        _label(work), 1, count, key=keep("chapters", span), on_change=_set_chapters, label_visibility="collapsed",
        width=260,
    )  # fmt: skip
    st.html(f'<p class="relgraph-part" aria-live="polite">{_where(work, span)}</p>', width="content")


def _label(work: Work) -> str:
    return "Parts of the story" if work.parts[0].chapters is None else "Chapters"


def _where(work: Work, span: tuple[int, int]) -> str:
    """Return which part is in view, for HTML: its numbers alone, since titles of chapters come from the story."""
    first, last = span
    word = "part" if work.parts[0].chapters is None else "chapter"
    if span == (1, len(work.parts)):
        return f"all {last} {word}s"
    return f"{word} {first} of {len(work.parts)}" if first == last else f"{word}s {first} to {last}"


def _toggle(work: Work) -> None:
    if st.session_state["play"]:
        play(work, time.monotonic())
    else:
        stop()


def _set_chapters() -> None:
    st.session_state.pop(_CLOCK, None)
    store(replace(current(), chapters=st.session_state["chapters"]))
