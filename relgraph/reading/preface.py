"""The pages of a work from the Archive of Our Own, or from FanFicFare, in; title, author and tags out."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from relgraph.reading.blocks import About
from relgraph.reading.markup import tag_of, text_of, words_of
from relgraph.records import Tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
FETCHED = FIELDS | {"categorie": "fandom", "category": "fandom", "genre": "additional", "pairing": "relationships"}
"""Labels of FanFicFare, which calls a fandom a category; the Archive calls one what is "F/F" or "Gen"."""


def read_preface(roots: Sequence[Element]) -> About | None:
    """Return what the work's preface says, None where no page has one; a preface may be split over pages."""
    return _from_archive(roots) or next((about for root in roots if (about := _fetched(root))), None)


def find_work(root: Element) -> Element | None:
    """Return the work in a page of the Archive that was saved from a browser, None in any other page."""
    return next((one for one in root.iter("{*}div") if one.get("id") == "workskin"), None)


def _from_archive(roots: Iterable[Element]) -> About | None:
    title = author = None
    tags: dict[str, tuple[str, ...]] = {}
    found = False
    for element in (part for root in roots for part in _prefaces(root)):
        found = True
        for one in element.iter("{*}h1", "{*}h2", "{*}h3", "{*}div", "{*}dt"):
            tag, text, classes = tag_of(one), text_of(one), words_of(one, "class")
            if tag == "dt":
                tags |= _field(one, text)
            elif tag == "h1" or (tag == "h2" and "title" in classes):
                title = title or text
            elif not author and ("byline" in classes or (tag == "div" and re.match(r"by\s+\S", text))):
                author = re.sub(r"^by\s+", "", text) if len(text) < 200 else None
    return About(title=title, author=author, tags=Tags(**tags)) if found and (title or tags) else None


def _prefaces(root: Element) -> Iterator[Element]:
    """Yield the parts of a download that tell of the work, and those of a page as the Archive shows it."""
    for element in root.iter("{*}div", "{*}dl"):
        classes = words_of(element, "class")
        shown = {"preface", "group"} <= classes and "chapter" not in classes and "afterword" not in classes
        if element.get("id") == "preface" or shown or (tag_of(element) == "dl" and {"work", "meta"} <= classes):
            yield element


def _field(term: Element, label: str) -> dict[str, tuple[str, ...]]:
    """One row of the list of tags: "Characters:" and its links."""
    name = FIELDS.get(label.lower().rstrip(": ").removesuffix("s"))
    value = term.getnext()
    if name is None or value is None:
        return {}
    links = [text_of(link) for link in value.iter("{*}a") if not words_of(link, "class") & {"next", "previous"}]
    return {name: _distinct(links or re.split(r"\s*,\s*", text_of(value)))}


def _fetched(root: Element) -> About | None:
    """Return what FanFicFare wrote on a title page: "Harbour Light by Ann Otter", and its list of fields."""
    authors = [link for link in root.iter("{*}a") if "authorlink" in words_of(link, "class")]
    head = authors[0].getparent() if authors else None
    if head is None or tag_of(head) not in {"h1", "h3"}:
        return None
    links = [link for link in head.iter("{*}a") if link not in authors]
    title = text_of(links[0]) if links else None
    names = [text_of(link) for link in authors if link.getparent() is head]
    fields = next((one for one in head.itersiblings() if tag_of(one) in {"div", "table"}), None)
    rows = {} if fields is None else dict(_rows(fields))
    tags = {FETCHED[label]: value for label, value in rows.items() if label in FETCHED and value}
    return About(title=title or None, author=", ".join(names), tags=Tags(**tags))


def _rows(fields: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields: a label in bold, and the text up to the next, in the same cell of a table or the one after."""
    for label in fields.iter("{*}b"):
        after = takewhile(lambda one: tag_of(one) not in {"b", "br"}, label.itersiblings())
        value = (label.tail or "") + "".join(text_of(one) + (one.tail or "") for one in after)
        cell = label.getparent()
        beside = cell.getnext() if cell is not None and tag_of(cell) == "td" else None
        if not value.strip() and beside is not None:
            value = text_of(beside)
        values = (re.sub(r"\s+\[\d+\]$", "", " ".join(one.split())) for one in value.split(", "))
        yield text_of(label).lower().rstrip(": ").removesuffix("s"), _distinct(values)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
