"""What a character is called: the name to show and the id, a slug that is unique in its story."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from relgraph.characters.words import PARTICLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.characters.names import Name

RESERVED: Final = ("narrator", "reader")
_NO_WORD: Final = re.compile(r"[\W_]+")
# "Mrs. Charles Musgrove" is no Charles, and a Lady Catherine is never called otherwise.
_KEPT: Final = frozenset({"mrs", "lady", "sir", "madame"})
_SLUG_LENGTH: Final = 60
# A full name has to be more than a slip: "Kylo Ren" five times beside "Kylo" forty times will do.
_SLIP: Final = 0.0125
_BARE: Final = 0.5
# Nor is "Doctor Jo", twice beside a thousand times "Jo", the name of anybody.
_USUAL: Final = 0.1
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+")
_CAPITALS: Final = re.compile(r"[^\W\d_]+")


def slug(text: str) -> str:
    """Return `text` as lower-case words joined by hyphens, letters of any script kept; "character" if none is left.

    Examples
    --------
    >>> slug("Kylo Ren"), slug("Zoë O’Neill"), slug("…")
    ('kylo-ren', 'zoë-o-neill', 'character')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    words = _NO_WORD.sub("-", folded).strip("-")[:_SLUG_LENGTH].strip("-")
    return words or "character"


def unique_slugs(names: Sequence[str], *, fixed: Mapping[int, str]) -> list[str]:
    """Return a slug for each name, in order; one that is taken gets "-2", "-3" ...; `fixed` gives ids by position."""
    taken = {*RESERVED, *fixed.values()}
    slugs: list[str] = []
    for index, name in enumerate(names):
        base = candidate = fixed.get(index) or slug(name)
        number = 2
        while candidate in taken and index not in fixed:
            candidate = f"{base}-{number}"
            number += 1
        taken.add(candidate)
        slugs.append(candidate)
    return slugs


def shown_name(forms: Sequence[tuple[Name, int]], *, shared: frozenset[str]) -> str:
    """Return the fullest frequent form, without titles where that leaves a name of one's own.

    `forms` are the name forms of a character with their counts, `shared` the words that name others too: "Hux" rather
    than "General Hux", but "Mr. Bennet" where there are other Bennets.
    """
    total = sum(count for _, count in forms)

    def support(name: Name) -> int:
        words = set(name.words)
        return sum(count for other, count in forms if set(other.words) <= words)

    full = [(name, count) for name, count in forms if name.is_full and count >= _SLIP * total]
    if full:
        plain = [item for item in full if not item[0].age or item[0].suffix]
        untitled = [item for item in plain if not item[0].titles] or plain or full
        best = min(untitled, key=lambda item: (-support(item[0]), -item[1], _shape(item[0].text)))[0]
        return best.text if set(best.titles) & _KEPT else best.core
    titled = sum(count for name, count in forms if name.titles)
    bare = [(n, c) for n, c in forms if not n.titles and not set(n.words) & shared and c >= _BARE * titled]
    usual = [[one for one in some if one[1] >= _USUAL * total] for some in (bare, [f for f in forms if f[0].titles])]
    chosen = usual[0] or usual[1] or list(forms)
    return min(chosen, key=lambda item: (-item[1], _shape(item[0].text)))[0].text


def calm(text: str, usual: Mapping[str, str]) -> str:
    """Return a name in capitals as it is usually written: as elsewhere (`usual`, by case-folded word), or guessed.

    A guess needs two words or more, so that "HAL" and "BB-8" stay.

    Examples
    --------
    >>> (
    ...     calm("WYN TARN", {}),
    ...     calm("WYN", {"wyn": "Wyn"}),
    ...     calm("HAL", {}),
    ...     calm("JO D'ARCY", {}),
    ...     calm("KATE OF BRAY", {}),
    ... )
    ('Wyn Tarn', 'Wyn', 'HAL', "Jo D'Arcy", 'Kate of Bray')
    """
    words = text.split(" ")
    if not text.isupper():
        return text
    guessed = [
        usual.get(word.casefold()) or (_quiet(word, first=not at) if len(words) > 1 else word)
        for at, word in enumerate(words)
    ]
    return " ".join(guessed)


def _quiet(word: str, *, first: bool) -> str:
    if not first and word.casefold() in PARTICLES | {"of", "the"}:
        return word.casefold()
    loud = any(sign.isdigit() for sign in word) or _INITIALS.fullmatch(word)
    return word if loud else _CAPITALS.sub(lambda part: part.group().capitalize(), word)


def _shape(text: str) -> tuple[bool, bool, int, str]:
    """Order of preference between forms that are as frequent: as a name is usually written, the longer first."""
    return (text.isupper() and len(text) > 2, text.islower(), -len(text), text)
