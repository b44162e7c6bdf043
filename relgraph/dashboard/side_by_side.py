"""The middle of the compare page: two networks that share a choice, and the table of their relationships."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.comparison import Comparison, compare
from relgraph.dashboard import component
from relgraph.dashboard.parts import drawn, scene_of, title_of
from relgraph.dashboard.settings import Settings
from relgraph.dashboard.state import current
from relgraph.view.panel import Panel, pair_panel, person_panel
from relgraph.view.picture import link_id, pair_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.comparison import Relationship
    from relgraph.dashboard.work import Work
    from relgraph.view.scene import Scene

PEOPLE = 30
"""So many people of each story: half a screen holds no more."""

PASSAGES = 6
_CHOICES = "compared"

Choice = dict[str, str | int]


@st.fragment
def side_by_side(works: tuple[Work, Work]) -> None:
    """Draw two stories side by side; who is chosen in one is chosen in the other, too."""
    window, count = current().window, current().count
    comparison = _compared(works, window, count)
    settings = Settings(window=window, count=count, people=PEOPLE)
    scenes = [scene_of(work, settings) for work in works]
    choices = _choices()
    for side, column in enumerate(st.columns(2, gap="medium")):
        with column:
            _one(scenes[side], comparison, side)
    _table(comparison)
    for side, column in enumerate(st.columns(2, gap="medium")):
        with column:
            if panel := _panel(scenes[side], choices[side]):
                component.panel(
                    panel,
                    key=f"panel_{side}",
                    name=str(choices[side]["id"]),
                    on_selection=partial(_from_panel, comparison, side),
                )


def _compared(works: tuple[Work, Work], window: str, count: Any) -> Comparison:  # noqa: ANN401 - Count
    """Return the comparison, computed once for two stories and a way of counting."""
    key = (*(work.analysis.story.sha256 for work in works), window, count)
    kept = st.session_state.get("comparison")
    if kept is None or kept[0] != key:
        kept = (key, compare([work.analysis for work in works], window=window, count=count))
        st.session_state["comparison"] = kept
        st.session_state[_CHOICES] = [
            {**choice, "kind": "none", "id": "", "n": int(choice["n"]) + 1} for choice in _choices()
        ]
    comparison: Comparison = kept[1]
    return comparison


def _choices() -> list[Choice]:
    choices: list[Choice] = st.session_state.setdefault(
        _CHOICES, [{"kind": "none", "id": "", "n": 0} for _ in range(2)]
    )
    return choices


def _one(scene: Scene, comparison: Comparison, side: int) -> None:
    story, graph = scene.analysis.story, scene.graph
    figures = f"{story.words:,} words · {len(graph)} people · {graph.number_of_edges()} relationships"
    title_of(story.title, figures)
    if not graph:
        st.info("No characters were found in this story.")
        return
    component.network(
        drawn(scene),
        key=f"network_{side}",
        view=f"compare {side} {story.sha256}",
        label=f"Network of {len(graph)} people in {story.title}. The table below offers the shared relationships.",
        selected=_choices()[side],
        on_selection=partial(_from_network, comparison, side),
        small=True,
    )


def _from_network(comparison: Comparison, side: int) -> None:
    _choose(comparison, side, *component.chosen(f"network_{side}"))


def _from_panel(comparison: Comparison, side: int) -> None:
    kind, identity = component.chosen(f"panel_{side}")
    if kind != "more":
        _choose(comparison, side, kind, identity)


def _choose(comparison: Comparison, side: int, kind: str, identity: str) -> None:
    """Choose in one story, and in the other one the same people where they are in it."""
    other = 1 - side
    partner = {str(one.ids[side]): one.ids[other] for one in comparison.characters}
    pair = pair_of(identity) if kind == "pair" else None
    ids = [partner.get(person) for person in pair or (identity,)]
    known = [person for person in ids if person]
    same = link_id(known[0], known[1]) if pair and len(known) == 2 else known[0] if known and not pair else ""
    _put({side: (kind, identity), other: (kind if same else "none", same)})


def _put(wanted: dict[int, tuple[str, str]]) -> None:
    st.session_state[_CHOICES] = [
        {"kind": wanted[side][0], "id": wanted[side][1], "n": int(choice["n"]) + 1}
        for side, choice in enumerate(_choices())
    ]


def _table(comparison: Comparison) -> None:
    rows = sorted(comparison.relationships, key=lambda row: not row.shared)
    shared = sum(row.shared for row in rows)
    st.subheader("Shared relationships", anchor=False)
    if comparison.nobody_shared:
        st.info("Nobody occurs in both stories.")
        return
    weight, proportion = comparison.jaccard[0][1], comparison.cosine[0][1]
    st.caption(
        f"{len(comparison.characters)} people occur in both stories, {shared} of their relationships too. Likeness of "
        f"the relationships, 0 to 1: {weight:.2f} by weight (Jaccard), {proportion:.2f} by proportion (cosine). "
        "Choose a row to see both."
    )

    def chosen() -> None:
        selected = st.session_state["shared"]["selection"]["rows"]
        row = rows[selected[0]] if selected and selected[0] < len(rows) else None
        _put({side: _pair(row, side) for side in range(2)})

    st.dataframe(
        _columns(rows),
        key="shared",
        hide_index=True,
        height=min(38 + 35 * max(1, len(rows)), 320),
        on_select=chosen,
        selection_mode="single-row",
    )


def _pair(row: Relationship | None, side: int) -> tuple[str, str]:
    if row is None or not row.weights[side]:
        return "none", ""
    return "pair", link_id(str(row.first.ids[side]), str(row.second.ids[side]))


def _columns(rows: Sequence[Relationship]) -> dict[str, list[Any]]:
    return {
        "Person": [row.first.name for row in rows],
        "with": [row.second.name for row in rows],
        "In both": [row.shared for row in rows],
        "Weight, first": [row.weights[0] for row in rows],
        "Weight, second": [row.weights[1] for row in rows],
        "Rank, first": [row.ranks[0] for row in rows],
        "Rank, second": [row.ranks[1] for row in rows],
        "Per 10,000 words, first": [round(row.per_words[0], 1) for row in rows],
        "Per 10,000 words, second": [round(row.per_words[1], 1) for row in rows],
    }


def _panel(scene: Scene, choice: Choice) -> Panel | None:
    kind, identity = str(choice["kind"]), str(choice["id"])
    pair = pair_of(identity) if kind == "pair" else None
    if pair and scene.graph.has_edge(*pair):
        return pair_panel(scene, pair, limit=PASSAGES)
    if kind == "person" and identity in scene.graph:
        return person_panel(scene, identity)
    return None
