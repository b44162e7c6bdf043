"""Chats and plays: lines that begin with who writes or says them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line, what it says behind its label, and the entity that the label is, if any."""

    start: int
    end: int
    said: Span
    label: str
    writer: int | None


def find_messages(layout: Layout, names: Mapping[int, Name]) -> tuple[Letter, ...]:
    """Return the lines that begin with who writes them, and to whom, by position: "Hana: can I ask you something".

    A chapter has at least three, and one who writes twice. A line answers the one before it by somebody else, or else
    the one behind it, among those that no narration parts from it. Who writes alone there writes to whoever the last
    message was to that could only be to one, or else to whoever wrote last. Empty where there are no such lines.
    """
    return tuple(chain.from_iterable(_of_chapter(layout, names, chapter) for chapter in layout.story.chapters))


def _of_chapter(layout: Layout, names: Mapping[int, Name], chapter: Chapter) -> Iterator[Letter]:
    lines = [
        _Line(
            start=match.start(),
            end=match.end(),
            said=match.span("said"),
            label=match["label"].casefold(),
            writer=_labelled(layout, names, match),
        )
        for match in _LINE.finditer(layout.story.text, chapter.start, chapter.end)
    ]
    labels = {line.label for line in lines}
    if len(lines) < _LEAST_LINES or not 1 < len(labels) < len(lines):
        return
    partners: dict[str, int | None] = {}
    before: list[_Line] = []
    for run in _runs(layout, lines):
        talking = {line.label for line in run}
        for at, line in enumerate(run):
            near = [*reversed(run[:at]), *run[at + 1 :]]
            far = [*reversed(before), *lines[len(before) + len(run) :]]
            reader = _other(line, near)
            if reader is None:
                reader = partners.get(line.label) if line.label in partners else _other(line, far)
            if len(talking) == 2:
                partners[line.label] = reader
            yield Letter(start=line.start, end=line.end, writer=line.writer, reader=reader, said=line.said)
        before += run


def _runs(layout: Layout, lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines that nothing but space parts, together."""
    run: list[_Line] = []
    for line in lines:
        if run and layout.story.text[run[-1].end : line.start].strip():
            yield run
            run = []
        run.append(line)
    yield run


def _other(line: _Line, others: Sequence[_Line]) -> int | None:
    """Return who wrote the first of the others that is by somebody else of whom it is told who it is."""
    return next((one.writer for one in others if one.label != line.label and one.writer is not None), None)


def _labelled(layout: Layout, names: Mapping[int, Name], line: re.Match[str]) -> int | None:
    """Return the name entity, or the "Me", that a line begins with."""
    inside = [spot for spot in layout.spots_in(*line.span("label")) if spot.quote == NOWHERE]
    own = (spot.index for spot in inside if spot.lower in FIRST_PERSON)
    return next(own, next((spot.index for spot in inside if spot.index in names), None))
