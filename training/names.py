"""Made-up names of people and places, so that the model learns to see a name rather than to know it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nicknames import name_triplets

if TYPE_CHECKING:
    from random import Random

# No onset at all is one of them: Anakin, Orrin.
_ONSETS = [
    *"b br c ch cr d dr f fr g gl gr h j k kr l m n p ph pr qu r rh s sh sk".split(),
    *"sn st sv t th tr v vl w x y z zh zy".split(),
    "",
]
_VOWELS = "a a a e e i i o o u y aa ae ai ei ia io ee oo ou ua".split()
_CODAS = "x n r l s k rn ll th sh m nd ck z q lt t d gg ss rr ft".split() + [""] * 22
_PLACE_WORDS = (
    "Base Station Prime Minor Major Reach Deep Harbour Harbor Hollow Gate Keep Hall House Street Lane Cross "
    "Falls Ridge Landing Port Point City Town Vale Moor Bridge Tower Square Academy Outpost Quarter Yard Wood "
    "Field "
).split()
_WORD_NAMES = (
    "Rose Hope Grace Faith Will Mark Art Jack Pearl Ruby Ivy Hazel Olive Holly Sage Ash Rowan Reed Stone Wolf "
    "Storm Hunter Chance Sky River Brook Dawn May June April Summer Autumn Winter Star Raven Robin Wren Lark "
    "Finch Fox Hawk Steel Flint Slate Cole Gray Black White Brown Green King Bishop Knight Page Marshall Major "
    "Duke Earl Miles Chase Drew Rich Frank Ernest Victor Basil Clay Heath Glen Dale Cliff Jet Jade Amber "
    "Crystal Melody Harmony Blaze Echo Shadow Rebel Ghost "
).split()
_SUFFIXES = (
    "son ton ley well ford wood field man worth by ham stein berg ski sky ez ova ić sen oğlu wala moto mura kar "
).split()


def _syllables(rng: Random, low: int, high: int) -> str:
    count = rng.randint(low, high)
    return "".join(
        rng.choice(_ONSETS)
        + rng.choice(_VOWELS)
        + (rng.choice(_CODAS) if i == count - 1 or rng.random() < 0.25 else "")
        for i in range(count)
    )


def invented(rng: Random) -> str:
    """Return an invented name of one word: Hux, Zyra, D'Qar, Obi-Wan, FN-2187 are of this kind."""
    roll = rng.random()
    if roll < 0.04:
        letters = "".join(rng.choice("ABCDEFGHKLMNPRSTVXZ") for _ in range(rng.randint(1, 2)))
        return f"{letters}-{rng.randint(1, 9999)}"
    if roll < 0.09:
        return rng.choice("DKTVRMCLZ") + "'" + _syllables(rng, 1, 2).capitalize()
    if roll < 0.13:
        return f"{_syllables(rng, 1, 2).capitalize()}-{_syllables(rng, 1, 1).capitalize()}"
    if roll < 0.45:
        return _syllables(rng, 1, 1).capitalize()
    return _syllables(rng, 2, 3).capitalize()


@cache
def given_names(*, held_out: bool) -> tuple[str, ...]:
    """Return given names and nicknames of the `nicknames` package; every fifth is held out for validation."""
    names = sorted({name for triplet in name_triplets() for name in (triplet[0], triplet[2]) if name.isalpha()})
    return tuple(name.capitalize() for i, name in enumerate(names) if (i % 5 == 0) is held_out)


def person(rng: Random, *, held_out: bool = False) -> str:
    """Return one word of a person's name."""
    roll = rng.random()
    if roll < 0.45:
        return invented(rng)
    if roll < 0.8:
        return rng.choice(given_names(held_out=held_out))
    if roll < 0.9:
        return _syllables(rng, 1, 2).capitalize() + rng.choice(_SUFFIXES)
    return rng.choice(_WORD_NAMES)


def place(rng: Random) -> str:
    """Return one word of a place's, an organisation's or a ship's name."""
    roll = rng.random()
    if roll < 0.75:
        return invented(rng)
    return rng.choice(_WORD_NAMES) if roll < 0.85 else rng.choice(_PLACE_WORDS)
