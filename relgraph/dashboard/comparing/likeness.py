"""How alike the stories are: a matrix, a tree and a map by a published measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.comparing.twins import heading, twin
from relgraph.dashboard.parts import theme
from relgraph.dashboard.state import keep
from relgraph.dashboard.views.charts import Spec, chart, named, names_axis
from relgraph.view.style import INK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.comparison import Comparison, Similarity, Tree
    from relgraph.dashboard.comparing.kept import Compared
    from relgraph.view.style import Theme

NUMBERED = 16

_MEASURE = "compare_measure"
_NAMES = {"jaccard": "Weighted Jaccard", "cosine": "Cosine", "spectral": "Spectral", "portrait": "Portrait"}


def likeness(compared: Compared) -> None:
    """Draw how alike the stories are, by the measure chosen."""
    comparison = compared.comparison
    names = [one.name for one in comparison.similarities]
    name = st.segmented_control(
        "Measure", names, format_func=lambda one: _NAMES.get(one, one.capitalize()), required=True,
        key=keep(_MEASURE, st.session_state.get(f"{_MEASURE}_now", names[0])), on_change=_keep,
    )  # fmt: skip
    measure = comparison.similarity(str(name))
    same = "1 is the same" if measure.kind == "similarity" else "0 is the same"
    st.caption(f"{measure.meaning} From 0 to 1, {same}. {measure.reference}")
    if len(comparison.stories) == 2:
        st.metric(f"{_NAMES.get(measure.name, measure.name)} {measure.kind}", f"{measure.table[0][1]:.2f}")
        return
    tree = compared.keep(("tree", name), lambda: comparison.tree(measure=str(name)))
    left, right = st.columns(2, gap="medium")
    with left:
        heading("Each two stories", "Stories that are alike stand together.")
        _matrix(comparison, measure, tree)
    with right:
        heading("Tree", "The further left two branches meet, the more alike the stories are.")
        _tree(comparison, tree)
    _map(compared, str(name))
    _table(comparison, measure)


def _keep() -> None:
    st.session_state[f"{_MEASURE}_now"] = st.session_state[_MEASURE]


def _table(comparison: Comparison, measure: Similarity) -> None:
    rows = sorted(
        measure.to_rows(comparison.stories),
        key=lambda row: float(row["value"] or 0),
        reverse=measure.kind == "similarity",
    )
    twin(
        "The same as a table, the most alike first",
        {
            "Story": [row["first"] for row in rows],
            "and": [row["second"] for row in rows],
            measure.name.capitalize(): [round(float(row["value"] or 0), 3) for row in rows],
        },
        key="likeness_table",
        file="similarity.csv",
        rows=lambda: [
            row for one in comparison.similarities for row in one.to_rows(comparison.stories)
        ],
    )  # fmt: skip


def _matrix(comparison: Comparison, measure: Similarity, tree: Tree) -> None:
    order, count = tree.order, len(tree.order)
    cells = [
        (row, column, measure.table[one][other])
        for row, one in enumerate(order)
        for column, other in enumerate(order)
        if row != column
    ]
    near = [value if measure.kind == "similarity" else 1 - value for _, _, value in cells]
    shade = theme()
    chart(
        _matrix_spec([comparison.stories[side] for side in order], measure, shade),
        {
            "row": [row for row, _, _ in cells],
            "column": [column for _, column, _ in cells],
            "value": [round(value, 2) for _, _, value in cells],
            "share": [round(0.08 + 0.92 * value, 2) for value in near],
        },
        key="likeness_matrix",
        alt=f"How alike each two of {count} stories are. The table below holds the same.",
        theme=shade,
    )


def _matrix_spec(titles: Sequence[str], measure: Similarity, shade: Theme) -> Spec:
    count, ink = len(titles), INK[shade]
    across = {"labelExpr": "datum.value + 1", "labelAngle": 0, "title": None, "ticks": False, "domain": False}
    scale = {"domain": list(range(count)), "padding": 0.04}
    layers: list[Spec] = [
        {
            "mark": {"type": "rect", "cornerRadius": 2, "fill": ink.accent},
            "encoding": {"fillOpacity": {"field": "share", "type": "quantitative", "scale": None}},
        }
    ]
    if count <= NUMBERED:
        paper = {"test": "datum.share > 0.62", "value": ink.paper}
        layers.append(
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {
                    "text": {"field": "value", "type": "quantitative", "format": ".2f"},
                    "color": {"condition": paper, "value": ink.text},
                },
            }
        )
    return {
        "params": [named([f"{number}. {title}" for number, title in enumerate(titles, 1)])],
        "height": {"step": max(16, min(30, 560 // count))},
        "transform": [
            {"calculate": "names[datum.row]", "as": "one"},
            {"calculate": "names[datum.column]", "as": "other"},
        ],
        "encoding": {
            "x": {
                "field": "column",
                "type": "ordinal",
                "scale": scale,
                "axis": {**across, "orient": "top", "labelOverlap": True},
            },
            "y": {"field": "row", "type": "ordinal", "scale": scale, "axis": names_axis(count, labelLimit=170)},
            "tooltip": [
                {"field": "one", "type": "nominal", "title": "Story"},
                {"field": "other", "type": "nominal", "title": "and"},
                {"field": "value", "type": "quantitative", "title": measure.name.capitalize()},
            ],
        },
        "layer": layers,
    }


def branches(tree: Tree) -> list[tuple[float, float, float, float]]:
    """Return the lines of a tree as (x, x2, y, y2): x is the height of a join, y the place in the order of leaves."""
    count = len(tree.order)
    place: dict[int, tuple[float, float]] = {leaf: (0.0, float(row)) for row, leaf in enumerate(tree.order)}
    lines = []
    for number, join in enumerate(tree.joins):
        (low, one), (high, other) = place[join.first], place[join.second]
        lines += [
            (low, join.height, one, one),
            (high, join.height, other, other),
            (join.height, join.height, min(one, other), max(one, other)),
        ]
        place[count + number] = (join.height, (one + other) / 2)
    return lines


def _tree(comparison: Comparison, tree: Tree) -> None:
    lines, count, shade = branches(tree), len(tree.order), theme()
    ink = INK[shade]
    titles = [f"{number}. {comparison.stories[side]}" for number, side in enumerate(tree.order, 1)]
    spec: Spec = {
        "params": [named(titles)],
        "height": count * max(16, min(30, 560 // count)) + 56,
        "mark": {"type": "rule", "strokeWidth": 2, "color": ink.accent, "strokeCap": "round"},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "axis": {"title": "Distance", "gridColor": ink.border}},
            "x2": {"field": "x2"},
            "y": {
                "field": "y",
                "type": "quantitative",
                "scale": {"domain": [count - 0.5, -0.5], "nice": False, "zero": False},
                "axis": names_axis(count, labelLimit=170),
            },
            "y2": {"field": "y2"},
        },
    }
    chart(
        spec,
        {name: [round(line[at], 4) for line in lines] for at, name in enumerate(("x", "x2", "y", "y2"))},
        key="likeness_tree",
        alt=f"Tree of {count} stories. The table below holds how alike each two are.",
        theme=shade,
    )


def _map(compared: Compared, name: str) -> None:
    found = compared.keep(("map", name), lambda: compared.comparison.map(measure=name))
    shade = theme()
    ink = INK[shade]
    heading(
        "Map",
        f"Stories that stand near each other are alike; the axes have no meaning. Two axes show {found.kept:.0%} of "
        "how far the stories are apart.",
    )
    place: Spec = {"type": "quantitative", "axis": None}
    spec: Spec = {
        "params": [named(found.stories)],
        "height": 340,
        "transform": [{"calculate": "names[datum.story]", "as": "title"}],
        "encoding": {
            "x": {"field": "x", **place, "scale": {"zero": False, "padding": 60}},
            "y": {"field": "y", **place, "scale": {"zero": False, "padding": 30}},
            "tooltip": [{"field": "title", "type": "nominal", "title": "Story"}],
        },
        "layer": [
            {"mark": {"type": "point", "filled": True, "size": 130, "opacity": 1, "color": ink.accent}},
            {
                "mark": {"type": "text", "dy": -14, "fontSize": 12, "color": ink.text, "limit": 170},
                "encoding": {"text": {"field": "title", "type": "nominal"}},
            },
        ],
    }
    chart(
        spec,
        {
            "story": list(range(len(found.stories))),
            "x": [round(x, 4) for x, _ in found.places],
            "y": [round(y, 4) for _, y in found.places],
        },
        key="likeness_map",
        alt=f"Map of {len(found.stories)} stories. The table below holds how alike each two are.",
        theme=shade,
    )
