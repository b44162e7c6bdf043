"""What panels look up in a story again and again: made once for an analysis, at the first look."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from relgraph.wording import Words, find_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.analysis import Analysis
    from relgraph.records import Mention, Quote

KEPT = 4
"""So many analyses are remembered, about 20 MB for a novel of 100,000 words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """Names, mentions (by position) and speeches of each character, and the words of the story.

    Whoever is never mentioned, or never speaks, is in no mapping. `spoken` holds the counts of the words in quotes.
    """

    names: Mapping[str, str]
    mentions: Mapping[str, tuple[Mention, ...]]
    speeches: Mapping[str, tuple[Quote, ...]]
    words: Words
    spoken: Mapping[str, int]

    def mentions_of(self, *people: str) -> list[Mention]:
        """Return the mentions of some characters together, by position."""
        found = [mention for person in people for mention in self.mentions.get(person, ())]
        return sorted(found, key=lambda mention: (mention.start, mention.end))


def known(analysis: Analysis) -> Known:
    """Return what is known of an analysis; of the same object, the same."""
    return _known(_Same(analysis))


class _Same:
    """An analysis as a key: two are the same only when they are one object, which is told without reading them."""

    __slots__ = ("analysis",)

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.analysis is self.analysis

    def __hash__(self) -> int:
        return id(self.analysis)


@lru_cache(maxsize=KEPT)
def _known(same: _Same) -> Known:
    analysis = same.analysis
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in analysis.mentions:
        mentions[mention.character].append(mention)
    speeches: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in analysis.quotes:
        if quote.speaker:
            speeches[quote.speaker].append(quote)
    words = _words(analysis)
    return Known(
        names={one.id: one.name for one in analysis.characters},
        mentions={person: tuple(own) for person, own in mentions.items()},
        speeches={person: tuple(own) for person, own in speeches.items()},
        words=words,
        spoken=words.within((quote.start, quote.end) for quote in analysis.quotes),
    )


def _words(analysis: Analysis) -> Words:
    named = [one for one in analysis.characters if one.kind == "named"]
    names = {part for one in named for form in (one.name, *one.aliases) for part in form.lower().split()}
    return find_words(
        analysis.story.text,
        analysis.story.paragraphs,
        mentions=sorted((mention.start, mention.end) for mention in analysis.mentions),
        names=names,
    )
