"""HTML pages: works of the Archive of Our Own, and any page with a story in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relgraph.errors import ReadingError
from relgraph.reading.blocks import About, compose
from relgraph.reading.markup import find_blocks, parse, text_of
from relgraph.reading.preface import read_preface

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from relgraph.reading.assembly import Draft

SUFFIXES = (".htm", ".html", ".xhtml")
START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
MAIN = ("article", "main")
AROUND = frozenset(["header", "footer", "aside"])


def fits(raw: bytes) -> bool:
    """Return whether content opens as a page does."""
    return START.match(raw[:4_000]) is not None


def draft(raw: bytes, name: str) -> Draft:
    """Return the story of a page: its one `article` or `main` where it has one, else all but menus and forms."""
    root = parse(raw, name)
    if root is None:
        message = f"{name}: no text in this page"
        raise ReadingError(message)
    about = read_preface([root])
    if about is None:
        about = About(title=_head(root, "title"), author=_author(root))
        root = _main(root)
    return compose(find_blocks(root), about)


def _main(root: Element) -> Element:
    for tag in MAIN:
        found = list(root.iter(f"{{*}}{tag}"))
        if len(found) == 1 and len(text_of(found[0])) > 200:
            return found[0]
    for element in [one for tag in sorted(AROUND) for one in root.iter(f"{{*}}{tag}")]:
        parent = element.getparent()
        if parent is not None and parent.tag == "body":
            parent.remove(element)
    return root


def _head(root: Element, tag: str) -> str | None:
    element = root.find(f".//{{*}}head/{{*}}{tag}")
    return (text_of(element) or None) if element is not None else None


def _author(root: Element) -> str | None:
    for element in root.iter("{*}meta"):
        if (element.get("name") or "").lower() in {"author", "dc.creator"}:
            return element.get("content") or None
    return None
