"""Many stories at once: heat map, tree, map, union, courses, search, tags, parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders import make_analysis
from hypothesis import given, settings
from hypothesis import strategies as st
from two_stories import WINDOW, story

from relgraph.comparison import Found, compare, compare_parts, part_of, parts_of, tag_report
from relgraph.comparison.clustering import map_of, tree_of
from relgraph.errors import RelgraphError
from relgraph.records import Tags

ANN_BOB, BOB_CY, ANN_CY = ("Ann", "Bob"), ("Bob", "Cy"), ("Ann", "Cy")
A = story(*[ANN_BOB] * 4, BOB_CY, title="A", words=10_000, slug="a")
B = story(*[BOB_CY] * 3, ANN_CY, title="B", words=10_000, slug="b")
C = story(*[ANN_BOB] * 3, BOB_CY, ("Cy", "Eve"), title="C", words=5_000, slug="c")
ALL = compare([A, B, C], window=WINDOW)


def test_heatmap_is_a_table_of_relationships_by_stories() -> None:
    found = ALL.heatmap()

    assert found.pairs == (ANN_BOB, BOB_CY, ANN_CY)
    assert found.values == ((4.0, 0.0, 6.0), (1.0, 3.0, 2.0), (0.0, 1.0, 0.0))
    assert sorted(found.row_order) == [0, 1, 2]
    # A and C have the same strongest pair: they stand next to each other.
    assert abs(found.column_order.index(0) - found.column_order.index(2)) == 1
    assert ALL.heatmap(unit="weight", top=1).values == ((4.0, 0.0, 3.0),)
    assert ALL.heatmap(unit="share").values[2][1] == 0.25


def test_rows_of_the_heatmap_are_in_its_order() -> None:
    found = ALL.heatmap()
    frame = found.to_pandas()

    assert list(frame.columns) == ["first", "second", *(found.stories[index] for index in found.column_order)]
    assert [(row["first"], row["second"]) for row in found.to_rows()] == [
        found.pairs[index] for index in found.row_order
    ]


def test_tree_joins_the_nearest_first_by_average_linkage() -> None:
    distances = np.array([[0, 2, 6, 10], [2, 0, 5, 9], [6, 5, 0, 4], [10, 9, 4, 0]], dtype=float)

    tree = tree_of(distances)

    assert [(join.first, join.second, join.height, join.size) for join in tree.joins] == [
        (0, 1, 2.0, 2),
        (2, 3, 4.0, 2),
        (4, 5, 7.5, 4),  # the mean of 6, 10, 5 and 9
    ]
    assert tree.order == (0, 1, 2, 3)


def test_tree_of_nothing_and_of_one() -> None:
    assert (tree_of(np.zeros((0, 0))).order, tree_of(np.zeros((1, 1))).order) == ((), (0,))


def test_map_keeps_distances_that_fit_a_plane() -> None:
    points = np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 4.0]])
    distances = np.sqrt(((points[:, None] - points) ** 2).sum(axis=2))

    places, kept = map_of(distances)

    found = np.array(places)
    assert np.sqrt(((found[:, None] - found) ** 2).sum(axis=2)) == pytest.approx(distances, abs=1e-6)
    assert kept == pytest.approx(1)
    assert all(axis[np.argmax(np.abs(axis))] > 0 for axis in found.T)


def test_map_of_equal_stories_is_one_place() -> None:
    assert map_of(np.zeros((3, 3))) == (((0.0, 0.0),) * 3, 1.0)
    assert map_of(np.array([[0.0, 1.0], [1.0, 0.0]]))[0] == ((0.5, 0.0), (-0.5, 0.0))
    assert ALL.map().stories == ("A", "B", "C")
    assert ALL.map().to_rows()[1]["story"] == "B"
    assert list(ALL.map(measure="portrait").to_pandas().columns) == ["story", "x", "y"]


def test_union_says_where_each_relationship_comes_from() -> None:
    union = ALL.union()

    assert union.nodes["ann"] == {"label": "Ann", "mentions": 8, "stories": (0, 1, 2)}
    assert union.nodes["eve"] == {"label": "Eve", "mentions": 1, "stories": (2,)}
    assert union.edges["ann", "bob"] == {
        "weight": 7,
        "per_words": pytest.approx(10 / 3),
        "weights": (4, 0, 3),
        "stories": (0, 2),
    }
    assert union.edges["cy", "eve"] == {
        "weight": 1,
        "per_words": pytest.approx(2 / 3),
        "weights": (0, 0, 1),
        "stories": (2,),
    }


def test_two_people_of_one_id_are_two_nodes() -> None:
    first = make_analysis("{x|Xan} met {ann|Ann}.")
    second = make_analysis("{x|Yorick} met {ann|Ann}.")

    assert {name: node["label"] for name, node in compare([first, second]).union().nodes(data=True)} == {
        "ann": "Ann",
        "x": "Xan",
        "x-2": "Yorick",
    }


def test_course_runs_from_0_to_100_percent_of_every_story() -> None:
    early = make_analysis("{a|Ann} met {b|Bob}. {a|Ann} saw {b|Bob}. Rain fell down. Snow fell down.")
    late = make_analysis("Rain fell down. Snow fell down. Hail fell down. {b|Bob} met {a|Ann}.", title="Late")

    found = compare([early, late], window=WINDOW).course("bob", "ANN", parts=4)

    assert (found.names, found.edges) == (("Bob", "Ann"), (0.0, 25.0, 50.0, 75.0, 100.0))
    assert found.weights == ((1, 1, 0, 0), (0, 0, 0, 1))
    # Four parts of three words each.
    assert found.per_words[1] == pytest.approx((0, 0, 0, 10_000 / 3))
    assert found.to_rows()[7] == {
        "story": "Late",
        "from": 75.0,
        "to": 100.0,
        "weight": 1,
        "per_words": pytest.approx(3333.33, 1e-4),
    }
    assert len(found.to_pandas()) == 8


@settings(max_examples=30)
@given(st.integers(1, 60))
def test_course_loses_no_meeting(parts: int) -> None:
    assert [sum(row) for row in ALL.course("Ann", "Bob", parts=parts).weights] == [4, 0, 3]


def test_stories_are_found_in_which_two_are_among_the_strongest() -> None:
    assert ALL.find_stories("Bob", "Ann", among=1) == (
        Found(story=0, title="A", rank=1, weight=4),
        Found(story=2, title="C", rank=1, weight=3),
    )
    assert ALL.find_stories("Bob", "Cy", among=1) == (Found(story=1, title="B", rank=1, weight=3),)
    assert [one.title for one in ALL.find_stories("Bob", "Cy", among=2)] == ["B", "A", "C"]


def test_unknown_name_lists_who_is_there() -> None:
    with pytest.raises(RelgraphError, match="'Eve' does not occur in two of these stories; who does: Ann, Bob, Cy"):
        ALL.course("Eve", "Ann")
    with pytest.raises(RelgraphError, match="one person"):
        ALL.course("Ann", "ann")
    with pytest.raises(RelgraphError, match="0 parts"):
        ALL.course("Ann", "Bob", parts=0)


def test_lengths_and_doubles_are_warned_of() -> None:
    short = replace(A, story=replace(A.story, words=999, title="Short"))
    warnings = compare([A, short, A]).warnings

    assert len(warnings) == 3
    assert "“Short” has only 999 words" in warnings[0]
    assert "999 and 10,000 words" in warnings[1]
    assert "more than once" in warnings[2]
    assert ALL.warnings == ()


TAGGED = story(
    *[("Rey", "Finn")] * 20,
    *[("Rey", "Kylo Ren")] * 12,
    *[("Poe", "Finn")] * 9,
    *[("Poe", "Rose")] * 4,
    ("Poe", "Kylo Ren"),
    tags=Tags(
        relationships=(
            "Rey & Kylo Ren | Ben Solo",
            "Rey/Kylo Ren",
            "Past Poe Dameron/Kylo Ren - Relationship",
            "Rose/Rey",
            "Finn/Luke (Star Wars)",
            "Poe/Rose",
        )
    ),
)


def test_tags_are_set_beside_the_text() -> None:
    report = tag_report(TAGGED, TAGGED.graph(window=WINDOW))

    assert [(one.sign, one.people, one.status, one.weight, one.rank) for one in report.tagged] == [
        ("&", ("Rey", "Kylo Ren | Ben Solo"), "central", 12, 2),
        ("/", ("Rey", "Kylo Ren"), "central", 12, 2),
        ("/", ("Poe Dameron", "Kylo Ren"), "hardly there", 1, 5),
        ("/", ("Rose", "Rey"), "never together", 0, None),
        ("/", ("Finn", "Luke"), "not in the text", 0, None),
        ("/", ("Poe", "Rose"), "there", 4, 4),
    ]
    assert [(one.people, one.weight, one.rank) for one in report.untagged] == [
        (("Finn", "Rey"), 20, 1),
        (("Finn", "Poe"), 9, 3),
    ]
    assert report.tagged[0].share == pytest.approx(12 / 46)
    assert [row["status"] for row in report.to_rows()][-2:] == ["central, not tagged"] * 2
    assert len(report.to_pandas()) == 8


def test_tags_stand_beside_the_words_and_the_mood_of_the_passages() -> None:
    analysis = make_analysis(
        "{rey|Rey} loved {kylo|Kylo}, a good and happy friend. {rey|Rey} sat. {finn|Finn} slept.",
    )
    tags = Tags(relationships=("Rey/Kylo", "Rey/Finn"))
    analysis = replace(analysis, story=replace(analysis.story, tags=tags))
    graph = analysis.graph(window="sentences:1")
    graph.edges["kylo", "rey"]["labels"] = ("friend", "rival")
    liked, never = tag_report(analysis, graph).tagged
    assert liked.labels == "friend; rival"
    assert liked.mood is not None
    assert liked.mood > 0.5
    assert (never.labels, never.mood) == ("", None)


def test_story_without_relationship_tags_is_not_said_to_lack_any() -> None:
    report = tag_report(A, A.graph())

    assert (report.tagged, report.untagged, report.title) == ((), (), "A")


def test_tag_of_three_is_three_pairs_and_the_reader_is_known() -> None:
    you = make_analysis(
        "{you|You} met {rey|Rey}. {finn|Finn} met {rey|Rey}.",
        people={"you": {"name": "Reader (you)", "kind": "reader"}},
    )
    tags = Tags(relationships=("Finn/Rey/Reader",))

    report = tag_report(replace(you, story=replace(you.story, tags=tags)), you.graph(window=WINDOW))

    assert [(one.people, one.ids, one.weight) for one in report.tagged] == [
        (("Finn", "Rey"), ("finn", "rey"), 1),
        (("Finn", "Reader"), ("finn", "you"), 0),
        (("Rey", "Reader"), ("rey", "you"), 1),
    ]


CHAPTERS = make_analysis(
    "{a|Ann} met {b|Bob}.",
    "{a|Ann} saw {c|Cy}. {b|Bob} sat.",
    "{b|Bob} met {a|Ann}. {a|Ann} met {b|Bob}.",
    title="Book",
)


def test_chapters_are_compared_as_stories_are() -> None:
    found = compare_parts(CHAPTERS, by="chapters", window=WINDOW)

    assert found.stories == ("Chapter 1", "Chapter 2", "Chapter 3")
    assert [one.words for one in found.about] == [3, 5, 6]
    assert [(row.label, row.weights) for row in found.relationships] == [("Ann – Bob", (1, 0, 2))]
    assert [lone.names for lone in found.lone] == [("Ann", "Cy")]


def test_chapters_of_one_title_are_one_part() -> None:
    titles = ("1. Ann", "Chapter II: Bob", "III – ANN")
    chapters = tuple(replace(part, title=title) for part, title in zip(CHAPTERS.story.chapters, titles, strict=True))
    named = replace(CHAPTERS, story=replace(CHAPTERS.story, chapters=chapters))

    parts = parts_of(named, by="titles", whole_title=True)

    assert [(part.story.title, part.story.words) for part in parts] == [("Book: Ann", 9), ("Book: Bob", 5)]
    assert parts[0].graph(window=WINDOW).edges["a", "b"]["weight"] == 3


def test_equal_parts_are_cut_between_paragraphs() -> None:
    parts = parts_of(CHAPTERS, by="parts:2")

    assert [(part.story.title, part.story.words) for part in parts] == [("Part 1", 8), ("Part 2", 6)]


def test_part_keeps_offsets_and_nobody_meets_across_its_ends() -> None:
    one = make_analysis("{a|Ann} met {b|Bob}. Rain fell. {b|Bob} met {a|Ann}. {c|Cy} sat.")
    text = one.story.text
    spans = [(0, 13), (text.index("Bob met"), len(text))]

    part = part_of(one, spans, title="Parted")

    graph = part.graph(window="tokens:32")
    assert graph.edges["a", "b"]["evidence"] == ((0, 12), (text.index("Bob met"), text.index(" Cy")))
    assert part.story.text == text
    assert part.story.words == 8


@pytest.mark.parametrize("spans", [[(0, 5), (4, 9)], [(5, 5)]])
def test_ranges_that_overlap_or_are_empty_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(RelgraphError, match="overlap or are empty"):
        part_of(CHAPTERS, spans, title="Wrong")


@pytest.mark.parametrize("by", ["scenes", "parts:0", "parts:12345"])
def test_unknown_way_to_part_lists_the_known(by: str) -> None:
    with pytest.raises(RelgraphError, match="use one of chapters, parts:N, titles"):
        compare_parts(CHAPTERS, by=by)


def test_story_of_one_chapter_has_nothing_to_compare() -> None:
    with pytest.raises(RelgraphError, match="has only 1 part by 'chapters'"):
        compare_parts(A)
