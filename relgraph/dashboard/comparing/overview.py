"""Many stories at once: relationships by stories as a heat map, neighbours being alike."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import sqrt
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.comparison.records import PER_WORDS
from relgraph.dashboard.comparing.picking import choose, choose_pair, picked
from relgraph.dashboard.comparing.twins import heading, twin
from relgraph.dashboard.parts import theme
from relgraph.dashboard.state import keep
from relgraph.dashboard.views.charts import Spec, chart, clicked, named, names_axis
from relgraph.view.picture import link_id
from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.comparison import Comparison, Heatmap
    from relgraph.dashboard.comparing.kept import Compared
    from relgraph.dashboard.views.charts import Columns
    from relgraph.view.style import Theme

TOP = 40
"""Relationships of the picture; the table and the file hold more."""

NUMBERED = 14
"""With more stories the squares are too small for figures."""

_KEY, _UNIT = "heatmap", "heatmap_unit"
_UNITS = {"per_words": f"Per {PER_WORDS:,} words", "share": "% of all meetings"}


def overview(compared: Compared) -> None:
    """Draw the heat map."""
    comparison = compared.comparison
    heading(
        "Relationships by stories",
        "The fuller the square, the more the two meet in that story. Rows whose course over the stories is alike stand "
        "together, and so do stories that are alike (the parts of one story stay in order). Click a square to read it.",
    )
    unit = st.segmented_control(
        "Measured", list(_UNITS), format_func=_UNITS.__getitem__, required=True, label_visibility="collapsed",
        key=keep(_UNIT, st.session_state.get(f"{_UNIT}_now", "per_words")), on_change=_keep_unit,
    )  # fmt: skip
    found = compared.keep(
        ("heatmap", unit), lambda: comparison.heatmap(unit="share" if unit == "share" else "per_words", top=TOP)
    )
    if compared.by:  # chapters stay in the order in which they are read
        found = replace(found, column_order=tuple(range(len(found.stories))))
    scale = 100.0 if unit == "share" else 1.0
    chart(
        _spec(comparison, found, theme(), str(unit)),
        _cells(found, scale),
        key=_KEY,
        alt=f"Heat map of {len(found.pairs)} relationships in {len(found.stories)} stories. The table holds the same.",
        theme=theme(),
        on_select=partial(_chosen, comparison, found),
    )
    _numbers(found)
    order = found.row_order
    twin(
        "The same as a table",
        {
            "Person": [found.pairs[row][0] for row in order],
            "with": [found.pairs[row][1] for row in order],
            **{
                f"{number}. {found.stories[side]}": [round(scale * found.values[row][side], 1) for row in order]
                for number, side in enumerate(found.column_order, 1)
            },
        },
        key="heatmap_table",
        file="matrix.csv",
        rows=lambda: comparison.heatmap(unit=found.unit, top=max(1, len(comparison.relationships))).to_rows(),
        on_row=lambda row: choose_pair(
            comparison, None if row is None else comparison.relationships[found.relationships[order[row]]]
        ),
    )


def _keep_unit() -> None:
    st.session_state[f"{_UNIT}_now"] = st.session_state[_UNIT]


def _numbers(found: Heatmap) -> None:
    """Say which number stands for which story."""
    if len(found.stories) > 1:
        st.text("   ".join(f"{number}. {found.stories[side]}" for number, side in enumerate(found.column_order, 1)))


def _chosen(comparison: Comparison, found: Heatmap) -> None:
    cell = clicked(_KEY, "cell")
    row, column = cell.get("row", -1), cell.get("column", -1)
    if not (0 <= row < len(found.row_order) and 0 <= column < len(found.column_order)):
        choose_pair(comparison, None)
        return
    one = comparison.relationships[found.relationships[found.row_order[row]]]
    side = found.column_order[column]
    if one.weights[side]:
        choose(comparison, side, "pair", link_id(str(one.first.ids[side]), str(one.second.ids[side])))
    else:
        choose_pair(comparison, one)


def _cells(found: Heatmap, scale: float) -> Columns:
    most = max((value for row in found.values for value in row), default=0.0) or 1.0
    cells = [
        (row, column, found.values[pair][side])
        for row, pair in enumerate(found.row_order)
        for column, side in enumerate(found.column_order)
    ]
    return {
        "row": [row for row, _, _ in cells],
        "column": [column for _, column, _ in cells],
        "value": [round(scale * value, 1) for _, _, value in cells],
        "share": [round(0.1 + 0.9 * sqrt(value / most), 2) if value else 0 for _, _, value in cells],
    }


def _spec(comparison: Comparison, found: Heatmap, shade: Theme, unit: str) -> Spec:
    ink = INK[shade]
    rows, columns = len(found.row_order), len(found.column_order)
    names = [" – ".join(found.pairs[row]) for row in found.row_order]
    across = {"labelExpr": "datum.value + 1", "labelAngle": 0, "title": None, "ticks": False, "domain": False}
    place: Spec = {"type": "ordinal"}
    layers: list[Spec] = [
        {
            "params": [{"name": "cell", "select": {"type": "point", "fields": ["row", "column"], "toggle": False}}],
            "mark": {"type": "rect", "cornerRadius": 2, "cursor": "pointer", "fill": ink.accent},
            "encoding": {"fillOpacity": {"field": "share", "type": "quantitative", "scale": None}},
        }
    ]
    if columns <= NUMBERED:
        paper = {"test": "datum.share > 0.62", "value": ink.paper}
        layers.append(
            {
                "transform": [{"filter": "datum.value > 0"}],
                "mark": {"type": "text", "fontSize": 11, "cursor": "pointer"},
                "encoding": {
                    "text": {"field": "value", "type": "quantitative"},
                    "color": {"condition": paper, "value": ink.text},
                },
            }
        )
    chosen = picked(comparison)
    at = [
        row for row, pair in enumerate(found.row_order) if comparison.relationships[found.relationships[pair]] is chosen
    ]
    if at:
        frame: Spec = {"type": "rect", "filled": False, "strokeWidth": 2, "cornerRadius": 2, "stroke": ink.text}
        layers.append({"transform": [{"filter": f"datum.row === {at[0]}"}], "mark": frame})
    return {
        "params": [named(names), {"name": "stories", "value": [found.stories[side] for side in found.column_order]}],
        "height": {"step": 24},
        "transform": [
            {"calculate": "names[datum.row]", "as": "name"},
            {"calculate": "stories[datum.column]", "as": "story"},
        ],
        "encoding": {
            "x": {
                "field": "column",
                **place,
                "scale": {"domain": list(range(columns)), "padding": 0.04},
                "axis": {**across, "orient": "top", "labelOverlap": True},
            },
            "y": {
                "field": "row",
                **place,
                "scale": {"domain": list(range(rows)), "padding": 0.06},
                "axis": names_axis(rows, labelLimit=190),
            },
            "tooltip": [
                {"field": "name", "type": "nominal", "title": "Who"},
                {"field": "story", "type": "nominal", "title": "Story"},
                {"field": "value", "type": "quantitative", "title": _UNITS[unit]},
            ],
        },
        "layer": layers,
    }
