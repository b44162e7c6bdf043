"""Weak links between name forms: nicknames, spellings and short forms, each for the one cluster that fits."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from relgraph.characters.forms import Link
from relgraph.characters.names import given_gender
from relgraph.characters.nearness import Nearness
from relgraph.characters.short_forms import ShortForms, plain_spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from relgraph.characters.constraints import Cluster
    from relgraph.characters.grouping import Grouping
    from relgraph.characters.names import Name
    from relgraph.records import Rule

_RANK_TITLES: Final = frozenset({"lady", "queen", "king", "dame", "duchess", "duke", "sir", "saint"})
_UNMARRIED: Final = frozenset({"miss", "mr", "ms"})
_ONE_GENDER: Final = ({"he"}, {"she"})
_RARE: Final = 2
_FREQUENT: Final = 5
_LONG: Final = 5


def join_weak(group: Grouping) -> None:
    """Join nicknames, spellings and short forms to the one cluster they fit, if the two never meet."""
    _join_nicknames(group)
    _join_spellings(group)
    _join_slips(group)
    _join_short(group)
    _join_alternating(group)


def _open(group: Grouping) -> Iterator[str]:
    """Yield the forms that nobody has decided yet, the rare first."""
    for key in sorted(group.forms, key=lambda k: (group.forms[k].count, k)):
        if key not in group.owners and key not in group.ambiguous:
            yield key


def _join_only(group: Grouping, key: str, others: Iterable[str], rule: Rule) -> None:
    found = group.distinct(others)
    if len(found) == 1:
        group.join(Link(first=found[0], second=key, rule=rule))


def _join_nicknames(group: Grouping) -> None:
    near = Nearness({key: form.name.single or form.name.given for key, form in group.forms.items()})
    for key in _open(group):
        if not group.forms[key].name.is_full:
            fits = (o for o in near.nicknames(key) if _has_nickname(group, key, o) and group.never_meet(key, o))
            _join_only(group, key, fits, "nickname")


def _has_nickname(group: Grouping, key: str, other: str) -> bool:
    """Nobody says "Kitty" to Lady Catherine, nor "Harry" to Sir Henry; "Biddy" is said right beside Lady Bridget."""
    one, two = group.clusters[key], group.clusters[other]
    if not (one.titles | two.titles) & _RANK_TITLES:
        return True
    return _least_used(group, one, two) > _RARE and any(_follow(group, one, two))


def _least_used(group: Grouping, one: Cluster, two: Cluster) -> int:
    """Return how often the rarer of two clusters is named."""
    return min(sum(group.forms[form].count for form in cluster.keys) for cluster in (one, two))


def _follow(group: Grouping, one: Cluster, two: Cluster) -> tuple[bool, bool]:
    """Return whether most uses of the first stand near the second, and the other way round."""
    return group.evidence.follow(one.keys, two.keys), group.evidence.follow(two.keys, one.keys)


def _join_spellings(group: Grouping) -> None:
    """Join names that differ in accents, hyphens, double letters or the ending only: "Lizzy", "Lizzie"."""
    written = {key: _written(form.name) for key, form in group.forms.items()}
    by_spelling: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, words in written.items():
        by_spelling[tuple(map(plain_spelling, words))].append(key)
    for key in _open(group):
        same = by_spelling[tuple(map(plain_spelling, written[key]))]
        fits = (o for o in same if written[o] != written[key] and group.never_meet(key, o, spelt=True))
        _join_only(group, key, fits, "spelling")


def _written(name: Name) -> tuple[str, ...]:
    """Return what tells a name from others but for its spelling; titles, ages and suffixes have to be the same."""
    return (*name.titles, name.age, name.suffix, name.given, *name.middle, name.family, name.single)


def _join_slips(group: Grouping) -> None:
    """Join a rare form to a frequent one a letter away: "Takadona" once, "Takodana" ten times."""
    parts: list[Callable[[str], str]] = [
        lambda key: group.forms[key].name.given or group.forms[key].name.single,
        lambda key: group.forms[key].name.family or group.forms[key].name.single,
    ]
    for word, rest in (parts, parts[::-1]):
        near = Nearness({key: word(key) for key in group.forms})
        for key in _open(group):
            full = group.forms[key].name.is_full
            fits = (
                other
                for other in near.variants(key)
                if _is_usual(group, key, other)
                and (not full or (rest(key) == rest(other) and group.forms[other].name.is_full))
                and group.never_meet(key, other, spelt=full)
            )
            _join_only(group, key, fits, "spelling")


def _is_usual(group: Grouping, key: str, other: str) -> bool:
    mine, theirs = group.forms[key], group.forms[other]
    if mine.name.core.casefold() == f"{theirs.name.core.casefold()}s":  # "There were two more Eunices."
        return False
    return mine.count <= _RARE and theirs.count >= _FREQUENT * mine.count and not mine.name.titles


def _join_short(group: Grouping) -> None:
    """Join "Chewie", or "Artoo", to the one name of the story that it can be short for."""
    parts = ((key, (form.name.given, form.name.single)) for key, form in group.forms.items())
    short = ShortForms({key: filter(None, words) for key, words in parts})
    for key in _open(group):
        name = group.forms[key].name
        if not name.single or name.titles:
            continue
        if not _join_met(group, key, short.codes(name.single), "read aloud"):
            _join_met(group, key, short.names(name.single, said=not group.forms[key].told), "short form")


def _join_met(group: Grouping, key: str, others: Iterable[str], rule: Rule) -> bool:
    """Join a form to the one cluster it fits unless they meet: a second that it fits makes it doubtful."""
    found = group.distinct(others)
    if len(found) != 1 or not group.never_meet(key, found[0]):
        return False
    group.join(Link(first=found[0], second=key, rule=rule))
    return True


def _join_alternating(group: Grouping) -> None:
    """Join a Miss or Mr. X to the one given name that stands near again and again, and never in one sentence.

    "Miss Brooke rose. Dorothea was pale." Nor do the two speak one after the other. Wrong for two who are always about
    and of whom no sentence tells together, which is rare where both are mentioned often.
    """
    titled = [key for key in _open(group) if _is_family_only(group, key)]
    given = [key for key in _open(group) if _is_given_only(group, key)]
    pairs = [(one, other) for one in titled for other in given if _alternate(group, one, other)]
    for one, other in pairs:
        if sum(one in two or other in two for two in pairs) == 1:
            group.join(Link(first=one, second=other, rule="alternation"))


def _is_family_only(group: Grouping, key: str) -> bool:
    cluster, name = group.clusters[key], group.forms[key].name
    return bool(set(name.titles) & _UNMARRIED) and bool(name.family or name.single) and not cluster.givens


def _is_given_only(group: Grouping, key: str) -> bool:
    cluster, name = group.clusters[key], group.forms[key].name
    return name.single != "" and not cluster.titles and not cluster.families and given_gender(name) != ""


def _alternate(group: Grouping, titled: str, given: str) -> bool:
    one, two = group.clusters[titled], group.clusters[given]
    if one is two or {group.forms[titled].name.gender, given_gender(group.forms[given].name)} not in _ONE_GENDER:
        return False
    if not group.never_meet(titled, given) or group.converse(one, two):
        return False
    uses, follows = _least_used(group, one, two), _follow(group, two, one)
    called = all(not group.forms[form].told for form in two.keys)
    return (follows[0] and called and uses > _RARE) or (all(follows) and uses > _RARE + 1)
