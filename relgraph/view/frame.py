"""What stays the same while the reader filters: everybody's place and circle, made once for a story."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relgraph.view.layout import Place, place

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Places in pixels by character; circles by character, numbered from 0 in the order of their weight.

    `names` holds the best-connected member of each circle, which gives the circle its name. Characters in no circle
    of two or more are in `places` only.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    circles: Mapping[str, int] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def frame_of(
    graph: nx.Graph[str], communities: Mapping[str, int], *, places: Mapping[str, Place] | None = None
) -> Frame:
    """Return the frame of a whole story from its graph and the community of each character.

    Without `places` everybody gets one by the relationships.
    """
    members: dict[int, list[str]] = defaultdict(list)
    for person in sorted(graph, key=lambda person: (-strength(graph, person), person)):
        if person in communities:
            members[communities[person]].append(person)
    circles = [group for group in members.values() if len(group) > 1]
    circles.sort(key=lambda group: (-sum(strength(graph, person) for person in group), group[0]))
    return Frame(
        places=place(graph) if places is None else places,
        circles={person: rank for rank, group in enumerate(circles) for person in group},
        names=tuple(graph.nodes[group[0]]["label"] for group in circles),
    )


def strength(graph: nx.Graph[str], person: str) -> int:
    """Return the sum of the weights of a character's relationships."""
    return int(graph.degree(person, weight="weight"))
