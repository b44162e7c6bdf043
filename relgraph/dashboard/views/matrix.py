"""The matrix: a square for each two people who meet, darker for stronger relationships."""

from __future__ import annotations

from functools import partial
from math import sqrt
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.state import choose, current
from relgraph.dashboard.views.charts import Spec, chart, clicked, colours, common, named, names_axis
from relgraph.view.matrix import matrix_of
from relgraph.view.picture import link_id
from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.dashboard.views.charts import Columns
    from relgraph.view.matrix import Matrix
    from relgraph.view.scene import Scene

_KEY = "matrix"

NUMBERED = 22
"""With more people the squares are too small for numbers."""


def matrix_view(scene: Scene) -> None:
    """Draw the matrix of a scene; a click on a square opens the relationship."""
    matrix = matrix_of(scene.graph, scene.frame)
    st.caption(
        "Each square is a relationship: the stronger, the fuller its colour. Circles stand together. Click a square."
    )
    chart(
        _spec(matrix, scene),
        _cells(matrix),
        key=_KEY,
        alt=f"Matrix of {len(matrix.people)} people. The tables hold the same numbers.",
        theme=scene.theme,
        on_select=partial(_chosen, matrix.people),
    )


def _chosen(people: tuple[str, ...]) -> None:
    cell = clicked(_KEY, "cell")
    row, column = cell.get("row", -1), cell.get("column", -1)
    if 0 <= row < len(people) and 0 <= column < len(people):
        choose("pair", link_id(people[row], people[column]), tell=True)
    else:
        choose("none", "", tell=True)


def _cells(matrix: Matrix) -> Columns:
    count = range(len(matrix.people))
    cells = [(row, column) for row in count for column in count if matrix.weights[row][column]]
    top = max((matrix.weights[row][column] for row, column in cells), default=1)
    return {
        "row": [row for row, _ in cells],
        "column": [column for _, column in cells],
        "weight": [matrix.weights[row][column] for row, column in cells],
        "share": [round(0.22 + 0.78 * sqrt(matrix.weights[row][column] / top), 2) for row, column in cells],
        "circle": [common(matrix.circles[row], matrix.circles[column]) for row, column in cells],
    }


def _spec(matrix: Matrix, scene: Scene) -> Spec:
    count = len(matrix.people)
    place: Spec = {"type": "ordinal", "scale": {"domain": list(range(count)), "padding": 0.06}}
    size = max(15, min(34, 620 // max(1, count)))
    return {
        "params": [named(matrix.names)],
        "height": {"step": size},
        "transform": [
            {"calculate": "names[datum.row]", "as": "one"},
            {"calculate": "names[datum.column]", "as": "other"},
        ],
        "encoding": {
            "x": {"field": "column", **place, "axis": _above(count)},
            "y": {"field": "row", **place, "axis": names_axis(count)},
            "tooltip": [
                {"field": "one", "type": "nominal", "title": "Person"},
                {"field": "other", "type": "nominal", "title": "with"},
                {"field": "weight", "type": "quantitative", "title": "Weight"},
            ],
        },
        "layer": [_squares(scene), *([_numbers(scene)] if count <= NUMBERED else []), *_outlines(matrix.people, scene)],
    }


def _squares(scene: Scene) -> Spec:
    return {
        "params": [{"name": "cell", "select": {"type": "point", "fields": ["row", "column"], "toggle": False}}],
        "mark": {"type": "rect", "cornerRadius": 2, "cursor": "pointer"},
        "encoding": {
            "fill": {"field": "circle", "type": "nominal", "scale": colours(scene.theme), "legend": None},
            "fillOpacity": {"field": "share", "type": "quantitative", "scale": None},
        },
    }


def _above(count: int) -> Spec:
    """Return the axis over the matrix; where columns are too narrow for names, those of the rows have to do."""
    axis = names_axis(count, orient="top", labelAngle=-55, labelLimit=90)
    return {**axis, "labelExpr": f"width / {count} < 9 ? '' : names[datum.value]"}


def _numbers(scene: Scene) -> Spec:
    ink = INK[scene.theme]
    return {
        "mark": {"type": "text", "fontSize": 11, "cursor": "pointer"},
        "encoding": {
            "text": {"field": "weight", "type": "quantitative"},
            "color": {"condition": {"test": "datum.share > 0.88", "value": ink.paper}, "value": ink.text},
        },
    }


def _outlines(people: tuple[str, ...], scene: Scene) -> list[Spec]:
    """Return frames around what is chosen: a relationship's two squares, or a person's row and column."""
    settings = current()
    places = [people.index(one) for one in (settings.person, settings.partner) if one in people]
    if not places:
        return []
    first, last = min(places), max(places)
    if len(places) == 1:
        chosen = f"datum.row === {first} || datum.column === {first}"
    else:
        chosen = f"min(datum.row, datum.column) === {first} && max(datum.row, datum.column) === {last}"
    frame: Spec = {"type": "rect", "filled": False, "strokeWidth": 2, "cornerRadius": 2, "cursor": "pointer"}
    ink = INK[scene.theme].text
    return [{"transform": [{"filter": chosen}], "mark": frame, "encoding": {"stroke": {"value": ink}}}]
