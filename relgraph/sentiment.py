"""A sentence comes in, how pleasant its words are goes out: a rough figure, made from a list of words."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ABOUT = (
    "Rough: VADER, a list of pleasant and unpleasant words with rules for negation and emphasis, scores each sentence "
    "from −1 to 1; it knows neither irony nor what happened before."
)
"""What the figure is, in one sentence to show beside it."""

LONGEST = 2000
"""Characters; of a longer sentence (a text without full stops) only so much is read."""


@lru_cache(maxsize=2**16)
def pleasantness(sentence: str) -> float:
    """Return how pleasant the words of a sentence are, -1..1, higher is more pleasant: VADER's compound score [1]_.

    0 for an empty sentence and for one without a word of the list. "She did not hate it" needs the rules for negation;
    "a kiss like a slap" it gets wrong.

    References
    ----------
    .. [1] Hutto and Gilbert 2014, doi:10.1609/icwsm.v8i1.14550
    """
    return float(_scorer()(sentence[:LONGEST])["compound"])


@cache
def _scorer() -> Callable[[str], dict[str, float]]:
    # Imported late: only who looks at a relationship needs it.
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415 - see above

    scorer: Callable[[str], dict[str, float]] = SentimentIntensityAnalyzer().polarity_scores
    return scorer
