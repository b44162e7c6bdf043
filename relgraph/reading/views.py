"""Lines and the heads among them in; bare names that head the parts of a story out ("Rey", later "Kylo")."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from relgraph.reading.heads import Head, Rank, plain
from relgraph.reading.matter import is_break

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from relgraph.reading.lines import Line

FAR = 300
"""Characters that part one such head from the next at least: speakers of a play follow each other sooner."""
LONGEST = 40
"""Characters of such a head at most."""
FEWEST = 3
"""Heads that make a pattern."""
NAME = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’.-]*){0,2}")


def find_views(text: str, lines: Sequence[Line], heads: Container[int]) -> dict[int, Head]:
    """Return the names that stand alone between blank lines, by line, where they make a regular pattern.

    There are three of them or more, of two people or more, far from each other, and one name comes again; a name
    that does not must follow a scene break, or stand between two of another name. A name right below a chapter's
    head is its title and none of them. "Rey", "Kylo", "Rey" needs the rule; letters signed by two writers in turn
    without "Yours," are taken for it, wrongly.
    """
    named = {at: name for at in range(len(lines)) if at not in heads and (name := _name(text, lines, at))}
    counts = Counter(name.casefold() for name in named.values())
    named = {at: name for at, name in named.items() if _above(lines, at) not in heads}
    order = ["", *(name.casefold() for name in named.values()), ""]
    kept = {
        at: name
        for (at, name), before, after in zip(named.items(), order, order[2:], strict=False)
        if counts[name.casefold()] > 1 or (before and before == after) or _opens(text, lines, at)
    }
    return _heads(lines, kept) if _is_pattern(lines, kept, counts) else {}


def _name(text: str, lines: Sequence[Line], at: int) -> str | None:
    """Return the name that a line is, None where it is no name, or where it signs what stands before."""
    near = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    if not 0 < lines[at].end - lines[at].start <= LONGEST or not all(one.blank for one in near):
        return None
    name = plain(_written(text, lines, at))
    above = _above(lines, at)
    signs = above is not None and _written(text, lines, above).endswith((",", "—", "–", "-"))
    alone = NAME.fullmatch(name) is not None and all(word[0].isupper() for word in name.split())
    return name if alone and not signs and not is_break(name) else None


def _above(lines: Sequence[Line], at: int) -> int | None:
    """Return the last line with words before a line, None for the first."""
    return next((near for near in range(at - 1, -1, -1) if not lines[near].blank), None)


def _written(text: str, lines: Sequence[Line], at: int) -> str:
    return text[lines[at].start : lines[at].end]


def _opens(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first of the text, or of a scene."""
    above = _above(lines, at)
    return above is None or is_break(_written(text, lines, above))


def _is_pattern(lines: Sequence[Line], named: Mapping[int, str], counts: Mapping[str, int]) -> bool:
    names = [name.casefold() for name in named.values()]
    far = all(lines[two].start - lines[one].end >= FAR for one, two in pairwise(named))
    return len(names) >= FEWEST and len(set(names)) > 1 and far and any(counts[name] > 1 for name in names)


def _heads(lines: Sequence[Line], named: Mapping[int, str]) -> dict[int, Head]:
    return {
        at: Head(start=lines[at].start, end=lines[at].end, title=name, rank=Rank.VIEW, key="view", number=0)
        for at, name in named.items()
    }
