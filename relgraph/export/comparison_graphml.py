"""The union network of a comparison as GraphML: every relationship with the stories that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from relgraph import __version__
from relgraph.export.graphml import NAMESPACE
from relgraph.export.rows import SEPARATOR, clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.comparison import Comparison

GRAPH_KEYS = {"title": "string", "window": "string", "count": "string", "generator": "string"}
NODE_KEYS = {"label": "string", "mentions": "int", "stories": "string", "story_count": "int", "origin": "string"}
EDGE_KEYS = {
    "weight": "int",
    "per_words": "double",
    "label": "string",
    "stories": "string",
    "story_count": "int",
    "origin": "string",
}
EVERYWHERE, SEVERAL = "all stories", "several stories"
"""What `origin` says besides the title of a single story: a colour for each value shows where things come from."""


def comparison_graphml(comparison: Comparison) -> str:
    """Return the union network as GraphML, the same text for the same comparison.

    `per_words` is the mean over all stories, so that no story counts for more because it is long; `weight_N` is the
    weight in the story of that number, from 1.
    """
    union = comparison.union()
    stories = comparison.stories
    by_story = {f"weight_{number}": "int" for number in range(1, len(stories) + 1)}
    root = ET.Element("graphml", xmlns=NAMESPACE)
    for scope, keys in (("graph", GRAPH_KEYS), ("node", NODE_KEYS), ("edge", {**EDGE_KEYS, **by_story})):
        for name, kind in keys.items():
            ET.SubElement(root, "key", {"id": f"{scope[0]}_{name}", "for": scope, "attr.name": name, "attr.type": kind})
    body = ET.SubElement(root, "graph", id="comparison", edgedefault="undirected")
    about = {"title": SEPARATOR.join(stories), "window": comparison.window, "count": comparison.count}
    _add(body, "graph", {**about, "generator": f"relgraph {__version__}"})
    for name in sorted(union):
        node = union.nodes[name]
        origin = _origin(node["stories"], stories)
        _add(
            ET.SubElement(body, "node", id=clean(name)),
            "node",
            {"label": node["label"], "mentions": node["mentions"], **origin},
        )
    for first, second in sorted((min(pair), max(pair)) for pair in union.edges):
        edge = union.edges[first, second]
        label = f"{union.nodes[first]['label']} – {union.nodes[second]['label']}"
        figures = {"weight": edge["weight"], "per_words": edge["per_words"], "label": label}
        weights = dict(zip(by_story, edge["weights"], strict=True))
        element = ET.SubElement(body, "edge", source=clean(first), target=clean(second))
        _add(element, "edge", {**figures, **_origin(edge["stories"], stories), **weights})
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _origin(where: Sequence[int], stories: Sequence[str]) -> dict[str, str | int]:
    origin = SEVERAL if 1 < len(where) < len(stories) else EVERYWHERE
    return {
        "stories": SEPARATOR.join(stories[index] for index in where),
        "story_count": len(where),
        "origin": stories[where[0]] if len(where) == 1 else origin,
    }


def _add(element: ET.Element, scope: str, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        ET.SubElement(element, "data", key=f"{scope[0]}_{name}").text = clean(str(value))
