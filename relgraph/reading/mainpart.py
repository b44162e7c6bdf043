"""A page of any site in; its blocks out, menus, comments and the like among them marked as matter.

trafilatura says which text is the main one. Its answer is a list of lines: the blocks that these come from are found
here, and with them all that stand beside them, so that no line of a story is lost because it is short.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from relgraph.reading.markup import LEVELS, WITHIN, tag_of, walk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element as Element

    from relgraph.reading.blocks import Block

TELLING = 5
"""Words from which on a line tells where it stands: "No." stands in many places."""
DRESS = frozenset(
    ["blockquote", "center", "dd", "dl", "dt", "li", "ol", "p", "pre", "table", "tbody", "tr", "ul", *LEVELS]
)
"""Elements that hold a paragraph or some: the box that these stand in is the one around."""
BOXES = frozenset(["article", "div", "section"])
AROUND = ("aside", "footer", "form", "header", "nav")
"""Elements that stand around the story of a page."""
UNSURE = "the story could not be told from what else is on this page: all of it is taken for story"


class Place(NamedTuple):
    """A box of a page; with a `kind`, all boxes of one class in it: the chapters of a story, the comments on it."""

    box: Element
    kind: str = ""


def find_story(root: Element, title: str) -> tuple[list[Block], tuple[str, ...]]:
    """Return the blocks of a page of that title, and a warning where it is not certain which are the story.

    Of a page without links to other pages all is story.
    """
    found = list(walk(root))
    blocks = [block for block, _ in found]
    if not _has_more(root):
        return blocks, ()
    places = [_places(element) for _, element in found]
    lines = _main_lines(root)
    sure = [block.kind is None and any(line in lines for line in _telling(block.text)) for block in blocks]
    telling = (one and not block.level for one, block in zip(sure, blocks, strict=True))
    kept = {place for spots in compress(places, telling) for place in spots}
    story = [one or not kept.isdisjoint(spots) for one, spots in zip(sure, places, strict=True)]
    if not _holds_largest(blocks, places, story):
        return blocks, (UNSURE,)
    heading = _heading(blocks, story, title)
    return [
        block if block.kind or of_story or at == heading else replace(block, kind="other", level=0)
        for at, (block, of_story) in enumerate(zip(blocks, story, strict=True))
    ], ()


def _has_more(root: Element) -> bool:
    links = (one.get("href") or "#" for one in root.iter("{*}a"))
    around = next(root.iter(*(f"{{*}}{tag}" for tag in AROUND)), None)
    return around is not None or any(not link.startswith("#") for link in links)


def _main_lines(root: Element) -> AbstractSet[str]:
    """Return what trafilatura takes for the main text, squeezed line by line; nothing where it gives up.

    Its own second opinions are left out: they are other libraries, one of which needs time with the square of the page.
    """
    from trafilatura import extract  # noqa: PLC0415 - a tenth of a second that only such pages need

    for name in ("trafilatura", "htmldate"):  # what they have to say is not for a user's terminal
        logging.getLogger(name).addHandler(logging.NullHandler())
    page = etree.tostring(root, encoding="unicode", method="html")
    try:
        text = extract(page, fast=True, include_comments=False, include_tables=True) or ""
    except Exception:  # noqa: BLE001 - a page that it cannot take is read whole
        return frozenset()
    return frozenset(_squeezed(line) for line in text.splitlines())


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _telling(text: str) -> list[str]:
    return [_squeezed(line) for line in text.split("\n") if len(line.split()) >= TELLING]


def _places(element: Element) -> tuple[Place, ...]:
    """Return the box whose text an element holds, and the boxes of its class beside it."""
    box = element
    while (parent := box.getparent()) is not None and (tag_of(box) in DRESS or _is_paragraph(box)):
        box = parent
    named = box.get("class") if tag_of(box) in BOXES else None
    return (Place(box),) if parent is None or not named else (Place(box), Place(parent, f"{tag_of(box)} {named}"))


def _is_paragraph(box: Element) -> bool:
    """Return whether a box is no more than one paragraph: `<div>"No."</div>`."""
    return tag_of(box) in BOXES and all(tag_of(child) in WITHIN - {"br"} for child in box)


def _holds_largest(blocks: Sequence[Block], places: Sequence[Sequence[Place]], story: Sequence[bool]) -> bool:
    """Return whether the box with the most words is story: the library has lost it if not."""
    words = Counter[Place]()
    for block, spots in zip(blocks, places, strict=True):
        words[spots[0]] += 0 if block.kind else len(block.text.split())
    largest = max(words, key=words.__getitem__, default=None)  # the first, where some have as many
    return any(one and spots[0] == largest for one, spots in zip(story, places, strict=True))


def _heading(blocks: Sequence[Block], story: Sequence[bool], title: str) -> int | None:
    """Return which block is the heading of the story: the last before it that the title of the page holds.

    Two words at least: the name of a site is in the title as well.
    """
    first = story.index(True)
    for at in range(first - 1, -1, -1):
        if blocks[at].level and len(blocks[at].text.split()) > 1 and _squeezed(blocks[at].text) in _squeezed(title):
            return at
    return None
