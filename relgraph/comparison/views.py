"""The records of many stories at once: heat map, tree, map, courses, tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from relgraph.comparison.rows import frame_of

if TYPE_CHECKING:
    from relgraph.comparison.rows import DataFrame, Row

Unit = Literal["per_words", "share", "weight"]
"""Per 10,000 words; share of all interactions of the story (0..1); the plain weight of the graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two clusters of a tree become one at `height` (0..1, 0 for equal ones).

    Clusters 0 to n-1 are the stories (or rows) themselves, cluster n + k is the one that join k made.
    """

    first: int
    second: int
    height: float
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A clustering: the joins in order of height, and an `order` of the leaves in which neighbours are alike."""

    order: tuple[int, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heatmap:
    """Relationships (rows) by stories (columns); `values[row][column]` is 0 where the two do not meet there.

    `pairs` are the names, `relationships` the indices of the rows in `Comparison.relationships`. `row_order` and
    `column_order` put neighbours together that are alike; the table itself is in the order of the comparison.
    """

    unit: Unit
    pairs: tuple[tuple[str, str], ...]
    relationships: tuple[int, ...]
    stories: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    row_order: tuple[int, ...]
    column_order: tuple[int, ...]

    def to_rows(self) -> list[Row]:
        """Return a row for each relationship, a column for each story, both in the clustered order."""
        return [
            {
                "first": self.pairs[row][0],
                "second": self.pairs[row][1],
                **{self.stories[column]: self.values[row][column] for column in self.column_order},
            }
            for row in self.row_order
        ]

    def to_pandas(self) -> DataFrame:
        """Return the rows as a data frame."""
        return frame_of(self.to_rows())


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMap:
    """Stories as points in a plane: near ones are alike (classical scaling of a distance).

    `places` are x and y by story, `kept` (0..1) is the share of the spread of the distances that two axes can show.
    The axes have no meaning of their own.
    """

    measure: str
    stories: tuple[str, ...]
    places: tuple[tuple[float, float], ...]
    kept: float

    def to_rows(self) -> list[Row]:
        """Return a row for each story."""
        return [
            {"story": story, "x": place[0], "y": place[1]}
            for story, place in zip(self.stories, self.places, strict=True)
        ]

    def to_pandas(self) -> DataFrame:
        """Return the rows as a data frame."""
        return frame_of(self.to_rows())


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How two people meet from the beginning (0 %) to the end (100 %) of every story.

    Each story is cut into as many equal parts as there are `edges` less one (0..100, in percent of its words).
    `weights[story][part]` are the meetings, `per_words` the same per 10,000 words of that part. A passage counts where
    it ends.
    """

    names: tuple[str, str]
    stories: tuple[str, ...]
    edges: tuple[float, ...]
    weights: tuple[tuple[int, ...], ...]
    per_words: tuple[tuple[float, ...], ...]

    def to_rows(self) -> list[Row]:
        """Return a row for each story and part."""
        return [
            {
                "story": story,
                "from": self.edges[part],
                "to": self.edges[part + 1],
                "weight": self.weights[index][part],
                "per_words": self.per_words[index][part],
            }
            for index, story in enumerate(self.stories)
            for part in range(len(self.edges) - 1)
        ]

    def to_pandas(self) -> DataFrame:
        """Return the rows as a data frame."""
        return frame_of(self.to_rows())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A story in which two people are among the strongest: its index and title, rank and weight of the two."""

    story: int
    title: str
    rank: int
    weight: int


TagStatus = Literal["central", "hardly there", "never together", "not in the text", "there"]
"""What the text has of a tagged relationship.

`central`: among the strongest. `there`: they meet. `hardly there`: less than a tenth as often as the strongest two, or
in fewer than three passages. `never together`: both occur and never meet. `not in the text`: one of them was not found
under a name of the tag.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedPair:
    """A relationship that a story's tags name, beside what its text has.

    `sign` is the tag's own: "/" is used for romance and sex, "&" for friendship and family. The text can only say how
    often the two meet, not which of them it is. `people` are the names of the tag, `ids` the characters that they were
    found to be (None for nobody). `share` is that of all interactions (0..1), `rank` None where they never meet.
    `labels` are what the text calls them of each other ("brother; rival"), `mood` how pleasant the words of sentences
    from their passages are on average (-1..1, rough: see `relgraph.sentiment`), None where there are none.
    """

    story: int
    tag: str
    sign: Literal["&", "/"]
    people: tuple[str, str]
    ids: tuple[str | None, str | None]
    status: TagStatus
    weight: int
    share: float
    rank: int | None
    labels: str
    mood: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UntaggedPair:
    """A relationship among the strongest of a story that none of its relationship tags names; see `TaggedPair`."""

    story: int
    ids: tuple[str, str]
    people: tuple[str, str]
    weight: int
    share: float
    rank: int
    labels: str
    mood: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TagReport:
    """The relationship tags of one story against its text; both are empty for a story without such tags."""

    story: int
    title: str
    tagged: tuple[TaggedPair, ...]
    untagged: tuple[UntaggedPair, ...]

    def to_rows(self) -> list[Row]:
        """Return a row for each tagged relationship, then one for each that is central and not tagged."""
        tagged: list[Row] = [
            _tag_row(self.title, one.people, one.tag, one.sign, one.status, one) for one in self.tagged
        ]
        untagged = [_tag_row(self.title, one.people, "", "", "central, not tagged", one) for one in self.untagged]
        return tagged + untagged

    def to_pandas(self) -> DataFrame:
        """Return the rows as a data frame."""
        return frame_of(self.to_rows())


def _tag_row(
    story: str, people: tuple[str, str], tag: str, sign: str, status: str, one: TaggedPair | UntaggedPair
) -> Row:
    return {
        "story": story,
        "tag": tag,
        "sign": sign,
        "first": people[0],
        "second": people[1],
        "status": status,
        "weight": one.weight,
        "share": one.share,
        "rank": one.rank,
        "labels": one.labels,
        "mood": one.mood,
    }
