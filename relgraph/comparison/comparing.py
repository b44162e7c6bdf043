"""Analyses of several stories come in; what their relationships share, and where they differ, goes out."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.comparison.aligning import align
from relgraph.comparison.clues import apart_in, check_member, find_clues, ignored_in
from relgraph.comparison.likeness import someone
from relgraph.comparison.meetings import find_meetings
from relgraph.comparison.records import PER_WORDS, ComparedStory, LoneRelationship, Relationship, SharedCharacter
from relgraph.comparison.result import Comparison
from relgraph.comparison.similarity import similarities
from relgraph.comparison.tagging import tag_report
from relgraph.errors import RelgraphError, shorten
from relgraph.interactions import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relgraph.analysis import Analysis
    from relgraph.cast import Cast
    from relgraph.comparison.aligning import Person
    from relgraph.comparison.likeness import Someone
    from relgraph.comparison.meetings import Meetings
    from relgraph.comparison.records import Member, NearMiss
    from relgraph.interactions import Count

    Keys = Mapping[Member, int]
    Weights = Mapping[tuple[int, int], int]

FEW_WORDS = 1000
"""Shorter stories are warned of: half of the figures of 500 words are chance."""

MUCH_LONGER = 5
"""So many times as long as another, and a comparison is warned of."""


def compare(
    analyses: Sequence[Analysis],
    *,
    window: Window | str = DEFAULT_WINDOW,
    count: Count = "passages",
    cast: Cast | None = None,
    same: Iterable[Sequence[Member]] = (),
    apart: Iterable[tuple[Member, Member]] = (),
) -> Comparison:
    """Return what two or more stories share; RelgraphError for fewer.

    Compared are the named, and a narrator or reader whom the text names: without a name nobody of one story can be
    told to be somebody of another. All are counted under the same window and way of counting, whatever their analyses
    were stored with.

    Characters are aligned one to one by names and aliases (any case), by the stories' tags and by `cast`, in which one
    character has the names of all stories; it also says who is nobody (`ignore`) and who is not the same (`apart`).
    `same` and `apart` decide by story (index from 0) and character id: `same=[[(0, "kylo-ren"), (1, "ben-solo")]]`.
    The order of the stories does not matter. Relationships are those of two shared characters, the strongest first.
    """
    if len(analyses) < 2:
        msg = f"a comparison needs at least two stories, not {len(analyses)}"
        raise RelgraphError(msg)
    window = Window.parse(window) if isinstance(window, str) else window
    meetings = [find_meetings(analysis, window=window, count=count) for analysis in analyses]
    persons, closest = _aligned(analyses, meetings, cast, same, apart)
    keys = {one.member: key for key, person in enumerate(persons) for one in person.members}
    weights = [_weights(index, found, keys) for index, found in enumerate(meetings)]
    rates = [
        {pair: weight * PER_WORDS / story.words for pair, weight in found.items()}
        for story, found in zip(meetings, weights, strict=True)
    ]
    about = _about(analyses, meetings)
    shared = {key: _shared(person, meetings) for key, person in enumerate(persons) if len(person.members) > 1}
    return Comparison(
        stories=tuple(one.title for one in about),
        about=about,
        window=str(window),
        count=count,
        characters=tuple(sorted(shared.values(), key=lambda one: (-sum(one.mentions), _by_name(one)))),
        relationships=_relationships(shared, weights, meetings),
        lone=_lone(meetings, keys, shared),
        closest=closest,
        similarities=similarities(rates, [story.graph for story in meetings]),
        warnings=_warnings(about),
        tags=tuple(
            tag_report(analysis, found.whole, index=index, title=about[index].title)
            for index, (analysis, found) in enumerate(zip(analyses, meetings, strict=True))
        ),
        meetings=tuple(meetings),
    )


def _aligned(
    analyses: Sequence[Analysis],
    meetings: Sequence[Meetings],
    cast: Cast | None,
    same: Iterable[Sequence[Member]],
    apart: Iterable[tuple[Member, Member]],
) -> tuple[tuple[Person, ...], tuple[NearMiss, ...]]:
    ignored = ignored_in(cast)
    people = [
        one
        for index, (analysis, found) in enumerate(zip(analyses, meetings, strict=True))
        for one in _people(index, analysis, found)
        if one.folded not in ignored
    ]
    known = {one.member for one in people}
    parted = list(apart)
    for member in (member for pair in parted for member in pair):
        check_member(member, known)
    clues = find_clues(people, [analysis.story for analysis in analyses], cast=cast, same=same)
    aligned = align(people, clues, [*parted, *apart_in(people, cast)])
    return aligned.persons, aligned.closest


def _people(index: int, analysis: Analysis, meetings: Meetings) -> list[Someone]:
    nodes = meetings.graph.nodes
    return [someone(index, one, nodes[one.id]["mentions"]) for one in analysis.characters if one.id in nodes]


def _about(analyses: Sequence[Analysis], meetings: Sequence[Meetings]) -> tuple[ComparedStory, ...]:
    titles = unique([analysis.story.title for analysis in analyses])
    return tuple(
        ComparedStory(
            title=title,
            id=analysis.story.id,
            source=analysis.story.source,
            sha256=analysis.story.sha256,
            words=analysis.story.words,
            characters=len(found.graph),
            relationships=len(found.pairs),
            interactions=found.total,
        )
        for title, analysis, found in zip(titles, analyses, meetings, strict=True)
    )


def _shared(person: Person, meetings: Sequence[Meetings]) -> SharedCharacter:
    members = {one.story: one for one in person.members}
    here = [members.get(index) for index in range(len(meetings))]
    strengths = [
        int(story.graph.degree(one.id, weight="weight")) if one else 0
        for one, story in zip(here, meetings, strict=True)
    ]
    return SharedCharacter(
        name=person.name,
        ids=tuple(one.id if one else None for one in here),
        mentions=tuple(one.mentions if one else 0 for one in here),
        strengths=tuple(strengths),
        shares=tuple(value / max(story.total, 1) for value, story in zip(strengths, meetings, strict=True)),
        matches=person.explained(),
    )


def _weights(index: int, meetings: Meetings, keys: Keys) -> Weights:
    """Return the weights of a story's relationships by the keys of their persons."""
    found: dict[tuple[int, int], int] = {}
    for one, other in meetings.pairs:
        if (index, one) in keys and (index, other) in keys:
            first, second = sorted((keys[index, one], keys[index, other]))
            found[first, second] = meetings.graph.edges[one, other]["weight"]
    return found


def _relationships(
    shared: Mapping[int, SharedCharacter], weights: Sequence[Weights], meetings: Sequence[Meetings]
) -> tuple[Relationship, ...]:
    places = [_places(found.values()) for found in weights]
    rows = []
    for pair in sorted({pair for found in weights for pair in found if pair[0] in shared and pair[1] in shared}):
        first, second = sorted((shared[key] for key in pair), key=_by_name)
        here = [found.get(pair, 0) for found in weights]
        rows.append(
            Relationship(
                first=first,
                second=second,
                weights=tuple(here),
                per_words=tuple(value * PER_WORDS / story.words for value, story in zip(here, meetings, strict=True)),
                shares=tuple(value / max(story.total, 1) for value, story in zip(here, meetings, strict=True)),
                ranks=tuple(place.get(value) for value, place in zip(here, places, strict=True)),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-fsum(row.per_words), _by_name(row.first), _by_name(row.second))))


def _lone(
    meetings: Sequence[Meetings], keys: Keys, shared: Mapping[int, SharedCharacter]
) -> tuple[LoneRelationship, ...]:
    """Return the relationships of people one of whom no other story has, by story, the strongest first."""
    found = []
    for index, story in enumerate(meetings):
        edges = {pair: int(story.graph.edges[pair]["weight"]) for pair in story.pairs}
        places = _places(edges.values())
        for pair, weight in sorted(edges.items(), key=lambda edge: (-edge[1], edge[0])):
            if any(keys.get((index, name)) not in shared for name in pair):
                lone = LoneRelationship(
                    story=index,
                    ids=pair,
                    names=(story.graph.nodes[pair[0]]["label"], story.graph.nodes[pair[1]]["label"]),
                    weight=weight,
                    per_words=weight * PER_WORDS / story.words,
                    share=weight / story.total,
                    rank=places[weight],
                )
                found.append(lone)
    return tuple(found)


def _places(weights: Iterable[int]) -> dict[int, int]:
    """Return the place of each weight among all, 1 for the greatest."""
    place: dict[int, int] = {}
    for number, weight in enumerate(sorted(weights, reverse=True), 1):
        place.setdefault(weight, number)
    return place


def _warnings(about: Sequence[ComparedStory]) -> tuple[str, ...]:
    """Return what makes a comparison of these stories doubtful."""
    found = [
        f"“{shorten(one.title)}” has only {one.words:,} words: its figures are mostly chance"
        for one in about
        if one.words < FEW_WORDS
    ]
    shortest, longest = (choose(about, key=lambda one: one.words) for choose in (min, max))
    if longest.words > MUCH_LONGER * max(shortest.words, 1):
        found.append(
            f"the stories differ much in length ({shortest.words:,} and {longest.words:,} words): what is said of "
            f"“{shorten(shortest.title)}” is uncertain, and a longer story has more people"
        )
    texts = [one.sha256 for one in about]
    if len({(one.sha256, one.words, one.interactions) for one in about}) < len(texts):
        found.append("the same text was given more than once")
    return tuple(found)


def unique(titles: Iterable[str]) -> tuple[str, ...]:
    """Return the titles, with "(2)" and so on behind one that occurs again."""
    found: list[str] = []
    for title in titles:
        number, new = 1, title
        while new in found:
            number += 1
            new = f"{title} ({number})"
        found.append(new)
    return tuple(found)


def _by_name(one: SharedCharacter) -> tuple[str, tuple[str, ...]]:
    return one.name.casefold(), tuple(sorted(name or "" for name in one.ids))
