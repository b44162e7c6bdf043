"""What can be taken away of what is in view: every file by its name, made only when it is asked for."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.cast import write_cast
from relgraph.dashboard.calm import calm
from relgraph.dashboard.controls import WINDOWS
from relgraph.dashboard.work import clip
from relgraph.outputs import FORMATS, PICTURES, WHOLE, Order, files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from relgraph.dashboard.settings import Settings
    from relgraph.dashboard.work import Work
    from relgraph.view import Scene

    Makers = Mapping[str, Callable[[], str | bytes]]

TYPES = {
    "csv": "text/csv",
    "cyjs": "application/json",
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
    "html": "text/html",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "toml": "application/toml",
    "txt": "text/plain",
    "zip": "application/zip",
}
"""What a browser is told about a file, by the ending of its name."""

USUAL = {
    "html": "Web page with passages",
    "png": "Picture (PNG)",
    "svg": "Picture (SVG)",
    "graphml": "GraphML",
    "json": "Whole analysis (JSON)",
}
"""What is asked for most, and what its button says."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # files in an archive need a date, and the same files shall give the same archive


def downloads(scene: Scene, settings: Settings) -> None:
    """Draw the menu of what is asked for most, and the way to everything else."""
    order = Order(
        analysis=scene.analysis,
        graph=scene.graph,
        frame=scene.frame,
        theme=scene.theme,
        counted=counted(settings),
        min_p=settings.sure / 100,
    )
    with st.popover("Download", width="stretch"), calm():
        st.caption("What is in view, and everything found")
        for name, label in USUAL.items():
            for file, make in files_of(order, [name]).items():
                button(label, file, make)
        st.page_link("screens/export.py", label="All formats and previews", query_params=settings.query())


def button(label: str, file: str, make: Callable[[], str | bytes], *, key: str | None = None) -> None:
    """Draw a button that makes a file when it is clicked."""
    st.download_button(
        label,
        data=partial(content, make),
        file_name=file,
        mime=TYPES[file.rpartition(".")[2]],
        width="stretch",
        on_click="ignore",
        key=key,
    )


def content(make: Callable[[], str | bytes]) -> bytes:
    """Return the bytes of a file; half a character, which UTF-8 does not know, becomes a question mark."""
    made = make()
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")


def everything(order: Order) -> Makers:
    """Return what makes every file there is, the cast among them where there is one; nothing is made yet."""
    formats = [name for name in FORMATS if order.text or name != WHOLE]
    return {**files_of(replace(order, pictures=PICTURES), formats), **cast_file(order)}


def cast_file(order: Order) -> Makers:
    """Return what makes the cast file of an analysis that was corrected; nothing for others."""
    cast = order.analysis.cast
    return {f"{order.analysis.story.id}.cast.toml": partial(write_cast, cast)} if cast else {}


def archive(makers: Makers) -> bytes:
    """Return a ZIP archive of files in the order of their names, the same for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(makers):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content(makers[name]))
    return stream.getvalue()


def order_of(work: Work, scene: Scene, settings: Settings) -> Order:
    """Return the order of what the settings show of a story, in light colours."""
    parts = clip(settings.chapters, len(work.parts))
    whole = bool(work.parts) and work.parts[0].chapters is not None
    return Order(
        analysis=work.analysis,
        graph=scene.graph,
        frame=work.frame,
        counted=" ".join([counted(settings), *left_out(work, scene, settings)]),
        note=" ".join(left_out(work, scene, settings)),
        chapters=(parts[0] - 1, parts[1]) if parts and whole else None,
        min_p=settings.sure / 100,
    )


def counted(settings: Settings) -> str:
    """Return a sentence on how the graph was counted."""
    if settings.kinds == "speech":
        return "People meet when one speaks to the other; quotes are counted."
    unit, _, size = settings.window.partition(":")
    near = WINDOWS.get(settings.window) or f"within {size} {'words' if unit == 'tokens' else unit}"
    speech = " or when one speaks to the other" if settings.kinds == "both" else ""
    what = {"passages": "passages", "pairs": "pairs of mentions"}[settings.count]
    return f"People meet when they are named {near}{speech}; {what} are counted."


def left_out(work: Work, scene: Scene, settings: Settings) -> list[str]:
    """Return a sentence for each setting that leaves something out of the graph."""
    found = []
    if parts := clip(settings.chapters, len(work.parts)):
        whole = work.parts[0].chapters is not None
        span = str(parts[0]) if parts[0] == parts[1] else f"{parts[0]} to {parts[1]}"
        of = "" if whole else f" of {len(work.parts)} equal parts of the story"
        found.append(f"Only {'chapter' if whole else 'part'}{'' if parts[0] == parts[1] else 's'} {span}{of} counted.")
    if settings.sure:
        found.append(f"Mentions that are less than {settings.sure} % sure were left out.")
    if settings.minimum > 1:
        found.append(f"Relationships of less than {settings.minimum} were left out.")
    if settings.steps and settings.person:
        name = work.analysis.character(settings.person).name
        found.append(
            f"Only people within {settings.steps} step{'s' if settings.steps > 1 else ''} of {name} are shown."
        )
    if hidden := len(work.graph(settings)) - len(scene.graph):
        found.append(f"{hidden:,} of {len(work.graph(settings)):,} people are not shown.")
    return found
