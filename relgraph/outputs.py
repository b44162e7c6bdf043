"""Every file of an analysis: tables and graphs from the exports, pictures and pages from the view, in the same places.

`write` makes the files; docs/formats.md is the data dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.errors import FormatError, one_of, shorten
from relgraph.export import Details, write_files
from relgraph.export.analysis_json import encode
from relgraph.export.gexf import dynamic_gexf_of, gexf_of
from relgraph.export.graphml import graphml_of, yed_of
from relgraph.export.methods import methods_of
from relgraph.export.sheet import sheet_of
from relgraph.export.tables import TABLES, csv_of, parquet_of, tables_of
from relgraph.export.telling import speech_graphml
from relgraph.export.web import cytoscape_of, node_link_of
from relgraph.measures import measure
from relgraph.speech import speech_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.interactions import Count, Window
    from relgraph.records import InteractionKind
    from relgraph.view import Frame, Scene
    from relgraph.view.still import Still
    from relgraph.view.still.render import Kind
    from relgraph.view.style import Theme

    Content = str | bytes
    Makers = dict[str, Callable[[], Content]]

PURPOSES = {
    "csv": "Tables for spreadsheets, R, pandas and Gephi: people, relationships, mentions, meetings with passages",
    "cyjs": "Opens in Cytoscape, and in Cytoscape.js in a page of your own",
    "d3": "Node-link JSON for d3, Observable and NetworkX",
    "gexf": "Opens in Gephi, Gephi Lite and sigma.js",
    "gexf-dynamic": "Plays chapter by chapter in Gephi's timeline",
    "graphml": "Opens in Gephi, Cytoscape, igraph and NetworkX",
    "html": "One file to share: network, search and passages in any browser, without internet",
    "json": "Everything that was found, story text included; relgraph opens it again in no time",
    "methods": "A paragraph for a paper on how this was made, with references",
    "parquet": "The tables of csv with their types, for pandas, Polars, R and DuckDB",
    "pdf": "Pictures for a paper: lines and letters stay sharp at every size",
    "png": "Pictures for a slide or a post, 300 dots per inch",
    "svg": "Pictures to edit in Inkscape or Illustrator, or to put into a page",
    "yed": "Opens in yEd, drawn as it is here",
}
"""What each format is for, in the order of their names."""

FORMATS = tuple(PURPOSES)
ALL = "all"
"""Stands for every format, and for every picture."""

WHOLE = "json"
"""The format that cannot do without the story's text."""

KINDS: tuple[Kind, ...] = ("pdf", "png", "svg")
PICTURES: tuple[Still, ...] = ("network", "matrix", "arcs", "timeline")
"""What the formats of KINDS draw."""

PEOPLE = 60
"""More people in a still picture cannot be told apart: those with the most meetings are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Order:
    """What is to be written: a graph of an analysis, and how.

    `frame` holds places and circles; without one it is made from the graph where a format draws. `counted` is the line
    on how the graph was counted, by default its window and way of counting; `note` says in whole sentences what was
    left out of the graph afterwards. `chapters` (half-open indices from 0) are those that were counted, None for all;
    mentions below `min_p` (0..1) were not, and the tables leave them out. Without `text` no passage of the story is
    written.
    """

    analysis: Analysis
    graph: nx.Graph[str]
    frame: Frame | None = None
    min_mentions: int = 1
    pictures: tuple[Still, ...] = PICTURES[:1]
    theme: Theme = "light"
    counted: str = ""
    note: str = ""
    chapters: tuple[int, int] | None = None
    min_p: float = 0.0
    text: bool = True

    @property
    def counted_analysis(self) -> Analysis:
        """The analysis with the mentions that counted."""
        return replace(self.analysis, mentions=self.analysis.surely(self.min_p)) if self.min_p else self.analysis


def write(
    analysis: Analysis,
    folder: Path | str,
    formats: Iterable[str],
    *,
    window: Window | str = DEFAULT_WINDOW,
    count: Count = "passages",
    min_mentions: int = 1,
    kinds: tuple[InteractionKind, ...] = ("cooccurrence",),
    pictures: Iterable[str] = (),
    theme: Theme = "light",
    text: bool = True,
) -> tuple[Path, ...]:
    """Write the analysis into `folder`, which is made if needed, and return the paths written, sorted.

    `formats` are names of FORMATS, or "all"; `pictures` are names of PICTURES, or "all", by default the network ("all"
    with all formats); one text, with commas, is understood too. `kinds` are those of `Analysis.graph`. Without `text`
    no passage of the story is written; `json` is refused then, and left out of "all". Nothing is written if a name is
    unknown (FormatError, which lists the known); each file is whole or not there. Raises RelgraphError where the
    folder cannot be written.
    """
    files = render(
        analysis,
        formats,
        window=window,
        count=count,
        min_mentions=min_mentions,
        kinds=kinds,
        pictures=pictures,
        theme=theme,
        text=text,
    )
    return write_files(Path(folder), files)


def render(
    analysis: Analysis,
    formats: Iterable[str],
    *,
    window: Window | str = DEFAULT_WINDOW,
    count: Count = "passages",
    min_mentions: int = 1,
    kinds: tuple[InteractionKind, ...] = ("cooccurrence",),
    pictures: Iterable[str] = (),
    theme: Theme = "light",
    text: bool = True,
) -> dict[str, Content]:
    """Return the files that `write` writes, content by name; an empty mapping for no formats."""
    wanted = formats_of(formats, text=text)
    drawn = pictures_of(pictures, otherwise=PICTURES if set(FORMATS) - {WHOLE} <= set(wanted) else PICTURES[:1])
    graph = analysis.graph(window=window, count=count, min_mentions=min_mentions, kinds=kinds)
    order = Order(analysis=analysis, graph=graph, min_mentions=min_mentions, pictures=drawn, theme=theme, text=text)
    return {name: make() for name, make in files_of(order, wanted).items()}


def formats_of(names: Iterable[str], *, text: bool = True) -> tuple[str, ...]:
    """Return the formats that names, or one text with commas, stand for, sorted; FormatError for an unknown one."""
    wanted = _named(names)
    if unknown := sorted(wanted - {ALL, *FORMATS}):
        msg = f"unknown format {shorten(unknown[0])!r}; use one of {one_of((ALL, *FORMATS))}"
        raise FormatError(msg)
    if WHOLE in wanted and not text:
        msg = f"{WHOLE} holds the whole text of the story; leave {WHOLE} out, or let story text in"
        raise FormatError(msg)
    if ALL in wanted:
        wanted = set(FORMATS) if text else set(FORMATS) - {WHOLE}
    return tuple(sorted(wanted))


def pictures_of(names: Iterable[str], *, otherwise: tuple[Still, ...] = PICTURES[:1]) -> tuple[Still, ...]:
    """Return the pictures that names, or one text with commas, stand for; FormatError for an unknown one."""
    wanted = _named(names)
    if unknown := sorted(wanted - {ALL, *PICTURES}):
        msg = f"unknown picture {shorten(unknown[0])!r}; use one of {one_of((ALL, *PICTURES))}"
        raise FormatError(msg)
    if ALL in wanted:
        return PICTURES
    return tuple(picture for picture in PICTURES if picture in wanted) or otherwise


def files_of(order: Order, formats: Iterable[str]) -> Makers:
    """Return what makes each of the files, by name; nothing is made before it is called.

    The names are `<story id>.<format>`, but `.analysis.json`, `.d3.json`, `.dynamic.gexf`, `.methods.txt` and
    `.yed.graphml`; csv and parquet give one file for each table, such as `<story id>.nodes.csv`; where speech
    counts, graphml has `<story id>.speech.graphml` as well; of the pictures the network is `<story id>.png`, the
    others are `<story id>.matrix.png`.
    Raises FormatError for a story id that is no file name.
    """
    stem = order.analysis.story.id
    if PurePath(stem).name != stem or not stem.isprintable() or not stem.strip(".") or "\\" in stem:
        msg = f"story id {shorten(stem)!r} is no file name; use letters, digits and hyphens"
        raise FormatError(msg)
    done = cache(lambda: methods_of(order.analysis, order.graph, order.min_mentions, note=order.note))
    scene = cache(lambda: _scene(order))
    makers = _graphs(order, scene, done) | _pictures(order, scene, done)
    wanted = set(formats)
    return {f"{stem}.{ending}": make for (name, ending), make in makers.items() if name in wanted}


def _graphs(
    order: Order, scene: Callable[[], Scene], done: Callable[[], str]
) -> dict[tuple[str, str], Callable[[], Content]]:
    """Return what makes the files of the exports, by format and ending."""
    # Places and measures take their time for hundreds of characters, and only some formats need them.
    sheet = cache(lambda: sheet_of(order.graph, _details(scene(), done(), text=order.text)))
    counted = order.counted_analysis
    tables = cache(
        lambda: {table.name: table for table in tables_of(counted, order.graph, sheet(), chapters=order.chapters)}
    )
    makers: dict[tuple[str, str], Callable[[], Content]] = {
        ("cyjs", "cyjs"): lambda: cytoscape_of(sheet()),
        ("d3", "d3.json"): lambda: node_link_of(sheet()),
        ("gexf", "gexf"): lambda: gexf_of(sheet()),
        ("gexf-dynamic", "dynamic.gexf"): lambda: dynamic_gexf_of(counted, order.graph, sheet()),
        ("graphml", "graphml"): lambda: graphml_of(sheet()),
        ("json", "analysis.json"): lambda: encode(order.analysis, order.graph),
        ("methods", "methods.txt"): done,
        ("yed", "yed.graphml"): lambda: yed_of(sheet()),
    }
    for name in TABLES:
        makers["csv", f"{name}.csv"] = partial(lambda one: csv_of(tables()[one]), name)
        makers["parquet", f"{name}.parquet"] = partial(lambda one: parquet_of(tables()[one], sheet().about), name)
    if any("speech" in edge["kinds"] for _, _, edge in order.graph.edges(data=True)):
        makers["graphml", "speech.graphml"] = lambda: _speech(order, done())
    makers["csv", "methods.txt"] = done  # a table of CSV has no place for it
    return makers


def _speech(order: Order, done: str) -> str:
    said = speech_graph(order.analysis, order.graph, chapters=order.chapters)
    return speech_graphml(said, methods=done, text=order.text)


def _pictures(
    order: Order, scene: Callable[[], Scene], done: Callable[[], str]
) -> dict[tuple[str, str], Callable[[], Content]]:
    """Return what makes the page and the pictures, by format and ending."""
    makers: dict[tuple[str, str], Callable[[], Content]] = {("html", "html"): lambda: _page(order, scene(), done())}
    for picture in order.pictures:
        for kind in KINDS:
            ending = kind if picture == PICTURES[0] else f"{picture}.{kind}"
            makers[kind, ending] = partial(_still, order, scene, done, picture, kind)
    return makers


def _page(order: Order, scene: Scene, done: str) -> str:
    from relgraph.view import page  # noqa: PLC0415 - pyvis takes its time

    return page(scene, about=order.counted, methods=done, text=order.text)


def _still(order: Order, scene: Callable[[], Scene], done: Callable[[], str], picture: Still, kind: Kind) -> bytes:
    from relgraph.view.still import still  # noqa: PLC0415 - pyvis takes its time

    return still(scene(), picture, kind, counted=order.counted, methods=done(), chapters=order.chapters, people=PEOPLE)


def _scene(order: Order) -> Scene:
    from relgraph.view import Scene, frame_of  # noqa: PLC0415 - pyvis takes its time

    frame = order.frame or frame_of(order.graph, measure(order.graph).community)
    return Scene(analysis=order.analysis, graph=order.graph, frame=frame, theme=order.theme)


def _details(scene: Scene, done: str, *, text: bool) -> Details:
    from relgraph.view import paint  # noqa: PLC0415 - pyvis takes its time

    picture = paint(scene.graph, scene.frame, title=scene.analysis.story.title)  # printed on white paper
    colours = {node.id: node.colour for node in picture.nodes}
    return Details(places=scene.frame.places, colours=colours, methods=done, text=text)


def _named(names: Iterable[str]) -> set[str]:
    listed = names.split(",") if isinstance(names, str) else names
    return {name.strip() for name in listed if name.strip()}
