"""Small pictures of the network side by side, drawn by a script of their own: everybody keeps their place."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, TypedDict

import streamlit as st

from relgraph.view.html import asset

if TYPE_CHECKING:
    from collections.abc import Callable

_FILES = resources.files("relgraph.dashboard.component")

_multiples = st.components.v2.component(
    "relgraph_multiples",
    html='<div class="rg rg-multiples"></div>',
    css=asset("view.css") + (_FILES / "multiples.css").read_text(encoding="utf-8"),
    # The one helper of the network's script that makes elements is needed here, too.
    js=asset("network.js") + (_FILES / "multiples.js").read_text(encoding="utf-8"),
)


class Multiples(TypedDict):
    """Small pictures: people with name, place and colour; for each part its name and who is there and meets.

    `present` holds the index of a person and a radius, `links` the indices of two and a width, in the people's pixels.
    """

    people: list[dict[str, Any]]
    parts: list[dict[str, Any]]


def multiples(shown: Multiples, *, key: str, on_selection: Callable[[], None]) -> None:
    """Draw small pictures; `on_selection` is called when the reader opens one: kind "part", and its id."""
    _multiples(key=key, data=json.loads(json.dumps(shown, allow_nan=False)), on_selection_change=on_selection)
