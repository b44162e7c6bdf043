"""The bytes of an HTML or XHTML page in, its tree out."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from lxml import etree, html

from relgraph.errors import ReadingError
from relgraph.reading.decoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
XML_OWN = frozenset(["amp;", "lt;", "gt;", "quot;", "apos;"])
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page may hold, and no XML parser takes."""
LONG_TAG = re.compile(r"<[^<>]{20000,}")
MOST_ATTRIBUTES = 2_000
"""The parser compares each attribute of a tag with all others."""
DRESS = re.compile(r"</?(?:b|big|center|em|font|i|small|span|strong|tt|u)\b[^<>]*>", re.IGNORECASE)


def parse(raw: bytes, name: str) -> Element | None:
    """Return the tree of a page, None if it is empty; XHTML is read as XML, for "<title/>" never ends in HTML.

    Entities of the document's own are never resolved and nothing outside of it is loaded. The parser leaves out what is
    nested more than some hundred elements deep: such a page is read without bold, italics and the like, which old pages
    open and never close. Raises ReadingError where that is not enough, or where a tag has thousands of attributes.
    """
    text = FORBIDDEN.sub("", _decoded(raw, name))
    if any(match[0].count("=") > MOST_ATTRIBUTES for match in LONG_TAG.finditer(text)):
        message = f"{name}: damaged: a tag with more than {MOST_ATTRIBUTES:,} attributes"
        raise ReadingError(message)
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    as_xml = raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml") or b"http://www.w3.org/1999/xhtml" in raw[:2_000]
    for written in (text, DRESS.sub("", text)):
        root, whole = _tree(written, as_xml=as_xml)
        if whole:
            if root is not None:
                etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, etree.Entity, with_tail=False)
            return root
    message = f"{name}: damaged: its elements are nested too deep, one in the other"
    raise ReadingError(message)


def _tree(text: str, *, as_xml: bool) -> tuple[Element | None, bool]:
    """Return the tree of a text, None if it is empty, and whether the parser went to its depths."""
    if as_xml:
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(ENTITY.sub(_character, text).encode("utf-8", "replace"), parser)
        if root is not None and root.find(".//{*}body") is not None:  # type: ignore[redundant-expr]  # recovering from nothing gives None
            return root, _is_whole(parser)
    reader = html.HTMLParser(no_network=True, recover=True)
    try:
        return html.document_fromstring(text, parser=reader), _is_whole(reader)
    except (etree.ParserError, ValueError):
        return None, _is_whole(reader)


def _is_whole(parser: etree.XMLParser | etree.HTMLParser) -> bool:
    return not any("depth" in entry.message for entry in parser.error_log)


def _decoded(raw: bytes, name: str) -> str:
    """Return the text of a page: UTF-8 where it can be, else as the page says of itself, else guessed."""
    declared = re.search(rb"(?:encoding|charset)\s*=\s*[\"']?([\w.-]{2,40})", raw[:2_000])
    if declared and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        for encoding in ("utf-8", declared[1].decode("ascii", "replace")):
            try:
                return raw.decode(encoding).removeprefix("\ufeff")
            except (UnicodeDecodeError, LookupError):
                continue
    return decode(raw, name)


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in XML_OWN else html5.get(name, match[0])
