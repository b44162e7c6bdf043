"""What the formats of a graph have in common, worked out once: rows, places, colours, and words about the graph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

from relgraph.errors import FormatError, shorten
from relgraph.export.rows import clean, edge_pairs, edge_rows, node_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from relgraph.export.rows import Row
    from relgraph.records import Span

Place = tuple[float, float]
"""x to the right and y down, in pixels, as on a screen."""

NODE_KEYS = {
    "label": "string",
    "mentions": "int",
    "aliases": "string",
    "community": "int",
    "degree": "int",
    "strength": "int",
    "betweenness": "double",
    "first_chapter": "int",
    "pronouns": "string",
}
EDGE_KEYS = {
    "weight": "int",
    "label": "string",
    "labels": "string",
    "kinds": "string",
    "chapters": "string",
    "first_passage": "string",
}
PASSAGE = "first_passage"
"""The one attribute of a graph that is story text."""

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a file says of a graph beyond the graph itself; every format takes the same.

    `places` (x to the right, y down) and `colours` ("#RRGGBB"), both by node id, may leave out some. `methods` is how
    the graph was made. Without `text` no passage of the story is written.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    methods: str = ""
    text: bool = True


PLAIN = Details()
"""No places, no colours, and the passages that the graph brings along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A graph as plain rows; `places` and `colours` ("#RRGGBB") are by the id in a row, for some or all nodes.

    `about` holds title, window, count, generator and methods, each on one line. `evidence` holds the passages of
    each edge, in the order of `edges`. Where `text` is false the rows hold no passage.
    """

    about: Mapping[str, str]
    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]
    evidence: tuple[tuple[Span, ...], ...]
    places: Mapping[str, Place]
    colours: Mapping[str, str]
    text: bool

    @property
    def edge_keys(self) -> dict[str, str]:
        """The attributes of an edge with their types."""
        return {name: kind for name, kind in EDGE_KEYS.items() if self.text or name != PASSAGE}


def sheet_of(graph: nx.Graph[str], details: Details = PLAIN) -> Sheet:
    """Return what every format writes of a graph that `Analysis.graph` made.

    Places and colours of others than its nodes are left out. Raises FormatError for a place that is no pair of finite
    numbers and for a colour that is not #RRGGBB.
    """
    placed, coloured = details.places, details.colours
    about = {name: clean(graph.graph[name]) for name in ("title", "window", "count", "generator")}
    edges = edge_rows(graph)
    if not details.text:
        edges = tuple({name: value for name, value in row.items() if name != PASSAGE} for row in edges)
    return Sheet(
        about=about | {"methods": clean(details.methods) or f"Window {about['window']}, counted in {about['count']}."},
        nodes=node_rows(graph),
        edges=edges,
        evidence=tuple(graph.edges[pair]["evidence"] for pair in edge_pairs(graph)),
        places={clean(name): _checked_place(name, placed[name]) for name in graph if name in placed},
        colours={clean(name): _checked_colour(name, coloured[name]) for name in graph if name in coloured},
        text=details.text,
    )


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0..255) of "#RRGGBB"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def upwards(place: Place) -> Place:
    """Return a place with y up, as Gephi draws."""
    return place[0], 0.0 - place[1]


def _checked_place(name: str, place: Place) -> Place:
    x, y = float(place[0]), float(place[1])
    if not (isfinite(x) and isfinite(y)):
        msg = f"place {place} of {shorten(name)!r} is not finite; give two numbers, x to the right and y down"
        raise FormatError(msg)
    return x, y


def _checked_colour(name: str, colour: str) -> str:
    if not _COLOUR.fullmatch(colour):
        msg = f"colour {shorten(colour)!r} of {shorten(name)!r} is not understood; write it as #RRGGBB"
        raise FormatError(msg)
    return colour.upper()
