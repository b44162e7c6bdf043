"""What was understood of a file before any model ran: for `relgraph show --reading`."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from relgraph.cli.work import Failures, stories_in, visible
from relgraph.errors import RelgraphError, shorten
from relgraph.export.analysis_json import read_analysis
from relgraph.pipeline import STORED
from relgraph.reading import read
from relgraph.reading.paragraphs import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from rich.console import RenderableType

    from relgraph.records import Matter, MatterKind, Story

REASONS: Mapping[MatterKind, str] = {
    "contents": "table of contents",
    "heading": "title page, or head of a chapter",
    "licence": "licence or imprint",
    "notes": "notes of the author, editor or transcriber",
    "other": "scene breaks, pictures, menus, comments and the like",
    "summary": "summary",
}
"""Why a kind of matter is no story."""
EXAMPLES = 3
"""Passages of each kind of matter that are shown."""
PASSAGE = 60
"""Characters of such a passage."""


def print_reading(path: Path, *, limit: int) -> int:
    """Print what was understood of each story of at most `limit` bytes at a path, and return the exit code."""
    failures = Failures()
    for place in stories_in([path], failures):
        try:
            story = read_analysis(place).story if place.name.endswith(STORED) else read(place, limit=limit)
        except RelgraphError as error:
            failures.add(str(error))
        else:
            Console().print(understood(story), highlight=False)
    return failures.code


def understood(story: Story) -> RenderableType:
    """Return title, author and tags of a story, its chapters with their words, and what was left out and why."""
    by = f" by {visible(story.author)}" if story.author else ""
    head = Text.assemble((visible(story.title), "bold"), by, f"\n{visible(story.source)}: {story.words:,} words")
    warnings = (Text(visible(f"Warning: {warning}"), style="yellow") for warning in story.warnings)
    return Group(head, *warnings, *_tags(story), _chapters(story), _left_out(story))


def _tags(story: Story) -> Iterator[Text]:
    tags = story.tags
    for field in fields(tags):
        if values := getattr(tags, field.name):
            yield Text(visible(f"{field.name.capitalize()}: {', '.join(values)}"))


def _chapters(story: Story) -> Table:
    table = Table("", "Chapter", "Words", title=f"{len(story.chapters)} chapter(s)", title_justify="left")
    table.columns[0].justify = table.columns[2].justify = "right"
    for number, chapter in enumerate(story.chapters, start=1):
        first, last = (bisect_left(story.paragraphs, (edge,)) for edge in (chapter.start, chapter.end))
        words = count_words(story.text, story.paragraphs[first:last])
        table.add_row(str(number), Text(visible(chapter.title or "(no title)")), f"{words:,}")
    return table


def _left_out(story: Story) -> RenderableType:
    kinds: dict[MatterKind, list[Matter]] = {}
    for part in story.matter:
        kinds.setdefault(part.kind, []).append(part)
    if not kinds:
        return Text("Nothing was left out.")
    table = Table("Left out", "Places", "Words", "Such as", title="Not counted as story", title_justify="left")
    table.columns[1].justify = table.columns[2].justify = "right"
    for kind, parts in sorted(kinds.items()):
        words = count_words(story.text, ((part.start, part.end) for part in parts))
        table.add_row(REASONS[kind], f"{len(parts):,}", f"{words:,}", Text(" | ".join(_examples(story, parts))))
    return table


def _examples(story: Story, parts: list[Matter]) -> Iterator[str]:
    texts = dict.fromkeys(shorten(visible(story.text[part.start : part.end]), PASSAGE) for part in parts)
    return islice((text for text in texts if text), EXAMPLES)
