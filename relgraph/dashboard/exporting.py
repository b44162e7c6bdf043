"""The export page: every format with what it is for, a look into it, and a button that makes it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.dashboard.downloads import archive, button, cast_file, content, everything, order_of
from relgraph.dashboard.parts import scene_of, title_of
from relgraph.dashboard.state import current, keep
from relgraph.outputs import KINDS, PICTURES, PURPOSES, WHOLE, files_of
from relgraph.view.captions import size_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.dashboard.work import Work
    from relgraph.outputs import Order

GROUPS = {
    "Pictures": KINDS,
    "A page to share": ("html",),
    "Graph programs": ("graphml", "gexf", "gexf-dynamic", "yed", "cyjs", "d3"),
    "Tables": ("csv", "parquet"),
    "Paper and archive": ("methods", "json"),
}
"""The formats by what somebody wants."""

NAMES = {
    "csv": "CSV",
    "cyjs": "Cytoscape",
    "d3": "d3",
    "gexf": "GEXF",
    "gexf-dynamic": "GEXF, chapter by chapter",
    "graphml": "GraphML",
    "html": "Web page",
    "json": "Whole analysis",
    "methods": "Methods",
    "parquet": "Parquet",
    "pdf": "PDF",
    "png": "PNG",
    "svg": "SVG",
    "yed": "GraphML for yEd",
}
UNSEEN = ("Parquet", "Web page")
"""What has no beginning that could be shown: the tables of Parquet are those of CSV."""

CONTENTS = {
    "edges": "Relationships",
    "interactions": "Meetings",
    "mentions": "Mentions",
    "nodes": "People",
    "relations": "Family and roles",
    "speech": "Who speaks",
}
"""What the tables hold, by the names of their files."""

ROWS = 8
LINES = 14
WIDTH = 160
"""How much of a file is shown: rows of a table, lines, and characters of a line."""

CAST = "Your corrections as a cast file, for the command line or a friend"


def exporting(work: Work) -> None:
    """Draw the page for a story."""
    scene = scene_of(work, current())
    order = replace(order_of(work, scene, current()), text=not _on("export_no_text"))
    if _on("export_dark"):
        order = replace(order, theme="dark")
    with st.container(key="head"):
        title_of(f"Take away {work.analysis.story.title}", f"{size_line(scene.graph)}, as set on the story page")
    st.text(order.counted)
    _switches(order)
    group = st.segmented_control(
        "What for", list(GROUPS), key=keep("export_group", _state("export_group_now", next(iter(GROUPS)))),
        required=True, label_visibility="collapsed", on_change=_keep, args=("export_group",),
    )  # fmt: skip
    if group == "Pictures":
        _pictures(work, order)
        return
    for name in GROUPS[str(group)]:
        if name == WHOLE and not order.text:
            st.info("The whole analysis is the story’s text with what was found in it: it cannot be had without.")
        else:
            _format(work, order, name)
    if group == "Paper and archive":
        for file, make in cast_file(order).items():
            _file("Cast file", CAST, {file: make}, work)


def _switches(order: Order) -> None:
    with st.container(key="export_switches", horizontal=True, vertical_alignment="center"):
        st.toggle(
            "Leave the story’s text out",
            key=keep("export_no_text", _on("export_no_text")),
            on_change=_keep,
            args=("export_no_text",),
            help="No file holds a passage or the words of a mention: for texts that must not be handed on.",
        )
        st.toggle(
            "Dark pictures and page",
            key=keep("export_dark", _on("export_dark")),
            on_change=_keep,
            args=("export_dark",),
        )
        st.download_button(
            "Everything as one ZIP",
            data=lambda: archive(everything(order)),
            file_name=f"{order.analysis.story.id}.zip",
            mime="application/zip",
            on_click="ignore",
            type="primary",
            key="export_zip",
        )


def _pictures(work: Work, order: Order) -> None:
    """Draw the choice of a picture, the picture, and its buttons."""
    picture = st.segmented_control(
        "Picture", list(PICTURES), format_func=str.capitalize, required=True, label_visibility="collapsed",
        key=keep("export_picture", _state("export_picture_now", PICTURES[0])),
        on_change=_keep, args=("export_picture",),
    )  # fmt: skip
    shown, buttons = st.columns([2.4, 1], gap="medium")
    order = replace(order, pictures=tuple(one for one in PICTURES if one == picture))
    with buttons:
        for kind in KINDS:
            for file, make in files_of(order, [kind]).items():
                button(NAMES[kind], file, make, key=f"export_{kind}")
                st.caption(PURPOSES[kind])
    with shown:
        for file, make in files_of(order, ["png"]).items():
            st.image(_made(work, file, make, order), alt=f"The network of {work.analysis.story.title}", width="stretch")


def _format(work: Work, order: Order, name: str) -> None:
    files = {
        file: make for file, make in files_of(order, [name]).items() if name == "methods" or ".methods." not in file
    }
    _file(NAMES[name], PURPOSES[name], files, work, order)


def _file(
    label: str, purpose: str, files: dict[str, Callable[[], str | bytes]], work: Work, order: Order | None = None
) -> None:
    """Draw a format: what it is for, a button for each of its files, and on demand a look into them."""
    with st.container(border=True):
        told, buttons = st.columns([1.2 if len(files) > 1 else 2.4, 1], vertical_alignment="center")
        with told:
            st.markdown(f"**{label}**  \n{purpose}")
        with buttons, st.container(horizontal=len(files) > 1):
            for file, make in files.items():
                held = CONTENTS.get(file.split(".")[-2], "Network")
                button(held if len(files) > 1 else "Download", file, make, key=f"export_{file}")
        if label not in UNSEEN and st.toggle("Look into it", key=f"look_{label}"):
            for file, make in files.items():
                _look(file, _made(work, file, make, order))


def _look(file: str, found: bytes) -> None:
    """Draw the beginning of a file: rows of a table, lines of anything else; never as HTML or Markdown."""
    ending = file.rpartition(".")[2]
    if ending == "csv":
        rows = list(islice(csv.DictReader(io.StringIO(found.decode("utf-8"), newline="")), ROWS))
        held = CONTENTS[file.split(".")[-2]]
        st.caption(held if rows else f"{held}: nothing of this kind was found.")
        if rows:
            st.dataframe(rows, hide_index=True)
        return
    lines = found.decode("utf-8", "replace").split("\n", LINES)
    shown = [line if len(line) <= WIDTH else f"{line[:WIDTH]} …" for line in lines[:LINES]]
    st.code("\n".join([*shown, "…"] if len(lines) > LINES else shown), language=None, wrap_lines=True)


def _made(work: Work, file: str, make: Callable[[], str | bytes], order: Order | None) -> bytes:
    """Return a file that is looked at, made once for the same settings."""
    how = (order.theme, order.text) if order else ()
    return work.keep(("export", file, current(), how), lambda: content(make))


def _on(name: str) -> bool:
    return bool(_state(f"{name}_now", otherwise=False))


def _state(name: str, otherwise: object) -> Any:  # noqa: ANN401 - any widget's value
    return st.session_state.get(name, otherwise)


def _keep(name: str) -> None:
    st.session_state[f"{name}_now"] = st.session_state[name]
