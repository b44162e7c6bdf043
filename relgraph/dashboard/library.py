"""The stories a dashboard knows: those it was started with, and what each session adds; and the work done on them."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from relgraph.dashboard.work import Work, work_on
from relgraph.errors import ReadingError, RelgraphError
from relgraph.export import read_analysis
from relgraph.reading import find_stories, read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from relgraph.analysis import Analysis
    from relgraph.records import Story

KEPT = 16
"""So many analysed stories stay in memory; the others come back from the disk."""

_ANALYSIS = ".analysis.json"
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(slots=True, kw_only=True)
class Library:
    """All stories by key, for all sessions; a session lists the shared ones and those whose keys it knows.

    `problems` holds one line for each file that could not be read.
    """

    stories: dict[str, Story] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    works: OrderedDict[str, Work] = field(default_factory=OrderedDict)

    def add(self, story: Story) -> str:
        """Take a story in and return its key, which nobody guesses who does not have the text."""
        key = f"{story.id}-{story.sha256[:12]}"
        self.stories[key] = story
        return key

    def work(self, key: str, progress: Callable[[int, int], None] | None = None) -> Work:
        """Return the work on a story; analyse it, or get its analysis from the disk, where it is not in memory.

        `progress` is told the characters done and their total. Raises RelgraphError where the analysis fails.
        """
        if key not in self.works:
            # Imported late: a stored analysis is shown without the second that the language stage takes to load.
            from relgraph.pipeline import analyze_cached  # noqa: PLC0415 - see above

            self.keep(key, analyze_cached(self.stories[key], progress=progress))
        self.works.move_to_end(key)
        return self.works[key]

    def keep(self, key: str, analysis: Analysis) -> None:
        """Keep an analysis, and forget the one not used for longest where there are too many."""
        self.works[key] = work_on(analysis)
        while len(self.works) > KEPT:
            self.works.popitem(last=False)


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


def read_upload(name: str, content: bytes) -> Story:
    """Return the story of an uploaded file; only the last part of its name is used. Raises ReadingError."""
    last = PurePath(name.replace("\\", "/").replace("\0", "")).name[-100:] or "story.txt"
    with tempfile.TemporaryDirectory(prefix="relgraph-") as folder:
        path = Path(folder) / last
        path.write_bytes(content)
        try:
            return read(path)
        except ReadingError as error:  # the reader's file has another place than ours
            raise ReadingError(str(error).replace(str(path), last)) from error


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return list(find_stories([path])) if path.suffix.lower() == ".zip" else [path]
    analyses = sorted(path.rglob(f"*{_ANALYSIS}"))
    try:
        return [*find_stories([path]), *analyses]
    except ReadingError:
        if analyses:
            return analyses
        raise


def _take(library: Library, path: Path) -> None:
    analysis = read_analysis(path) if path.name.endswith(_ANALYSIS) else None
    story = analysis.story if analysis else read(path)
    key, number = story.id, 1
    while key in library.stories:
        number += 1
        key = f"{story.id}-{number}"
    library.stories[key] = story
    if analysis:
        library.keep(key, analysis)
