"""Where everything stands: a story and its parse come in, entities with token, sentence, chapter and quote go out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from relgraph.characters.words import BARE_PRONOUN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.records import Category, Links, MentionKind, Parse, Span, Story

_CATEGORY_ORDER: Final[dict[str, int]] = {"PER": 0, "GPE": 1, "LOC": 2, "FAC": 3, "VEH": 4, "ORG": 5}
_KIND_ORDER: Final[dict[str, int]] = {"name": 0, "nominal": 1, "pronoun": 2}
# "Me: on my way" is no name.
_SELF: Final = frozenset({"i", "me", "you"})
_CONTRACTED: Final = re.compile(r"(?<=\w)'(?:m|re|ve|ll|d|s)$")
NOWHERE: Final = -1
# Quotes that lie in one another, at most.
_NESTED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An entity and its place.

    `lower` is the text in lower case with straight apostrophes, of a pronoun without its verb ("i" of "im"). `first`
    and `last` are its tokens (half-open), the other numbers count from 0. `quote` is the quote it stands in, `parent`
    the smallest entity that holds it: `NOWHERE` where there is none.
    """

    index: int
    start: int
    end: int
    text: str
    lower: str
    category: Category
    kind: MentionKind
    p: float
    first: int
    last: int
    sentence: int
    paragraph: int
    chapter: int
    quote: int
    parent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A parse, indexed: `words` are the tokens' texts, `first_tokens` go with sentences.

    `links` and `voices` are those of the parse, with the numbers of spots and quotes here, for each spot and quote;
    `linked` tells whether the model gave any.
    """

    story: Story
    words: tuple[str, ...]
    lower: tuple[str, ...]
    token_starts: tuple[int, ...]
    token_ends: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    first_tokens: tuple[int, ...]
    spots: tuple[Spot, ...]
    spot_starts: tuple[int, ...]
    quotes: tuple[Span, ...]
    quote_tokens: tuple[Span, ...]
    quote_places: tuple[tuple[int, int, int], ...]
    links: tuple[Links, ...]
    voices: tuple[Links, ...]
    linked: bool

    def word(self, index: int) -> str:
        """Return the token of that index in lower case, or "" beyond the ends."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def raw(self, index: int) -> str:
        """Return the token of that index as written, or "" beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def token_at(self, offset: int) -> int:
        """Return the index of the first token that ends after `offset`."""
        return bisect_right(self.token_ends, offset)

    def sentence_tokens(self, sentence: int) -> Span:
        """Return the half-open range of a sentence's tokens."""
        if sentence < 0 or not self.first_tokens:
            return (0, len(self.words))
        following = sentence + 1
        end = self.first_tokens[following] if following < len(self.first_tokens) else len(self.words)
        return (self.first_tokens[sentence], end)

    def spots_in(self, start: int, end: int) -> tuple[Spot, ...]:
        """Return the entities that start in a half-open range of characters."""
        first = bisect_left(self.spot_starts, start)
        return self.spots[first : bisect_left(self.spot_starts, end, lo=first)]

    def tokens_between(self, quote: int) -> int:
        """Return how many tokens stand between a quote and the one before; less than 0 where one holds the other."""
        return self.quote_tokens[quote][0] - self.quote_tokens[quote - 1][1]

    def has_quote(self, start: int, end: int) -> bool:
        """Return whether a quote lies in a half-open range of characters, or a part of one."""
        before = bisect_left(self.quotes, (end, 0))
        return any(last > start for _, last in self.quotes[max(0, before - _NESTED) : before])

    def opens_sentence(self, spot: Spot) -> bool:
        """Return whether nothing but punctuation stands between the start of the sentence or quote and `spot`."""
        start = self.sentence_tokens(spot.sentence)[0]
        at = spot.first - 1
        while at >= start and not any(c.isalnum() for c in self.words[at]):
            at -= 1
        return at < start or self.words[spot.first - 1] in {'"', "“", "‘", "''", "``", "«", "—", ":"}


def lay_out(story: Story, parse: Parse) -> Layout:
    """Return the entities of `parse` with their places, by position; of two on one range the more probable stays.

    Entities in matter, empty ones and those beyond the text are left out, so a careless parse does no harm. The last
    layout is remembered: a reader who corrects a cast asks for the same again and again.
    """
    return _lay_out(_Given(story, parse))


class _Given:
    """A story and its parse as a key: the same only where they are the same objects, told without reading them."""

    __slots__ = ("parse", "story")

    def __init__(self, story: Story, parse: Parse) -> None:
        self.story = story
        self.parse = parse

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Given) and other.story is self.story and other.parse is self.parse

    def __hash__(self) -> int:
        return hash((id(self.story), id(self.parse)))


@lru_cache(maxsize=1)
def _lay_out(given: _Given) -> Layout:
    story, parse = given.story, given.parse
    words = tuple(story.text[start:end] for start, end in parse.tokens)
    token_starts = tuple(start for start, _ in parse.tokens)
    token_ends = tuple(end for _, end in parse.tokens)
    sentence_starts = tuple(start for start, _ in parse.sentences)
    quotes = tuple(sorted(set(parse.quotes)))
    finders = _Finders(story=story, sentences=sentence_starts, token_starts=token_starts, quotes=quotes)
    spots, numbers = _spots(story, parse, finders, token_ends)
    links, voices = _links(parse, numbers, quotes)
    quote_tokens = tuple((bisect_right(token_ends, s), bisect_left(token_starts, e)) for s, e in quotes)
    return Layout(
        story=story,
        words=words,
        lower=tuple(word.casefold().replace("’", "'") for word in words),
        token_starts=token_starts,
        token_ends=token_ends,
        sentence_starts=sentence_starts,
        first_tokens=tuple(bisect_left(token_starts, start) for start in sentence_starts),
        spots=spots,
        spot_starts=tuple(spot.start for spot in spots),
        quotes=quotes,
        quote_tokens=quote_tokens,
        quote_places=tuple(finders.place(start) for start, _ in quotes),
        links=links,
        voices=voices,
        linked=any(parse.links),
    )


def _links(
    parse: Parse, numbers: Mapping[int, int], quotes: Sequence[Span]
) -> tuple[tuple[Links, ...], tuple[Links, ...]]:
    """Return the links of each spot and the voices of each quote, by the numbers of spots and quotes; () for none."""
    of_quote = {quote: number for number, quote in enumerate(quotes)}

    def renumbered(links: Links) -> Links:
        known = ((~of_quote[parse.quotes[~to]] if to < 0 else numbers.get(to, NOWHERE), p) for to, p in links)
        return tuple((number, p) for (number, p), (to, _) in zip(known, links, strict=True) if to < 0 or number >= 0)

    spots: list[Links] = [()] * (max(numbers.values(), default=NOWHERE) + 1)
    for entity, links in enumerate(parse.links):
        if entity in numbers:
            spots[numbers[entity]] = renumbered(links)
    voices: list[Links] = [()] * len(quotes)
    for quote, links in zip(parse.quotes, parse.voices, strict=False):
        voices[of_quote[quote]] = renumbered(links)
    return tuple(spots), tuple(voices)


class _Finders:
    """Looks up sentence, paragraph, chapter and quote of an offset."""

    __slots__ = ("chapters", "paragraphs", "quotes", "sentences", "token_starts")

    def __init__(
        self, *, story: Story, sentences: Sequence[int], token_starts: Sequence[int], quotes: Sequence[Span]
    ) -> None:
        self.chapters = [chapter.start for chapter in story.chapters]
        self.paragraphs = [start for start, _ in story.paragraphs]
        self.sentences = sentences
        self.token_starts = token_starts
        self.quotes = quotes

    def place(self, offset: int) -> tuple[int, int, int]:
        """Return sentence, paragraph and chapter; what stands before the first belongs to the first."""
        return (
            max(0, bisect_right(self.sentences, offset) - 1),
            max(0, bisect_right(self.paragraphs, offset) - 1),
            max(0, bisect_right(self.chapters, offset) - 1),
        )

    def quote(self, start: int, end: int) -> int:
        """Return the last quote that holds the range, or NOWHERE."""
        at = bisect_left(self.quotes, (start + 1, 0)) - 1
        # Quotes may nest: look back over a few that start before and have ended.
        for index in range(at, max(-1, at - _NESTED), -1):
            if self.quotes[index][0] <= start and end <= self.quotes[index][1]:
                return index
        return NOWHERE


def _spots(
    story: Story, parse: Parse, finders: _Finders, token_ends: Sequence[int]
) -> tuple[tuple[Spot, ...], dict[int, int]]:
    """Return the spots, and the number of the spot of each entity that has one."""
    ordered = sorted(
        enumerate(parse.entities),
        key=lambda i: (i[1].start, -i[1].end, -i[1].p, _CATEGORY_ORDER[i[1].category], _KIND_ORDER[i[1].kind]),
    )
    spots: list[Spot] = []
    numbers: dict[int, int] = {}
    open_spots: list[Spot] = []
    matter = sorted((m.start, m.end) for m in story.matter)
    for number, entity in ordered:
        if not 0 <= entity.start < entity.end <= len(story.text) or _within(matter, entity.start):
            continue
        if spots and (spots[-1].start, spots[-1].end) == (entity.start, entity.end):
            numbers[number] = spots[-1].index
            continue
        while open_spots and open_spots[-1].end <= entity.start:
            open_spots.pop()
        sentence, paragraph, chapter = finders.place(entity.start)
        text = " ".join(story.text[entity.start : entity.end].split())
        kind = "pronoun" if text.casefold() in _SELF else entity.kind
        spot = Spot(
            index=len(spots),
            start=entity.start,
            end=entity.end,
            text=text,
            lower=_lower(text, kind),
            category=entity.category,
            kind=kind,
            p=entity.p,
            first=bisect_right(token_ends, entity.start),
            last=bisect_left(finders.token_starts, entity.end),
            sentence=sentence,
            paragraph=paragraph,
            chapter=chapter,
            quote=finders.quote(entity.start, entity.end),
            parent=open_spots[-1].index if open_spots else NOWHERE,
        )
        numbers[number] = spot.index
        spots.append(spot)
        open_spots.append(spot)
    return tuple(spots), numbers


def _lower(text: str, kind: MentionKind) -> str:
    """Return the text in lower case; of a pronoun that is written in one with its verb ("im", "I'm") the pronoun."""
    lower = text.casefold().replace("’", "'")
    if kind != "pronoun":
        return lower
    bare = _CONTRACTED.sub("", lower)
    return BARE_PRONOUN.get(bare, bare)


def _within(ranges: Sequence[Span], offset: int) -> bool:
    at = bisect_left(ranges, (offset + 1, 0)) - 1
    return at >= 0 and ranges[at][0] <= offset < ranges[at][1]
