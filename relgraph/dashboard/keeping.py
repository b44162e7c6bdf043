"""Stories that a reader wants to find again: kept in the cache folder of this computer, when asked for."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from relgraph.analysis import Analysis
from relgraph.errors import ReadingError, RelgraphError
from relgraph.export import dumps, read_analysis
from relgraph.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from relgraph.records import Story

MOST = 500
"""Stories kept at most; nothing that a reader asked to keep is ever dropped, so that the next one is refused."""

_ENDING = ".story.json"


def keep_story(key: str, story: Story) -> None:
    """Write a story to the folder of kept stories. Raises ReadingError where it cannot be kept."""
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if len(list(folder.glob(f"*{_ENDING}"))) >= MOST:
            message = f"{story.title}: not kept: {MOST} stories are kept already; remove one first"
            raise ReadingError(message)
        write_atomic(_path(key), dumps(_unread(story)))
    except OSError as error:
        message = f"{story.title}: not kept: {folder} cannot be written ({error.strerror})"
        raise ReadingError(message) from error


def kept_stories() -> tuple[list[Story], list[str]]:
    """Return the kept stories, sorted by title, and a line for each file that cannot be read."""
    stories, problems = [], []
    for path in sorted(_folder().glob(f"*{_ENDING}")):
        try:
            stories.append(read_analysis(path).story)
        except RelgraphError as error:
            problems.append(str(error))
    return sorted(stories, key=lambda story: (story.title.casefold(), story.id)), problems


def discard(key: str) -> None:
    """Remove a story from the kept ones; one that is not there is no error."""
    with suppress(OSError):
        _path(key).unlink()


def _unread(story: Story) -> Analysis:
    """Return the story as an analysis in which nothing was found: a format that is checked when it is read."""
    return Analysis(story=story, model="", settings={}, characters=(), mentions=(), quotes=(), tokens=(), sentences=())


def _folder() -> Path:
    from relgraph.pipeline import cache_folder  # noqa: PLC0415 - the pipeline takes its time to import

    return cache_folder() / "stories"


def _path(key: str) -> Path:
    return _folder() / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}{_ENDING}"
