"""Seconds and words per second of each stage, on a text of N words, beside a named yardstick.

`python benchmarks/speed.py [--words 100000]` prints one row for each stage. The yardstick is spaCy's blank English
tokenizer with its rule-based sentencizer over the same text in the same run, which every user of spaCy knows.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import spacy

from relgraph.analysis import Analysis
from relgraph.characters import find_characters
from relgraph.language import load_language, parse
from relgraph.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from relgraph.records import Story

STORIES = Path(__file__).parent.parent / "stories"
T = TypeVar("T")


def book(words: int) -> str:
    """Return a text of about so many words: the shipped stories as chapters, again and again."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(STORIES.iterdir()) if path.name != "README.md"]
    chapters, length = [], 0
    while length < words:
        part = parts[len(chapters) % len(parts)]
        chapters.append(f"Chapter {len(chapters) + 1}\n\n{part}")
        length += len(part.split())
    return "\n\n".join(chapters)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--file", type=Path, help="measure on this text instead")
    options = parser.parse_args()
    text = options.file.read_text(encoding="utf-8") if options.file else book(options.words)
    words = len(text.split())
    rows: list[tuple[str, float]] = []

    def timed(name: str, work: Callable[[], T]) -> T:
        began = time.perf_counter()
        result = work()
        rows.append((name, time.perf_counter() - began))
        return result

    nlp = timed("load the model", load_language)
    timed("yardstick: spaCy tokenizer and sentencizer", lambda: yardstick(text))
    story: Story = timed("reading", lambda: read_text(text))
    parsed = timed("language", lambda: parse(story, nlp))
    found = timed("characters", lambda: find_characters(story, parsed))
    analysis = Analysis(
        story=story,
        model=parsed.model,
        settings={},
        characters=found.characters,
        mentions=found.mentions,
        quotes=found.quotes,
        tokens=parsed.tokens,
        sentences=parsed.sentences,
    )
    graph = timed("graph, tokens:32", analysis.graph)
    print(f"{words:,} words, {len(found.mentions):,} mentions, {len(graph)} nodes, {graph.size()} edges")
    yard = dict(rows)["yardstick: spaCy tokenizer and sentencizer"]
    for name, seconds in rows:
        print(f"{name:45} {seconds:8.2f} s {words / seconds:12,.0f} words/s {seconds / yard:8.2f} x yardstick")
    whole = sum(seconds for name, seconds in rows if name in {"reading", "language", "characters", "graph, tokens:32"})
    print(f"{'whole':45} {whole:8.2f} s {words / whole:12,.0f} words/s {whole / yard:8.2f} x yardstick")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def yardstick(text: str) -> None:
    """Do what spaCy does without any model."""
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    nlp.add_pipe("sentencizer")
    for chapter in text.split("\n\nChapter "):
        nlp(chapter)


if __name__ == "__main__":
    main()
