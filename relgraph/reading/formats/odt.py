"""OpenDocument texts (.odt)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from relgraph.errors import ReadingError
from relgraph.reading.archive import Archive, is_declared
from relgraph.reading.blocks import About, Block, compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from relgraph.reading.assembly import Draft

SUFFIXES = (".odt",)
SURE = True
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ASIDE = frozenset(
    [f"{TEXT}note", f"{TEXT}tracked-changes", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"]
)
SPACES = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}


def fits(raw: bytes) -> bool:
    """Return whether content is a zip archive that calls itself an OpenDocument text."""
    return is_declared(raw, kind="application/vnd.oasis.opendocument.text")


def draft(raw: bytes, name: str) -> Draft:
    """Return the paragraphs; headings are chapters; footnotes, comments and deleted text are left out."""
    book = Archive(raw, name)
    root, meta = _xml(book, "content.xml"), _xml(book, "meta.xml") if "meta.xml" in book.parts else None
    about = About(title=_field(meta, "title"), author=_field(meta, "creator"))
    return compose(_blocks(root), about)


def _xml(book: Archive, part: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(book.read(part), parser)
    except etree.XMLSyntaxError as error:
        message = f"{book.name}: damaged: the part {part!r} is no whole XML"
        raise ReadingError(message) from error


def _field(meta: Element | None, name: str) -> str | None:
    element = meta.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}") if meta is not None else None
    return ((element.text or "").strip() or None) if element is not None else None


def _blocks(root: Element) -> Iterator[Block]:
    for element in root.iter(f"{TEXT}h", f"{TEXT}p"):
        if any(above.tag in ASIDE for above in element.iterancestors()):
            continue
        level = element.get(f"{TEXT}outline-level") or "1"
        title = element.get(f"{TEXT}style-name") == "Title"
        heading = min(int(level) + 1, 6) if element.tag == f"{TEXT}h" and level.isdecimal() else int(title)
        yield Block(text="".join(_written(element)).strip(), level=heading)


def _written(element: Element) -> Iterator[str]:
    """Yield the text in a paragraph; notes in it are asides."""
    depth = 0
    for event, one in etree.iterwalk(element, events=("start", "end")):
        aside = one.tag in ASIDE
        if event == "start":
            depth += aside
            yield "" if depth else SPACES.get(str(one.tag), "") + (one.text or "")
        else:
            depth -= aside
            yield "" if depth or one is element else one.tail or ""
