"""The formats of files: each module here reads one, and is found by being here.

A module has `SUFFIXES` (lower case, with the dot), `fits(raw)` (whether content is of this format for certain; False
where only the suffix can tell) and `draft(raw, name)` (what the file holds; `name` is for messages). Text is what
remains: the format of a file without a known suffix whose content fits no other.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from relgraph.reading.assembly import Draft

DEFAULT = "plain"


class Format(Protocol):
    """What a module of this package offers."""

    SUFFIXES: tuple[str, ...]

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
    """Return the format of a file: by content where that is certain, for suffixes can lie, else by suffix."""
    suffix = PurePath(name).suffix.lower()
    known = formats()
    for one in known.values():
        if one.fits(raw):
            return one
    return next((one for one in known.values() if suffix in one.SUFFIXES), known[DEFAULT])
