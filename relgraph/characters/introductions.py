"""Names that people give themselves or are given: "His name's Finn", "Call me Jim", "“Name?” “Iris.”"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from relgraph.characters.addressing import first_mentions
from relgraph.characters.forms import Link
from relgraph.characters.layout import NOWHERE
from relgraph.characters.words import FIRST_PERSON, GENDER_OF_PRONOUN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.characters.evidence import Naming, TextEvidence
    from relgraph.characters.memory import Memory
    from relgraph.characters.names import Name
    from relgraph.records import Span

_SAID: Final = frozenset({"tag", "continued"})
_LIKELY: Final = frozenset({"voice", "answer"})
# The pronoun in "his name is Finn" has to be clear.
_SURE: Final = 0.9


def introductions(
    memory: Memory,
    names: Mapping[int, Name],
    evidence: TextEvidence,
    strangers: Mapping[int, int],
    spans: dict[Link, Span],
) -> list[Link]:
    """Return links between a named character and a name that the text says is theirs; `spans` gets the passages.

    `strangers` gives the cluster that somebody turns out to be, by their first mention (see `introduced`).

    The name has to be new to the story, or asked for ("Call me Ben"): "I'm Marit", said long after Marit came in, tells
    who speaks and no more. A tag has to say who tells it, but for strangers and those who have only been
    called so far ("Good night, Sir John").
    """
    first_uses = _first_uses(names)
    known: dict[int, str] = {}
    for index in sorted(names):
        known.setdefault(memory.assigned[index].cluster, names[index].key)
    told = {memory.assigned[index].cluster for index in names if memory.layout.spots[index].quote == NOWHERE}
    links = []
    turned_out = {memory.resolved[index].person: cluster for index, cluster in strangers.items()}
    for naming in evidence.namings:
        key, who = names[naming.spot].key, owner_of(memory, naming)
        owner = turned_out.get(who, who) if who is not None else None
        if owner not in known or known[owner] == key or not (naming.asked or first_uses[key] == naming.spot):
            continue
        fresh = owner not in told and known[memory.assigned[naming.spot].cluster] == key
        if not (_is_said(memory, naming) or who in turned_out or fresh):
            continue
        link = Link(first=known[owner], second=key, rule="introduction")
        spans.setdefault(link, (naming.owner, memory.layout.spots[naming.spot].end))
        links.append(link)
    return links


def _first_uses(names: Mapping[int, Name]) -> dict[str, int]:
    """Return the first entity of each name form."""
    return {names[index].key: index for index in sorted(names, reverse=True)}


def introduced(memory: Memory, names: Mapping[int, Name], evidence: TextEvidence) -> dict[int, int]:
    """Return the cluster whose name somebody without one is said to bear, by that person's first mention.

    "The man bowed. “I am Parson Tringham.”" The name is new to the story, and fits the pronouns of both.
    """
    first_uses, (first, _) = _first_uses(names), first_mentions(memory)
    found: dict[int, int] = {}
    for naming in evidence.namings:
        owner, cluster = owner_of(memory, naming), memory.assigned[naming.spot].cluster
        if first.get(cluster) != naming.spot:  # "the parson" was there before, beside the stranger
            continue
        if owner is None or memory.people[owner].kind != "unnamed" or first_uses[names[naming.spot].key] != naming.spot:
            continue
        if len({memory.gender(owner), memory.gender(cluster)} - {""}) < 2:
            found.setdefault(first[owner], cluster)
    return found


def _is_said(memory: Memory, naming: Naming) -> bool:
    """Whether a tag tells who says so, or the narration does."""
    turn = memory.turn_of(memory.layout.spots[naming.spot])
    return turn is None or turn.rule in _SAID


def owner_of(memory: Memory, naming: Naming) -> int | None:
    """Return whose name it is: of "his" where that is clear, of "I" in a quote whose speaker is known.

    In an answer to "Your name?" it is the speaker's, where that is known and another asks.
    """
    spots = memory.layout.spots
    if naming.owner == NOWHERE:
        answer = memory.turns[spots[naming.spot].quote]
        own = answer.speaker is not None and answer.speaker in {memory.narrator, memory.reader}
        asked = memory.turns[spots[naming.spot].quote - 1].speaker
        likely = answer.rule in _LIKELY and asked not in {None, answer.speaker}
        return answer.speaker if own or likely or answer.rule in _SAID else None
    at = bisect_left(spots, naming.owner, key=lambda spot: spot.start)
    spot = next((s for s in spots[at : at + 2] if s.start == naming.owner and s.kind == "pronoun"), None)
    found = memory.resolved.get(spot.index) if spot is not None else None
    if spot is None or found is None:
        return None
    if spot.lower in FIRST_PERSON:
        turn = memory.turn_of(spot)
        return found.person if turn is None or turn.rule in _SAID | _LIKELY else None
    same = GENDER_OF_PRONOUN.get(spot.lower, "") == memory.people[found.person].gender
    return found.person if same and (found.p or 0) >= _SURE else None
