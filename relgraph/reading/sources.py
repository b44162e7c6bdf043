"""Paths, patterns, folders and zip archives in; the places of their stories out, and the bytes at a place.

A story in an archive has a place like that of a file in a folder, "stories.zip/part/one.txt", and is read from there:
nothing is unpacked to disk, so no name in an archive can lead out of it.
"""

from __future__ import annotations

import glob
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from relgraph.errors import ReadingError, one_of
from relgraph.reading.archive import Archive
from relgraph.reading.formats import suffixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ABOUT = frozenset({"changelog", "copying", "license", "licence", "notice", "readme"})
"""Names of files about the other files of a folder."""
LIMIT = 50_000_000
"""Bytes of the largest file that is read unless told otherwise: the longest novels have 4 MB."""
MOST_BYTES = 4_000_000_000
"""Bytes of all stories of one archive unpacked; they are unpacked one at a time, each within the limit of a file."""
ZIP = ".zip"
BOOKS = frozenset({"META-INF/container.xml", "word/document.xml", "content.xml"})
"""Parts that make an archive one book or document, whatever its suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The places of stories, in the order given; one line for each path that gave none, and for each thing left out."""

    stories: tuple[Path, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def find_stories(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the stories that `search` finds. Raises ReadingError for the first path that gives none."""
    found = search(paths)
    if found.problems:
        raise ReadingError(found.problems[0])
    return found.stories


def search(paths: Iterable[Path]) -> Found:
    """Return the files named, and the stories in each folder, zip archive or pattern ("*.txt", "**/*.epub"), sorted.

    Folders are searched to any depth; hidden files, files such as README, and archives in archives are left out. A
    place is returned once, where it is first met, and so is each content: a file of the same bytes as an earlier one
    is left out with a note, unless it is named itself. What cannot be opened is returned, for reading it says why.
    """
    places: dict[Path, int] = {}
    named: set[Path] = set()
    problems: list[str] = []
    notes: list[str] = []
    for path in paths:
        try:
            inside = _at(path, notes)
        except ReadingError as error:
            problems.append(str(error))
            continue
        named |= {path} & inside.keys()
        for place, size in inside.items():
            places.setdefault(place, size)
    doubles = _doubles(places, named)
    notes += [f"{place}: the same as {first}: left out" for place, first in doubles.items()]
    stories = tuple(place for place in places if place not in doubles)
    return Found(stories=stories, problems=tuple(problems), notes=tuple(notes))


def only_story(path: Path) -> Path:
    """Return the place of the one story in an archive of stories, any other path as it is.

    Raises ReadingError where the archive holds none or several, or is damaged.
    """
    if not _is_bundle(path):
        return path
    places = list(_in_archive(path, []))
    if len(places) > 1:
        message = f"{path}: holds {len(places)} stories; name one of them, such as {places[0]}"
        raise ReadingError(message)
    return places[0]


def load(path: Path, limit: int) -> bytes:
    """Return the bytes of a file, or of a story in an archive; raise ReadingError where that cannot be."""
    try:
        if path.is_dir():
            message = f"{path}: is a folder; name a file in it"
            raise ReadingError(message)
        with path.open("rb") as stream:
            raw = stream.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        archive = next((above for above in path.parents if above.suffix.lower() == ZIP and above.is_file()), None)
        if archive is not None:
            return _load_part(archive, path, limit)
        message = f"{path}: no such file"
        raise ReadingError(message) from error
    except (OSError, ValueError) as error:
        message = f"{path}: cannot be opened ({getattr(error, 'strerror', None) or error})"
        raise ReadingError(message) from error
    if len(raw) > limit:
        raise _too_large(path, limit)
    return raw


def _load_part(archive: Path, path: Path, limit: int) -> bytes:
    with archive.open("rb") as stream:
        book = Archive(stream, str(path), most=MOST_BYTES)
        part = _parts(book).get(path.relative_to(archive).as_posix())
        if part is None:
            message = f"{path}: no such file in the archive {archive.name}"
            raise ReadingError(message)
        if book.size(part) > limit:
            raise _too_large(path, limit)
        return book.read(part)


def _too_large(path: Path, limit: int) -> ReadingError:
    return ReadingError(f"{path}: larger than the limit of {limit:,} bytes; raise the limit to read it")


def _at(path: Path, notes: list[str]) -> Mapping[Path, int]:
    """Return the places that a path leads to, and the bytes at each (-1 where that is not known)."""
    try:
        if path.is_dir():
            return _in_folder(path, notes)
        if not path.exists() and glob.has_magic(str(path)):
            return _matching(path, notes)
        return _opened(path, notes)
    except OSError:  # a name that is too long, a folder that may not be entered
        return {path: -1}


def _opened(path: Path, notes: list[str]) -> Mapping[Path, int]:
    """Return the stories in an archive of them, else the file itself; so too for an archive that cannot be opened."""
    try:
        if _is_bundle(path):
            return _in_archive(path, notes)
    except ReadingError:
        return {path: -1}
    return {path: path.stat().st_size if path.is_file() else -1}


def _in_folder(folder: Path, notes: list[str]) -> Mapping[Path, int]:
    files = (path for path in sorted(folder.rglob("*")) if _is_story(path.relative_to(folder)) and path.is_file())
    places = {place: size for path in files for place, size in _opened(path, notes).items()}
    if not places:
        raise _nothing(folder, "folder")
    return places


def _matching(pattern: Path, notes: list[str]) -> Mapping[Path, int]:
    """Return the files that a pattern matches: with any suffix where it names one, else with a known one."""
    places: dict[Path, int] = {}
    matches = glob.glob(str(pattern), recursive=True)  # noqa: PTH207  - Path.glob takes no absolute pattern
    for path in sorted(map(Path, matches)):
        if path.is_file() and (pattern.suffix or _is_story(PurePath(path.name))):
            places |= _opened(path, notes)
    if not places:
        message = f"{pattern}: no file matches this pattern; known are files ending in {one_of((*suffixes(), ZIP))}"
        raise ReadingError(message)
    return places


def _in_archive(path: Path, notes: list[str]) -> Mapping[Path, int]:
    with path.open("rb") as stream:
        archive = Archive(stream, str(path), most=MOST_BYTES)
        parts = {place: part for place, part in sorted(_parts(archive).items()) if _is_story(PurePath(place))}
        deeper = [place for place in parts if place.lower().endswith(ZIP)]
        places = {path / place: archive.size(part) for place, part in parts.items() if place not in deeper}
    notes += [f"{path / place}: an archive in an archive: not opened" for place in deeper]
    if not places:
        raise _nothing(path, "archive")
    return places


def _is_bundle(path: Path) -> bool:
    """Whether a file is an archive of stories, not of one book's parts. Raises ReadingError where it is damaged."""
    if path.suffix.lower() != ZIP or not path.is_file():
        return False
    with path.open("rb") as stream:
        return not BOOKS & Archive(stream, str(path), most=MOST_BYTES).parts


def _parts(archive: Archive) -> Mapping[str, str]:
    """Return the parts by a place that stays inside of the archive: "/a/../b.txt", which leads out, is "a/b.txt"."""
    places: dict[str, str] = {}
    for part in sorted(archive.parts):
        names = (name.replace(":", "_") for name in re.split(r"[/\\]+", part))
        places.setdefault("/".join(name for name in names if name not in {"", ".", ".."}), part)
    return places


def _is_story(path: PurePath) -> bool:
    """Whether a path inside of a folder or archive looks like that of a story, or of an archive of stories."""
    hidden = any(part.startswith(".") for part in path.parts)
    return path.suffix.lower() in {*suffixes(), ZIP} and path.stem.lower() not in ABOUT and not hidden


def _nothing(path: Path, what: str) -> ReadingError:
    return ReadingError(f"{path}: no stories in this {what}; known are files ending in {one_of((*suffixes(), ZIP))}")


def _doubles(places: Mapping[Path, int], named: Iterable[Path]) -> Mapping[Path, Path]:
    """Return the places that hold the same bytes as an earlier one, and that one; only files of one size are read."""
    sizes = Counter(places.values())
    first: dict[str, Path] = {}
    doubles: dict[Path, Path] = {}
    for place, digest in _digests(place for place, size in places.items() if size > 0 and sizes[size] > 1):
        if first.setdefault(digest, place) != place and place not in named:
            doubles[place] = first[digest]
    return doubles


def _digests(places: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    for place in places:
        try:
            yield place, hashlib.sha256(load(place, LIMIT)).hexdigest()
        except ReadingError:
            continue  # who reads the story is told why
