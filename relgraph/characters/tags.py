"""A story's own tags as hints: they join and complete the names that the text has, and bring in nobody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from relgraph.characters.forms import Link
from relgraph.characters.names import parse_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from relgraph.characters.forms import Form
    from relgraph.characters.names import Name
    from relgraph.records import Character, Tags

# "Rey/Kylo Ren", "Finn & Poe Dameron", "Rey (Star Wars)", "Original Female Character(s)".
_BETWEEN: Final = re.compile(r"\s*[/&]\s*")
_FANDOM: Final = re.compile(r"\s*\([^()]*\)\s*$")
_NOBODY: Final = re.compile(
    r"\b(?:reader|you|original|other|others|character|characters|everyone|minor)\b", re.IGNORECASE
)

Person = tuple["Name", ...]
"""The names of one tagged person: Kylo Ren, Ben Solo."""


def tagged(tags: Tags) -> tuple[Person, ...]:
    """Return the persons that the tags name, each once with all names; "Reader" and the like are nobody."""
    texts = [*tags.characters, *(part for tag in tags.relationships for part in _BETWEEN.split(tag))]
    persons: dict[frozenset[str], Person] = {}
    for text in texts:
        if _NOBODY.search(_FANDOM.sub("", text)):
            continue
        if names := _names_of(text):
            persons.setdefault(frozenset(name.key for name in names), names)
    return tuple(names for keys, names in persons.items() if not any(keys < other for other in persons))


def tag_links(tags: Tags, forms: Mapping[str, Form]) -> list[Link]:
    """Return links for the names that a tag joins ("Kylo Ren | Ben Solo"), where the text has both, or a part of both.

    A part ("Kylo", "Ben") counts where no other tag and no other full name of the text has that word.
    """
    persons = tagged(tags)
    links: list[Link] = []
    for person in persons:
        others = [name for other in persons if other is not person for name in other]
        found = (_form_of(name, forms, others) for name in person)
        keys = list(dict.fromkeys(key for key in found if key))
        links += [Link(first=keys[0], second=key, rule="tag") for key in keys[1:]]
    return links


def support(tag: str, characters: Sequence[Character]) -> tuple[str, ...]:
    """Return the ids of those whom the text has for the people of one tag ("Rey/Kylo Ren | Ben Solo"), in its order.

    One whose name form is that of the tag comes before one who shares a word with it; of several, the most mentioned.
    """
    found: list[str] = []
    for part in _BETWEEN.split(tag):
        names = () if _NOBODY.search(_FANDOM.sub("", part)) else _names_of(part)
        keys, words = {name.key for name in names}, {word for name in names for word in name.words}
        ranked = sorted(characters, key=lambda one: -one.mentions)
        known = [
            (one, [parse_name(form) for form in (one.name, *one.aliases)]) for one in ranked if one.kind == "named"
        ]
        same = (one for one, forms in known if keys & {form.key for form in forms})
        near = (one for one, forms in known if words & {word for form in forms for word in form.words})
        if best := next(same, None) or next(near, None):
            found.append(best.id)
    return tuple(dict.fromkeys(found))


def _names_of(text: str) -> Person:
    """Return the names of one tagged person, the fandom in brackets left out."""
    names = (parse_name(_FANDOM.sub("", part)) for part in text.split("|"))
    return tuple(name for name in names if name.words)


def _form_of(name: Name, forms: Mapping[str, Form], others: Sequence[Name]) -> str:
    """Return the form of the text that is a tag's name, or the most frequent one that is a part of it alone, or ""."""
    if name.key in forms:
        return name.key
    taken = {word for other in others for word in other.words}
    taken |= {word for form in forms.values() if form.name.is_full for word in form.name.words}
    fits = [key for key, form in forms.items() if form.name.single in set(name.words) - taken]
    return min(fits, key=lambda key: (-forms[key].count, key), default="")


def tag_names(tags: Tags, members: Sequence[Sequence[str]], forms: Mapping[str, Form]) -> dict[int, str]:
    """Return full names for the clusters that the text calls by a part only: "Armitage Hux" for "Hux", "General Hux".

    The cluster's words are all among the tag's, no other cluster's are, and no other tag's fit the cluster.
    """
    words = [{word for key in keys for word in forms[key].name.words} for keys in members]
    full = [any(forms[key].name.is_full for key in keys) for keys in members]
    owners: dict[int, list[Person]] = {}
    for person in tagged(tags):
        known = {word for name in person for word in name.words}
        fits = [index for index, own in enumerate(words) if own and own & known]
        if len(fits) == 1 and words[fits[0]] <= known:
            owners.setdefault(fits[0], []).append(person)
    named = {index: _fullest(persons[0], words[index]) for index, persons in owners.items() if len(persons) == 1}
    return {index: text for index, text in sorted(named.items()) if text and not full[index]}


def _fullest(person: Person, words: Collection[str]) -> str:
    """Return the full name of a person that shares most words with those of the text, or ""."""
    names = [name for name in person if name.is_full and set(name.words) & set(words)]
    best = max(names, key=lambda name: len(set(name.words) & set(words)), default=None)
    return best.core if best is not None else ""
