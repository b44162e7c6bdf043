"""A file or a pasted text in, a Story out: chapters, paragraphs, and what is no story."""

from __future__ import annotations

from relgraph.reading.paragraphs import find_paragraphs
from relgraph.reading.sources import LIMIT, Found, find_stories, search
from relgraph.reading.stories import read, read_text

__all__ = ["LIMIT", "Found", "find_paragraphs", "find_stories", "read", "read_text", "search"]
