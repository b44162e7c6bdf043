"""Who may be whom in a story: mentions and quotations come in stretch by stretch, their links go out at the end."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from relgraph.language.model import shipped_model
from relgraph.language.nodes import KINDS, QUOTE, candidates, features, make_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from relgraph.language.model import Model, Reading, Vectors
    from relgraph.language.nodes import Nodes
    from relgraph.records import Entity, Links, Span, Story

LEAST: Final = 0.02
"""Less probable candidates are left out."""

CHUNK: Final = 400
"""Nodes whose candidates are scored at once: more would cost memory."""


class Linker:
    """Keeps a small vector for each person's mention and each quotation, until the whole story has been read."""

    def __init__(self) -> None:
        self._places: dict[Span, int] = {}
        self._mentions: list[Vectors] = []
        self._quotes: list[Vectors] = []

    @property
    def has_read(self) -> bool:
        """Whether anything was taken in."""
        return bool(self._mentions)

    def add(self, stretch: Span, mentions: Iterable[Span], quotes: Sequence[Span], reading: Reading) -> None:
        """Take in a stretch of the story with all ranges that may turn out to mention somebody."""
        start, end = stretch
        new = [span for span in dict.fromkeys(mentions) if span not in self._places]
        self._places.update({span: len(self._places) + number for number, span in enumerate(new)})
        said = quotes[bisect_left(quotes, (start, start)) : bisect_left(quotes, (end, end))]
        ranges = [*new, *((first, min(last, end)) for first, last in said)]
        sums = reading.sums([first - start for first, _ in ranges], [last - start for _, last in ranges])
        self._mentions.append(sums[: len(new)])
        self._quotes.append(sums[len(new) :])

    def link(
        self, story: Story, entities: Sequence[Entity], *, sentences: Sequence[Span], quotes: Sequence[Span]
    ) -> tuple[tuple[Links, ...], tuple[Links, ...]]:
        """Return the links of the entities and the voices of the quotes, see `relgraph.records.Parse`.

        Who was not taken in has none, and is none.
        """
        if not self.has_read:
            return (), ()
        people = [i for i, one in enumerate(entities) if one.category == "PER" and (one.start, one.end) in self._places]
        nodes = make_nodes(
            story.text,
            [(entities[index].start, entities[index].end, entities[index].kind) for index in people],
            quotes=quotes,
            sentences=sentences,
            paragraphs=story.paragraphs,
        )
        vectors = np.concatenate([*self._mentions, *self._quotes])
        rows = [self._places[entities[index].start, entities[index].end] for index in people]
        rows += range(len(self._places), len(vectors))
        quote = nodes.kind == QUOTE
        of_node = np.array(rows, dtype=np.int64)[nodes.source + np.where(quote, len(people), 0)]
        found = link_nodes(nodes, vectors[of_node], shipped_model())
        names = [~s if q else people[s] for s, q in zip(nodes.source.tolist(), quote.tolist(), strict=True)]
        links: list[Links] = [()] * len(entities)
        voices: list[Links] = [()] * len(quotes)
        for name, pairs in zip(names, found, strict=True):
            named = tuple((names[other], p) for other, p in pairs)
            if name < 0:
                voices[~name] = named
            else:
                links[name] = named
        return tuple(links), tuple(voices)


def link_nodes(nodes: Nodes, sums: Vectors, model: Model) -> list[Links]:
    """Return for each node the nodes that it may go back to with their probabilities (0..1), the most probable first.

    `sums` are the vectors of the nodes (`Reading.sums`). Of the names only the first of each text has any: afterwards
    they are told apart by what they say.
    """
    found: list[Links] = [()] * len(nodes.kind)
    one, other = candidates(nodes)
    wanted = nodes.kind != KINDS["name"]
    wanted[np.unique(nodes.text, return_index=True)[1]] = True
    one, other = one[wanted[one]], other[wanted[one]]
    cuts = np.searchsorted(one, np.arange(0, len(nodes.kind) + CHUNK, CHUNK)).tolist()
    parts = [(one[start:end], other[start:end]) for start, end in pairwise(cuts) if start < end]
    for part, scores in zip(parts, model.pool.map(lambda part: _scores(nodes, sums, model, *part), parts), strict=True):
        for node, others, p in _shares(*part, scores):
            found[node] = tuple(sorted(zip(others, p, strict=True), key=lambda pair: (-pair[1], pair[0])))
    return found


def _scores(
    nodes: Nodes, sums: Vectors, model: Model, one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.float64]:
    low, high = int(min(one.min(), other.min())), int(max(one.max(), other.max())) + 1
    classes = features(nodes, one, other)
    return model.score(sums[low:high], nodes.kind[low:high], (one - low, other - low), classes).astype(np.float64)


def _shares(
    one: NDArray[np.int64], other: NDArray[np.int64], scores: NDArray[np.float64]
) -> Iterator[tuple[int, list[int], list[float]]]:
    """Yield each node with its candidates and their probabilities: a softmax in which none of them scores 0."""
    starts = np.flatnonzero(np.diff(one, prepend=-1))
    sizes = np.diff(starts, append=len(one))
    top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
    weights = np.exp(scores - np.repeat(top, sizes))
    total = np.add.reduceat(weights, starts) + np.exp(-top)
    p = np.round(weights / np.repeat(total, sizes), 3)
    kept = p >= LEAST
    for start, end in zip(starts.tolist(), (starts + sizes).tolist(), strict=True):
        chosen = np.flatnonzero(kept[start:end]) + start
        yield int(one[start]), other[chosen].tolist(), p[chosen].tolist()
