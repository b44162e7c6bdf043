"""Passages and names as HTML that shows them and nothing else."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from relgraph.errors import shorten
from relgraph.view.passages import chapter_at, chapter_name

if TYPE_CHECKING:
    from relgraph.analysis import Analysis
    from relgraph.records import Character, Span

PASSAGE = 360
"""Characters of a passage that are shown."""

AROUND = 60
"""Characters before and after a mention."""


def quoted(analysis: Analysis, span: Span, *forms: str) -> str:
    """Return a passage with these forms marked, and its chapter, as HTML."""
    story = analysis.story
    text = escape(shorten(story.text[span[0] : span[1]], PASSAGE))
    words = [re.escape(escape(" ".join(form.split()))) for form in sorted(forms, key=len, reverse=True) if form.strip()]
    if words:
        text = re.sub(rf"(?<!\w)({'|'.join(words)})(?!\w)", r"<mark>\1</mark>", text, flags=re.IGNORECASE)
    where = chapter_name(story.chapters, chapter_at(story.chapters, span[0])) if len(story.chapters) > 1 else ""
    source = f"<cite>{escape(where)}</cite>" if where else ""
    return f'<blockquote class="relgraph-quote">{text}{source}</blockquote>'


def around(analysis: Analysis, span: Span) -> str:
    """Return a mention on one line with a little text before and after it."""
    start, end = span
    text = analysis.story.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"… {before}[{text[start:end]}]{after} …".split())


def labels(people: tuple[Character, ...]) -> dict[str, str]:
    """Return what to call people in a list, by id: the name, and the id where two have one name."""
    names = [one.name for one in people]
    twice = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
    return {one.id: f"{one.name} ({one.id})" if one.name in twice else one.name for one in people}
