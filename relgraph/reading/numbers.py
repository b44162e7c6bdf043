"""A chapter's number as it is written in, its value out."""

from __future__ import annotations

import re

_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TEENS_TH = "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
_ONES = ("one|two|three|four|five|six|seven|eight|nine|" + _TEENS).split("|")
_ONES_TH = ("first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|" + _TEENS_TH).split("|")
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def _words() -> dict[str, int]:
    words = {word: at for at, word in enumerate(_ONES, start=1)}
    words |= {word: at for at, word in enumerate(_ONES_TH, start=1)}
    for at, ten in enumerate(_TENS, start=2):
        words[ten] = 10 * at
        words[f"{ten[:-1]}ieth"] = 10 * at
        for one, word in enumerate(_ONES[:9], start=1):
            words[f"{ten}-{word}"] = words[f"{ten}-{_ONES_TH[one - 1]}"] = 10 * at + one
    return words | {"hundred": 100, "one-hundred": 100, "last": 999}


WORDS = _words()
_SPELLED = "|".join(sorted((word.replace("-", "[- ]") for word in WORDS), key=lambda word: (-len(word), word)))
ROMAN = r"(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})"
NUMBER = rf"(?:\d{{1,4}}|{_SPELLED}|{ROMAN})"
"""Pattern of a number in figures, Roman figures or words, to be matched without regard to case."""


def value(written: str) -> int:
    """Return the value of what NUMBER matched.

    >>> value("XIV"), value("twenty-first"), value("7")
    (14, 21, 7)
    """
    number = re.sub(r"[\s-]+", "-", written.lower())
    if number.isdecimal():
        return int(number)
    if number in WORDS:
        return WORDS[number]
    figures = [_ROMAN[letter] for letter in number]
    following = [*figures[1:], 0]
    return sum(one if one >= two else -one for one, two in zip(figures, following, strict=True))


def style(written: str) -> str:
    """Return how a number is written: `figures`, `roman`, `ROMAN` or `words`."""
    if written.isdecimal():
        return "figures"
    if re.sub(r"[\s-]+", "-", written.lower()) in WORDS:
        return "words"
    return "ROMAN" if written.isupper() else "roman"
