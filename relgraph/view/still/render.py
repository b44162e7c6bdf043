"""A drawing in, the bytes of a picture out: PNG, SVG or PDF, all drawn by Matplotlib in the same way."""

from __future__ import annotations

import io
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import category

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text

from relgraph.view.still.shapes import Box, Dot, Line, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.artist import Artist

    from relgraph.view.still.shapes import Drawing, Shape

Kind = Literal["pdf", "png", "svg"]

RESOLUTION = 300
"""Dots per inch of a PNG, as journals ask for."""

PIXELS = 150
"""Pixels of a drawing in an inch on paper: names of 19 pixels become 9 points."""

WIDEST = 20
"""Inches: a drawing that would be wider is drawn smaller, for the sake of memory."""

SERIF = "DejaVu Serif"
FONTS = ["DejaVu Sans", "Last Resort High-Efficiency", "sans-serif"]
"""They come with Matplotlib; the last resort has a sign for every script that the first cannot write."""

_CODES = {2: (Path.MOVETO, Path.LINETO), 3: (Path.MOVETO, *[Path.CURVE3] * 2), 4: (Path.MOVETO, *[Path.CURVE4] * 3)}
_UNSEEN = frozenset({"Cc", "Cs"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # would turn the words around a name too
_NONE = frozenset("\ufffe\uffff")  # no characters at all, and forbidden in XML
_LOCK = Lock()  # Matplotlib's settings belong to the whole process, and the dashboard has many threads


def render(drawing: Drawing, kind: Kind, *, title: str, author: str, about: str, creator: str) -> bytes:
    """Return a drawing as a picture of this kind, without a date: the same drawing gives the same bytes.

    Title, author, words about the drawing and the program that made it go into the metadata of the file.
    """
    scale = max(PIXELS, drawing.width / WIDEST)
    stream = io.BytesIO()
    with _LOCK, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rc("pdf", fonttype=42)  # TrueType: journals refuse Type 3
        mpl.rc("svg", fonttype="none", hashsalt="relgraph")  # words stay words, and ids do not come from chance
        figure = Figure((drawing.width / scale, drawing.height / scale), facecolor=drawing.paper)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        left, top, right, bottom = drawing.bounds
        axes.set_xlim(left, right)
        axes.set_ylim(bottom, top)
        for shape in drawing.shapes:
            axes.add_artist(_artist(shape, 72 / scale)).set_clip_on(False)
        metadata = _metadata(kind, title=title, author=author, about=about, creator=creator)
        figure.savefig(stream, format=kind, dpi=RESOLUTION, metadata=metadata)
    return stream.getvalue()


def _artist(shape: Shape, points: float) -> Artist:
    """Return a shape as Matplotlib draws it; `points` is the size of a pixel on paper."""
    match shape:
        case Dot():
            look: dict[str, Any] = {"facecolor": shape.fill, "edgecolor": shape.edge, "linewidth": 2 * points}
            return Circle((shape.x, shape.y), shape.radius, **look)
        case Line():
            path = Path(shape.points, _CODES[len(shape.points)])
            look = {"edgecolor": shape.colour, "alpha": shape.opacity, "linewidth": shape.width * points}
            return PathPatch(path, facecolor="none", capstyle="round", **look)
        case Box():
            look = {"facecolor": shape.fill, "alpha": shape.opacity, "linewidth": 0}
            return Rectangle((shape.x, shape.y), shape.width, shape.height, **look)
        case Words():
            return _text(shape, points)


def _text(shape: Words, points: float) -> Text:
    veil = {"facecolor": shape.ground, "alpha": 0.72, "edgecolor": "none", "boxstyle": "round,pad=0.08"}
    text = Text(
        shape.x,
        shape.y,
        visible(shape.text),
        color=shape.colour,
        fontsize=shape.size * points,
        fontfamily=[SERIF, *FONTS] if shape.serif else FONTS,
        horizontalalignment=shape.side,
        verticalalignment="baseline",
        rotation=shape.turn,
        rotation_mode="anchor",
        parse_math=False,  # "$" in a name is money, not mathematics
    )
    text.set_bbox(veil if shape.ground else None)
    return text


def visible(text: str) -> str:
    """Return `text` without what no picture can show: control characters, halves of characters, turns of direction."""
    return "".join(char for char in text if category(char) not in _UNSEEN and char not in _TURNS and char not in _NONE)


def _metadata(kind: Kind, *, title: str, author: str, about: str, creator: str) -> Mapping[str, str | None]:
    """Return the metadata in the words of a format; its date is left out."""
    if kind == "svg":
        found = {"Title": title, "Description": about, "Contributor": author, "Creator": creator, "Date": None}
    elif kind == "pdf":
        found = {"Title": title, "Author": author, "Subject": about, "Creator": creator, "CreationDate": None}
    else:
        found = {"Title": title, "Author": author, "Description": about, "Software": creator}
    return {name: value and visible(value) for name, value in found.items() if value is None or value}
