"""The analysis of a story under the reader's eyes: how far it is, what is left, and a way to stop it."""

from __future__ import annotations

import time
from bisect import bisect_right
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.corrections import corrected
from relgraph.errors import shorten

if TYPE_CHECKING:
    from relgraph.dashboard.jobs import Job
    from relgraph.dashboard.library import Library
    from relgraph.dashboard.work import Work
    from relgraph.records import Story

STEP = 0.5
"""Seconds between two movements of the bar."""

PATIENCE, LONG_PATIENCE = 0.4, 4.0
"""Seconds that a page waits before it shows a bar: a story that was read before needs no more, and nothing flickers."""


def analyse(library: Library, key: str) -> Work:
    """Return the work on a story; where it has to be done first, show how far it is and end the page here.

    The work goes on when the reader leaves the page. Why it failed or that it was stopped is shown in its place.
    """
    work = library.ready(key)
    if work is not None:
        return corrected(library, key, work)
    if key not in library.stories:
        st.info("This story is not here any more. Choose another one, or add it again on the Library page.")
        st.stop()
    job = library.desk.job(key)
    if job is None or (job.busy and not job.halt.is_set()):
        job = library.request(key, urgent=True)
        job.ended.wait(LONG_PATIENCE if library.at_hand(key) else PATIENCE)
    if job.result is None:
        st.fragment(_watch, run_every=STEP)(library, key) if job.busy else _ended(library, job)
        st.stop()
    return corrected(library, key, job.result)


def _watch(library: Library, key: str) -> None:
    """Draw the bar of an analysis, and the page anew once it has ended."""
    job = library.desk.job(key)
    if job is None or not job.busy:
        st.rerun()
    story = library.stories[key]
    st.html(f'<h1 class="relgraph-title">{escape(story.title)}</h1>')
    bar(job, story)
    st.caption("It is read once; the next time it opens at once. You can go to another page meanwhile.")
    st.button("Stop reading", on_click=library.desk.stop, args=([key],), key=f"stop_{key}")


def bar(job: Job, story: Story) -> None:
    """Draw how far an analysis is, in words as well."""
    st.progress(share(job), text=plain(told(job, story)))


def share(job: Job) -> float:
    """Return how much of a story has been read (0..1)."""
    return min(1.0, job.read(time.monotonic()) / job.total) if job.total else 0.0


def told(job: Job, story: Story) -> str:
    """Return how far an analysis is: the chapter that is read, and the time left."""
    if job.halt.is_set():
        return "Stopping …"
    if job.state == "waiting":
        return "Waiting for another story to be read"
    if job.total and job.done >= job.total:
        return "Finding out who is who …"
    part = share(job)
    chapters = len(story.chapters)
    where = f"Reading chapter {chapter_at(story, part)} of {chapters}" if chapters > 1 else "Reading"
    return f"{where}: {part:.0%}{_left(job, part)}"


def chapter_at(story: Story, part: float) -> int:
    """Return the number of the chapter (from 1) in which `part` (0..1) of the story's text ends."""
    ends = list(accumulate(chapter.end - chapter.start for chapter in story.chapters))
    return min(len(ends), bisect_right(ends, part * ends[-1]) + 1) if ends else 1


def _left(job: Job, part: float) -> str:
    """Return the time left in words once it can be told."""
    if not job.done and job.total < job.pace() * 4:
        return ""
    seconds = round(job.total * (1 - part) / job.pace())
    if seconds < 2:
        return ", almost done"
    return f", about {seconds} seconds left" if seconds < 90 else f", about {round(seconds / 60)} minutes left"


def _ended(library: Library, job: Job) -> None:
    """Say why there is nothing to show, and offer to begin anew."""
    title = plain(shorten(library.stories[job.key].title, 60))
    if job.state == "failed":
        st.error(plain(shorten(job.problem, 300)))
    else:
        st.info(f"You stopped reading {title}. Nothing is lost: it begins anew when you like.")
    st.button("Read it now", type="primary", on_click=_begin, args=(library, job.key), key=f"begin_{job.key}")


def _begin(library: Library, key: str) -> None:
    library.desk.forget(key)
    library.request(key, urgent=True)


def plain(text: str) -> str:
    """Return `text` so that Streamlit's labels, which read Markdown, show it as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|>~$:<&^=\"'" else c for c in text)
