"""A zip archive in; its parts out, within bounds."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import IO

from relgraph.errors import ReadingError

MOST_PARTS = 20_000
MOST_BYTES = 300_000_000
"""Bytes of all parts unpacked: an illustrated book of 1,000 pages has 100 MB."""
MOST_RATIO = 200
"""Times a part may grow when it is unpacked: text grows tenfold at most, a bomb a thousandfold."""
SMALL = 1_000_000
"""Bytes up to which a part may grow as it likes."""
START = b"PK\x03\x04"
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, IndexError, NotImplementedError, OSError, RuntimeError, ValueError),
)
"""What `zipfile` raises for content that is not as it should be."""


class Archive:
    """A zip archive that is read part by part; every error names the file and the part.

    `content` is bytes, or a stream that the caller closes; at most `most` bytes (MOST_BYTES) unpack from all parts.
    """

    def __init__(self, content: bytes | IO[bytes], name: str, *, most: int | None = None) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)
        except DAMAGED as error:
            message = f"{name}: damaged: not a whole zip archive"
            raise ReadingError(message) from error
        parts, most = self._zip.infolist(), most or MOST_BYTES
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
            message = f"{name}: too large when unpacked; at most {MOST_PARTS:,} parts and {most:,} bytes are read"
            raise ReadingError(message)
        self.parts = frozenset(part.filename for part in parts if not part.filename.endswith(("/", "\\")))

    def size(self, part: str) -> int:
        """Return the bytes of a part when it is unpacked, as the archive's list of parts says."""
        return self._zip.getinfo(part).file_size

    def read(self, part: str) -> bytes:
        """Return the content of a part; raise ReadingError where it is missing, damaged, encrypted or a bomb."""
        try:
            info = self._zip.getinfo(part)
        except KeyError as error:
            message = f"{self.name}: damaged: the part {part!r} is missing"
            raise ReadingError(message) from error
        if info.flag_bits & 1:
            message = f"{self.name}: protected by a password: cannot be read"
            raise ReadingError(message)
        if info.file_size > max(SMALL, MOST_RATIO * info.compress_size):
            message = f"{self.name}: the part {part!r} grows too much when unpacked"
            raise ReadingError(message)
        try:
            return self._zip.read(info)
        except DAMAGED as error:
            message = f"{self.name}: damaged: the part {part!r} cannot be unpacked"
            raise ReadingError(message) from error


def is_zip(raw: bytes, *, holds: str) -> bool:
    """Return whether content is a zip archive with a part of that name.

    An archive whose list of parts is lost is searched for the name, so that a damaged book is called a damaged book.
    """
    if not raw.startswith(START):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return holds in archive.namelist()
    except DAMAGED:
        return holds.encode() in raw


def is_declared(raw: bytes, *, kind: str) -> bool:
    """Return whether content is a zip archive whose first part, `mimetype`, says that it is of a kind."""
    declared = re.compile(rb"mimetype.{0,64}?" + re.escape(kind.encode()), re.DOTALL)
    return raw.startswith(START) and declared.match(raw, 30, 200) is not None
