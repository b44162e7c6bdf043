"""What is known of the characters besides their names: the caller's word, a cast, the stories' tags, a common text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from relgraph.characters.names import parse_name
from relgraph.characters.tags import tagged
from relgraph.comparison.aligning import Clue
from relgraph.comparison.likeness import folded
from relgraph.errors import RelgraphError, one_of, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.cast import Cast
    from relgraph.characters.names import Name
    from relgraph.comparison.likeness import Someone
    from relgraph.comparison.records import Member
    from relgraph.records import Story

PART = 0.5
"""How sure a tag's name is that the text has in part only: "Ben" for the tag "Kylo Ren | Ben Solo"."""

Clues = defaultdict["Member", list[Clue]]


def find_clues(
    people: Sequence[Someone], stories: Sequence[Story], *, cast: Cast | None, same: Iterable[Sequence[Member]]
) -> Clues:
    """Return what makes characters one besides their names, by character.

    Raises RelgraphError where `same` names a character that is not compared.
    """
    clues: Clues = defaultdict(list)
    known = {one.member for one in people}
    for number, members in enumerate(same):
        for member in members:
            check_member(member, known)
            clues[member].append(Clue(rule="reader", key=f"{number:06}"))
    _from_texts(clues, people, stories)
    _from_cast(clues, people, cast)
    _from_tags(clues, people, stories)
    return clues


def check_member(member: Member, known: Iterable[Member]) -> None:
    """Raise RelgraphError where no compared character of that story has that id."""
    if member not in known:
        ids = sorted(id_ for story, id_ in known if story == member[0])
        msg = f"no character {shorten(str(member[1]))!r} in story {member[0]}; it has {one_of(ids[:10]) or 'nobody'}"
        raise RelgraphError(msg)


def apart_in(people: Sequence[Someone], cast: Cast | None) -> list[tuple[Member, Member]]:
    """Return the characters that the cast says are different people."""
    found: list[tuple[Member, Member]] = []
    for group in cast.apart if cast else ():
        owners = [[one.member for one in people if folded(form) in one.forms] for form in group]
        found += [
            (one, other)
            for number, members in enumerate(owners)
            for others in owners[number + 1 :]
            for one in members
            for other in others
            if one != other
        ]
    return found


def _from_texts(clues: Clues, people: Sequence[Someone], stories: Sequence[Story]) -> None:
    """Join characters of one id in parts of one text: `part_of` hands on ids."""
    texts = [story.sha256 for story in stories]
    for one in people:
        if texts.count(texts[one.story]) > 1:
            clues[one.member].append(Clue(rule="same text", key=f"{texts[one.story]} {one.id}"))


def _from_cast(clues: Clues, people: Sequence[Someone], cast: Cast | None) -> None:
    """Join those whom the cast gives one name; what a full name is called by besides counts where it is full, too.

    So the cast's alias "Ben" of Kylo Ren brings in another story's "Ben", and not its "Ben Kenobi".
    """
    owners: dict[str, int] = {}
    for number, character in enumerate(cast.characters if cast else ()):
        owners.update((folded(form), number) for form in (character.name, *character.aliases))
    for one in people:
        full = parse_name(one.name).is_full
        called = {form: share for form, share in one.forms.items() if form in owners}
        shares = [(share, -owners[form]) for form, share in called.items() if not full or parse_name(form).is_full]
        shares += [(1.0, -owners[one.folded])] if one.folded in owners else []
        if shares:
            score, number = max(shares)
            clues[one.member].append(Clue(rule="cast", key=f"{-number:06}", score=score))


def _from_tags(clues: Clues, people: Sequence[Someone], stories: Sequence[Story]) -> None:
    """Join those whom a tag gives several names; a part of such a name counts in the tag's own story only."""
    for number, persons in enumerate(tagged(story.tags) for story in stories):
        for person in persons:
            if len(person) < 2:
                continue
            key = " | ".join(sorted(name.key for name in person))
            others = {word for other in persons if other is not person for name in other for word in name.words}
            words = {word for name in person for word in name.words} - others
            for one in people:
                if score := _fits(one, person, words if one.story == number else set()):
                    clues[one.member].append(Clue(rule="tag", key=key, score=score))


def _fits(one: Someone, person: Sequence[Name], words: set[str]) -> float:
    """Return how surely a character is who the tag names: by a whole name, or by a word that only this person has."""
    name = parse_name(one.name)
    if any(name.key == tag.key or tag.key in one.forms for tag in person):
        return 1.0
    return PART if name.single and name.single in words else 0.0


def ignored_in(cast: Cast | None) -> frozenset[str]:
    """Return the names that the cast says are nobody, folded."""
    return frozenset(folded(name) for name in cast.ignore) if cast else frozenset()
