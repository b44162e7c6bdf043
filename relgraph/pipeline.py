"""The order of the stages: a story in, an Analysis out; the language model runs once per text and model."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import time
import zlib
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import platformdirs

from relgraph.analysis import Analysis
from relgraph.cast import Cast, write_cast
from relgraph.characters import find_characters
from relgraph.errors import FormatError
from relgraph.export.analysis_json import read_analysis
from relgraph.export.parse_json import dump_parse, load_parse
from relgraph.files import write_atomic
from relgraph.reading import LIMIT, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable

    from relgraph.records import Parse, Story

STORED = ".analysis.json"
"""How the name of a stored analysis ends."""

PARSED = ".parse.gz"
"""How the name of a parse in the cache ends; compressed, for the checksum as much as for the room."""

KEPT = 300
"""Parses in the cache; the longest unused go first. A novel takes about 1 MB."""

KEPT_BYTES = 500_000_000
"""Bytes of all parses in the cache."""

_ABANDONED = 3600
"""Seconds after which a file half written was left behind by a program that was killed."""


class Stored(NamedTuple):
    """What the cache holds: the number of parses, and their bytes."""

    parses: int
    size: int


def analyze(
    story: Story,
    *,
    model: str | None = None,
    cast: Cast | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Return everyone found in a story, and where; a story without people gives an analysis without characters.

    `model` names an installed spaCy pipeline to use in place of the shipped model. `progress` is called with the
    characters of text done and those in all. Raises LanguageError where the model cannot be used.

    >>> import relgraph
    >>> story = relgraph.read_text("Rey waved. Finn and Rey laughed.")
    >>> [character.name for character in relgraph.analyze(story).characters]
    ['Rey', 'Finn']
    """
    return apply_cast(story, _parse(story, model, progress), cast)


def analyze_cached(
    story: Story,
    *,
    model: str | None = None,
    cast: Cast | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Return what `analyze` does; the language model does not run where it has read the same text before.

    So another cast takes no time. A cache that cannot be read or written is no error: the work is done again.
    """
    return apply_cast(story, parse_cached(story, model=model, progress=progress), cast)


def parse_cached(
    story: Story, *, model: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Parse:
    """Return what the language model finds in a story, from the disk where it has read the same text before.

    Raises LanguageError where the model cannot be used.
    """
    path = parse_path(story, model=model)
    try:
        parsed = load_parse(gzip.decompress(path.read_bytes()).decode(), len(story.text))
        os.utime(path)
    except (EOFError, FormatError, OSError, UnicodeDecodeError, zlib.error):
        parsed = _parse(story, model, progress)
        _store(parsed, path)
    return parsed


def parse_path(story: Story, *, model: str | None = None) -> Path:
    """Return where the cache holds the parse of a story, whether it does so yet or not.

    Another text, another model and another version of the language stage have another place.
    """
    return cache_folder() / f"{_key(story, model)}{PARSED}"


def stored() -> Stored:
    """Return what the cache holds; nothing where it cannot be read."""
    sizes = [size for _, _, size in _entries()]
    return Stored(parses=len(sizes), size=sum(sizes))


def clear_stored() -> None:
    """Remove every parse from the cache; what cannot be removed stays."""
    for _, path, _ in _entries():
        _remove(path)


def apply_cast(story: Story, parsed: Parse, cast: Cast | None) -> Analysis:
    """Return the analysis of a story from its parse; an empty cast decides nothing."""
    cast = None if cast == Cast() else cast
    found = find_characters(story, parsed, cast=cast)
    return Analysis(
        story=story,
        model=parsed.model,
        settings=_settings(cast),
        characters=found.characters,
        mentions=found.mentions,
        quotes=found.quotes,
        tokens=parsed.tokens,
        sentences=parsed.sentences,
        merges=found.merges,
        cast=cast,
    )


def with_vetoes(analysis: Analysis, cast: Cast) -> Analysis:
    """Return the analysis under a cast that differs in its vetoes only, so that no name has to be looked at again."""
    return replace(analysis, cast=cast, settings={**analysis.settings, **_settings(cast)})


def _settings(cast: Cast | None) -> dict[str, str]:
    return {"cast": _digest(write_cast(cast))} if cast else {}


def open_analysis(
    path: Path,
    *,
    model: str | None = None,
    cast: Cast | None = None,
    limit: int = LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Return the analysis of a file: a story of at most `limit` bytes analysed, a stored `.analysis.json` as it is.

    A stored one is analysed anew where a cast is given.

    Raises ReadingError, FormatError or LanguageError, each naming what would be right.
    """
    if path.name.endswith(STORED):
        stored = read_analysis(path)
        return stored if cast is None else analyze_cached(stored.story, model=model, cast=cast, progress=progress)
    return analyze_cached(read(path, limit=limit), model=model, cast=cast, progress=progress)


def cache_folder() -> Path:
    """Return the folder of stored parses: $RELGRAPH_CACHE, or where the system keeps a user's caches."""
    return Path(os.environ.get("RELGRAPH_CACHE") or platformdirs.user_cache_path("relgraph"))


def _parse(story: Story, model: str | None, progress: Callable[[int, int], None] | None) -> Parse:
    # spaCy takes its time to import; who only looks at what is stored never needs it.
    from relgraph.language import load_language, model_name, parse  # noqa: PLC0415

    return parse(story, load_language(model), name=model_name(model), progress=progress)


def _store(parsed: Parse, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, gzip.compress(dump_parse(parsed).encode(), compresslevel=5, mtime=0))
    except OSError:
        return
    _bound()


def _bound() -> None:
    """Remove the parses not used for longest until number and bytes are within bounds, and what was half written."""
    entries = sorted(_entries())
    count, size = len(entries), sum(size for _, _, size in entries)
    for _, path, one in entries:
        if count <= KEPT and size <= KEPT_BYTES:
            break
        _remove(path)
        count, size = count - 1, size - one
    for used, path, _ in _entries(f".*{PARSED}.*.tmp"):
        if used < time.time() - _ABANDONED:
            _remove(path)


def _entries(pattern: str = f"*{PARSED}") -> Iterator[tuple[float, Path, int]]:
    """Yield files of the cache with the time of their last use, and their bytes."""
    for path in sorted(cache_folder().glob(pattern)):
        try:
            found = path.stat()
        except OSError:  # removed by another program in between
            continue
        yield found.st_mtime, path, found.st_size


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _key(story: Story, model: str | None) -> str:
    """Return what a parse depends on: the text, its paragraphs, the model and the code of the language stage."""
    return _digest(json.dumps([story.sha256, story.paragraphs, model, _code()]))


@cache
def _code() -> str:
    """Return a digest of the code and model that a parse depends on: a new version never shows old results."""
    parts = hashlib.sha256()
    for name, content in _contents(files("relgraph") / "language"):
        parts.update(f"{name}:{len(content)}:".encode() + content)
    return parts.hexdigest()


def _contents(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            yield from _contents(item)
        elif item.name.endswith((".py", ".txt", "model.json")):
            yield item.name, item.read_bytes()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
