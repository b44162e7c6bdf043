"""What a reader has corrected, by story and session: the cast as it is now, as it was before, and the work under it."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.cast import Cast, cast_beside, path_beside
from relgraph.cast.editing import checked
from relgraph.cast.merging import merge_casts
from relgraph.errors import CastError, shorten
from relgraph.measures import communities
from relgraph.view.frame import frame_of
from relgraph.view.steady import steady_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.analysis import Analysis
    from relgraph.dashboard.library import Library
    from relgraph.dashboard.work import Work
    from relgraph.records import Parse, Story

KEPT = 8
"""So many corrected works are kept in a session: undo and redo find them again."""

STEPS = 200
"""So many decisions can be undone."""

_HISTORIES, _WORKS, _WAITING = "relgraph_casts", "relgraph_corrected", "relgraph_waiting_casts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A cast, and in words what was decided last; the first step says where the cast came from, or nothing."""

    cast: Cast
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The casts of a story in a session, of which the one `at` an index counts; `problems` are lines to show."""

    steps: tuple[Step, ...] = (Step(cast=Cast()),)
    at: int = 0
    problems: tuple[str, ...] = ()

    @property
    def cast(self) -> Cast:
        """The cast that counts."""
        return self.steps[self.at].cast

    @property
    def undoes(self) -> str:
        """What undoing takes back, "" where there is nothing."""
        return self.steps[self.at].what if self.at else ""

    @property
    def redoes(self) -> str:
        """What redoing decides again, "" where there is nothing."""
        return self.steps[self.at + 1].what if self.at + 1 < len(self.steps) else ""

    def then(self, cast: Cast, what: str) -> History:
        """Return the history after another decision: what was undone is forgotten."""
        if cast == self.cast:
            return replace(self, problems=())
        steps = (*self.steps[: self.at + 1], Step(cast=cast, what=what))
        steps = (steps[0], *steps[-STEPS:]) if len(steps) > STEPS + 1 else steps
        return History(steps=steps, at=len(steps) - 1)

    def move(self, by: int) -> History:
        """Return the history so many steps back (negative) or forth, as far as there are any."""
        return replace(self, at=min(max(0, self.at + by), len(self.steps) - 1), problems=())


def corrected(library: Library, key: str, work: Work) -> Work:
    """Return the work on a story as its reader has corrected it; `work` itself where nothing was.

    At first the cast beside a story of the command line counts, or the one that its stored analysis holds. Everybody
    who is still there keeps the place. Raises LanguageError where a stored analysis has to be made anew and cannot.
    """
    if key not in _histories():
        _histories()[key] = _begin(library, key, work.analysis)
    if waiting := st.session_state.get(_WAITING, {}).pop(key, None):
        add(key, waiting)
    cast = _histories()[key].cast
    if cast == (work.analysis.cast or Cast()):
        return work
    works: OrderedDict[tuple[str, Cast], tuple[Work, Work]] = st.session_state.setdefault(_WORKS, OrderedDict())
    base, found = works.get((key, cast), (None, None))
    if base is not work or found is None:
        found = _work(work, cast)
    works[key, cast] = (work, found)
    works.move_to_end((key, cast))
    while len(works) > KEPT:
        works.popitem(last=False)
    return found


def history(key: str) -> History:
    """Return what was decided on a story in this session."""
    return _histories().get(key, History())


def amend(key: str, edit: Callable[[Cast], Cast], what: str) -> bool:
    """Decide something on a story, `what` in words; False, with a line in the history, where it is not possible."""
    now = history(key)
    try:
        _histories()[key] = now.then(checked(edit(now.cast)), what)
    except CastError as error:
        _histories()[key] = replace(now, problems=(str(error),))
        return False
    return True


def decide(key: str, edit: Callable[[Cast], Cast], what: str) -> None:
    """Decide something on a story as `amend` does: for a button, which asks for no answer."""
    amend(key, edit, what)


def undo(key: str) -> None:
    """Take the last decision on a story back."""
    _histories()[key] = history(key).move(-1)


def redo(key: str) -> None:
    """Decide again what was undone last."""
    _histories()[key] = history(key).move(1)


def add(key: str, cast: Cast, what: str = "Added a cast") -> tuple[str, ...]:
    """Add the decisions of another cast to a story; return a line for each left out, for the story's own count."""
    if key not in _histories():
        st.session_state.setdefault(_WAITING, {})[key] = cast
        return ()
    now = history(key)
    merged, conflicts = merge_casts(now.cast, cast)
    _histories()[key] = replace(now.then(merged, what), problems=conflicts)
    return conflicts


def _histories() -> dict[str, History]:
    histories: dict[str, History] = st.session_state.setdefault(_HISTORIES, {})
    return histories


def _begin(library: Library, key: str, analysis: Analysis) -> History:
    path = library.files.get(key)
    try:
        beside = cast_beside(path) if path else None
    except CastError as error:
        return History(problems=(str(error),))
    if path and beside:
        return History(steps=(Step(cast=beside, what=shorten(path_beside(path).name)),))
    return History(steps=(Step(cast=analysis.cast, what="the stored analysis"),)) if analysis.cast else History()


def _work(work: Work, cast: Cast) -> Work:
    """Return the work under another cast; where only vetoes differ, no name has to be thought about again."""
    analysis = work.analysis
    if replace(cast, vetoes=()) == replace(analysis.cast or Cast(), vetoes=()):
        # Imported late, as in the library.
        from relgraph.pipeline import with_vetoes  # noqa: PLC0415 - see above

        return replace(work, analysis=with_vetoes(analysis, cast), made=OrderedDict())
    from relgraph.pipeline import apply_cast, parse_path  # noqa: PLC0415 - see above

    story = analysis.story
    with st.spinner("Applying what you decided …"):
        new = apply_cast(story, _parse(parse_path(story).name, story), cast)
        graph = new.graph()
        places = steady_places(graph, work.frame.places, _came_from(new, analysis))
        frame = frame_of(graph, communities(graph), places=places)
    return replace(work, analysis=new, frame=frame, made=OrderedDict())


@st.cache_resource(max_entries=4, show_spinner="Reading the story once more for its names …")
def _parse(name: str, _story: Story) -> Parse:  # noqa: ARG001 - the cache goes by the name
    """Return the parse of a story; its place in the cache, `name`, says what it depends on."""
    from relgraph.pipeline import parse_cached  # noqa: PLC0415 - as above

    return parse_cached(_story)


def _came_from(analysis: Analysis, before: Analysis) -> dict[str, str]:
    """Return whom the mentions of each character that is new meant before, most of them."""
    known = {one.id for one in before.characters}
    meant = {(mention.start, mention.end): mention.character for mention in before.mentions}
    counts: dict[str, Counter[str]] = {one.id: Counter() for one in analysis.characters if one.id not in known}
    for mention in analysis.mentions:
        if mention.character in counts and (mention.start, mention.end) in meant:
            counts[mention.character][meant[mention.start, mention.end]] += 1
    return {who: min(met, key=lambda one: (-met[one], one)) for who, met in counts.items() if met}
