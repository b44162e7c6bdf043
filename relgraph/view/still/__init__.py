"""Still pictures for a paper or a slide: network, matrix, arcs and timeline as SVG, PNG or PDF.

Each picture is a module that turns a scene into shapes; `sheet` adds title, legend and source; `render` alone knows
Matplotlib, which is imported when the first picture is drawn.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from relgraph.errors import FormatError, one_of, shorten
from relgraph.view.captions import meeting_line, size_line, source_line
from relgraph.view.choose import choose
from relgraph.view.still.arcs import arcs
from relgraph.view.still.matrix import matrix
from relgraph.view.still.network import network
from relgraph.view.still.sheet import Content, laid_out
from relgraph.view.still.timeline import timeline
from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.view.scene import Scene
    from relgraph.view.still.render import Kind
    from relgraph.view.still.shapes import Drawing

Still = Literal["arcs", "matrix", "network", "timeline"]
STILLS: tuple[Still, ...] = get_args(Still)
KINDS: tuple[Kind, ...] = ("pdf", "png", "svg")

__all__ = ["KINDS", "STILLS", "Still", "drawing", "still"]


def still(
    scene: Scene,
    picture: Still = "network",
    kind: Kind = "svg",
    *,
    counted: str = "",
    methods: str = "",
    chapters: tuple[int, int] | None = None,
    people: int | None = None,
) -> bytes:
    """Return a picture of a scene as the bytes of a file, the same for the same scene.

    `counted` is the line below the title, by default window and way of counting; `methods` goes into the metadata;
    `chapters` (half-open indices from 0) says which ones the scene counts; of more than `people` those with the most
    meetings are drawn. A scene without people gives a sheet that says so. Raises FormatError for an unknown picture
    or kind, with those there are.
    """
    for name, known, what in ((picture, STILLS, "picture"), (kind, KINDS, "format")):
        if name not in known:
            msg = f"unknown {what} {shorten(name)!r}; use one of {one_of(known)}"
            raise FormatError(msg)
    from relgraph.view.still.render import render  # noqa: PLC0415 - Matplotlib takes its time

    story = scene.analysis.story
    drawn = drawing(scene, picture, counted=counted, chapters=chapters, people=people)
    creator = scene.graph.graph.get("generator", "relgraph")
    return render(drawn, kind, title=story.title, author=story.author or "", about=methods, creator=creator)


def drawing(
    scene: Scene,
    picture: Still,
    *,
    counted: str = "",
    chapters: tuple[int, int] | None = None,
    people: int | None = None,
) -> Drawing:
    """Return a picture of a scene as shapes on a sheet; the options are those of `still`."""
    everybody = len(scene.graph)
    said = counted or f"{size_line(scene.graph)}. {meeting_line(scene.graph)}"
    if people is not None and everybody > people:
        scene = replace(scene, graph=choose(scene.graph, people=people, alone=True))
        said = f"{said} Shown are the {people:,} people of {everybody:,} who meet most."
    makers = {"arcs": arcs, "matrix": matrix, "network": network}
    content = timeline(scene, chapters=chapters) if picture == "timeline" else makers[picture](scene)
    ink = INK[scene.theme]
    if not content.shapes:
        content = Content(bounds=(0, 0, 0, 40), shapes=(), circles=(), reading="No characters to show.")
    title = scene.analysis.story.title
    return laid_out(content, title=title, counted=said, source=source_line(scene), ink=ink)
