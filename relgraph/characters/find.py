"""The whole way from a parse to characters: votes, merging, assignment, and two readings of the story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from relgraph.characters.addressing import addresses, hailed
from relgraph.characters.assigning import assign_names
from relgraph.characters.casting import cast_gender, claimed, decide, read_casting
from relgraph.characters.constraints import leading
from relgraph.characters.conversing import settle
from relgraph.characters.dialogue import find_cues
from relgraph.characters.evidence import gather, pair
from relgraph.characters.fading import faint
from relgraph.characters.forms import Form, Link
from relgraph.characters.gendering import learn_genders
from relgraph.characters.introductions import introduced, introductions
from relgraph.characters.layout import NOWHERE, lay_out
from relgraph.characters.letters import called_readers, find_letters, find_sections, flatten
from relgraph.characters.marriages import find_spouses
from relgraph.characters.memory import Memory
from relgraph.characters.merging import merge_forms
from relgraph.characters.messages import find_messages
from relgraph.characters.names import given_gender
from relgraph.characters.narration import find_narration
from relgraph.characters.output import Decisions, write_found
from relgraph.characters.people import Person
from relgraph.characters.protagonists import protagonist
from relgraph.characters.resolving import resolve
from relgraph.characters.tags import tag_links, tag_names
from relgraph.characters.unveiling import unveil
from relgraph.characters.votes import vote
from relgraph.pausing import collector_paused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.cast import Cast
    from relgraph.characters.assigning import Assigned
    from relgraph.characters.casting import Casting, Decided
    from relgraph.characters.dialogue import Cue
    from relgraph.characters.evidence import TextEvidence
    from relgraph.characters.forms import Clusters
    from relgraph.characters.found import Found
    from relgraph.characters.layout import Layout
    from relgraph.characters.letters import Letter
    from relgraph.characters.names import Name
    from relgraph.characters.narration import Narration
    from relgraph.records import Parse, Span, Story

_Selves = tuple[str | None, str | None]
"""Forms of the clusters that the narrator and the reader are."""

_GIVEN_WEIGHT = 3
_TITLE_WEIGHT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What does not change between the readings."""

    layout: Layout
    casting: Casting
    names: Mapping[int, Name]
    groups: frozenset[int]
    persons: frozenset[int]
    cues: Sequence[Cue | None]
    evidence: TextEvidence
    forms: Mapping[str, Form]
    narration: Narration
    letters: Sequence[Letter]


@collector_paused()
def find_characters(story: Story, parse: Parse, *, cast: Cast | None = None) -> Found:
    """Return the characters of a story with their mentions, the speakers of its quotes, and why names were merged.

    Every person entity that a rule can tell gets a character; pronouns that none can tell are left out. A cast's
    decisions come before every rule. The story is read twice: from the first reading come the pronouns of each
    character, the names that characters give of themselves, and who speaks in conversations. Linear in the number of
    entities but for the sorting; the same input gives the same result. An empty parse gives no characters.
    """
    ground = _ground(story, parse, read_casting(cast))
    spans: dict[Link, Span] = {}
    forced = [*_renamings(ground, spans), *_greeted(ground, spans), *tag_links(ground.layout.story.tags, ground.forms)]
    clusters = _merge(ground, forced)
    memory = _read(ground, clusters, {}, (None, None))
    doubtful = faint(memory)
    if doubtful:
        memory = _read(ground, clusters, {}, (None, None), doubtful)
    newcomers = introduced(memory, ground.names, ground.evidence)
    second_names = introductions(memory, ground.names, ground.evidence, newcomers, spans)
    second_names += addresses(memory, ground.names, spans)
    settled = settle(memory)
    selves = _selves(memory, ground, clusters)
    learnt = _learnt(memory, clusters)
    before, strangers = clusters, hailed(memory, ground.names) | unveil(memory) | newcomers
    if second_names:
        clusters = _merge(ground, [*forced, *second_names])
    home = {form: index for index, keys in enumerate(clusters.members) for form in keys}
    unveiled = {spot: home[before.members[person][0]] for spot, person in strangers.items()}
    memory = _read(ground, clusters, learnt, selves, doubtful - unveiled.keys(), unveiled, settled)
    return write_found(memory, ground.names, clusters, spans, _decisions(ground, clusters, memory))


def _ground(story: Story, parse: Parse, casting: Casting) -> _Ground:
    layout = lay_out(story, parse)
    votes = vote(layout, ignore=casting.ignored, known=frozenset(casting.owner))
    names = {index: name for index, name in votes.names.items() if name.words}
    bare = {index for index, name in votes.names.items() if not name.words}
    others = {
        spot.index
        for spot in layout.spots
        if spot.category == "PER" and spot.kind != "name" and spot.lower not in casting.ignored
    }
    placed = {spot.index for spot in layout.spots if spot.start in casting.places}
    persons = frozenset(names) | votes.groups | bare | others | placed
    cues = find_cues(layout, persons)
    counts = Counter(name.key for name in names.values())
    told = Counter(name.key for index, name in names.items() if layout.spots[index].quote == NOWHERE)
    by_key = {name.key: name for _, name in sorted(names.items(), reverse=True)}
    evidence = gather(layout, names, cues)
    written = (find_sections(layout, names), find_letters(layout, names), find_messages(layout, names))
    letters = flatten(one for some in written for one in some)
    return _Ground(
        layout=layout,
        casting=casting,
        names=names,
        groups=votes.groups,
        persons=persons,
        cues=cues,
        evidence=replace(evidence, apart=evidence.apart + _kept_apart(casting)),
        forms={key: Form(name=by_key[key], count=counts[key], told=told[key]) for key in sorted(counts)},
        narration=find_narration(
            layout, (layout.spots[i] for i in sorted(others) if layout.spots[i].kind == "pronoun"), letters
        ),
        letters=letters,
    )


def _kept_apart(casting: Casting) -> Counter[tuple[str, str]]:
    return Counter(pair(*two) for group in casting.apart for two in combinations(group, 2))


def _renamings(ground: _Ground, spans: dict[Link, Span]) -> list[Link]:
    links = []
    for renaming in ground.evidence.renamings:
        first, second = ground.names[renaming.first], ground.names[renaming.second]
        link = Link(first=first.key, second=second.key, rule="renaming")
        spots = ground.layout.spots
        spans.setdefault(link, (spots[renaming.first].start, spots[renaming.second].end))
        links.append(link)
    return links


def _greeted(ground: _Ground, spans: dict[Link, Span]) -> list[Link]:
    links = []
    for reader, called in called_readers(ground.layout, ground.names, ground.letters):
        link = Link(first=ground.names[reader].key, second=ground.names[called].key, rule="address")
        spot = ground.layout.spots[called]
        spans.setdefault(link, (spot.start, spot.end))
        links.append(link)
    return links


def _merge(ground: _Ground, forced: Sequence[Link]) -> Clusters:
    return merge_forms(ground.forms, ground.evidence, forced=forced, owners=ground.casting.owner)


def _read(
    ground: _Ground,
    clusters: Clusters,
    learnt: Mapping[str, Counter[str]],
    selves: _Selves,
    doubtful: frozenset[int] = frozenset(),
    unveiled: Mapping[int, int] | None = None,
    settled: Mapping[int, int] | None = None,
) -> Memory:
    """Assign and resolve once, with what an earlier reading has learnt."""
    decided = _decided(ground, clusters)
    people = _people(ground, clusters, learnt)
    people += [Person(kind="named", gender=cast_gender(ground.casting, owner)) for owner in decided.added]
    assigned = assign_names(
        ground.layout,
        ground.names,
        clusters,
        cues=ground.cues,
        genders=[person.gender for person in people],
        told=decided.told,
    )
    narrator = _narrator(ground, clusters, selves[0])
    if narrator is None and (ground.narration.narrator or ground.casting.narrator):
        people.append(Person(kind="narrator"))
        narrator = len(people) - 1
    titles = {index: _title_words(name.titles) for index, name in sorted(ground.names.items()) if name.titles}
    reader = _cluster_of(clusters, selves[1])
    if reader is None and ground.narration.reader:
        people.append(Person(kind="reader"))
        reader = len(people) - 1
    memory = Memory(
        layout=ground.layout,
        people=people,
        assigned=assigned,
        groups=ground.groups,
        persons=ground.persons,
        cues=ground.cues,
        narrator=narrator,
        reader=reader,
        letters=ground.letters,
        told=decided.told,
        spouses=_spouses(ground, clusters, people),
        titles=titles,
        bearers=_bearers(titles, assigned),
        faint=doubtful,
        unveiled=unveiled or {},
        settled=settled or {},
        shared_words=_shared_words(ground, clusters),
    )
    return resolve(memory)


def _people(ground: _Ground, clusters: Clusters, learnt: Mapping[str, Counter[str]]) -> list[Person]:
    """Return a person for each cluster, with the pronouns that the cast, a title, or the text tell."""
    home = {key: index for index, keys in enumerate(clusters.members) for key in keys}
    persons = {index: home[name.key] for index, name in ground.names.items() if name.key in home}
    pronouns = [spot for spot in ground.layout.spots if spot.kind == "pronoun"]
    told = [_told(ground, keys) for keys in clusters.members]
    known = [
        Counter({gender: _TITLE_WEIGHT}) if gender else _known(ground, keys, learnt)
        for gender, keys in zip(told, clusters.members, strict=True)
    ]
    likely = learn_genders(ground.layout, persons, known, pronouns)
    return [Person(kind="named", gender=gender or leading(counts)) for gender, counts in zip(told, likely, strict=True)]


def _told(ground: _Ground, keys: Sequence[str]) -> str:
    """Return the pronoun set that the cast or a title tells, or ""."""
    titled = (ground.forms[key].name.gender for key in keys)
    return cast_gender(ground.casting, claimed(ground.casting, keys)) or next(filter(None, titled), "")


def _known(ground: _Ground, keys: Sequence[str], learnt: Mapping[str, Counter[str]]) -> Counter[str]:
    genders: Counter[str] = Counter()
    for key in keys:
        name = ground.forms[key].name
        genders += ground.evidence.genders.get(key, Counter())
        genders += learnt.get(key, Counter())
        if given_gender(name):
            genders[given_gender(name)] += _GIVEN_WEIGHT
    return genders


def _decided(ground: _Ground, clusters: Clusters) -> Decided:
    return decide(ground.casting, ground.layout.spots, ground.persons, clusters)


def _narrator(ground: _Ground, clusters: Clusters, learnt: str | None) -> int | None:
    """Return the cluster that the narrator is, by the cast or else by what an earlier reading has learnt."""
    key = ground.casting.narrator or learnt
    owner = ground.casting.owner.get(key) if key is not None else None
    if owner is not None:
        return _decided(ground, clusters).persons.get(owner)
    return _cluster_of(clusters, key)


def _cluster_of(clusters: Clusters, key: str | None) -> int | None:
    return next((index for index, keys in enumerate(clusters.members) if key in keys), None)


def _selves(memory: Memory, ground: _Ground, clusters: Clusters) -> _Selves:
    """Return the first forms of those whom the narration calls I and you, where the text tells their names."""
    found = [protagonist(memory, ground.names, ground.evidence, who) for who in (memory.narrator, memory.reader)]
    keys = [clusters.members[one][0] if one is not None else None for one in found]
    return keys[0], None if keys[1] == keys[0] else keys[1]


def _title_words(titles: Sequence[str]) -> list[str]:
    return [word for title in titles for word in dict.fromkeys((title, title.split()[-1]))]


def _bearers(titles: Mapping[int, Sequence[str]], assigned: Mapping[int, Assigned]) -> dict[str, list[int]]:
    """Return who bears each title anywhere in the story."""
    bearers: dict[str, dict[int, None]] = {}
    for index, words in titles.items():
        for title in words:
            bearers.setdefault(title, {})[assigned[index].cluster] = None
    return {title: list(persons) for title, persons in bearers.items()}


def _spouses(ground: _Ground, clusters: Clusters, people: Sequence[Person]) -> dict[int, int]:
    forms = [[ground.forms[key] for key in keys] for keys in clusters.members]
    names, counts = [[form.name for form in some] for some in forms], [sum(one.count for one in some) for some in forms]
    return find_spouses(names, [person.gender for person in people], counts)


def _shared_words(ground: _Ground, clusters: Clusters) -> frozenset[str]:
    """Return the words that stand in the names of two clusters or more."""
    counts: Counter[str] = Counter()
    for keys in clusters.members:
        counts.update({word for key in keys for word in ground.forms[key].name.words})
    return frozenset(word for word, count in counts.items() if count > 1)


def _learnt(memory: Memory, clusters: Clusters) -> dict[str, Counter[str]]:
    """Return the pronouns that clear links of the first reading teach, by the first form of each cluster."""
    return {
        clusters.members[person][0]: counts
        for person, counts in sorted(memory.learnt.items())
        if person < len(clusters.members)
    }


def _decisions(ground: _Ground, clusters: Clusters, memory: Memory) -> Decisions:
    names = tag_names(ground.layout.story.tags, clusters.members, ground.forms)
    pronouns: dict[int, str] = {}
    for owner, person in sorted(_decided(ground, clusters).persons.items()):
        character = ground.casting.characters[owner]
        names[person] = character.name
        if character.pronouns:
            pronouns[person] = character.pronouns
    if memory.narrator is not None and memory.people[memory.narrator].kind == "narrator":
        names[memory.narrator] = ground.casting.narrator_name or "Narrator"
    return Decisions(names=names, pronouns=pronouns)
