"""A comparison comes in; views of all its stories at once go out: heat map, tree, map, union, courses, search."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from relgraph.comparison.clustering import map_of, tree_of
from relgraph.comparison.likeness import folded
from relgraph.comparison.records import PER_WORDS
from relgraph.comparison.views import Course, Found, Heatmap, StoryMap
from relgraph.errors import RelgraphError, one_of, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relgraph.comparison.records import Relationship, SharedCharacter, Similarity
    from relgraph.comparison.result import Comparison
    from relgraph.comparison.views import Tree, Unit

NAMED = 12
"""Characters that a message lists."""


def distances_of(similarity: Similarity) -> NDArray[np.float64]:
    """Return a measure as distances: 1 less the similarity, or the distance itself."""
    table = np.array(similarity.table, dtype=np.float64)
    return 1 - table if similarity.kind == "similarity" else table


def story_tree(comparison: Comparison, measure: str) -> Tree:
    """Return the clustering of the stories by a measure."""
    return tree_of(distances_of(comparison.similarity(measure)))


def story_map(comparison: Comparison, measure: str) -> StoryMap:
    """Return the stories as points by a measure."""
    places, kept = map_of(distances_of(comparison.similarity(measure)))
    return StoryMap(measure=measure, stories=comparison.stories, places=places, kept=kept)


def heatmap(comparison: Comparison, *, unit: Unit, top: int) -> Heatmap:
    """Return the strongest relationships of all stories as a table, with an order of rows and columns by likeness.

    Strongest are those whose figures sum to most over the stories. Rows are near whose proportions over the stories
    are alike (1 less the cosine), columns whose stories are (1 less the weighted Jaccard of all relationships).
    """
    figures = [[float(value) for value in _figures(row, unit)] for row in comparison.relationships]
    strongest = sorted(range(len(figures)), key=lambda index: (-sum(figures[index]), index))[:top]
    table = np.array([figures[index] for index in strongest], dtype=np.float64).reshape(
        len(strongest), len(comparison.stories)
    )
    chosen = [comparison.relationships[index] for index in strongest]
    return Heatmap(
        unit=unit,
        pairs=tuple((row.first.name, row.second.name) for row in chosen),
        relationships=tuple(strongest),
        stories=comparison.stories,
        values=tuple(tuple(row) for row in table.tolist()),
        row_order=tree_of(_apart(table)).order,
        column_order=story_tree(comparison, "jaccard").order,
    )


def _figures(row: Relationship, unit: Unit) -> Sequence[float]:
    return {"per_words": row.per_words, "share": row.shares, "weight": row.weights}[unit]


def _apart(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 1 less the cosine of each two rows; every row has a figure that is not 0."""
    lengths = np.sqrt((table**2).sum(axis=1, keepdims=True))
    unit = table / np.where(lengths > 0, lengths, 1)
    distances: NDArray[np.float64] = np.maximum(0.0, 1 - unit @ unit.T)
    return distances


def find_character(comparison: Comparison, name: str) -> SharedCharacter:
    """Return the shared character whom any story calls by this name (any case), the most mentioned of several.

    Raises RelgraphError, with those who are mentioned most, where there is none.
    """
    wanted = folded(name)
    for one in comparison.characters:
        if wanted in {folded(one.name), *(folded(match.name) for match in one.matches)}:
            return one
    for one in comparison.characters:
        if wanted in {form for match in one.matches for form in match.forms}:
            return one
    known = one_of(one.name for one in comparison.characters[:NAMED]) or "nobody"
    msg = f"{shorten(name)!r} does not occur in two of these stories; who does: {known}"
    raise RelgraphError(msg)


def course(comparison: Comparison, first: str, second: str, *, parts: int) -> Course:
    """Return how two people meet from the beginning to the end of each story."""
    people = (find_character(comparison, first), find_character(comparison, second))
    if people[0] is people[1] or parts < 1:
        problem = f"{parts} parts" if parts < 1 else f"{shorten(first)!r} and {shorten(second)!r} are one person"
        msg = f"no course: {problem}; give two people and at least one part"
        raise RelgraphError(msg)
    weights = []
    for side, story in enumerate(comparison.meetings):
        pair = tuple(sorted(str(one.ids[side]) for one in people))
        rows = [index for index, known in enumerate(story.pairs) if known == pair]
        weights.append(tuple(story.counts(parts)[rows].sum(axis=0).tolist()))
    return Course(
        names=(people[0].name, people[1].name),
        stories=comparison.stories,
        edges=tuple(100 * part / parts for part in range(parts + 1)),
        weights=tuple(weights),
        per_words=tuple(
            tuple(weight * PER_WORDS * parts / story.words for weight in row)
            for row, story in zip(weights, comparison.meetings, strict=True)
        ),
    )


def find_stories(comparison: Comparison, first: str, second: str, *, among: int) -> tuple[Found, ...]:
    """Return the stories in which two people are among so many strongest relationships, the best rank first."""
    people = {id(find_character(comparison, name)) for name in (first, second)}
    found = [
        Found(story=side, title=comparison.stories[side], rank=rank, weight=row.weights[side])
        for row in comparison.relationships
        if {id(row.first), id(row.second)} == people
        for side, rank in enumerate(row.ranks)
        if rank is not None and rank <= among
    ]
    return tuple(sorted(found, key=lambda one: (one.rank, one.story)))


def union(comparison: Comparison) -> nx.Graph[str]:
    """Return the network of all stories, with where each person and relationship comes from.

    Node attributes: `label`, `mentions` (in all stories) and `stories` (indices). Edge attributes: `weight` (the sum
    over the stories), `per_words` (the mean of the figures per 10,000 words over all stories, so that no story counts
    for more because it is long), `weights` (by story) and `stories` (indices of those in which the two meet).
    """
    graph: nx.Graph[str] = nx.Graph(stories=comparison.stories, window=comparison.window, count=comparison.count)
    ids = _add_people(graph, comparison)
    count = len(comparison.stories)
    for row in comparison.relationships:
        side = row.stories[0]
        first, second = ids[side, str(row.first.ids[side])], ids[side, str(row.second.ids[side])]
        mean = sum(row.per_words) / count
        graph.add_edge(first, second, weight=sum(row.weights), per_words=mean, weights=row.weights, stories=row.stories)
    for lone in comparison.lone:
        first, second = (ids[lone.story, name] for name in lone.ids)
        weights = tuple(lone.weight if side == lone.story else 0 for side in range(count))
        graph.add_edge(
            first, second, weight=lone.weight, per_words=lone.per_words / count, weights=weights, stories=(lone.story,)
        )
    return graph


def _add_people(graph: nx.Graph[str], comparison: Comparison) -> dict[tuple[int, str], str]:
    """Add everyone as a node and return the node of each character of each story."""
    nodes: dict[tuple[int, str], str] = {}
    for one in comparison.characters:
        called = Counter(name for name in one.ids if name is not None)
        node = _free(graph, min(called, key=lambda name: (-called[name], name)))
        graph.add_node(node, label=one.name, mentions=sum(one.mentions), stories=one.stories)
        nodes.update(((side, name), node) for side, name in enumerate(one.ids) if name is not None)
    for lone in comparison.lone:
        for name, label in zip(lone.ids, lone.names, strict=True):
            if (lone.story, name) not in nodes:
                node = nodes[lone.story, name] = _free(graph, name)
                mentions = comparison.meetings[lone.story].graph.nodes[name]["mentions"]
                graph.add_node(node, label=label, mentions=mentions, stories=(lone.story,))
    return nodes


def _free(graph: nx.Graph[str], name: str) -> str:
    """Return an id that no node has yet."""
    number, new = 1, name
    while new in graph:
        number += 1
        new = f"{name}-{number}"
    return new
