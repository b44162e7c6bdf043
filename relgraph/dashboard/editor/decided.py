"""Every decision in words, each with a way to take it back; and the file that keeps them."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.cast import Cast, parse_cast, path_beside, write_cast
from relgraph.dashboard.corrections import add, amend, decide, history
from relgraph.dashboard.mine import private
from relgraph.dashboard.progress import plain
from relgraph.dashboard.state import known_titles
from relgraph.errors import CastError, shorten
from relgraph.export import dumps
from relgraph.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from relgraph.analysis import Analysis
    from relgraph.cast import CastCharacter, CastSplit
    from relgraph.dashboard.library import Library

LIMIT_MB = 5
_SAID = "relgraph_cast_said"


def decided(library: Library, analysis: Analysis, key: str) -> None:
    """Draw the decisions and the file."""
    cast = history(key).cast
    if said := st.session_state.pop(_SAID, ""):
        st.success(plain(said))
    decisions, file = st.columns([1.3, 1], gap="large")
    with decisions:
        _list(analysis, key, cast)
    with file:
        _file(library, analysis, key, cast)


def _list(analysis: Analysis, key: str, cast: Cast) -> None:
    if cast == Cast():
        st.info("Nothing is decided yet: answer a question, or change a person.")
        return
    for number, (what, without) in enumerate(in_words(cast)):
        with st.container(horizontal=True, vertical_alignment="center", key=f"decision_{number}"):
            st.text(what, width="stretch")
            act = partial(decide, key, without, f"Taken back: {what}")
            st.button("Take back", key=f"take_back_{number}", on_click=act, type="tertiary")
    for problem in analysis.unheeded:
        st.caption(plain(f"Decides nothing here: {shorten(problem, 300)}"))


def in_words(cast: Cast) -> Iterator[tuple[str, Callable[[Cast], Cast]]]:
    """Yield each decision of a cast in words, and what takes it back."""
    for character in cast.characters:
        yield _character(character), partial(_without, "characters", character)
    for split in cast.splits:
        yield _split(split), partial(_without, "splits", split)
    for form in cast.ignore:
        yield f"“{shorten(form)}” is not a character", partial(_without, "ignore", form)
    for group in cast.apart:
        names = ", ".join(f"“{shorten(form)}”" for form in group)
        yield f"{names} are different people", partial(_without, "apart", group)
    if cast.narrator is not None:
        yield f"{shorten(cast.narrator)} tells the story", lambda now: replace(now, narrator=None)
    for veto in cast.vetoes:
        names = " and ".join(shorten(name, 40) for name in veto.between)
        yield f"{names} do not meet in “{shorten(veto.text, 50)}”", partial(_without, "vetoes", veto)


def _without(kind: str, decision: object, cast: Cast) -> Cast:
    left: Any = tuple(one for one in getattr(cast, kind) if one != decision)
    return replace(cast, **{kind: left})


def _character(character: CastCharacter) -> str:
    names = ", ".join(f"“{shorten(form, 40)}”" for form in character.aliases)
    told = [f"is also {names}" if names else "", f"has the pronouns {character.pronouns}" if character.pronouns else ""]
    return f"{shorten(character.name)} {' and '.join(filter(None, told)) or 'is a person of this name'}"


def _split(split: CastSplit) -> str:
    places = f", in {len(split.at)} place{'' if len(split.at) == 1 else 's'}" if split.at else ", everywhere"
    return f"“{shorten(split.form)}” is {shorten(split.to)}{places}"


def _file(library: Library, analysis: Analysis, key: str, cast: Cast) -> None:
    name = f"{analysis.story.id}.cast.toml"
    text = write_cast(cast)
    st.download_button(
        "Download the cast file", text, name, "application/toml", key="download_cast", width="stretch",
        disabled=not text, help="A small text file. Beside the story, or with --cast, it decides the same again.",
    )  # fmt: skip
    st.download_button(
        "Download the corrected analysis", lambda: dumps(analysis).encode("utf-8"),
        f"{analysis.story.id}.analysis.json", "application/json", key="download_analysis", width="stretch",
    )  # fmt: skip
    _beside(library.files.get(key), key, text)
    st.divider()
    st.file_uploader("Add the decisions of a cast file", type="toml", key="cast_upload", max_upload_size=LIMIT_MB)
    with st.container(horizontal=True):
        taken = st.session_state.get("cast_upload") is None
        st.button("Add to mine", key="cast_add", disabled=taken, on_click=partial(_upload, key, replaces=False))
        st.button(
            "Take instead of mine", key="cast_take", disabled=taken, on_click=partial(_upload, key, replaces=True)
        )
    others = {other: title for other, title in known_titles().items() if other != key}
    if others and text:
        st.divider()
        st.selectbox(
            "The same people in another story", list(others), format_func=others.__getitem__, index=None,
            placeholder="Choose a story", key="cast_other",
            help="Decisions about names count there as well; those about places only where the text is the same.",
        )  # fmt: skip
        st.button("Use these decisions there too", key="cast_apply", on_click=partial(_apply, cast, others))


def _beside(story: Path | None, key: str, text: str) -> None:
    """Offer to write the cast beside a story that the command line named, on the reader's own computer."""
    named = len(sys.argv) > 1  # else these are the stories that ship with relgraph
    if story is None or not named or not private() or not os.access(story.parent, os.W_OK):
        return
    beside = path_beside(story)
    label = f"Save as {plain(shorten(beside.name, 60))} beside the story"
    st.button(label, key="cast_save", width="stretch", on_click=partial(_save, beside, key, text), disabled=not text)


def _save(beside: Path, key: str, text: str) -> None:
    try:
        write_atomic(beside, text)
    except OSError as error:
        _complain(key, f"{beside}: cannot be written ({error.strerror}); download the cast file instead")
    else:
        st.session_state[_SAID] = f"Saved: {beside}. It is used whenever this story is opened."


def _upload(key: str, *, replaces: bool) -> None:
    file = st.session_state.get("cast_upload")
    if file is None:
        return
    try:
        cast = parse_cast(file.getvalue(), source=shorten(file.name, 60))
    except CastError as error:
        _complain(key, str(error))
        return
    if replaces:
        amend(key, lambda _now: cast, f"Took the decisions of {shorten(file.name, 60)}")
    else:
        add(key, cast, f"Added the decisions of {shorten(file.name, 60)}")


def _complain(key: str, problem: str) -> None:
    def fail(_cast: Cast) -> Cast:
        raise CastError(problem)

    amend(key, fail, "")


def _apply(cast: Cast, titles: dict[str, str]) -> None:
    if other := st.session_state.get("cast_other"):
        conflicts = add(other, cast, "Added the decisions of another story")
        left = f" {len(conflicts)} of them disagree with what is decided there and were left out." if conflicts else ""
        st.session_state[_SAID] = f"{titles[other]} uses these decisions too, as long as this page is open.{left}"
