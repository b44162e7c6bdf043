"""An analysis and a graph of it come in; who speaks to whom, how often and how much goes out as a directed graph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from relgraph.errors import shorten
from relgraph.graph import PASSAGE_LENGTH
from relgraph.interactions import chapters_of
from relgraph.vetoes import is_void, ranges_of
from relgraph.wording import find_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relgraph.analysis import Analysis
    from relgraph.records import Quote


def speech_graph(
    analysis: Analysis, graph: nx.Graph[str] | None = None, *, chapters: tuple[int, int] | None = None
) -> nx.DiGraph[str]:
    """Return who speaks to whom: an edge leads from the speaker to the addressee.

    Nodes and their attributes are those of `graph`, by default of `analysis.graph()`. Edge attributes: `weight` (the
    number of quotes), `words` (in all of them), `chapters` (numbered from 1), `evidence` (the quotes' ranges, by
    position) and `first_passage` (the text of the first one, cut to 300 characters). Quotes without a known speaker or
    addressee, in matter, or in a passage that is no meeting of the two are left out. `chapters` is a half-open range
    of chapter indices from 0: only that part of the story is counted. A story without speech gives no edges.
    """
    whole = analysis.graph() if graph is None else graph
    said: nx.DiGraph[str] = nx.DiGraph()
    said.graph.update(whole.graph)
    said.add_nodes_from((name, dict(node)) for name, node in whole.nodes(data=True))
    spoken: defaultdict[tuple[str, str], list[tuple[Quote, int]]] = defaultdict(list)
    for pair, quote, chapter in _told(analysis, chapters):
        if pair[0] in said and pair[1] in said:
            spoken[pair].append((quote, chapter))
    words = find_words(analysis.story.text, analysis.story.paragraphs)
    for (speaker, addressee), quotes in sorted(spoken.items()):
        spans = tuple(sorted((quote.start, quote.end) for quote, _ in quotes))
        start, end = spans[0]
        said.add_edge(
            speaker,
            addressee,
            weight=len(spans),
            words=sum(words.number(span) for span in spans),
            chapters=tuple(sorted({chapter + 1 for _, chapter in quotes})),
            evidence=spans,
            first_passage=shorten(analysis.story.text[start : min(end, start + 4 * PASSAGE_LENGTH)], PASSAGE_LENGTH),
        )
    return said


def _told(analysis: Analysis, chapters: tuple[int, int] | None) -> Iterator[tuple[tuple[str, str], Quote, int]]:
    """Yield speaker and addressee, the quote and its chapter, of the quotes that count."""
    void = ranges_of(analysis.vetoes)
    low, high = chapters or (0, len(analysis.story.chapters))
    places = chapters_of(analysis.story, [quote.start for quote in analysis.quotes])
    for quote, chapter in zip(analysis.quotes, places, strict=True):
        speaker, addressee = quote.speaker, quote.addressee
        if speaker is None or addressee is None or speaker == addressee or chapter is None:
            continue
        pair = min(speaker, addressee), max(speaker, addressee)
        if low <= chapter < high and not is_void(void.get(pair, ()), quote.start):
            yield (speaker, addressee), quote, chapter
