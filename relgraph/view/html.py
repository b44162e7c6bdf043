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

from relgraph.view.captions import meeting_line, source_line
from relgraph.view.choose import ranking
from relgraph.view.network import payload
from relgraph.view.panel import pair_panel, person_panel, story_panel
from relgraph.view.passages import PASSAGE_LIMIT
from relgraph.view.picture import link_id, paint
from relgraph.view.style import INK

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.view.scene import Scene
    from relgraph.view.style import Theme
    from relgraph.view.values import Panel

PASSAGES = 12
"""So many passages are kept for a relationship at most."""

EVIDENCE = 55_000
"""Characters of passages in all: a page for 30 people stays below a megabyte, half of which is vis-network."""

WITHOUT_TEXT = "The passages of the story were left out of this page."

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


@cache
def asset(name: str) -> str:
    """Return the text of one of the view's own scripts and style sheets."""
    return (resources.files("relgraph.view") / "assets" / name).read_text(encoding="utf-8")


@cache
def vis_network() -> str:
    """Return the script of vis-network that pyvis brings along."""
    return resources.files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")


def page(scene: Scene, *, about: str = "", methods: str = "", text: bool = True) -> str:
    """Return a whole HTML page (to be written as UTF-8) that shows a scene with the passages behind it.

    `about` is a line on how the graph was counted, by default its window; `methods` says how it was made. Without
    `text` no passage of the story is in the page. A content security policy admits the page's own scripts by their
    hashes and nothing else: no request leaves the page, and text of the story cannot run.
    """
    style = _variables(scene.theme) + asset("view.css") + asset("panel.css") + asset("page.css")
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
        "about": escape(" ".join([about or meeting_line(scene.graph), *([] if text else [WITHOUT_TEXT])])),
        "source": escape(source_line(scene)),
        "methods": escape(methods or "Nothing is known about how this was made."),
        "data": _embed(_data(scene, text=text)),
        "scripts": "".join(f"<script>{script}</script>" for script in scripts),
    }
    filled = re.sub(r"\{\{(\w+)\}\}", lambda name: parts[name[1]], asset("page.html"))
    return filled.encode("utf-8", "replace").decode("utf-8")  # half a character becomes a question mark


def _data(scene: Scene, *, text: bool) -> dict[str, Any]:
    graph, title = scene.graph, scene.analysis.story.title
    portions = _portions(graph) if text else dict.fromkeys(ranking(graph), 0)
    picture = paint(graph, scene.frame, title=title, theme=scene.theme)
    panels = {
        "people": {person: person_panel(scene, person, brief=True) for person in sorted(graph)},
        "pairs": {
            link_id(*pair): pair_panel(scene, pair, limit=limit, brief=True) for pair, limit in sorted(portions.items())
        },
    }
    charts = [chart for group in panels.values() for panel in group.values() for chart in panel["charts"]]
    return {
        "graph": payload(picture),
        "weights": {link.id: link.weight for link in picture.links},
        "label": f"Network of the characters of {title}",
        "story": story_panel(scene),
        # All charts have the same parts: their names are kept once.
        "parts": [name for name, _ in charts[0]["parts"]] if charts else [],
        **{group: {one: _lean(panel, text=text) for one, panel in found.items()} for group, found in panels.items()},
    }


def _lean(panel: Panel, *, text: bool) -> dict[str, Any]:
    """Return a panel without what is empty; of the charts, only the counts; of the passages, only the text."""
    charts = [
        {"title": one["title"], "ends": one["ends"], "parts": [count for _, count in one["parts"]]}
        for one in panel["charts"]
    ]
    lean: dict[str, Any] = {**panel, "charts": charts}
    if "passages" in panel:
        lean["passages"] = [
            {
                "chapter": one["chapter"],
                "cut": one["cut"],
                "pieces": [piece if piece[1] else piece[:1] for piece in one["pieces"]],
            }
            for one in panel["passages"]
        ]
    hidden = () if text else ("more",)
    return {name: value for name, value in lean.items() if value not in ("", []) and name not in hidden}


def _portions(graph: nx.Graph[str]) -> dict[tuple[str, str], int]:
    """Return how many passages are kept of each relationship: in turn one of each, the strongest first."""
    left = EVIDENCE
    ranked = ranking(graph)
    portions = dict.fromkeys(ranked, 0)
    evidence = {pair: sorted(graph.edges[pair]["evidence"]) for pair in ranked}
    for number in range(PASSAGES):
        for pair in ranked:
            if portions[pair] == number < len(evidence[pair]):
                start, end = evidence[pair][number]
                size = min(end - start, PASSAGE_LIMIT)
                portions[pair] += size <= left
                left -= size if size <= left else 0
    return portions


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
