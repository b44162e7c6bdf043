"""The errors that relgraph raises for anything a user can cause: one line each, saying what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class RelgraphError(Exception):
    """Base of every error that relgraph raises on purpose."""


class ReadingError(RelgraphError):
    """A file cannot be read as a story."""


class CastError(RelgraphError):
    """A cast file is not valid."""


class FormatError(RelgraphError):
    """A stored analysis, or the name of a format, is not valid."""


class WindowError(RelgraphError):
    """A window or a way of counting is not valid."""


class LanguageError(RelgraphError):
    """A language model cannot be loaded."""


def one_of(names: Iterable[str]) -> str:
    """Return the alternatives of a message, sorted and joined by commas."""
    return ", ".join(sorted(names))


def shorten(text: str, limit: int = 80) -> str:
    """Return `text` on one line, cut to at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
