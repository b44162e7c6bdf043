"""The formats of files: each module here reads one, and is found by being here.

A module has `SUFFIXES` (lower case, with the dot), `SURE` (whether all its files are known by their content, so that a
suffix on other content lies), `fits(raw)` (whether content is of this format for certain; False
where only the suffix can tell) and `draft(raw, name)` (what the file holds; `name` is for messages). Text is what
remains: the format of a file without a known suffix whose content fits no other.
"""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from relgraph.reading.assembly import Draft

DEFAULT = "plain"
BINARY = re.compile(rb"\APK\x03\x04|[\x00-\x08]")
"""What no text begins with, or holds."""


class Format(Protocol):
    """What a module of this package offers."""

    SUFFIXES: tuple[str, ...]
    SURE: bool

    def fits(self, raw: bytes) -> bool:
        """Return whether content is of this format for certain."""

    def draft(self, raw: bytes, name: str) -> Draft:
        """Return what a file holds; raise ReadingError in one line where it cannot be read."""


@cache
def formats() -> dict[str, Format]:
    """Return every format by the name of its module, sorted."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: cast("Format", import_module(f"{__name__}.{name}")) for name in names}


def suffixes() -> tuple[str, ...]:
    """Return every known suffix, sorted."""
    return tuple(sorted({suffix for one in formats().values() for suffix in one.SUFFIXES}))


def format_of(raw: bytes, name: str) -> Format:
    """Return the format of a file: by content where that is certain, else by suffix; a suffix that lies is no reason.

    Content of no known format is text where a suffix such as ".pdf" lies, unless it holds what no text does: then it is
    a damaged PDF.
    """
    suffix = PurePath(name).suffix.lower()
    known = formats()
    for one in known.values():
        if one.fits(raw):
            return one
    named = next((one for one in known.values() if suffix in one.SUFFIXES), known[DEFAULT])
    return known[DEFAULT] if named.SURE and not BINARY.search(raw) else named
