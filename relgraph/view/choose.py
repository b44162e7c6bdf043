"""Which part of a graph is shown: the best-connected people, the relationships of some weight, one person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relgraph.view.frame import strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx


def choose(
    graph: nx.Graph[str],
    *,
    people: int | None = None,
    minimum: int = 1,
    alone: bool = False,
    around: str = "",
    steps: int = 0,
) -> nx.Graph[str]:
    """Return the part of `graph` to show; `graph` itself stays as it is.

    Relationships weigh at least `minimum`. With `steps` from 1, only the character `around` stays and whoever is
    reached from there over so many of them (nobody where `around` is not in the graph). Of these, at most `people`
    (None: all) with the greatest strength stay, `around` always; those left without any relationship go too unless
    `alone`.
    """
    links = [(a, b, link) for a, b, link in graph.edges(data=True) if link["weight"] >= minimum]
    ranked = sorted(graph, key=lambda person: (-strength(graph, person), -graph.nodes[person]["mentions"], person))
    if steps:
        near = _near([(a, b) for a, b, _ in links], around, steps) if around in graph else set()
        ranked = [around] * bool(near) + [person for person in ranked if person in near and person != around]
    kept = set(ranked[:people])
    shown = graph.__class__(**graph.graph)
    linked = {person for a, b, _ in links if a in kept and b in kept for person in (a, b)}
    linked |= {around} if steps else set()
    shown.add_nodes_from(
        (person, graph.nodes[person]) for person in graph if person in kept and (alone or person in linked)
    )
    shown.add_edges_from((a, b, link) for a, b, link in links if a in kept and b in kept)
    return shown


def _near(links: Sequence[tuple[str, str]], around: str, steps: int) -> set[str]:
    """Return who is reached from a person over at most `steps` of these relationships, the person included."""
    near = {around}
    for _ in range(steps):
        near |= {person for pair in links if near & set(pair) for person in pair}
    return near


def ranking(graph: nx.Graph[str]) -> list[tuple[str, str]]:
    """Return the pairs of a graph (each sorted), heaviest first, ties by name."""
    pairs = [(-link["weight"], *sorted((a, b))) for a, b, link in graph.edges(data=True)]
    return [(first, second) for _, first, second in sorted(pairs)]
