"""Rich text (.rtf): its words without their dress."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from relgraph.errors import ReadingError
from relgraph.reading.assembly import Draft

SUFFIXES = (".rtf",)


def fits(raw: bytes) -> bool:
    """Return whether content opens as rich text does."""
    return raw.startswith(b"{\\rtf")


def draft(raw: bytes, name: str) -> Draft:
    """Return the text; headings are found in it as in plain text."""
    try:
        text = rtf_to_text(raw.decode("cp1252", errors="replace"), errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:
        message = f"{name}: damaged: not whole rich text"
        raise ReadingError(message) from error
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Draft(text=paired.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
