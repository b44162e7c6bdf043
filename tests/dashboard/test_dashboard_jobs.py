from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis, make_story

from relgraph.dashboard.jobs import BATCH, PACE, Desk, Job, Stopped
from relgraph.dashboard.progress import chapter_at, share, told
from relgraph.dashboard.work import Work, work_on
from relgraph.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Callable

    Report = Callable[[int, int], None]

WAIT = 60
"""Seconds: far more than a free machine needs."""


class Reader:
    """Analyses that begin when they are let in and go on, a step at a time, until told to end."""

    def __init__(self) -> None:
        self.work = work_on(make_analysis("{ann|Ann} met {bob|Bob}."))
        self.begun: list[str] = []
        self.gates: dict[str, threading.Event] = {}
        self.came = threading.Condition()

    def __call__(self, key: str, report: Report) -> Work:
        with self.came:
            self.begun.append(key)
            self.came.notify_all()
        gate = self.gates.setdefault(key, threading.Event())
        while not gate.wait(0.01):
            report(5, 10)
        if key == "bad":
            message = "no model"
            raise LanguageError(message)
        if key == "broken":
            message = "a secret"
            raise ValueError(message)
        return self.work

    def let(self, key: str) -> None:
        self.gates.setdefault(key, threading.Event()).set()

    def began(self, *keys: str) -> bool:
        with self.came:
            return self.came.wait_for(lambda: set(keys) <= set(self.begun), WAIT)


@pytest.fixture
def reader() -> Reader:
    return Reader()


def ended(job: Job) -> str:
    assert job.ended.wait(WAIT)
    return job.state


def test_an_analysis_is_done_once_however_many_ask(reader: Reader) -> None:
    desk = Desk(reader)
    first, second = desk.request("one", total=10), desk.request("one", total=10, urgent=True)
    assert first is second
    reader.let("one")
    assert ended(first) == "done"
    assert (first.result, reader.begun) == (reader.work, ["one"])
    assert desk.job("one") is None


def test_a_queue_is_worked_off_one_by_one_and_an_urgent_story_goes_between(reader: Reader) -> None:
    desk = Desk(reader)
    jobs = {key: desk.request(key, total=10) for key in ("one", "two")}
    assert reader.began("one")
    jobs["now"] = desk.request("now", total=10, urgent=True)
    jobs["later"] = desk.request("later", total=10, urgent=True)
    assert reader.began("one", "now")
    assert [job.key for job in desk.busy()] == ["one", "now", "later", "two"]
    assert [job.state for job in desk.busy()] == ["running", "running", "waiting", "waiting"]
    for key in jobs:
        reader.let(key)
    assert [ended(job) for job in jobs.values()] == ["done"] * 4
    assert reader.begun[:2] == ["one", "now"]


def test_one_that_fails_does_not_stop_the_others(reader: Reader, capfd: pytest.CaptureFixture[str]) -> None:
    desk = Desk(reader)
    jobs = [desk.request(key, total=10) for key in ("bad", "broken", "good")]
    for key in ("bad", "broken", "good"):
        reader.let(key)
    assert [ended(job) for job in jobs] == ["failed", "failed", "done"]
    assert jobs[0].problem == "no model"
    assert jobs[1].problem == "the analysis ended unexpectedly (ValueError); the terminal says more"
    assert "a secret" in capfd.readouterr().err
    assert desk.job("bad") is jobs[0]


def test_an_analysis_can_be_stopped_and_begun_anew(reader: Reader) -> None:
    desk = Desk(reader)
    running, waiting = desk.request("one", total=10), desk.request("two", total=10)
    assert reader.began("one")
    desk.stop(["one", "two", "unknown"])
    assert (ended(running), ended(waiting)) == ("stopped", "stopped")
    assert desk.busy() == []
    again = desk.request("one", total=10)
    assert again is not running
    reader.let("one")
    assert ended(again) == "done"


def test_a_stopped_story_asked_for_again_at_once_is_read_anew(reader: Reader) -> None:
    desk = Desk(reader)
    first = desk.request("one", total=10)
    assert reader.began("one")
    first.halt.set()
    second = desk.request("one", total=10, urgent=True)
    assert second is not first
    assert ended(first) == "stopped"
    assert desk.job("one") is second
    reader.let("one")
    assert ended(second) == "done"


def test_what_is_forgotten_leaves_nothing(reader: Reader) -> None:
    desk = Desk(reader)
    job = desk.request("one", total=10)
    desk.forget("one")
    assert desk.job("one") is None
    assert ended(job) == "stopped"
    desk.forget("one")


def test_stopping_is_heard_at_the_next_report() -> None:
    job = Job(key="one", total=100)
    job.report(30, 60)
    assert (job.done, job.total) == (30, 60)
    job.report(0, 0)
    assert (job.done, job.total) == (30, 60)
    job.halt.set()
    with pytest.raises(Stopped):
        job.report(40, 60)


def test_progress_goes_on_between_two_reports_and_never_to_the_end() -> None:
    job = Job(key="one", total=10 * BATCH, state="running", begun=100.0, moved=100.0)
    assert PACE == 10_000
    assert job.read(100.0) == 0
    assert job.read(100.1) == 994
    assert job.read(109.6) == 60_683
    assert job.read(10_000.0) == 96_000
    job.done, job.moved = 2 * BATCH, 110.0
    assert job.pace() == 19_200
    assert job.read(110.0) == 192_000
    assert job.read(115.0) == 252_683
    assert job.read(10_000.0) == 288_000
    job.done = 10 * BATCH
    assert job.read(10_000.0) == 940_800


def going(*, done: int, total: int, seconds: float) -> Job:
    """Return a running analysis that has read so much in so many seconds, and of which time moves no further."""
    now = time.monotonic() + 1000
    return Job(key="one", total=total, done=done, state="running", begun=now - seconds, moved=now)


def test_how_far_an_analysis_is_is_told_in_chapters_and_time() -> None:
    story = make_story("a" * 100, "b" * 100, "c" * 200)
    waiting = Job(key="one", total=1_000_000)
    assert (told(waiting, story), share(waiting)) == ("Waiting for another story to be read", 0.0)
    slow = going(done=300_000, total=1_000_000, seconds=300)
    assert told(slow, story) == "Reading chapter 2 of 3: 30%, about 12 minutes left"
    quick = going(done=300_000, total=1_000_000, seconds=15)
    assert told(quick, story) == "Reading chapter 2 of 3: 30%, about 35 seconds left"
    assert told(quick, make_story("a")).startswith("Reading: 30%, ")
    assert told(going(done=1000, total=1000, seconds=1), story) == "Finding out who is who …"
    quick.halt.set()
    assert told(quick, story) == "Stopping …"


def test_the_time_left_is_not_told_before_it_is_known_or_when_it_is_over() -> None:
    assert told(going(done=0, total=1000, seconds=0), make_story("a")) == "Reading: 0%"
    assert told(going(done=970, total=1000, seconds=10), make_story("a")) == "Reading: 97%, almost done"


def test_a_chapter_is_found_by_the_share_of_the_text_before_it() -> None:
    story = make_story("a" * 98, "b" * 98, "c" * 200)
    assert [chapter_at(story, part) for part in (0.0, 0.24, 0.26, 0.49, 0.51, 1.0)] == [1, 1, 2, 2, 3, 3]
    assert chapter_at(make_story(""), 0.5) == 1
