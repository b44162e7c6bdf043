"""Files, folders and uploads in; stories and stored analyses out. One that cannot be read ends nothing."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from relgraph.dashboard.library import KEPT, MOST_ADDED, Library
from relgraph.errors import ReadingError, RelgraphError
from relgraph.export import read_analysis
from relgraph.reading import find_stories, read, search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.analysis import Analysis
    from relgraph.records import Story

ANALYSIS = ".analysis.json"
"""How the name of a stored analysis ends."""

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an upload holds: stories, each with its analysis where it came with one, and a line for each problem."""

    stories: tuple[tuple[Story, Analysis | None], ...]
    problems: tuple[str, ...] = ()


def fill(paths: Sequence[Path]) -> Library:
    """Return a library of the stories in `paths` (files and folders); a file that cannot be read ends nothing.

    The key of a story is its id, with a number where several share one.
    """
    library = Library()
    problems: list[str] = []
    files: dict[Path, None] = {}
    for path in paths:
        try:
            files |= dict.fromkeys(_files(path))
        except RelgraphError as error:
            problems.append(str(error))
    for file in files:
        try:
            _take(library, file)
        except RelgraphError as error:
            problems.append(str(error))
    library.shared = tuple(library.stories)
    library.problems = tuple(problems)
    return library


def shipped() -> tuple[Path, ...]:
    """Return the files of the stories that ship with relgraph: in the installed package, else in the checkout."""
    for folder in (_PACKAGE / "stories", _PACKAGE.parent / "stories"):
        if folder.is_dir():
            return tuple(path for path in find_stories([folder]) if path.stem.lower() != "readme")
    return ()


def read_upload(name: str, content: bytes) -> Taken:
    """Return the stories of an uploaded file, an archive of stories or a stored analysis.

    Only the last part of its name is used. At most MOST_ADDED characters are taken from one file.
    """
    last = _last_part(name)
    with tempfile.TemporaryDirectory(prefix="relgraph-") as folder:
        path = Path(folder) / last
        path.write_bytes(content)
        found = search([path])
        taken: list[tuple[Story, Analysis | None]] = []
        problems = [*found.problems, *found.notes]
        for place in found.stories:
            try:
                taken.append(_one(place, room=MOST_ADDED - sum(len(story.text) for story, _ in taken)))
            except RelgraphError as error:
                problems.append(str(error))
    # The reader's file has another place than ours.
    return Taken(stories=tuple(taken), problems=tuple(line.replace(str(path), last) for line in problems))


def _last_part(name: str) -> str:
    """Return a name that every file system takes and that leads nowhere else."""
    last = PurePath(name.replace("\\", "/").replace("\0", "")).name.lstrip(".")
    return last.encode("utf-8", "replace")[-200:].decode("utf-8", "ignore") or "story.txt"


def _one(place: Path, *, room: int) -> tuple[Story, Analysis | None]:
    if place.name.endswith(".json"):
        analysis = read_analysis(place)
        return analysis.story, analysis
    story = read(place)
    if len(story.text) > room:
        message = f"{place}: left out: more than {MOST_ADDED:,} characters at once; add it in a file of its own"
        raise ReadingError(message)
    return story, None


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return list(find_stories([path])) if path.suffix.lower() == ".zip" else [path]
    analyses = sorted(path.rglob(f"*{ANALYSIS}"))
    try:
        return [*find_stories([path]), *analyses]
    except ReadingError:
        if analyses:
            return analyses
        raise


def _take(library: Library, path: Path) -> None:
    analysis = read_analysis(path) if path.name.endswith(ANALYSIS) else None
    story = analysis.story if analysis else read(path)
    key, number = story.id, 1
    while key in library.stories:
        number += 1
        key = f"{story.id}-{number}"
    library.stories[key] = story
    library.files[key] = path
    if analysis:
        library.given[key] = partial(read_analysis, path)
        if len(library.works) < KEPT:
            library.keep(key, analysis)
