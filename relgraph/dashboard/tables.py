"""The table twin of the picture: the same people and relationships, sortable, each row a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.dashboard.state import choose
from relgraph.measures import measure
from relgraph.view.choose import ranking
from relgraph.view.frame import strength
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx


def tables(graph: nx.Graph[str]) -> None:
    """Draw the relationships and the people of a graph; choosing a row does what a click in the picture does."""
    pairs = ranking(graph)
    st.caption("Relationships: choose a row to read its passages")
    _table("relationships", _relationships(graph, pairs), [("pair", link_id(*pair)) for pair in pairs])
    people = sorted(graph, key=lambda person: (-strength(graph, person), person))
    st.caption("People: choose a row to see who is close to whom")
    _table("people_table", _people(graph, people), [("person", person) for person in people])


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


def _people(graph: nx.Graph[str], people: Sequence[str]) -> dict[str, list[Any]]:
    found = measure(graph)
    return {
        "Person": [graph.nodes[person]["label"] for person in people],
        "Mentions": [graph.nodes[person]["mentions"] for person in people],
        "Meetings": [found.strength[person] for person in people],
        "People met": [found.degree[person] for person in people],
        "Bridge": [round(found.betweenness[person], 3) for person in people],
        "First chapter": [graph.nodes[person]["first_chapter"] for person in people],
    }


def _table(key: str, columns: dict[str, list[Any]], choices: Sequence[tuple[str, str]]) -> None:
    def chosen() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        kind, identity = choices[rows[0]] if rows and rows[0] < len(choices) else ("none", "")
        choose(kind, identity, tell=True)

    st.dataframe(
        columns,
        key=key,
        hide_index=True,
        height=min(38 + 35 * max(1, len(choices)), 330),
        on_select=chosen,
        selection_mode="single-row",
        column_config={
            "Weight": st.column_config.ProgressColumn(
                format="%d", max_value=max(columns.get("Weight", [1]), default=1)
            ),
            "Bridge": st.column_config.NumberColumn(
                help="Betweenness, 0 to 1: the share of the shortest ways between others that lead over this person."
            ),
        },
    )
