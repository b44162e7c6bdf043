"""The table twin of the picture: the same people and relationships, sortable, each row a choice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.dashboard.state import choose, current
from relgraph.export import edges_csv, nodes_csv
from relgraph.measures import measure
from relgraph.view.choose import ranking
from relgraph.view.frame import strength
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import networkx as nx

    from relgraph.dashboard.settings import Settings
    from relgraph.dashboard.work import Work
    from relgraph.measures import Measures
    from relgraph.view.scene import Scene


def tables(work: Work, scene: Scene) -> None:
    """Draw the relationships and the people of a scene; choosing a row does what a click in the picture does."""
    graph = scene.graph
    pairs = ranking(graph)
    name = scene.analysis.story.id
    _heading("Relationships", "Choose a row to read its passages.", f"{name}.edges.csv", partial(edges_csv, graph))
    table("relationships", _relationships(graph, pairs), [("pair", link_id(*pair)) for pair in pairs])
    people = sorted(graph, key=lambda person: (-strength(graph, person), person))
    _heading("People", "Choose a row to see who is close to whom.", f"{name}.nodes.csv", partial(nodes_csv, graph))
    table("people_table", _people(graph, people, measured(work, graph)), [("person", person) for person in people])


def measured(work: Work, graph: nx.Graph[str]) -> Measures:
    """Return the key figures of the graph that the settings show; a click on a row does not compute them again."""
    return work.keep(("measures", shown(current())), lambda: measure(graph))


def shown(settings: Settings) -> Settings:
    """Return the settings that decide what is shown: who is chosen counts only where the picture is around them."""
    return replace(settings, view="network", person=settings.person if settings.steps else "", partner="")


def _heading(title: str, line: str, file: str, make: Callable[[], str]) -> None:
    """Draw a heading with a download whose cells no spreadsheet takes for formulas."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container():
            st.subheader(title, anchor=False)
            st.caption(line)
        st.download_button(
            "CSV",
            data=lambda: make().encode("utf-8", "replace"),
            file_name=file,
            mime="text/csv",
            icon=":material/download:",
            help=f"{title} as a table for spreadsheets",
            key=f"csv_{title}",
            on_click="ignore",
        )


def _relationships(graph: nx.Graph[str], pairs: Sequence[tuple[str, str]]) -> dict[str, list[Any]]:
    links = [graph[first][second] for first, second in pairs]
    return {
        "Rank": list(range(1, len(pairs) + 1)),
        "Person": [graph.nodes[first]["label"] for first, _ in pairs],
        "with": [graph.nodes[second]["label"] for _, second in pairs],
        "Weight": [link["weight"] for link in links],
        "Passages": [len(link["evidence"]) for link in links],
        "Chapters": [", ".join(map(str, link["chapters"])) for link in links],
    }


def _people(graph: nx.Graph[str], people: Sequence[str], found: Measures) -> dict[str, list[Any]]:
    return {
        "Person": [graph.nodes[person]["label"] for person in people],
        "Mentions": [graph.nodes[person]["mentions"] for person in people],
        "Meetings": [found.strength[person] for person in people],
        "People met": [found.degree[person] for person in people],
        "Bridge": [round(found.betweenness[person], 4) for person in people],
        "First chapter": [graph.nodes[person]["first_chapter"] for person in people],
    }


def table(key: str, columns: dict[str, list[Any]], choices: Sequence[tuple[str, str]]) -> None:
    """Draw a table; a row that is chosen chooses the thing (kind, id) of that row."""

    def chosen() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        kind, identity = choices[rows[0]] if rows and rows[0] < len(choices) else ("none", "")
        choose(kind, identity, tell=True)

    st.dataframe(
        columns,
        key=key,
        hide_index=True,
        height=min(38 + 35 * max(1, len(choices)), 360),
        on_select=chosen,
        selection_mode="single-row",
        column_config={
            "Weight": st.column_config.ProgressColumn(
                format="%d", max_value=max(columns.get("Weight", [1]), default=1)
            ),
            "Bridge": st.column_config.NumberColumn(
                format="%.2f",
                help="Betweenness, 0 to 1: the share of the shortest ways between others that lead over this person.",
            ),
            "Closeness": st.column_config.NumberColumn(
                format="%.2f", help="0 to 1: how few steps it takes to everybody else."
            ),
        },
    )
