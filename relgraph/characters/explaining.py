"""Why name forms are one character: links and decisions come in, `Merge` records with their passages go out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from relgraph.records import Merge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.characters.forms import Clusters, Link
    from relgraph.characters.layout import Layout, Spot
    from relgraph.characters.memory import Memory
    from relgraph.characters.names import Name
    from relgraph.records import Rule, Span

# How sure each rule is; a judgement, but for its order, which follows the errors seen on LitBank.
_SURE: Final[dict[Rule, float]] = {
    "cast": 1.0,
    "full name": 0.97,
    "title": 0.95,
    "given name": 0.95,
    "family name": 0.93,
    "renaming": 0.9,
    "tag": 0.9,
    "introduction": 0.85,
    "nickname": 0.85,
    "read aloud": 0.85,
    "short form": 0.75,
    "address": 0.75,
    "spelling": 0.7,
    "alternation": 0.6,
}


@dataclass(slots=True)
class _Use:
    """A form as it is used for one person: the first entity, and the probabilities of all."""

    spot: Spot
    odds: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the persons are called in the output, by number."""

    ids: Mapping[int, str]
    shown: Mapping[int, str]


def explain_merges(
    memory: Memory, names: Mapping[int, Name], clusters: Clusters, spans: Mapping[Link, Span], labels: Labels
) -> list[Merge]:
    """Return a merge for each link, and one for each character that an ambiguous form means, by position.

    So has each form that a cast gives away mention by mention. The passage is what a rule read (`spans`) or else the
    sentence in which the second form is first used so.
    """
    uses = _uses(memory, names)
    text = {key: names[use.spot.index].text for (key, _), use in sorted(uses.items(), reverse=True)}
    home = {key: person for person, keys in enumerate(clusters.members) for key in keys}
    merges = []
    for link in clusters.links:
        person = home[link.second]
        if (link.second, person) in uses and link.first in text:
            span = spans.get(link) or _sentence(memory.layout, uses[link.second, person].spot)
            names_of = (labels.ids[person], text[link.first], text[link.second])
            merges.append(_merge(names_of, link.rule, span, _SURE[link.rule]))
    for (key, person), use in sorted(uses.items()):
        if key in home and person == home[key]:
            continue
        span = _sentence(memory.layout, use.spot)
        possible = clusters.ambiguous.get(key, ())
        if person not in possible:
            merges.append(_merge((labels.ids[person], labels.shown[person], text[key]), "cast", span, 1.0))
            continue
        usual = min(clusters.members[person], key=lambda one: (-_count(uses.get((one, person))), one))
        names_of = (labels.ids[person], text[usual], text[key])
        mean = round(sum(use.odds) / len(use.odds), 3)
        others = tuple(labels.ids[one] for one in possible if one != person and one in labels.ids)
        merges.append(_merge(names_of, "context", span, mean, others))
    return sorted(merges, key=lambda m: (m.start, m.end, m.character, m.first, m.second))


def _count(use: _Use | None) -> int:
    return len(use.odds) if use else 0


def _merge(names: tuple[str, str, str], rule: Rule, span: Span, p: float, others: tuple[str, ...] = ()) -> Merge:
    """Return the merge of `names`: the id of the character and the two forms."""
    character, first, second = names
    return Merge(
        character=character, rule=rule, first=first, second=second, start=span[0], end=span[1], p=p, others=others
    )


def _uses(memory: Memory, names: Mapping[int, Name]) -> dict[tuple[str, int], _Use]:
    uses: dict[tuple[str, int], _Use] = {}
    for index in sorted(names):
        found, spot = memory.resolved[index], memory.layout.spots[index]
        use = uses.setdefault((names[index].key, found.person), _Use(spot))
        use.odds.append(1.0 if found.p is None else found.p)
    return uses


def _sentence(layout: Layout, spot: Spot) -> Span:
    first, last = layout.sentence_tokens(spot.sentence)
    if first >= last:
        return (spot.start, spot.end)
    return (min(spot.start, layout.token_starts[first]), max(spot.end, layout.token_ends[last - 1]))
