"""Which words are near: nicknames of one another, or one letter apart, found without comparing every pair."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from relgraph.characters.names import full_names, same_given

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONG: Final = 5


class Nearness:
    """An index of words, by the keys of the forms they stand for."""

    __slots__ = ("_by_full", "_by_piece", "_by_word", "_words")

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = {key: word for key, word in words.items() if word}
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._by_full: dict[str, list[str]] = defaultdict(list)
        self._by_piece: dict[str, list[str]] = defaultdict(list)
        for key, word in self._words.items():
            self._by_word[word].append(key)
            for full in full_names(word):
                self._by_full[full].append(key)
            for piece in _pieces(word):
                self._by_piece[piece].append(key)

    def nicknames(self, key: str) -> list[str]:
        """Return the keys of the words that are short for that of `key`, or that it is short for; sorted."""
        word = self._words.get(key, "")
        near = {other for full in full_names(word) for other in self._by_word.get(full, ())}
        near.update(self._by_full.get(word, ()))
        return sorted(other for other in near if same_given(word, self._words[other]) == "nickname")

    def variants(self, key: str) -> list[str]:
        """Return the keys of the words that are one letter from that of `key`; sorted, none for short words."""
        word = self._words.get(key, "")
        near = {other for piece in _pieces(word) for other in self._by_piece.get(piece, ())}
        return sorted(other for other in near if one_edit(word, self._words[other]))


def _pieces(word: str) -> set[str]:
    """Return the word and all that is left of it without one letter; words one edit apart share one of these."""
    if len(word) < _LONG:
        return set()
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def one_edit(first: str, second: str) -> bool:
    """Return whether one letter added, dropped, changed or swapped with its neighbour makes one word the other."""
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) > 1 or first == second:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long
