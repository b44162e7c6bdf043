"""The numbers of a network and what each of them says in a story."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.state import current
from relgraph.dashboard.tables import measured, shown, table
from relgraph.measures import ties
from relgraph.view.choose import choose
from relgraph.view.frame import strength
from relgraph.view.numbers import circle_members, robustness, triad
from relgraph.view.picture import link_id, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

    from relgraph.dashboard.settings import Settings
    from relgraph.dashboard.work import Work
    from relgraph.measures import Measures, Ties
    from relgraph.view.scene import Scene

COMPARED = {
    "tokens:10": "10 words",
    "tokens:25": "25 words",
    "tokens:50": "50 words",
    "sentences:1": "sentence",
    "paragraphs:1": "paragraph",
}
"""The windows under which the strongest relationships are looked for again."""

MEANINGS = {
    "Meetings": "Strength: the sum of the weights of all relationships. Who has most is in company most.",
    "People met": "Degree: with how many others somebody has a relationship. Many weak ones point to somebody who "
    "gets around, such as a messenger or a host.",
    "Bridge": "Betweenness, 0 to 1: how many of the shortest ways between two others lead through this person. Who "
    "scores high carries news and conflict from one group to another; without them the story falls into pieces.",
    "Closeness": "Closeness, 0 to 1: how few steps it takes to everybody else; 1 for who meets everybody. Word reaches "
    "such a person soon.",
}


def numbers_view(work: Work, scene: Scene) -> None:
    """Draw the numbers of what is in view."""
    graph = scene.graph
    settings = current()
    found = measured(work, graph)
    held = work.keep(("ties", shown(settings)), lambda: ties(graph))
    _whole(graph, found)
    _people(graph, found, held)
    names = {person: str(graph.nodes[person]["label"]) for person in graph}
    _three(graph, names)
    _circles(scene, names)
    _bridges(held, names)
    _robust(work, settings, names)


def _whole(graph: nx.Graph[str], found: Measures) -> None:
    pairs = len(graph) * (len(graph) - 1) // 2
    share = f"{graph.number_of_edges()} of {pairs} possible pairs meet" if pairs else "there is nobody to meet"
    _lines(
        "The whole",
        [
            f"<b>{len(graph)}</b> people, <b>{graph.number_of_edges()}</b> relationships",
            (
                f"Density <b>{found.density:.2f}</b> (0 to 1): {share}. Near 1, everybody knows everybody, as on a "
                "ship; near 0, people live in worlds of their own."
            ),
        ],
    )


def _people(graph: nx.Graph[str], found: Measures, held: Ties) -> None:
    people = sorted(graph, key=lambda person: (-strength(graph, person), person))
    st.subheader("Who matters how", anchor=False)
    columns = {
        "Person": [graph.nodes[person]["label"] for person in people],
        "Meetings": [found.strength[person] for person in people],
        "People met": [found.degree[person] for person in people],
        "Bridge": [round(found.betweenness[person], 3) for person in people],
        "Closeness": [round(held.closeness[person], 3) for person in people],
    }
    table("numbers_people", columns, [("person", person) for person in people])
    with st.expander("What these numbers say"):
        st.html(_list(f"<b>{name}</b>: {meaning}" for name, meaning in MEANINGS.items()))


def _three(graph: nx.Graph[str], names: dict[str, str]) -> None:
    three = triad(graph)
    if three is None:
        return
    first, second, third = (f"<b>{escape(names[person])}</b>" for person in three.people)
    with_second, with_third, between = three.weights
    meet = f"meet {times(between)} themselves" if between else "never meet each other"
    _lines(
        "The three at the centre",
        [
            (
                f"{first} meets {second} {times(with_second)} and {third} {times(with_third)}; these two {meet}. "
                "Where two of the sides are strong and the third is missing, one person stands between two others."
            ),
        ],
    )


def _circles(scene: Scene, names: dict[str, str]) -> None:
    groups = circle_members(scene.graph, scene.frame)
    lines = [f"<b>{escape(names[group[0]])}</b>’s circle: {_names(group, names)}" for group in groups]
    about = "Circles are groups that meet more among themselves than with others (Louvain’s method, whole story)."
    _lines("Circles", [*lines, about] if lines else ["There are no circles of two or more in view."])


def _bridges(held: Ties, names: dict[str, str]) -> None:
    pairs = [f"{escape(names[one])} and {escape(names[other])}" for one, other in held.bridges]
    _lines(
        "What holds it together",
        [
            f"People without whom the picture falls into pieces: {_names(held.links, names) or 'nobody'}.",
            f"Relationships that are the only way between two parts: {'; '.join(pairs) or 'none'}.",
        ],
    )


def _robust(work: Work, settings: Settings, names: dict[str, str]) -> None:
    """Say which of the strongest relationships hang on the window; in the chapters in view, everybody is counted."""
    others = {window: choose(work.graph(replace(settings, window=window))) for window in COMPARED}
    found = robustness(choose(work.graph(settings)), others)
    st.subheader("How firm this is", anchor=False)
    if settings.kinds == "speech":
        st.caption("Speech does not depend on how near two people are named.")
        return
    st.caption(
        f"{len(found.firm)} of the {len(found.pairs)} strongest relationships are among the strongest however near "
        "people must be named. The others depend on what counts as a meeting: read their passages."
    )
    labels = work.graph(settings).nodes
    table(
        "robustness",
        {
            "Person": [names.get(one) or labels[one]["label"] for one, _ in found.pairs],
            "with": [names.get(other) or labels[other]["label"] for _, other in found.pairs],
            **{COMPARED[window]: [kept[at] for kept in found.kept] for at, window in enumerate(found.windows)},
        },
        [("pair", link_id(*pair)) for pair in found.pairs],
    )


def _names(people: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(escape(names[person]) for person in people)


def _lines(title: str, lines: Iterable[str]) -> None:
    """Draw a heading and lines of HTML in which the story's names have been escaped."""
    st.subheader(title, anchor=False)
    st.html(_list(lines))


def _list(lines: Iterable[str]) -> str:
    return '<ul class="relgraph-list">' + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
