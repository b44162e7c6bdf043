"""Clusters of name forms while they grow: every form is in exactly one, and every join leaves a link."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from relgraph.characters.constraints import (
    Cluster,
    differ_in_gender,
    is_husband,
    is_wife,
    names_agree,
    surely_given,
)
from relgraph.characters.evidence import pair
from relgraph.characters.forms import Clusters, Link
from relgraph.characters.names import given_gender

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relgraph.characters.evidence import Pair, TextEvidence
    from relgraph.characters.forms import Form

# What a common given name tells, in pronouns: "Leslie ... she, she, she, she" outvotes the census.
_NAME_WEIGHT: Final = 3


class Grouping:
    """The forms by key, what the text says about them, and the clusters; `placed` and `ambiguous` are found so far."""

    def __init__(self, forms: Mapping[str, Form], evidence: TextEvidence, owners: Mapping[str, int]) -> None:
        self.owners = owners
        self.forms = dict(sorted(forms.items()))
        self.evidence = evidence
        self.links: list[Link] = []
        self.ambiguous: dict[str, tuple[str, ...]] = {}
        self.placed = {key for key, form in self.forms.items() if form.name.is_full} | set(owners)
        self.by_word: dict[str, list[str]] = defaultdict(list)
        for key, form in self.forms.items():
            for word in dict.fromkeys(form.name.words):
                self.by_word[word].append(key)
        self.clusters: dict[str, Cluster] = {key: self._single(key) for key in self.forms}

    def _single(self, key: str) -> Cluster:
        name = self.forms[key].name
        genders = Counter(self.evidence.genders.get(key, ()))
        if given_gender(name):
            genders[given_gender(name)] += _NAME_WEIGHT
        titled = not name.given and any(
            there.given == name.family and there.is_full and there.titles == name.titles
            for there in (self.forms[other].name for other in self.by_word[name.family])
        )  # "Mrs. Rachel" beside "Mrs. Rachel Lynde"
        return Cluster(
            keys=[key],
            owners={self.owners[key]} if key in self.owners else set(),
            givens={name.family if titled else surely_given(name)} - {""},
            families={"" if titled else name.family} - {""},
            titles=set(name.titles),
            ages={name.age} - {""},
            suffixes={name.suffix} - {""},
            title_gender=name.gender,
            genders=genders,
        )

    def join(self, link: Link) -> None:
        """Join the clusters of two forms."""
        kept, gone = self.clusters[link.first], self.clusters[link.second]
        if kept is gone:
            return
        kept.add(gone)
        for key in gone.keys:
            self.clusters[key] = kept
        self.links.append(link)

    def allows(self, first: str, second: str, *, renamed: bool = False, weak: bool = False) -> bool:
        """Return whether nothing forbids that the clusters of two forms are one; `weak` links heed weak signs."""
        one, two = self.clusters[first], self.clusters[second]
        if one is two:
            return True
        if len(one.owners | two.owners) > 1:
            return False
        if differ_in_gender(one, two, weak=weak):
            return False
        if _share(self.evidence.apart, one, two):
            return False
        agree = names_agree(one, two) and not is_husband(self.forms[first].name, self.forms[second].name)
        return renamed or (agree and not is_wife(one, two) and not is_wife(two, one))

    def never_meet(self, key: str, other: str, *, spelt: bool = False) -> bool:
        """Return whether two clusters may be one and no sentence holds a form of each; `spelt` names may differ."""
        one, two = self.clusters[key], self.clusters[other]
        if one is two or other in self.ambiguous or not self.allows(key, other, renamed=spelt, weak=True):
            return False
        return not self.meet(one, two)

    def meet(self, one: Cluster, two: Cluster) -> bool:
        """Return whether a sentence holds a form of each of two clusters."""
        return _share(self.evidence.together, one, two)

    def converse(self, one: Cluster, two: Cluster) -> bool:
        """Return whether tags name forms of two clusters as speakers, one after the other."""
        return _share(self.evidence.exchanges, one, two)

    def distinct(self, keys: Iterable[str]) -> list[str]:
        """Return one form of each cluster, the most frequent."""
        best: dict[int, str] = {}
        for key in sorted(keys, key=lambda k: (-self.forms[k].count, k)):
            best.setdefault(id(self.clusters[key]), key)
        return list(best.values())

    def result(self) -> Clusters:
        """Return the clusters as they are."""
        members: dict[int, list[str]] = defaultdict(list)
        for key in self.forms:
            if key not in self.ambiguous:
                members[id(self.clusters[key])].append(key)
        index = {ident: at for at, ident in enumerate(members)}
        ambiguous = {
            key: tuple(sorted({index[id(self.clusters[o])] for o in others if id(self.clusters[o]) in index}))
            for key, others in self.ambiguous.items()
        }
        return Clusters(
            members=tuple(tuple(keys) for keys in members.values()), ambiguous=ambiguous, links=tuple(self.links)
        )


def _share(counts: Mapping[Pair, int], one: Cluster, two: Cluster) -> bool:
    """Whether a pair of forms, one of each cluster, is counted."""
    return any(counts.get(pair(a, b)) for a in one.keys for b in two.keys)
