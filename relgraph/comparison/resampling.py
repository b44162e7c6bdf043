"""Meetings come in; intervals for their weights, and for how far two stories are apart, come out.

A text is one draw of what its author might have written. To see how much of a figure is chance, the story is cut into
blocks of equal length, so many blocks are drawn anew with replacement, and the figure is counted again, RESAMPLES times
(a bootstrap of blocks, because neighbouring passages belong to one scene [1]_). To each count half a passage is added
by a draw from Gamma(1/2), so that a pair which never meets is not taken to be certain never to meet in a longer story
(the prior of Jeffreys for counts [2]_). The interval holds the middle 95 % of the results.

References
----------
.. [1] Künsch 1989, doi:10.1214/aos/1176347265; Efron 1979, doi:10.1214/aos/1176344552
.. [2] Brown, Cai and DasGupta 2003, Statistica Sinica 13, 19–49; Jeffreys 1946, doi:10.1098/rspa.1946.0056
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relgraph.comparison.differences import Gap, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relgraph.comparison.meetings import Meetings

    Draws = NDArray[np.float64]

RESAMPLES = 4000
"""Draws: enough that a hundred relationships can be tested at once, and 0.1 s for two novels."""

BLOCK_WORDS = 1000
"""Words of a block in a novel: about a scene, within which passages hang together."""

MOST_BLOCKS_SHARE = 20
"""Blocks into which a shorter story is cut: fewer would not tell chance from change."""

SMALLEST_BLOCK = 100
"""Words of a block in the shortest stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampled:
    """What a story might have been: `rates` per word and `shares` (0..1), draws by rows, relationships by columns."""

    rates: Draws
    shares: Draws


def blocks_of(words: int) -> int:
    """Return into how many blocks a story of so many words is cut.

    >>> blocks_of(100_000), blocks_of(5000), blocks_of(900), blocks_of(50)
    (100, 20, 9, 1)
    """
    size = min(BLOCK_WORDS, max(SMALLEST_BLOCK, words // MOST_BLOCKS_SHARE))
    return max(1, round(words / size))


def resample(meetings: Meetings, table: NDArray[np.int64], *, resamples: int, seed: int) -> Resampled:
    """Return what the weights of a table (rows) in equal blocks of a story (columns) might have been.

    The draws depend on `seed` and the text alone, so that they are the same in every comparison.
    """
    blocks = table.shape[1]
    chance = np.random.default_rng([seed, meetings.seed])
    picks = chance.multinomial(blocks, np.full(blocks, 1 / blocks), size=resamples).astype(np.float64)
    counts = picks @ table.T.astype(np.float64) + chance.standard_gamma(0.5, size=(resamples, len(table)))
    totals = picks @ meetings.counts(blocks).sum(axis=0).astype(np.float64)
    return Resampled(rates=counts / meetings.words, shares=np.minimum(1.0, counts / (totals + 1)[:, None]))


def gaps(
    values: tuple[Sequence[float], Sequence[float]], draws: tuple[Draws, Draws], tested: Sequence[bool], *, level: float
) -> tuple[Gap, ...]:
    """Return for each figure of two stories how far they are apart, and whether that is called a difference.

    p is the share of the draws that lie on the other side of 0, doubled; where several figures are tested, so many
    are called that of these a share of 1 - `level` is expected to be chance [1]_.

    References
    ----------
    .. [1] Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
    """
    apart = draws[1] - draws[0]
    differences = [second - first for first, second in zip(*values, strict=True)]
    intervals = [
        _intervals(one, found, level) for one, found in zip((*values, differences), (*draws, apart), strict=True)
    ]
    sides = np.minimum((apart <= 0).sum(axis=0), (apart >= 0).sum(axis=0))
    chances = np.minimum(1.0, 2 * (sides + 1) / (len(apart) + 1)).tolist()
    survives = _discoveries([p if one else None for p, one in zip(chances, tested, strict=True)], 1 - level)
    return tuple(
        Gap(
            first=first,
            second=second,
            difference=difference,
            p=p if one else None,
            called=found and (difference.low > 0 or difference.high < 0),
        )
        for first, second, difference, p, one, found in zip(*intervals, chances, tested, survives, strict=True)
    )


def _intervals(values: Sequence[float], draws: Draws, level: float) -> list[Interval]:
    """Return the middle of the draws for each figure, widened where the figure itself lies outside of it."""
    if not values:
        return []
    lows, highs = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0).tolist()
    return [
        Interval(value=value, low=min(low, value), high=max(high, value))
        for value, low, high in zip(values, lows, highs, strict=True)
    ]


def _discoveries(chances: Sequence[float | None], rate: float) -> list[bool]:
    """Return which of the tested (not None) are discoveries at this false discovery rate."""
    tested = sorted(p for p in chances if p is not None)
    passed = [p for place, p in enumerate(tested, 1) if p <= rate * place / len(tested)]
    return [p is not None and bool(passed) and p <= passed[-1] for p in chances]
