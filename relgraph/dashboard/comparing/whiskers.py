"""Dots with whiskers: a figure of two stories with the interval that holds it, a row for each thing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.comparing.differing import side_colours
from relgraph.dashboard.views.charts import Spec, chart, clicked, named, names_axis
from relgraph.view.style import INK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from relgraph.comparison import Gap
    from relgraph.dashboard.views.charts import Columns
    from relgraph.view.style import Theme

ROWS = 18
"""More rows at once are not read; the table holds them all."""


def whiskers(
    names: Sequence[str],
    gaps: Sequence[Gap],
    said: Sequence[str],
    *,
    stories: tuple[str, str],
    unit: str,
    scale: float,
    key: str,
    theme: Theme,
    on_row: Callable[[int | None], None],
) -> None:
    """Draw the first rows; a click on one calls `on_row` with its number, a click beside them with None."""
    names, gaps, said = names[:ROWS], gaps[:ROWS], said[:ROWS]
    count = len(names)
    data: Columns = {name: [] for name in ("row", "at", "story", "value", "low", "high", "called")}
    for row, gap in enumerate(gaps):
        for story, one in enumerate((gap.first, gap.second)):
            figures = (row, row + (0.17 if story else -0.17), story)
            values = (round(one.value * scale, 2), round(one.low * scale, 2), round(one.high * scale, 2))
            for name, value in zip(data, (*figures, *values, int(gap.called)), strict=True):
                data[name].append(value)

    st.html(f'<ul class="rg-lines">{"".join(_legend(stories, theme))}</ul>')

    def chosen() -> None:
        row = clicked(key, "dot").get("row", -1)
        on_row(row if 0 <= row < count else None)

    chart(
        _spec([f"{'≠ ' if gap.called else ''}{name}" for name, gap in zip(names, gaps, strict=True)], said, stories,
              unit, theme),
        data,
        key=key,
        alt=f"{count} rows with the figures of both stories and their intervals, {unit}. The table holds the same.",
        theme=theme,
        on_select=chosen,
    )  # fmt: skip


def _legend(stories: tuple[str, str], theme: Theme) -> Iterator[str]:
    for mark, title, colour in zip("●◆", stories, side_colours(theme), strict=True):
        yield f"<li><span style='color:{colour}'>{mark}</span>{escape(title)}</li>"


def _spec(names: Sequence[str], said: Sequence[str], stories: tuple[str, str], unit: str, theme: Theme) -> Spec:
    count = len(names)
    colours = {"domain": [0, 1], "range": list(side_colours(theme))}
    return {
        "params": [
            named(names),
            {"name": "said", "value": list(said)},
            {"name": "stories", "value": list(stories)},
        ],
        "height": 34 * count + 56,
        "transform": [
            {"calculate": "names[datum.row]", "as": "name"},
            {"calculate": "said[datum.row]", "as": "verdict"},
            {"calculate": "stories[datum.story]", "as": "title"},
        ],
        "encoding": {
            "y": {
                "field": "at",
                "type": "quantitative",
                "scale": {"domain": [count - 0.5, -0.5], "nice": False, "zero": False},
                "axis": names_axis(count, labelLimit=190, labelPadding=8),
            },
            "color": {"field": "story", "type": "nominal", "scale": colours, "legend": None},
            "tooltip": [
                {"field": "name", "type": "nominal", "title": "Who"},
                {"field": "title", "type": "nominal", "title": "Story"},
                {"field": "value", "type": "quantitative", "title": unit},
                {"field": "low", "type": "quantitative", "title": "from"},
                {"field": "high", "type": "quantitative", "title": "to"},
                {"field": "verdict", "type": "nominal", "title": "Difference"},
            ],
        },
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.75},
                "encoding": {
                    "x": {
                        "field": "low",
                        "type": "quantitative",
                        "axis": {"title": unit, "gridColor": INK[theme].border},
                    },
                    "x2": {"field": "high"},
                },
            },
            {
                "params": [{"name": "dot", "select": {"type": "point", "fields": ["row"], "toggle": False}}],
                "mark": {"type": "point", "filled": True, "opacity": 1, "size": 95, "cursor": "pointer"},
                "encoding": {
                    "x": {"field": "value", "type": "quantitative"},
                    "shape": {
                        "field": "story",
                        "type": "nominal",
                        "scale": {"domain": [0, 1], "range": ["circle", "diamond"]},
                        "legend": None,
                    },
                },
            },
        ],
    }
