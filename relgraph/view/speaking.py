"""Who speaks to whom, and how much: from the quotes of an analysis."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from relgraph.view.known import known
from relgraph.view.values import Speech, Speeches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relgraph.analysis import Analysis
    from relgraph.records import Quote, Span

LISTENERS = 5
NOTE = "As far as the speaker and the listener could be told."


def said(analysis: Analysis, person: str) -> tuple[int, int]:
    """Return the number of speeches of a person, and of the words in them."""
    return _amount(analysis, known(analysis).speeches.get(person, ()))


def listeners(analysis: Analysis, person: str, in_view: Iterable[str]) -> list[Speeches]:
    """Return to whom a person says most, in words; nothing where no listener is known."""
    to: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in known(analysis).speeches.get(person, ()):
        if quote.addressee and quote.addressee != person:
            to[quote.addressee].append(quote)
    shown = set(in_view)
    rows = [_speech(analysis, person, other, quotes, listed=other in shown) for other, quotes in sorted(to.items())]
    rows.sort(key=lambda row: (-row["words"], row["to"]))
    return [Speeches(title="Speaks most to", note=NOTE, items=rows[:LISTENERS])] if rows else []


def between(analysis: Analysis, first: str, second: str) -> list[Speeches]:
    """Return what two people say to each other, in both directions; nothing where they are not known to speak."""
    rows = []
    for speaker, listener in ((first, second), (second, first)):
        quotes = [quote for quote in known(analysis).speeches.get(speaker, ()) if quote.addressee == listener]
        rows.append(_speech(analysis, speaker, listener, quotes, listed=False))
    if not any(row["speeches"] for row in rows):
        return []
    return [Speeches(title="Who speaks to whom", note=NOTE, items=rows)]


def spans_of(quotes: Iterable[Quote]) -> list[Span]:
    """Return the ranges of quotes."""
    return [(quote.start, quote.end) for quote in quotes]


def _speech(analysis: Analysis, speaker: str, listener: str, quotes: Iterable[Quote], *, listed: bool) -> Speech:
    names = known(analysis).names
    speeches, words = _amount(analysis, quotes)
    return Speech(
        speaker=names.get(speaker, speaker),
        to=names.get(listener, listener),
        id=listener if listed else "",
        speeches=speeches,
        words=words,
    )


def _amount(analysis: Analysis, quotes: Iterable[Quote]) -> tuple[int, int]:
    spans = spans_of(quotes)
    return len(spans), sum(known(analysis).words.number(span) for span in spans)
