"""A story of three chapters in which every number of a graph differs from its neighbours, with places and colours."""

from __future__ import annotations

from dataclasses import replace

from builders import make_analysis

from relgraph.records import Merge

# Ann (8 mentions) and Bob meet twice in chapter 1 and once in chapter 3; Bob and Cy meet in chapter 2.
THREE_DAYS = make_analysis(
    "{ann|Ann Lee} met {bob|Bob}. {ann|She} asked {bob|Bobby}. {ann|Ann Lee} slept.",
    "{bob|He} gave {cy|Cy} a “hat”.",
    "{ann|Ann Lee} & {bob|Bob} left; {ann|she} sang. {ann|She} smiled. {ann|She} slept. {ann|She} woke.",
    slug="three-days",
    title="Three <Days>",
    people={"ann": {"pronouns": "she/her"}, "cy": {"pronouns": "they/them"}},
)
THREE_DAYS = replace(
    THREE_DAYS,
    mentions=tuple(
        replace(mention, p=0.75) if mention.kind == "pronoun" else mention for mention in THREE_DAYS.mentions
    ),
    merges=(
        Merge(character="bob", rule="nickname", first="Bob", second="Bobby", start=13, end=29, p=0.9, others=("cy",)),
    ),
)
WINDOW = "sentences:1"
GRAPH = THREE_DAYS.graph(window=WINDOW)
PLACES = {"ann": (10.0, 20.5), "bob": (-5.5, 0.0), "nobody": (1.0, 2.0)}
COLOURS = {"ann": "#ff8001", "cy": "#0072B2", "nobody": "#123456"}
