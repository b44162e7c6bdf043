"""A cast applied to the forms of a story: which forms it joins, which it rules out, what it calls them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relgraph.characters.merging import Link
from relgraph.characters.names import parse_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.cast import Cast, CastCharacter
    from relgraph.characters.layout import Layout
    from relgraph.characters.merging import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """A cast by `Name.key`: `owner` gives the index of the character that claims a form.

    `nominals` does the same for forms that are no names ("the General"), in lower case.
    """

    characters: tuple[CastCharacter, ...] = ()
    owner: Mapping[str, int] = field(default_factory=dict)
    nominals: Mapping[str, int] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()


def read_casting(cast: Cast | None) -> Casting:
    """Return what a cast decides; nothing for None."""
    if cast is None:
        return Casting()
    owner: dict[str, int] = {}
    nominals: dict[str, int] = {}
    for index, character in enumerate(cast.characters):
        for form in (character.name, *character.aliases):
            name = parse_name(form)
            if name.words:
                owner.setdefault(name.key, index)
            else:
                nominals.setdefault(_fold(form), index)
    ignored = frozenset(parse_name(form).key for form in cast.ignore) | frozenset(_fold(form) for form in cast.ignore)
    return Casting(characters=cast.characters, owner=owner, nominals=nominals, ignored=ignored)


def tag_links(layout: Layout, forms: Mapping[str, Form]) -> list[Link]:
    """Return links for the two names that a character tag joins ("Kylo Ren | Ben Solo"), where the story has both."""
    links: list[Link] = []
    for tag in layout.story.tags.characters:
        keys = [parse_name(part).key for part in tag.split("|")]
        present = [key for key in keys if key in forms]
        links += [Link(first=present[0], second=key, rule="tag") for key in present[1:] if key != present[0]]
    return links


def _fold(form: str) -> str:
    return " ".join(form.split()).casefold().replace("’", "'")


def nominal_of(casting: Casting, lower: str) -> int | None:
    """Return the cast character whom a nominal means by the cast ("the general"), with or without its article."""
    for form in (lower, lower.removeprefix("the ")):
        if form in casting.nominals:
            return casting.nominals[form]
    return None


def claimed(casting: Casting, names: Sequence[str]) -> int | None:
    """Return the first cast character that claims one of these keys, or None."""
    return next((casting.owner[key] for key in names if key in casting.owner), None)
