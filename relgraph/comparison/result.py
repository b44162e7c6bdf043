"""The comparison of several stories: its tables, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relgraph.comparison.records import PER_WORDS
from relgraph.comparison.rows import frame_of

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What several stories have in common, and where they differ.

    `stories` are their titles, made unique, in the order given, and `about` says how large each is. `characters` are
    those who occur in at least two stories, the most mentioned first, `relationships` those between two of them, the
    strongest first, and `lone` all others, by story. `closest` are characters that were left apart although their
    names are close. `similarities` hold each measure for each two stories. `warnings` say what makes the comparison
    doubtful, one line each. `meetings` are what all this was counted from, by story.
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
        """Return the measure of that name: jaccard, cosine, spectral or portrait; KeyError for another."""
        return {one.name: one for one in self.similarities}[name]

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
