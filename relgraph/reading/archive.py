"""Bytes of a zip archive in; its parts out, within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib

from relgraph.errors import ReadingError

MOST_PARTS = 20_000
MOST_BYTES = 300_000_000
"""Bytes of all parts unpacked: an illustrated book of 1,000 pages has 100 MB."""
MOST_RATIO = 200
"""Times a part may grow when it is unpacked: text grows tenfold at most, a bomb a thousandfold."""
SMALL = 1_000_000
"""Bytes up to which a part may grow as it likes."""


class Archive:
    """A zip archive that is read part by part; every error names the file and the part."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            message = f"{name}: damaged: not a whole zip archive"
            raise ReadingError(message) from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            message = f"{name}: too large when unpacked; at most {MOST_PARTS:,} parts and {MOST_BYTES:,} bytes are read"
            raise ReadingError(message)
        self.parts = frozenset(part.filename for part in parts)

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
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            message = f"{self.name}: damaged: the part {part!r} cannot be unpacked"
            raise ReadingError(message) from error


def is_zip(raw: bytes, *, holds: bytes) -> bool:
    """Return whether content is a zip archive whose raw bytes hold a marker, such as the name of a part."""
    return raw.startswith(b"PK\x03\x04") and holds in raw
