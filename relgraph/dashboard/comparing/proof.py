"""The evidence of two stories side by side: what each says of whom is chosen, with the passages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.cast import Cast
from relgraph.dashboard import component
from relgraph.dashboard.comparing.networks import scene
from relgraph.dashboard.comparing.picking import choices, choose, picked
from relgraph.dashboard.corrections import amend
from relgraph.dashboard.evidence import READER
from relgraph.dashboard.state import current, store
from relgraph.errors import RelgraphError, shorten
from relgraph.view.panel import pair_panel, person_panel
from relgraph.view.picture import pair_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.cast import CastVeto
    from relgraph.dashboard.comparing.kept import Compared
    from relgraph.dashboard.comparing.picking import Choice
    from relgraph.records import Span
    from relgraph.view.panel import Panel
    from relgraph.view.scene import Scene

PASSAGES = 6
"""So many passages of each story at once: a screen, and some 10 KB."""

_BEGIN, _OPEN, _CHANGED = "relgraph_compared_passages", "relgraph_compared_open", "relgraph_compared_vetoed"


def settle(compared: Compared) -> None:
    """Open the story where the reader asked for it, or draw the page anew where weights have changed."""
    if found := st.session_state.pop(_OPEN, None):
        side, (start, end) = found
        keys = dict.fromkeys([compared.keys[side], current().story, *current().others])
        settings = current() if compared.by else replace(
            current().open(compared.keys[side]), others=tuple(keys)[1:]
        )  # fmt: skip
        store(settings)
        st.switch_page(READER, query_params={**settings.query(), "at": str(start), "to": str(end)})
    if st.session_state.pop(_CHANGED, False):
        st.rerun()


def evidence(compared: Compared, sides: tuple[int, int]) -> None:
    """Draw the panels of what is chosen in two stories; nothing where nothing is."""
    found = choices(len(compared.keys))
    panels = [_panel(scene(compared, side, sides), found[side], side) if _any(found[side]) else None for side in sides]
    if not any(panels):
        _silence(compared, sides, found)
        return
    st.subheader("What the stories say", anchor=False)
    with st.container(key="compare_panels"):
        for side, panel, column in zip(sides, panels, st.columns(2, gap="medium"), strict=True):
            with column:
                st.html(f'<p class="relgraph-line"><b>{escape(compared.comparison.stories[side])}</b></p>')
                if panel:
                    component.panel(
                        panel,
                        key=f"panel_{side}",
                        name=str(found[side]["id"]),
                        on_selection=partial(_from_panel, compared, side),
                        evidence=True,
                    )
                else:
                    st.info("Nothing here: they do not occur, or do not meet, in this story.")


def _silence(compared: Compared, sides: tuple[int, int], found: list[Choice]) -> None:
    row = picked(compared.comparison)
    if row and not any(row.weights[side] for side in sides):
        st.info("The two who are chosen meet in neither of these stories.")
    elif not any(_any(one) for one in found):
        st.caption("Choose a person or a relationship, in the picture or in a table, to read both stories on it.")


def _any(choice: Choice) -> bool:
    return choice["kind"] != "none"


def _panel(shown: Scene, choice: Choice, side: int) -> Panel | None:
    kind, identity = str(choice["kind"]), str(choice["id"])
    pair = pair_of(identity) if kind == "pair" else None
    if pair and shown.graph.has_edge(*pair):
        who, begin = st.session_state.get(_BEGIN, {}).get(side, ("", 0))
        return pair_panel(shown, pair, begin=begin if who == identity else 0, limit=PASSAGES)
    if kind == "person" and identity in shown.graph:
        return person_panel(shown, identity, brief=True)
    return None


def _from_panel(compared: Compared, side: int) -> None:
    kind, identity = component.chosen(f"panel_{side}")
    span = _span(identity)
    if kind == "more":
        own = str(choices(len(compared.keys))[side]["id"])
        begin = int(identity) if identity.isdecimal() else 0
        st.session_state[_BEGIN] = {**st.session_state.get(_BEGIN, {}), side: (own, begin)}
    elif kind == "open" and span:
        st.session_state[_OPEN] = (side, span)
    elif kind == "veto" and span:
        _veto(compared, side, span)
    elif kind == "restore":
        _restore(compared, side, identity)
    elif kind in {"person", "pair", "none"}:
        choose(compared.comparison, side, kind, identity)


def _span(identity: str) -> Span | None:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", identity, re.ASCII)
    return (int(found[1]), int(found[2])) if found else None


def _veto(compared: Compared, side: int, span: Span) -> None:
    """Say that a passage is no meeting."""
    pair = pair_of(str(choices(len(compared.keys))[side]["id"]))
    graph = compared.graph(side)
    if pair and graph.has_edge(*pair) and span in graph.edges[pair]["evidence"]:
        veto = compared.analysis(side).veto(*pair, span, window=compared.comparison.window)
        _amend(compared, side, partial(Cast.with_veto, veto=veto), f"{_names(veto)} do not meet in a passage")


def _restore(compared: Compared, side: int, identity: str) -> None:
    try:
        first, second, start, end = json.loads(identity)
        held = compared.analysis(side).vetoed(str(first), str(second))
    except (ValueError, TypeError, RelgraphError):
        return
    for veto in held:
        if (veto.start, veto.end) == (start, end):
            what = f"{_names(veto)} meet in a passage after all"
            _amend(compared, side, partial(Cast.without_veto, veto=veto), what)


def _amend(compared: Compared, side: int, change: Callable[[Cast], Cast], what: str) -> None:
    amend(compared.keys[side], change, what)
    st.session_state[_CHANGED] = True


def _names(veto: CastVeto) -> str:
    return " and ".join(shorten(name, 40) for name in veto.between)
