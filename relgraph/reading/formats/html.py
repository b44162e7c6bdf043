"""HTML pages: works of the Archive of Our Own, and any page with a story in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from relgraph.errors import ReadingError
from relgraph.reading.blocks import About, compose
from relgraph.reading.heads import find_head
from relgraph.reading.mainpart import find_story
from relgraph.reading.markup import find_blocks, text_of, words_of
from relgraph.reading.preface import find_work, read_preface
from relgraph.reading.trees import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from relgraph.reading.assembly import Draft
    from relgraph.reading.blocks import Block

SUFFIXES = (".htm", ".html", ".xhtml")
SURE = False
START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def fits(raw: bytes) -> bool:
    """Return whether content opens as a page does."""
    return START.match(raw[:4_000]) is not None


def draft(raw: bytes, name: str) -> Draft:
    """Return the story of a page; what else is on a page of any site is matter."""
    root = parse(raw, name)
    if root is None:
        message = f"{name}: no text in this page"
        raise ReadingError(message)
    about = read_preface([root])
    if about is not None:
        work = find_work(root)
        return compose(find_blocks(root if work is None else work), about)
    titles = _titles(root)
    blocks, warnings = (list(find_blocks(root)), ()) if _is_book(root) else find_story(root, " ".join(titles))
    about = About(title=_named(blocks, titles), author=_author(root))
    return replace(compose(blocks, about), warnings=warnings)


def _is_book(root: Element) -> bool:
    """Return whether a page is a book of Project Gutenberg, all of which is told by its own marks."""
    return any(one.get("id") == "pg-header" for one in root.iter("{*}section", "{*}div"))


def _titles(root: Element) -> list[str]:
    """Return what the page calls itself, to others ("Harbour Light") and in a browser ("Harbour Light | Tales")."""
    head = root.find(".//{*}head")
    if head is None:
        return []
    shared = [one.get("content") or "" for one in head.iter("{*}meta") if one.get("property") == "og:title"]
    return [title for title in (*shared, *(text_of(one) for one in head.iter("{*}title"))) if title.strip()]


def _named(blocks: Sequence[Block], titles: Sequence[str]) -> str | None:
    """Return the title of the page, without the name of the site where a heading says which part of it is that."""
    headings = (block.text for block in blocks if block.level in {1, 2} and block.kind is None)
    own = next((text for text in headings if titles and text in titles[0] and find_head(text, 0) is None), None)
    return own or next(iter(titles), None)


def _author(root: Element) -> str | None:
    for element in root.iter("{*}meta"):
        if (element.get("name") or "").lower() in {"author", "dc.creator"}:
            return element.get("content") or None
    writers = [text_of(one) for one in root.iter("{*}a") if "author" in words_of(one, "rel")]
    return ", ".join(dict.fromkeys(name for name in writers if name)) or None
