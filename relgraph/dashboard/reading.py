"""The middle of the reader page: a portion of the story, the way to chapters and to a person's mentions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard import component
from relgraph.dashboard.calm import calm
from relgraph.dashboard.parts import theme, title_of
from relgraph.dashboard.progress import plain
from relgraph.dashboard.state import current, keep
from relgraph.errors import shorten
from relgraph.view.passages import chapter_at, chapter_name
from relgraph.view.reader import portion_at, step

if TYPE_CHECKING:
    from relgraph.analysis import Analysis
    from relgraph.dashboard.work import Work
    from relgraph.records import Span

PLACE = ("at", "to", "who")
"""What the address says on this page besides the settings: a range of the text, and who is followed."""

PEOPLE = 200
"""So many people can be followed from the box; everybody can by a click in the text."""

_TEXT, _PLACES, _MOVES, _NOTE = "reader_text", "relgraph_places", "relgraph_moves", "relgraph_reader_note"


@st.fragment
@calm()
def reading(work: Work) -> None:
    """Draw the portion of the story that the address asks for, with the boxes above it."""
    analysis, story = work.analysis, work.analysis.story
    title_of(story.title, f"by {story.author}" if story.author else "")
    if not story.paragraphs:
        st.info("This story has no text to read.")
        return
    place, person = _place(analysis), _followed(analysis)
    _remember(place)
    _boxes(analysis, place, person)
    if note := st.session_state.pop(_NOTE, ""):
        st.caption(plain(note))
    component.reader(
        portion_at(analysis, work.frame, place, theme=theme()),
        key=_TEXT,
        place=place,
        follow=person,
        moves=st.session_state.get(_MOVES, 0),
        names=st.session_state.get("reader_names", False),
        speakers=st.session_state.get("reader_speakers", False),
        on_selection=_from_text,
    )


def _boxes(analysis: Analysis, place: Span, person: str) -> None:
    chapters = analysis.story.chapters
    names = {one.id: one.name for one in analysis.characters[:PEOPLE] if one.kind != "group"}
    names |= {one.id: one.name for one in analysis.characters if one.id == person}
    with st.container(key="find"):
        chapter, follow, steps, marks = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    with chapter:
        st.selectbox(
            "Chapter", list(range(len(chapters))), format_func=lambda index: shorten(chapter_name(chapters, index), 80),
            key=keep("reader_chapter", chapter_at(chapters, place[0])), on_change=_to_chapter, args=(analysis,),
        )  # fmt: skip
    with follow:
        st.selectbox(
            "Follow a person", list(names), format_func=names.__getitem__, index=None, placeholder="Nobody",
            key=keep("reader_follow", person or None), on_change=_follow,
        )  # fmt: skip
    with steps, st.container(horizontal=True, gap="small"):
        for label, back in (("Previous", True), ("Next", False)):
            st.button(
                label, key=f"reader_{label.lower()}", disabled=not person, on_click=_step, args=(analysis, back),
                help=f"{label} mention of the person you follow",
            )  # fmt: skip
    with marks, st.container(gap=None):
        st.toggle("Names", key="reader_names", help="Print after each marked word whom it means")
        st.toggle("Speakers", key="reader_speakers", help="Print before each quote who speaks, and to whom")


def _place(analysis: Analysis) -> Span:
    """Return the range that the address asks for, else where this session was last."""
    found = (st.query_params.get(name, "") for name in PLACE[:2])
    at, to = (int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else -1 for text in found)
    length = len(analysis.story.text)
    if at < 0:
        at, to = st.session_state.get(_PLACES, {}).get(current().story, (0, 0))
    at = min(at, max(0, length - 1))
    return (at, min(max(at, to), length))


def _followed(analysis: Analysis) -> str:
    person = st.query_params.get("who", "")
    return person if any(one.id == person for one in analysis.characters) else ""


def _remember(place: Span) -> None:
    st.session_state.setdefault(_PLACES, {})[current().story] = place
    if "at" not in st.query_params:
        _go(place, moved=False)


def _go(place: Span, *, who: str | None = None, moved: bool = True) -> None:
    """Write a place, and who is followed (as before where None), to the address."""
    who = st.query_params.get("who", "") if who is None else who
    asked = {"at": str(place[0]), "to": str(place[1]) if place[1] > place[0] else "", "who": who}
    st.query_params.from_dict({**current().query(), **{name: value for name, value in asked.items() if value}})
    if moved:
        st.session_state[_MOVES] = st.session_state.get(_MOVES, 0) + 1


def _to_chapter(analysis: Analysis) -> None:
    start = analysis.story.chapters[st.session_state["reader_chapter"]].start
    _go((start, start))


def _follow() -> None:
    """Follow somebody else, or nobody; the reader stays where the text is."""
    place = st.session_state.get(_PLACES, {}).get(current().story, (0, 0))
    _go(place, who=st.session_state["reader_follow"] or "", moved=False)


def _step(analysis: Analysis, back: bool) -> None:  # noqa: FBT001 - a callback's arguments have no names
    place, person = _place(analysis), _followed(analysis)
    if found := step(analysis, person, place[0] if back or place[1] > place[0] else place[0] - 1, back=back):
        _go(found)
    else:
        name = analysis.character(person).name
        st.session_state[_NOTE] = f"{name} is not mentioned {'before' if back else 'after'} this place."


def _from_text() -> None:
    kind, identity = component.chosen(_TEXT)
    if kind == "go" and identity.isdecimal():
        _go((int(identity[:9]), int(identity[:9])))
    elif kind == "follow":
        place = st.session_state.get(_PLACES, {}).get(current().story, (0, 0))
        _go(place, who="" if identity == st.query_params.get("who") else identity, moved=False)
