"""The desk where stories are analysed: threads that all sessions share, so that no click loses or doubles the work."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from math import exp
from typing import TYPE_CHECKING, Literal

from relgraph.errors import RelgraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from relgraph.dashboard.work import Work

State = Literal["waiting", "running", "done", "failed", "stopped"]

SEATS = 2
"""Stories analysed at the same time: one of the queue, and one that a reader waits for."""

PACE = 10_000
"""Characters a second until the first are counted; two cores of a laptop of 2020 read twice as many."""

BATCH = 96_000
"""Characters that the language model reads before it says so: in between the progress is worked out from the pace."""


class Stopped(Exception):  # noqa: N818 - no error: somebody wanted it
    """Raised inside an analysis that a reader has stopped."""


@dataclass(slots=True, kw_only=True, eq=False)
class Job:
    """One analysis: waiting, running, or how it ended. `problem` is a line where it failed.

    `done` of `total` characters were read when the model last said so, at the time `moved` of the monotonic clock.
    """

    key: str
    total: int
    urgent: bool = False
    state: State = "waiting"
    done: int = 0
    begun: float = 0.0
    moved: float = 0.0
    problem: str = ""
    result: Work | None = None
    halt: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def busy(self) -> bool:
        """Whether the analysis is waiting or running."""
        return not self.ended.is_set()

    def report(self, done: int, total: int) -> None:
        """Take note of the characters read. Raises Stopped where a reader does not want more."""
        if self.halt.is_set():
            raise Stopped
        if total > 0:
            self.done, self.total, self.moved = min(done, total), total, time.monotonic()

    def pace(self) -> float:
        """Return the characters read in a second."""
        return max(1.0, self.done / max(0.05, self.moved - self.begun)) if self.done else PACE

    def read(self, now: float) -> int:
        """Return the characters that should have been read at a time.

        Between two reports it comes ever nearer to what the next one can say, and does not get there before it.
        """
        if self.state != "running":
            return 0
        ahead = min(BATCH, max(1, self.total - self.done))
        since = self.pace() * max(0.0, now - self.moved)
        return int(min(self.done + ahead * (1 - exp(-since / ahead)), 0.98 * self.total))


class Desk:
    """The analyses under way and waiting; one per story, however many sessions ask for it.

    `work` analyses the story of a key and tells the characters done and their total; it may raise Stopped.
    """

    def __init__(self, work: Callable[[str, Callable[[int, int], None]], Work]) -> None:
        self._work = work
        self._jobs: dict[str, Job] = {}
        self._running: list[Job] = []
        self._lock = threading.RLock()

    def job(self, key: str) -> Job | None:
        """Return the analysis of a story that is waiting or running, or that failed or was stopped."""
        return self._jobs.get(key)

    def request(self, key: str, *, total: int, urgent: bool = False) -> Job:
        """Return the analysis under way of a story, or begin one; `urgent` ones do not queue behind the others."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None or not job.busy or job.halt.is_set():
                self._jobs.pop(key, None)
                job = self._jobs[key] = Job(key=key, total=total)
            job.urgent |= urgent
            self._seat()
            return job

    def stop(self, keys: Iterable[str]) -> None:
        """Stop the analyses of these stories: those waiting at once, those running where they next say how far."""
        with self._lock:
            for job in [self._jobs[key] for key in keys if key in self._jobs]:
                job.halt.set()
                if job.state == "waiting":
                    self._end(job, "stopped")

    def forget(self, key: str) -> None:
        """Stop the analysis of a story and forget how it ended."""
        with self._lock:
            self.stop([key])
            self._jobs.pop(key, None)

    def busy(self) -> list[Job]:
        """Return the analyses running, then those waiting in their order."""
        with self._lock:
            return sorted((job for job in self._jobs.values() if job.busy), key=_place)

    def _seat(self) -> None:
        """Start what may start: a story of the queue waits for the one before, an urgent one for a free seat."""
        for job in [job for job in self.busy() if job.state == "waiting"]:
            queued = not job.urgent and any(not other.urgent for other in self._running)
            if len(self._running) < SEATS and not queued:
                self._running.append(job)
                job.state, job.begun = "running", time.monotonic()
                job.moved = job.begun
                threading.Thread(target=self._run, args=(job,), name=f"relgraph {job.key}", daemon=True).start()

    def _run(self, job: Job) -> None:
        state: State = "failed"
        try:
            job.report(0, job.total)
            job.result = self._work(job.key, job.report)
            state = "done"
        except Stopped:
            state = "stopped"
        except RelgraphError as error:
            job.problem = str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            traceback.print_exc(file=sys.stderr)
            job.problem = f"the analysis ended unexpectedly ({type(error).__name__}); the terminal says more"
        finally:
            with self._lock:
                self._running.remove(job)
                self._end(job, state)
                self._seat()

    def _end(self, job: Job, state: State) -> None:
        job.state = state
        if state == "done" and self._jobs.get(job.key) is job:
            del self._jobs[job.key]
        job.ended.set()


def _place(job: Job) -> tuple[bool, bool]:
    waiting = job.state != "running"
    return waiting, waiting and not job.urgent
