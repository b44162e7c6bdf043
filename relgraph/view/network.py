"""The interactive network: from a picture to a pyvis Network, and from there to plain values for the browser."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, NotRequired, TypedDict

from pyvis.network import Network

from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.view.picture import Picture

Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

STRAIGHT_ABOVE = 400
"""So many relationships are drawn as straight lines: curves would make dragging slow."""


class Payload(TypedDict):
    """What the browser gets: vis-network's nodes, edges and options, our legend, and grey dots for those not there."""

    nodes: list[dict[str, Json]]
    edges: list[dict[str, Json]]
    options: dict[str, Json]
    legend: list[dict[str, Json]]
    absent: NotRequired[list[dict[str, Json]]]


def network_of(picture: Picture) -> Network:
    """Return the pyvis network of a picture: every place is given, so that nothing moves by itself.

    The network is declared directed with no arrows: for undirected ones pyvis compares each new edge with all before.
    Its own page must not be written: it loads scripts from outside and does not escape everything (`html.page` does).
    """
    network = Network(directed=True, height="100%", width="100%", bgcolor=INK[picture.theme].paper)
    for node in picture.nodes:
        network.add_node(
            node.id, label=node.label, title=node.tip, x=node.x, y=node.y, size=node.radius,
            color=node.colour, font={"size": node.font},
        )  # fmt: skip
    for link in picture.links:
        network.add_edge(
            link.first, link.second, id=link.id, title=link.tip, width=link.width,
            color={"color": link.colour, "opacity": link.opacity}, arrows="",
        )  # fmt: skip
    network.set_options(json.dumps(_options(picture)))
    return network


def _options(picture: Picture) -> dict[str, Json]:
    curved = len(picture.links) <= STRAIGHT_ABOVE
    ink = INK[picture.theme]
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {
            "shape": "dot",
            "borderWidth": 2,
            "borderWidthSelected": 4,
            "font": {"color": ink.text, "strokeWidth": 6, "strokeColor": ink.paper, "vadjust": -2},
        },
        "edges": {
            "smooth": {"enabled": curved, "type": "continuous", "roundness": 0.3},
            "selectionWidth": 2,
            "hoverWidth": 1.5,
        },
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "tooltipDelay": 120,
            "hideEdgesOnDrag": not curved,
            "hideEdgesOnZoom": not curved,
            "zoomSpeed": 0.6,
        },
    }


def payload(picture: Picture) -> Payload:
    """Return a picture's network as plain values: only what JSON knows, no NaN, the same for the same picture."""
    network = network_of(picture)
    return {
        "nodes": [_plain(node) for node in network.nodes],
        "edges": [_plain(edge) for edge in network.edges],
        "options": _plain(network.options),
        "legend": [_plain(asdict(circle)) for circle in picture.legend],
    }


def _plain(values: object) -> dict[str, Json]:
    """Return `values` through JSON and back: a value that browsers cannot read fails here and not silently there."""
    plain: dict[str, Json] = json.loads(json.dumps(values, allow_nan=False))
    return plain
