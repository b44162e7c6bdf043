"""The relationship tags of each story beside what its text has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.comparing.picking import choose
from relgraph.dashboard.comparing.twins import heading, twin
from relgraph.sentiment import ABOUT
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from relgraph.comparison import TagReport
    from relgraph.dashboard.comparing.kept import Compared

_STATUS = {
    "central": "tagged and among the strongest",
    "there": "tagged, and they meet",
    "hardly there": "tagged, but hardly there",
    "never together": "tagged, but they never meet",
    "not in the text": "tagged, but not found in the text",
    "central, not tagged": "among the strongest, but not tagged",
}
_SIGNS = {"/": "A/B: romance or sex", "&": "A & B: friendship or family"}


def tagged(compared: Compared) -> None:
    """Draw the tag report of every story that has relationship tags."""
    comparison = compared.comparison
    reports = [report for report in comparison.tags if report.tagged or report.untagged]
    heading(
        "Tagged and written",
        "A tag says what two people are to each other, the text how often they meet: a meeting may be of any kind, and "
        f"no figure here says which. What the text calls them, and the mood of their passages, is beside it. {ABOUT}",
    )
    if not reports:
        st.info("None of these stories has relationship tags.")
        return
    rows = [row for report in reports for row in report.to_rows()]
    ends = [ids for report in reports for ids in _ends(report)]
    sides = [report.story for report in reports for _ in range(len(report.tagged) + len(report.untagged))]

    def pick(row: int | None) -> None:
        first, second = (None, None) if row is None else ends[row]
        if row is None or first is None or second is None:
            choose(comparison, 0, "none", "")
        else:
            choose(comparison, sides[row], "pair", link_id(first, second))

    twin(
        f"{len(rows)} relationships",
        {
            "Story": [row["story"] for row in rows],
            "Person": [row["first"] for row in rows],
            "with": [row["second"] for row in rows],
            "Tag": [_SIGNS.get(str(row["sign"]), "") for row in rows],
            "In the text": [_STATUS.get(str(row["status"]), str(row["status"])) for row in rows],
            "Meetings": [row["weight"] for row in rows],
            "% of all meetings": [round(100 * float(row["share"] or 0), 1) for row in rows],
            "Rank": [row["rank"] for row in rows],
            "The text calls them": [row["labels"] for row in rows],
            "Mood of the words, -1 to 1": [row["mood"] for row in rows],
        },
        key="tags_table",
        file="tags.csv",
        rows=lambda: rows,
        on_row=pick,
    )


def _ends(report: TagReport) -> list[tuple[str | None, str | None]]:
    return [*(one.ids for one in report.tagged), *(one.ids for one in report.untagged)]
