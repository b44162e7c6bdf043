"""The order of the stages: a story in, an Analysis out; the language model runs once per text, model and cast."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from relgraph.analysis import Analysis
from relgraph.cast import Cast, write_cast
from relgraph.characters import find_characters
from relgraph.errors import FormatError
from relgraph.export.analysis_json import dumps, read_analysis
from relgraph.files import write_atomic
from relgraph.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable

    from relgraph.records import Story

STORED = ".analysis.json"
"""How the name of a stored analysis ends."""

KEPT = 300
"""Analyses in the cache; the longest unused go first. A novel takes about 5 MB."""


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
    # spaCy takes its time to import; who only looks at a stored analysis never needs it.
    from relgraph.language import load_language, model_name, parse  # noqa: PLC0415

    parsed = parse(story, load_language(model), name=model_name(model), progress=progress)
    found = find_characters(story, parsed, cast=cast)
    return Analysis(
        story=story,
        model=parsed.model,
        settings={"cast": _digest(write_cast(cast))} if cast else {},
        characters=found.characters,
        mentions=found.mentions,
        quotes=found.quotes,
        tokens=parsed.tokens,
        sentences=parsed.sentences,
    )


def analyze_cached(
    story: Story,
    *,
    model: str | None = None,
    cast: Cast | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Return what `analyze` does, from the disk where the same story was analysed the same way before.

    A cache that cannot be read or written is no error: the work is done again.
    """
    path = cache_folder() / f"{_key(story, model, cast)}{STORED}"
    try:
        analysis = read_analysis(path)
        os.utime(path)
    except (FormatError, OSError):
        analysis = analyze(story, model=model, cast=cast, progress=progress)
        _store(analysis, path)
    return analysis


def open_analysis(
    path: Path,
    *,
    model: str | None = None,
    cast: Cast | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Return the analysis of a file: a stored `.analysis.json` as it is, a story analysed.

    Raises ReadingError, FormatError or LanguageError, each naming what would be right.
    """
    if path.name.endswith(STORED):
        return read_analysis(path)
    return analyze_cached(read(path), model=model, cast=cast, progress=progress)


def cache_folder() -> Path:
    """Return the folder of stored analyses: $RELGRAPH_CACHE, or where the system keeps a user's caches."""
    return Path(os.environ.get("RELGRAPH_CACHE") or platformdirs.user_cache_path("relgraph"))


def _store(analysis: Analysis, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, dumps(analysis))
        stored = sorted(path.parent.glob(f"*{STORED}"), key=lambda one: (one.stat().st_mtime, one.name))
        for old in stored[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _key(story: Story, model: str | None, cast: Cast | None) -> str:
    about = [story.id, story.title, story.author, story.source, story.sha256, model, _code()]
    return _digest(json.dumps([*about, write_cast(cast) if cast else None]))


@cache
def _code() -> str:
    """Return a digest of the code and model that an analysis depends on: a new version never shows old results."""
    parts = hashlib.sha256()
    for room in ("reading", "language", "characters"):
        for name, content in _contents(files("relgraph") / room):
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
