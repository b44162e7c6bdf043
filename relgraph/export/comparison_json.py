"""A comparison as JSON: a contract for other programs, described in docs/formats.md."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from relgraph import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.comparison import Comparison, Contrast, Relationship

FORMAT = "relgraph-comparison"
VERSION = 1


def comparison_json(comparison: Comparison, contrasts: Sequence[Contrast]) -> str:
    """Return a comparison and the contrasts of its stories as JSON: one line, keys sorted, a newline at the end.

    Stories are named by their index, characters of a relationship by theirs in `characters`. The same comparison gives
    the same text. It holds no passage of a story.
    """
    number = {id(one): index for index, one in enumerate(comparison.characters)}
    content = {
        "format": FORMAT,
        "version": VERSION,
        "generator": {"relgraph": __version__},
        "window": comparison.window,
        "count": comparison.count,
        "stories": [asdict(one) for one in comparison.about],
        "characters": [asdict(one) for one in comparison.characters],
        "relationships": [_relationship(row, number) for row in comparison.relationships],
        "lone": [asdict(one) for one in comparison.lone],
        "closest": [asdict(one) for one in comparison.closest],
        "similarities": [asdict(one) for one in comparison.similarities],
        "contrasts": [asdict(one) for one in contrasts],
        "heatmap": asdict(comparison.heatmap()),
        "tree": asdict(comparison.tree()),
        "map": asdict(comparison.map()),
        "tags": [asdict(one) for one in comparison.tags],
        "warnings": comparison.warnings,
    }
    # Names come from stories: a lone surrogate has an escape in JSON and none in UTF-8.
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"


def _relationship(row: Relationship, number: dict[int, int]) -> dict[str, Any]:
    return {
        "first": number[id(row.first)],
        "second": number[id(row.second)],
        "weights": row.weights,
        "per_words": row.per_words,
        "shares": row.shares,
        "ranks": row.ranks,
    }
