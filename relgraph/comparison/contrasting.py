"""A comparison comes in; two of its stories side by side, with what is called a difference, go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from relgraph.comparison.differences import Contrast, Difference, Gain
from relgraph.comparison.records import PER_WORDS
from relgraph.comparison.resampling import LEAST_BLOCKS, RESAMPLES, Resampled, blocks_of, gaps, resample, sizes_of
from relgraph.measures import betweenness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relgraph.comparison.meetings import Meetings
    from relgraph.comparison.records import Relationship, SharedCharacter
    from relgraph.comparison.result import Comparison

LEAST = 5
"""Meetings in both stories together from which a relationship is tested: fewer can never be told from chance."""

LEVEL = 0.95


def contrast(
    comparison: Comparison,
    first: int,
    second: int,
    *,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
    seed: int = 0,
) -> Contrast:
    """Return two stories of a comparison side by side.

    Tested are relationships of two people who both occur in both stories, and who meet at least LEAST times in the two
    together; nothing where a story has fewer than LEAST_BLOCKS blocks. `relgraph.comparison.resampling` says how.
    """
    sides = (first, second)
    stories = [comparison.meetings[side] for side in sides]
    rows = _in_order([row for row in comparison.relationships if any(row.weights[side] for side in sides)])
    people = [one for one in comparison.characters if all(one.ids[side] is not None for side in sides)]
    tables = [_tables(story, side, rows, people) for story, side in zip(stories, sides, strict=True)]
    sizes = sizes_of(tables)
    drawn = [
        resample(story, table, sizes, resamples=resamples, seed=seed)
        for story, table in zip(stories, tables, strict=True)
    ]
    blocks = [table.shape[1] for table in tables]
    long = min(blocks) >= LEAST_BLOCKS
    found = _differences(rows, sides, [_part(one, 0, len(rows)) for one in drawn], level, long=long)
    return Contrast(
        stories=(comparison.stories[first], comparison.stories[second]),
        indices=(first, second),
        relationships=tuple(sorted(found, key=_by_size)),
        people=_gains(people, sides, stories, [_part(one, len(rows)) for one in drawn], level, long=long),
        tested=sum(one.tested for one in found),
        level=level,
        resamples=resamples,
        seed=seed,
        blocks=(blocks[0], blocks[1]),
        block_words=(round(stories[0].words / blocks[0]), round(stories[1].words / blocks[1])),
        too_short=not long,
    )


def _in_order(rows: Sequence[Relationship]) -> list[Relationship]:
    """Return relationships by names: their place decides on the chance that they get."""
    return sorted(rows, key=lambda row: (row.first.name.casefold(), row.second.name.casefold(), str(row.first.ids)))


def _tables(
    story: Meetings, side: int, rows: Sequence[Relationship], people: Sequence[SharedCharacter]
) -> NDArray[np.int64]:
    """Return the weights of the relationships, then the strengths of the people, in the blocks of a story."""
    counts = story.counts(blocks_of(story.words))
    number = {pair: index for index, pair in enumerate(story.pairs)}
    table = np.zeros((len(rows) + len(people), counts.shape[1]), dtype=np.int64)
    for index, row in enumerate(rows):
        pair = tuple(sorted(str(one.ids[side]) for one in (row.first, row.second)))
        if row.weights[side]:
            table[index] = counts[number[pair[0], pair[1]]]
    for index, person in enumerate(people, len(rows)):
        own = [place for pair, place in number.items() if person.ids[side] in pair]
        table[index] = counts[own].sum(axis=0)
    return table


def _differences(
    rows: Sequence[Relationship], sides: tuple[int, int], drawn: Sequence[Resampled], level: float, *, long: bool
) -> list[Difference]:
    absent = [_absent(row, sides) for row in rows]
    tested = [
        long and not missing and sum(row.weights[side] for side in sides) >= LEAST
        for row, missing in zip(rows, absent, strict=True)
    ]
    values = [[row.per_words[side] for row in rows] for side in sides]
    shares = [[row.shares[side] for row in rows] for side in sides]
    first, second = drawn
    by_words = gaps((values[0], values[1]), (first.rates * PER_WORDS, second.rates * PER_WORDS), tested, level=level)
    by_share = gaps((shares[0], shares[1]), (first.shares, second.shares), tested, level=level, most=1.0)
    return [
        Difference(
            names=(row.first.name, row.second.name),
            ids=(_ids(row, sides[0]), _ids(row, sides[1])),
            where=_where(row, sides),
            absent=missing,
            weights=(row.weights[sides[0]], row.weights[sides[1]]),
            ranks=(row.ranks[sides[0]], row.ranks[sides[1]]),
            per_words=words,
            share=share,
        )
        for row, missing, words, share in zip(rows, absent, by_words, by_share, strict=True)
    ]


def _part(drawn: Resampled, start: int, end: int | None = None) -> Resampled:
    return Resampled(rates=drawn.rates[:, start:end], shares=drawn.shares[:, start:end])


def _absent(row: Relationship, sides: tuple[int, int]) -> tuple[str, ...]:
    people = (row.first, row.second)
    return tuple(one.name for one in people if any(one.ids[side] is None for side in sides))


def _ids(row: Relationship, side: int) -> tuple[str | None, str | None]:
    return row.first.ids[side], row.second.ids[side]


def _where(row: Relationship, sides: tuple[int, int]) -> Literal["both", "first", "second"]:
    if all(row.weights[side] for side in sides):
        return "both"
    return "first" if row.weights[sides[0]] else "second"


def _by_size(one: Difference) -> tuple[bool, float, tuple[str, str]]:
    """Sort what is called a difference first, then by how far the figures are apart."""
    return not one.called, -abs(one.per_words.difference.value), one.names


def _gains(
    people: Sequence[SharedCharacter],
    sides: tuple[int, int],
    stories: Sequence[Meetings],
    drawn: Sequence[Resampled],
    level: float,
    *,
    long: bool,
) -> tuple[Gain, ...]:
    between = [betweenness(story.graph) for story in stories]
    values = [[one.shares[side] for one in people] for side in sides]
    tested = [long and sum(one.strengths[side] for side in sides) >= LEAST for one in people]
    shares = gaps((values[0], values[1]), (drawn[0].shares, drawn[1].shares), tested, level=level, most=1.0)
    found = []
    for one, share in zip(people, shares, strict=True):
        ids = (str(one.ids[sides[0]]), str(one.ids[sides[1]]))
        central = (between[0][ids[0]], between[1][ids[1]])
        found.append(Gain(name=one.name, ids=ids, share=share, betweenness=central))
    return tuple(sorted(found, key=lambda one: (not one.share.called, -abs(one.share.difference.value), one.name)))
