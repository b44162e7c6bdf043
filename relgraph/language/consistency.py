"""What a whole story says of its names: one name is one kind of thing everywhere, and is found wherever it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from spacy.lang.en.stop_words import STOP_WORDS

from relgraph.records import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.records import Category, Span

_RUN: Final = re.compile(r"\b[A-Z][\w’'-]*[\w](?:[ \n][A-Z][\w’'-]*[\w])*")
# A letter's last lines: "Your affectionate brother,\n  R. Walton"; "With love, Mina".
_NAME_WORD: Final = r"(?:[A-Z]\.|(?:Mrs?|Dr)\.|[A-Z][\w’'-]*\w)"
_SIGNED: Final = re.compile(
    r"(?:\A|\n)[^\S\n]*(?P<farewell>[^\n]{3,90},)(?P<break>\s+)[_*]?"
    rf"(?P<name>{_NAME_WORD}(?:[ ]{_NAME_WORD}){{0,3}})[._*]*(?=\s*(?:\n[^\S\n]*\n|\Z))"
)
_FAREWELL: Final = re.compile(
    r"\b(?:yours?|love|regards|wishes|sincerely|truly|faithfully|respectfully|affectionate(?:ly)?|cordially|signed)\b",
    re.IGNORECASE,
)
_LONGEST_FAREWELL: Final = 40
# "Edward the Second", "Catherine the Great": what follows tells that the first word names a person, and belongs to it.
_RULER: Final = re.compile(
    r"\b(?!(?:Chapter|Act|Part|Book|Volume|Scene|Letter|Section|Canto|Stave)\b)[A-Z][\w’-]*\s+the\s+(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Great|Conqueror|"
    r"Confessor|Terrible|Bold|Bald|Wise|Lionheart(?:ed)?)\b"
)
# Whoever is called "Mrs. Saville" is no town, whatever the model takes the name for.
_COURTEOUS: Final = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mme|Mlle|Madame|Monsieur)\.?(?:\s+[A-Z][a-z-]+){1,2}")
_SURE: Final = 0.8
_POSSESSIVE: Final = re.compile(r"[’']s?$")
# A line of a chat without who writes it, and how many words one has at least that is typed in small letters.
_LABEL: Final = re.compile(r"^[*_> \t]*[^\W\d_][\w .'’-]{0,30}?[*_]*:[*_]*[ \t]+")
_TYPED_WORDS: Final = 2
_LINE: Final = re.compile(r"[^\n]+")
_SMALL: Final = re.compile(r"\b[a-z]+\b")
# Probabilities that the occurrences of a name sum up to before it is trusted, and the lead over another kind of thing.
_ENOUGH: Final = 1.5
_LEAD: Final = 2.0
ADDED: Final = 0.5
"""The probability of a name that was overlooked and is found by the others."""


@dataclass(slots=True)
class _Tally:
    """The sums of the probabilities of a name by category."""

    by_category: dict[Category, float] = field(default_factory=lambda: defaultdict(float))

    def leading(self) -> Category | None:
        """Return the category that all occurrences together speak for, or None where that is not clear."""
        ranked = sorted(self.by_category, key=lambda category: (-self.by_category[category], category))
        first = self.by_category[ranked[0]]
        second = self.by_category[ranked[1]] if len(ranked) > 1 else 0.0
        return ranked[0] if first >= _ENOUGH and first >= _LEAD * second else None


def spare_names(text: str, start: int, entities: Iterable[Entity]) -> list[Span]:
    """Return the runs of words with capitals that lie in no name, as ranges of the story; `text` begins at `start`."""
    taken = [(entity.start - start, entity.end - start) for entity in entities if entity.kind == "name"]
    runs: list[Span] = []
    for match in _RUN.finditer(text):
        end = match.end() - len(found.group()) if (found := _POSSESSIVE.search(match.group())) else match.end()
        if not any(a < end and match.start() < b for a, b in taken):
            runs.append((start + match.start(), start + end))
    return runs


def signatures(text: str, start: int, entities: Iterable[Entity]) -> list[Entity]:
    """Return the names that sign letters and were found by nobody; `text` begins at `start` of the story.

    Words of farewell and a comma stand in front of one, and its paragraph ends with it; on the same line they are few.
    """
    taken = [(entity.start - start, entity.end - start) for entity in entities if entity.kind == "name"]
    found = []
    for match in _SIGNED.finditer(text):
        first, last = match.span("name")
        near = "\n" in match["break"] or len(match["farewell"]) <= _LONGEST_FAREWELL
        if near and _FAREWELL.search(match["farewell"]) and not any(a < last and first < b for a, b in taken):
            found.append(Entity(start=start + first, end=start + last, category="PER", kind="name", p=_SURE))
    return found


def with_bynames(text: str, start: int, entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities with the rulers who are told by their bynames ("Edward the Second") as names of persons.

    What lies in such a name is none, and who crosses one ("Old King" in "Old King Edward the Second") is left.
    """
    rulers = [(start + match.start(), start + match.end()) for match in _RULER.finditer(text)]
    crossed = [(one.start, one.end) for one in entities if one.kind == "name"]
    rulers = [(a, b) for a, b in rulers if not any(c < a < d or (c <= a and b < d) for c, d in crossed)]
    kept = [one for one in entities if not any(a <= one.start and one.end <= b for a, b in rulers)]
    people = [Entity(start=a, end=b, category="PER", kind="name", p=_SURE) for a, b in rulers]
    return sorted([*kept, *people], key=lambda one: (one.start, -one.end))


def settle(text: str, entities: Sequence[Entity], spare: Sequence[Span]) -> tuple[Entity, ...]:
    """Return the entities with each name of one kind throughout, and with what was missed of the names of people.

    "Durbeyfield" is taken for a place once and for a person nine times: a person. "Marilla" is overlooked once and
    found twenty times: it is found. Wrong for a town that is called like one of its people. A word that the story also
    writes in lower case ("Hope") is never added. In a line that is typed in small letters ("rey where are you") the
    names of people are found if the story writes them in no other line so.
    """
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for entity in entities:
        if entity.kind == "name":
            tally = tallies[_key(text[entity.start : entity.end])]
            tally.by_category[entity.category] += entity.p
    leading = {key: category for key, tally in tallies.items() if (category := tally.leading()) is not None}
    settled = [_settled(text, entity, leading) for entity in entities]
    people = {key for key, category in leading.items() if category == "PER"}
    settled += _typed(text, people, settled)
    common = set(_SMALL.findall(text)) if people else set()
    added = [
        Entity(start=start, end=end, category="PER", kind="name", p=ADDED)
        for start, end in spare
        if (key := _key(text[start:end])) in people and key not in common
    ]
    return tuple(sorted([*settled, *added], key=lambda entity: (entity.start, -entity.end)))


def _typed(text: str, people: set[str], entities: Iterable[Entity]) -> list[Entity]:
    """Return the names of people that were overlooked in lines of small letters.

    Where most is written so, only those that lines begin with, as in chats.
    """
    lines = [(match.start(), match.start() + _labelled(match.group()), match.end()) for match in _LINE.finditer(text)]
    typed = [(first, start, end) for first, start, end in lines if _is_typed(text[start:end])]
    if not people or not typed:
        return []
    written = sorted(set(lines) - set(typed))
    ordinary = {word for _, start, end in written for word in _SMALL.findall(text, start, end)} | STOP_WORDS
    names = people - ordinary
    if sum(end - start for _, start, end in typed) > sum(end - start for _, start, end in written):
        names &= {text[first:start].strip("*_> \t:").casefold() for first, start, _ in lines}
    if not names:
        return []
    taken = {at for one in entities if one.kind == "name" for at in (one.start, one.end - 1)}
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})\b")
    return [
        Entity(start=match.start(), end=match.end(), category="PER", kind="name", p=ADDED)
        for first, _, end in typed
        for match in pattern.finditer(text, first, end)
        if taken.isdisjoint((match.start(), match.end() - 1))
    ]


def _labelled(line: str) -> int:
    """Return how long the name is that a line of a chat begins with."""
    match = _LABEL.match(line)
    return match.end() if match else 0


def _is_typed(line: str) -> bool:
    return len(line.split()) >= _TYPED_WORDS and not any(sign.isupper() for sign in line)


def _settled(text: str, entity: Entity, leading: dict[str, Category]) -> Entity:
    if entity.kind != "name":
        return entity
    name = text[entity.start : entity.end]
    category = "PER" if _COURTEOUS.fullmatch(name) else leading.get(_key(name), entity.category)
    return replace(entity, category=category)


def _key(name: str) -> str:
    """Return what spellings of a name have in common: "the Pequod" is "Pequod's"."""
    return _POSSESSIVE.sub("", " ".join(name.split())).casefold().removeprefix("the ")
