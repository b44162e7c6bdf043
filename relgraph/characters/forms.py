"""What merging works on and hands back: name forms, the links between them, clusters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.characters.names import Name
    from relgraph.records import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A name form with its number of occurrences, `told` of them outside of quotes; `name.key` tells forms apart."""

    name: Name
    count: int
    told: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two forms, by key, that were joined, and why."""

    first: str
    second: str
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """`members` are the keys of each cluster; `ambiguous` gives, for a form that fits several, their indices."""

    members: tuple[tuple[str, ...], ...]
    ambiguous: Mapping[str, tuple[int, ...]]
    links: tuple[Link, ...]
