"""Many files in, an analysis for each that can be read; what fails is said in one line and stops nothing else."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from relgraph.cast import cast_beside
from relgraph.errors import RelgraphError, shorten
from relgraph.pipeline import open_analysis
from relgraph.reading import LIMIT, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from relgraph.analysis import Analysis
    from relgraph.cast import Cast

PATIENCE = 2.0
"""Seconds of work before a progress bar appears."""


@dataclass(slots=True)
class Failures:
    """What went wrong so far; each error is printed to stderr as one line when it is added."""

    messages: list[str] = field(default_factory=list)

    def add(self, message: str) -> None:
        """Print and keep one error."""
        self.messages.append(visible(message))
        say(message)

    @property
    def code(self) -> int:
        """The exit code: 0 without failures, else 1."""
        return 1 if self.messages else 0


def say(message: str) -> None:
    """Print one line to stderr."""
    Console(stderr=True, soft_wrap=True).print(f"relgraph: {visible(message)}", markup=False, highlight=False)


def visible(text: str) -> str:
    """Return `text` on one line and without control characters, which could steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))


class Bar:
    """A progress bar on stderr: only in a terminal, and only when the work takes longer than PATIENCE."""

    def __init__(self, *, quiet: bool) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True)
        self._wanted = console.is_terminal and not quiet
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress.live.is_started:
            self._progress.stop()

    def task(self, name: str) -> Callable[[int, int], None]:
        """Return what to call with the work done and the work in all."""
        task = self._progress.add_task(shorten(visible(name), 40), total=None)

        def update(done: int, total: int) -> None:
            self._progress.update(task, completed=done, total=total, visible=done < total)
            if self._wanted and time.monotonic() - self._began > PATIENCE:
                self._progress.start()

        return update


def stories_in(paths: Iterable[Path], failures: Failures, *, quiet: bool = False) -> tuple[Path, ...]:
    """Return the stories that the paths name or hold, each once; a path without one is a failure.

    What was left out as the same as another is said on stderr unless `quiet`.
    """
    found = search(paths)
    for problem in found.problems:
        failures.add(problem)
    for note in () if quiet else found.notes:
        say(note)
    return found.stories


def analyses(
    paths: Sequence[Path],
    failures: Failures,
    *,
    model: str | None,
    cast: Cast | None,
    limit: int = LIMIT,
    jobs: int = 1,
    quiet: bool = False,
) -> Iterator[Analysis]:
    """Yield the analysis of each file that can be read, in the order given; story ids are made unique.

    What makes a story's text doubtful is said on stderr unless `quiet`.
    """
    taken: set[str] = set()
    work = partial(_analyze, model=model, cast=cast, limit=limit)
    for path, result in _results(paths, work, jobs=jobs, quiet=quiet):
        if isinstance(result, str):
            failures.add(result if result.startswith(str(path)) else f"{path}: {result}")
        else:
            for warning in () if quiet else (*result.story.warnings, *result.unheeded):
                say(f"{path}: {warning}")
            yield _unique(result, taken)


def _unique(analysis: Analysis, taken: set[str]) -> Analysis:
    """Return the analysis under an id of its own: two files of one name must not overwrite each other."""
    story, number = analysis.story, 1
    new = story.id
    while new in taken:
        number += 1
        new = f"{story.id}-{number}"
    taken.add(new)
    return analysis if new == story.id else replace(analysis, story=replace(story, id=new))


def _results(
    paths: Sequence[Path], work: Callable[..., Analysis | str], *, jobs: int, quiet: bool
) -> Iterator[tuple[Path, Analysis | str]]:
    if jobs > 1 and len(paths) > 1:
        with (
            ProcessPoolExecutor(min(jobs, len(paths)), mp_context=get_context("spawn")) as pool,
            Bar(quiet=quiet) as bar,
        ):
            update = bar.task("stories")
            tasks = [_submitted(pool, work, path) for path in paths]
            for number, (path, task) in enumerate(zip(paths, tasks, strict=True), start=1):
                yield path, task()
                update(number, len(paths))
        return
    with Bar(quiet=quiet) as bar:
        for path in paths:
            yield path, work(path, progress=bar.task(path.name))


def _submitted(
    pool: ProcessPoolExecutor, work: Callable[..., Analysis | str], path: Path
) -> Callable[[], Analysis | str]:
    """Have a worker analyse a story, and return what waits for it; a worker that is killed takes no story with it."""
    try:
        task = pool.submit(work, path)
    except BrokenProcessPool:
        return partial(work, path)

    def result() -> Analysis | str:
        try:
            return task.result()
        except BrokenProcessPool:
            return work(path)

    return result


def _analyze(
    path: Path,
    *,
    model: str | None,
    cast: Cast | None,
    limit: int,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis | str:
    """Return the analysis, or the error's message: exceptions of one file never end another's work.

    Without a cast, that of the file beside the story counts.
    """
    try:
        decided = cast_beside(path) if cast is None else cast
        return open_analysis(path, model=model, cast=decided, limit=limit, progress=progress)
    except RelgraphError as error:
        return str(error)
