"""EPUB: pages in the order of the spine, chapters from the table of contents."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

from lxml import etree

from relgraph.errors import ReadingError
from relgraph.reading.archive import Archive, is_declared, is_zip
from relgraph.reading.blocks import About, Block, compose
from relgraph.reading.markup import TYPE, find_blocks, tag_of, text_of, words_of
from relgraph.reading.preface import read_preface
from relgraph.reading.trees import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from relgraph.reading.assembly import Draft
    from relgraph.records import MatterKind

SUFFIXES = (".epub",)
SURE = True
FONTS = frozenset(["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"])
"""Ways to scramble fonts, which leave the text open."""
PAGES = frozenset(["application/xhtml+xml", "text/html", "application/x-dtbook+xml"])
TITLES: tuple[tuple[str, MatterKind], ...] = (
    (r"(?:table of )?contents", "contents"),
    (r"copyright.*|imprint|colophon|uncopyright|.*project gutenberg.* license", "licence"),
    (r"(?:foot|end)?notes|about the (?:author|publisher)|acknowledge?ments", "notes"),
    (r"dedication|also by .*|other books by .*|newsletter.*|index|bibliography|logs?", "other"),
)
"""Entries of a table of contents that are no chapters."""
UNTITLED = re.compile(r"title ?page|cover(?: image)?|half ?title(?: ?page)?", re.IGNORECASE)

Opens = dict[str, dict[str, str]]
"""Titles of chapters by page, and there by the id of the element that begins them ("": the page)."""


def fits(raw: bytes) -> bool:
    """Return whether content is a zip archive that calls itself an EPUB."""
    return is_declared(raw, kind="application/epub+zip") or is_zip(raw, holds="META-INF/container.xml")


def draft(raw: bytes, name: str) -> Draft:
    """Return the text of the pages; raise ReadingError for a protected or damaged book."""
    book = Archive(raw, name)
    _check_protection(book)
    package = _package(book)
    root = _xml(book, package)
    folder = posixpath.dirname(package)
    items = {one.get("id"): one for one in root.iter("{*}item")}
    spine = [
        items[ref]
        for one in root.iter("{*}itemref")
        if (ref := one.get("idref")) in items and one.get("linear") != "no"
    ]
    pages = [
        _path(folder, one)
        for one in spine
        if one.get("media-type") in PAGES and "nav" not in words_of(one, "properties")
    ]
    trees = {
        page: tree for page in dict.fromkeys(pages) if (tree := parse(book.read(page), f"{name}: {page}")) is not None
    }
    if not trees:
        message = f"{name}: damaged: the book has no pages"
        raise ReadingError(message)
    opens = _contents(book, folder, root, items)
    about = read_preface(list(trees.values())) or About(title=_first(root, "title"), author=_authors(root))
    return compose((block for page, tree in trees.items() for block in _blocks(tree, opens.get(page, {}))), about)


def _blocks(tree: Element, opens: dict[str, str]) -> Iterator[Block]:
    title = opens.get("", "")
    kind = next((kind for pattern, kind in TITLES if re.fullmatch(pattern, title, re.IGNORECASE)), None)
    kept = {place: name for place, name in opens.items() if not (kind or UNTITLED.fullmatch(name)) or place}
    body = tree.find(".//{*}body")
    return find_blocks(tree if body is None else body, opens=kept, kind=kind)


def _check_protection(book: Archive) -> None:
    if "META-INF/encryption.xml" not in book.parts:
        return
    methods = _xml(book, "META-INF/encryption.xml").iter("{*}EncryptionMethod")
    if any(one.get("Algorithm") not in FONTS for one in methods):
        message = f"{book.name}: protected by DRM: cannot be read"
        raise ReadingError(message)


def _package(book: Archive) -> str:
    """Return the path of the book's list of parts."""
    if "META-INF/container.xml" in book.parts:
        for one in _xml(book, "META-INF/container.xml").iter("{*}rootfile"):
            if one.get("full-path") in book.parts:
                return one.get("full-path") or ""
    for part in sorted(book.parts):
        if part.endswith(".opf"):
            return part
    message = f"{book.name}: damaged: no list of parts (.opf) in this EPUB"
    raise ReadingError(message)


def _xml(book: Archive, part: str) -> Element:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    raw = book.read(part)
    root = etree.fromstring(raw, parser) if raw.strip() else None
    if root is None:
        message = f"{book.name}: damaged: the part {part!r} is no XML"
        raise ReadingError(message)
    return root


def _path(folder: str, item: Element) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _contents(book: Archive, folder: str, package: Element, items: dict[str | None, Element]) -> Opens:
    """Return the chapters of the navigation page, or of the older NCX."""
    opens: Opens = {}
    for item in items.values():
        path = _path(folder, item)
        if "nav" in words_of(item, "properties") and path in book.parts:
            tree = parse(book.read(path), f"{book.name}: {path}")
            for place, title in _from_page(tree) if tree is not None else ():
                _add(opens, posixpath.dirname(path), place, title)
    spine = package.find(".//{*}spine")
    ncx = items.get(spine.get("toc")) if spine is not None else None
    if not opens and ncx is not None and _path(folder, ncx) in book.parts:
        path = _path(folder, ncx)
        for point in _xml(book, path).iter("{*}navPoint"):
            label, content = point.find("{*}navLabel"), point.find("{*}content")
            if label is not None and content is not None:
                _add(opens, posixpath.dirname(path), content.get("src") or "", text_of(label))
    return opens


def _from_page(tree: Element) -> Iterator[tuple[str, str]]:
    for nav in tree.iter("{*}nav"):
        if "toc" in words_of(nav, TYPE) or tag_of(nav.getroottree().getroot()) == "nav":
            for link in nav.iter("{*}a"):
                yield link.get("href") or "", text_of(link)


def _add(opens: Opens, folder: str, place: str, title: str) -> None:
    href, fragment = urldefrag(place)
    page = opens.setdefault(posixpath.normpath(posixpath.join(folder, unquote(href))), {})
    fragment = unquote(fragment)
    page[fragment] = f"{page[fragment]} — {title}" if fragment in page else title


def _first(package: Element, tag: str) -> str | None:
    element = package.find(f".//{{http://purl.org/dc/elements/1.1/}}{tag}")
    return (text_of(element) or None) if element is not None else None


def _authors(package: Element) -> str | None:
    names = [text_of(one) for one in package.iter("{http://purl.org/dc/elements/1.1/}creator")]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None
