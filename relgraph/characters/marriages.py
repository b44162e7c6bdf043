"""Who is whose husband or wife, as far as names tell: "Sir Percy Blakeney", "Marguerite Blakeney"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.characters.names import Name

_OTHER: Final = {"he": "she", "she": "he"}
_LEAD: Final = 8
_COUPLES: Final = {"mr": "mrs", "mrs": "mr"}
_MARRIED: Final = frozenset({"mrs", "lady"})


def find_spouses(members: Sequence[Sequence[Name]], genders: Sequence[str], counts: Sequence[int]) -> dict[int, int]:
    """Return whom "her husband" or "his wife" means, by number: Mr. or Mrs. X, else the only other one of the family.

    `members` are the names of each person, `genders` their pronoun sets ("" where unknown), `counts` how often each is
    named: a father who is mentioned once is passed over. Of two families of a woman that of a Mrs. or Lady counts. A
    husband is he and a wife is she; wrong for somebody whose brother alone is in the story and whose spouse has another
    name.
    """
    spouses = _couples(members)
    families: dict[str, set[int]] = defaultdict(set)
    married = {name.family or name.single for names in members for name in names if set(name.titles) & _MARRIED}
    for person, names in enumerate(members):
        for name in names:
            families[name.family].add(person)
    for person, names in enumerate(members):
        own = {name.family for name in names} - {""}
        wanted = _OTHER.get(genders[person])
        others = {one for family in own & married or own for one in families[family] if genders[one] == wanted}
        ranked = sorted(others, key=lambda one: (-counts[one], one))
        if wanted and ranked and (len(ranked) == 1 or counts[ranked[0]] >= _LEAD * counts[ranked[1]]):
            spouses.setdefault(person, ranked[0])
    return spouses


def _couples(members: Sequence[Sequence[Name]]) -> dict[int, int]:
    """Return Mr. and Mrs. of one family name, where there is one of each."""
    titled: dict[tuple[str, str], set[int]] = defaultdict(set)
    for person, names in enumerate(members):
        for name in names:
            for title in _COUPLES.keys() & set(name.titles):
                titled[title, name.family].add(person)
    pairs = _unique(titled)
    return {
        one: pairs[_COUPLES[title], family]
        for (title, family), one in pairs.items()
        if (_COUPLES[title], family) in pairs
    }


def _unique(titled: Mapping[tuple[str, str], set[int]]) -> dict[tuple[str, str], int]:
    return {key: min(persons) for key, persons in sorted(titled.items()) if len(persons) == 1}
