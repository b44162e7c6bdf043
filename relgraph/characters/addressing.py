"""A second name from the way somebody is spoken to: "Come on, then, Ben," in an exchange of Rey and Kylo alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from relgraph.characters.dialogue import asks, is_all_said, is_vocative
from relgraph.characters.forms import Link
from relgraph.characters.layout import NOWHERE
from relgraph.characters.memory import Turn
from relgraph.characters.names import given_gender
from relgraph.characters.nominals import ADDRESSES
from relgraph.characters.speakers import named_inside
from relgraph.characters.words import KIN_GENDER, OATHS, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.characters.layout import Layout, Spot
    from relgraph.characters.memory import Memory
    from relgraph.characters.names import Name
    from relgraph.records import CharacterKind, Span

# Quotes back and forth that show who takes part in an exchange, and the words of narration that part two of them.
_BACK: Final = 6
_GAP: Final = 80
# Calls that make a name, where nothing else speaks for it.
_OFTEN: Final = 2
# Mentions in the narration of somebody without a name who gets the one they are called by.
_MATTERS: Final = 8
_GONE: Final = word_set("dead died gone killed missing buried murdered destroyed")
_NEAR_GONE: Final = 5
# "Mother Ansa" is called by her given name, "Miss Ashdown" by her family name.
_BY_GIVEN: Final = frozenset({"mother", "father", "saint", "lady"})
_DESCRIBING: Final = word_set("the a an his her my our your their who whom whose which of from")
_STOPS: Final = frozenset(".!?")
_OTHERS: Final = word_set("he she they his her their")
_SHOWN: Final = frozenset({"tag", "beat"})


# A call that shows who hears it.
_SEEN: Final = frozenset({"told", "between"})

CallRule = Literal["told", "between", "turn", "alone", "reply"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A name entity (`spot`) that addresses somebody where only `partner` can be meant, and how that is known.

    "told": the tag names the partner; "between": the partner is shown to answer, and spoke before or nobody did;
    "turn": it is the partner's turn to answer; "alone": nobody else is there whom the name fits; "reply": the partner
    spoke just before.
    """

    spot: int
    partner: int
    rule: CallRule


@dataclass(slots=True)
class _Called:
    """What the names of a cluster are: first key, parts, whether the narration uses one of them."""

    key: str
    givens: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    singles: set[str] = field(default_factory=set)
    titled: bool = False
    told: bool = False


def addresses(memory: Memory, names: Mapping[int, Name], spans: dict[Link, Span]) -> list[Link]:
    """Return links between a character and a name that others call them by; `spans` gets the passages.

    Always the same partner is called so, and the name is one that the narration never uses, so that it is nobody else
    who is there. That happens twice, or the tag says to whom ("“Ben,” said Rey to Kylo"), or the partner answers, or
    the bearer of the name is said to be dead or gone and so no third in the room, or a Mr. X gets the given name, an
    Elowen the "Miss Ashdown", that was missing. Wrong for a servant who is called in and never narrated by name.
    """
    called = _called(memory, names)
    links = []
    for cluster, found in sorted(_calls_of(memory, names, called, kind="named").items()):
        partner = found[0].partner
        if len({call.partner for call in found}) > 1 or partner not in called:
            continue
        one, other = called[cluster], called[partner]
        kin = _completes(one, other, found) or _completes(other, one, found)
        same_family = kin and bool(one.families & other.families)
        if same_family or (not one.told and (kin or _are_enough(found, one) or _is_gone(memory, names, cluster))):
            link = Link(first=called[partner].key, second=called[cluster].key, rule="address")
            spans.setdefault(link, memory.layout.quotes[memory.layout.spots[found[0].spot].quote])
            links.append(link)
    return links


def hailed(memory: Memory, names: Mapping[int, Name]) -> dict[int, int]:
    """Return the cluster by whose name somebody without one is called, by that person's first mention.

    The narration says "the youth" a hundred times and never Henry; "Henry," says his mother to him. The same care as
    with a second name: only this one is called so, and that shows or happens often; both have the same pronouns.
    """
    called = _called(memory, names)
    first, counts = first_mentions(memory)
    found: dict[int, int] = {}
    for cluster, calls in sorted(_calls_of(memory, names, called, kind="unnamed").items()):
        partner = calls[0].partner
        alone = {call.partner for call in calls} == {partner} and not called[cluster].told
        fits = _fits(memory, partner, memory.people[cluster].gender) and counts[partner] >= _MATTERS
        if alone and fits and _are_enough(calls, called[cluster]):
            found.setdefault(first[partner], cluster)
    return found


def called_names(memory: Memory, names: Mapping[int, Name], who: int) -> Counter[int]:
    """Return how often somebody is called by the name of each cluster where nobody else can be meant.

    "“Why?” I asked. “Gilbert, dear, be still.”" Names that the narration uses are left out; a call counts twice where
    the text shows who hears it.
    """
    called = _called(memory, names)
    calls = (call for call in _calls(memory, names, called, reply=who) if call.partner == who)
    counts: Counter[int] = Counter()
    for call in calls:
        counts[memory.assigned[call.spot].cluster] += 2 if call.rule in _SEEN else 1
    return Counter({cluster: count for cluster, count in counts.items() if not called[cluster].told})


def first_mentions(memory: Memory) -> tuple[dict[int, int], Counter[int]]:
    """Return the first mention of each person, and how often the narration mentions them."""
    first: dict[int, int] = {}
    counts: Counter[int] = Counter()
    for index in sorted(memory.resolved):
        person = memory.resolved[index].person
        first.setdefault(person, index)
        counts[person] += memory.layout.spots[index].quote == NOWHERE
    return first, counts


def _calls_of(
    memory: Memory, names: Mapping[int, Name], called: Mapping[int, _Called], *, kind: CharacterKind
) -> dict[int, list[Call]]:
    """Return the calls to people of a kind by the cluster whose name is called."""
    calls: dict[int, list[Call]] = defaultdict(list)
    for call in _calls(memory, names, called):
        if memory.people[call.partner].kind == kind:
            calls[memory.assigned[call.spot].cluster].append(call)
    return calls


def _called(memory: Memory, names: Mapping[int, Name]) -> dict[int, _Called]:
    called: dict[int, _Called] = {}
    for index in sorted(names):
        name = names[index]
        one = called.setdefault(memory.assigned[index].cluster, _Called(name.key))
        titled = bool(name.titles) and not name.given and not set(name.titles) & _BY_GIVEN
        one.givens |= {name.given or (name.single if given_gender(name) else "")} - {""}
        one.families |= {name.family or (name.single if titled else "")} - {""}
        one.singles |= {name.single} - {""}
        one.titled |= bool(name.titles)
        one.told |= memory.layout.spots[index].quote == NOWHERE
    return called


def _are_enough(calls: Sequence[Call], called: _Called) -> bool:
    sure = {"told"} if called.titled else _SEEN
    return len(calls) >= _OFTEN or any(call.rule in sure for call in calls)


def _completes(one: _Called, partner: _Called, calls: Sequence[Call]) -> bool:
    """Whether a given name has been missing: "Ned", or "Ned Venning", for "Mr. Venning".

    Any single word may be one ("Prue") where the partner is who answers.
    """
    lacks = partner.titled and bool(partner.families) and not partner.givens
    given = one.givens or (one.singles and not one.families and any(call.rule != "alone" for call in calls))
    return lacks and bool(given) and (not one.families or bool(one.families & partner.families))


def _is_gone(memory: Memory, names: Mapping[int, Name], cluster: int) -> bool:
    """Whether somebody says that the bearer of a name is dead or gone: "You told me that Ben Solo was dead"."""
    for index in sorted(names):
        if memory.assigned[index].cluster != cluster:
            continue
        last = memory.layout.spots[index].last
        words = [memory.layout.word(at) for at in range(last, last + _NEAR_GONE)]
        end = next((at for at, word in enumerate(words) if word in {".", "?", "!", ";", ","}), len(words))
        if _GONE & set(words[:end]):
            return True
    return False


def _calls(
    memory: Memory, names: Mapping[int, Name], called: Mapping[int, _Called], *, reply: int | None = None
) -> list[Call]:
    """Return the calls, by position, whose name is not that of the partner; a told name has to be a family's.

    Whoever answers `reply` calls them, unless the text shows that somebody else is meant.
    """
    calls = []
    for index in sorted(names):
        spot, cluster = memory.layout.spots[index], memory.assigned[index].cluster
        if called[cluster].told and not called[cluster].families:
            continue
        if spot.quote == NOWHERE or names[index].key in OATHS or not is_address(memory.layout, spot):
            continue
        gender = names[index].gender or given_gender(names[index])
        if _introduces(memory, spot) or _states(memory.layout, spot, names[index]) or _echoes(memory.layout, spot):
            continue
        call = _call(memory, spot, gender) or _answer(memory, spot, gender, reply)
        if call is not None and call.partner != cluster and not _speaks_of(memory, call.partner, cluster, spot.quote):
            calls.append(call)
    return calls


def _speaks_of(memory: Memory, person: int, cluster: int, quote: int) -> bool:
    """Whether somebody has just spoken a name, which is then no name of theirs: "“Harrow has it.” “Harrow?”"."""
    return any(
        memory.turns[before].speaker == person and cluster in named_inside(memory, before)
        for before in exchange(memory, quote, -1)
    )


def is_address(layout: Layout, spot: Spot) -> bool:
    """Whether a name addresses somebody: "Sambo, the servant, has rung" goes on to say who that is.

    So do "Ann Moss, daughter of Bo" and "It's for my lass. Ann. She's to be married."
    """
    before, mark, behind, beyond = (layout.word(at) for at in (spot.first - 1, *range(spot.last, spot.last + 3)))
    described = mark == "," and (behind in _DESCRIBING or (beyond == "of" and behind in KIN_GENDER))
    told = before in _STOPS and mark == "." and behind in _OTHERS
    swears = "great" in {before, layout.word(spot.first)}  # "Great Scott!"
    return is_vocative(layout, spot) and not described and not told and not swears


def _states(layout: Layout, spot: Spot, name: Name) -> bool:
    """Whether a full name without a title is all that a quote says, as an answer is: "“Felix Brandt.”"."""
    return name.is_full and not name.titles and layout.word(spot.last) == "." and is_all_said(layout, spot)


def _echoes(layout: Layout, spot: Spot) -> bool:
    """Whether an answer begins with a name to ask whether that one is meant: "“When did she go?” “Ann? On Sunday.”"."""
    asked = spot.quote > 0 and asks(layout, spot.quote - 1)
    opens = not layout.story.text[layout.quotes[spot.quote][0] : spot.start].strip("\"“‘'«")
    return asked and opens and layout.word(spot.last) == "?"


def _introduces(memory: Memory, spot: Spot) -> bool:
    """Whether a quote addresses somebody else too, or says the name again.

    "Dessin, my lord. Lieutenant Dessin." tells the speaker's own name, "Georgie has a list. Georgie, show him." and
    "Lizzy! Georgy!" are spoken to two.
    """
    layout, own = memory.layout, memory.assigned[spot.index].cluster
    return any(
        memory.assigned[other.index].cluster == own or is_vocative(layout, other)
        if other.index in memory.assigned
        else other.kind == "nominal" and layout.word(other.last - 1) in ADDRESSES and is_vocative(layout, other)
        for other in layout.spots_in(*layout.quotes[spot.quote])
        if other.index != spot.index
    )


def _call(memory: Memory, spot: Spot, gender: str) -> Call | None:
    """Return the call that an address is, where one person alone can be meant.

    Whoever is called is the one spoken to by the tag, or speaks before and behind the quote, or is alone in the
    exchange with the speaker, or alone has the pronouns that the name tells. A name that is only ever called takes
    turns by that alone: what it is thought to say tells nothing, unless a tag that is no mere "he said" says so.
    """
    turn, cue, own = memory.turns[spot.quote], memory.cues[spot.quote], memory.assigned[spot.index].cluster
    if turn.speaker in {None, own} or turn.rule == "turns":
        return None
    back, forth = exchange(memory, spot.quote, -1), exchange(memory, spot.quote, 1)
    if any(_is_shown(memory, quote, own) for quote in (*back, *forth)):
        return None
    told = memory.resolved.get(cue.told) if cue is not None and cue.told != NOWHERE else None
    if told is not None:
        return _call_to(spot, told.person, rule="told")
    speakers = [memory.turns[quote].speaker for quote in back]
    before = next((one for one in speakers if one != turn.speaker), None)
    behind = memory.turns[forth[0]] if forth else Turn()
    enters = turn.speaker not in speakers and memory.layout.word(spot.last) == "?"  # "All right in here, Gary?"
    answers = behind.rule in _SHOWN and behind.speaker != turn.speaker
    if answers and (before in {None, behind.speaker} or (enters and _fits(memory, behind.speaker, gender))):
        return _call_to(spot, behind.speaker, rule="between")
    if before != own and behind.speaker in {before, own} and before is not None and _fits(memory, before, gender):
        return _call_to(spot, before, rule="turn")
    speakers = [memory.turns[quote].speaker for quote in (*back, *forth)]
    speaking = {one for one in speakers if one is not None} - {own, turn.speaker}
    present = speaking | _told_of(memory, back[-1] if back else spot.quote, spot) - {turn.speaker}
    may_hear = [one for one in sorted(present) if _fits(memory, one, gender)]
    return _call_to(spot, may_hear[0], rule="alone") if len(may_hear) == 1 and speaking & set(may_hear) else None


def _is_shown(memory: Memory, quote: int, person: int) -> bool:
    """Whether a tag with a name or a description says that somebody speaks a quote."""
    turn, cue = memory.turns[quote], memory.cues[quote]
    shown = cue is not None and cue.evidence == "tag" and memory.layout.spots[cue.spot].kind != "pronoun"
    return turn.speaker == person and shown


def _answer(memory: Memory, spot: Spot, gender: str, reply: int | None) -> Call | None:
    """Return the call that an address in an answer is, where who asked has just been shown to speak.

    In an answer to `reply` that is any address; to others, one that ends a sentence: "Fine. Thank you, Ann."
    """
    own = memory.turns[spot.quote].speaker
    asked = next((quote for quote in exchange(memory, spot.quote, -1) if memory.turns[quote].speaker != own), None)
    before = memory.turns[asked] if asked is not None else Turn()
    if own is None or before.rule not in _SHOWN or not _fits(memory, before.speaker, gender):
        return None
    ends = memory.layout.word(spot.last) in _STOPS and asked is not None and asks(memory.layout, asked)
    return _call_to(spot, before.speaker, rule="reply") if before.speaker == reply or ends else None


def _fits(memory: Memory, person: int | None, gender: str) -> bool:
    return person is None or not gender or memory.gender(person) in {"", gender}


def _call_to(spot: Spot, partner: int | None, *, rule: CallRule) -> Call | None:
    if partner is None:
        return None
    return Call(spot=spot.index, partner=partner, rule=rule)


def exchange(memory: Memory, quote: int, step: int) -> list[int]:
    """Return the quotes of the same exchange before or behind one, the nearest first."""
    places, tokens = memory.layout.quote_places, memory.layout.quote_tokens
    found: list[int] = []
    at = quote
    while 0 <= at + step < len(tokens) and len(found) < _BACK:
        first, second = sorted((at, at + step))
        if places[first][2] != places[second][2] or tokens[second][0] - tokens[first][1] > _GAP:
            break
        at += step
        found.append(at)
    return found


def _told_of(memory: Memory, first: int, spot: Spot) -> set[int]:
    """Return whom the narration from a quote to `spot` names."""
    start = memory.layout.quotes[first][0]
    found: set[int] = set()
    for index in range(spot.index - 1, -1, -1):
        other = memory.layout.spots[index]
        if other.start < start:
            break
        person = memory.resolved.get(index)
        if person is not None and other.quote == NOWHERE and other.kind == "name":
            found.add(person.person)
    return found
