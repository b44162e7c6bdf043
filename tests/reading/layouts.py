"""Paragraphs that the reading tests lay out in many ways; short, and no two alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relgraph.records import MatterKind, Story

GULL = (
    "Ada crossed the yard before the bell had stopped, and the gulls went up from the wall as if she had called them."
)
LAMP = (
    "Brin kept the lamp turned low. Nobody on the stairs would have known that there was still a clerk in the office."
)
TIDE = (
    "The tide had taken the lower path by then, so the two of them waited on the slip and said nothing of the letter."
)


def chapters(story: Story) -> list[str | None]:
    """Return the titles of the chapters."""
    return [chapter.title for chapter in story.chapters]


def paragraphs(story: Story) -> list[str]:
    """Return what is counted, paragraph by paragraph."""
    return [story.text[start:end] for start, end in story.paragraphs]


def matter(story: Story, kind: MatterKind) -> list[str]:
    """Return the texts of one kind of matter."""
    return [story.text[part.start : part.end].strip() for part in story.matter if part.kind == kind]
