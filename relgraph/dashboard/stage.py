"""The middle of the story page: the network with its panel, or the tables; a click redraws only this."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard import component
from relgraph.dashboard.downloads import downloads
from relgraph.dashboard.parts import drawn, scene_of, title_of
from relgraph.dashboard.state import choose, current, keep, pushed
from relgraph.dashboard.tables import tables
from relgraph.view.panel import PASSAGES, pair_panel, person_panel, story_panel
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from relgraph.dashboard.work import Work
    from relgraph.view.panel import Panel
    from relgraph.view.scene import Scene

_NETWORK, _PANEL = "network", "panel"


def header(work: Work) -> None:
    """Draw the title of a story with its figures, and the downloads."""
    story = work.analysis.story
    scene = scene_of(work, current())
    graph = scene.graph
    people = f"{len(graph)} of {len(work.graph(current()))} people"
    chapters = f"{len(story.chapters)} chapters" if len(story.chapters) > 1 else ""
    figures = [f"by {story.author}" if story.author else "", f"{story.words:,} words", chapters, people]
    figures.append(f"{graph.number_of_edges()} relationships")
    with st.container(key="head"):
        title, button = st.columns([5, 1], vertical_alignment="bottom")
    with title:
        title_of(story.title, " · ".join(figure for figure in figures if figure))
    with button:
        downloads(scene, current())


@st.fragment
def stage(work: Work) -> None:
    """Draw network and panel, or the tables, and the boxes that find people without a mouse."""
    scene = scene_of(work, current())
    _forget_hidden(scene.graph)
    if not work.graph(current()):
        st.info("No characters were found in this story, so that there is nothing to draw.")
        return
    _finders(scene.graph)
    with st.container(key="stage"):
        picture, side = st.columns([1.9, 1], gap="medium")
        with picture:
            if st.session_state.get("view") == "Tables":
                tables(scene.graph)
            else:
                _network(scene)
        with side:
            component.panel(
                _panel(scene), key=_PANEL, name=f"{current().story} {current().choice}", on_selection=_from_panel
            )


def _forget_hidden(graph: nx.Graph[str]) -> None:
    """Drop a choice that is not in view: it was filtered out, or an old address names it."""
    settings = current()
    missing = settings.person and settings.person not in graph
    if missing or (settings.partner and not graph.has_edge(settings.person, settings.partner)):
        choose("none", "", tell=True)


def _finders(graph: nx.Graph[str]) -> None:
    """Draw the boxes that do the same as a click in the picture, and the switch between picture and tables."""
    settings = current()
    names = {person: graph.nodes[person]["label"] for person in graph}
    with st.container(key="find"):
        person, partner, view = st.columns(3, vertical_alignment="bottom")
    with person:
        people = sorted(names, key=lambda one: (names[one].casefold(), one))
        st.selectbox(
            "Find a person", people, format_func=names.__getitem__, index=None, placeholder="Everybody",
            key=keep("find_person", settings.person or None), on_change=_find_person,
        )  # fmt: skip
    with partner:
        met = sorted(graph[settings.person], key=_by_weight(graph, settings.person)) if settings.person else []
        st.selectbox(
            "together with", met, format_func=names.__getitem__, index=None, disabled=not met,
            placeholder="Anybody" if met else "Choose a person first",
            key=keep("find_partner", settings.partner or None), on_change=_find_partner,
        )  # fmt: skip
    with view, st.container(horizontal_alignment="right"):
        st.segmented_control(
            "View", ["Network", "Tables"], key="view", default="Network", required=True, label_visibility="collapsed"
        )


def _by_weight(graph: nx.Graph[str], person: str) -> Callable[[str], tuple[int, str]]:
    return lambda other: (-graph[person][other]["weight"], other)


def _network(scene: Scene) -> None:
    title = scene.analysis.story.title
    component.network(
        drawn(scene),
        key=_NETWORK,
        view=current().story,
        label=f"Network of {len(scene.graph)} people in {title}. The boxes above and the tables do the same.",
        selected=pushed(),
        on_selection=_from_network,
    )


def _panel(scene: Scene) -> Panel:
    settings = current()
    if settings.partner:
        limit = st.session_state.get("passages", {}).get(settings.choice[1], PASSAGES)
        return pair_panel(scene, (settings.person, settings.partner), limit=limit)
    return person_panel(scene, settings.person) if settings.person else story_panel(scene)


def _from_network() -> None:
    choose(*component.chosen(_NETWORK), tell=False)


def _from_panel() -> None:
    kind, identity = component.chosen(_PANEL)
    if kind == "more":
        pair = current().choice[1]
        st.session_state["passages"] = {pair: min(int(identity), 10**6) + PASSAGES} if identity.isdecimal() else {}
        return
    choose(kind, identity, tell=True)


def _find_person() -> None:
    person = st.session_state["find_person"]
    choose("person" if person else "none", person or "", tell=True)


def _find_partner() -> None:
    person, partner = current().person, st.session_state["find_partner"]
    choose("pair", link_id(person, partner), tell=True) if partner else choose("person", person, tell=True)
