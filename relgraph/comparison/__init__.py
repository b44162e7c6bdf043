"""Analyses of several stories come in; what their relationships share, and where they differ, goes out."""

from __future__ import annotations

from relgraph.comparison.comparing import compare
from relgraph.comparison.records import (
    PER_WORDS,
    ComparedStory,
    Contrast,
    Difference,
    Gain,
    Gap,
    Interval,
    LoneRelationship,
    Match,
    Member,
    NearMiss,
    Relationship,
    SharedCharacter,
    Similarity,
)
from relgraph.comparison.result import Comparison
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
]
