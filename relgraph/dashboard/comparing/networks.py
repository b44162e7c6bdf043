"""Two networks beside each other: everybody stands in the same place in both, and who is chosen in one is in both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard import component
from relgraph.dashboard.comparing.joined import frame_in, shared_frame, side_graph
from relgraph.dashboard.comparing.picking import choices, choose
from relgraph.dashboard.parts import absent, drawn, theme, title_of
from relgraph.view.scene import Scene

if TYPE_CHECKING:
    from relgraph.comparison import Comparison
    from relgraph.dashboard.comparing.joined import Joined
    from relgraph.dashboard.comparing.kept import Compared
    from relgraph.view.frame import Frame
    from relgraph.view.network import Json


def networks(compared: Compared, sides: tuple[int, int]) -> None:
    """Draw the networks of two stories; grey dots stand for those who are in the other one only."""
    st.caption(
        "Everybody stands in the same place and has the same colour in both; a small grey dot is somebody of the other "
        "story. Choose a person or a line in one, and both show it, with the passages below."
    )
    people, frame = shared_frame(compared, sides)
    with st.container(key="compare_networks"):
        for side, column in zip(sides, st.columns(2, gap="medium"), strict=True):
            with column:
                _one(compared, side, people, frame)


def scene(compared: Compared, side: int, sides: tuple[int, int]) -> Scene:
    """Return everybody of a story in the places that two share."""
    people, frame = shared_frame(compared, sides)
    own = frame_in(frame, people, side)
    return Scene(analysis=compared.analysis(side), graph=compared.graph(side), frame=own, theme=theme())


def _one(compared: Compared, side: int, people: Joined, frame: Frame) -> None:
    about, graph = compared.comparison.about[side], side_graph(compared, side)
    figures = f"{about.words:,} words · {len(graph)} of {about.characters} people · {about.relationships} relationships"
    title_of(about.title, figures)
    if not graph:
        st.info("No characters were found in this story.")
        return
    shown = Scene(analysis=compared.analysis(side), graph=graph, frame=frame_in(frame, people, side), theme=theme())
    picture = drawn(shown)
    picture["absent"] = [*absent(shown, shown.frame.places), *_elsewhere(people, frame, side)]
    component.network(
        picture,
        key=f"network_{side}",
        view=f"compare {side} {' '.join(sorted(map(str, people.nodes.values())))[:2000]}",
        label=f"Network of {len(graph)} people in {about.title}. The table under Differences offers the same.",
        selected=choices(len(compared.keys))[side],
        on_selection=partial(_from_network, compared.comparison, side),
        small=True,
    )


def _elsewhere(people: Joined, frame: Frame, side: int) -> list[dict[str, Json]]:
    """Return dots for those whom this story does not have."""
    here = {node for (story, _), node in people.nodes.items() if story == side}
    return [
        {"id": f"other {node}", "x": x, "y": y, "title": f"{people.graph.nodes[node]['label']}\nnot in this story"}
        for node, (x, y) in sorted(frame.places.items())
        if node not in here
    ]


def _from_network(comparison: Comparison, side: int) -> None:
    kind, identity = component.chosen(f"network_{side}")
    if not identity.startswith("other "):
        choose(comparison, side, kind, identity)
