"""The people of several stories in one network: where they stand together, and who is whom in each story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from relgraph.measures import communities
from relgraph.view.choose import choose
from relgraph.view.frame import Frame, frame_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.comparison import Comparison
    from relgraph.comparison.records import Member
    from relgraph.dashboard.comparing.kept import Compared

PEOPLE = 30
"""So many people of each story: half a screen holds no more."""

TOGETHER = 45
"""So many people of all stories in one picture."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Joined:
    """A network of everybody in some stories, and the node of each of their characters.

    Nodes have `label`, `mentions` and `sides`, links `weight` (ten times the mean per 10,000 words, so that a long
    story counts for no more), `per_words` (by story of the comparison) and `sides`, the stories in which they are.
    """

    graph: nx.Graph[str]
    nodes: Mapping[Member, str]

    def members(self, node: str) -> dict[int, str]:
        """Return who a node is, by story."""
        return {side: person for (side, person), own in self.nodes.items() if own == node}


def joined(comparison: Comparison, sides: Sequence[int]) -> Joined:
    """Return the network of these stories."""
    graph: nx.Graph[str] = nx.Graph()
    nodes: dict[Member, str] = {}
    for index, one in enumerate(comparison.characters):
        here = tuple(side for side in sides if one.ids[side] is not None)
        if here:
            graph.add_node(f"p{index}", label=one.name, mentions=sum(one.mentions[side] for side in here), sides=here)
            nodes.update(((side, str(one.ids[side])), f"p{index}") for side in here)
    for side in sides:
        people = comparison.meetings[side].graph.nodes
        for person in sorted(people):
            if (side, person) not in nodes:
                found = people[person]
                nodes[side, person] = f"s{side}:{person}"
                graph.add_node(f"s{side}:{person}", label=found["label"], mentions=found["mentions"], sides=(side,))
    for row in comparison.relationships:
        for side in [side for side in sides if row.weights[side]][:1]:
            ends = nodes[side, str(row.first.ids[side])], nodes[side, str(row.second.ids[side])]
            _link(graph, ends, row.per_words, sides)
    for lone in comparison.lone:
        if lone.story in sides:
            first, second = (nodes[lone.story, person] for person in lone.ids)
            rates = tuple(lone.per_words if side == lone.story else 0.0 for side in range(len(comparison.stories)))
            _link(graph, (first, second), rates, sides)
    return Joined(graph=graph, nodes=nodes)


def _link(graph: nx.Graph[str], ends: tuple[str, str], rates: tuple[float, ...], sides: Sequence[int]) -> None:
    mean = sum(rates[side] for side in sides) / len(sides)
    here = tuple(side for side in sides if rates[side])
    graph.add_edge(*ends, weight=max(1, round(10 * mean)), per_words=rates, sides=here)


def in_view(compared: Compared, sides: tuple[int, ...]) -> Joined:
    """Return the people of these stories who fit in one picture, each with most of the meetings; made once."""
    return compared.keep(("in view", sides), lambda: _in_view(compared.comparison, sides))


def _in_view(comparison: Comparison, sides: tuple[int, ...]) -> Joined:
    everybody = joined(comparison, sides)
    graph = choose(everybody.graph, people=TOGETHER)
    return Joined(graph=graph, nodes={member: node for member, node in everybody.nodes.items() if node in graph})


def side_graph(compared: Compared, side: int) -> nx.Graph[str]:
    """Return the strongest people of a story."""
    return compared.keep(("side", side), lambda: choose(compared.graph(side), people=PEOPLE))


def shared_frame(compared: Compared, sides: tuple[int, ...]) -> tuple[Joined, Frame]:
    """Return everybody shown of some stories with one place and one circle for each, the same in every story."""
    return compared.keep(("frame", sides), lambda: _shared_frame(compared, sides))


def _shared_frame(compared: Compared, sides: tuple[int, ...]) -> tuple[Joined, Frame]:
    everybody = joined(compared.comparison, sides)
    shown = {everybody.nodes[side, person] for side in sides for person in side_graph(compared, side)}
    graph = nx.Graph(everybody.graph.subgraph(sorted(shown)))
    members = {member: node for member, node in everybody.nodes.items() if node in shown}
    return Joined(graph=graph, nodes=members), frame_of(graph, communities(graph))


def frame_in(place: Frame, people: Joined, side: int) -> Frame:
    """Return the common places and circles by the characters of one story."""
    own = {person: node for (story, person), node in people.nodes.items() if story == side}
    return Frame(
        places={person: place.places[node] for person, node in own.items() if node in place.places},
        circles={person: place.circles[node] for person, node in own.items() if node in place.circles},
        names=place.names,
    )
