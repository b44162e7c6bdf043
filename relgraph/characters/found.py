"""What the search for characters hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from relgraph.records import Character, Mention, Quote

Rule = Literal[
    "cast",
    "context",
    "family name",
    "full name",
    "given name",
    "introduction",
    "nickname",
    "renaming",
    "spelling",
    "tag",
    "title",
]
"""Why two name forms are one character.

`cast`: a cast file says so. `full name`: the given and family names agree ("Lizzy Bennet", "Elizabeth Bennet").
`title`: they differ in titles only ("General Hux", "Hux"). `given name`, `family name`: one is that part of the other.
`nickname`, `spelling`: a short form, or a rare variant of a frequent name. `renaming`: "Ben Solo,
now Kylo Ren". `introduction`: "My name is Jim". `tag`: the story's own tags. `context`: the form fits several
characters, and who was near decided mention by mention.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two name forms are one character: the rule and a passage (half-open characters) that has the second form.

    `p` (0..1, higher is surer) is a judgement of the rule, lower where several characters were possible.
    """

    character: str
    rule: Rule
    first: str
    second: str
    start: int
    end: int
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The characters of a story (most mentions first, then by id); mentions, quotes and merges by position."""

    characters: tuple[Character, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    merges: tuple[Merge, ...]
