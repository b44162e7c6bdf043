"""An analysis comes in; who meets whom, how often and how far into the story, comes out as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx
    from numpy.typing import NDArray

    from relgraph.analysis import Analysis
    from relgraph.interactions import Count, Window

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meetings:
    """The meetings of a story's characters; each array has an entry per meeting.

    `pairs` are the relationships (ids, sorted), `pair` the index of a meeting's, `at` how much of the story (0..1, by
    tokens) lies before the end of its passage, `weight` what it adds to the graph. `seed` is made of the text and the
    part of it, so that chance is the same wherever the story stands in a comparison. `graph` holds those whom other
    stories may know, `whole` everyone.
    """

    graph: nx.Graph[str]
    whole: nx.Graph[str]
    pairs: tuple[Pair, ...]
    pair: NDArray[np.int64]
    at: NDArray[np.float64]
    weight: NDArray[np.int64]
    words: int
    seed: int

    @property
    def total(self) -> int:
        """The sum of all weights."""
        return int(self.weight.sum())

    def counts(self, parts: int) -> NDArray[np.int64]:
        """Return the weights by pair (rows) in so many equal parts of the story (columns)."""
        part = np.minimum((self.at * parts).astype(np.int64), parts - 1)
        table = np.zeros((len(self.pairs), parts), dtype=np.int64)
        np.add.at(table, (self.pair, part), self.weight)
        return table


def find_meetings(analysis: Analysis, *, window: Window, count: Count) -> Meetings:
    """Return the meetings of those whom other stories may know: the named, and a narrator whom the text names."""
    whole = analysis.graph(window=window, count=count)
    graph = _of_the_named(whole)
    pairs = sorted((min(one, other), max(one, other)) for one, other in graph.edges)
    index = {pair: number for number, pair in enumerate(pairs)}
    found = list(_passages(graph) if count == "passages" else _pairs(analysis, graph, whole, window))
    story = analysis.story
    place = (story.chapters[0].start, story.chapters[-1].end) if story.chapters else (0, 0)
    return Meetings(
        graph=graph,
        whole=whole,
        pairs=tuple(pairs),
        pair=np.array([index[pair] for pair, _, _ in found], dtype=np.int64),
        at=_positions(analysis, [end for _, end, _ in found]),
        weight=np.array([weight for _, _, weight in found], dtype=np.int64),
        words=max(story.words, 1),
        seed=int(story.sha256[:12], 16) + place[0] + place[1],
    )


def _of_the_named(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return the part of the graph whose characters other stories may know: "I" and "Mum" are others in each story."""
    nodes = ((name, node["kind"], node["aliases"]) for name, node in graph.nodes(data=True))
    return graph.subgraph([name for name, kind, called in nodes if kind == "named" or (called and kind != "unnamed")])


def _passages(graph: nx.Graph[str]) -> Iterator[tuple[Pair, int, int]]:
    """Yield pair, end and weight of each passage."""
    for one, other, edge in graph.edges(data=True):
        pair = (min(one, other), max(one, other))
        yield from ((pair, end, 1) for _, end in edge["evidence"])


def _pairs(
    analysis: Analysis, graph: nx.Graph[str], whole: nx.Graph[str], window: Window
) -> Iterator[tuple[Pair, int, int]]:
    """Yield pair, end of the passage and number of pairs of mentions of each meeting.

    Everyone plays a part: a block around a mention of an unnamed character may hold the pairs of others.
    """
    mentions = [mention for mention in analysis.mentions if mention.character in whole]
    for meeting in analysis.meetings(mentions, window=window, count="pairs"):
        if graph.has_edge(meeting.first, meeting.second):
            yield (meeting.first, meeting.second), meeting.end, meeting.weight


def _positions(analysis: Analysis, ends: Sequence[int]) -> NDArray[np.float64]:
    """Return for each offset the share of the chapters' tokens that begin before it."""
    starts = np.array([start for start, _ in analysis.tokens], dtype=np.int64)
    edges = np.array([(part.start, part.end) for part in analysis.story.chapters], dtype=np.int64).reshape(-1, 2)
    bounds = np.searchsorted(starts, edges)
    inside = np.concatenate([starts[first:last] for first, last in bounds]) if len(bounds) else starts
    before = np.searchsorted(inside, np.array(ends, dtype=np.int64))
    shares: NDArray[np.float64] = np.maximum(before - 0.5, 0) / max(len(inside), 1)
    return shares
