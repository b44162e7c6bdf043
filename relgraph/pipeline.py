"""The order of the stages: a story in, an Analysis out; the language model runs once per text and model."""

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

PARSED = ".parse.json"
"""How the name of a parse in the cache ends."""

KEPT = 300
"""Parses in the cache; the longest unused go first. A novel takes about 3 MB."""


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
    return _analysis(story, _parse(story, model, progress), cast)


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
    path = cache_folder() / f"{_key(story, model)}{PARSED}"
    try:
        parsed = load_parse(path.read_text(encoding="utf-8"), len(story.text))
        os.utime(path)
    except (FormatError, OSError, UnicodeDecodeError):
        parsed = _parse(story, model, progress)
        _store(parsed, path)
    return _analysis(story, parsed, cast)


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


def _analysis(story: Story, parsed: Parse, cast: Cast | None) -> Analysis:
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
        merges=found.merges,
    )


def _store(parsed: Parse, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, dump_parse(parsed))
        stored = sorted(path.parent.glob(f"*{PARSED}"), key=lambda one: (one.stat().st_mtime, one.name))
        for old in stored[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


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
