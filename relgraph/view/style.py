"""Sizes and colours: from a share (0..1) or a circle's number to what the eye sees."""

from __future__ import annotations

from math import sqrt
from typing import Literal, NamedTuple

Theme = Literal["light", "dark"]

CIRCLE_LIMIT = 7
"""More circles than this cannot be told apart by colour: the rest is grey."""

# Okabe and Ito's palette for every kind of colour vision, darkened for white paper and lightened for a dark screen
# so that each colour stands out at 3:1 or more. Yellow, invisible on paper, is left out for a brown.
_LIGHT = ("#0072B2", "#D55E00", "#008F68", "#B4568F", "#8A6D00", "#2A94CC", "#6B4A3A")
_DARK = ("#4C9BE0", "#F08338", "#2BBB8F", "#DE92C1", "#D9B938", "#8CCDF2", "#BC9A86")
_PAIR = {"light": ("#0072B2", "#C65200"), "dark": ("#5AA9EA", "#F08338")}
_GREY = {"light": "#767C85", "dark": "#8F959E"}
_LINK = {"light": "#59616D", "dark": "#B4BAC4"}


class Ink(NamedTuple):
    """The colours of a page."""

    paper: str
    text: str
    muted: str
    border: str
    raised: str
    accent: str


INK: dict[Theme, Ink] = {
    "light": Ink(
        paper="#FFFEFB", text="#23211D", muted="#66625A", border="#DDD8CC", raised="#F5F2EA", accent="#2C5E92"
    ),
    "dark": Ink(paper="#16181D", text="#ECEAE4", muted="#A6A39B", border="#363A43", raised="#1F2229", accent="#7DB3EA"),
}


def radius(share: float) -> float:
    """Return the radius of a person in pixels; `share` is the presence relative to the most present, 0..1."""
    return round(11 + 30 * sqrt(share), 1)


def font_size(share: float) -> int:
    """Return the size of a person's name in pixels; `share` as for `radius`."""
    return round(19 + 15 * sqrt(share))


def link_width(share: float) -> float:
    """Return the width of a relationship in pixels; `share` is sqrt(weight / greatest weight), 0..1."""
    return round(1 + 2 * share + 11 * share**2, 2)


def link_opacity(share: float) -> float:
    """Return the opacity of a relationship (0..1, higher is denser); `share` as for `link_width`."""
    return round(0.2 + 0.5 * share, 2)


def circle_colour(circle: int | None, theme: Theme) -> str:
    """Return the colour of a circle by its rank from 0; None and those past the limit are grey."""
    if circle is None or circle >= CIRCLE_LIMIT:
        return _GREY[theme]
    return (_LIGHT if theme == "light" else _DARK)[circle]


def link_colour(first: int | None, second: int | None, theme: Theme) -> str:
    """Return the colour of a relationship: that of the circle inside one, neutral between two."""
    inside = first is not None and first == second
    return circle_colour(first, theme) if inside else _LINK[theme]


def pair_colours(first: int | None, second: int | None, theme: Theme) -> tuple[str, str]:
    """Return two colours that mark the two people of a relationship: their circles' where those differ.

    Two people of one circle would look alike, so that they get a fixed pair of blue and orange instead.
    """
    colours = (circle_colour(first, theme), circle_colour(second, theme))
    return colours if colours[0] != colours[1] else _PAIR[theme]
