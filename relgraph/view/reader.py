"""The text of a story to be read, a portion at a time: every mention told whom it means, quotes who speaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, TypedDict

from relgraph.view.known import known
from relgraph.view.passages import chapter_at, chapter_name, flowing, is_verse, painted
from relgraph.view.style import circle_colour

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relgraph.analysis import Analysis
    from relgraph.records import Mention, Quote, Span
    from relgraph.view.frame import Frame
    from relgraph.view.style import Theme

PORTION = 12_000
"""Characters: about ten minutes of reading, 30 to 40 KB with everything that is marked."""

DOUBTFUL = 0.7
"""A mention less sure than this is dotted: about one in ten."""

_START = attrgetter("start")


class Stretch(TypedDict, total=False):
    """A stretch of text: `who` it means (a number in the list of people), its offset `at`, whether it is doubtful.

    `here` marks the passage that was asked for. One without `text` is the head of a quote that `says` who speaks.
    """

    text: str
    who: int
    at: int
    doubtful: bool
    here: bool
    says: str


class Paragraph(TypedDict):
    """A paragraph; a verse keeps its lines."""

    verse: bool
    stretches: list[Stretch]


class Present(TypedDict):
    """Somebody in the portion, how often, and the name and colour of the circle."""

    id: str
    name: str
    count: int
    circle: str
    colour: str


class Portion(TypedDict):
    """A portion of a chapter; `part` of `parts` from 1; `before` and `after` are where the next ones begin, or None."""

    chapter: str
    part: int
    parts: int
    before: int | None
    after: int | None
    people: list[Present]
    paragraphs: list[Paragraph]


def portion_at(analysis: Analysis, frame: Frame, place: Span, *, theme: Theme = "light") -> Portion:
    """Return the portion of the story that holds the start of `place` (half-open), which is marked in it.

    A start outside of the story is the nearest there is. A story without text has an empty portion.
    """
    story = analysis.story
    chapter = chapter_at(story.chapters, place[0])
    spans = portions(analysis, chapter)
    part = max(0, bisect_right(spans, place[0], key=itemgetter(0)) - 1)
    span = spans[part] if spans else (0, 0)
    mentions = _within(analysis.mentions, span)
    counts = Counter(mention.character for mention in mentions)
    people = sorted(counts, key=lambda person: (-counts[person], person))
    return Portion(
        chapter=chapter_name(story.chapters, chapter),
        part=part + 1,
        parts=max(1, len(spans)),
        before=spans[part - 1][0] if part else _edge(analysis, range(chapter - 1, -1, -1), last=True),
        after=spans[part + 1][0] if part + 1 < len(spans) else _edge(analysis, range(chapter + 1, len(story.chapters))),
        people=[_present(analysis, frame, person, counts[person], theme) for person in people],
        paragraphs=list(_paragraphs(analysis, span, mentions, {one: at for at, one in enumerate(people)}, place)),
    )


def portions(analysis: Analysis, chapter: int) -> list[Span]:
    """Return the ranges of a chapter that are read at once, of whole paragraphs where these are not endless."""
    found: list[Span] = []
    for start, end in _blocks(analysis, chapter):
        if found and end - found[-1][0] <= PORTION:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def step(analysis: Analysis, person: str, at: int, *, back: bool = False) -> Span | None:
    """Return the next mention of a character that begins after a place (`back`: the last one before it), if any."""
    own = known(analysis).mentions.get(person, ())
    index = (
        bisect_left(own, at, key=attrgetter("start")) - 1 if back else bisect_right(own, at, key=attrgetter("start"))
    )
    return (own[index].start, own[index].end) if 0 <= index < len(own) else None


def _blocks(analysis: Analysis, chapter: int) -> Iterator[Span]:
    """Yield the paragraphs of a chapter; one that is longer than a portion, by its sentences."""
    story = analysis.story
    if chapter >= len(story.chapters):
        return
    for paragraph in _inside(story.paragraphs, (story.chapters[chapter].start, story.chapters[chapter].end)):
        at, end = paragraph
        cuts = [cut for cut, _ in _inside(analysis.sentences, paragraph)] if end - at > PORTION else []
        while end - at > PORTION:
            stop = max((cut for cut in cuts if at < cut <= at + PORTION), default=at + PORTION)
            yield at, stop
            at = stop
        yield at, end


def _inside(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Return the ranges (by position) that begin inside of another one."""
    return spans[bisect_left(spans, span[0], key=itemgetter(0)) : bisect_left(spans, span[1], key=itemgetter(0))]


def _within(mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    return mentions[bisect_left(mentions, span[0], key=_START) : bisect_left(mentions, span[1], key=_START)]


def _edge(analysis: Analysis, chapters: range, *, last: bool = False) -> int | None:
    """Return where the first (or last) portion of the first of these chapters begins that has any text."""
    for chapter in chapters:
        if spans := portions(analysis, chapter):
            return spans[-1 if last else 0][0]
    return None


def _present(analysis: Analysis, frame: Frame, person: str, count: int, theme: Theme) -> Present:
    circle = frame.circles.get(person)
    return Present(
        id=person,
        name=known(analysis).names.get(person, person),
        count=count,
        circle="in no circle" if circle is None else f"{frame.names[circle]}’s circle",
        colour=circle_colour(circle, theme),
    )


def _paragraphs(
    analysis: Analysis, span: Span, mentions: Sequence[Mention], people: dict[str, int], place: Span
) -> Iterator[Paragraph]:
    story = analysis.story
    quotes = {quote.start: quote for quote in analysis.quotes if span[0] <= quote.start < span[1]}
    first = max(0, bisect_right(story.paragraphs, span[0], key=itemgetter(0)) - 1)
    for whole in story.paragraphs[first:]:
        start, end = max(whole[0], span[0]), min(whole[1], span[1])
        if start >= end:
            break
        stretches: list[Stretch] = []
        edges = [*place, *quotes]
        for left, right, mention in painted(_within(mentions, (start, end)), (start, end), edges):
            if left in quotes and (says := _says(analysis, quotes[left])):
                stretches.append(Stretch(says=says))
            stretches.append(_stretch(flowing(story, left, right), mention, people))
            if place[0] <= left < place[1]:
                stretches[-1]["here"] = True
        yield Paragraph(verse=is_verse(story.text[slice(*whole)]), stretches=stretches)


def _stretch(text: str, mention: Mention | None, people: dict[str, int]) -> Stretch:
    if mention is None:
        return Stretch(text=text)
    found = Stretch(text=text, who=people[mention.character], at=mention.start)
    if mention.p is not None and mention.p < DOUBTFUL:
        found["doubtful"] = True
    return found


def _says(analysis: Analysis, quote: Quote) -> str:
    names = known(analysis).names
    speaker = names.get(quote.speaker or "", "")
    listener = names.get(quote.addressee or "", "")
    return f"{speaker} to {listener}" if speaker and listener else speaker
