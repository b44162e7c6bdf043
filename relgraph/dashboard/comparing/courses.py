"""One relationship through all stories, from the beginning to the end of each, and where it is among the strongest."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.comparing.picking import choose_pair, picked
from relgraph.dashboard.comparing.twins import heading, twin
from relgraph.dashboard.parts import theme
from relgraph.dashboard.state import keep
from relgraph.dashboard.views.charts import Spec, chart, named, names_axis
from relgraph.errors import shorten
from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.comparison import Comparison, Course, Relationship
    from relgraph.dashboard.comparing.kept import Compared
    from relgraph.view.style import Theme

AMONG = 3
PARTS = 20

_PAIR, _AMONG = "course_pair", "course_among"


def courses(compared: Compared) -> None:
    """Draw how the chosen relationship, else the strongest, goes in every story."""
    comparison = compared.comparison
    if not comparison.relationships:
        st.info("No two people of one story meet in another: there is no relationship to follow.")
        return
    chosen = picked(comparison)
    at = next((index for index, row in enumerate(comparison.relationships) if row is chosen), 0)
    box, _ = st.columns([1, 1])
    with box:
        st.selectbox(
            "Relationship",
            range(len(comparison.relationships)),
            format_func=lambda index: shorten(comparison.relationships[index].label, 80),
            key=keep(_PAIR, at),
            on_change=lambda: choose_pair(comparison, comparison.relationships[st.session_state[_PAIR]]),
        )
    row = comparison.relationships[at]
    found = compared.keep(("course", at), lambda: comparison.course(row.first.name, row.second.name, parts=PARTS))
    heading(
        "From beginning to end",
        "Every story is stretched to the same length; the higher the hill, the more the two meet there, per 10,000 "
        "words. All stories have one scale.",
    )
    _chart(found)
    twin(
        "The same as a table",
        {
            "Story": list(found.stories),
            **{
                f"{found.edges[part]:.0f}–{found.edges[part + 1]:.0f} %": [line[part] for line in found.weights]
                for part in range(PARTS)
            },
        },
        key="course_table",
        file="course.csv",
        rows=found.to_rows,
    )
    _among(comparison, row)


def _among(comparison: Comparison, row: Relationship) -> None:
    """Draw the search for the stories in which the two are among the strongest."""
    heading("Where they are among the strongest", "")
    box, _ = st.columns([1, 1])
    with box:
        among = st.number_input(
            "So many strongest relationships of a story", 1, 1000,
            key=keep(_AMONG, st.session_state.get(f"{_AMONG}_now", AMONG)), on_change=_keep_among,
        )  # fmt: skip
    ranked = sorted((rank, side) for side, rank in enumerate(row.ranks) if rank is not None)
    found = [(rank, side) for rank, side in ranked if rank <= among]
    names = f"{row.first.name} and {row.second.name}"
    if not found:
        best = f" Their best place is {ranked[0][0]}, in {comparison.stories[ranked[0][1]]}." if ranked else ""
        line = f"In none of the stories {names} are among the {among} strongest relationships.{best}"
        st.html(f'<p class="relgraph-line">{escape(line)}</p>')
        return
    share = f"{len(found)} of {len(comparison.stories)} stories"
    st.html(f'<p class="relgraph-line"><b>{escape(names)}</b> are among the {among} strongest in {share}:</p>')
    lines = [
        f"<li><b>{escape(comparison.stories[side])}</b>: number {rank}, {row.weights[side]:,} meetings, "
        f"{row.per_words[side]:.1f} per 10,000 words</li>"
        for rank, side in found
    ]
    st.html(f'<ul class="relgraph-list">{"".join(lines)}</ul>')


def _keep_among() -> None:
    st.session_state[f"{_AMONG}_now"] = st.session_state[_AMONG]


def _chart(found: Course) -> None:
    top = max((value for line in found.per_words for value in line), default=0.0) or 1.0
    cells = [
        (story, part, value)
        for story, line in enumerate(found.per_words)
        for part, value in enumerate([*line, line[-1]])
    ]
    shade = theme()
    chart(
        _spec(found, shade),
        {
            "story": [story for story, _, _ in cells],
            "at": [round(found.edges[part], 1) for _, part, _ in cells],
            "top": [round(story + 0.4 - 0.82 * value / top, 3) for story, _, value in cells],
            "base": [story + 0.4 for story, _, _ in cells],
            "rate": [round(value, 1) for _, _, value in cells],
        },
        key="course_chart",
        alt=f"How two people meet through {len(found.stories)} stories. The table below holds the same.",
        theme=shade,
    )


def _spec(found: Course, shade: Theme) -> Spec:
    count, ink = len(found.stories), INK[shade]
    return {
        "params": [named(found.stories)],
        "height": 58 * min(count, 14) + 30 * max(0, count - 14) + 30,
        "transform": [{"calculate": "names[datum.story]", "as": "title"}],
        "encoding": {
            "x": {
                "field": "at",
                "type": "quantitative",
                "scale": {"domain": [0, 100], "nice": False},
                "axis": {"labelExpr": "datum.value + ' %'", "title": None, "gridColor": ink.border, "tickCount": 5},
            },
            "y": {
                "field": "top",
                "type": "quantitative",
                "scale": {"domain": [count - 0.5, -0.5], "nice": False, "zero": False},
                "axis": names_axis(count, labelLimit=190),
            },
            "y2": {"field": "base"},
            "detail": {"field": "story", "type": "nominal"},
            "tooltip": [{"field": "title", "type": "nominal", "title": "Story"}],
        },
        "mark": {
            "type": "area",
            "interpolate": "step-after",
            "color": ink.accent,
            "opacity": 0.85,
            "line": {"color": ink.accent, "strokeWidth": 1.5},
        },
    }
