"""The records of two stories side by side: what differs, and what is called a difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from relgraph.comparison.rows import frame_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.comparison.rows import DataFrame, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with the interval that holds it at the level of the contrast (95 % unless told otherwise)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A figure of two stories and how far they are apart: `difference` is the second less the first.

    `p` (0..1) is how often chance alone gives a difference as large; `called` says that there is one: the interval of
    the difference excludes 0, and it stays one among all that were tested. Where nothing was tested `p` is None.
    """

    first: Interval
    second: Interval
    difference: Interval
    p: float | None
    called: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A relationship in two stories: `weights` and `ranks` (first, second), per 10,000 words, and as a share.

    `where` says in which of the two stories they meet. `absent` names those of the two people whom one of the stories
    does not have: nothing is tested then. `rank_change` is positive for a rise in the second story, None where the two
    do not meet in both.
    """

    names: tuple[str, str]
    ids: tuple[tuple[str | None, str | None], tuple[str | None, str | None]]
    where: Literal["both", "first", "second"]
    absent: tuple[str, ...]
    weights: tuple[int, int]
    ranks: tuple[int | None, int | None]
    per_words: Gap
    share: Gap

    @property
    def rank_change(self) -> int | None:
        """Places that the relationship rises from the first story to the second."""
        first, second = self.ranks
        return None if first is None or second is None else first - second

    @property
    def tested(self) -> bool:
        """Whether there was enough to look for a difference."""
        return self.per_words.p is not None

    @property
    def called(self) -> bool:
        """Whether the weights per 10,000 words differ beyond chance."""
        return self.per_words.called


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """A person of both stories: share of the interactions (0..1) with its difference, and betweenness (0..1) in each.

    Betweenness has no interval: it says what the two networks look like, not that they differ beyond chance.
    """

    name: str
    ids: tuple[str, str]
    share: Gap
    betweenness: tuple[float, float]

    @property
    def betweenness_change(self) -> float:
        """The betweenness in the second story less that in the first."""
        return self.betweenness[1] - self.betweenness[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two stories side by side, with what is called a difference and how that was decided.

    `relationships` are those of either story between people of the comparison, what differs most first; `people` those
    who occur in both, who gains or loses most first. `tested` relationships were looked at; of those that are called
    at most a share of 1 - `level` is expected to be chance (Benjamini and Hochberg). Each story was cut into `blocks`
    of about `block_words` words, which were drawn anew `resamples` times; with `too_short` nothing was tested.
    """

    stories: tuple[str, str]
    indices: tuple[int, int]
    relationships: tuple[Difference, ...]
    people: tuple[Gain, ...]
    tested: int
    level: float
    resamples: int
    seed: int
    blocks: tuple[int, int]
    block_words: tuple[int, int]
    too_short: bool

    @property
    def called(self) -> tuple[Difference, ...]:
        """The relationships whose weights per 10,000 words differ beyond chance."""
        return tuple(one for one in self.relationships if one.called)

    def to_rows(self) -> list[Row]:
        """Return a row for each relationship: weights, both figures with their intervals, what is called."""
        return [
            {
                "first": one.names[0],
                "second": one.names[1],
                "where": one.where,
                "first_weight": one.weights[0],
                "second_weight": one.weights[1],
                **_gap_row("per_words", one.per_words),
                **_gap_row("share", one.share),
                "first_rank": one.ranks[0],
                "second_rank": one.ranks[1],
                "rank_change": one.rank_change,
            }
            for one in self.relationships
        ]

    def people_rows(self) -> list[Row]:
        """Return a row for each person of both stories."""
        return [
            {
                "name": one.name,
                **_gap_row("share", one.share),
                "first_betweenness": one.betweenness[0],
                "second_betweenness": one.betweenness[1],
                "betweenness_change": one.betweenness_change,
            }
            for one in self.people
        ]

    def to_pandas(self) -> DataFrame:
        """Return the rows as a data frame."""
        return frame_of(self.to_rows())


def _gap_row(name: str, gap: Gap) -> Mapping[str, str | bool | int | float | None]:
    return {
        f"first_{name}": gap.first.value,
        f"second_{name}": gap.second.value,
        f"{name}_difference": gap.difference.value,
        f"{name}_low": gap.difference.low,
        f"{name}_high": gap.difference.high,
        f"{name}_p": gap.p,
        f"{name}_called": gap.called,
    }
