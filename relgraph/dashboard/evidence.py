"""What a reader does in the panel besides choosing: turns pages, opens the story, says what is no meeting."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.cast import Cast
from relgraph.dashboard.corrections import amend
from relgraph.dashboard.state import current
from relgraph.errors import RelgraphError, shorten
from relgraph.view.panel import PASSAGES, pair_panel, person_panel, story_panel

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.cast import CastVeto
    from relgraph.dashboard.settings import Settings
    from relgraph.dashboard.work import Work
    from relgraph.records import Span
    from relgraph.view.scene import Scene
    from relgraph.view.values import Panel

READER = "screens/reader.py"
_BEGIN, _OPEN, _CHANGED = "relgraph_passages", "relgraph_open", "relgraph_vetoed"


def panel_of(scene: Scene, settings: Settings) -> Panel:
    """Return the panel of what is chosen, with the portion of the passages that the reader turned to."""
    if settings.partner:
        pair, begin = st.session_state.get(_BEGIN, ("", 0))
        begin = begin if pair == settings.choice[1] else 0
        return pair_panel(scene, (settings.person, settings.partner), begin=begin, limit=PASSAGES)
    return person_panel(scene, settings.person) if settings.person else story_panel(scene)


def follow(work: Work, kind: str, identity: str) -> bool:
    """Do what the panel asks for, if it is of this module; otherwise, it is a choice."""
    span = _span(identity)
    if kind == "more":
        st.session_state[_BEGIN] = (current().choice[1], int(identity) if identity.isdecimal() else 0)
    elif kind == "open" and span:
        st.session_state[_OPEN] = span
    elif kind == "veto" and span:
        _veto(work, span)
    elif kind == "restore":
        _restore(work, identity)
    else:
        return kind in {"open", "veto"}
    return True


def settle() -> None:
    """Go where the reader asked for, or draw the whole page anew where the weights have changed."""
    if span := st.session_state.pop(_OPEN, None):
        st.switch_page(READER, query_params={**current().query(), "at": str(span[0]), "to": str(span[1])})
    if st.session_state.pop(_CHANGED, False):
        st.rerun()


def _span(identity: str) -> Span | None:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", identity, re.ASCII)
    return (int(found[1]), int(found[2])) if found else None


def _veto(work: Work, span: Span) -> None:
    settings = current()
    graph, first, second = work.graph(settings), settings.person, settings.partner
    if graph.has_edge(first, second) and span in graph[first][second]["evidence"]:
        veto = work.analysis.veto(first, second, span, window=settings.window)
        _amend(partial(Cast.with_veto, veto=veto), f"{_names(veto)} do not meet in a passage")


def _restore(work: Work, identity: str) -> None:
    try:
        first, second, start, end = json.loads(identity)
        held = work.analysis.vetoed(str(first), str(second))
    except (ValueError, TypeError, RelgraphError):
        return
    for veto in held:
        if (veto.start, veto.end) == (start, end):
            _amend(partial(Cast.without_veto, veto=veto), f"{_names(veto)} meet in a passage after all")


def _amend(change: Callable[[Cast], Cast], what: str) -> None:
    amend(current().story, change, what)
    st.session_state[_CHANGED] = True


def _names(veto: CastVeto) -> str:
    return " and ".join(shorten(name, 40) for name in veto.between)
