"""The pages of a work from the Archive of Our Own in; title, author and tags out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relgraph.reading.blocks import About
from relgraph.reading.markup import tag_of, text_of, words_of
from relgraph.records import Tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

FIELDS = {
    "additional tag": "additional",
    "character": "characters",
    "fandom": "fandom",
    "rating": "rating",
    "relationship": "relationships",
    "serie": "series",
}
"""Labels without a final s, and what they are called here."""


def read_preface(roots: Iterable[Element]) -> About | None:
    """Return what the work's preface says, None where no page has one; a preface may be split over pages."""
    title = author = None
    tags: dict[str, tuple[str, ...]] = {}
    found = False
    for element in (part for root in roots for part in _prefaces(root)):
        found = True
        for one in element.iter("{*}h1", "{*}div", "{*}dt"):
            tag, text = tag_of(one), text_of(one)
            if tag == "h1":
                title = title or text
            elif tag == "dt":
                tags |= _field(one, text)
            elif not author and ("byline" in words_of(one, "class") or re.match(r"by\s+\S", text)):
                author = re.sub(r"^by\s+", "", text) if len(text) < 200 else None
    return About(title=title, author=author, tags=Tags(**tags)) if found and (title or tags) else None


def _prefaces(root: Element) -> Iterator[Element]:
    return (element for element in root.iter("{*}div") if element.get("id") == "preface")


def _field(term: Element, label: str) -> dict[str, tuple[str, ...]]:
    """One row of the list of tags: "Characters:" and its links."""
    name = FIELDS.get(label.lower().rstrip(": ").removesuffix("s"))
    value = term.getnext()
    if name is None or value is None:
        return {}
    links = [text_of(link) for link in value.iter("{*}a")] or re.split(r"\s*,\s*", text_of(value))
    return {name: tuple(dict.fromkeys(link for link in links if link))}
