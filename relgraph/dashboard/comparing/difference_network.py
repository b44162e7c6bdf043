"""The difference network: all relationships of two stories in one picture, by what was gained and lost."""

from __future__ import annotations

from functools import partial
from html import escape
from math import sqrt
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard import component
from relgraph.dashboard.comparing.differing import (
    DASHES,
    SIGNS,
    Kind,
    colour_of,
    kind_of,
    meaning,
    neutral,
    side_colours,
)
from relgraph.dashboard.comparing.joined import shared_frame
from relgraph.dashboard.comparing.picking import choices, choose, number, put
from relgraph.dashboard.parts import theme
from relgraph.view.network import payload
from relgraph.view.picture import link_id, paint, pair_of
from relgraph.view.style import link_width

if TYPE_CHECKING:
    from relgraph.comparison import Comparison, Contrast
    from relgraph.dashboard.comparing.joined import Joined
    from relgraph.dashboard.comparing.kept import Compared
    from relgraph.view.network import Json, Payload
    from relgraph.view.style import Theme

_KEY = "network_difference"
_BORDERS = {"first": "dashed", "second": "dotted", "less": "solid", "more": "solid", "alike": "solid"}
_SHAPES = ("square", "triangle")


def difference_network(compared: Compared, contrast: Contrast) -> None:
    """Draw the network of both stories with its legend."""
    sides = contrast.indices
    people, frame = shared_frame(compared, sides)
    kinds = _kinds(compared.comparison, contrast, people)
    picture = payload(paint(people.graph, frame, title="", theme=theme()))
    picture["legend"] = []
    _colour(picture, people, contrast, kinds)
    _legend(contrast, kinds, people)
    component.network(
        picture,
        key=_KEY,
        view=f"difference {sides}",
        label=f"Difference network of {len(people.graph)} people. The table below holds the same.",
        selected=selected(compared, people),
        on_selection=partial(_from_network, compared, people),
        small=True,
    )


def _kinds(comparison: Comparison, contrast: Contrast, people: Joined) -> dict[str, Kind]:
    """Return how each link differs, by its id."""
    found: dict[str, Kind] = {}
    for one in contrast.relationships:
        for side, ids in zip(contrast.indices, one.ids, strict=True):
            ends = [people.nodes.get((side, str(person))) for person in ids if person is not None]
            if len(ends) == 2 and ends[0] and ends[1]:
                found[link_id(ends[0], ends[1])] = kind_of(one)
    first = contrast.indices[0]
    for lone in comparison.lone:
        ends = [people.nodes.get((lone.story, person)) for person in lone.ids]
        if lone.story in contrast.indices and ends[0] and ends[1]:
            found[link_id(ends[0], ends[1])] = "first" if lone.story == first else "second"
    return found


def _colour(picture: Payload, people: Joined, contrast: Contrast, kinds: dict[str, Kind]) -> None:
    """Give lines and people the look of what they are; only in one story: a square in the first, else a triangle."""
    shade, sides = theme(), contrast.indices
    for node in picture["nodes"]:
        here = people.graph.nodes[str(node["id"])]["sides"]
        if len(here) == 1:
            at = sides.index(here[0])
            node.update({"color": side_colours(shade)[at], "shape": _SHAPES[at]})
        else:
            node["color"] = neutral(shade)
        where = "in both stories" if len(here) > 1 else f"only in {contrast.stories[sides.index(here[0])]}"
        node["title"] = f"{people.graph.nodes[str(node['id'])]['label']}\n{where}"
    links = {link_id(one, other): link for one, other, link in people.graph.edges(data=True)}
    top = max((max(link["per_words"][side] for side in sides) for link in links.values()), default=1.0) or 1.0
    names = people.graph.nodes
    for edge in picture["edges"]:
        identity = str(edge["id"])
        kind, rates = kinds.get(identity, "alike"), links[identity]["per_words"]
        ends = " and ".join(str(names[end]["label"]) for end in (str(edge["from"]), str(edge["to"])))
        figures = f"{rates[sides[0]]:.1f} and {rates[sides[1]]:.1f} per 10,000 words"
        edge.update(_line(kind, max(rates[side] for side in sides) / top, shade))
        edge["title"] = f"{ends}\n{figures}\n{meaning(kind, contrast)}"


def _line(kind: Kind, share: float, shade: Theme) -> dict[str, Json]:
    colour = colour_of(kind, shade)
    look: dict[str, Json] = {
        "color": {"color": colour, "opacity": round((0.3 if kind == "alike" else 0.55) + 0.4 * sqrt(share), 2)},
        "width": round(1.2 + 0.6 * link_width(sqrt(share)), 1),
    }
    if dashes := DASHES[kind]:
        look["dashes"] = list(dashes)
    if sign := SIGNS[kind]:
        font: dict[str, Json] = {"size": 30, "color": colour, "strokeWidth": 0, "bold": True, "vadjust": -8}
        look |= {"label": sign, "font": font}
    return look


def _legend(contrast: Contrast, kinds: dict[str, Kind], people: Joined) -> None:
    """Draw what lines and shapes stand for, with how many there are of each."""
    shade = theme()
    order: tuple[Kind, ...] = ("first", "second", "less", "more", "alike")
    items = []
    for kind in order:
        count = sum(one == kind for one in kinds.values())
        if count:
            sign = f"<b style='color:{colour_of(kind, shade)}'>{SIGNS[kind]}</b> " if SIGNS[kind] else ""
            line = f"border-top:4px {_BORDERS[kind]} {colour_of(kind, shade)}"
            items.append(
                f"<li><span class=rg-line style='{line}'></span>{sign}{escape(meaning(kind, contrast))} "
                f"<span class=rg-faint>{count}</span></li>"
            )
    for at, (mark, side) in enumerate(zip("■▲", contrast.indices, strict=True)):
        count = sum(node["sides"] == (side,) for _, node in people.graph.nodes(data=True))
        if count:
            shape = f"<span style='color:{side_colours(shade)[at]}'>{mark}</span>"
            items.append(
                f"<li>{shape} people only in {escape(contrast.stories[at])} <span class=rg-faint>{count}</span></li>"
            )
    st.html(f'<ul class="rg-lines">{"".join(items)}</ul>')


def selected(compared: Compared, people: Joined) -> dict[str, str | int]:
    """Return what is chosen as a choice in this picture."""
    found = choices(len(compared.keys))
    for side, one in enumerate(found):
        pair = pair_of(str(one["id"])) if one["kind"] == "pair" else None
        ends = [people.nodes.get((side, person)) for person in pair or (str(one["id"]),)]
        known = [end for end in ends if end]
        if pair and len(known) == 2:
            return {"kind": "pair", "id": link_id(known[0], known[1]), "n": one["n"]}
        if one["kind"] == "person" and known:
            return {"kind": "person", "id": known[0], "n": one["n"]}
    return {"kind": "none", "id": "", "n": number(found) - 1}


def _from_network(compared: Compared, people: Joined) -> None:
    kind, identity = component.chosen(_KEY)
    choose_node(compared, people, kind, identity)


def choose_node(compared: Compared, people: Joined, kind: str, identity: str) -> None:
    """Choose in every story what was chosen in a picture of several."""
    pair = pair_of(identity) if kind == "pair" else None
    ends = [people.members(node) for node in pair or (identity,)]
    for side in range(len(compared.keys)):
        known = [end[side] for end in ends if side in end]
        if kind == "person" and known:
            choose(compared.comparison, side, "person", known[0])
            return
        if pair and len(known) == 2 and compared.graph(side).has_edge(*known):
            choose(compared.comparison, side, "pair", link_id(known[0], known[1]))
            return
    put({}, len(compared.keys))
