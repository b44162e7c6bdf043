"""Rich text (.rtf): its words without their dress."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from relgraph.errors import ReadingError
from relgraph.reading.assembly import Draft

SUFFIXES = (".rtf",)
SURE = True
HEADER = 100_000
"""Characters in which the list of facts stands."""


def fits(raw: bytes) -> bool:
    """Return whether content opens as rich text does."""
    return raw.startswith(b"{\\rtf")


def draft(raw: bytes, name: str) -> Draft:
    """Return the text; headings are found in it as in plain text."""
    written = raw.decode("cp1252", errors="replace")
    try:
        text = rtf_to_text(written, errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:
        message = f"{name}: damaged: not whole rich text"
        raise ReadingError(message) from error
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    clean = paired.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return Draft(text=clean, title=_field(written, "title"), author=_field(written, "author"))


def _field(written: str, name: str) -> str | None:
    """Return what the file's own list of facts says, where it is plain ASCII."""
    found = re.search(rf"\{{\\{name} ([^{{}}\\]+)\}}", written[:HEADER])
    return (found[1].strip() or None) if found else None
