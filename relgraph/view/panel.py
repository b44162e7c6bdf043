"""What the panel beside the network says about the story, a person or a relationship, as plain values to draw."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from relgraph.view.choose import ranking
from relgraph.view.course import chart, mood, sentences_in
from relgraph.view.frame import strength
from relgraph.view.known import known
from relgraph.view.marks import pair_words, person_words
from relgraph.view.picture import link_id
from relgraph.view.reasons import reasons
from relgraph.view.shown import shown, vetoed
from relgraph.view.speaking import between, listeners, said
from relgraph.view.style import circle_colour, link_colour, pair_colours
from relgraph.view.values import Chart, Choice, Choices, Panel, People, Person, Place, Tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from relgraph.records import Character, Span
    from relgraph.view.frame import Frame
    from relgraph.view.scene import Scene

__all__ = ["PASSAGES", "Panel", "pair_panel", "person_panel", "story_panel"]

STARTS = 8
CLOSEST = 12
PASSAGES = 15
"""So many passages at once: with the text around them 20 to 40 KB."""


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
        vetoed=vetoed(scene.analysis),
    )


def person_panel(scene: Scene, person: str, *, brief: bool = False) -> Panel:
    """Return the panel of a person in view.

    It holds names and why they are one, presence in the whole story, what the person says, the people met most, and
    the words that mark the person's speech and the sentences about the person. A `brief` one leaves out the passages
    and these words.
    """
    graph, analysis = scene.graph, scene.analysis
    character = analysis.character(person)
    own = [mention.start for mention in known(analysis).mentions.get(person, ())]
    met = sorted(graph[person], key=lambda other: (-graph[person][other]["weight"], other))
    colour = circle_colour(scene.frame.circles.get(person), scene.theme)
    panel = Panel(
        kind="person",
        title=character.name,
        first=Person(id=person, name=character.name),
        subtitle=_about(character, scene.frame),
        colours=(colour, colour),
        facts=[
            ("mentions", f"{len(own):,}"),
            ("people met", f"{len(met):,}"),
            ("meetings", f"{strength(graph, person):,}"),
            *_speech_facts(scene, person),
        ],
        tags=[
            Tags(title="Names in the text", note="", items=_counted(character.aliases)),
            Tags(title="Titles", note="", items=_counted(character.titles)),
        ],
        charts=[chart("Presence", analysis.story, own, leads="" if brief else "place")],
        speeches=listeners(analysis, person, graph),
        choices=[
            Choices(
                title="Closest people (name: the person, number: the passages)",
                items=[_person_choice(scene, other, met=person) for other in met[:CLOSEST]],
            )
        ],
    )
    if not brief:
        panel["reasons"] = reasons(analysis, person)
        panel["places"] = _appearances(scene, person)
        panel["circle"] = _circle(scene, person)
        panel["words"] = person_words(analysis, person)
        panel["vetoed"] = vetoed(analysis, person)
    return panel


def pair_panel(
    scene: Scene, pair: tuple[str, str], *, begin: int = 0, limit: int = PASSAGES, brief: bool = False
) -> Panel:
    """Return the panel of a relationship in view: weight, rank, when, who speaks, mood, words, passages.

    Of the passages, `limit` are held from number `begin` (from 0) on. A `brief` panel leaves out the mood and the text
    around the passages.
    """
    first, second = pair
    graph, analysis = scene.graph, scene.analysis
    link = graph[first][second]
    evidence = sorted(link["evidence"])
    begin = max(0, min(begin, len(evidence) - 1))
    ranks = _ranks(graph)
    rank = ranks[min(pair), max(pair)]
    panel = Panel(
        kind="pair",
        first=Person(id=first, name=graph.nodes[first]["label"]),
        second=Person(id=second, name=graph.nodes[second]["label"]),
        subtitle=_together(rank, len(ranks)),
        colours=pair_colours(scene.frame.circles.get(first), scene.frame.circles.get(second), scene.theme),
        facts=[
            *([] if link["weight"] == len(evidence) else [("weight", f"{link['weight']:,}")]),
            ("passages" if len(evidence) != 1 else "passage", f"{len(evidence):,}"),
            ("rank", f"{rank} of {len(ranks)}"),
            ("chapters", f"{len(link['chapters'])} of {len(analysis.story.chapters)}"),
        ],
        labels=[str(label) for label in link.get("labels", ())],
        charts=[_meetings(scene, evidence, "" if brief else "passage")],
        speeches=between(analysis, first, second),
        words=pair_words(analysis, evidence),
        passages=shown(analysis, pair, evidence[begin : begin + limit], context=not brief),
        begin=begin,
        count=len(evidence),
        portion=limit,
    )
    if not brief:
        panel["vetoed"] = vetoed(analysis, first, second)
        if found := mood(analysis, evidence):
            panel["mood"] = found
    return panel


def _meetings(scene: Scene, evidence: Sequence[Span], leads: str) -> Chart:
    return chart("When they meet", scene.analysis.story, [start for start, _ in evidence], leads=leads)


@lru_cache(maxsize=4)
def _ranks(graph: nx.Graph[str]) -> dict[tuple[str, str], int]:
    """Return the rank of each relationship of a graph (the same object), from 1."""
    return {pair: rank for rank, pair in enumerate(ranking(graph), start=1)}


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


def _counted(names: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(names.items(), key=lambda item: (-item[1], item[0]))[:CLOSEST]


def _speech_facts(scene: Scene, person: str) -> list[tuple[str, str]]:
    speeches, words = said(scene.analysis, person)
    where = "1 speech" if speeches == 1 else f"{speeches:,} speeches"
    return [(f"words in {where}", f"{words:,}")] if speeches else []


def _appearances(scene: Scene, person: str) -> list[Place]:
    """Return the sentences of the first and the last mention of a person; one, where they are the same."""
    analysis = scene.analysis
    own = known(analysis).mentions.get(person, ())
    if not own:
        return []
    found = []
    for title, mention in (("First appearance", own[0]), ("Last appearance", own[-1])):
        span = (mention.start, mention.end)
        sentence = next(iter(sentences_in(analysis.sentences, [span])), span)
        found.append((title, (min(sentence[0], span[0]), max(sentence[1], span[1]))))
    if found[0][1] == found[1][1]:
        found = [("Only appearance", found[0][1])]
    return [Place(title=title, passage=shown(analysis, (person,), [span], context=True)[0]) for title, span in found]


def _circle(scene: Scene, person: str) -> People:
    """Return the others in view of a person's circle, the best-connected first."""
    graph, frame = scene.graph, scene.frame
    circle = frame.circles.get(person)
    others = [one for one in graph if one != person and circle is not None and frame.circles.get(one) == circle]
    others.sort(key=lambda one: (-strength(graph, one), one))
    title = "" if circle is None else f"{frame.names[circle]}’s circle"
    return People(title=title, items=[(one, graph.nodes[one]["label"]) for one in others[:CLOSEST]])


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
