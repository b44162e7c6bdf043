"""Whom each name means: a form of one character is settled, an ambiguous one is decided where it stands."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from relgraph.characters.dialogue import is_vocative
from relgraph.characters.evidence import pronoun_after
from relgraph.characters.layout import NOWHERE
from relgraph.characters.names import same_given
from relgraph.characters.words import FAMILY_TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.characters.dialogue import Cue
    from relgraph.characters.forms import Clusters
    from relgraph.characters.layout import Layout, Spot
    from relgraph.characters.names import Name

# Sentences after which a character is half as near.
_HALF: Final = 12
_OTHER_CHAPTER: Final = 0.15
_FREQUENCY: Final = 0.35
_WRONG_GENDER: Final = 0.2
# "Darcy" is rarely said of Miss or Mrs. Darcy; wrong for a school story that calls girls by family name.
_LADY: Final = 0.25
_USUAL: Final = 1.3
# Who answers an address was spoken to, and whom the answer names was not.
_ANSWERS: Final = 10.0
_SPOKEN_OF: Final = 0.2
_SURE: Final = 0.6
_COURTESY: Final = frozenset({"mr", "mrs", "ms", "monsieur", "herr", "frau", "signor", "signora", "señor", "señora"})
_LADY_TITLES: Final = frozenset({"mrs", "miss", "lady", "madame", "mademoiselle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The cluster that a name entity means, and the probability (0..1) where context decided, else None."""

    cluster: int
    p: float | None = None


@dataclass(slots=True)
class _Seen:
    count: int = 0
    sentence: int = -1
    chapter: int = -1


def assign_names(
    layout: Layout,
    names: Mapping[int, Name],
    clusters: Clusters,
    *,
    cues: Sequence[Cue | None],
    genders: Sequence[str],
    told: Mapping[int, int],
) -> dict[int, Assigned]:
    """Return the cluster of each entity in `names`; `genders` are those of the clusters ("" unknown).

    `told` gives the entities that a cast decides; their persons may lie beyond the clusters, `genders` has theirs too.
    An ambiguous form goes to the fitting cluster that was named last and often, in the same chapter rather than
    another, that agrees with the pronoun behind it, that answers if the form is an address, and that is not the speaker
    of the quote it stands in. A form before any of its characters is named goes to the most frequent, and a rank is one
    person's throughout.
    """
    reading = _Reading(layout, names, clusters, cues, genders, told)
    assigned = reading.assign({})
    holders = reading.rank_holders()
    return reading.assign(holders) if holders else assigned


class _Reading:
    """One way through the names of a story, and what it has found."""

    def __init__(
        self,
        layout: Layout,
        names: Mapping[int, Name],
        clusters: Clusters,
        cues: Sequence[Cue | None],
        genders: Sequence[str],
        told: Mapping[int, int],
    ) -> None:
        self.layout, self.names, self.cues, self.genders, self.told = layout, names, cues, genders, told
        self.ambiguous = clusters.ambiguous
        self.home = {key: index for index, keys in enumerate(clusters.members) for key in keys}
        self.totals = Counter(self.home[name.key] for name in names.values() if name.key in self.home)
        self.parts = _Parts(clusters, names)
        self.heard = _heard(layout, names)
        self.seen: list[_Seen] = []
        self.assigned: dict[int, Assigned] = {}
        self.scores: dict[str, list[dict[int, float]]] = {}

    def assign(self, holders: Mapping[str, Assigned]) -> dict[int, Assigned]:
        """Return whom each name means; `holders` are forms that are decided for the whole story."""
        self.seen = [_Seen() for _ in self.genders]
        self.assigned = {}
        for index in sorted(self.names):
            spot, name = self.layout.spots[index], self.names[index]
            if index in self.told:
                choice = Assigned(cluster=self.told[index])
            elif name.key in self.home:
                choice = Assigned(cluster=self.home[name.key])
            else:
                choice = holders.get(name.key) or self._decide(spot, name)
            self.assigned[index] = choice
            if choice.p is None or choice.p >= _SURE:  # a guess brings nobody near
                last = self.seen[choice.cluster]
                last.count, last.sentence, last.chapter = last.count + 1, spot.sentence, spot.chapter
        return self.assigned

    def _decide(self, spot: Spot, name: Name) -> Assigned:
        scores = {
            cluster: _nearness(self.seen[cluster], self.totals[cluster], spot) * self.parts.usage(name, cluster)
            for cluster in self.ambiguous[name.key]
        }
        gender, _ = pronoun_after(self.layout, spot, limit=len(self.layout.words))
        answers, spoken_of = self._reply(spot)
        for cluster in scores:
            if gender and self.genders[cluster] and self.genders[cluster] != gender:
                scores[cluster] *= _WRONG_GENDER
            if _speaks(spot, cluster, self.cues, self.assigned):
                scores[cluster] *= 0.01
            scores[cluster] *= (_ANSWERS if cluster == answers else 1.0) * (_SPOKEN_OF if cluster in spoken_of else 1.0)
        self.scores.setdefault(name.key, []).append(scores)
        return _choose(scores)

    def _reply(self, spot: Spot) -> tuple[int, frozenset[int]]:
        """Return who answers an address by the tag of the next paragraph's quote, or -1, and whom the answer names."""
        places = self.layout.quote_places
        if not is_vocative(self.layout, spot):
            return -1, frozenset()
        reply = spot.quote + 1
        while reply < len(places) and places[reply][1] == places[spot.quote][1]:
            reply += 1
        if reply == len(places) or places[reply][1] != places[spot.quote][1] + 1:
            return -1, frozenset()
        cue = self.cues[reply]
        speaker = self.names.get(cue.spot) if cue is not None and cue.evidence == "tag" else None
        spoken_of = (self.home.get(key, -1) for key in self.heard.get(reply, ()))
        return self.home.get(speaker.key, -1) if speaker else -1, frozenset(spoken_of)

    def rank_holders(self) -> dict[str, Assigned]:
        """Return the ranked forms ("Lieutenant Tarn") that several fit: one bears a rank wherever it is mentioned."""
        holders = {}
        by_key = {name.key: name for name in self.names.values()}
        for key, scores in sorted(self.scores.items()):
            if set(by_key[key].titles) & FAMILY_TITLES - _COURTESY:
                together = {one: math.fsum(math.log(row[one]) for row in scores) / len(scores) for one in scores[0]}
                holders[key] = _choose({one: math.exp(mean) for one, mean in together.items()})
        return holders


def _heard(layout: Layout, names: Mapping[int, Name]) -> dict[int, list[str]]:
    """Return the names that each quote says of somebody, not to them."""
    heard: dict[int, list[str]] = {}
    for index in sorted(names):
        spot = layout.spots[index]
        if spot.quote != NOWHERE and not is_vocative(layout, spot):
            heard.setdefault(spot.quote, []).append(names[index].key)
    return heard


def _nearness(last: _Seen, total: int, spot: Spot) -> float:
    frequency = _FREQUENCY * math.log1p(total) / 5
    if not last.count:
        return 0.05 + frequency * 0.5
    near: float = 0.5 ** ((spot.sentence - last.sentence) / _HALF)
    return 0.05 + frequency + near * (1.0 if last.chapter == spot.chapter else _OTHER_CHAPTER)


def _speaks(spot: Spot, cluster: int, cues: Sequence[Cue | None], assigned: Mapping[int, Assigned]) -> bool:
    """Whether the quote that holds `spot` has a named speaker in front of it who is this cluster."""
    cue = cues[spot.quote] if spot.quote >= 0 else None
    speaker = assigned.get(cue.spot) if cue else None
    return speaker is not None and speaker.cluster == cluster


def _choose(scores: Mapping[int, float]) -> Assigned:
    best = min(scores, key=lambda cluster: (-scores[cluster], cluster))
    return Assigned(cluster=best, p=round(scores[best] / sum(scores.values()), 3))


class _Parts:
    """How the forms of each cluster use its names."""

    def __init__(self, clusters: Clusters, names: Mapping[int, Name]) -> None:
        by_key = {name.key: name for name in names.values()}
        self.names = [[by_key[key] for key in keys if key in by_key] for keys in clusters.members]

    def usage(self, name: Name, cluster: int) -> float:
        """Return a factor for how likely a cluster is called by such a form."""
        forms = self.names[cluster]
        word = name.words[0] if name.words else ""
        titles = {title for form in forms for title in form.titles}
        factor = 1.0
        if set(name.titles) & titles:
            factor *= _USUAL
        if not name.titles and titles & _LADY_TITLES and any(word in {form.family, form.single} for form in forms):
            factor *= _LADY
        if any(form.given and same_given(form.given, word) == "same" for form in forms):
            factor *= _USUAL
        return factor
