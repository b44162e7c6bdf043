"""Vega-Lite charts with names from stories: names are data and never part of an expression or of markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.view.style import CIRCLE_LIMIT, INK, circle_colour

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from relgraph.view.style import Theme

Spec = dict[str, Any]
Columns = dict[str, list[Any]]

LABEL = 130
"""Pixels for a name beside a chart; longer ones are cut there, and whole in the tooltip."""


def chart(
    spec: Spec, data: Columns, *, key: str, alt: str, theme: Theme, on_select: Callable[[], None] | None = None
) -> None:
    """Draw a chart as wide as its place; `alt` says in words what it shows.

    `on_select` is called when the reader clicks, if the chart has a parameter that selects (see `clicked`).
    """
    ink = INK[theme]
    look: Spec = {
        "axis": {"labelColor": ink.text, "titleColor": ink.muted, "labelFontSize": 12, "labelLimit": LABEL},
        "view": {"stroke": None},
    }
    options: Spec = {"on_select": on_select} if on_select else {}
    st.vega_lite_chart(data, {**spec, "config": look}, key=key, width="stretch", alt=alt, **options)


def clicked(key: str, name: str) -> dict[str, int]:
    """Return the whole numbers of the thing clicked last in a chart by field; an empty dictionary for nothing."""
    match st.session_state.get(key):
        case {"selection": selection} if picked := selection.get(name):
            found = picked[0] if isinstance(picked, list) else picked
            return {field: int(value) for field, value in found.items() if isinstance(value, int | float)}
    return {}


def named(names: Sequence[str]) -> Spec:
    """Return a parameter that hands names to a chart's expressions as `names[...]`."""
    return {"name": "names", "value": list(names)}


def names_axis(count: int, **look: Any) -> Spec:  # noqa: ANN401 - JSON
    """Return an axis that writes the names of `named` at the whole numbers below `count`."""
    axis: Spec = {"labelExpr": "names[datum.value]", "labelOverlap": False, "ticks": False, "domain": False, **look}
    return {"values": list(range(count)), "title": None, "grid": False, **axis}


def colours(theme: Theme) -> Spec:
    """Return a scale from a circle's rank to its colour; -1 stands for no circle or several."""
    ranks = [*range(CIRCLE_LIMIT), -1]
    shades = [circle_colour(rank if rank >= 0 else None, theme) for rank in ranks]
    return {"domain": ranks, "range": shades}


def rank(circle: int | None) -> int:
    """Return a circle's rank for `colours`: -1 outside of the coloured ones."""
    return -1 if circle is None or circle >= CIRCLE_LIMIT else circle


def common(first: int | None, second: int | None) -> int:
    """Return the rank of the circle that two people share, -1 where they share none."""
    return rank(first) if first == second else -1
