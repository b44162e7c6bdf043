"""The whole way from a parse to characters: votes, merging, assignment, and two readings of the story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relgraph.characters.assigning import assign_names
from relgraph.characters.casting import claimed, nominal_of, read_casting, tag_links
from relgraph.characters.constraints import leading
from relgraph.characters.dialogue import find_cues
from relgraph.characters.evidence import gather
from relgraph.characters.introductions import introductions, narrator_cluster
from relgraph.characters.layout import NOWHERE, lay_out
from relgraph.characters.memory import Memory
from relgraph.characters.merging import Form, Link, merge_forms
from relgraph.characters.names import given_gender
from relgraph.characters.narration import find_narration
from relgraph.characters.output import Decisions, write_found
from relgraph.characters.people import Person
from relgraph.characters.resolving import resolve
from relgraph.characters.votes import vote
from relgraph.characters.words import GENDER_OF_PRONOUN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.cast import Cast
    from relgraph.characters.assigning import Assigned
    from relgraph.characters.casting import Casting
    from relgraph.characters.dialogue import Cue
    from relgraph.characters.evidence import TextEvidence
    from relgraph.characters.found import Found
    from relgraph.characters.layout import Layout
    from relgraph.characters.merging import Clusters
    from relgraph.characters.names import Name
    from relgraph.characters.narration import Narration
    from relgraph.records import Parse, Span, Story

_GIVEN_WEIGHT = 3


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


def find_characters(story: Story, parse: Parse, *, cast: Cast | None = None) -> Found:
    """Return the characters of a story with their mentions, the speakers of its quotes, and why names were merged.

    Every person entity that a rule can tell gets a character; pronouns that none can tell are left out. A cast's
    decisions come before every rule. The story is read twice: the first reading learns the pronouns of each character
    and the names that characters give of themselves. Linear in the number of entities but for the sorting; the same
    input gives the same result. An empty parse gives no characters.
    """
    ground = _ground(story, parse, read_casting(cast))
    spans: dict[Link, Span] = {}
    forced = [*_renamings(ground, spans), *tag_links(ground.layout, ground.forms)]
    clusters = _merge(ground, forced)
    memory = _read(ground, clusters, {}, None)
    introduced = introductions(memory, ground.names, ground.evidence, spans)
    narrator = narrator_cluster(memory, ground.names, ground.evidence)
    key = clusters.members[narrator][0] if narrator is not None else None
    learnt = _learnt(memory, clusters)
    if introduced:
        clusters = _merge(ground, [*forced, *introduced])
    memory = _read(ground, clusters, learnt, key)
    return write_found(memory, ground.names, clusters, spans, _decisions(ground, clusters))


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
    persons = frozenset(names) | votes.groups | bare | others
    cues = find_cues(layout, persons)
    counts = Counter(name.key for name in names.values())
    told = Counter(name.key for index, name in names.items() if layout.spots[index].quote == NOWHERE)
    by_key = {name.key: name for _, name in sorted(names.items(), reverse=True)}
    return _Ground(
        layout=layout,
        casting=casting,
        names=names,
        groups=votes.groups,
        persons=persons,
        cues=cues,
        evidence=gather(layout, names, cues),
        forms={key: Form(name=by_key[key], count=counts[key], told=told[key]) for key in sorted(counts)},
        narration=find_narration(
            layout, (layout.spots[i] for i in sorted(others) if layout.spots[i].kind == "pronoun")
        ),
    )


def _renamings(ground: _Ground, spans: dict[Link, Span]) -> list[Link]:
    links = []
    for renaming in ground.evidence.renamings:
        first, second = ground.names[renaming.first], ground.names[renaming.second]
        link = Link(first=first.key, second=second.key, rule="renaming")
        spots = ground.layout.spots
        spans.setdefault(link, (spots[renaming.first].start, spots[renaming.second].end))
        links.append(link)
    return links


def _merge(ground: _Ground, forced: Sequence[Link]) -> Clusters:
    return merge_forms(ground.forms, ground.evidence, forced=forced, owners=ground.casting.owner)


def _read(ground: _Ground, clusters: Clusters, learnt: Mapping[str, Counter[str]], narrator_key: str | None) -> Memory:
    """Assign and resolve once, with what an earlier reading has learnt."""
    people = [_person(ground, keys, learnt) for keys in clusters.members]
    assigned = assign_names(
        ground.layout, ground.names, clusters, cues=ground.cues, genders=[person.gender for person in people]
    )
    home = {key: index for index, keys in enumerate(clusters.members) for key in keys}
    narrator = home.get(narrator_key) if narrator_key is not None else None
    if narrator is None and ground.narration.narrator:
        people.append(Person(kind="narrator"))
        narrator = len(people) - 1
    titles = {index: _title_words(name.titles) for index, name in sorted(ground.names.items()) if name.titles}
    reader = None
    if ground.narration.reader:
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
        told=_told(ground, clusters),
        spouses=_spouses(ground, clusters),
        titles=titles,
        bearers=_bearers(titles, assigned),
        shared_words=_shared_words(ground, clusters),
    )
    return resolve(memory)


def _person(ground: _Ground, keys: Sequence[str], learnt: Mapping[str, Counter[str]]) -> Person:
    genders: Counter[str] = Counter()
    told = ""
    for key in keys:
        name = ground.forms[key].name
        genders += ground.evidence.genders.get(key, Counter())
        genders += learnt.get(key, Counter())
        if given_gender(name):
            genders[given_gender(name)] += _GIVEN_WEIGHT
        told = told or name.gender
    return Person(kind="named", gender=_cast_gender(ground, keys) or told or leading(genders))


def _cast_gender(ground: _Ground, keys: Sequence[str]) -> str:
    owner = claimed(ground.casting, keys)
    pronouns = ground.casting.characters[owner].pronouns if owner is not None else None
    return GENDER_OF_PRONOUN.get(pronouns.split("/")[0].strip().casefold(), "") if pronouns else ""


def _title_words(titles: Sequence[str]) -> list[str]:
    return [word for title in titles for word in dict.fromkeys((title, title.split()[-1]))]


def _told(ground: _Ground, clusters: Clusters) -> dict[int, int]:
    """Return the nominals whose character the cast tells ("the General" is Hux)."""
    persons: dict[int, int] = {}
    for index, keys in enumerate(clusters.members):
        owner = claimed(ground.casting, keys)
        if owner is not None:
            persons.setdefault(owner, index)
    told = {}
    for index in ground.persons - frozenset(ground.names):
        spot = ground.layout.spots[index]
        owner = nominal_of(ground.casting, spot.lower) if spot.kind != "pronoun" else None
        if owner in persons:
            told[index] = persons[owner]
    return told


def _bearers(titles: Mapping[int, Sequence[str]], assigned: Mapping[int, Assigned]) -> dict[str, list[int]]:
    """Return who bears each title anywhere in the story."""
    bearers: dict[str, dict[int, None]] = {}
    for index, words in titles.items():
        for title in words:
            bearers.setdefault(title, {})[assigned[index].cluster] = None
    return {title: list(persons) for title, persons in bearers.items()}


def _spouses(ground: _Ground, clusters: Clusters) -> dict[int, int]:
    """Mr. and Mrs. of one family name, where there is one of each."""
    bearers: dict[tuple[str, str], set[int]] = {}
    for index, keys in enumerate(clusters.members):
        for key in keys:
            name = ground.forms[key].name
            for title in {"mr", "mrs"} & set(name.titles):
                bearers.setdefault((title, name.family), set()).add(index)
    spouses: dict[int, int] = {}
    for (title, family), ones in sorted(bearers.items()):
        others = bearers.get(("mrs" if title == "mr" else "mr", family), set())
        if len(ones) == len(others) == 1:
            spouses[min(ones)] = min(others)
    return spouses


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


def _decisions(ground: _Ground, clusters: Clusters) -> Decisions:
    names: dict[int, str] = {}
    pronouns: dict[int, str] = {}
    for index, keys in enumerate(clusters.members):
        owner = claimed(ground.casting, keys)
        if owner is not None:
            names[index] = ground.casting.characters[owner].name
            if ground.casting.characters[owner].pronouns:
                pronouns[index] = ground.casting.characters[owner].pronouns or ""
    return Decisions(names=names, pronouns=pronouns)
