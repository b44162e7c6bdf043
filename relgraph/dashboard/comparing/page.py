"""The middle of the compare page: what is shown of a comparison; a click redraws only this."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.calm import calm
from relgraph.dashboard.comparing import people, proof
from relgraph.dashboard.comparing.courses import courses
from relgraph.dashboard.comparing.differences import differences
from relgraph.dashboard.comparing.likeness import likeness
from relgraph.dashboard.comparing.networks import networks
from relgraph.dashboard.comparing.overview import overview
from relgraph.dashboard.comparing.picking import choices, forget, picked
from relgraph.dashboard.comparing.tagged import tagged
from relgraph.dashboard.comparing.together import together
from relgraph.dashboard.downloads import button
from relgraph.dashboard.parts import title_of
from relgraph.dashboard.state import current, keep, shelf, store
from relgraph.errors import shorten
from relgraph.export.comparison_files import render_comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from relgraph.comparison import Comparison
    from relgraph.dashboard.comparing.kept import Compared
    from relgraph.dashboard.settings import Side

_SIDES: dict[Side, str] = {
    "overview": "Overview",
    "networks": "Side by side",
    "differences": "Differences",
    "likeness": "Likeness",
    "together": "All in one",
    "course": "Course",
    "people": "Who is who",
    "tags": "Tags",
}
_MANY = frozenset({"overview", "together"})
"""What takes more than two stories."""

_PAIRED = frozenset({"networks", "differences"})
"""What shows two stories, which the reader chooses where there are more."""

_FILES = {
    "html": "Web page to share",
    "json": "Everything (JSON)",
    "graphml": "Network of all stories (GraphML)",
}
_TABLES = {
    "relationships": "Relationships",
    "differences": "What differs",
    "people": "Who gains and loses",
    "matrix": "Relationships by stories",
    "characters": "Who is who",
    "similarity": "Likeness",
    "stories": "Stories",
    "tags": "Tags",
}
_PAIR = "relgraph_compared_pair"

NOTES = 2
"""Warnings in sight; there is one for each short chapter."""


@st.fragment
@calm()
def page(compared: Compared) -> None:
    """Draw the comparison."""
    people.settle()
    proof.settle(compared)
    comparison = compared.comparison
    forget((compared.keys, compared.by), len(compared.keys))
    _header(compared)
    _warnings(compared)
    side = _side(len(compared.keys))
    with st.container(key="comparing"):
        _switch(side, len(compared.keys))
        sides = _pair(compared) if side in _PAIRED else _evidence_sides(compared)
        if comparison.nobody_shared and side not in {"networks", "people", "tags"}:
            _nobody(comparison)
            return
        _draw(compared, side, sides)
        proof.evidence(compared, sides)


def _side(count: int) -> Side:
    wanted = current().side
    if count > 2:
        return wanted or "overview"
    return "networks" if not wanted or wanted in _MANY else wanted


def _draw(compared: Compared, side: Side, sides: tuple[int, int]) -> None:
    if side in _PAIRED:
        {"networks": networks, "differences": differences}[side](compared, sides)
        return
    shown: Mapping[Side, Callable[[Compared], None]] = {
        "overview": overview,
        "likeness": likeness,
        "together": together,
        "course": courses,
        "people": people.people,
        "tags": tagged,
    }
    shown[side](compared)


def _header(compared: Compared) -> None:
    comparison = compared.comparison
    count = len(comparison.stories)
    title = " and ".join(comparison.stories) if count == 2 else f"{count} stories"
    if compared.by:
        title = f"{shelf().stories[compared.keys[0]].title} in {count} parts"
    met = sum(row.shared for row in comparison.relationships)
    with st.container(key="head"):
        told, menu = st.columns([5, 1], vertical_alignment="bottom")
    with told:
        words = sum(one.words for one in comparison.about)
        line = f"{words:,} words · {len(comparison.characters):,} people in at least two · {met:,} relationships shared"
        title_of(shorten(title, 160), line)
    with menu, st.popover("Download", width="stretch"):
        _downloads(comparison)


def _downloads(comparison: Comparison) -> None:
    st.caption("The whole comparison, without any text of the stories")
    for name in ("html", "json", "graphml"):
        button(_FILES[name], f"comparison.{name}", _maker(comparison, name, f"comparison.{name}"), key=f"take_{name}")
    st.caption("Tables for spreadsheets")
    for name, label in _TABLES.items():
        file = f"comparison.{name}.csv"
        button(label, file, _maker(comparison, "csv", file), key=f"take_{name}")


def _maker(comparison: Comparison, kind: str, file: str) -> Callable[[], str]:
    return lambda: render_comparison(comparison, [kind])[file]


def _warnings(compared: Compared) -> None:
    lines = [*compared.comparison.warnings, *([compared.note] if compared.note else [])]
    if lines:
        items = [f"<li>{escape(line[:1].upper() + line[1:].rstrip('.'))}.</li>" for line in lines]
        first, rest = items[:NOTES], items[NOTES:]
        more = f"<details><summary>{len(rest)} more</summary><ul>{''.join(rest)}</ul></details>" if rest else ""
        st.html(f'<div class="rg-notes"><ul>{"".join(first)}</ul>{more}</div>')


def _switch(side: Side, count: int) -> None:
    shown = {name: label for name, label in _SIDES.items() if count > 2 or name not in _MANY}
    st.segmented_control(
        "Shown", list(shown.values()), key=keep("compare_side", shown[side]), required=True,
        label_visibility="collapsed", on_change=_set_side,
    )  # fmt: skip


def _set_side() -> None:
    chosen = next(side for side, label in _SIDES.items() if label == st.session_state["compare_side"])
    store(replace(current(), side=chosen))


def _sides(compared: Compared) -> tuple[int, int]:
    """Return the two stories that are beside each other: those chosen, else the first two."""
    of, pair = st.session_state.get(_PAIR, (None, (0, 1)))
    valid = of == (compared.keys, compared.by) and max(pair) < len(compared.keys)
    first, second = pair if valid else (0, 1)
    return first, second


def _evidence_sides(compared: Compared) -> tuple[int, int]:
    """Return the two stories whose passages are shown: of many, those in which who is chosen has most of it."""
    pair, count = _sides(compared), len(compared.keys)
    row = picked(compared.comparison)
    if row and count > 2:
        ranked = sorted(range(count), key=lambda side: (-row.per_words[side], side))[:2]
        return min(ranked), max(ranked)
    here = [side for side, one in enumerate(choices(count)) if one["kind"] != "none"]
    if here and not set(here) & set(pair):
        other = 0 if here[0] else 1
        return min(here[0], other), max(here[0], other)
    return pair


def _pair(compared: Compared) -> tuple[int, int]:
    """Return the two stories to show; of more than two, the reader chooses."""
    first, second = _sides(compared)
    stories = compared.comparison.stories
    if len(stories) < 3:
        return first, second
    with st.container(key="find"):
        left, right = st.columns(2)
    every = range(len(stories))
    with left:
        st.selectbox(
            "First", every, format_func=stories.__getitem__, key=keep("pair_first", first), on_change=_set_pair,
            args=(compared,),
        )  # fmt: skip
    with right:
        st.selectbox(
            "Second", every, format_func=stories.__getitem__, key=keep("pair_second", second), on_change=_set_pair,
            args=(compared,),
        )  # fmt: skip
    return first, second


def _set_pair(compared: Compared) -> None:
    before = _sides(compared)
    first, second = st.session_state["pair_first"], st.session_state["pair_second"]
    if first == second:  # whoever was there makes room
        first, second = (first, before[0]) if first != before[0] else (before[1], second)
    st.session_state[_PAIR] = ((compared.keys, compared.by), (first, second))


def _nobody(comparison: Comparison) -> None:
    """Say that there is nothing in common, and which names are closest."""
    close = "; ".join(f"{miss.first_name} and {miss.second_name}" for miss in comparison.closest[:3])
    st.info("Nobody occurs in two of these stories by name, so that there is nothing to compare here.")
    line = f"The closest names are {close}." if close else "No two names are close."
    st.html(f'<p class="relgraph-line">{escape(line)} If two people are one, join them under Who is who.</p>')
