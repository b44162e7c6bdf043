"""Seconds to compare stored analyses: two novels, and a hundred stories, beside reading their files.

`python benchmarks/comparing.py [--words 100000] [--stories 100] [--length 5000]` prints one row for each step. The
stories are made of the shipped ones: their analyses stand one after the other as chapters, in an order drawn with a
seed, until there are words enough; people of one id are one. The yardstick is reading the analysis files in the same
run, which every use of a stored analysis does first.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import relgraph
from relgraph.analysis import Analysis
from relgraph.export import dumps, read_analysis
from relgraph.records import Character, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STORIES = Path(__file__).parent.parent / "stories"
GAP = "\n\n"
T = TypeVar("T")


def joined(parts: Sequence[Analysis], title: str) -> Analysis:
    """Return the analysis of stories told one after the other."""
    starts, length = [], 0
    for part in parts:
        starts.append(length)
        length += len(part.story.text) + len(GAP)
    placed = list(zip(parts, starts, strict=True))
    spans = {
        name: tuple((start + by, end + by) for part, by in placed for start, end in getattr(part, name))
        for name in ("tokens", "sentences")
    }
    story = Story(
        id=title,
        title=title,
        author=None,
        source=f"{title}.txt",
        text=GAP.join(part.story.text for part in parts),
        words=sum(part.story.words for part in parts),
        chapters=tuple(
            replace(one, start=one.start + by, end=one.end + by) for part, by in placed for one in part.story.chapters
        ),
        paragraphs=tuple((start + by, end + by) for part, by in placed for start, end in part.story.paragraphs),
        matter=tuple(
            replace(one, start=one.start + by, end=one.end + by) for part, by in placed for one in part.story.matter
        ),
    )
    mentions = tuple(
        replace(one, start=one.start + by, end=one.end + by) for part, by in placed for one in part.mentions
    )
    people = tuple(_people(parts))
    return Analysis(story=story, model="joined", settings={}, characters=people, mentions=mentions, quotes=(), **spans)


def _people(parts: Sequence[Analysis]) -> list[Character]:
    known: dict[str, list[Character]] = {}
    for part in parts:
        for one in part.characters:
            known.setdefault(one.id, []).append(one)
    people = []
    for same in known.values():
        aliases: Counter[str] = Counter()
        for one in same:
            aliases.update(one.aliases)
        people.append(replace(same[0], mentions=sum(one.mentions for one in same), aliases=dict(aliases)))
    return sorted(people, key=lambda one: (-one.mentions, one.id))


def made(shipped: Sequence[Analysis], words: int, title: str, chance: random.Random) -> Analysis:
    """Return a story of about so many words."""
    parts: list[Analysis] = []
    while sum(part.story.words for part in parts) < words:
        parts.append(chance.choice(shipped))
    return joined(parts, title)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000, help="of each of two novels")
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--length", type=int, default=5000, help="words of each of many stories")
    options = parser.parse_args()
    chance = random.Random(0)  # noqa: S311 - no secret
    shipped = [
        relgraph.analyze_cached(relgraph.read(path)) for path in sorted(STORIES.iterdir()) if path.name != "README.md"
    ]
    novels = [made(shipped, options.words, title, chance) for title in ("one", "other")]
    many = [made(shipped, options.length, f"story-{number:03}", chance) for number in range(options.stories)]
    for name, analyses in (("2 novels", novels), (f"{len(many)} stories", many)):
        measure(name, analyses)


def measure(name: str, analyses: Sequence[Analysis]) -> None:
    """Print the steps for some stories."""
    rows: list[tuple[str, float]] = []

    def timed(step: str, work: Callable[[], T]) -> T:
        began = time.perf_counter()
        result = work()
        rows.append((step, time.perf_counter() - began))
        return result

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.analysis.json" for number in range(len(analyses))]
        for path, analysis in zip(paths, analyses, strict=True):
            path.write_text(dumps(analysis), encoding="utf-8")
        found = timed("yardstick: reading the files", lambda: [read_analysis(path) for path in paths])
        comparison = timed("compare", lambda: relgraph.compare(found))
        timed("contrast of two", lambda: comparison.between(0, 1))
        timed(
            "heat map, tree, map, union",
            lambda: [comparison.heatmap(), comparison.tree(), comparison.map(), comparison.union()],
        )
        timed("all files", lambda: relgraph.write_comparison(comparison, Path(folder) / "out"))
    words = sum(one.words for one in comparison.about)
    people, pairs = len(comparison.characters), len(comparison.relationships)
    print(
        f"{name}: {words:,} words, {people} shared people, {pairs} relationships, {len(comparison.lone)} of one story"
    )
    for step, seconds in rows:
        print(f"  {step:32} {seconds:8.2f} s {seconds / rows[0][1]:8.2f} x yardstick")


if __name__ == "__main__":
    main()
