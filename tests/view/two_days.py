"""A small story that the tests of the view share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import make_analysis

from relgraph.measures import measure
from relgraph.view import Scene, frame_of

if TYPE_CHECKING:
    from relgraph.analysis import Analysis

CHAPTERS = (
    "{ann|Ann} greeted {bob|Bob}. {ann|She} smiled at {bob|him}.\n\n{cy|Cy} saw {bob|Bob}.",
    "{ann|Ann} thanked {bob|Bob}. {dee|Dee} slept.",
)


def make_two_days() -> Analysis:
    """Return a story: Ann and Bob meet in three sentences of two chapters, Bob and Cy in one; Dee meets nobody."""
    return make_analysis(*CHAPTERS, slug="two-days", title="Two days", people={"ann": {"pronouns": "she/her"}})


def make_scene() -> Scene:
    """Return two days, a meeting being a sentence."""
    analysis = make_two_days()
    graph = analysis.graph(window="sentences:1")
    return Scene(analysis=analysis, graph=graph, frame=frame_of(graph, measure(graph).community))
