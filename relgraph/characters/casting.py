"""A cast applied to the forms of a story: which forms it joins, which it rules out, what it calls them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relgraph.cast import CastCharacter
from relgraph.characters.names import parse_name, strip_possessive
from relgraph.characters.words import GENDER_OF_PRONOUN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.cast import Cast
    from relgraph.characters.forms import Clusters
    from relgraph.characters.layout import Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """A cast by `Name.key`: `owner` gives the index of the character that claims a form.

    `nominals` does the same for forms that are no names ("the General"), in lower case. `places` gives form and
    character of single mentions by their offset, `apart` the keys that are different characters, `narrator` the key of
    the name of who says "I".
    """

    characters: tuple[CastCharacter, ...] = ()
    owner: Mapping[str, int] = field(default_factory=dict)
    nominals: Mapping[str, int] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    places: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    apart: tuple[tuple[str, ...], ...] = ()
    narrator: str | None = None
    narrator_name: str = ""


def read_casting(cast: Cast | None) -> Casting:
    """Return what a cast decides; nothing for None."""
    if cast is None:
        return Casting()
    characters = list(cast.characters)
    owner: dict[str, int] = {}
    nominals: dict[str, int] = {}

    def claim(form: str, index: int) -> None:
        name = parse_name(form)
        if name.words:
            owner.setdefault(name.key, index)
        else:
            nominals.setdefault(_fold(form), index)

    for index, character in enumerate(characters):
        for form in (character.name, *character.aliases):
            claim(form, index)
    places: dict[int, tuple[str, int]] = {}
    for split in cast.splits:
        found = owner.get(parse_name(split.to).key, nominals.get(_fold(split.to)))
        if found is None:
            found = len(characters)
            characters.append(CastCharacter(name=split.to))
            claim(split.to, found)
        if not split.at:
            claim(split.form, found)
        places.update({offset: (_fold(split.form), found) for offset in split.at})
    return Casting(
        characters=tuple(characters),
        owner=owner,
        nominals=nominals,
        ignored=frozenset(parse_name(form).key for form in cast.ignore)
        | frozenset(_fold(form) for form in cast.ignore),
        places=places,
        apart=tuple(tuple(parse_name(form).key for form in group) for group in cast.apart),
        narrator=parse_name(cast.narrator).key if cast.narrator else None,
        narrator_name=cast.narrator or "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A cast on the persons of a story: `persons` by the index of the cast's character, `told` by entity.

    Persons from the number of clusters on are the `added`: those whom the text never calls by a name of theirs.
    """

    persons: Mapping[int, int]
    told: Mapping[int, int]
    added: tuple[int, ...]


def decide(casting: Casting, spots: Sequence[Spot], persons: frozenset[int], clusters: Clusters) -> Decided:
    """Return which persons the cast's characters are, and the entities that it gives to one of them."""
    found: dict[int, int] = {}
    for person, keys in enumerate(clusters.members):
        owner = claimed(casting, keys)
        if owner is not None:
            found.setdefault(owner, person)
    owners: dict[int, int] = {}
    for spot in spots:
        form, placed = casting.places.get(spot.start, ("", -1))
        if placed >= 0 and form in {spot.lower, _fold(strip_possessive(spot.text))}:
            owners[spot.index] = placed
        elif spot.index in persons and spot.kind == "nominal":
            nominal = nominal_of(casting, spot.lower)
            if nominal is not None:
                owners[spot.index] = nominal
    added = tuple(sorted(set(owners.values()) - set(found)))
    found.update({owner: len(clusters.members) + at for at, owner in enumerate(added)})
    return Decided(persons=found, told={index: found[owner] for index, owner in owners.items()}, added=added)


def cast_gender(casting: Casting, owner: int | None) -> str:
    """Return the pronoun set that the cast gives a character, or ""."""
    pronouns = casting.characters[owner].pronouns if owner is not None else None
    return GENDER_OF_PRONOUN.get(pronouns.split("/")[0].strip().casefold(), "") if pronouns else ""


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
