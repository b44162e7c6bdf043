"""Two casts as one: the reader's own decisions and those of another file, with what they disagree on named."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from relgraph.cast.editing import checked, fold, owner_of
from relgraph.cast.records import Cast
from relgraph.errors import CastError, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from relgraph.cast.records import CastCharacter, CastSplit


def merge_casts(own: Cast, other: Cast) -> tuple[Cast, tuple[str, ...]]:
    """Return one cast with the decisions of both, and a line for each decision of the other that was left out.

    Where the two disagree, `own` counts: a form stays whose it is there, as do pronouns and the narrator.
    """
    merged, conflicts = own, []
    for what, decide in _decisions(other):
        try:
            merged = checked(decide(merged))
        except CastError as error:
            reason = str(error).removeprefix("This is not possible: ")
            conflicts.append(f"{what}: left out; {reason}")
    return merged, tuple(conflicts)


def _decisions(other: Cast) -> Iterator[tuple[str, Callable[[Cast], Cast]]]:
    """Yield the decisions of a cast, each in words and as what it does to another cast."""
    for character in other.characters:
        yield from _of_character(character)
    for split in other.splits:
        yield f"'{shorten(split.form)}' is {shorten(split.to)}", partial(_with_split, split=split)
    for form in other.ignore:
        yield f"'{shorten(form)}' is nobody", partial(_with_ignored, form=form)
    for group in other.apart:
        names = " and ".join(f"'{shorten(form)}'" for form in group)
        yield f"{names} are different people", partial(_with_apart, group=group)
    if other.narrator is not None:
        yield f"{shorten(other.narrator)} tells the story", partial(_with_narrator, name=other.narrator)
    for veto in other.vetoes:
        names = " and ".join(shorten(name) for name in veto.between)
        yield f"{names} do not meet at {veto.start}", partial(Cast.with_veto, veto=veto)


def _of_character(character: CastCharacter) -> Iterator[tuple[str, Callable[[Cast], Cast]]]:
    yield f"{shorten(character.name)}", partial(_with_character, character=character)
    for form in character.aliases:
        what = f"'{shorten(form)}' is {shorten(character.name)}"
        yield what, partial(_with_alias, form=form, character=character)
    if character.pronouns is not None:
        what = f"{shorten(character.name)} is {shorten(character.pronouns)}"
        yield what, partial(_with_pronouns, character=character)


def _with_character(cast: Cast, character: CastCharacter) -> Cast:
    """Return the cast with an entry for a character; where an alias has one already, that one takes the name."""
    if owner_of(cast, [character.name]):
        return cast
    known = owner_of(cast, character.aliases)
    if known is None:
        return replace(cast, characters=(*cast.characters, replace(character, aliases=(), pronouns=None)))
    longer = replace(known, aliases=(*known.aliases, character.name))
    return replace(cast, characters=tuple(longer if one == known else one for one in cast.characters))


def _with_alias(cast: Cast, form: str, character: CastCharacter) -> Cast:
    entry, known = owner_of(cast, [character.name]), owner_of(cast, [form])
    if entry is None:
        message = f"{shorten(character.name)} has no entry"
        raise CastError(message)
    if known is not None:
        if known != entry:
            message = f"it is {shorten(known.name)} here"
            raise CastError(message)
        return cast
    longer = replace(entry, aliases=(*entry.aliases, form))
    return replace(cast, characters=tuple(longer if one == entry else one for one in cast.characters))


def _with_pronouns(cast: Cast, character: CastCharacter) -> Cast:
    entry = owner_of(cast, [character.name])
    if entry is None or (entry.pronouns not in {None, character.pronouns}):
        message = f"the pronouns are {entry.pronouns} here" if entry else "there is no such entry"
        raise CastError(message)
    told = replace(entry, pronouns=character.pronouns)
    return replace(cast, characters=tuple(told if one == entry else one for one in cast.characters))


def _with_split(cast: Cast, split: CastSplit) -> Cast:
    if split in cast.splits:
        return cast
    entry = owner_of(cast, [split.form])
    if not split.at and entry and entry == owner_of(cast, [split.to]):
        return cast
    return replace(cast, splits=(*cast.splits, split))


def _with_ignored(cast: Cast, form: str) -> Cast:
    known = {fold(one) for one in cast.ignore}
    return cast if fold(form) in known else replace(cast, ignore=(*cast.ignore, form))


def _with_apart(cast: Cast, group: tuple[str, ...]) -> Cast:
    return cast if group in cast.apart else replace(cast, apart=(*cast.apart, group))


def _with_narrator(cast: Cast, name: str) -> Cast:
    if cast.narrator is not None and fold(cast.narrator) != fold(name):
        message = f"{shorten(cast.narrator)} does here"
        raise CastError(message)
    return replace(cast, narrator=cast.narrator or name)
