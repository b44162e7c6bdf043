"""A path or a pasted text in, a Story out; and the stories in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from relgraph.errors import ReadingError, one_of
from relgraph.reading.assembly import Draft, assemble
from relgraph.reading.formats import format_of, suffixes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relgraph.records import Story

ABOUT = frozenset({"changelog", "copying", "license", "licence", "notice", "readme"})
"""Names of files about the other files of a folder."""
LIMIT = 50_000_000
"""Bytes of the largest file that is read unless told otherwise: the longest novels have 4 MB."""


def read(path: str | Path, *, limit: int = LIMIT) -> Story:
    """Return the story in a file of at most `limit` bytes.

    The format is told by the content, then by the suffix. Raises ReadingError where the file is missing, a folder,
    empty, too large or no story.
    """
    path = Path(path)
    raw = _load(path, limit)
    if not raw.strip():
        raise _empty(path)
    draft = format_of(raw, path.name).draft(raw, str(path))
    if not draft.text.strip():
        raise _empty(path)
    return assemble(draft, name=path.stem, source=path.name)


def read_text(text: str, *, title: str | None = None, source: str = "pasted text") -> Story:
    """Return the story in a pasted text; a `title` given goes before what its first lines say.

    Line ends become a newline and a byte-order mark goes, as in files. Raises ReadingError where there is
    only white space.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _empty(source)
    return assemble(Draft(text=text, title=title), name=title or source, source=source)


def find_stories(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files named, and for each folder the files in it (and in its folders) with a known suffix, sorted.

    A file is returned once, where it is first met; hidden files and files such as README are left out of folders.
    Raises ReadingError for a folder without stories.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(_inside(path) if path.is_dir() else [path])
    return tuple(found)


def _inside(folder: Path) -> list[Path]:
    known = suffixes()
    stories = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in known
        and path.stem.lower() not in ABOUT
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    if not stories:
        message = f"{folder}: no stories in this folder; known are files ending in {one_of(known)}"
        raise ReadingError(message)
    return stories


def _empty(where: Path | str) -> ReadingError:
    return ReadingError(f"{where}: is empty; a story has at least one word")


def _load(path: Path, limit: int) -> bytes:
    if path.is_dir():
        message = f"{path}: is a folder; name a file in it"
        raise ReadingError(message)
    try:
        with path.open("rb") as stream:
            raw = stream.read(limit + 1)
    except FileNotFoundError as error:
        message = f"{path}: no such file"
        raise ReadingError(message) from error
    except (OSError, ValueError) as error:
        message = f"{path}: cannot be opened ({getattr(error, 'strerror', None) or error})"
        raise ReadingError(message) from error
    if len(raw) > limit:
        message = f"{path}: larger than the limit of {limit:,} bytes; raise the limit to read it"
        raise ReadingError(message)
    return raw
