"""What the panel beside the network says about the story, a person or a relationship, as plain values to draw."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypedDict

from relgraph.view.choose import ranking
from relgraph.view.frame import strength
from relgraph.view.passages import chapter_at, chapter_name, passages_of
from relgraph.view.picture import link_id
from relgraph.view.style import circle_colour, link_colour, pair_colours

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.records import Character, Span, Story
    from relgraph.view.frame import Frame
    from relgraph.view.scene import Scene

PARTS = 20
"""A story of one chapter is divided into so many equal parts of text to show what happens when."""

STARTS = 8
CLOSEST = 12
PASSAGES = 20
"""So many passages at once: about 10 KB."""


class Choice(TypedDict):
    """A person or a relationship that can be chosen; `kind` is "person" or "pair".

    `pair` is the relationship that the weight of a person stands for, empty where there is none.
    """

    kind: str
    id: str
    name: str
    weight: int
    colour: str
    pair: str


class Choices(TypedDict):
    """A titled list to choose from."""

    title: str
    items: list[Choice]


class Tags(TypedDict):
    """A titled list of names with counts."""

    title: str
    items: list[tuple[str, int]]


class Chart(TypedDict):
    """Counts through the story, part by part, and what to write at its ends."""

    title: str
    parts: list[tuple[str, int]]
    ends: tuple[str, str]


class Shown(TypedDict):
    """A passage: its chapter's name, its pieces (text, which of the two people, kind of mention), whether it is cut."""

    chapter: str
    pieces: list[tuple[str, str, str]]
    cut: bool


class Panel(TypedDict, total=False):
    """All that the panel may hold; what is missing is not shown. `kind` is "story", "person" or "pair"."""

    kind: str
    title: str
    subtitle: str
    note: str
    first: dict[str, str]
    second: dict[str, str]
    colours: tuple[str, str]
    facts: list[tuple[str, str]]
    tags: list[Tags]
    charts: list[Chart]
    choices: list[Choices]
    passages: list[Shown]
    more: int


def story_panel(scene: Scene) -> Panel:
    """Return the panel for a story of which nothing is chosen: where to start."""
    graph = scene.graph
    if not graph:
        return Panel(kind="story", title="Nobody to show", note="No characters pass these settings.")
    people = sorted(graph, key=lambda person: (-graph.nodes[person]["mentions"], person))[:STARTS]
    pairs = [_pair_choice(scene, pair) for pair in ranking(graph)[:STARTS]]
    return Panel(
        kind="story",
        title="Who is close to whom",
        subtitle="Choose a person or a line in the picture, or start here. Every number leads to its passages.",
        choices=[
            Choices(title="Strongest relationships (meetings)", items=pairs),
            Choices(title="Most present people (mentions)", items=[_person_choice(scene, one) for one in people]),
        ],
    )


def person_panel(scene: Scene, person: str) -> Panel:
    """Return the panel of a person in view: names, presence in the whole story, the people met most."""
    graph, story = scene.graph, scene.analysis.story
    character = scene.analysis.character(person)
    own = [mention.start for mention in scene.analysis.mentions if mention.character == person]
    met = sorted(graph[person], key=lambda other: (-graph[person][other]["weight"], other))
    colour = circle_colour(scene.frame.circles.get(person), scene.theme)
    return Panel(
        kind="person",
        title=character.name,
        subtitle=_about(character, scene.frame),
        colours=(colour, colour),
        facts=[
            ("mentions", f"{len(own):,}"),
            ("people met", f"{len(met):,}"),
            ("meetings", f"{strength(graph, person):,}"),
            *_first_chapter(story, own),
        ],
        tags=[
            Tags(title="Names in the text", items=_counted(character.aliases.items())),
            Tags(title="Titles", items=_counted(character.titles.items())),
        ],
        charts=[_chart("Presence", story, own)],
        choices=[
            Choices(
                title="Closest people (name: the person, number: the passages)",
                items=[_person_choice(scene, other, met=person) for other in met[:CLOSEST]],
            )
        ],
    )


def pair_panel(scene: Scene, pair: tuple[str, str], *, limit: int = PASSAGES) -> Panel:
    """Return the panel of a relationship in view: weight, rank, when, and at most `limit` of its passages."""
    first, second = pair
    graph, story = scene.graph, scene.analysis.story
    link = graph[first][second]
    evidence = sorted(link["evidence"])
    ranked = ranking(graph)
    rank = ranked.index((min(pair), max(pair))) + 1
    return Panel(
        kind="pair",
        first={"id": first, "name": graph.nodes[first]["label"]},
        second={"id": second, "name": graph.nodes[second]["label"]},
        subtitle=_together(rank, len(ranked)),
        colours=pair_colours(scene.frame.circles.get(first), scene.frame.circles.get(second), scene.theme),
        facts=[
            *([] if link["weight"] == len(evidence) else [("weight", f"{link['weight']:,}")]),
            ("passages" if len(evidence) != 1 else "passage", f"{len(evidence):,}"),
            ("rank", f"{rank} of {len(ranked)}"),
            ("chapters", f"{len(link['chapters'])} of {len(story.chapters)}"),
        ],
        charts=[_chart("When they meet", story, [start for start, _ in evidence])],
        passages=_shown(scene, pair, evidence[:limit]),
        more=max(0, len(evidence) - limit),
    )


def _shown(scene: Scene, pair: tuple[str, str], evidence: Sequence[Span]) -> list[Shown]:
    story = scene.analysis.story
    return [
        Shown(
            chapter=chapter_name(story.chapters, passage.chapter),
            pieces=[(_tight(piece.text), piece.who, piece.kind or "") for piece in passage.pieces],
            cut=passage.cut,
        )
        for passage in passages_of(story, scene.analysis.mentions, pair, evidence)
    ]


def _tight(text: str) -> str:
    """Return the text with the blank lines between its paragraphs taken out."""
    return re.sub(r"\s*\n\s*", "\n", text)


def _together(rank: int, count: int) -> str:
    if count == 1:
        return "The only relationship in view."
    return "The strongest relationship in view." if rank == 1 else f"Number {rank} of {count} relationships in view."


def _about(character: Character, frame: Frame) -> str:
    """Return a line such as "she/her · Rey’s circle"."""
    kinds = {
        "narrator": "the narrator",
        "reader": "the reader, called “you”",
        "unnamed": "without a name",
        "group": "a group",
    }
    circle = frame.circles.get(character.id)
    parts = [
        kinds.get(character.kind),
        character.pronouns,
        None if circle is None else f"{frame.names[circle]}’s circle",
    ]
    return " · ".join(part for part in parts if part)


def _first_chapter(story: Story, positions: list[int]) -> list[tuple[str, str]]:
    if len(story.chapters) < 2 or not positions:
        return []
    return [("first chapter", str(chapter_at(story.chapters, min(positions)) + 1))]


def _counted(names: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(names, key=lambda item: (-item[1], item[0]))[:CLOSEST]


def _chart(title: str, story: Story, positions: Iterable[int]) -> Chart:
    """Return counts by chapter, or by equal parts of the text where there is only one."""
    chapters = len(story.chapters)
    if chapters > 1:
        found = Counter(chapter_at(story.chapters, position) for position in positions)
        parts = [(chapter_name(story.chapters, index), found[index]) for index in range(chapters)]
        return Chart(title=f"{title} by chapter", parts=parts, ends=("Chapter 1", f"Chapter {chapters}"))
    size = max(1, len(story.text))
    found = Counter(min(PARTS - 1, position * PARTS // size) for position in positions)
    parts = [(f"Part {index + 1} of {PARTS}", found[index]) for index in range(PARTS)]
    return Chart(title=f"{title} through the story", parts=parts, ends=("Beginning", "End"))


def _person_choice(scene: Scene, person: str, *, met: str | None = None) -> Choice:
    """Return a choice of `person`, weighed by mentions, or by the meetings with `met`."""
    graph = scene.graph
    return Choice(
        kind="person",
        id=person,
        name=graph.nodes[person]["label"],
        weight=graph.nodes[person]["mentions"] if met is None else graph[met][person]["weight"],
        colour=circle_colour(scene.frame.circles.get(person), scene.theme),
        pair="" if met is None else link_id(met, person),
    )


def _pair_choice(scene: Scene, pair: tuple[str, str]) -> Choice:
    first, second = pair
    graph, circles = scene.graph, scene.frame.circles
    return Choice(
        kind="pair",
        id=link_id(first, second),
        name=f"{graph.nodes[first]['label']} and {graph.nodes[second]['label']}",
        weight=graph[first][second]["weight"],
        colour=link_colour(circles.get(first), circles.get(second), scene.theme),
        pair="",
    )
