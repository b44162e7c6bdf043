"""Word documents (.docx)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from relgraph.errors import ReadingError
from relgraph.reading.archive import Archive, is_zip
from relgraph.reading.blocks import About, Block, compose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document

    from relgraph.reading.assembly import Draft
    from relgraph.records import MatterKind

SUFFIXES = (".docx",)
SURE = True
TEMPLATE = "python-docx"
"""The author of documents that name none, made by the library that reads them here."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"Heading ([1-6])")
KINDS: Mapping[str, MatterKind] = {
    "endnote text": "notes",
    "footnote text": "notes",
    "subtitle": "heading",
    "toc": "contents",
    "toc heading": "contents",
}
"""Kinds by the names of styles, without the figures at their ends."""
PARTS = frozenset(["[Content_Types].xml", "word/document.xml"])


def fits(raw: bytes) -> bool:
    """Return whether content is a zip archive with a Word document in it."""
    return is_zip(raw, holds="word/document.xml")


def draft(raw: bytes, name: str) -> Draft:
    """Return the paragraphs; those in the styles of headings are chapters."""
    import docx  # noqa: PLC0415  - half a second that only Word documents need

    parts = Archive(raw, name)
    for part in sorted(PARTS | {one for one in parts.parts if one.endswith(".xml")}):
        parts.read(part)
    try:
        document = docx.Document(io.BytesIO(raw))
        about = _about(document)
        blocks = list(_blocks(document))
    except Exception as error:
        message = f"{name}: damaged: not a whole Word document"
        raise ReadingError(message) from error
    return compose(blocks, about)


def _about(document: Document) -> About:
    properties = document.core_properties
    author = properties.author.strip()
    return About(title=properties.title.strip() or None, author=author if author != TEMPLATE else None)


def _blocks(document: Document) -> Iterator[Block]:
    """Yield every paragraph of the body, those in tables too; the element is asked, for it is fifty times quicker."""
    names = {style.style_id: style.name or "" for style in document.styles}
    for element in document.element.body.iter(f"{WORD}p"):
        style = names.get(element.style or "", "")
        heading = HEADING.fullmatch(style)
        level = int(heading[1]) + 1 if heading else int(style == "Title")
        text = element.text.replace("\t", " ").strip()
        yield Block(text=text, level=min(level, 6), kind=KINDS.get(style.lower().rstrip(" 0123456789")))
