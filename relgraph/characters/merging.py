"""Which name forms are one character: forms with evidence come in, clusters that break no constraint go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relgraph.characters.constraints import KIN, middles_agree, parts_fit
from relgraph.characters.evidence import pair
from relgraph.characters.forms import Link
from relgraph.characters.grouping import Grouping
from relgraph.characters.names import given_gender, same_given
from relgraph.characters.weak import join_weak

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relgraph.characters.evidence import TextEvidence
    from relgraph.characters.forms import Clusters, Form
    from relgraph.characters.names import Name
    from relgraph.records import Rule

_COURTESY: Final = frozenset({"mr", "mrs", "lady"})
_PARENT_TITLES: Final = frozenset({"mr", "mrs"})
# So many full names of one family make it one of parents and children.
_CHILDREN: Final = 3
_OFTEN: Final = 10
_FREQUENT: Final = 30
_RARE: Final = 0.02


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
    merger.join_married()
    merger.reconsider()
    join_weak(merger)
    return merger.result()


class _Merger(Grouping):
    """The rules that place whole names, and names with a title, in the clusters they fit."""

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
                fitting = self.distinct(
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

        def rank(key: str) -> tuple[bool, int, str]:
            name = self.forms[key].name
            return not (name.titles or name.has_byname), -self.forms[key].count, key

        return sorted(keys, key=rank)

    def place(self, key: str) -> None:
        """Join a form of one name word to the cluster it fits; note it as ambiguous where it fits several."""
        if key in self.placed:
            return
        self.placed.add(key)
        name = self.forms[key].name
        fitting = self.distinct(self._fitting(key)) or self.distinct(self._aged(key))
        titled = [other for other in fitting if set(name.titles) & self.clusters[other].titles]
        if len(titled) == 1:
            fitting = titled
        elif _PARENT_TITLES & set(name.titles) and (len(fitting) > 1 or self._bearers(name.family) >= _CHILDREN):
            # "Mr. Weasley" beside Ron, Fred and Ginny Weasley is their father; wrong where he is the eldest son.
            fitting = []
        if len(fitting) > 1:
            fitting = self._usual(key, fitting)
        if len(fitting) == 1:
            self.join(Link(first=fitting[0], second=key, rule=self._rule(fitting[0], key)))
        elif len(fitting) > 1:
            self.ambiguous[key] = tuple(fitting)

    def _usual(self, key: str, fitting: Sequence[str]) -> list[str]:
        """Return those of several clusters that matter beside a frequent form, or else the one that matters most.

        "Laurie", six hundred times, is neither "Laurie Laurence" nor "Parian Psyche Laurie", once each.
        """
        count = self.forms[key].count
        totals = {other: sum(self.forms[one].count for one in self.clusters[other].keys) for other in fitting}
        known = [other for other in fitting if count < _FREQUENT or totals[other] >= _RARE * count]
        first, second = sorted(fitting, key=lambda other: (-totals[other], other))[:2]
        return known or ([first] if totals[first] > totals[second] else [])

    def join_married(self) -> None:
        """Join a woman's two full names: "Mina Murray" and "Mina Harker", who is "Mina" a hundred times.

        The given name fits these two alone, the story uses it often, and no sentence holds both. Wrong for two friends
        of one given name who are never mentioned together.
        """
        for key, others in sorted(self.ambiguous.items()):
            name = self.forms[key].name
            if len(others) != 2 or not name.single or self.forms[key].count < _OFTEN:
                continue
            one, two = (self.clusters[other] for other in others)
            woman = "she" in {one.title_gender, two.title_gender, given_gender(name)}
            full = name.single in one.givens & two.givens and one.families and two.families
            if woman and full and not self.meet(one, two) and self.allows(*others, renamed=True):
                self.join(Link(first=others[0], second=others[1], rule="full name"))

    def _bearers(self, family: str) -> int:
        return len(self.distinct(o for o in self.by_word[family] if self.forms[o].name.is_full))

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
            fuller = there.is_full or there.titles or there.nickname or there.has_byname
            if other not in self.placed or not fuller:
                continue
            # "Miss Darcy" is not Fitzwilliam, if he is he, but "Isaura" is Isaura Venning for all stray pronouns.
            by_given = name.words[0] == there.given and not name.titles
            if parts_fit(name, there) and self.allows(other, key, weak=not by_given) and not self._met(name, there):
                yield other

    def _aged(self, key: str) -> Iterable[str]:
        """Yield the forms that a bare name is with an age in front: "Pryce", where "young Pryce" is the only one."""
        name = self.forms[key].name
        for other in self.by_word[name.single] if name.single and not (name.titles or name.age) else ():
            there = self.forms[other].name
            if there.age and there.single == name.single and not there.titles and self.allows(other, key):
                yield other

    def _met(self, name: Name, there: Name) -> bool:
        """Whether a titled form and the other are two people to the narrator.

        They stand in one sentence ("Mr. Weasley looked at Ron"), or the narration uses the title for one and the bare
        given name for the other ("Mrs. Hilbery", "Katharine"). Wrong for a narrator who says now "Mr. Darcy", now
        "Fitzwilliam"; once, of a man who is no Mrs.'s son as far as the story knows, is no sign ("Mr Solo", "Ben").
        """
        if {*name.titles, *there.titles} & KIN and self.evidence.together[pair(name.key, there.key)]:
            return True  # "Aunt March" sits beside "Mrs. March"
        if not name.titles or not there.is_full or (name.titles == there.titles and name.words[0] == there.given):
            return False
        by_family = name.words[0] == there.family
        keys = (there.key, there.given) if by_family else (there.key,)
        if any(self.evidence.together[pair(name.key, key)] for key in keys if key != name.key):
            return True
        courtesy = set(name.titles) & _COURTESY and name.titles != there.titles and by_family
        if not courtesy or not self._told(name.key) or not self._told(there.given):
            return False
        return self._told(name.key) > 1 or not self._is_only(name, there)

    def _is_only(self, name: Name, there: Name) -> bool:
        """Whether "he" is said of the other name, and no third titled form has the family name."""
        titled = (self.forms[o].name for o in self.by_word[name.words[0]] if o not in {name.key, there.key})
        same = self.clusters[there.key].gender == name.gender == "he"
        return same and not any(_PARENT_TITLES & set(other.titles) for other in titled)

    def _told(self, key: str) -> int:
        return self.forms[key].told if key in self.forms else 0

    def _rule(self, fuller: str, key: str) -> Rule:
        name, there = self.forms[key].name, self.forms[fuller].name
        word = name.words[0]
        if not there.is_full:
            return "given name" if there.has_byname else "title"
        if word == there.nickname:
            return "nickname"
        return "family name" if word == there.family else "given name"
