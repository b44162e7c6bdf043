"""Who the "I" and the "you" of the narration are, where the text tells their names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from relgraph.characters.addressing import called_names, exchange, is_address
from relgraph.characters.dialogue import is_vocative
from relgraph.characters.introductions import owner_of
from relgraph.characters.layout import NOWHERE
from relgraph.characters.letters import letter_at
from relgraph.characters.memory import Turn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.characters.evidence import Naming, TextEvidence
    from relgraph.characters.layout import Spot
    from relgraph.characters.memory import Memory
    from relgraph.characters.names import Name

# How often somebody has to be called by a name that the narration itself (nearly) never uses.
_CALLED: Final = 2
_TOLD: Final = 0.1
# And how much oftener than the narration says it.
_SELDOM: Final = 3
# Of so many mentions of the narrator one has to be a call: "“Bridewell!”", once in a long chapter, names nobody.
_ONE_IN: Final = 120
# How much oftener than the next one, where visitors are called by theirs.
_LEAD: Final = 3
# So often a narrator may write their own name ("I, Jane Eyre") without more ado.
_FEW: Final = 3
_TAGGED: Final = frozenset({"tag", "continued", "beat"})


def protagonist(memory: Memory, names: Mapping[int, Name], evidence: TextEvidence, who: int | None) -> int | None:
    """Return the cluster of names that the narrator or the reader (`who`) is; None where the text does not say so.

    It says so by "My name is X" in the narration or in their own words; or by others who call them X twice or more
    while the narration (nearly) never says X, or once where nobody else can be meant, or where X is the only name that
    is called and never told, often enough for so long a story. Wrong for a nameless narrator who hears one servant
    called and says no more of him.
    """
    if who is None:
        return None
    namings = [naming for naming in evidence.namings if owner_of(memory, naming) == who]
    own = [naming for naming in namings if not naming.by_others and naming.owner != NOWHERE]
    said = next((naming for naming in own if not _is_another(memory, names, naming)), None)
    if said is not None:
        return memory.assigned[said.spot].cluster
    found = _often(memory, names, who)
    if found is None:
        found = _answered(memory, namings)
    if found is None:
        found = _nickname(memory, names, namings)
    if found is None:
        found = _leading(called_names(memory, names, who), lead=_CALLED)
    if found is not None:
        return found
    called = _only_called(memory, names, who)
    best = _leading(called, lead=_LEAD)
    return best if best is not None and _ONE_IN * called[best] > memory.mentioned[who] else None


def _is_another(memory: Memory, names: Mapping[int, Name], naming: Naming) -> bool:
    """Whether what an "I" says of its name in speech belongs to another "I" than that of the whole narration.

    That one does not say its own name more than a few times, and oftener than others speak it: "'My name was Isabella
    Linton,' I replied" in a letter that is read aloud does not make her tell the whole novel.
    """
    if _is_narrated(memory, memory.layout.spots[naming.spot]):
        return False
    cluster = memory.assigned[naming.spot].cluster
    spots = [memory.layout.spots[index] for index in names if memory.assigned[index].cluster == cluster]
    told = sum(_is_narrated(memory, spot) for spot in spots)
    return told > _FEW and 2 * told > len(spots)


def _often(memory: Memory, names: Mapping[int, Name], who: int) -> int | None:
    called: Counter[int] = Counter()
    told: Counter[int] = Counter()
    for index in sorted(names):
        spot, cluster = memory.layout.spots[index], memory.assigned[index].cluster
        told[cluster] += _is_narrated(memory, spot)
        if spot.quote != NOWHERE and is_vocative(memory.layout, spot) and _may_hear(memory, spot.quote, who):
            called[cluster] += 1
    called = Counter({cluster: count for cluster, count in called.items() if told[cluster] <= count})
    ranked = sorted(called.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _CALLED:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    if 2 * ranked[0][1] <= sum(called.values()) and ranked[0][1] < _LEAD * second:
        return None
    best = ranked[0][0]
    return best if told[best] <= _TOLD * sum(told.values()) and _SELDOM * told[best] <= ranked[0][1] else None


def _answered(memory: Memory, namings: Sequence[Naming]) -> int | None:
    """Return the name of the first answer to somebody else who asked for it."""
    for naming in namings:
        quote = memory.layout.spots[naming.spot].quote
        asked = memory.turns[quote - 1] if naming.owner == NOWHERE else Turn()
        if asked.speaker is not None and asked.speaker != memory.turns[quote].speaker:
            return memory.assigned[naming.spot].cluster
    return None


def _nickname(memory: Memory, names: Mapping[int, Name], namings: Sequence[Naming]) -> int | None:
    """Return the first name that others are said to use ("He called me Old Crony"), if the story uses it again."""
    uses = Counter(memory.assigned[index].cluster for index in names)
    given = (memory.assigned[naming.spot].cluster for naming in namings if naming.by_others)
    return next((cluster for cluster in given if uses[cluster] > 1), None)


def _only_called(memory: Memory, names: Mapping[int, Name], who: int) -> Counter[int]:
    """Return how often names are called that the narration never uses, where `who` takes part or stands by.

    Who is spoken of oftener is somebody else.
    """
    called: Counter[int] = Counter()
    spoken: Counter[int] = Counter()
    told: set[int] = set()
    near = _paragraphs(memory, who)
    for index in sorted(names):
        spot, cluster = memory.layout.spots[index], memory.assigned[index].cluster
        if _is_narrated(memory, spot):
            told.add(cluster)
        elif spot.quote != NOWHERE and is_address(memory.layout, spot) and _is_told(memory, spot.quote, who):
            called[cluster] += spot.paragraph in near or _speaks(memory, spot.quote, who)
        else:
            spoken[cluster] += 1
    return Counter({one: n for one, n in called.items() if n and one not in told and spoken[one] <= n})


def _is_narrated(memory: Memory, spot: Spot) -> bool:
    """Whether the narration itself says so: no quote does, nor a letter or message."""
    return spot.quote == NOWHERE and letter_at(memory.letters, spot.start) is None


def _paragraphs(memory: Memory, who: int) -> set[int]:
    """Return the paragraphs in which the narration says "I" or "you", and those beside them."""
    found = {
        spot.paragraph
        for spot in memory.layout.spots
        if spot.quote == NOWHERE and spot.index in memory.resolved and memory.resolved[spot.index].person == who
    }
    return {paragraph + step for paragraph in found for step in (-1, 0, 1)}


def _speaks(memory: Memory, quote: int, who: int) -> bool:
    return any(memory.turns[other].speaker == who for step in (-1, 1) for other in exchange(memory, quote, step)[:1])


def _leading(counts: Counter[int], *, lead: int) -> int | None:
    """Return the only one, or the one that leads so much; None for nobody."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked and ranked[0][1] > second and ranked[0][1] >= lead * second else None


def _is_told(memory: Memory, quote: int, who: int) -> bool:
    """Whether somebody may be spoken to by another, and nobody else is shown to answer in the next paragraph.

    What nobody beside it says opens a paragraph, unlike the inscription on a door.
    """
    cue, turn, places = memory.cues[quote], memory.turns[quote], memory.layout.quote_places
    opens = memory.layout.story.paragraphs[places[quote][1]][0] == memory.layout.quotes[quote][0]
    tagged = cue is not None and cue.evidence in _TAGGED
    if not (opens or tagged) or not _may_hear(memory, quote, who):
        return False
    behind = (other for other in exchange(memory, quote, 1)[:1] if places[other][1] <= places[quote][1] + 1)
    answers = (memory.turns[other] for other in behind)
    return not any(answer.rule == "tag" and answer.speaker not in {who, turn.speaker} for answer in answers)


def _may_hear(memory: Memory, quote: int, who: int) -> bool:
    """Return whether somebody may be spoken to: it is not their own quote, nor one told to somebody else."""
    turn, cue = memory.turns[quote], memory.cues[quote]
    return turn.speaker != who and (cue is None or cue.told == NOWHERE)
