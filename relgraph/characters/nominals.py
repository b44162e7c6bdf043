"""What a common-noun entity says by itself: head, determiner, owner, number and gender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from relgraph.characters.words import (
    COLLECTIVES,
    DEFINITE,
    HEAD_GENDER,
    HEAD_STOPS,
    INDEFINITE,
    KIN_GENDER,
    NOT_PLURAL,
    PLURAL_DETERMINERS,
    PLURAL_HEADS,
    POSSESSIVES,
    TITLE_GENDER,
    TITLE_PREFIXES,
    TITLE_SYNONYMS,
    word_set,
)

if TYPE_CHECKING:
    from relgraph.characters.layout import Layout, Spot

Determiner = Literal["definite", "indefinite", "owned", "bare"]

ADDRESSES: Final = word_set(
    """
    sir madam ma'am miss lady lord mister missus boy girl lad lass man dear darling love sweetheart honey child kid
    dude friend captain general doctor master professor majesty highness
    """
)


_SINGLE: Final = word_set("a an this that one another")
_DESCRIBING: Final = word_set("of in on at with from to for by who whom whose which that under over near beside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A common-noun phrase: "her elder brother" has determiner "owned", head "brother", modifiers ("elder",).

    `title` is the title that the phrase is ("the Supreme Leader": "supreme leader"), `kin` whether the head relates two
    people, `owner` the token at which the owner's word begins (-1 for none).
    """

    determiner: Determiner
    head: str
    modifiers: tuple[str, ...]
    plural: bool
    gender: str
    title: str
    kin: bool
    owner: int

    @property
    def phrase(self) -> str:
        """Modifiers and head in lower case: "old man"."""
        return " ".join((*self.modifiers, self.head))


def describe(layout: Layout, spot: Spot) -> Description:
    """Return what the words of a nominal say; the head is the last word before a preposition, a comma or a clause."""
    words = [layout.word(i) for i in range(spot.first, spot.last)] or [spot.lower]
    determiner, owner, start = _determiner(words)
    body = words[start:]
    cut = next((i for i, word in enumerate(body) if i and word in HEAD_STOPS), len(body))
    core = [word for word in body[:cut] if any(c.isalnum() for c in word) and word not in {"'s", "'"}]
    head = core[-1] if core else (words[-1] if words else "")
    modifiers = tuple(core[:-1])
    folded = TITLE_SYNONYMS.get(head, head)
    title = ""
    if folded in TITLE_GENDER:
        prefixed = modifiers and modifiers[-1] in TITLE_PREFIXES
        title = f"{modifiers[-1]} {folded}" if prefixed else folded
    return Description(
        determiner=determiner,
        head=head,
        modifiers=modifiers,
        plural=_is_plural(words, head),
        gender=HEAD_GENDER.get(head, "") or TITLE_GENDER.get(folded, ""),
        title=title,
        kin=head in KIN_GENDER,
        owner=spot.first + owner if owner >= 0 else -1,
    )


def _determiner(words: list[str]) -> tuple[Determiner, int, int]:
    """Return the determiner, the place of the owner (-1 for none) and where the phrase goes on behind both."""
    first = words[0]
    if first in POSSESSIVES or first == "our":
        return "owned", 0, 1
    for at, word in enumerate(words[:6]):
        if at and (word == "'" or word.endswith("'s")) and at + 1 < len(words):
            return "owned", 0, at + 1
        if at and word in HEAD_STOPS:
            break
    if first in DEFINITE:
        return "definite", -1, 1
    return ("indefinite", -1, 1) if first in INDEFINITE and len(words) > 1 else ("bare", -1, 0)


def _is_plural(words: list[str], head: str) -> bool:
    if words[0] in PLURAL_DETERMINERS or head in PLURAL_HEADS or head in COLLECTIVES:
        return True
    if head in NOT_PLURAL or head.endswith(("ss", "us", "'s")):
        return False
    return _is_coordinated(words) or head.endswith("s")


def _is_coordinated(words: list[str]) -> bool:
    """Whether the phrase names two people: "his mother and father", but not "an old and tired man".

    Nor "the girl in black and white": what follows a preposition or a relative pronoun describes.
    """
    stop = next((i for i, word in enumerate(words) if i and word in _DESCRIBING), len(words))
    if "and" not in words[:stop]:
        return False
    behind = words[words.index("and") + 1] if words.index("and") + 1 < len(words) else ""
    return words[0] not in _SINGLE or behind in _SINGLE or behind in POSSESSIVES or behind in DEFINITE
