"""The stories a dashboard knows: those it was started with, and what each session adds; and the work done on them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

from relgraph.dashboard.cards import Card, card_of
from relgraph.dashboard.jobs import Desk, Job, Stopped
from relgraph.dashboard.keeping import discard, keep_story, kept_stories
from relgraph.dashboard.work import Work, work_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from relgraph.analysis import Analysis
    from relgraph.records import Story

KEPT = 16
"""So many analysed stories stay in memory; the others come back from the disk."""

MOST_ADDED = 200_000_000
"""Characters of added stories in memory, all sessions together; those added first go first."""

State = Literal["new", "waiting", "running", "stopped", "failed", "analysed"]


@dataclass(slots=True, kw_only=True)
class Library:
    """All stories by key, for all sessions; a session lists the shared ones and those whose keys it knows.

    `problems` holds one line for each file that could not be read. `given` brings back analyses that were handed over
    as such; `files` are those that the command line named; `kept` are the stories that a reader wants to find again at
    the next start.
    """

    stories: dict[str, Story] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    works: OrderedDict[str, Work] = field(default_factory=OrderedDict)
    cards: dict[str, Card] = field(default_factory=dict)
    given: dict[str, Callable[[], Analysis]] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    added: dict[str, None] = field(default_factory=dict)
    kept: dict[str, None] = field(default_factory=dict)
    desk: Desk = field(init=False)
    _paths: dict[str, Path] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.desk = Desk(self.work)

    def add(self, story: Story, analysis: Analysis | None = None) -> str:
        """Take a story in, with its analysis where there is one, and return its key.

        Nobody guesses the key who does not have the text.
        """
        key = _key(story)
        with self._lock:
            if analysis:
                key = f"{key}-stored"  # never takes the place of what the model finds
                self.given[key] = partial(_same, analysis)
            self.stories[key] = story
            self.added[key] = None
            while sum(len(self.stories[one].text) for one in self.added) > MOST_ADDED and len(self.added) > 1:
                self._drop(next(iter(self.added)))
        return key

    def put_first(self, keys: Sequence[str]) -> None:
        """List added stories before those added earlier, in this order."""
        with self._lock:
            for key in [key for key in reversed(keys) if key in self.added]:
                self.added[key] = self.added.pop(key)

    def remove(self, key: str) -> None:
        """Forget an added story and stop its analysis; a file that it came from is not touched."""
        if key in self.added:
            self.forget(key)
            with self._lock:
                self._drop(key)
            discard(key)

    def keep_for_later(self, key: str) -> None:
        """Have an added story here at the next start as well. Raises ReadingError where it cannot be kept."""
        keep_story(key, self.stories[key])
        self.kept[key] = None

    def keep_no_longer(self, key: str) -> None:
        """Have an added story here until the dashboard ends."""
        self.kept.pop(key, None)
        discard(key)

    def load_kept(self) -> None:
        """Take in the stories that were kept at an earlier start."""
        stories, problems = kept_stories()
        for story in stories:
            self.kept[self.add(story)] = None
        self.problems += tuple(problems)

    def ready(self, key: str) -> Work | None:
        """Return the work on a story where it is in memory."""
        with self._lock:
            if key in self.works:
                self.works.move_to_end(key)
            return self.works.get(key)

    def work(self, key: str, progress: Callable[[int, int], None] | None = None) -> Work:
        """Return the work on a story; analyse it, or get its analysis from the disk, where it is not in memory.

        `progress` is told the characters done and their total. Raises RelgraphError where the analysis fails, Stopped
        where the story was removed in the meantime.
        """
        found = self.ready(key)
        if found is not None:
            return found
        analysis = self._analysis(key, progress)
        if key not in self.stories:
            raise Stopped
        return self.keep(key, analysis)

    def keep(self, key: str, analysis: Analysis) -> Work:
        """Keep an analysis, and forget the one not used for longest where there are too many; return the work on it."""
        work = work_on(analysis)
        card = card_of(work)
        with self._lock:
            self.cards[key] = card
            self.works[key] = work
            while len(self.works) > KEPT:
                self.works.popitem(last=False)
        return work

    def request(self, key: str, *, urgent: bool = False) -> Job:
        """Return the analysis of a story that is under way, or begin one."""
        return self.desk.request(key, total=len(self.stories[key].text), urgent=urgent)

    def again(self, key: str) -> None:
        """Drop everything found in a story, on the disk as well, and read it anew."""
        self.forget(key)
        self._path(key).unlink(missing_ok=True)
        self.request(key)

    def forget(self, key: str) -> None:
        """Drop what is in memory of the analysis of a story."""
        self.desk.forget(key)
        with self._lock:
            self.works.pop(key, None)
            self.cards.pop(key, None)

    def state(self, key: str) -> State:
        """Return how far a story is."""
        job = self.desk.job(key)
        if job is not None and job.state != "done":
            return job.state
        return "analysed" if self.at_hand(key) else "new"

    def at_hand(self, key: str) -> bool:
        """Whether a story can be opened without the language model."""
        return key in self.works or key in self.given or self._path(key).exists()

    def _analysis(self, key: str, progress: Callable[[int, int], None] | None) -> Analysis:
        story, given = self.stories.get(key), self.given.get(key)
        if story is None:
            raise Stopped
        if given is not None:
            return given()
        # Imported late: a stored analysis is shown without the second that the language stage takes to load.
        from relgraph.pipeline import analyze_cached  # noqa: PLC0415 - see above

        return analyze_cached(story, progress=progress)

    def _path(self, key: str) -> Path:
        if key not in self._paths:
            from relgraph.pipeline import parse_path  # noqa: PLC0415 - see above

            self._paths[key] = parse_path(self.stories[key])
        return self._paths[key]

    def _drop(self, key: str) -> None:
        for known in (self.stories, self.added, self.kept, self.given, self.works, self.cards, self._paths):
            known.pop(key, None)


def _key(story: Story) -> str:
    return f"{story.id}-{story.sha256[:12]}"


def _same(analysis: Analysis) -> Analysis:
    return analysis
