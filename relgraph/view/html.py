"""A page of its own: network, panels and passages in one HTML file that works offline and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from relgraph.view.network import payload
from relgraph.view.panel import pair_panel, person_panel, story_panel
from relgraph.view.picture import link_id, paint
from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.view.scene import Scene
    from relgraph.view.style import Theme

PASSAGES = 12
"""So many passages are kept for a relationship: a page for a novel stays below a few megabytes."""

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


@cache
def asset(name: str) -> str:
    """Return the text of one of the view's own scripts and style sheets."""
    return (resources.files("relgraph.view") / "assets" / name).read_text(encoding="utf-8")


@cache
def vis_network() -> str:
    """Return the script of vis-network that pyvis brings along."""
    return resources.files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")


def page(scene: Scene, *, about: str = "") -> str:
    """Return a whole HTML page (to be written as UTF-8) that shows a scene with the passages behind it.

    `about` is a line on how the graph was counted. A content security policy admits the page's own scripts by their
    hashes and nothing else: no request leaves the page, and text of the story cannot run.
    """
    style = _variables(scene.theme) + asset("view.css") + asset("page.css")
    scripts = [vis_network(), asset("network.js") + asset("panel.js") + asset("page.js")]
    policy = (
        f"default-src 'none'; script-src {' '.join(map(_digest, scripts))}; style-src {_digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    story = scene.analysis.story
    parts = {
        "policy": policy,
        "title": escape(story.title),
        "style": style,
        "author": escape(f"by {story.author}" if story.author else ""),
        "about": escape(about),
        "data": _embed(_data(scene)),
        "scripts": "".join(f"<script>{script}</script>" for script in scripts),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda name: parts[name[1]], asset("page.html"))


def _data(scene: Scene) -> dict[str, Any]:
    graph, title = scene.graph, scene.analysis.story.title
    pairs = sorted(sorted(pair) for pair in graph.edges)
    return {
        "graph": payload(paint(graph, scene.frame, title=title, theme=scene.theme)),
        "label": f"Network of the characters of {title}",
        "story": story_panel(scene),
        "people": {person: person_panel(scene, person) for person in sorted(graph)},
        "pairs": {link_id(*pair): pair_panel(scene, (pair[0], pair[1]), limit=PASSAGES) for pair in pairs},
    }


def _embed(data: dict[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in."""
    text = json.dumps(data, allow_nan=False, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c")


def _digest(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _variables(theme: Theme) -> str:
    ink = INK[theme]
    return (
        f":root{{color-scheme:{theme};--st-background-color:{ink.paper};--st-text-color:{ink.text};"
        f"--st-secondary-background-color:{ink.raised};--st-primary-color:{ink.accent}}}"
    )
