"""Whom each name means: a form of one character is settled, an ambiguous one is decided where it stands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from relgraph.characters.evidence import pronoun_after
from relgraph.characters.names import same_given

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
    another, that agrees with the pronoun behind it, and that is not the speaker of the quote it stands in. A form
    before any of its characters is named goes to the most frequent.
    """
    home = {key: index for index, keys in enumerate(clusters.members) for key in keys}
    seen = [_Seen() for _ in genders]
    totals = [0] * len(clusters.members)
    for name in names.values():
        if name.key in home:
            totals[home[name.key]] += 1
    parts = _Parts(clusters, names)
    assigned: dict[int, Assigned] = {}
    for index in sorted(names):
        spot, name = layout.spots[index], names[index]
        if index in told:
            choice = Assigned(cluster=told[index])
        elif name.key in home:
            choice = Assigned(cluster=home[name.key])
        else:
            scores = {
                cluster: _nearness(seen[cluster], totals[cluster], spot) * parts.usage(name, cluster)
                for cluster in clusters.ambiguous[name.key]
            }
            gender, _ = pronoun_after(layout, spot, limit=len(layout.words))
            for cluster in scores:
                if gender and genders[cluster] and genders[cluster] != gender:
                    scores[cluster] *= _WRONG_GENDER
                if _speaks(spot, cluster, cues, assigned):
                    scores[cluster] *= 0.01
            choice = _choose(scores)
        assigned[index] = choice
        last = seen[choice.cluster]
        last.count, last.sentence, last.chapter = last.count + 1, spot.sentence, spot.chapter
    return assigned


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
