"""The network of all stories: each line has the colour of the story that it comes from."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard import component
from relgraph.dashboard.comparing.difference_network import choose_node, selected
from relgraph.dashboard.comparing.differing import neutral
from relgraph.dashboard.comparing.joined import in_view
from relgraph.dashboard.comparing.twins import heading, twin
from relgraph.dashboard.parts import theme
from relgraph.measures import communities
from relgraph.view.choose import ranking
from relgraph.view.frame import frame_of
from relgraph.view.network import payload
from relgraph.view.picture import link_id, paint
from relgraph.view.style import CIRCLE_LIMIT, circle_colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relgraph.dashboard.comparing.joined import Joined
    from relgraph.dashboard.comparing.kept import Compared
    from relgraph.view.style import Theme

_KEY = "network_union"
_DASHES: tuple[list[int], ...] = ([], [14, 8], [3, 7], [14, 6, 3, 6], [22, 6], [7, 4], [3, 12])
"""Lines besides colours: no two of the coloured stories look alike in grey."""

_BORDERS = ("solid", "dashed", "dotted", "dashed", "dashed", "dotted", "dotted")


def together(compared: Compared) -> None:
    """Draw the union of all stories."""
    comparison = compared.comparison
    everybody = tuple(range(len(compared.keys)))
    people = in_view(compared, everybody)
    graph = people.graph
    heading(
        "All stories in one network",
        "A grey line is in several stories, a coloured one in one only. Its width is the mean per 10,000 words, so "
        "that no story counts for more because it is long.",
    )
    frame = compared.keep("union frame", lambda: frame_of(graph, communities(graph)))
    picture = payload(paint(graph, frame, title="", theme=theme()))
    links = {link_id(one, other): link for one, other, link in graph.edges(data=True)}
    for node in picture["nodes"]:
        sides = graph.nodes[str(node["id"])]["sides"]
        node["color"] = _colour(sides, theme())
        node["title"] = f"{graph.nodes[str(node['id'])]['label']}\n{_where(sides, comparison.stories)}"
    for edge in picture["edges"]:
        sides = links[str(edge["id"])]["sides"]
        ends = " and ".join(str(graph.nodes[str(edge[end])]["label"]) for end in ("from", "to"))
        edge["color"] = {"color": _colour(sides, theme()), "opacity": 0.75 if len(sides) > 1 else 0.6}
        edge["title"] = f"{ends}\n{_where(sides, comparison.stories)}"
        if len(sides) == 1 and sides[0] < CIRCLE_LIMIT and _DASHES[sides[0]]:
            edge["dashes"] = list(_DASHES[sides[0]])
    picture["legend"] = []
    st.html(f'<ul class="rg-lines">{"".join(_legend(compared, people))}</ul>')
    component.network(
        picture,
        key=_KEY,
        view=f"union {' '.join(dict.fromkeys(compared.keys))[:500]} {compared.by}",
        label=f"Network of {len(graph)} people of {len(everybody)} stories. The table below holds the same.",
        selected=selected(compared, people),
        on_selection=partial(_from_network, compared, people),
        small=True,
    )
    _table(compared, people)


def _from_network(compared: Compared, people: Joined) -> None:
    choose_node(compared, people, *component.chosen(_KEY))


def _colour(sides: tuple[int, ...], shade: Theme) -> str:
    if len(sides) > 1:
        return neutral(shade)
    return circle_colour(sides[0] if sides else None, shade)


def _where(sides: tuple[int, ...], stories: tuple[str, ...]) -> str:
    if len(sides) == 1:
        return f"only in {stories[sides[0]]}"
    return f"in {len(sides)} stories: {', '.join(stories[side] for side in sides)}"


def _legend(compared: Compared, people: Joined) -> Iterator[str]:
    shade, found = theme(), [link["sides"] for _, _, link in people.graph.edges(data=True)]
    if several := sum(len(sides) > 1 for sides in found):
        line = f"border-top:4px solid {neutral(shade)}"
        text = "in several stories"
        yield f"<li><span class=rg-line style='{line}'></span>{text} <span class=rg-faint>{several}</span></li>"
    for side, title in enumerate(compared.comparison.stories[:CIRCLE_LIMIT]):
        if count := found.count((side,)):
            line = f"border-top:4px {_BORDERS[side]} {circle_colour(side, shade)}"
            text = f"only in {escape(title)}"
            yield f"<li><span class=rg-line style='{line}'></span>{text} <span class=rg-faint>{count}</span></li>"
    if rest := sum(len(sides) == 1 and sides[0] >= CIRCLE_LIMIT for sides in found):
        line = f"border-top:4px solid {circle_colour(None, shade)}"
        text = "only in one of the other stories"
        yield f"<li><span class=rg-line style='{line}'></span>{text} <span class=rg-faint>{rest}</span></li>"


def _table(compared: Compared, people: Joined) -> None:
    graph, stories = people.graph, compared.comparison.stories
    pairs = ranking(graph)
    links = [graph.edges[pair] for pair in pairs]
    count = len(stories)

    def pick(row: int | None) -> None:
        kind, identity = ("none", "") if row is None else ("pair", link_id(*pairs[row]))
        choose_node(compared, people, kind, identity)

    def rows() -> list[dict[str, str | bool | int | float | None]]:
        return [
            {
                "first": graph.nodes[one]["label"],
                "second": graph.nodes[other]["label"],
                "stories": ", ".join(stories[side] for side in link["sides"]),
                "per_words": sum(link["per_words"]) / count,
            }
            for (one, other), link in zip(pairs, links, strict=True)
        ]

    twin(
        "The same as a table",
        {
            "Person": [graph.nodes[one]["label"] for one, _ in pairs],
            "with": [graph.nodes[other]["label"] for _, other in pairs],
            "Stories": [len(link["sides"]) for link in links],
            "in": [", ".join(stories[side] for side in link["sides"]) for link in links],
            "Mean per 10,000 words": [round(sum(link["per_words"]) / count, 1) for link in links],
        },
        key="union_table",
        file="union.csv",
        rows=rows,
        on_row=pick,
    )
