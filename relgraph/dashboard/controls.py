"""The controls beside the pictures: which story, what counts as a meeting, how much is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.dashboard.settings import MAX_NUMBER, Settings
from relgraph.dashboard.state import current, keep, known_titles, push, store
from relgraph.interactions import Window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.dashboard.work import Work

WINDOWS: dict[str, str] = {
    "sentences:1": "in the same sentence",
    "sentences:3": "within 3 sentences",
    "tokens:10": "within 10 words",
    "tokens:32": "within 32 words",
    "tokens:50": "within 50 words",
    "paragraphs:1": "in the same paragraph",
    "chapter": "in the same chapter",
}
_OWN = "own"
_UNITS = {"tokens": "words", "sentences": "sentences", "paragraphs": "paragraphs"}
_COUNTS = {"passages": "Passages", "pairs": "Pairs"}
_KINDS = {"cooccurrence": "Named together", "speech": "Speech", "both": "Both"}
_SURE = (0, 50, 60, 70, 80, 90)


def story_control(titles: Mapping[str, str], settings: Settings) -> None:
    """Let the reader choose a story by its title."""
    st.selectbox(
        "Story",
        list(titles),
        format_func=lambda key: titles[key],
        key=keep("story", settings.story),
        on_change=_open_story,
    )


def chosen_story() -> bool:
    """Let the reader choose a story beside the page and return whether there is one; where to add one is said."""
    titles = known_titles()
    if not titles:
        st.info("There is no story yet: add one on the Library page.")
        return False
    if current().story not in titles:
        store(current().open(next(iter(titles))), address=False)
    with st.sidebar:
        story_control(titles, current())
    return True


def _open_story() -> None:
    store(current().open(st.session_state["story"]))
    push()


def meeting_controls(settings: Settings) -> None:
    """Let the reader say what counts as a meeting, and how it is counted."""
    _window_control(settings)
    _count_control(settings)


def story_controls(work: Work, settings: Settings) -> None:
    """Let the reader say what is counted and how much is shown: three controls in sight, the others on demand."""
    graph = work.graph(replace(settings, chapters=None))
    _window_control(settings)
    weights = sorted({link["weight"] for _, _, link in graph.edges(data=True)})
    _slider("Smallest weight", "minimum", settings.minimum, weights or [1], "Hide relationships with fewer meetings.")
    counts = [count for count in (5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 500) if count < len(graph)]
    sizes = [*counts, max(1, len(graph))]
    _slider("People at most", "people", settings.people, sizes, "Keep the people with the most meetings.")
    begin = Settings()
    changed = (settings.kinds, settings.count, settings.sure, settings.alone)
    opened = st.session_state.setdefault(
        "more_settings", changed != (begin.kinds, begin.count, begin.sure, begin.alone)
    )
    with st.expander("More settings", expanded=opened):
        _kinds_control(settings)
        _count_control(settings)
        _sure_control(settings)
        label = "Show people without relationships"
        st.toggle(label, key=keep("alone", settings.alone), on_change=_set, args=("alone",))


def _kinds_control(settings: Settings) -> None:
    st.segmented_control(
        "A meeting is",
        list(_KINDS),
        format_func=lambda kinds: _KINDS[kinds],
        key=keep("kinds", settings.kinds),
        on_change=_set_counted,
        args=("kinds",),
        required=True,
        help="Named together: both are named close to each other. Speech: one speaks to the other, as far as the "
        "story tells who does.",
    )


def _sure_control(settings: Settings) -> None:
    st.select_slider(
        "Mentions to count",
        _SURE,
        format_func=lambda sure: f"{sure} % sure" if sure else "all",
        key=keep("sure", max(one for one in _SURE if one <= settings.sure)),
        on_change=_set_counted,
        args=("sure",),
        help="Whom a pronoun or a description means is a judgement. Leave out those that are less sure than this; "
        "names always count.",
    )


def _window_control(settings: Settings) -> None:
    own = st.session_state.get("own_window", False) or settings.window not in WINDOWS
    st.selectbox(
        "People meet when they are named",
        [*WINDOWS, _OWN],
        format_func=lambda window: WINDOWS.get(window, "within a number of my own …"),
        key=keep("window", _OWN if own else settings.window),
        on_change=_set_window,
        help="How close two people must stand in the text. Pronouns (she, him) count as naming. "
        "Words include punctuation marks; a distance in words never crosses the end of a chapter.",
    )
    if own:
        _own_window(Window.parse(settings.window))


def _count_control(settings: Settings) -> None:
    st.segmented_control(
        "Count",
        list(_COUNTS),
        format_func=lambda count: _COUNTS[count],
        key=keep("count", settings.count),
        on_change=_set_count,
        required=True,
        help="Passages: the number of passages that can be read. "
        "Pairs: the number of pairs of mentions, as in the research literature; larger, and led by pronouns.",
    )


def _own_window(window: Window) -> None:
    number, unit = st.columns(2)
    units = list(_UNITS)
    with number:
        st.number_input("Number", 1, MAX_NUMBER, key=keep("window_size", window.size), on_change=_set_own)
    with unit:
        chosen = window.unit if window.unit in _UNITS else "tokens"
        st.selectbox(
            "Unit", units, format_func=lambda one: _UNITS[one], key=keep("window_unit", chosen), on_change=_set_own
        )


def _set_window() -> None:
    window = st.session_state["window"]
    st.session_state["own_window"] = window == _OWN
    if window != _OWN:
        store(replace(current(), window=window, minimum=1))


def _set_own() -> None:
    size, unit = st.session_state.get("window_size", 1), st.session_state.get("window_unit", "tokens")
    store(replace(current(), window=f"{unit}:{size}", minimum=1))


def _set_count() -> None:
    store(replace(current(), count=st.session_state["count"], minimum=1))


def _set_counted(name: str) -> None:
    value: Any = st.session_state[name]
    store(replace(current(), **{name: value}, minimum=1))


def _slider(label: str, name: str, value: int, options: Sequence[int], help_text: str) -> None:
    """Draw a slider over the values there are; where there is only one there is nothing to choose."""
    if len(options) < 2:
        return
    nearest = next((option for option in options if option >= value), options[-1])
    st.select_slider(label, options, key=keep(name, nearest), on_change=_set, args=(name,), help=help_text)


def _set(name: str) -> None:
    value: Any = st.session_state[name]
    store(replace(current(), **{name: value}))
