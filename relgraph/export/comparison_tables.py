"""A comparison comes in, tables for spreadsheets go out: one row for each thing and story, never a cell of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relgraph.export.rows import SEPARATOR
from relgraph.export.tables import rows_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from relgraph.comparison import Comparison, Contrast

Cell = str | int | float | None
CellRow = dict[str, Cell]

STORY_COLUMNS = ("story", "id", "source", "sha256", "words", "characters", "relationships", "interactions")
CHARACTER_COLUMNS = (
    "name",
    "story",
    "id",
    "name_in_story",
    "mentions",
    "strength",
    "share",
    "rule",
    "joined_to",
    "forms",
    "score",
)
RELATIONSHIP_COLUMNS = ("first", "second", "story", "weight", "per_words", "share", "rank", "people_shared")
_GAP = ("difference", "low", "high", "p", "called")
DIFFERENCE_COLUMNS = (
    "first_story",
    "second_story",
    "first",
    "second",
    "where",
    "first_weight",
    "second_weight",
    "first_per_words",
    "second_per_words",
    *(f"per_words_{part}" for part in _GAP),
    "first_share",
    "second_share",
    *(f"share_{part}" for part in _GAP),
    "first_rank",
    "second_rank",
    "rank_change",
)
PEOPLE_COLUMNS = (
    "first_story",
    "second_story",
    "name",
    "first_share",
    "second_share",
    *(f"share_{part}" for part in _GAP),
    "first_betweenness",
    "second_betweenness",
    "betweenness_change",
)
SIMILARITY_COLUMNS = ("measure", "kind", "first_story", "second_story", "value")
TAG_COLUMNS = ("story", "tag", "sign", "first", "second", "status", "weight", "share", "rank")


def comparison_csv(comparison: Comparison, contrasts: Sequence[Contrast]) -> dict[str, str]:
    """Return the tables as CSV, by name: characters, differences, matrix, people, relationships, similarity, ..."""
    tables: dict[str, tuple[Sequence[str], Iterable[Mapping[str, Cell]]]] = {
        "characters": (CHARACTER_COLUMNS, _characters(comparison)),
        "differences": (DIFFERENCE_COLUMNS, _of_each(contrasts, people=False)),
        "matrix": (("first", "second", *_columns(comparison)), _matrix(comparison)),
        "people": (PEOPLE_COLUMNS, _of_each(contrasts, people=True)),
        "relationships": (RELATIONSHIP_COLUMNS, _relationships(comparison)),
        "similarity": (SIMILARITY_COLUMNS, _similarities(comparison)),
        "stories": (STORY_COLUMNS, _stories(comparison)),
        "tags": (TAG_COLUMNS, (_plain(row) for report in comparison.tags for row in report.to_rows())),
    }
    return {name: rows_csv(columns, list(rows)) for name, (columns, rows) in tables.items()}


def _plain(row: Mapping[str, object]) -> CellRow:
    """Return a row whose truths are 0 and 1, as every program reads them."""
    return {
        name: int(value) if isinstance(value, bool) else value  # type: ignore[misc]  # the other values are cells
        for name, value in row.items()
    }


def _columns(comparison: Comparison) -> list[str]:
    return [comparison.stories[index] for index in comparison.heatmap().column_order]


def _matrix(comparison: Comparison) -> Iterator[CellRow]:
    return (
        map(_plain, comparison.heatmap(top=len(comparison.relationships)).to_rows())
        if comparison.relationships
        else iter(())
    )


def _stories(comparison: Comparison) -> Iterator[CellRow]:
    for one in comparison.about:
        yield {"story": one.title} | {name: getattr(one, name) for name in STORY_COLUMNS if name != "story"}


def _characters(comparison: Comparison) -> Iterator[CellRow]:
    for one in comparison.characters:
        for match in one.matches:
            yield {
                "name": one.name,
                "story": comparison.stories[match.story],
                "id": match.id,
                "name_in_story": match.name,
                "mentions": one.mentions[match.story],
                "strength": one.strengths[match.story],
                "share": one.shares[match.story],
                "rule": match.rule,
                "joined_to": match.to,
                "forms": SEPARATOR.join(match.forms),
                "score": match.score,
            }


def _relationships(comparison: Comparison) -> Iterator[CellRow]:
    for row in comparison.relationships:
        for index, story in enumerate(comparison.stories):
            if row.first.ids[index] is not None and row.second.ids[index] is not None:
                yield {
                    "first": row.first.name,
                    "second": row.second.name,
                    "story": story,
                    "weight": row.weights[index],
                    "per_words": row.per_words[index],
                    "share": row.shares[index],
                    "rank": row.ranks[index],
                    "people_shared": 1,
                }
    for lone in comparison.lone:
        yield {
            "first": lone.names[0],
            "second": lone.names[1],
            "story": comparison.stories[lone.story],
            "weight": lone.weight,
            "per_words": lone.per_words,
            "share": lone.share,
            "rank": lone.rank,
            "people_shared": 0,
        }


def _of_each(contrasts: Sequence[Contrast], *, people: bool) -> Iterator[CellRow]:
    for one in contrasts:
        stories: CellRow = {"first_story": one.stories[0], "second_story": one.stories[1]}
        for row in one.people_rows() if people else one.to_rows():
            yield stories | _plain(row)


def _similarities(comparison: Comparison) -> Iterator[CellRow]:
    for one in comparison.similarities:
        for first, row in enumerate(one.table):
            for second in range(first + 1, len(row)):
                yield {
                    "measure": one.name,
                    "kind": one.kind,
                    "first_story": comparison.stories[first],
                    "second_story": comparison.stories[second],
                    "value": row[second],
                }
