"""Short forms of names that no dictionary knows: "Chewie" for Chewbacca, "Artoo" for R2-D2."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from relgraph.characters.names import full_names
from relgraph.characters.words import GIVEN_GENDER, OATHS, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SHORTEST: Final = 3
# "Bash" is two letters shorter than "Bashir", "Xo" of two letters; "Mari" and "Marit" are two names.
_CUT: Final = 2
_CLIPPED: Final = 2
_ENDINGS: Final = ("ie", "ey", "y")
_CODE: Final = re.compile(r"(?=.*[a-z])(?=.*[0-9])[a-z0-9]{2,8}")
_NO_SIGN: Final = re.compile(r"[^a-z0-9]")
_DOUBLE: Final = re.compile(r"(.)\1")
_ENDING: Final = re.compile(r"(?<=[^aeiou])(?:ie|ey|i)$")

# How the letters and digits of English are spelled by writers of dialogue.
_SPOKEN: Final[dict[str, frozenset[str]]] = {
    "a": word_set("a ay eh"), "b": word_set("b be bee"), "c": word_set("c ce cee see"), "d": word_set("d de dee"),
    "e": word_set("e ee"), "f": word_set("f ef eff"), "g": word_set("g ge gee jee"), "h": word_set("h aitch"),
    "i": word_set("i eye ai"), "j": word_set("j jay"), "k": word_set("k kay kai"), "l": word_set("l el ell"),
    "m": word_set("m em emm"), "n": word_set("n en enn"), "o": word_set("o oh"), "p": word_set("p pe pee pi"),
    "q": word_set("q cue kew queue"), "r": word_set("r ar are arr"), "s": word_set("s es ess"),
    "t": word_set("t te tee ti"), "u": word_set("u you yu"), "v": word_set("v ve vee"), "w": word_set("w doubleyou"),
    "x": word_set("x ex eks ecks"), "y": word_set("y why wy wye"), "z": word_set("z zee zed"),
    "0": word_set("0 o oh zero"), "1": word_set("1 one won"), "2": word_set("2 two too to"), "3": word_set("3 three"),
    "4": word_set("4 four fore for"), "5": word_set("5 five"), "6": word_set("6 six"), "7": word_set("7 seven"),
    "8": word_set("8 eight ate"), "9": word_set("9 nine niner"),
}  # fmt: skip


def code_of(word: str) -> str:
    """Return the letters and digits of a name that mixes both ("r2-d2": "r2d2"), or "" for other names."""
    signs = _NO_SIGN.sub("", word)
    return signs if _CODE.fullmatch(signs) else ""


def is_read_aloud(word: str, code: str) -> bool:
    """Return whether a word spells two or more signs in a row of a code as they are said.

    Examples
    --------
    >>> is_read_aloud("artoo", "r2d2"), is_read_aloud("threepio", "c3po"), is_read_aloud("finn", "fn2187")
    (True, True, False)
    """
    letters = _NO_SIGN.sub("", word)
    return any(_spells(letters, code[start:]) for start in range(len(code) - 1))


@lru_cache(maxsize=4096)
def _spells(letters: str, code: str, said: int = 0) -> bool:
    """Whether `letters` spell the first signs of `code`, two or more with those `said` already."""
    if not letters:
        return said > 1
    return bool(code) and any(
        letters.startswith(sound) and _spells(letters[len(sound) :], code[1:], said + 1)
        for sound in sorted(_SPOKEN[code[0]])
    )


def is_unusual(word: str) -> bool:
    """Return whether a word is no common given name and no short form of one."""
    return word not in GIVEN_GENDER and full_names(word) == {word}


def stems(short: str) -> frozenset[str]:
    """Return what a pet name may be cut from: "chewie" from "chew...", "benny" from "benn..." or "ben..."."""
    for ending in _ENDINGS:
        if short.endswith(ending) and len(short) - len(ending) >= _SHORTEST:
            stem = short.removesuffix(ending)
            return frozenset({stem, stem[:-1]} if stem[-1] == stem[-2] and len(stem) > _SHORTEST else {stem})
    return frozenset()


def is_pet_name(short: str, name: str, *, said: bool = False) -> bool:
    """Return whether a word is a name cut and given an -ie or -y: "chewie", "chewbacca"; "ully", "ull".

    Both are unusual, unless the short one is only ever `said` in dialogue ("georgie", "georgiana").
    """
    fits = any(name == stem or (name.startswith(stem) and len(name) > len(stem) + 1) for stem in stems(short))
    return fits and short != name and ((said and is_of_one(short, name)) or (is_unusual(short) and is_unusual(name)))


def is_clipped(short: str, name: str) -> bool:
    """Return whether a word that is only said begins or ends a name: "isa", "isaura"; "detta", "benedetta".

    Wrong for "han" and "hannelore".
    """
    begins = len(short) >= _CLIPPED and name.startswith(short)
    ends = len(short) >= _SHORTEST and name.endswith(short)
    cut = short not in OATHS and len(name) - len(short) >= _CUT
    return (begins or ends) and cut and is_of_one(short, name)


def is_cut(short: str, name: str) -> bool:
    """Return whether an unusual name is the beginning of another, wherever it is used: "tesh", "teshkavar".

    Of 28 such pairs in the scenes for training and validation 24 are of one person. "Han" is too short to tell.
    """
    begins = len(short) > _SHORTEST and name.startswith(short) and len(name) - len(short) >= _CUT
    return begins and name[len(short)] not in "'’s" and is_unusual(short) and is_unusual(name)


def is_of_one(short: str, name: str) -> bool:
    """Return whether two words may be given names of one person: not "sam" and "samira", "rose" and "rosenkrantz"."""
    return GIVEN_GENDER.get(short) in {None, GIVEN_GENDER.get(name)}


def plain_spelling(word: str) -> str:
    """Return a word without accents, hyphens, apostrophes and double letters, with one ending for -ie, -ey, -i and -y.

    Examples
    --------
    >>> plain_spelling("lizzie") == plain_spelling("lizzy"), plain_spelling("mig-u-ell"), plain_spelling("léonce")
    (True, 'miguel', 'leonce')
    >>> plain_spelling("leia"), plain_spelling("r2-d2")
    ('leia', 'r2-d2')
    """
    if code_of(word):
        return word
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", word) if sign.isalpha())
    plain = _DOUBLE.sub(r"\1", bare)
    return _ENDING.sub("y", plain) if len(plain) > _SHORTEST else bare or word


class ShortForms:
    """An index of the words of a story's names, by the keys of the forms they stand in."""

    __slots__ = ("_by_end", "_by_start", "_codes")

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._by_start: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._by_end: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._codes: list[tuple[str, str]] = []
        for key, parts in words.items():
            for word in dict.fromkeys(parts):
                self._by_start[word[:_CLIPPED]].append((word, key))
                self._by_end[word[-_CLIPPED:]].append((word, key))
                if code_of(word):
                    self._codes.append((code_of(word), key))

    def codes(self, word: str) -> list[str]:
        """Return the keys of the letter-digit names that a word reads aloud; sorted."""
        return sorted({key for code, key in self._codes if is_read_aloud(word, code)})

    def names(self, word: str, *, said: bool) -> list[str]:
        """Return the keys of the names that a word is a pet name of, or cut from; sorted.

        What is only ever `said` may be cut from more names than what the narration uses too.
        """
        near = [*self._by_start.get(word[:_CLIPPED], ()), *self._by_end.get(word[-_CLIPPED:], ())]
        cut = is_clipped if said else is_cut
        return sorted({key for name, key in near if is_pet_name(word, name, said=said) or cut(word, name)})
