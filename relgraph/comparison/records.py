"""The plain records of a comparison: who is who, and how strong each relationship is in each story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from relgraph.comparison.rows import Row

PER_WORDS = 10_000
"""Weights are given for so many words: about half an hour of reading."""

Member = tuple[int, str]
"""The index of a story in the order given (from 0), and a character's id in it."""

MatchRule = Literal["alias", "cast", "first", "forms", "name", "reader", "same text", "tag"]
"""Why a character of one story is somebody of another.

`reader`: the caller says so. `same text`: both are parts of one text. `cast`: a cast file gives both names to one
character. `tag`: a story's tags do ("Kylo Ren | Ben Solo"). `name`: the names are equal in any case. `alias`: the name
of one is a form of the other. `forms`: enough of their name forms are the same. `first`: the others were joined to
this one.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Why one character of one story is the person that it was aligned with.

    `to` is the name that it was joined to (its own for the rule `first`), `forms` the name forms that both have, in
    lower case, and `score` (0..1, higher is surer) the share of these among all forms of both; 1 for a decision.
    """

    story: int
    id: str
    name: str
    rule: MatchRule
    to: str
    forms: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Two characters of two stories that were left apart although their names are close.

    `score` (0..1, higher is closer) is the share of common name forms, or the likeness of the spelling if that is more.
    """

    first: Member
    second: Member
    first_name: str
    second_name: str
    forms: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCharacter:
    """Someone who occurs in at least two stories; each tuple but `matches` has an entry per story.

    `ids` are None and the figures 0 where the story does not have them. `mentions` are those that count under the
    window, `strengths` the sums of the weights of all their relationships, and `shares` (0..1) the share of all
    interactions of the story in which they take part. `matches` say why they are one, by story.
    """

    name: str
    ids: tuple[str | None, ...]
    mentions: tuple[int, ...]
    strengths: tuple[int, ...]
    shares: tuple[float, ...]
    matches: tuple[Match, ...]

    @property
    def stories(self) -> tuple[int, ...]:
        """The indices of the stories in which they occur."""
        return tuple(index for index, name in enumerate(self.ids) if name is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """Two shared characters who meet in at least one story; each tuple has an entry per story.

    `weights` are those of the graphs (0 for no meeting), `per_words` the same per 10,000 words of the story, `shares`
    (0..1) the share of all interactions of the story, and `ranks` the place among all relationships of the story, 1
    for the strongest, equal ones with the same rank, None where the two never meet.
    """

    first: SharedCharacter
    second: SharedCharacter
    weights: tuple[int, ...]
    per_words: tuple[float, ...]
    shares: tuple[float, ...]
    ranks: tuple[int | None, ...]

    @property
    def stories(self) -> tuple[int, ...]:
        """The indices of the stories in which the two meet."""
        return tuple(index for index, weight in enumerate(self.weights) if weight)

    @property
    def shared(self) -> bool:
        """Whether the two meet in more than one story."""
        return len(self.stories) > 1

    @property
    def label(self) -> str:
        """Both names."""
        return f"{self.first.name} – {self.second.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoneRelationship:
    """A relationship of one story with somebody whom no other story has; the figures are those of Relationship."""

    story: int
    ids: tuple[str, str]
    names: tuple[str, str]
    weight: int
    per_words: float
    share: float
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedStory:
    """What a comparison says about one story: its size under the window, and where it comes from.

    `title` is unique within the comparison. `characters` are the named who appear, `relationships` and `interactions`
    (the sum of the weights) are those among them.
    """

    title: str
    id: str
    source: str
    sha256: str
    words: int
    characters: int
    relationships: int
    interactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """A published measure for each two stories, as a square table in their order.

    `kind` says the direction: a "similarity" is 1 and a "distance" 0 for a story with itself; both lie in 0..1.
    `meaning` is one sentence for readers, `reference` names the publication with its DOI.
    """

    name: str
    kind: Literal["distance", "similarity"]
    meaning: str
    reference: str
    table: tuple[tuple[float, ...], ...]

    def to_rows(self, stories: tuple[str, ...]) -> list[Row]:
        """Return one row for each two stories, in their order."""
        return [
            {"measure": self.name, "first": stories[one], "second": stories[other], "value": self.table[one][other]}
            for one in range(len(stories))
            for other in range(one + 1, len(stories))
        ]
