"""An analysed story on the reader's desk: its frame, made once, and its graphs, made when asked for."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relgraph.measures import measure
from relgraph.view.frame import Frame, frame_of

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.dashboard.settings import Settings

GRAPHS = 32
"""So many graphs of a story are kept: a slider that goes back and forth finds them again."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Work:
    """An analysis with the places and circles of its people, which all windows and filters share."""

    analysis: Analysis
    frame: Frame
    graphs: OrderedDict[tuple[str, str, tuple[int, int] | None], nx.Graph[str]] = field(default_factory=OrderedDict)

    def graph(self, settings: Settings) -> nx.Graph[str]:
        """Return the graph for a window, way of counting and chapters (as far as there are any); leave it as it is."""
        chapters = clip(settings.chapters, len(self.analysis.story.chapters))
        key = (settings.window, settings.count, chapters)
        if key not in self.graphs:
            span = (chapters[0] - 1, chapters[1]) if chapters else None
            self.graphs[key] = self.analysis.graph(window=settings.window, count=settings.count, chapters=span)
            while len(self.graphs) > GRAPHS:
                self.graphs.popitem(last=False)
        return self.graphs[key]


def work_on(analysis: Analysis) -> Work:
    """Return the work on an analysis: places and circles come from the whole story under the usual window."""
    graph = analysis.graph()
    return Work(analysis=analysis, frame=frame_of(graph, measure(graph).community))


def clip(chapters: tuple[int, int] | None, count: int) -> tuple[int, int] | None:
    """Return a range of chapters (from 1, both ends included) within those there are; None where it holds all."""
    if chapters is None:
        return None
    first, last = min(chapters[0], count), min(chapters[1], count)
    return None if first <= 1 and last >= count else (first, last)
