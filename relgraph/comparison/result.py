"""The comparison of several stories: its tables, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from relgraph.comparison import several
from relgraph.comparison.contrasting import LEVEL, contrast
from relgraph.comparison.records import PER_WORDS
from relgraph.comparison.resampling import RESAMPLES
from relgraph.comparison.rows import frame_of
from relgraph.errors import RelgraphError, one_of, shorten

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.comparison.differences import Contrast
    from relgraph.comparison.meetings import Meetings
    from relgraph.comparison.records import (
        ComparedStory,
        LoneRelationship,
        NearMiss,
        Relationship,
        SharedCharacter,
        Similarity,
    )
    from relgraph.comparison.rows import DataFrame, Row
    from relgraph.comparison.views import Course, Found, Heatmap, StoryMap, TagReport, Tree, Unit

CONTRASTED = 6
"""Up to so many stories each two are contrasted in a report: 15 contrasts are as many as anybody reads."""

NEIGHBOURS = 30
"""Up to so many stories the neighbours are, such as the chapters of a novel: a few seconds."""

TOP = 50
"""Relationships of a heat map."""

PARTS = 20
"""Parts of a story in a course: 5 % each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What several stories have in common, and where they differ.

    `stories` are their titles, made unique, in the order given, and `about` says how large each is. `characters` are
    those who occur in at least two stories, the most mentioned first, `relationships` those between two of them, the
    strongest first, and `lone` all others, by story. `closest` are characters that were left apart although their
    names are close. `similarities` hold each measure for each two stories. `warnings` say what makes the comparison
    doubtful, one line each. `tags` are the relationship tags of each story against its text.
    `meetings` are what all this was counted from, by story.
    """

    stories: tuple[str, ...]
    about: tuple[ComparedStory, ...]
    window: str
    count: str
    characters: tuple[SharedCharacter, ...]
    relationships: tuple[Relationship, ...]
    lone: tuple[LoneRelationship, ...]
    closest: tuple[NearMiss, ...]
    similarities: tuple[Similarity, ...]
    warnings: tuple[str, ...]
    tags: tuple[TagReport, ...]
    meetings: tuple[Meetings, ...] = field(repr=False, compare=False)

    @property
    def nobody_shared(self) -> bool:
        """Whether no character occurs in two of the stories; there are no relationships then."""
        return not self.characters

    @property
    def jaccard(self) -> tuple[tuple[float, ...], ...]:
        """The weighted Jaccard similarity (0..1, higher is more alike) of each two stories."""
        return self.similarity("jaccard").table

    @property
    def cosine(self) -> tuple[tuple[float, ...], ...]:
        """The cosine similarity (0..1, higher is more alike) of each two stories."""
        return self.similarity("cosine").table

    def similarity(self, name: str) -> Similarity:
        """Return the measure of that name: jaccard, cosine, spectral or portrait; RelgraphError for another."""
        known = {one.name: one for one in self.similarities}
        if name not in known:
            msg = f"unknown measure {shorten(name)!r}; use one of {one_of(known)}"
            raise RelgraphError(msg)
        return known[name]

    def to_rows(self) -> list[Row]:
        """Return the relationships as rows of a table: names, `shared`, and four columns for each story."""
        rows: list[Row] = []
        for one in self.relationships:
            row: Row = {"first": one.first.name, "second": one.second.name, "shared": one.shared}
            for index, story in enumerate(self.stories):
                row[f"{story}: weight"] = one.weights[index]
                row[f"{story}: per {PER_WORDS:,} words"] = one.per_words[index]
                row[f"{story}: share"] = one.shares[index]
                row[f"{story}: rank"] = one.ranks[index]
            rows.append(row)
        return rows

    def to_pandas(self) -> DataFrame:
        """Return the rows as a data frame."""
        return frame_of(self.to_rows())

    def between(
        self, first: int, second: int, *, resamples: int = RESAMPLES, level: float = LEVEL, seed: int = 0
    ) -> Contrast:
        """Return two stories, by index from 0, side by side, with what is called a difference beyond chance.

        Of two relationships that differ by as much, only the one with more evidence may be called: see
        `relgraph.comparison.resampling`. The other way round gives the same with the signs turned. Raises
        RelgraphError for an index that is none, and a `level` that is not between 0 and 1.
        """
        for index in (first, second):
            if not 0 <= index < len(self.stories):
                msg = f"no story {index}; the stories have the numbers 0 to {len(self.stories) - 1}"
                raise RelgraphError(msg)
        if not 0 < level < 1 or resamples < 1:
            msg = f"level {level} with {resamples} resamples cannot be; give a level between 0 and 1, such as 0.95"
            raise RelgraphError(msg)
        return contrast(self, first, second, resamples=resamples, level=level, seed=seed)

    def contrasts(self) -> tuple[Contrast, ...]:
        """Return each two of up to 6 stories side by side, of up to 30 the neighbours in order, of more none."""
        count = len(self.stories)
        pairs = combinations(range(count), 2) if count <= CONTRASTED else pairwise(range(count))
        return tuple(self.between(first, second) for first, second in pairs) if count <= NEIGHBOURS else ()

    def heatmap(self, *, unit: Unit = "per_words", top: int = TOP) -> Heatmap:
        """Return the strongest relationships by stories as a table, with an order in which neighbours are alike."""
        return several.heatmap(self, unit=unit, top=top)

    def tree(self, *, measure: str = "jaccard") -> Tree:
        """Return the clustering of the stories by one of the measures of `similarities`."""
        return several.story_tree(self, measure)

    def map(self, *, measure: str = "jaccard") -> StoryMap:
        """Return the stories as points of a plane, near ones alike by one of the measures of `similarities`."""
        return several.story_map(self, measure)

    def union(self) -> nx.Graph[str]:
        """Return one network of all stories; `relgraph.comparison.several.union` describes its attributes."""
        return several.union(self)

    def course(self, first: str, second: str, *, parts: int = PARTS) -> Course:
        """Return how two shared characters, by name, meet from 0 to 100 % of each story, in so many parts.

        Raises RelgraphError for a name that does not occur in two stories, with those that do.
        """
        return several.course(self, first, second, parts=parts)

    def find_stories(self, first: str, second: str, *, among: int = 3) -> tuple[Found, ...]:
        """Return the stories in which two people, by name, are among so many strongest relationships.

        The best rank comes first; equal weights have the same rank. Raises RelgraphError as `course` does.
        """
        return several.find_stories(self, first, second, among=among)

    def character(self, name: str) -> SharedCharacter:
        """Return the shared character of that name (any case); raises RelgraphError as `course` does."""
        return several.find_character(self, name)
