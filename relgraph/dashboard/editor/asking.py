"""Questions about names, the most doubtful first, each with its passage and its answers."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.cast.editing import give_form, keep_apart
from relgraph.dashboard.corrections import amend
from relgraph.dashboard.editor.quoting import labels, quoted
from relgraph.dashboard.progress import plain
from relgraph.errors import shorten
from relgraph.view.questions import questions
from relgraph.view.reasons import IN_WORDS, SURE

if TYPE_CHECKING:
    from relgraph.analysis import Analysis
    from relgraph.view.questions import Question

STEP = 8
"""Questions shown at once."""

CANDIDATES = 4


def ask(analysis: Analysis, key: str) -> None:
    """Draw the questions: those that are doubtful, the others on demand."""
    found = questions(analysis)
    doubtful = [one for one in found if one.p < SURE]
    sure = len(found) - len(doubtful)
    if not found:
        st.info("No names were joined in this story, so that there is nothing to ask.")
        return
    st.markdown(
        f"**{_some(len(doubtful), 'name')} in doubt.** {_some(sure, 'other')} joined by rules that are seldom wrong."
    )
    asked = doubtful
    if sure and st.toggle("Ask about all of them", key="ask_all", value=not doubtful):
        asked = list(found)
    limit = st.session_state.get("asked", STEP)
    for number, question in enumerate(asked[:limit]):
        _question(analysis, key, number, question)
    if len(asked) > limit:
        st.button(f"Show {min(STEP, len(asked) - limit)} more of {len(asked)}", key="ask_more", on_click=_more)


def _some(count: int, noun: str) -> str:
    return f"{count or 'No'} {noun}{'' if count == 1 else 's'}"


def _more() -> None:
    st.session_state["asked"] = st.session_state.get("asked", STEP) + STEP


def _question(analysis: Analysis, key: str, number: int, question: Question) -> None:
    names = labels(analysis.characters)
    who = [names[person] for person in question.people]
    several = len(who) > 1
    title = f"“{question.form}” × {question.count}: {_or(who)}?" if several else f"Is “{question.form}” {who[0]}?"
    why = f"{IN_WORDS[question.rule].capitalize()} · {question.p:.0%} sure"
    if not several:
        why = f"× {question.count} · joined with “{question.other}”: {IN_WORDS[question.rule]} · {question.p:.0%} sure"
    with st.container(border=True, key=f"question_{number}"):
        st.html(
            f'<h3 class="relgraph-question">{escape(shorten(title, 200))}</h3>'
            f'<p class="relgraph-line">{escape(why)}</p>'
            + quoted(analysis, question.span, question.form, question.other)
        )
        with st.container(horizontal=True):
            if several:
                for place, person in enumerate(question.people[:CANDIDATES]):
                    act = partial(_is, analysis, key, question.form, person)
                    st.button(f"Always {plain(shorten(names[person], 40))}", key=f"is_{number}_{place}", on_click=act)
            else:
                act = partial(_is, analysis, key, question.form, question.people[0])
                st.button("Yes, one person", key=f"yes_{number}", on_click=act)
                st.button("No, two people", key=f"no_{number}", on_click=partial(_not, key, question))


def _or(names: list[str]) -> str:
    first = names[:CANDIDATES]
    more = f", or {len(names) - CANDIDATES} others" if len(names) > CANDIDATES else ""
    return f"{', '.join(first)}{more}" if more else " or ".join(first)


def _is(analysis: Analysis, key: str, form: str, person: str) -> None:
    character = analysis.character(person)
    amend(key, lambda cast: give_form(cast, form, character), f"“{form}” is {character.name}")


def _not(key: str, question: Question) -> None:
    what = f"“{question.form}” and “{question.other}” are two people"
    amend(key, lambda cast: keep_apart(cast, question.other, question.form), what)
