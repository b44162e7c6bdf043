"""The words of a story with their places come in; which of them mark a part of it against the rest goes out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from relgraph.records import Span

PRIOR = 500.0
"""Words that the prior counts for: a page or two. A part of a few lines cannot make much of one word."""

SIGNIFICANT = 1.96
"""Standard deviations: by chance alone, one word in forty is further above the rest."""

LEAST = 3
"""A word that stands in a part less often may be there by chance, whatever the formula says."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# The closed classes of English: a word of them says how a sentence is built and nothing about who is in it.
_CLOSED_CLASSES: Final = """
    a an the this that these those such some any no none every each either neither both all half
    i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself we us
    our ours ourselves they them their theirs themself themselves one who whom whose which what whatever whoever
    and or but nor so yet if unless because since although though while whereas whether than as until till
    of in on at by for with without from to into onto upon about above across after against along among around before
    behind below beneath beside between beyond down during inside near off out outside over past through toward towards
    under up within
    am is are was were be been being do does did done doing have has had having can could may might must shall should
    will would ought isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't mustn't
    shan't shouldn't won't wouldn't i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll
    it's it'd it'll we're we've we'd we'll they're they've they'd they'll that's there's what's who's let's cannot
    not very too just only also then there here now when where why how again once
"""
_FUNCTION_WORDS: Final = frozenset(_CLOSED_CLASSES.split())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The words of a story by position: where each starts, and its form in small letters ("" where it is left out).

    `counts` are those of the whole story.
    """

    starts: tuple[int, ...]
    forms: tuple[str, ...]
    counts: Mapping[str, int]

    def number(self, span: Span) -> int:
        """Return how many words start inside of a range, those left out included."""
        return bisect_left(self.starts, span[1]) - bisect_left(self.starts, span[0])

    def within(self, spans: Iterable[Span]) -> Counter[str]:
        """Return the counts of the words inside of ranges, each word once however many of them hold it."""
        found: Counter[str] = Counter()
        reached = 0
        for start, end in sorted(spans):
            first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
            found.update(self.forms[max(first, reached) : last])
            reached = max(reached, last)
        del found[""]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """A word that marks a part: its `count` there, and `z`, how far it stands out (higher is further)."""

    word: str
    count: int
    z: float


def find_words(
    text: str, ranges: Iterable[Span], *, mentions: Sequence[Span] = (), names: Collection[str] = ()
) -> Words:
    """Return the words inside of `ranges` (by position, without overlap).

    Left out are function words, words in a mention of somebody (by position), and those of `names` (in small letters)
    that are written with a capital: a rose stays where Rose goes, but for a rose at the start of a sentence.
    """
    starts: list[int] = []
    forms: list[str] = []
    left_out = _Covered(mentions)
    for low, high in ranges:
        for match in _WORD.finditer(text, low, high):
            form = match[0].lower().replace("’", "'")
            plain = form.removesuffix("'s")
            named = match[0][0].isupper() and plain in names
            starts.append(match.start())
            forms.append("" if plain in _FUNCTION_WORDS or form in _FUNCTION_WORDS or named else plain)
            if left_out.holds(match.start()):
                forms[-1] = ""
    counts = Counter(forms)
    del counts[""]
    return Words(starts=tuple(starts), forms=tuple(forms), counts=counts)


class _Covered:
    """Tells for rising positions whether a range holds them; the ranges are sorted by their starts and may nest."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._next = 0
        self._end = 0

    def holds(self, position: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][0] <= position:
            self._end = max(self._end, self._spans[self._next][1])
            self._next += 1
        return position < self._end


def marking_words(part: Mapping[str, int], whole: Mapping[str, int], *, limit: int = 12) -> tuple[Marking, ...]:
    """Return the words that mark a part of a story against its rest, the clearest first, ties by the alphabet.

    `part` and `whole` are counts, and `whole` includes `part`. A word stands out by its weighted log-odds ratio with an
    informative Dirichlet prior [1]_: (log odds here - log odds there) / sqrt(1 / a + 1 / b), where a and b are its
    counts in the part and in the rest, each with the prior, which gives the word its share of the whole as if PRIOR
    words had been read before. At least SIGNIFICANT and LEAST are asked for. An empty part has no words.

    The variance is the paper's approximation: a word that the rest does not have at all comes out lower than one that
    it has once or twice.

    References
    ----------
    .. [1] Monroe, Colaresi and Quinn 2008, doi:10.1093/pan/mpn018
    """
    size, total = sum(part.values()), sum(whole.values())
    found = [
        Marking(word=word, count=count, z=_z(count, size, whole[word] - count, total - size, PRIOR / total))
        for word, count in part.items()
        if count >= LEAST
    ]
    clear = [marking for marking in found if marking.z >= SIGNIFICANT]
    return tuple(sorted(clear, key=lambda marking: (-marking.z, marking.word))[:limit])


def _z(count: int, size: int, others: int, rest: int, weight: float) -> float:
    """Return the z-score of a word's log-odds ratio; `others` of the `rest` are it, `weight` is the prior per word."""
    prior = weight * (count + others)
    here, there = count + prior, others + prior
    left_here, left_there = size + PRIOR - here, rest + PRIOR - there
    if left_here <= 0 or left_there <= 0:  # a story of one word
        return 0.0
    return (log(here / left_here) - log(there / left_there)) / sqrt(1 / here + 1 / there)
