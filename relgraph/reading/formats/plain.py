"""Plain text."""

from __future__ import annotations

from relgraph.reading.assembly import Draft
from relgraph.reading.decoding import decode

SUFFIXES = (".txt", ".text")
SURE = False


def fits(raw: bytes) -> bool:  # noqa: ARG001  - part of every format
    """Return False: anything may be plain text."""
    return False


def draft(raw: bytes, name: str) -> Draft:
    """Return the text as it is."""
    return Draft(text=decode(raw, name))
