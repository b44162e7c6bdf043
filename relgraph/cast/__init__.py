"""The cast: what a reader has decided about the names and the meetings of a story; read from TOML, written to it."""

from __future__ import annotations

from relgraph.cast.reading import cast_beside, cast_of, parse_cast, path_beside, read_cast
from relgraph.cast.records import Cast, CastCharacter, CastSplit, CastVeto
from relgraph.cast.writing import cast_table, write_cast

__all__ = [
    "Cast",
    "CastCharacter",
    "CastSplit",
    "CastVeto",
    "cast_beside",
    "cast_of",
    "cast_table",
    "parse_cast",
    "path_beside",
    "read_cast",
    "write_cast",
]
