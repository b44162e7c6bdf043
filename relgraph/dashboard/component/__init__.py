"""The dashboard's own parts: the interactive network and the panel beside it, drawn by the view's scripts."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.view.html import asset, vis_network

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from relgraph.records import Span
    from relgraph.view.network import Payload
    from relgraph.view.reader import Portion
    from relgraph.view.values import Panel


def _own(name: str) -> str:
    return (resources.files("relgraph.dashboard.component") / name).read_text(encoding="utf-8")


_STYLE = "".join([asset("view.css"), asset("panel.css"), _own("component.css"), _own("reader.css")])

# Scripts and styles are a component of their own without data: a component's script is sent with every change of its
# data, and this is half a megabyte.
_library = st.components.v2.component(
    "relgraph_library",
    js="\n".join(
        [
            vis_network(),
            *(asset(name) for name in ("network.js", "panel.js")),
            *(_own(name) for name in ("network.js", "panel.js", "reader.js")),
            f"const relgraphStyle = {json.dumps(_STYLE)};",
            _own("library.js"),
        ]
    ),
)


def _part(name: str, *, part: str, classes: str = "") -> Callable[..., object]:
    html = f'<div class="rg {classes}"></div>' if classes else "<div hidden></div>"
    return st.components.v2.component(f"relgraph_{name}", html=html, js=_own("part.js").replace("PART", part))


_network = _part("network", part="network", classes="rg-network")
_compared = _part("compared", part="network", classes="rg-network rg-compare")
_choice = _part("choice", part="choice")
_panel = _part("panel", part="panel", classes="rg-side")
_reader = _part("reader", part="reader", classes="rg-reader")


def load_library() -> None:
    """Send scripts and styles to the browser; call once in a run, outside of fragments."""
    _library(key="relgraph_library", height=1)


def network(
    graph: Payload,
    *,
    key: str,
    view: str,
    label: str,
    selected: Mapping[str, str | int],
    on_selection: Callable[[], None],
    small: bool = False,
) -> None:
    """Draw a network; `on_selection` is called when the reader chooses (see `chosen`).

    `view` names whose moved places and zoom to keep. `selected` (kind, id, n) is what Python chose last: with a new
    n the browser follows; a choice made in the browser is not sent back to it.
    """
    mount = _compared if small else _network
    shown = {"key": key, "graph": graph, "view": view, "label": label}
    with st.container(gap=None):
        mount(key=key, data=_plain(shown), on_selection_change=on_selection)
        _choice(key=f"{key}_choice", data=_plain({"network": key, "selected": dict(selected)}), height=1)


def panel(shown: Panel, *, key: str, name: str, on_selection: Callable[[], None], evidence: bool = False) -> None:
    """Draw the panel; it scrolls to its top when `name` changes.

    With `evidence`, the reader can turn to other passages, open the story at one, and say that one is no meeting.
    """
    what = {"panel": shown, "shown": name, "evidence": evidence}
    _panel(key=key, data=_plain(what), on_selection_change=on_selection)


def reader(
    portion: Portion,
    *,
    key: str,
    place: Span,
    follow: str,
    moves: int,
    names: bool,
    speakers: bool,
    on_selection: Callable[[], None],
) -> None:
    """Draw a portion of a story; with a new number of `moves` it goes to `place`.

    The mentions of who is followed stand out. `names` prints whom each mention means, `speakers` who says a quote.
    `on_selection` is called when the reader turns a page or chooses whom to follow (see `chosen`).
    """
    at, to = place
    mention = any(stretch.get("at") == at for one in portion["paragraphs"] for stretch in one["stretches"]) and to > at
    shown = {"portion": portion, "at": at, "mention": mention, "follow": follow, "n": moves}
    _reader(key=key, data=_plain({**shown, "names": names, "speakers": speakers}), on_selection_change=on_selection)


def chosen(key: str) -> tuple[str, str]:
    """Return what the reader chose in the network or panel of that key: kind and id; "none", "" at first."""
    match st.session_state.get(key):
        case {"selection": {"kind": str(kind), "id": str(identity)}}:
            return kind, identity
    return "none", ""


def _plain(data: object) -> Any:  # noqa: ANN401 - any JSON
    """Return `data` through JSON: Streamlit would send a value it does not know as one string, without a word."""
    return json.loads(json.dumps(data, allow_nan=False))
