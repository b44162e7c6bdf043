"""What the finders of relations look up in a story: its text, its mentions by place, its people."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from relgraph.records import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relgraph.characters.labels import Label
    from relgraph.records import Character, Mention, Quote

REACH: Final = 200
"""Characters before and behind a phrase in which a clause is looked at."""

_CLAUSE_ENDS: Final = '.!?;:“”"(—\n'
_NEXT_END: Final = re.compile(r"[.!?;”\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A story's text with straight apostrophes, its mentions by start and by end (longest first), quotes and people.

    `told` are the people whom the text calls something, or who are the narrator or the reader.
    """

    text: str
    starting: Mapping[int, tuple[Mention, ...]]
    ending: Mapping[int, tuple[Mention, ...]]
    quotes: tuple[Quote, ...]
    people: Mapping[str, Character]
    told: frozenset[str]

    def opens(self, start: int) -> Mention | None:
        """Return the longest mention that starts there."""
        return next(iter(self.starting.get(start, ())), None)

    def closes(self, end: int) -> Mention | None:
        """Return the longest mention that ends there."""
        return next(iter(self.ending.get(end, ())), None)

    def quote_at(self, place: int) -> Quote | None:
        """Return the quote that holds a place."""
        at = bisect_right(self.quotes, place, key=attrgetter("start")) - 1
        return self.quotes[at] if at >= 0 and place < self.quotes[at].end else None

    def clause_before(self, place: int) -> str:
        """Return the text from the start of the clause, at most REACH characters, to a place."""
        before = self.text[max(0, place - REACH) : place]
        return before[max(before.rfind(mark) for mark in _CLAUSE_ENDS) + 1 :]

    def behind(self, place: int) -> str:
        """Return the REACH characters behind a place."""
        return self.text[place : place + REACH]

    def is_asked(self, place: int) -> bool:
        """Return whether the sentence at a place ends in a question mark."""
        end = _NEXT_END.search(self.behind(place))
        return end is not None and end[0] == "?"

    def is_individual(self, character: str) -> bool:
        """Return whether a character is one person, of whom more is known than a pronoun."""
        return character in self.told and self.people[character].kind != "group"

    def is_present(self, character: str, place: int) -> bool:
        """Return whether a character speaks or is spoken to in the quote that holds a place."""
        quote = self.quote_at(place)
        return quote is not None and character in {quote.speaker, quote.addressee}

    def is_known(self, character: str) -> bool:
        """Return whether a character is one person with a name, the narrator or the reader."""
        return self.is_individual(character) and self.people[character].kind != "unnamed"

    def fits(self, label: Label, character: str) -> bool:
        """Return whether the pronouns of a character allow a word: nobody called "she" is a brother."""
        told = self.people[character].pronouns
        return not label.gender or told not in {"he/him", "she/her"} or told.startswith(label.gender)


def ground_of(
    text: str, mentions: Iterable[Mention], quotes: Iterable[Quote], characters: Iterable[Character]
) -> Ground:
    """Return the ground of a story."""
    mentions = tuple(mentions)
    people = {character.id: character for character in characters}
    starting: defaultdict[int, list[Mention]] = defaultdict(list)
    ending: defaultdict[int, list[Mention]] = defaultdict(list)
    # Of two people in one range, the one that sorts first: the order of the input plays no part.
    for mention in sorted(mentions, key=lambda one: (one.start - one.end, one.start, one.character)):
        starting[mention.start].append(mention)
        ending[mention.end].append(mention)
    return Ground(
        text=text.replace("’", "'"),
        starting={start: tuple(found) for start, found in starting.items()},
        ending={end: tuple(found) for end, found in ending.items()},
        quotes=tuple(sorted(quotes, key=attrgetter("start", "end"))),
        people=people,
        told=frozenset(one.character for one in mentions if one.kind != "pronoun" and one.character in people)
        | {name for name, one in people.items() if one.kind in {"narrator", "reader"}},
    )


def relation(label: Label, who: Mention, of: Mention, *, start: int, end: int) -> Relation:
    """Return the relation that two mentions and a label tell in these words."""
    sure = [mention.p for mention in (who, of) if mention.p is not None]
    p = None
    for share in sure:
        p = share if p is None else p * share
    return Relation(
        character=who.character,
        label=label.name,
        of=of.character,
        kind=label.kind,
        start=start,
        end=end,
        p=None if p is None else round(p, 3),
    )
