"""An analysed story on the reader's desk: its frame, made once, and its graphs, made when asked for."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from relgraph.measures import measure
from relgraph.records import Chapter
from relgraph.view.frame import Frame, frame_of
from relgraph.view.timeline import Part, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.dashboard.settings import Settings
    from relgraph.records import Mention

Made = TypeVar("Made")

GRAPHS = 48
"""So many graphs of a story, and what was made of them, are kept: who goes back and forth finds them again."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Work:
    """An analysis with the places and circles of its people, which all windows and filters share.

    `parts` are what the reader goes through: the chapters, or equal parts of a story that has one chapter only.
    """

    analysis: Analysis
    frame: Frame
    parts: tuple[Part, ...]
    made: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)

    def graph(self, settings: Settings) -> nx.Graph[str]:
        """Return the graph of what counts as a meeting in these settings, in the parts chosen; leave it as it is."""
        parts = clip(settings.chapters, len(self.parts))
        key = (settings.window, settings.count, settings.kinds, settings.sure, parts)
        return self.keep(key, lambda: self._graph(settings, parts))

    def mentions(self, settings: Settings) -> tuple[Mention, ...]:
        """Return the mentions that are sure enough to count."""
        return self.keep(("mentions", settings.sure), lambda: self.analysis.surely(settings.sure / 100))

    def keep(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made for this key, or make it; what was made long ago is forgotten."""
        found: Made | None = self.made.get(key)
        if found is None:
            found = make()
            self.made[key] = found
            while len(self.made) > GRAPHS:
                self.made.popitem(last=False)
        return found

    def _graph(self, settings: Settings, parts: tuple[int, int] | None) -> nx.Graph[str]:
        analysis, span = self.analysis, (parts[0] - 1, parts[1]) if parts else None
        whole = span is None or self.parts[0].chapters is not None
        if span and not whole:
            analysis, span = _cut_out(analysis, self.parts[span[0]].start, self.parts[span[1] - 1].end)
        graph = analysis.graph(
            window=settings.window,
            count=settings.count,
            kinds=settings.interactions,
            chapters=span,
            min_p=settings.sure / 100,
        )
        return graph if whole else _in_one_chapter(graph)


def work_on(analysis: Analysis) -> Work:
    """Return the work on an analysis: places and circles come from the whole story under the usual window."""
    graph = analysis.graph()
    story = analysis.story
    return Work(
        analysis=analysis,
        frame=frame_of(graph, measure(graph).community),
        parts=parts_of(story, most=max(1, len(story.chapters))),
    )


def clip(chapters: tuple[int, int] | None, count: int) -> tuple[int, int] | None:
    """Return a range of chapters (from 1, both ends included) within those there are; None where it holds all."""
    if chapters is None:
        return None
    first, last = min(chapters[0], count), min(chapters[1], count)
    return None if first <= 1 and last >= count else (first, last)


def _cut_out(analysis: Analysis, start: int, end: int) -> tuple[Analysis, tuple[int, int]]:
    """Return the analysis with a stretch of its only chapter as a chapter of its own, and the range of that one."""
    chapter = analysis.story.chapters[0]
    cuts = [(chapter.start, start), (start, end), (end, chapter.end)]
    chapters = tuple(Chapter(title=chapter.title, start=left, end=right) for left, right in cuts if left < right)
    at = next(index for index, one in enumerate(chapters) if one.start == start)
    return replace(analysis, story=replace(analysis.story, chapters=chapters)), (at, at + 1)


def _in_one_chapter(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Give people and relationships back the number of the chapter that the story really has."""
    for _, person in graph.nodes(data=True):
        person["first_chapter"] = 1
    for _, _, link in graph.edges(data=True):
        link["chapters"] = (1,)
    return graph
