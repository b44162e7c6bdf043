"""How something goes through a story: counts, and the mood of passages, part by part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from relgraph.sentiment import ABOUT, pleasantness
from relgraph.view.timeline import parts_of
from relgraph.view.values import Chart, Mood

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.analysis import Analysis
    from relgraph.records import Span, Story
    from relgraph.view.timeline import Part

BARS = 60
"""More bars than this are too thin for a finger: chapters are taken together."""

PARTS = 20
"""A story of one chapter is divided into so many equal parts of text to show what happens when."""

SCENES = 10
"""A mood needs several sentences: of one chapter, so many parts."""

FEWEST = 5
"""Sentences; the mean of fewer says nothing."""


def chart(title: str, story: Story, positions: Sequence[int], *, leads: str = "") -> Chart:
    """Return the counts of `positions` (rising) by chapter, or by equal parts of the text where there is only one."""
    parts = parts_of(story, most=BARS, equal=PARTS)
    cuts = [bisect_left(positions, part.start) for part in parts]
    ends = [bisect_left(positions, part.end) for part in parts]
    to = [cut if cut < end else -1 for cut, end in zip(cuts, ends, strict=True)]
    if leads == "place":
        to = [positions[cut] if cut >= 0 else -1 for cut in to]
    return Chart(
        title=f"{title} {_by(story)}",
        parts=[(part.name, end - cut) for part, cut, end in zip(parts, cuts, ends, strict=True)],
        ends=_ends(story),
        leads=leads,
        to=to if leads else [],
    )


def mood(analysis: Analysis, evidence: Iterable[Span]) -> Mood | None:
    """Return the mean pleasantness (-1..1) of the sentences in `evidence`, part by part; each sentence counts once.

    None where fewer than two parts have enough sentences: there is nothing to compare.
    """
    story = analysis.story
    sentences = sentences_in(analysis.sentences, evidence)
    parts = parts_of(story, most=BARS, equal=SCENES)
    shown = [_part(story.text, sentences, part) for part in parts]
    if sum(value is not None for _, value, _ in shown) < 2:
        return None
    return Mood(title=f"Mood of their passages {_by(story)}", note=ABOUT, parts=shown, ends=_ends(story))


def _part(text: str, sentences: Sequence[Span], part: Part) -> tuple[str, float | None, int]:
    low = bisect_left(sentences, part.start, key=itemgetter(0))
    high = bisect_left(sentences, part.end, key=itemgetter(0))
    scores = [pleasantness(text[start:end]) for start, end in sentences[low:high]]
    mean = round(sum(scores) / len(scores), 2) + 0.0 if len(scores) >= FEWEST else None  # never -0.0
    return part.name, mean, len(scores)


def sentences_in(sentences: Sequence[Span], ranges: Iterable[Span]) -> list[Span]:
    """Return the sentences (by position, without overlap) that a range touches, each once."""
    found: list[Span] = []
    reached = 0
    for start, end in sorted(ranges):
        low = max(reached, bisect_right(sentences, start, key=itemgetter(1)))
        high = bisect_left(sentences, end, key=itemgetter(0))
        found += sentences[low:high]
        reached = max(reached, high)
    return found


def _by(story: Story) -> str:
    return "by chapter" if len(story.chapters) > 1 else "through the story"


def _ends(story: Story) -> tuple[str, str]:
    return ("Chapter 1", f"Chapter {len(story.chapters)}") if len(story.chapters) > 1 else ("Beginning", "End")
