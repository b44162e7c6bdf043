"""Who is who across the stories: the reasons, close names that were left apart, and the reader's corrections."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.comparing.decisions import Decision, cast_text, decide, decisions, redo, undo, undone
from relgraph.dashboard.comparing.picking import choices, choose_person
from relgraph.dashboard.comparing.twins import heading, twin
from relgraph.dashboard.progress import plain
from relgraph.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.comparison import Comparison, Match, NearMiss, SharedCharacter
    from relgraph.comparison.records import Member
    from relgraph.comparison.rows import Row
    from relgraph.dashboard.comparing.kept import Compared

CLOSE = 8
"""So many close names are asked about."""

NAME = 40

_STALE = "relgraph_aligned_anew"
_SEPARATOR = "\x1f"

_REASONS = {
    "alias": "a name form of one is the name of the other",
    "cast": "a cast file says so",
    "first": "mentioned most: the others were joined to this one",
    "forms": "enough of their name forms are the same",
    "name": "the names are equal",
    "reader": "you said so",
    "same text": "one person of one text",
    "tag": "a story’s tags give both names",
}


def people(compared: Compared) -> None:
    """Draw who is who."""
    comparison = compared.comparison
    if not compared.by:
        _bar(compared)
    if comparison.nobody_shared:
        st.info("Nobody occurs in two of these stories by name. The closest names are below; you can join them.")
    else:
        _everybody(comparison)
        _reasons(compared)
    if not compared.by:
        _closest(compared)
        _by_hand(compared)


def settle() -> None:
    """Draw the page anew where the reader has decided who is who: everything follows from that."""
    if st.session_state.pop(_STALE, False):
        st.rerun()


def _bar(compared: Compared) -> None:
    made, again = decisions(), undone()
    with st.container(key="aligned_bar", horizontal=True, vertical_alignment="center"):
        st.button("Undo", key="align_undo", icon=":material/undo:", disabled=not made, on_click=_then(undo))
        st.button("Redo", key="align_redo", icon=":material/redo:", disabled=not again, on_click=_then(redo))
        mine = [one for one in made if {key for key, _ in one.members} <= set(compared.keys)]
        if mine:
            text, problems = cast_text(compared.comparison, compared.keys, mine)
            st.download_button(
                "Cast file", data=text.encode("utf-8", "replace"), file_name="shared.cast.toml",
                mime="application/toml", icon=":material/download:", disabled=not text, on_click="ignore",
                key="align_cast", help="What you decided, for relgraph compare --cast and for every story",
            )  # fmt: skip
            st.caption(plain(f"{made[-1].what}. It counts as long as this page is open."))
            for problem in problems:
                st.caption(plain(problem))
        else:
            st.caption("Nothing is decided by you yet.")


def _then(act: Callable[[], None]) -> Callable[[], None]:
    def acted() -> None:
        act()
        st.session_state[_STALE] = True

    return acted


def _everybody(comparison: Comparison) -> None:
    heading("People of at least two stories", "What each story calls them. Choose a row to see why they are one.")
    shown = comparison.characters
    calls = [{match.story: match.name for match in one.matches} for one in shown]
    twin(
        f"{len(shown):,} people",
        {
            "Person": [one.name for one in shown],
            "Stories": [len(one.stories) for one in shown],
            **{
                f"{side + 1}. {title}": [called.get(side, "") for called in calls]
                for side, title in enumerate(comparison.stories[:12])
            },
        },
        key="aligned_table",
        file="characters.csv",
        rows=lambda: _rows(comparison),
        on_row=lambda row: choose_person(comparison, None if row is None else shown[row]),
    )


def _rows(comparison: Comparison) -> list[Row]:
    return [
        {
            "name": one.name,
            "story": comparison.stories[match.story],
            "name_in_story": match.name,
            "mentions": one.mentions[match.story],
            "rule": match.rule,
            "joined_to": match.to,
            "score": match.score,
        }
        for one in comparison.characters
        for match in one.matches
    ]


def _reasons(compared: Compared) -> None:
    comparison = compared.comparison
    chosen = _chosen(comparison)
    if chosen is None:
        return
    st.html(f'<p class="relgraph-line"><b>{escape(chosen.name)}</b></p>')
    for number, match in enumerate(chosen.matches):
        with st.container(horizontal=True, vertical_alignment="center", key=f"match_{number}"):
            st.html(f'<p class="relgraph-reason">{_reason(comparison, match)}</p>')
            if not compared.by and len(chosen.matches) > 1:
                st.button(
                    "Not the same person", key=f"apart_{number}", type="tertiary", icon=":material/call_split:",
                    on_click=partial(_apart, compared, chosen, match),
                    help=plain(f"{shorten(match.name, NAME)} of this story is somebody else"),
                )  # fmt: skip


def _chosen(comparison: Comparison) -> SharedCharacter | None:
    for side, choice in enumerate(choices(len(comparison.stories))):
        if choice["kind"] == "person":
            return next((one for one in comparison.characters if one.ids[side] == choice["id"]), None)
    return None


def _reason(comparison: Comparison, match: Match) -> str:
    why = _REASONS.get(match.rule, match.rule)
    because = why if match.rule in {"first", "reader"} else f"{why} ({match.to})"
    forms = f" · both are called {', '.join(match.forms[:6])}" if match.forms else ""
    title = comparison.stories[match.story]
    return f"<b>{escape(match.name)}</b> in {escape(title)}: {escape(because + forms)}"


def _apart(compared: Compared, one: SharedCharacter, match: Match) -> None:
    """Say that the character of one story is none of the others."""
    stories = compared.comparison.stories
    for other in one.matches:
        if other is not match:
            members = ((compared.keys[match.story], match.id), (compared.keys[other.story], other.id))
            names = f"{shorten(match.name, NAME)} ({shorten(stories[match.story], NAME)})"
            what = f"{names} is not {shorten(other.name, NAME)} ({shorten(stories[other.story], NAME)})"
            decide(Decision(kind="apart", members=members, what=what))
    st.session_state[_STALE] = True


def _closest(compared: Compared) -> None:
    comparison = compared.comparison
    if not comparison.closest:
        return
    heading("Close names that were left apart", "If two are one person, join them: every figure follows.")
    for number, miss in enumerate(comparison.closest[:CLOSE]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"close_{number}"):
            st.html(f'<p class="relgraph-reason">{_miss(comparison, miss)}</p>')
            st.button(
                "These are one person", key=f"same_{number}", type="tertiary", icon=":material/merge:",
                on_click=partial(_same, compared, miss.first, miss.second),
            )  # fmt: skip


def _miss(comparison: Comparison, miss: NearMiss) -> str:
    first, second = comparison.stories[miss.first[0]], comparison.stories[miss.second[0]]
    close = f"closeness {miss.score:.2f} of 1"
    return (
        f"<b>{escape(miss.first_name)}</b> in {escape(first)} and <b>{escape(miss.second_name)}</b> in "
        f"{escape(second)} <span class=rg-faint>{close}</span>"
    )


def _same(compared: Compared, first: Member, second: Member) -> None:
    names = []
    for side, person in (first, second):
        name = str(compared.comparison.meetings[side].graph.nodes[person]["label"])
        names.append(f"{shorten(name, NAME)} ({shorten(compared.comparison.stories[side], NAME)})")
    members = tuple((compared.keys[side], person) for side, person in (first, second))
    decide(Decision(kind="same", members=members, what=f"{names[0]} is {names[1]}"))
    st.session_state[_STALE] = True


def _by_hand(compared: Compared) -> None:
    """Draw the boxes that join any two people of two stories."""
    heading("Join any two", "Somebody may have another name in another story: Ben Solo here, Kylo Ren there.")
    labels = _labels(compared)
    first, second, button = st.columns([2, 2, 1], vertical_alignment="bottom")
    with first:
        one = st.selectbox(
            "One person", list(labels), format_func=labels.__getitem__, index=None, key="join_one",
            placeholder="Choose a person",
        )  # fmt: skip
    others = [key for key in labels if one and key.partition(_SEPARATOR)[0] != one.partition(_SEPARATOR)[0]]
    with second:
        other = st.selectbox(
            "is the same as", others, format_func=labels.__getitem__, index=None, key="join_other", disabled=not one,
            placeholder="Choose a person of another story",
        )  # fmt: skip
    with button:
        both = [_member(key) for key in (one, other) if key]
        st.button(
            "Join", key="join", disabled=len(both) < 2, width="stretch",
            on_click=partial(_same, compared, *both) if len(both) == 2 else None,
        )  # fmt: skip


def _labels(compared: Compared) -> dict[str, str]:
    stories = compared.comparison.stories
    found = {
        f"{side}{_SEPARATOR}{person}": f"{shorten(str(node['label']), NAME)} ({shorten(stories[side], NAME)})"
        for side, story in enumerate(compared.comparison.meetings)
        for person, node in story.graph.nodes(data=True)
    }
    return dict(sorted(found.items(), key=lambda item: (item[1].casefold(), item[0])))


def _member(key: str) -> Member:
    side, _, person = key.partition(_SEPARATOR)
    return int(side), person
