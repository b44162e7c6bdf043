from __future__ import annotations

import pytest
from builders import make_analysis
from hypothesis import given, settings
from hypothesis import strategies as st
from two_days import make_two_days

from relgraph.view.timeline import Moment, Part, Peak, parts_of, peaks_of, timeline_of


def test_chapters_are_the_parts_of_a_story() -> None:
    story = make_two_days().story

    assert parts_of(story) == (
        Part(name="Chapter 1", start=0, end=50, chapters=(0, 1)),
        Part(name="Chapter 2", start=50, end=77, chapters=(1, 2)),
    )


def test_many_chapters_are_taken_together() -> None:
    story = make_analysis(*(f"Day {number}." for number in range(7))).story

    assert [(part.name, part.chapters) for part in parts_of(story, most=3)] == [
        ("Chapters 1 to 3", (0, 3)),
        ("Chapters 4 to 6", (3, 6)),
        ("Chapter 7", (6, 7)),
    ]


def test_a_single_chapter_is_cut_into_equal_parts() -> None:
    story = make_analysis("Ann slept all day.").story

    assert [(part.name, part.start, part.end, part.chapters) for part in parts_of(story, equal=4)] == [
        ("Part 1 of 4", 0, 4, None),
        ("Part 2 of 4", 4, 9, None),
        ("Part 3 of 4", 9, 13, None),
        ("Part 4 of 4", 13, 18, None),
    ]


def test_only_the_chapters_asked_for_are_divided() -> None:
    story = make_two_days().story

    assert [(part.start, part.end) for part in parts_of(story, chapters=(1, 2), equal=2)] == [(50, 63), (63, 77)]
    assert [part.name for part in parts_of(story, chapters=(0, 9))] == ["Chapter 1", "Chapter 2"]


def test_nothing_has_no_parts() -> None:
    assert parts_of(make_analysis("").story, chapters=(3, 4)) == ()


def test_each_moment_says_who_is_there_and_who_meets() -> None:
    analysis = make_two_days()
    found = timeline_of(analysis, analysis.graph(window="sentences:1"), parts_of(analysis.story))

    assert found.people == ("bob", "ann", "cy", "dee")
    assert found.names == ("Bob", "Ann", "Cy", "Dee")
    assert found.moments == (
        Moment(
            part=Part(name="Chapter 1", start=0, end=50, chapters=(0, 1)),
            mentions={"ann": 2, "bob": 3, "cy": 1},
            meetings={("ann", "bob"): 2, ("bob", "cy"): 1},
        ),
        Moment(
            part=Part(name="Chapter 2", start=50, end=77, chapters=(1, 2)),
            mentions={"ann": 1, "bob": 1, "dee": 1},
            meetings={("ann", "bob"): 1},
        ),
    )
    assert found.presence("bob") == (3, 1)
    assert found.meetings("bob", "ann") == (2, 1)
    assert found.presence("nobody") == found.meetings("ann", "nobody") == (0, 0)


def test_people_out_of_view_and_mentions_left_out_are_not_counted() -> None:
    analysis = make_two_days()
    graph = analysis.graph(window="sentences:1")
    graph.remove_node("bob")
    found = timeline_of(analysis, graph, parts_of(analysis.story), mentions=analysis.mentions[1:])

    assert [moment.mentions for moment in found.moments] == [{"ann": 1, "cy": 1}, {"ann": 1, "dee": 1}]
    assert [moment.meetings for moment in found.moments] == [{}, {}]


@settings(max_examples=40)
@given(st.integers(1, 30), st.sampled_from(["sentences:1", "paragraphs:2", "tokens:9", "chapter"]))
def test_parts_lose_no_mention_and_no_meeting(count: int, window: str) -> None:
    analysis = make_analysis("{ann|Ann} met {bob|Bob}. {cy|Cy} saw {bob|Bob}.\n\n{ann|Ann} hit {cy|Cy}.")
    graph = analysis.graph(window=window)
    found = timeline_of(analysis, graph, parts_of(analysis.story, equal=count))

    assert {person: sum(found.presence(person)) for person in graph} == {"ann": 2, "bob": 2, "cy": 2}
    for a, b, link in graph.edges(data=True):
        assert sum(found.meetings(a, b)) == link["weight"]


def test_a_peak_is_named_by_the_passage_that_mentions_the_two_most() -> None:
    analysis = make_two_days()
    graph = analysis.graph(window="sentences:1")
    found = timeline_of(analysis, graph, parts_of(analysis.story, equal=2))

    assert peaks_of(analysis, graph, found, ("bob", "ann")) == (
        Peak(moment=0, meetings=2, passage=(0, 16), text="Ann greeted Bob."),
    )
    assert peaks_of(analysis, graph, found, ("ann", "dee")) == ()


def test_peaks_do_not_stand_side_by_side() -> None:
    usual, long = "{ann|Ann} saw {bob|Bob}.", "{ann|Ann} hit {bob|Bob} and {ann|her}."
    scenes = [[usual], [usual, usual, long], [usual] * 2, [], [usual] * 4, [usual], [usual]]
    analysis = make_analysis(*("Rain. " + " ".join(scene) for scene in scenes))
    graph = analysis.graph(window="sentences:1")
    found = timeline_of(analysis, graph, parts_of(analysis.story))

    assert [(peak.moment, peak.meetings) for peak in peaks_of(analysis, graph, found, ("ann", "bob"))] == [
        (1, 3),
        (4, 4),
        (6, 1),
    ]
    assert peaks_of(analysis, graph, found, ("ann", "bob"))[0].text == "Ann hit Bob and her."
    assert [peak.moment for peak in peaks_of(analysis, graph, found, ("ann", "bob"), count=1)] == [4]


@pytest.mark.parametrize("most", [0, 1])
def test_everything_can_be_one_part(most: int) -> None:
    assert [part.chapters for part in parts_of(make_two_days().story, most=most)] == [(0, 2)]
