"""What a reader decides about the people of a story, one decision at a time: a cast and people in, a cast out.

Every function leaves its cast as it is and returns one that `read_cast` would accept. A person is a `Character` of the
analysis that was made under the cast.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from relgraph.cast.reading import cast_of
from relgraph.cast.records import Cast, CastCharacter, CastSplit
from relgraph.cast.writing import cast_table
from relgraph.errors import CastError, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.records import Character


def fold(form: str) -> str:
    """Return a form as the cast compares it: one space between words, case ignored."""
    return " ".join(form.split()).casefold()


def checked(cast: Cast) -> Cast:
    """Return the cast. Raises CastError where it decides what cannot be."""
    return cast_of(dict(cast_table(cast)), source="This is not possible")


def owner_of(cast: Cast, forms: Iterable[str]) -> CastCharacter | None:
    """Return the character of the cast that has one of these forms, the first that has, or None."""
    wanted = {fold(form) for form in forms}
    return next((one for one in cast.characters if wanted & {fold(form) for form in one.forms}), None)


def merge(cast: Cast, person: Character, other: Character) -> Cast:
    """Return the cast that says the second person is the first; its name and its own forms go to the first.

    Raises CastError for the reader of a story, who has no name to give, and where both tell the story.
    """
    if "reader" in {person.kind, other.kind}:
        message = "The reader (“you”) cannot be merged with a person: no name stands for the reader"
        raise CastError(message)
    for one, narrator in ((person, other), (other, person)):
        if narrator.kind == "narrator":
            return set_narrator(cast, one.name)
    cast = _not_apart(cast, _names(person), _names(other))
    mine, theirs = owner_of(cast, _names(person)), owner_of(cast, _names(other))
    cast = _with_entry(cast, person)
    for form in [*(theirs.forms if theirs and theirs != mine else ()), *_anchors(other)]:
        cast = _claim(cast, form, _entry(cast, person).name)
    return checked(_without_empty_vetoes(cast))


def rename(cast: Cast, person: Character, name: str, others: Sequence[Character]) -> Cast:
    """Return the cast under which a person is called `name`; the forms of the text stay the person's.

    Raises CastError for an empty name, and where another of the story, `others`, has it: then the two can be merged.
    """
    name = " ".join(name.split())
    taken = next(
        (one for one in others if one.id != person.id and fold(name) in map(fold, (one.name, *one.aliases))), None
    )
    if not name or taken:
        message = (
            f"'{shorten(name)}' is {shorten(taken.name)} already: merge the two instead" if taken else "Give a name"
        )
        raise CastError(message)
    if person.kind == "narrator":
        return checked(replace(cast, narrator=name))
    cast = _with_entry(cast, person)
    entry = _entry(cast, person)
    aliases = tuple(form for form in entry.forms if fold(form) != fold(name))
    return checked(_swap(cast, entry, replace(entry, name=name, aliases=aliases)))


def set_pronouns(cast: Cast, person: Character, pronouns: str | None) -> Cast:
    """Return the cast under which a person has these pronouns ("she/her"); None leaves them to the text."""
    cast = _with_entry(cast, person)
    entry = _entry(cast, person)
    return checked(_swap(cast, entry, replace(entry, pronouns=" ".join((pronouns or "").split()) or None)))


def give_form(cast: Cast, form: str, to: Character | str) -> Cast:
    """Return the cast under which a name form or title means a person of the story, or somebody new, everywhere.

    Raises CastError where somebody new has no name, or that form for a name.
    """
    name = _called(cast, to)
    if not isinstance(to, str):
        cast = _with_entry(cast, to)
        name = _entry(cast, to).name
    elif fold(form) == fold(name):
        message = f"'{shorten(form)}' needs another person than itself: give a name"
        raise CastError(message)
    owner = owner_of(cast, [name])
    cast = _not_apart(cast, (form,), owner.forms if owner else (name,))
    if owner is None:
        cast = _released(cast, form)
        return checked(replace(cast, splits=(*cast.splits, CastSplit(form=form, to=name))))
    return checked(_claim(cast, form, owner.name))


def give_mentions(cast: Cast, form: str, offsets: Iterable[int], to: Character | str) -> Cast:
    """Return the cast under which the mentions of a form at these offsets mean a person, of the story or new.

    Raises CastError where somebody new has no name.
    """
    name = _called(cast, to)
    if not isinstance(to, str) and fold(name) not in map(fold, to.aliases):
        cast = _with_entry(cast, to)
    moved = frozenset(offsets)
    kept: list[CastSplit] = []
    at = set(moved)
    for split in cast.splits:
        if not split.at or fold(split.form) != fold(form):
            kept.append(split)
        elif fold(split.to) == fold(name):
            at |= set(split.at)
        elif left := tuple(offset for offset in split.at if offset not in moved):
            kept.append(replace(split, at=left))
    return checked(replace(cast, splits=(*kept, CastSplit(form=form, to=name, at=tuple(sorted(at))))))


def ignore(cast: Cast, forms: Iterable[str]) -> Cast:
    """Return the cast under which these forms are never a character."""
    forms = tuple(forms)
    for form in forms:
        cast = _released(cast, form)
    gone = {fold(form) for form in forms}
    return checked(
        replace(
            cast,
            ignore=tuple(dict.fromkeys((*cast.ignore, *forms))),
            splits=tuple(split for split in cast.splits if fold(split.to) not in gone),
            narrator=None if cast.narrator and fold(cast.narrator) in gone else cast.narrator,
        )
    )


def ignore_no_more(cast: Cast, form: str) -> Cast:
    """Return the cast under which a form may be a character again."""
    return replace(cast, ignore=tuple(one for one in cast.ignore if fold(one) != fold(form)))


def keep_apart(cast: Cast, first: str, second: str) -> Cast:
    """Return the cast under which two forms are never one person."""
    entry = owner_of(cast, [second])
    if entry and entry == owner_of(cast, [first]):
        cast = _released(cast, second if fold(second) != fold(entry.name) else first)
    group = (first, second)
    same = any({fold(one) for one in known} >= {fold(form) for form in group} for known in cast.apart)
    return cast if same else checked(replace(cast, apart=(*cast.apart, group)))


def set_narrator(cast: Cast, name: str | None) -> Cast:
    """Return the cast under which this person says "I" outside of quotes; None leaves it to the text."""
    return checked(replace(cast, narrator=" ".join((name or "").split()) or None))


def _called(cast: Cast, to: Character | str) -> str:
    """Return the name by which a cast speaks of somebody."""
    name = " ".join((to if isinstance(to, str) else to.name).split())
    if not name:
        message = "Give the name of the person who is meant"
        raise CastError(message)
    if not isinstance(to, str) and to.kind in {"narrator", "reader"} and cast.narrator != to.name:
        message = f"{shorten(name)} has no name yet: say first who that is"
        raise CastError(message)
    return name


def _names(person: Character) -> tuple[str, ...]:
    return tuple(dict.fromkeys((person.name, *person.aliases)))


def _anchors(person: Character) -> tuple[str, ...]:
    """Return the forms by which the text knows a person for sure: the name, else the most frequent form.

    Not all forms: "Solo" may be of several people, and whom it means is better left to each place.
    """
    known = {fold(form) for form in person.aliases}
    if not known or fold(person.name) in known:
        return (person.name,)
    return (max(person.aliases, key=lambda form: (person.aliases[form], form)),)


def _with_entry(cast: Cast, person: Character) -> Cast:
    """Return the cast with an entry for a person, which the forms of the text lead to."""
    if owner_of(cast, _names(person)):
        return cast
    aliases = tuple(form for form in _anchors(person) if fold(form) != fold(person.name))
    free = _released(_released(cast, person.name), *aliases)
    return replace(free, characters=(*free.characters, CastCharacter(name=person.name, aliases=aliases)))


def _entry(cast: Cast, person: Character) -> CastCharacter:
    """Return the entry of a person who has one."""
    found = owner_of(cast, [person.name]) or owner_of(cast, _names(person))
    return found or CastCharacter(name=person.name)


def _claim(cast: Cast, form: str, name: str) -> Cast:
    """Return the cast in which the character of this name has a form, and nobody else has."""
    entry = owner_of(cast, [name]) or CastCharacter(name=name)
    if fold(form) in {fold(one) for one in entry.forms}:
        return cast
    cast = _released(cast, form)
    return _swap(cast, entry, replace(entry, aliases=(*entry.aliases, form)))


def _released(cast: Cast, *forms: str) -> Cast:
    """Return the cast in which nobody claims these forms: a character that loses its name is called by an alias."""
    gone = {fold(form) for form in forms}
    characters = []
    for one in cast.characters:
        left = tuple(form for form in one.forms if fold(form) not in gone)
        if len(left) == len(one.forms):
            characters.append(one)
        elif left:
            characters.append(replace(one, name=left[0], aliases=left[1:]))
    return replace(
        cast,
        characters=tuple(characters),
        splits=tuple(split for split in cast.splits if split.at or fold(split.form) not in gone),
        ignore=tuple(form for form in cast.ignore if fold(form) not in gone),
    )


def _swap(cast: Cast, old: CastCharacter, new: CastCharacter) -> Cast:
    """Return the cast with a character changed, in its place, or added."""
    if old not in cast.characters:
        return replace(cast, characters=(*cast.characters, new))
    return replace(cast, characters=tuple(new if one == old else one for one in cast.characters))


def _not_apart(cast: Cast, forms: Iterable[str], others: Iterable[str]) -> Cast:
    """Return the cast in which no group keeps a form of the one apart from a form of the other."""
    mine, theirs = {fold(form) for form in forms}, {fold(form) for form in others}
    groups = []
    for group in cast.apart:
        left = [form for form in group if fold(form) not in theirs] if mine & {fold(form) for form in group} else group
        if len(left) > 1:
            groups.append(tuple(left))
    return replace(cast, apart=tuple(groups))


def _without_empty_vetoes(cast: Cast) -> Cast:
    """Return the cast without the vetoes between two who are one person now."""
    owners = {fold(form): one.name for one in cast.characters for form in one.forms}
    sides = Counter({veto: len({owners.get(fold(name), name) for name in veto.between}) for veto in cast.vetoes})
    return replace(cast, vetoes=tuple(veto for veto in cast.vetoes if sides[veto] > 1))
