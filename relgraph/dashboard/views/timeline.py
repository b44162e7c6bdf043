"""The story part by part: small pictures with fixed places, who is there when, and how one relationship goes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from math import sqrt
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.component import chosen
from relgraph.dashboard.component.multiples import Multiples, multiples
from relgraph.dashboard.state import choose, current, store
from relgraph.dashboard.views.charts import Spec, chart, clicked, colours, named, names_axis, rank
from relgraph.dashboard.work import clip
from relgraph.view.choose import ranking
from relgraph.view.style import INK, circle_colour
from relgraph.view.timeline import parts_of, peaks_of, timeline_of

if TYPE_CHECKING:
    from relgraph.dashboard.views.charts import Columns
    from relgraph.dashboard.work import Work
    from relgraph.view.scene import Scene
    from relgraph.view.timeline import Part, Timeline

PICTURES, COLUMNS = 12, 40
"""At most so many small pictures, and so many columns of a chart; chapters beyond that are taken together."""

SMALL, ROWS = 30, 14
"""So many of the most mentioned people are in a small picture, and in the rows of a chart."""

_MULTIPLES, _PRESENCE = "multiples", "presence"


def timeline_view(work: Work, scene: Scene) -> None:
    """Draw the story part by part."""
    pictures = timeline_of(work.analysis, scene.graph, _parts(work, PICTURES), mentions=work.mentions(current()))
    columns = timeline_of(work.analysis, scene.graph, _parts(work, COLUMNS), mentions=work.mentions(current()))
    st.subheader("Who meets when", anchor=False)
    st.caption("Everybody keeps their place; grey dots are people who are not there. Open a part in the network.")
    multiples(_small(pictures, scene), key=_MULTIPLES, on_selection=partial(_open, work, pictures))
    st.subheader("Who is there when", anchor=False)
    st.caption("The larger the dot, the more often somebody is mentioned. Click a dot to choose the person.")
    _presence(columns, scene)
    _course(columns, scene)


def _parts(work: Work, most: int) -> tuple[Part, ...]:
    """Return the parts in view, chapters taken together where there are too many."""
    span = clip(current().chapters, len(work.parts))
    if work.parts and work.parts[0].chapters is None:
        return work.parts[span[0] - 1 : span[1]] if span else work.parts
    return parts_of(work.analysis.story, most=most, chapters=(span[0] - 1, span[1]) if span else None)


def _small(timeline: Timeline, scene: Scene) -> Multiples:
    people = [person for person in timeline.people if person in scene.frame.places][:SMALL]
    at = {person: index for index, person in enumerate(people)}
    top = max((count for moment in timeline.moments for count in moment.mentions.values()), default=1)
    most = max((count for moment in timeline.moments for count in moment.meetings.values()), default=1)
    return {
        "people": [
            {
                "name": scene.graph.nodes[person]["label"],
                "x": scene.frame.places[person][0],
                "y": scene.frame.places[person][1],
                "colour": circle_colour(scene.frame.circles.get(person), scene.theme),
            }
            for person in people
        ],
        "parts": [
            {
                "id": str(index),
                "name": moment.part.name,
                "present": [
                    [at[one], round(20 + 42 * sqrt(count / top))] for one, count in moment.mentions.items() if one in at
                ],
                "links": [
                    [at[one], at[other], round(3 + 17 * sqrt(count / most))]
                    for (one, other), count in moment.meetings.items()
                    if one in at and other in at
                ],
            }
            for index, moment in enumerate(timeline.moments)
        ],
    }


def _open(work: Work, timeline: Timeline) -> None:
    """Show a part in the network."""
    _, identity = chosen(_MULTIPLES)
    if not identity.isdecimal() or int(identity) >= len(timeline.moments):
        return
    part = timeline.moments[int(identity)].part
    span = (part.chapters[0] + 1, part.chapters[1]) if part.chapters else None
    if part in work.parts:
        span = (work.parts.index(part) + 1,) * 2
    if span:
        store(replace(current(), chapters=span, view="network"))


def _presence(timeline: Timeline, scene: Scene) -> None:
    people = timeline.people[:ROWS]
    names = timeline.names[:ROWS]
    parts = [moment.part.name for moment in timeline.moments]
    found = [
        (row, column, moment.mentions[person])
        for row, person in enumerate(people)
        for column, moment in enumerate(timeline.moments)
        if person in moment.mentions
    ]
    top = max((count for _, _, count in found), default=1)
    circles = [rank(scene.frame.circles.get(person)) for person in people]
    columns: Columns = {
        "row": [row for row, _, _ in found],
        "column": [column for _, column, _ in found],
        "mentions": [count for _, _, count in found],
        "size": [round((4 + 17 * sqrt(count / top)) ** 2) for _, _, count in found],
        "circle": [circles[row] for row, _, _ in found],
    }
    chart(
        _presence_spec(names, parts, scene),
        columns,
        key=_PRESENCE,
        alt=f"Mentions of {len(people)} people in {len(parts)} parts. The panel of a person says the same.",
        theme=scene.theme,
        on_select=partial(_choose, people),
    )


def _presence_spec(names: tuple[str, ...], parts: list[str], scene: Scene) -> Spec:
    rows, columns = list(range(len(names))), list(range(len(parts)))
    across: Spec = {"labelExpr": "datum.value + 1", "labelAngle": 0, "title": None, "ticks": False, "domain": False}
    return {
        "params": [
            named(names),
            {"name": "parts", "value": parts},
            {"name": "dot", "select": {"type": "point", "fields": ["row"], "toggle": False}},
        ],
        "height": {"step": 26},
        "transform": [
            {"calculate": "names[datum.row]", "as": "person"},
            {"calculate": "parts[datum.column]", "as": "part"},
        ],
        "mark": {"type": "point", "filled": True, "opacity": 0.85, "cursor": "pointer"},
        "encoding": {
            "y": {"field": "row", "type": "ordinal", "scale": {"domain": rows},
                  "axis": names_axis(len(names), grid=True)},
            "x": {"field": "column", "type": "ordinal", "scale": {"domain": columns},
                  "axis": {**across, "grid": False, "labelOverlap": True}},
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "fill": {"field": "circle", "type": "nominal", "scale": colours(scene.theme), "legend": None},
            "tooltip": [
                {"field": "person", "type": "nominal", "title": "Person"},
                {"field": "part", "type": "nominal", "title": "Part"},
                {"field": "mentions", "type": "quantitative", "title": "Mentions"},
            ],
        },
    }  # fmt: skip


def _choose(people: tuple[str, ...]) -> None:
    row = clicked(_PRESENCE, "dot").get("row", -1)
    if 0 <= row < len(people):
        choose("person", people[row], tell=True)
    else:
        choose("none", "", tell=True)


def _course(timeline: Timeline, scene: Scene) -> None:
    """Draw how the chosen relationship goes, else the strongest (of whom is chosen); a passage names each peak."""
    settings, graph = current(), scene.graph
    ranked = ranking(graph)
    if not ranked:
        return
    wanted = (settings.person, settings.partner)
    own = [pair for pair in ranked if settings.person in pair]
    pair = wanted if graph.has_edge(*wanted) else (own or ranked)[0]
    one, other = (graph.nodes[person]["label"] for person in pair)
    heading = f"{one} and {other}"
    met = timeline.meetings(*pair)
    peaks = peaks_of(scene.analysis, graph, timeline, pair)
    number = {peak.moment: str(index) for index, peak in enumerate(peaks, start=1)}
    st.subheader("How a relationship goes", anchor=False)
    hint = "" if pair == wanted else "The strongest one here; choose another in the picture or with the boxes above."
    st.html(f'<p class="relgraph-line"><b>{escape(heading)}</b> {hint}</p>')
    chart(
        _course_spec([moment.part.name for moment in timeline.moments], scene),
        {
            "column": list(range(len(met))),
            "meetings": list(met),
            "peak": [number.get(at, "") for at in range(len(met))],
        },
        key="course",
        alt=f"Meetings in {len(met)} parts of the story; the list below names the peaks.",
        theme=scene.theme,
    )
    lines = [
        f"<li><b>{escape(timeline.moments[peak.moment].part.name)}</b> "
        f"({peak.meetings} passages)<blockquote>{escape(peak.text)}</blockquote></li>"
        for peak in peaks
    ]
    st.html(f'<ol class="relgraph-peaks">{"".join(lines)}</ol>')


def _course_spec(parts: list[str], scene: Scene) -> Spec:
    colour = circle_colour(None, scene.theme)
    across: Spec = {
        "labelExpr": "datum.value + 1",
        "labelAngle": 0,
        "title": None,
        "ticks": False,
        "labelOverlap": True,
    }
    column = {"field": "column", "type": "ordinal", "axis": across}
    return {
        "params": [{"name": "parts", "value": parts}],
        "height": 150,
        "transform": [{"calculate": "parts[datum.column]", "as": "part"}],
        "encoding": {
            "x": column,
            "y": {"field": "meetings", "type": "quantitative", "axis": {"tickMinStep": 1, "title": "Passages"}},
            "tooltip": [
                {"field": "part", "type": "nominal", "title": "Part"},
                {"field": "meetings", "type": "quantitative", "title": "Passages"},
            ],
        },
        "layer": [
            {"mark": {"type": "bar", "color": colour, "cornerRadiusEnd": 2}},
            {
                "mark": {
                    "type": "text",
                    "dy": -8,
                    "fontWeight": "bold",
                    "fontSize": 13,
                    "color": INK[scene.theme].text,
                },
                "encoding": {"text": {"field": "peak", "type": "nominal"}},
            },
        ],
    }
