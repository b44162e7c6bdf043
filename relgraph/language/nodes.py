"""Mentions and quotations of a story as nodes, which others each may go back to, and what tells about a pair."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relgraph.records import MentionKind, Span

QUOTE: Final = 3
"""The kind of a node that is a quotation; names, nominals and pronouns are 0, 1 and 2."""

KINDS: Final[dict[MentionKind, int]] = {"name": 0, "nominal": 1, "pronoun": 2}
BACK: Final = 72
"""Mentions before a pronoun that it may go back to."""

FAR_BACK: Final = 160
"""Mentions before a name or a description that it may go back to: "the old doctor" is found again after pages."""

SPEAKERS_BACK: Final = 30
SPEAKERS_AHEAD: Final = 6
QUOTES_BACK: Final = 4

_CLASSES: Final[dict[str, int]] = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), 1),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), 2),
    **dict.fromkeys(("you", "your", "yours", "yourself", "thou", "thee", "thy", "thine", "ye"), 3),
    **dict.fromkeys(("he", "him", "his", "himself"), 4),
    **dict.fromkeys(("she", "her", "hers", "herself"), 5),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "themself"), 6),
    **dict.fromkeys(("it", "its", "itself"), 7),
}
_OTHER_PRONOUN, _NAME, _MANY, _ONE, _SAID = 8, 9, 10, 11, 12
_CLASS_COUNT: Final = 13
_SMALL_WORDS: Final = frozenset(
    "a an the of and my your his her their our its mr mrs miss poor dear".split()  # noqa: SIM905  - a word list
)
_WORDS: Final = 4
_STEPS: Final = np.array([1, 2, 3, 4, 5, 8, 16, 32, 64])
_SENTENCES: Final = np.array([0, 1, 2, 3, 4, 5, 8, 13])

SIZES: Final = (20, 18, 8, 6, _CLASS_COUNT * _CLASS_COUNT, 14, 3, 10)
"""Number of values of each feature of a pair, in the order of the columns of `features`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Mentions and quotations by position, as parallel arrays of shape (nodes,).

    `first` and `last` are half-open characters. `source` is the index of the mention or quotation in what it was made
    of. `quote` is the quotation (index) that holds the node, -1 outside; `begun` the number of quotations begun before
    it. `words` has shape (nodes, 4): numbers of the content words of the text, -1 where there are fewer.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    kind: NDArray[np.int64]
    source: NDArray[np.int64]
    group: NDArray[np.int64]
    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    quote: NDArray[np.int64]
    begun: NDArray[np.int64]
    text: NDArray[np.int64]
    head: NDArray[np.int64]
    words: NDArray[np.int64]


def make_nodes(
    text: str,
    mentions: Sequence[tuple[int, int, MentionKind]],
    *,
    quotes: Sequence[Span],
    sentences: Sequence[Span],
    paragraphs: Sequence[Span],
) -> Nodes:
    """Return the nodes of mentions of persons and of quotations; empty arrays where there are none."""
    items = [(start, -end, KINDS[kind], index) for index, (start, end, kind) in enumerate(mentions)]
    items += [(start, -end, QUOTE, index) for index, (start, end) in enumerate(quotes)]
    # A quotation comes before a mention that opens it.
    items.sort(key=lambda item: (item[0], item[2] != QUOTE, item[1]))
    numbers: dict[str, int] = {}
    rows = [_row(text, item, numbers) for item in items]
    first = np.array([item[0] for item in items], dtype=np.int64)
    last = np.array([-item[1] for item in items], dtype=np.int64)
    kind = np.array([item[2] for item in items], dtype=np.int64)
    quote, begun = _quotations(items, quotes)
    return Nodes(
        first=first,
        last=last,
        kind=kind,
        source=np.array([item[3] for item in items], dtype=np.int64),
        group=np.array([row[0] for row in rows], dtype=np.int64),
        sentence=_place(first, sentences),
        paragraph=_place(first, paragraphs),
        quote=quote,
        begun=begun,
        text=np.array([row[1] for row in rows], dtype=np.int64),
        head=np.array([row[2] for row in rows], dtype=np.int64),
        words=np.array([row[3] for row in rows], dtype=np.int64).reshape(len(rows), _WORDS),
    )


def _row(text: str, item: tuple[int, int, int, int], numbers: dict[str, int]) -> tuple[int, int, int, list[int]]:
    """Return the class of a node and the numbers of its text, its head and its words."""
    start, negative_end, kind, _ = item
    if kind == QUOTE:
        return _SAID, -1, -1, [-1] * _WORDS
    lower = " ".join(text[start:-negative_end].casefold().replace("’", "'").split())
    if kind == KINDS["pronoun"]:
        return _CLASSES.get(lower, _OTHER_PRONOUN), _number(lower, numbers), -1, [-1] * _WORDS
    words = [word for word in lower.replace("'s", " ").replace("-", " ").split() if word.strip(".,'\"")]
    content = [word.strip(".,'\"") for word in words if word.strip(".,'\"") not in _SMALL_WORDS]
    group = _NAME
    if kind == KINDS["nominal"]:
        cut = next((i for i, word in enumerate(words) if i and word in {"of", "who", "with", "in", "that"}), len(words))
        core = [word for word in words[:cut] if word not in _SMALL_WORDS]
        head = core[-1] if core else ""
        group = _MANY if "and" in words or (head.endswith("s") and not head.endswith("ss")) else _ONE
        content = [head, *core[:-1]] if head else []
    head_number = _number(content[-1] if group == _NAME else content[0], numbers) if content else -1
    found = [_number(word, numbers) for word in content[:_WORDS]]
    return group, _number(lower, numbers), head_number, found + [-1] * (_WORDS - len(found))


def _number(word: str, numbers: dict[str, int]) -> int:
    return numbers.setdefault(word, len(numbers))


def _place(first: NDArray[np.int64], ranges: Sequence[Span]) -> NDArray[np.int64]:
    starts = np.array([start for start, _ in ranges], dtype=np.int64)
    return np.maximum(np.searchsorted(starts, first, side="right") - 1, 0)


def _quotations(
    items: Sequence[tuple[int, int, int, int]], quotes: Sequence[Span]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the quotation that holds each node, itself for a quotation, and the number of those begun so far."""
    starts = [start for start, _ in quotes]
    inside, begun = [], []
    for start, negative_end, kind, index in items:
        count = bisect_right(starts, start)
        begun.append(count)
        holds = count > 0 and -negative_end <= quotes[count - 1][1]
        inside.append(index if kind == QUOTE else count - 1 if holds else -1)
    return np.array(inside, dtype=np.int64), np.array(begun, dtype=np.int64)


def candidates(nodes: Nodes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs (node, other) of all nodes and those that each may go back to, sorted by node.

    A pronoun may go back to the BACK mentions before it, a name or a description to FAR_BACK; inside a quotation also
    to it and to the few before it, which stand for their speakers. A quotation may go back to the mentions before it,
    the few behind it ("... said Rey"), and the few quotations before it; what stands inside of it is left out.
    """
    people, quotes = np.flatnonzero(nodes.kind != QUOTE), np.flatnonzero(nodes.kind == QUOTE)
    own = nodes.begun[quotes] - 1
    behind = np.searchsorted(people, np.searchsorted(nodes.first, nodes.last[quotes]))
    spoken = people[nodes.quote[people] >= 0]
    brief = nodes.kind[people] == KINDS["pronoun"]
    parts = [
        _before(people[brief], np.flatnonzero(brief), people, BACK),
        _before(people[~brief], np.flatnonzero(~brief), people, FAR_BACK),
        _before(spoken, nodes.begun[spoken], quotes, QUOTES_BACK),
        _before(quotes, np.searchsorted(people, quotes), people, SPEAKERS_BACK),
        _ahead(nodes, quotes, behind, people),
        _before(quotes, own, quotes, QUOTES_BACK),
    ]
    one = np.concatenate([part[0] for part in parts])
    other = np.concatenate([part[1] for part in parts])
    order = np.argsort(one, kind="stable")
    return one[order], other[order]


def _before(
    of: NDArray[np.int64], places: NDArray[np.int64], among: NDArray[np.int64], reach: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of each node and the `reach` others in front of its place among them."""
    at = places[:, None] - np.arange(reach, 0, -1)
    row, column = np.nonzero(at >= 0)
    return of[row], among[at[row, column]]


def _ahead(
    nodes: Nodes, quotes: NDArray[np.int64], behind: NDArray[np.int64], people: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of each quotation and the few mentions behind it, up to the next quotation."""
    at = behind[:, None] + np.arange(SPEAKERS_AHEAD)
    row, column = np.nonzero(at < len(people))
    one, other = quotes[row], people[at[row, column]]
    free = (nodes.quote[other] < 0) & (nodes.begun[other] == nodes.begun[one])
    return one[free], other[free]


def features(nodes: Nodes, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what tells about pairs of nodes besides their texts, shape (pairs, features): classes below SIZES."""
    ahead = other > one
    steps = np.searchsorted(_STEPS, np.abs(one - other), side="right") + 10 * ahead
    sentences = np.abs(nodes.sentence[one] - nodes.sentence[other])
    sentences = np.searchsorted(_SENTENCES, sentences, side="right") + 9 * ahead
    paragraphs = np.minimum(np.abs(nodes.paragraph[one] - nodes.paragraph[other]), 3) + 4 * ahead
    groups = nodes.group[one] * _CLASS_COUNT + nodes.group[other]
    return np.stack(
        [
            steps,
            np.minimum(sentences, SIZES[1] - 1),
            paragraphs,
            _alike(nodes, one, other),
            groups,
            _spoken(nodes, one, other),
            _nested(nodes, one, other),
            _beside(nodes, one, other),
        ],
        axis=1,
    )


def _alike(nodes: Nodes, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 for pronouns and quotations, else 1 for nothing in common, 2 a word, 3 a head in the other, 4 heads, 5 all."""
    worded = (nodes.head[one] >= 0) & (nodes.head[other] >= 0)
    common = np.zeros(len(one), dtype=bool)
    within = np.zeros(len(one), dtype=bool)
    for column in range(_WORDS):
        words = nodes.words[other, column]
        within |= (words >= 0) & (nodes.head[one] == words)
        within |= (nodes.words[one, column] >= 0) & (nodes.head[other] == nodes.words[one, column])
        for own in range(_WORDS):
            common |= (words >= 0) & (nodes.words[one, own] == words)
    result = np.where(common, 2, 1)
    result = np.where(within, 3, result)
    result = np.where(nodes.head[one] == nodes.head[other], 4, result)
    result = np.where(nodes.text[one] == nodes.text[other], 5, result)
    return np.where(worded, result, 0)


def _spoken(nodes: Nodes, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """How two nodes stand to quotations: outside, inside, or the number of quotations from one to the other."""
    mine, others = nodes.quote[one], nodes.quote[other]
    apart = np.minimum(np.abs(nodes.begun[one] - nodes.begun[other]), 5)
    both = 4 + apart
    result = np.where(others < 0, np.where(mine < 0, 0, 10 + np.minimum(apart, 1)), np.where(mine < 0, 2, both))
    result = np.where((others < 0) & (mine < 0) & (apart > 0), 1, result)
    result = np.where((others >= 0) & (mine < 0) & (apart == 0), 3, result)
    return np.where((others < 0) & (mine >= 0) & (other > one), 12, result)


def _nested(nodes: Nodes, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    mentions = (nodes.kind[one] != QUOTE) & (nodes.kind[other] != QUOTE)
    inside = (nodes.first[other] <= nodes.first[one]) & (nodes.last[one] <= nodes.last[other])
    holds = (nodes.first[one] <= nodes.first[other]) & (nodes.last[other] <= nodes.last[one])
    return np.where(mentions & inside, 1, np.where(mentions & holds, 2, 0))


def _beside(nodes: Nodes, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """For a quotation and a mention: how far apart in characters they stand; 0 for other pairs."""
    gap = np.where(other > one, nodes.first[other] - nodes.last[one], nodes.first[one] - nodes.last[other])
    far = np.searchsorted(np.array([3, 8, 15, 30, 60, 120, 240]), np.maximum(gap, 0), side="right") + 1
    voiced = (nodes.kind[one] == QUOTE) & (nodes.kind[other] != QUOTE)
    return np.where(voiced, far, 0)
