"""What the search for characters hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relgraph.records import Character, Mention, Merge, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The characters of a story (most mentions first, then by id); mentions, quotes and merges by position."""

    characters: tuple[Character, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    merges: tuple[Merge, ...]
