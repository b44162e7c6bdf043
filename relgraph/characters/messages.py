"""Chats and plays: lines that begin with who writes or says them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from relgraph.characters.dialogue import is_set_off
from relgraph.characters.layout import NOWHERE
from relgraph.characters.letters import Letter
from relgraph.characters.words import FIRST_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from relgraph.characters.layout import Layout
    from relgraph.characters.names import Name
    from relgraph.records import Chapter, Span

_LINE: Final = re.compile(
    r"^[*_> \t]{0,8}(?P<label>[^\W\d_][\w .'’-]{0,30}?)[*_]*:[*_]*[ \t]+(?P<said>\S.*?)[ \t]*$", re.MULTILINE
)
_LEAST_LINES: Final = 3
_TWO: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line, what it says behind its label, the entity that the label is, and the one that it addresses, if any."""

    start: int
    end: int
    said: Span
    label: str
    writer: int | None
    called: int | None


def find_messages(layout: Layout, names: Mapping[int, Name]) -> tuple[Letter, ...]:
    """Return the lines that begin with who writes them, and to whom, by position: "Hana: can I ask you something".

    A chapter has at least three, and one who writes twice. A line is to whom it addresses, or answers the one before it
    by somebody else, or else the one behind it, among those that no narration parts from it. Who writes alone there
    writes to whom they wrote among two, or else to whoever wrote last. Empty where there are no such lines.
    """
    return tuple(chain.from_iterable(_of_chapter(layout, names, chapter) for chapter in layout.story.chapters))


def _lines(layout: Layout, names: Mapping[int, Name], chapter: Chapter) -> list[_Line]:
    """Return the lines of a chapter by position, or nothing where they are too few for a chat."""
    matches = list(_LINE.finditer(layout.story.text, chapter.start, chapter.end))
    labels = [match["label"].casefold() for match in matches]
    if len(labels) < _LEAST_LINES or not 1 < len(set(labels)) < len(labels):
        return []
    writers: dict[str, int | None] = {}
    for match, label in zip(matches, labels, strict=True):
        writers[label] = _first(_labelled(layout, names, match), writers.get(label))
    return [
        _Line(
            start=match.start(),
            end=match.end(),
            said=match.span("said"),
            label=label,
            writer=writers[label],
            called=_called(layout, names, match),
        )
        for match, label in zip(matches, labels, strict=True)
    ]


def _of_chapter(layout: Layout, names: Mapping[int, Name], chapter: Chapter) -> Iterator[Letter]:
    lines = _lines(layout, names, chapter)
    partners: dict[str, int | None] = {}
    done = 0
    for run in _runs(layout, lines):
        talking = {line.label for line in run}
        for at, line in enumerate(run, start=done):
            reader = _first(line.called, _other(lines, at, first=done, last=done + len(run)))
            if len(talking) == _TWO:
                partners[line.label] = reader
            elif len(talking) == 1:
                reader = _first(line.called, partners.get(line.label), _other(lines, at, first=0, last=len(lines)))
            yield Letter(start=line.start, end=line.end, writer=line.writer, reader=reader, said=line.said)
        done += len(run)


def _runs(layout: Layout, lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines that nothing but space parts, together; nothing for no lines."""
    run: list[_Line] = []
    for line in lines:
        if run and layout.story.text[run[-1].end : line.start].strip():
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _other(lines: Sequence[_Line], at: int, *, first: int, last: int) -> int | None:
    """Return who wrote the nearest line by somebody else, before or else behind, of whom it is told who it is."""
    others = (lines[other] for other in chain(range(at - 1, first - 1, -1), range(at + 1, last)))
    return next((one.writer for one in others if one.label != lines[at].label and one.writer is not None), None)


def _called(layout: Layout, names: Mapping[int, Name], line: re.Match[str]) -> int | None:
    """Return the name entity that a line addresses, set off on both sides: "where are you, Rey"."""
    start, end = line.span("said")
    for spot in layout.spots_in(start, end):
        closes = not any(sign.isalnum() for sign in layout.story.text[spot.end : end])
        if spot.index in names and is_set_off(layout, spot, opens=spot.start == start, closes=closes):
            return spot.index
    return None


def _first(*entities: int | None) -> int | None:
    """Return the first entity that there is, or None."""
    return next((one for one in entities if one is not None), None)


def _labelled(layout: Layout, names: Mapping[int, Name], line: re.Match[str]) -> int | None:
    """Return the name entity, or the "Me", that a line begins with."""
    inside = [spot for spot in layout.spots_in(*line.span("label")) if spot.quote == NOWHERE]
    own = (spot.index for spot in inside if spot.lower in FIRST_PERSON)
    return next(own, next((spot.index for spot in inside if spot.index in names), None))
