"""Whom the language model takes a mention for: links to other mentions come in, shares of persons go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.characters.memory import Memory
    from relgraph.records import Links


def shares(memory: Memory, links: Links) -> dict[int, float]:
    """Return how probable each person is by links to what has been resolved (0..1, together at most 1).

    A link to a quote means its speaker. Empty where the model has no opinion, or none on anybody known.
    """
    found: dict[int, float] = {}
    for target, p in links:
        person = _speaker(memory, ~target) if target < 0 else _person(memory, target)
        if person is not None:
            # Each is rounded, so that all together may be a little more than certain.
            found[person] = min(1.0, found.get(person, 0.0) + p)
    return found


def best(found: Mapping[int, float]) -> tuple[int | None, float]:
    """Return the most probable person and its share; None and 0 for nobody."""
    if not found:
        return None, 0.0
    person = min(found, key=lambda one: (-found[one], one))
    return person, found[person]


def _person(memory: Memory, spot: int) -> int | None:
    resolved = memory.resolved.get(spot)
    return resolved.person if resolved else None


def _speaker(memory: Memory, quote: int) -> int | None:
    return memory.turns[quote].speaker if quote < len(memory.turns) else None
