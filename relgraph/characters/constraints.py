"""What two clusters of name forms must have in common to be one character."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from relgraph.characters.names import given_gender, same_given

if TYPE_CHECKING:
    from relgraph.characters.names import Name

_LEAD: Final = 2
_LEAST: Final = 2
# Pronouns near a name are often somebody else's: so many, and so many times the others, are sure.
_CLEAR: Final = 5
_THEY: Final = 4
KIN: Final = frozenset({"aunt", "uncle", "cousin"})
_BOYS: Final = frozenset({"master", "mr", "miss"})
_WOMEN: Final = frozenset({"mrs", "miss", "lady", "aunt", "madame", "mistress"})
# Miss, Mrs. and Lady X are three.
_STATES: Final = frozenset({"miss", "mrs", "lady"})
_WIVES: Final = frozenset({"mrs", "lady"})
# "she" so often makes Dr. X a woman, though Miss X is another.
_LIKELY: Final = 6


@dataclass(slots=True)
class Cluster:
    """Name forms, by key, that are one character, with the parts of all their names."""

    keys: list[str]
    owners: set[int] = field(default_factory=set)
    givens: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    suffixes: set[str] = field(default_factory=set)
    title_gender: str = ""
    genders: Counter[str] = field(default_factory=Counter)

    def add(self, other: Cluster) -> None:
        """Take in the forms of another cluster."""
        self.keys += other.keys
        self.owners |= other.owners
        self.givens |= other.givens
        self.families |= other.families
        self.titles |= other.titles
        self.ages |= other.ages
        self.suffixes |= other.suffixes
        self.title_gender = self.title_gender or other.title_gender
        self.genders += other.genders

    @property
    def sure_gender(self) -> str:
        """The pronoun set that a title tells, or the text again and again, or ""."""
        gender = leading(self.genders)
        others = self.genders.total() - self.genders[gender]
        is_sure = self.genders[gender] >= max(_CLEAR, _CLEAR * others)
        return self.title_gender or (gender if is_sure else "")

    @property
    def gender(self) -> str:
        """The pronoun set that a title or the text tells, or ""."""
        return self.title_gender or leading(self.genders)


def surely_given(name: Name) -> str:
    """Return the given name, or "" where it may be the family name: "Aunt Shaw"."""
    return "" if set(name.titles) & KIN and not name.family else name.given


def leading(genders: Counter[str]) -> str:
    """Return the pronoun set that has at least twice the count of every other, and two or more; else "".

    "they" mostly means several people: it is a person's only where it is said often and nothing else is.
    """
    ranked = sorted(((count, gender) for gender, count in genders.items() if gender != "they"), reverse=True)
    if not ranked:
        return "they" if genders["they"] >= _THEY else ""
    if ranked[0][0] < _LEAST or (len(ranked) > 1 and ranked[0][0] < _LEAD * ranked[1][0]):
        return ""
    return ranked[0][1]


def differ_in_gender(one: Cluster, two: Cluster, *, weak: bool) -> bool:
    """Return whether pronouns or titles tell two clusters apart.

    A given name that both share weighs more than a few pronouns: only sure ones count then, unless the link is `weak`.
    """
    genders = {one.gender, two.gender} if weak else {one.sure_gender, two.sure_gender}
    return len(genders - {""}) > 1


def names_agree(one: Cluster, two: Cluster) -> bool:
    """Return whether no given or family name, age, suffix or marriage tells two clusters apart."""
    if one.families and two.families and not one.families & two.families:
        return False
    if any(not same_given(a, b) for a in one.givens for b in two.givens):
        return False
    if len(one.ages | two.ages) > 1 or len(one.suffixes | two.suffixes) > 1:
        return False
    if _are_ranked(one, two) or _are_ranked(two, one):
        return False
    states = (one.titles & _STATES, two.titles & _STATES)
    return not all(states) or bool(states[0] & states[1]) or bool(one.givens & two.givens)


def _are_ranked(one: Cluster, two: Cluster) -> bool:
    """Return whether one is a Sir or Lord X and the other a Mr. X: his brother, his son, his heir."""
    return bool(one.titles & {"sir", "lord"}) and "mr" in two.titles and not one.titles & two.titles


def is_wife(one: Cluster, two: Cluster) -> bool:
    """Return whether one is a Mrs. or Miss X, and the other a bare X or a Dr. X that nothing shows to be a woman.

    Wrong for "Mrs. Hudson" who is also called "Hudson" and never "she".
    """
    if one.title_gender != "she" or one.givens or two.givens or _is_woman(two):
        return False
    return bool(one.titles & (_WOMEN if two.titles else _WIVES))


def is_husband(name: Name, there: Name) -> bool:
    """Return whether one is called by her husband's name, the other is he: "Mrs. Charles Musgrove", "Charles".

    Wrong for "Miss Leslie" and "Leslie", where the census knows more men of that name.
    """
    women = [name.gender == "she", there.gender == "she"]
    return women.count(True) == 1 and given_gender(there if women[0] else name) == "he"


def _is_woman(cluster: Cluster) -> bool:
    enough = not cluster.titles or cluster.genders["she"] >= _LIKELY
    return cluster.title_gender == "she" or (cluster.gender == "she" and enough)


def middles_agree(first: Name, second: Name) -> bool:
    """Return whether the middle names that both have may be the same."""
    return all(same_given(a, b) for a, b in zip(first.middle, second.middle, strict=False))


def parts_fit(name: Name, there: Name) -> bool:
    """Return whether the one word of `name` can be that part of `there`: "Mr. Darcy" tells a family name."""
    if name.given:
        # "Aunt Shaw" is Mrs. Shaw, "Aunt Halla" is Halla Tarn.
        in_law = not there.given and bool(set(name.titles) & KIN) and name.given in {there.family, there.single}
        return in_law or name.given in {there.given, there.single, there.nickname}
    if there.age == "young" and name.titles and not set(name.titles) & _BOYS:
        return False  # "Squire Gordon" is the father of "young George Gordon"
    if name.family:
        same_title = name.family == there.given and name.titles == there.titles  # "Mrs. Rachel" Lynde
        return same_title or name.family in {there.family, there.single, "" if surely_given(there) else there.given}
    return name.single in there.words
