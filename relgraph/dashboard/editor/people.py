"""One person at a time: name, pronouns, why the names are one, and whom the text means by a name or a single word."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.cast.editing import give_form, give_mentions, ignore, merge, rename, set_narrator, set_pronouns
from relgraph.dashboard.corrections import amend, decide, history
from relgraph.dashboard.editor.quoting import around, labels, quoted
from relgraph.dashboard.progress import plain
from relgraph.dashboard.state import current, keep
from relgraph.errors import RelgraphError, shorten
from relgraph.interactions import chapters_of
from relgraph.view.reasons import IN_WORDS, SURE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.analysis import Analysis
    from relgraph.cast import Cast
    from relgraph.records import Character, Merge

LISTED = 300
"""People in a list to choose from; those with the most mentions."""

ROWS = 400
REASONS = 12
PRONOUNS = ("she/her", "he/him", "they/them", "it/its")
_PERSON = "cast_person_now"


def people(analysis: Analysis, key: str) -> None:
    """Draw the list of people and what can be decided about the chosen one."""
    shown = _listed(analysis)
    if not shown:
        st.info("No characters were found in this story.")
        return
    names = labels(shown)
    person = _chosen(analysis, shown)
    _table(shown, names, person, {merge.character for merge in analysis.merges if merge.p < SURE})
    st.selectbox(
        "Person", list(names), format_func=names.__getitem__, key=keep("cast_person", person.id), on_change=_choose
    )
    st.html(_about(analysis, person))
    name, same = st.columns(2, gap="large")
    with name:
        _name(analysis, key, person)
    with same:
        _same(analysis, key, person, names)
    _forms(analysis, key, person, names)
    _mentions(analysis, key, person, names)


def _listed(analysis: Analysis) -> tuple[Character, ...]:
    """Return the people to choose from, groups and what is mentioned once left out."""
    single = [one for one in analysis.characters if one.kind != "group" and (one.kind != "unnamed" or one.mentions > 1)]
    return tuple(single[:LISTED])


def _chosen(analysis: Analysis, shown: tuple[Character, ...]) -> Character:
    for wanted in (st.session_state.get(_PERSON, ""), current().person):
        try:
            found = analysis.character(wanted) if wanted else None
        except RelgraphError:
            continue
        if found in shown:
            return found
    return shown[0]


def _choose() -> None:
    st.session_state[_PERSON] = st.session_state["cast_person"]


def _table(shown: tuple[Character, ...], names: Mapping[str, str], person: Character, doubtful: set[str]) -> None:
    rows = sorted(shown, key=lambda one: one.id not in doubtful)
    st.dataframe(
        {
            "Name": [names[one.id] for one in rows],
            "Mentions": [one.mentions for one in rows],
            "Names in the text": [", ".join(one.aliases) or "none" for one in rows],
            "Pronouns": [one.pronouns or "" for one in rows],
            "In doubt": ["yes" if one.id in doubtful else "" for one in rows],
        },
        height=min(250, 38 + 35 * len(rows)),
        hide_index=True,
        key="cast_table",
        on_select=partial(_from_table, [one.id for one in rows]),
        selection_mode="single-row",
    )
    st.caption(f"Choose a row, or a name below. Chosen: {plain(person.name)}.")


def _from_table(ids: list[str]) -> None:
    chosen = st.session_state["cast_table"]["selection"]["rows"]
    if chosen and chosen[0] < len(ids):
        st.session_state[_PERSON] = ids[chosen[0]]


def _about(analysis: Analysis, person: Character) -> str:
    """Return why the names of a person are one, the most doubtful first, as HTML."""
    merges = sorted((one for one in analysis.merges if one.character == person.id), key=lambda one: (one.p, one.start))
    counts = [f"{form} × {count}" for form, count in (*person.aliases.items(), *person.titles.items())]
    head = f'<h3 class="relgraph-question">{escape(person.name)}</h3>'
    line = " · ".join(counts[:30]) or "no name of their own in the text"
    body = "".join(_reason(analysis, merge) for merge in merges[:REASONS])
    return f'{head}<p class="relgraph-line">{escape(line)}</p>{body}'


def _reason(analysis: Analysis, merge: Merge) -> str:
    names = {one.id: one.name for one in analysis.characters}
    others = "".join(f", or {names[other]}" for other in merge.others if other in names)
    doubt = "In doubt: " if merge.p < SURE else ""
    line = f"{doubt}“{merge.second}” is “{merge.first}”{others} · {IN_WORDS[merge.rule]} · {merge.p:.0%} sure"
    quote = quoted(analysis, (merge.start, merge.end), merge.first, merge.second)
    return (
        f'<details class="relgraph-reason"{" open" if doubt else ""}><summary>{escape(line)}</summary>{quote}</details>'
    )


def _name(analysis: Analysis, key: str, person: Character) -> None:
    st.text_input("Name to show", person.name, max_chars=100, key=f"name_of_{person.id}")
    known = list(dict.fromkeys([*PRONOUNS, *filter(None, [person.pronouns])]))
    st.selectbox(
        "Pronouns", known, index=known.index(person.pronouns) if person.pronouns else None,
        placeholder="As the text tells", accept_new_options=True, key=f"pronouns_of_{person.id}",
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button("Save", key="save_name", on_click=partial(_save, analysis, key, person))
        act = partial(_ignore, analysis, key, person)
        st.button("Not a character", key="ignore", on_click=act, disabled=not _own(analysis, person), help=(
            "A place, a ship, a group: its names are never counted again. Names that others have too stay theirs."
        ))  # fmt: skip
        if person.kind == "named" and history(key).cast.narrator != person.name:
            tells = partial(decide, key, partial(set_narrator, name=person.name), f"{person.name} tells the story")
            st.button("Tells the story", key="narrates", on_click=tells, help="Is “I” outside of speech.")


def _save(analysis: Analysis, key: str, person: Character) -> None:
    name = " ".join(st.session_state[f"name_of_{person.id}"].split())
    pronouns = st.session_state[f"pronouns_of_{person.id}"]
    renamed, told = name != person.name, pronouns != person.pronouns

    def saved(cast: Cast) -> Cast:
        cast = set_pronouns(cast, person, pronouns) if told else cast
        return rename(cast, person, name, analysis.characters) if renamed else cast

    changes = [f"is called {name}" if renamed else "", f"has the pronouns {pronouns or 'of the text'}" if told else ""]
    what = f"{person.name} {' and '.join(filter(None, changes))}"
    if (renamed or told) and amend(key, saved, what):
        st.session_state[_PERSON] = name


def _own(analysis: Analysis, person: Character) -> list[str]:
    """Return the forms that nobody else has, or the name of somebody whom the text calls by none."""
    others = {form.casefold() for one in analysis.characters if one.id != person.id for form in one.aliases}
    return [form for form in person.aliases if form.casefold() not in others] or (
        [person.name] if person.kind == "unnamed" else []
    )


def _ignore(analysis: Analysis, key: str, person: Character) -> None:
    amend(key, lambda cast: ignore(cast, _own(analysis, person)), f"{person.name} is not a character")


def _same(analysis: Analysis, key: str, person: Character, names: Mapping[str, str]) -> None:
    others = [one for one in names if one != person.id]
    st.selectbox(
        "Is the same person as", others, format_func=names.__getitem__, index=None, placeholder="Choose somebody",
        key=f"same_as_{person.id}",
    )  # fmt: skip
    st.button("Make them one person", key="merge", on_click=partial(_merge, analysis, key, person))


def _merge(analysis: Analysis, key: str, person: Character) -> None:
    if other := st.session_state.get(f"same_as_{person.id}"):
        gone = analysis.character(other)
        amend(key, lambda cast: merge(cast, person, gone), f"{person.name} and {gone.name} are one person")


def _forms(analysis: Analysis, key: str, person: Character, names: Mapping[str, str]) -> None:
    counts = {**person.titles, **person.aliases}
    if not counts:
        return
    st.markdown("**A name that means somebody else**")
    form, to, go = st.columns([1, 1, 1], vertical_alignment="bottom")
    with form:
        st.selectbox(
            "Name in the text", list(counts), format_func=lambda one: f"{one} × {counts[one]}", key=f"form_{person.id}"
        )
    with to:
        _to("form_to", person, names)
    with go:
        st.button("Give the name", key="give_form", on_click=partial(_give_form, analysis, key, person))


def _to(key: str, person: Character, names: Mapping[str, str]) -> None:
    others = [one for one in names if one != person.id]
    st.selectbox(
        "Belongs to", others, format_func=lambda one: names.get(one, one), index=None, accept_new_options=True,
        placeholder="Choose somebody, or type a new name", key=f"{key}_{person.id}",
    )  # fmt: skip


def _target(analysis: Analysis, wanted: str) -> Character | str:
    try:
        return analysis.character(wanted)
    except RelgraphError:
        return wanted


def _give_form(analysis: Analysis, key: str, person: Character) -> None:
    form, to = (st.session_state.get(f"{name}_{person.id}") for name in ("form", "form_to"))
    if form and to:
        target = _target(analysis, to)
        whose = target if isinstance(target, str) else target.name
        amend(key, lambda cast: give_form(cast, form, target), f"“{form}” is {whose}")


def _mentions(analysis: Analysis, key: str, person: Character, names: Mapping[str, str]) -> None:
    st.markdown("**Single places that mean somebody else**")
    own = [one for one in analysis.mentions if one.character == person.id]
    text = analysis.story.text
    words = sorted({" ".join(text[one.start : one.end].split()).casefold() for one in own})
    chosen = st.selectbox(
        "Words", words, index=None, placeholder="All words", key=f"words_{person.id}",
        help="Every place in the text that is taken for this person: names, nouns and pronouns.",
    )  # fmt: skip
    picked = [one for one in own if chosen in {None, " ".join(text[one.start : one.end].split()).casefold()}]
    rows = sorted(picked, key=lambda one: (one.p is None, one.p or 0, one.start))[:ROWS]
    chapters = chapters_of(analysis.story, [one.start for one in rows])
    st.dataframe(
        {
            "In the text": [around(analysis, (one.start, one.end)) for one in rows],
            "Chapter": [None if chapter is None else chapter + 1 for chapter in chapters],
            "Sure": ["named" if one.p is None else f"{one.p:.0%}" for one in rows],
        },
        height=250,
        hide_index=True,
        key=f"places_{person.id}",
        on_select="rerun",
        selection_mode="multi-row",
    )
    to, go = st.columns([2, 1], vertical_alignment="bottom")
    with to:
        _to("places_to", person, names)
    with go:
        spans = [(one.start, one.end) for one in rows]
        act = partial(_give_places, analysis, key, person, spans)
        st.button("Give the chosen places", key="give_places", on_click=act)
    if len(picked) > ROWS:
        st.caption(f"The {ROWS} least sure of {len(picked):,} places are shown; choose words to see others.")


def _give_places(analysis: Analysis, key: str, person: Character, spans: list[tuple[int, int]]) -> None:
    rows = st.session_state[f"places_{person.id}"]["selection"]["rows"]
    to = st.session_state.get(f"places_to_{person.id}")
    chosen = [spans[row] for row in rows if row < len(spans)]
    if not chosen or not to:
        return
    target = _target(analysis, to)
    whose = target if isinstance(target, str) else target.name
    by_form: dict[str, list[int]] = {}
    for start, end in chosen:
        by_form.setdefault(" ".join(analysis.story.text[start:end].split()).casefold(), []).append(start)

    def given(cast: Cast) -> Cast:
        for form, offsets in sorted(by_form.items()):
            cast = give_mentions(cast, form, offsets, target)
        return cast

    what = f"{len(chosen)} place{'' if len(chosen) == 1 else 's'} of {shorten(person.name, 40)}"
    amend(key, given, f"{what} mean{'s' if len(chosen) == 1 else ''} {whose}")
