"""Analyses of several stories come in; what their relationships share, and where they differ, goes out."""

from __future__ import annotations

from relgraph.comparison.comparing import compare
from relgraph.comparison.differences import Contrast, Difference, Gain, Gap, Interval
from relgraph.comparison.parts import WAYS, compare_parts, part_of, parts_of
from relgraph.comparison.records import (
    PER_WORDS,
    ComparedStory,
    LoneRelationship,
    Match,
    Member,
    NearMiss,
    Relationship,
    SharedCharacter,
    Similarity,
)
from relgraph.comparison.result import Comparison
from relgraph.comparison.tagging import tag_report
from relgraph.comparison.views import (
    Course,
    Found,
    Heatmap,
    Join,
    StoryMap,
    TaggedPair,
    TagReport,
    Tree,
    UntaggedPair,
)

__all__ = [
    "PER_WORDS",
    "WAYS",
    "ComparedStory",
    "Comparison",
    "Contrast",
    "Course",
    "Difference",
    "Found",
    "Gain",
    "Gap",
    "Heatmap",
    "Interval",
    "Join",
    "LoneRelationship",
    "Match",
    "Member",
    "NearMiss",
    "Relationship",
    "SharedCharacter",
    "Similarity",
    "StoryMap",
    "TagReport",
    "TaggedPair",
    "Tree",
    "UntaggedPair",
    "compare",
    "compare_parts",
    "part_of",
    "parts_of",
    "tag_report",
]
