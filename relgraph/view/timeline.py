"""A story part by part: who is there, who meets whom, and how one relationship goes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relgraph.errors import shorten
from relgraph.view.passages import chapter_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.records import Mention, Span, Story

MOST = 24
"""More parts than this cannot be told apart side by side: chapters are then taken together."""

EQUAL = 12
"""A story of one chapter is divided into so many equal parts of text."""

PEAKS = 3
QUOTED = 160
"""Characters of a passage that names a peak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a story: its name, its half-open range of characters, and its chapters (half-open indices from 0).

    `chapters` is None for a part that is no whole chapter.
    """

    name: str
    start: int
    end: int
    chapters: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What happens in a part: mentions of each person who is there, and meetings of each pair (sorted) that meets.

    A relationship has as many meetings as passages that begin in the part, however they are weighed.
    """

    part: Part
    mentions: Mapping[str, int]
    meetings: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The moments of a story in order, and its people: ids, most mentioned first, and their `names`."""

    people: tuple[str, ...]
    names: tuple[str, ...]
    moments: tuple[Moment, ...]

    def presence(self, person: str) -> tuple[int, ...]:
        """Return the mentions of a person, moment by moment; zeros for somebody who is not in the graph."""
        return tuple(moment.mentions.get(person, 0) for moment in self.moments)

    def meetings(self, first: str, second: str) -> tuple[int, ...]:
        """Return the meetings of two people in any order, moment by moment."""
        pair = (min(first, second), max(first, second))
        return tuple(moment.meetings.get(pair, 0) for moment in self.moments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """A part in which two people meet most, and the passage (with the beginning of its text) that stands for it."""

    moment: int
    meetings: int
    passage: Span
    text: str


def parts_of(
    story: Story, *, most: int = MOST, equal: int = EQUAL, chapters: tuple[int, int] | None = None
) -> tuple[Part, ...]:
    """Return the parts of a story: its chapters, at most `most` (several are taken together); one as `equal` parts.

    `chapters` is a half-open range of indices from 0: only these are divided. A story without chapters has no parts.
    """
    first, last = chapters or (0, len(story.chapters))
    count = min(last, len(story.chapters)) - first
    if count <= 0:
        return ()
    if count == 1:
        return _equal(story, first, max(1, equal))
    size = -(-count // max(1, most))
    spans = [(start, min(start + size, first + count)) for start in range(first, first + count, size)]
    return tuple(_chapters(story, start, end) for start, end in spans)


def _chapters(story: Story, first: int, last: int) -> Part:
    name = chapter_name(story.chapters, first) if last - first == 1 else f"Chapters {first + 1} to {last}"
    found = story.chapters
    return Part(name=name, start=found[first].start, end=found[last - 1].end, chapters=(first, last))


def _equal(story: Story, chapter: int, count: int) -> tuple[Part, ...]:
    start, size = story.chapters[chapter].start, story.chapters[chapter].end - story.chapters[chapter].start
    count = max(1, min(count, size))
    cuts = [start + size * cut // count for cut in range(count + 1)]
    return tuple(
        Part(name=f"Part {number + 1} of {count}", start=cuts[number], end=cuts[number + 1]) for number in range(count)
    )


def timeline_of(
    analysis: Analysis, graph: nx.Graph[str], parts: Sequence[Part], *, mentions: Sequence[Mention] | None = None
) -> Timeline:
    """Return what happens in each of the parts (see `parts_of`) to the people and relationships of a graph.

    `mentions` are those to count, by default all of the analysis. What lies between parts is not counted.
    """
    present: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for mention in analysis.mentions if mentions is None else mentions:
        at = _part_at(parts, mention.start)
        if mention.character in graph and at is not None:
            present[at][mention.character] += 1
    met: defaultdict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    for a, b, link in graph.edges(data=True):
        for start, _ in link["evidence"]:
            if (at := _part_at(parts, start)) is not None:
                met[at][min(a, b), max(a, b)] += 1
    people = tuple(sorted(graph, key=lambda person: (-graph.nodes[person]["mentions"], person)))
    return Timeline(
        people=people,
        names=tuple(str(graph.nodes[person]["label"]) for person in people),
        moments=tuple(
            Moment(part=part, mentions=dict(sorted(present[at].items())), meetings=dict(sorted(met[at].items())))
            for at, part in enumerate(parts)
        ),
    )


def _part_at(parts: Sequence[Part], offset: int) -> int | None:
    at = bisect_right(parts, offset, key=lambda part: part.start) - 1
    return at if at >= 0 and offset < parts[at].end else None


def peaks_of(
    analysis: Analysis, graph: nx.Graph[str], timeline: Timeline, pair: tuple[str, str], *, count: int = PEAKS
) -> tuple[Peak, ...]:
    """Return the moments in which two people meet most, by position: at most `count`, no two side by side.

    Each is named by the passage that mentions the two most often (of several, the first), which is where more happens
    than a glance; it misses a short one that decides everything. Two people who never meet have no peaks.
    """
    met = timeline.meetings(*pair)
    ranked = sorted((at for at in range(len(met)) if met[at]), key=lambda at: (-met[at], at))
    taken: list[int] = []
    for at in ranked:
        if len(taken) < count and not {at - 1, at + 1} & set(taken):
            taken.append(at)
    own = sorted(mention.start for mention in analysis.mentions if mention.character in pair)
    evidence = graph[pair[0]][pair[1]]["evidence"] if taken else ()
    return tuple(_peak(analysis, timeline, at, met[at], evidence, own) for at in sorted(taken))


def _peak(
    analysis: Analysis, timeline: Timeline, at: int, met: int, evidence: Sequence[Span], own: Sequence[int]
) -> Peak:
    part = timeline.moments[at].part
    inside = [span for span in evidence if part.start <= span[0] < part.end]
    start, end = max(inside, key=lambda span: bisect_right(own, span[1] - 1) - bisect_right(own, span[0] - 1))
    text = shorten(analysis.story.text[start : min(end, start + 4 * QUOTED)], QUOTED)
    return Peak(moment=at, meetings=met, passage=(start, end), text=text)
