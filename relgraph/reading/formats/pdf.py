"""PDF files with a text layer."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING

from relgraph.errors import ReadingError, shorten
from relgraph.reading.blocks import About, compose
from relgraph.reading.columns import Piece, split_columns
from relgraph.reading.rows import Row, find_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PageObject, PdfReader

    from relgraph.reading.assembly import Draft

SUFFIXES = (".pdf",)
SURE = True
START = b"%PDF-"
MOST_PAGES = 10_000
MOST_TEXT = 50_000_000
"""Characters of all pages: the longest novels have 4 million."""
MOST_DRAWN = 100_000_000
"""Bytes of what draws the pages, unpacked: a page of a novel has 5,000, and a small file can unpack to any number."""
LETTERS = 0.5
"""Lowest share of letters in a text that can be read: fonts that do not say which letters they draw give signs."""
WARNING = "read from a PDF: its paragraphs, headings and hyphens are guessed from how the pages look"
MADE_UP = re.compile(r"microsoft word|untitled|.*\.(?:docx?|html?|indd|odt|pages|pdf|rtf|tex|txt|wpd)$", re.IGNORECASE)
"""Titles that the program gave which made the file."""
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
Page = list[list[Row]]
"""The lines of each column."""
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def fits(raw: bytes) -> bool:
    """Return whether content opens as a PDF does; white space may stand before that."""
    return raw[:1024].lstrip().startswith(START)


def draft(raw: bytes, name: str) -> Draft:
    """Return the paragraphs as the pages look; raise ReadingError for a protected file, and one without text."""
    from pypdf import PdfReader  # noqa: PLC0415  - a tenth of a second that only PDF files need
    from pypdf.errors import DependencyError  # noqa: PLC0415

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it mends is not for a user's terminal
    try:
        reader = PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
    except (DependencyError, NotImplementedError):
        locked = True
    except Exception as error:
        message = f"{name}: damaged: not a whole PDF"
        raise ReadingError(message) from error
    if locked:
        message = f"{name}: protected by a password or DRM: cannot be read"
        raise ReadingError(message)
    pages = _pages(reader, name)
    _check_text(pages, name)
    told = compose(find_blocks([column for page in pages for column in page]), _about(reader))
    return replace(told, warnings=(WARNING, *_columned(pages), *_blank(pages)))


def _pages(reader: PdfReader, name: str) -> list[Page]:
    pages: list[Page] = []
    length = drawn = 0
    try:
        for page in reader.pages:
            content = page.get_contents()
            drawn += len(content.get_data()) if content is not None else 0
            _check_length(len(pages), drawn, length, name)
            pages.append(_columns(page))
            length += sum(len(row.text) for column in pages[-1] for row in column)
    except ReadingError:
        raise
    except Exception as error:
        message = f"{name}: damaged: page {len(pages) + 1} cannot be read"
        raise ReadingError(message) from error
    return pages


def _check_length(pages: int, drawn: int, length: int, name: str) -> None:
    if pages >= MOST_PAGES or drawn > MOST_DRAWN or length > MOST_TEXT:
        limits = f"{MOST_PAGES:,} pages, {MOST_DRAWN:,} bytes and {MOST_TEXT:,} characters"
        message = f"{name}: too long; at most {limits} are read"
        raise ReadingError(message)


def _check_text(pages: Sequence[Page], name: str) -> None:
    written = "".join(row.text for page in pages for column in page for row in column)
    filled = sum(not character.isspace() for character in written)
    if not any(map(str.isalpha, written)):
        message = f"{name}: no text in this PDF: its pages are pictures; recognise their text (OCR) first"
        raise ReadingError(message)
    if sum(map(str.isalpha, written)) < LETTERS * filled:
        message = f"{name}: the text of this PDF cannot be read: its fonts do not say which letters they draw"
        raise ReadingError(message)


def _columned(pages: Sequence[Page]) -> tuple[str, ...]:
    """Return a warning that counts the pages in two columns, for a table may look like two."""
    count = sum(len(page) > 1 for page in pages)
    return (f"{count} of {len(pages)} pages read as two columns, the left before the right",) if count else ()


def _blank(pages: Sequence[Page]) -> tuple[str, ...]:
    """Return a warning that names the pages without text, for those that are damaged look empty."""
    blank = [str(number) for number, page in enumerate(pages, start=1) if not any(page)]
    said = f"no text on page {shorten(', '.join(blank))} of {len(pages)}: empty, a picture, or damaged"
    return (said,) if blank else ()


def _about(reader: PdfReader) -> About:
    try:
        said = reader.metadata
        title, author = (said.title, said.author) if said else (None, None)
    except Exception:  # noqa: BLE001  - a damaged header is no reason to lose the story
        return About()
    title, author = (" ".join(FORBIDDEN.sub(" ", one or "").split()) for one in (title, author))
    return About(title=None if MADE_UP.match(title) else title or None, author=author or None)


def _columns(page: PageObject) -> list[list[Row]]:
    """Return the lines of each column of a page from its top, with where they begin and how large they are."""
    pieces: list[Piece] = []

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], _font: object, size: float) -> None:
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = hypot(inner[2] * outer[0] + inner[3] * outer[2], inner[2] * outer[1] + inner[3] * outer[3])
        pieces.append(Piece(text, x, y, size * scale))

    page.extract_text(visitor_text=visit)
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        texts = FORBIDDEN.sub("", piece.text.translate(LIGATURES).replace("\r", "\n")).split("\n")
        for at, text in enumerate(texts):
            if at:
                lines.append([])
            lines[-1].append(piece._replace(text=text))
    return [[row for line in column for row in _row(line)] for column in split_columns(lines)]


def _row(line: Sequence[Piece]) -> list[Row]:
    text = " ".join("".join(piece.text for piece in line).split())
    filled = [piece for piece in line if piece.text.strip()]
    if not text:
        return []
    longest = max(filled, key=lambda piece: len(piece.text))
    return [Row(text=text, x=filled[0].x, y=longest.y, size=longest.size)]
