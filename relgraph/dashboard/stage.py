"""The middle of the story page: one of its views with the panel beside it; a click redraws only this."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, get_args

import streamlit as st

from relgraph.dashboard import component
from relgraph.dashboard.calm import calm
from relgraph.dashboard.downloads import downloads
from relgraph.dashboard.editor.bar import one_person
from relgraph.dashboard.evidence import follow, panel_of, settle
from relgraph.dashboard.finders import finders
from relgraph.dashboard.parts import absent, drawn, number_of, scene_of, title_of, whole_story
from relgraph.dashboard.player import STEP, advance, player, playing
from relgraph.dashboard.settings import View
from relgraph.dashboard.state import choose, current, keep, pushed, store
from relgraph.dashboard.tables import tables
from relgraph.dashboard.views.arcs import arcs_view
from relgraph.dashboard.views.matrix import matrix_view
from relgraph.dashboard.views.numbers import numbers_view
from relgraph.dashboard.views.timeline import timeline_view
from relgraph.view.panel import story_panel

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.dashboard.work import Work
    from relgraph.view.scene import Scene
    from relgraph.view.values import Panel

_NETWORK, _PANEL = "network", "panel"
_VIEWS: dict[View, str] = {view: view.capitalize() for view in get_args(View)}


def stage(work: Work) -> None:
    """Draw header, controls over the picture, the picture and the panel, as a fragment that moves while it plays."""
    st.fragment(_stage, run_every=STEP if playing() else None)(work, ticking=playing())


@calm()
def _stage(work: Work, *, ticking: bool) -> None:
    settle()
    advance(work, time.monotonic())
    if playing() != ticking:
        st.rerun()  # only a run of the whole page starts or stops the clock of this part
    scene, whole = scene_of(work, current()), whole_story(work, current())
    _forget_hidden(whole)
    _header(work, scene)
    if not work.graph(replace(current(), chapters=None)):
        st.info("No characters were found in this story, so that there is nothing to draw.")
        return
    finders(scene.graph)
    one_person(work)
    with st.container(key="player", horizontal=True, vertical_alignment="center"):
        _switch()
        player(work)
    with st.container(key="stage"):
        picture, side = st.columns([1.9, 1], gap="medium")
        with picture:
            _view(work, scene, whole)
        with side:
            component.panel(
                _panel(scene),
                key=_PANEL,
                name=f"{current().story} {current().choice}",
                on_selection=partial(_from_panel, work),
                evidence=True,
            )


def _header(work: Work, scene: Scene) -> None:
    """Draw the title of a story with its figures, and the downloads."""
    story, graph = scene.analysis.story, scene.graph
    people = f"{len(graph)} of {number_of(len(work.graph(current())), 'person', 'people')}"
    chapters = f"{len(story.chapters)} chapters" if len(story.chapters) > 1 else ""
    figures = [f"by {story.author}" if story.author else "", f"{story.words:,} words", chapters, people]
    figures.append(number_of(graph.number_of_edges(), "relationship", "relationships"))
    with st.container(key="head"):
        title, button = st.columns([5, 1], vertical_alignment="bottom")
    with title:
        title_of(story.title, " · ".join(figure for figure in figures if figure))
    with button:
        downloads(scene, current())


def _forget_hidden(graph: nx.Graph[str]) -> None:
    """Drop a choice that the settings hide in the whole story, or that only an old address knows."""
    settings = current()
    missing = settings.person and settings.person not in graph
    if missing or (settings.partner and not graph.has_edge(settings.person, settings.partner)):
        choose("none", "", tell=True)


def _switch() -> None:
    st.segmented_control(
        "View",
        list(_VIEWS.values()),
        key=keep("view", _VIEWS[current().view]),
        required=True,
        label_visibility="collapsed",
        on_change=_set_view,
    )


def _set_view() -> None:
    chosen = next(view for view, label in _VIEWS.items() if label == st.session_state["view"])
    store(replace(current(), view=chosen))


def _view(work: Work, scene: Scene, whole: nx.Graph[str]) -> None:
    view = current().view
    if view != "network" and not scene.graph:
        st.info("Nobody passes these settings.")
    elif view == "network":
        _network(scene, whole)
    elif view == "matrix":
        matrix_view(scene)
    elif view == "arcs":
        arcs_view(scene)
    else:
        {"timeline": timeline_view, "tables": tables, "numbers": numbers_view}[view](work, scene)


def _network(scene: Scene, whole: nx.Graph[str]) -> None:
    title = scene.analysis.story.title
    graph = drawn(scene)
    if current().chapters:
        graph["absent"] = absent(scene, whole)
    component.network(
        graph,
        key=_NETWORK,
        view=current().story,
        label=f"Network of {len(scene.graph)} people in {title}. The boxes above and the tables do the same.",
        selected=pushed(),
        on_selection=_from_network,
    )


def _panel(scene: Scene) -> Panel:
    """Return the panel of what is chosen; who is in the story but not in the chapters in view is told so."""
    settings, graph = current(), scene.graph
    met = not settings.partner or graph.has_edge(settings.person, settings.partner)
    if not settings.person or (met and settings.person in graph):
        return panel_of(scene, settings)
    if settings.person in graph:
        return panel_of(scene, replace(settings, partner=""))
    panel = story_panel(scene)
    panel["note"] = f"{scene.analysis.character(settings.person).name} is not in this part of the story."
    return panel


def _from_network() -> None:
    choose(*component.chosen(_NETWORK), tell=False)


def _from_panel(work: Work) -> None:
    kind, identity = component.chosen(_PANEL)
    if not follow(work, kind, identity):
        choose(kind, identity, tell=True)
