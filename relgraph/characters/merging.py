"""Which name forms are one character: forms with evidence come in, clusters that break no constraint go out."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from relgraph.characters.constraints import (
    Cluster,
    differ_in_gender,
    is_husband,
    is_wife,
    middles_agree,
    names_agree,
    parts_fit,
)
from relgraph.characters.evidence import pair
from relgraph.characters.forms import Clusters, Link
from relgraph.characters.names import given_gender, same_given
from relgraph.characters.nearness import Nearness
from relgraph.characters.short_forms import ShortForms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relgraph.characters.evidence import TextEvidence
    from relgraph.characters.forms import Form
    from relgraph.characters.names import Name
    from relgraph.records import Rule

# What a common given name tells, in pronouns: "Leslie ... she, she, she, she" outvotes the census.
_NAME_WEIGHT: Final = 3
_COURTESY: Final = frozenset({"mr", "mrs", "lady"})
_PARENT_TITLES: Final = frozenset({"mr", "mrs"})
_RANK_TITLES: Final = frozenset({"lady", "queen", "king", "dame", "duchess", "duke", "sir"})
# So many full names of one family make it one of parents and children.
_CHILDREN: Final = 3
_RARE: Final = 2
_FREQUENT: Final = 5


def merge_forms(
    forms: Mapping[str, Form],
    evidence: TextEvidence,
    *,
    forced: Sequence[Link] = (),
    owners: Mapping[str, int] | None = None,
) -> Clusters:
    """Return the clusters of forms.

    Forms of one owner (a character of a cast file, by number) are one, forms of two owners never, whatever the names
    say. `forced` links (renamings, tags) hold unless the forms are named side by side or differ in gender. All other
    links need names that agree, and a form that fits several clusters joins none: it is `ambiguous`. Deterministic;
    empty input gives no clusters.
    """
    decided = {key: owner for key, owner in (owners or {}).items() if key in forms}
    merger = _Merger(forms, evidence, decided)
    merger.join_owned()
    merger.join_full_names()
    for link in forced:
        for key in (link.first, link.second):  # "Ben" joins Ben Solo before "Call me Ben" joins both to Kylo Ren
            merger.place(key)
        if merger.allows(link.first, link.second, renamed=True):
            merger.join(link)
    for key in merger.by_rank():
        merger.place(key)
    merger.reconsider()
    merger.join_weak()
    return merger.result()


class _Merger:
    """The clusters while they grow; each form is in exactly one."""

    def __init__(self, forms: Mapping[str, Form], evidence: TextEvidence, owners: Mapping[str, int]) -> None:
        self.owners = owners
        self.forms = dict(sorted(forms.items()))
        self.evidence = evidence
        self.links: list[Link] = []
        self.ambiguous: dict[str, tuple[str, ...]] = {}
        self.placed = {key for key, form in self.forms.items() if form.name.is_full} | set(owners)
        self.clusters: dict[str, Cluster] = {key: self._single(key) for key in self.forms}
        self.by_word: dict[str, list[str]] = defaultdict(list)
        for key, form in self.forms.items():
            for word in dict.fromkeys(form.name.words):
                self.by_word[word].append(key)

    def _single(self, key: str) -> Cluster:
        name = self.forms[key].name
        genders = Counter(self.evidence.genders.get(key, ()))
        if given_gender(name):
            genders[given_gender(name)] += _NAME_WEIGHT
        return Cluster(
            keys=[key],
            owners={self.owners[key]} if key in self.owners else set(),
            givens={name.given} - {""},
            families={name.family} - {""},
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
        if any(self.evidence.apart[pair(a, b)] for a in one.keys for b in two.keys):
            return False
        agree = names_agree(one, two) and not is_husband(self.forms[first].name, self.forms[second].name)
        return renamed or (agree and not is_wife(one, two) and not is_wife(two, one))

    def join_owned(self) -> None:
        """Join the forms that one character of the cast claims."""
        first: dict[int, str] = {}
        for key, owner in sorted(self.owners.items()):
            if first.setdefault(owner, key) != key:
                self.join(Link(first=first[owner], second=key, rule="cast"))

    def join_full_names(self) -> None:
        """Join given and family names that agree: the same first, then nicknames and initials that fit one only."""
        full = [key for key, form in self.forms.items() if form.name.is_full]
        for wanted in (("same",), ("nickname", "initial", "variant", "short")):
            for key in full:
                name = self.forms[key].name
                fitting = self._distinct(
                    other
                    for other in self.by_word[name.family]
                    if other != key
                    and self.forms[other].name.family == name.family
                    and self.forms[other].name.is_full
                    and same_given(self.forms[other].name.given, name.given) in wanted
                    and middles_agree(self.forms[other].name, name)
                    and self.allows(other, key)
                )
                if len(fitting) == 1:
                    self.join(Link(first=fitting[0], second=key, rule="full name"))

    def by_rank(self) -> list[str]:
        """Return the forms that are not full names: those with a title first, within them the frequent first."""
        keys = [key for key, form in self.forms.items() if not form.name.is_full]
        return sorted(keys, key=lambda key: (not self.forms[key].name.titles, -self.forms[key].count, key))

    def place(self, key: str) -> None:
        """Join a form of one name word to the cluster it fits; note it as ambiguous where it fits several."""
        if key in self.placed:
            return
        self.placed.add(key)
        name = self.forms[key].name
        fitting = self._distinct(self._fitting(key))
        titled = [other for other in fitting if set(name.titles) & self.clusters[other].titles]
        if len(titled) == 1:
            fitting = titled
        elif _PARENT_TITLES & set(name.titles) and (len(fitting) > 1 or self._bearers(name.family) >= _CHILDREN):
            # "Mr. Weasley" beside Ron, Fred and Ginny Weasley is their father; wrong where he is the eldest son.
            fitting = []
        if len(fitting) == 1:
            self.join(Link(first=fitting[0], second=key, rule=self._rule(fitting[0], key)))
        elif len(fitting) > 1:
            self.ambiguous[key] = tuple(fitting)

    def _bearers(self, family: str) -> int:
        return len(self._distinct(o for o in self.by_word[family] if self.forms[o].name.is_full))

    def reconsider(self) -> None:
        """Place ambiguous forms again: what was joined meanwhile may leave them one cluster."""
        for key in sorted(self.ambiguous):
            del self.ambiguous[key]
            self.placed.discard(key)
            self.place(key)

    def _fitting(self, key: str) -> Iterable[str]:
        name = self.forms[key].name
        for other in self.by_word[name.words[0]] if name.words else ():
            there = self.forms[other].name
            if other in self.ambiguous or self.clusters[other] is self.clusters[key]:
                continue
            if other not in self.placed or not (there.is_full or there.titles or there.nickname):
                continue
            # "Miss Darcy" is not Fitzwilliam, if he is he, but "Isaura" is Isaura Venning for all stray pronouns.
            by_given = name.words[0] == there.given and not name.titles
            if parts_fit(name, there) and self.allows(other, key, weak=not by_given) and not self._met(name, there):
                yield other

    def _met(self, name: Name, there: Name) -> bool:
        """Whether a titled form and the other are two people to the narrator.

        They stand in one sentence ("Mr. Weasley looked at Ron"), or the narration uses the title for one and the bare
        given name for the other ("Mrs. Hilbery", "Katharine"). Wrong for a narrator who says now "Mr. Darcy", now
        "Fitzwilliam".
        """
        if not name.titles or not there.is_full:
            return False
        by_family = name.words[0] == there.family
        keys = (there.key, there.given) if by_family else (there.key,)
        if any(self.evidence.together[pair(name.key, key)] for key in keys if key != name.key):
            return True
        courtesy = set(name.titles) & _COURTESY and name.titles != there.titles and by_family
        return bool(courtesy and self._told(name.key) and self._told(there.given))

    def _told(self, key: str) -> int:
        return self.forms[key].told if key in self.forms else 0

    def _rule(self, fuller: str, key: str) -> Rule:
        name, there = self.forms[key].name, self.forms[fuller].name
        word = name.words[0]
        if not there.is_full:
            return "title"
        if word == there.nickname:
            return "nickname"
        return "family name" if word == there.family else "given name"

    def join_weak(self) -> None:
        """Join nicknames and rare spellings to the one cluster they fit, if the two never meet."""
        near = Nearness({key: form.name.single or form.name.given for key, form in self.forms.items()})
        for key in sorted(self.forms, key=lambda k: (self.forms[k].count, k)):
            if self.forms[key].name.is_full or key in self.owners or key in self.ambiguous:
                continue
            nicknames = (o for o in near.nicknames(key) if self._has_nickname(key, o) and self._never_meet(key, o))
            variants = (o for o in near.variants(key) if self._is_usual(key, o) and self._never_meet(key, o))
            if not self._join_only(key, nicknames, "nickname"):
                self._join_only(key, variants, "spelling")
        self._join_short()

    def _join_short(self) -> None:
        """Join "Chewie", or "Artoo", to the one name of the story that it can be short for."""
        parts = ((key, (form.name.given, form.name.single)) for key, form in self.forms.items())
        short = ShortForms({key: filter(None, words) for key, words in parts})
        for key in sorted(self.forms, key=lambda k: (self.forms[k].count, k)):
            name = self.forms[key].name
            if not name.single or name.titles or key in self.owners or key in self.ambiguous:
                continue
            if not self._join_met(key, short.codes(name.single), "read aloud"):
                self._join_met(key, short.names(name.single, clipped=not self.forms[key].told), "short form")

    def _join_met(self, key: str, others: Iterable[str], rule: Rule) -> bool:
        """Join a form to the one cluster it fits unless they meet: a second that it fits makes it doubtful."""
        found = self._distinct(others)
        if len(found) != 1 or not self._never_meet(key, found[0]):
            return False
        self.join(Link(first=found[0], second=key, rule=rule))
        return True

    def _join_only(self, key: str, others: Iterable[str], rule: Rule) -> bool:
        found = self._distinct(others)
        if len(found) == 1:
            self.join(Link(first=found[0], second=key, rule=rule))
        return len(found) == 1

    def _has_nickname(self, key: str, other: str) -> bool:
        """Nobody says "Kitty" to Lady Catherine, nor "Harry" to Sir Henry."""
        return not (self.clusters[key].titles | self.clusters[other].titles) & _RANK_TITLES

    def _is_usual(self, key: str, other: str) -> bool:
        """Whether `key` is a slip beside the frequent `other`: "Takadona" once, "Takodana" ten times."""
        mine, theirs = self.forms[key], self.forms[other]
        return mine.count <= _RARE and theirs.count >= _FREQUENT * mine.count and not mine.name.titles

    def _never_meet(self, key: str, other: str) -> bool:
        one, two = self.clusters[key], self.clusters[other]
        if one is two or other in self.ambiguous or not self.allows(key, other, weak=True):
            return False
        return not any(self.evidence.together[pair(a, b)] for a in one.keys for b in two.keys)

    def _distinct(self, keys: Iterable[str]) -> list[str]:
        """One form of each cluster, the most frequent."""
        best: dict[int, str] = {}
        for key in sorted(keys, key=lambda k: (-self.forms[k].count, k)):
            best.setdefault(id(self.clusters[key]), key)
        return list(best.values())

    def result(self) -> Clusters:
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
