"""A path or a pasted text in, a Story out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from relgraph.errors import ReadingError
from relgraph.reading.assembly import Draft, assemble
from relgraph.reading.formats import DEFAULT, format_of, formats, suffixes
from relgraph.reading.sources import LIMIT, load, only_story

if TYPE_CHECKING:
    from relgraph.records import Story


def read(path: str | Path, *, limit: int = LIMIT) -> Story:
    """Return the story in a file of at most `limit` bytes, or in a zip archive: "stories.zip/part/one.txt".

    The format is told by the content, then by the suffix. Raises ReadingError where the file is missing, a folder,
    an archive of several stories, empty, too large or no story.
    """
    path = only_story(Path(path))
    raw = load(path, limit)
    if not raw.strip():
        raise _empty(path)
    form = format_of(raw, path.name)
    draft = form.draft(raw, str(path))
    suffix = path.suffix.lower()
    if form is formats()[DEFAULT] and suffix in suffixes() and suffix not in form.SUFFIXES:
        draft = replace(draft, warnings=(*draft.warnings, f"its name ends in {suffix}, but it is text: read as text"))
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


def _empty(where: Path | str) -> ReadingError:
    return ReadingError(f"{where}: is empty; a story has at least one word")
