"""Names that people give themselves or are given: "His name's Finn", "Call me Jim", and who the narrator is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final

from relgraph.characters.dialogue import is_vocative
from relgraph.characters.forms import Link
from relgraph.characters.layout import NOWHERE
from relgraph.characters.words import FIRST_PERSON, GENDER_OF_PRONOUN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.characters.evidence import Naming, TextEvidence
    from relgraph.characters.memory import Memory
    from relgraph.characters.names import Name
    from relgraph.records import Span

# How often the narrator has to be called by a name that the narration itself (nearly) never uses.
_CALLED: Final = 2
_TOLD: Final = 0.1
# How much oftener than the next one, where visitors are called by theirs.
_LEAD: Final = 3
# The pronoun in "his name is Finn" has to be clear.
_SURE: Final = 0.9


def introductions(
    memory: Memory, names: Mapping[int, Name], evidence: TextEvidence, spans: dict[Link, Span]
) -> list[Link]:
    """Return links between a named character and a name that the text says is theirs; `spans` gets the passages.

    The name has to be new to the story, or asked for ("Call me Ben"): "I'm Marit", said long after Marit came in, tells
    who speaks and no more.
    """
    first_uses: dict[str, int] = {}
    known: dict[int, str] = {}
    for index in sorted(names):
        first_uses.setdefault(names[index].key, index)
        known.setdefault(memory.assigned[index].cluster, names[index].key)
    links = []
    for naming in evidence.namings:
        key, owner = names[naming.spot].key, _owner(memory, naming)
        if owner not in known or known[owner] == key or not (naming.asked or first_uses[key] == naming.spot):
            continue
        link = Link(first=known[owner], second=key, rule="introduction")
        spans.setdefault(link, (naming.owner, memory.layout.spots[naming.spot].end))
        links.append(link)
    return links


def introduced(memory: Memory, names: Mapping[int, Name], evidence: TextEvidence) -> dict[int, int]:
    """Return the cluster whose name somebody without one is said to bear, by that person's first mention.

    "The man bowed. “I am Parson Tringham.”" The name is new to the story, and fits the pronouns of both.
    """
    first_uses: dict[str, int] = {}
    for index in sorted(names):
        first_uses.setdefault(names[index].key, index)
    first: dict[int, int] = {}
    for index in sorted(memory.resolved):
        first.setdefault(memory.resolved[index].person, index)
    found: dict[int, int] = {}
    for naming in evidence.namings:
        owner, cluster = _owner(memory, naming), memory.assigned[naming.spot].cluster
        if owner is None or memory.people[owner].kind != "unnamed" or first_uses[names[naming.spot].key] != naming.spot:
            continue
        if len({memory.people[owner].gender, memory.people[cluster].gender} - {""}) < 2:
            found.setdefault(first[owner], cluster)
    return found


def narrator_cluster(memory: Memory, names: Mapping[int, Name], evidence: TextEvidence) -> int | None:
    """Return the cluster that the narrator is, where the text says so; None otherwise.

    It says so by "My name is X" in the narration or in the narrator's own words, or by others who call the narrator X
    twice or more while the narration itself (nearly) never says X.
    """
    if memory.narrator is None:
        return None
    for naming in evidence.namings:
        if _owner(memory, naming) == memory.narrator:
            return memory.assigned[naming.spot].cluster
    called: Counter[int] = Counter()
    told: Counter[int] = Counter()
    for index in sorted(names):
        spot, cluster = memory.layout.spots[index], memory.assigned[index].cluster
        told[cluster] += spot.quote == NOWHERE
        if spot.quote != NOWHERE and is_vocative(memory.layout, spot) and _may_hear(memory, spot.quote):
            called[cluster] += 1
    called = Counter({cluster: count for cluster, count in called.items() if told[cluster] <= count})
    ranked = sorted(called.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _CALLED:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    if 2 * ranked[0][1] <= sum(called.values()) and ranked[0][1] < _LEAD * second:
        return None
    best = ranked[0][0]
    return best if told[best] <= _TOLD * sum(told.values()) and told[best] <= ranked[0][1] else None


def _may_hear(memory: Memory, quote: int) -> bool:
    """Return whether the narrator may be spoken to: it is not their own quote, nor one told to somebody else."""
    turn, cue = memory.turns[quote], memory.cues[quote]
    return turn.speaker != memory.narrator and (cue is None or cue.told == NOWHERE)


def _owner(memory: Memory, naming: Naming) -> int | None:
    """Return whose name it is: of "his" where that is clear, of "I" in a quote where a tag names the speaker."""
    spots = memory.layout.spots
    at = bisect_left(spots, naming.owner, key=lambda spot: spot.start)
    spot = next((s for s in spots[at : at + 2] if s.start == naming.owner and s.kind == "pronoun"), None)
    found = memory.resolved.get(spot.index) if spot is not None else None
    if spot is None or found is None:
        return None
    if spot.lower in FIRST_PERSON:
        turn = memory.turn_of(spot)
        return found.person if turn is None or turn.rule in {"tag", "continued"} else None
    same = GENDER_OF_PRONOUN.get(spot.lower, "") == memory.people[found.person].gender
    return found.person if same and (found.p or 0) >= _SURE else None
