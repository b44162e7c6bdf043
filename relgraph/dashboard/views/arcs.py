"""The arc diagram: everybody on a line, circle by circle, and each relationship as an arc beside it."""

from __future__ import annotations

from functools import partial
from math import sqrt
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.state import choose, current
from relgraph.dashboard.views.charts import Spec, chart, clicked, colours, common, named, names_axis, rank
from relgraph.view.arcs import arcs_of
from relgraph.view.picture import link_id
from relgraph.view.style import link_opacity, link_width

if TYPE_CHECKING:
    from relgraph.dashboard.views.charts import Columns
    from relgraph.view.arcs import Arcs
    from relgraph.view.scene import Scene

_KEY = "arcs"
_STEP = 23
_EDGE = 10
_DOT = 5.5


def arcs_view(scene: Scene) -> None:
    """Draw the arcs of a scene; a click on an arc opens the relationship, on a dot the person."""
    arcs = arcs_of(scene.graph, scene.frame)
    st.caption("Each arc is a relationship, stronger ones are wider. Circles stand together. Click an arc or a dot.")
    chart(
        _spec(arcs, scene),
        _rows(arcs),
        key=_KEY,
        alt=f"Arc diagram of {len(arcs.people)} people. The tables hold the same numbers.",
        theme=scene.theme,
        on_select=partial(_chosen, arcs.people),
    )


def _chosen(people: tuple[str, ...]) -> None:
    arc = clicked(_KEY, "arc")
    left, right = arc.get("left", -1), arc.get("right", -1)
    if not (0 <= left < len(people) and 0 <= right < len(people)):
        choose("none", "", tell=True)
    elif left == right:
        choose("person", people[left], tell=True)
    else:
        choose("pair", link_id(people[left], people[right]), tell=True)


def _rows(arcs: Arcs) -> Columns:
    """Return a row for each relationship, and one for each person, whose ends are the same place."""
    places = range(len(arcs.people))
    top = max((arc.weight for arc in arcs.links), default=1)
    present = max(arcs.mentions, default=1) or 1
    shares = [sqrt(arc.weight / top) for arc in arcs.links]
    chosen = {one for one in (current().person, current().partner) if one in arcs.people}
    lit = [chosen <= {arcs.people[arc.left], arcs.people[arc.right]} for arc in arcs.links]
    circles = arcs.circles
    return {
        "left": [*(arc.left for arc in arcs.links), *places],
        "right": [*(arc.right for arc in arcs.links), *places],
        "number": [*(arc.weight for arc in arcs.links), *arcs.mentions],
        "circle": [*(common(circles[arc.left], circles[arc.right]) for arc in arcs.links), *map(rank, circles)],
        "dot": [
            *(0 for _ in arcs.links),
            *(round((_DOT + 13 * sqrt(count / present)) ** 2) for count in arcs.mentions),
        ],
        "width": [*(link_width(0.75 * share) for share in shares), *(0 for _ in places)],
        "opacity": [
            *(_opacity(share, lit=on, any_lit=bool(chosen)) for share, on in zip(shares, lit, strict=True)),
            *(1 for _ in places),
        ],
    }


def _opacity(share: float, *, lit: bool, any_lit: bool) -> float:
    """Return how dense an arc is: where something is chosen, its arcs stand out from all others."""
    if not any_lit:
        return link_opacity(share)
    return round(min(1, link_opacity(share) + 0.35), 2) if lit else 0.08


def _spec(arcs: Arcs, scene: Scene) -> Spec:
    count = len(arcs.people)
    wide = f"max(1, height * {count - 1} / {2 * count})"
    return {
        "params": [named(arcs.names)],
        "height": count * max(_STEP, min(52, 380 // max(1, count))) + _EDGE,
        "transform": [
            {"calculate": "names[datum.left]", "as": "one"},
            {"calculate": "datum.left === datum.right ? '' : names[datum.right]", "as": "other"},
            {"calculate": "(datum.left + datum.right) / 2", "as": "middle"},
            # A symbol's size is the square of its height; the chart's own height is known to the browser alone.
            {"calculate": f"datum.dot || pow((datum.right - datum.left) * height / {count}, 2)", "as": "size"},
            # Half an ellipse from end to end; on a narrow screen the widest still fits.
            {
                "calculate": f"'M0,-1A' + min(1.6, max(0.1, (width - 16) / {wide})) + ',1,0,0,1,0,1'",
                "as": "path",
            },
        ],
        "encoding": {
            "x": {"value": _DOT + 8},
            "y": {
                "field": "middle",
                "type": "quantitative",
                "scale": {"domain": [count - 0.5, -0.5], "nice": False, "zero": False},
                "axis": names_axis(count, labelPadding=8),
            },
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "tooltip": [
                {"field": "one", "type": "nominal", "title": "Person"},
                {"field": "other", "type": "nominal", "title": "with"},
                {"field": "number", "type": "quantitative", "title": "Weight, or mentions"},
            ],
        },
        "layer": [_lines(scene), _dots(scene)],
    }


def _lines(scene: Scene) -> Spec:
    return {
        "params": [{"name": "arc", "select": {"type": "point", "fields": ["left", "right"], "toggle": False}}],
        "transform": [{"filter": "datum.left !== datum.right"}],
        "mark": {"type": "point", "filled": False, "cursor": "pointer"},
        "encoding": {
            "shape": {"field": "path", "type": "nominal", "scale": None},
            "stroke": {"field": "circle", "type": "nominal", "scale": colours(scene.theme), "legend": None},
            "strokeWidth": {"field": "width", "type": "quantitative", "scale": None},
            "strokeOpacity": {"field": "opacity", "type": "quantitative", "scale": None},
        },
    }


def _dots(scene: Scene) -> Spec:
    return {
        "transform": [{"filter": "datum.left === datum.right"}],
        "mark": {"type": "point", "filled": True, "opacity": 1, "cursor": "pointer"},
        "encoding": {
            "fill": {"field": "circle", "type": "nominal", "scale": colours(scene.theme), "legend": None},
        },
    }
