from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from builders import make_analysis
from two_days import make_scene

from relgraph.measures import measure
from relgraph.records import Quote
from relgraph.view import Scene, frame_of, style
from relgraph.view.course import PARTS
from relgraph.view.panel import pair_panel, person_panel, story_panel
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from relgraph.analysis import Analysis


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def seen(analysis: Analysis, window: str = "sentences:1") -> Scene:
    graph = analysis.graph(window=window)
    return Scene(analysis=analysis, graph=graph, frame=frame_of(graph, measure(graph).community))


def test_the_story_panel_offers_the_strongest_and_the_most_present(scene: Scene) -> None:
    pairs, people = story_panel(scene)["choices"]
    assert [(item["kind"], item["id"], item["name"], item["weight"]) for item in pairs["items"]] == [
        ("pair", link_id("ann", "bob"), "Ann and Bob", 3),
        ("pair", link_id("bob", "cy"), "Bob and Cy", 1),
    ]
    assert [(item["id"], item["weight"]) for item in people["items"]] == [("bob", 4), ("ann", 3), ("cy", 1), ("dee", 1)]


def test_an_empty_view_says_so(scene: Scene) -> None:
    panel = story_panel(replace(scene, graph=nx.Graph()))
    assert (panel["title"], panel["note"]) == ("Nobody to show", "No characters pass these settings.")


def test_a_person_has_names_figures_and_presence(scene: Scene) -> None:
    panel = person_panel(scene, "ann")
    assert (panel["title"], panel["subtitle"]) == ("Ann", "she/her · Bob’s circle")
    assert panel["facts"] == [("mentions", "3"), ("people met", "1"), ("meetings", "3")]
    assert panel["tags"][0] == {"title": "Names in the text", "note": "", "items": [("Ann", 2)]}
    assert panel["charts"][0]["parts"] == [("Chapter 1", 2), ("Chapter 2", 1)]
    assert panel["charts"][0]["ends"] == ("Chapter 1", "Chapter 2")


def test_the_closest_people_lead_to_person_and_passages(scene: Scene) -> None:
    (closest,) = person_panel(scene, "bob")["choices"]
    assert [(item["id"], item["pair"], item["weight"]) for item in closest["items"]] == [
        ("ann", link_id("ann", "bob"), 3),
        ("cy", link_id("bob", "cy"), 1),
    ]


def test_the_narrator_is_called_so() -> None:
    analysis = make_analysis("{i|I} saw {bob|Bob}.", people={"i": {"name": "Narrator", "kind": "narrator"}})
    assert person_panel(seen(analysis), "i")["subtitle"] == "the narrator · Bob’s circle"


def test_titles_are_shown_beside_names() -> None:
    analysis = make_analysis("{ann|Ann} slept. {ann|The captain}. {ann|the captain} woke.")
    assert person_panel(seen(analysis), "ann")["tags"][1] == {
        "title": "Titles",
        "note": "",
        "items": [("the captain", 1)],
    }


def test_a_story_of_one_chapter_is_charted_by_parts() -> None:
    analysis = make_analysis("{ann|Ann} slept all day long, and all night long as well. So did {ann|Ann}")
    parts = person_panel(seen(analysis), "ann")["charts"][0]["parts"]
    assert len(parts) == PARTS
    assert (parts[0], parts[-1], sum(count for _, count in parts)) == (
        (f"Part 1 of {PARTS}", 1),
        (f"Part {PARTS} of {PARTS}", 1),
        2,
    )


def test_a_relationship_has_rank_chapters_and_passages(scene: Scene) -> None:
    panel = pair_panel(scene, ("ann", "bob"))
    assert (panel["first"], panel["second"]) == ({"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"})
    assert panel["subtitle"] == "The strongest relationship in view."
    assert panel["facts"] == [("passages", "3"), ("rank", "1 of 2"), ("chapters", "2 of 2")]
    assert [passage["chapter"] for passage in panel["passages"]] == [
        "Chapter 1",
        "Chapter 1",
        "Chapter 2",
    ]
    assert panel["passages"][1]["pieces"] == [
        ("She", "first", "pronoun"),
        (" smiled at ", "", ""),
        ("him", "second", "pronoun"),
        (".", "", ""),
    ]
    assert (panel["begin"], panel["count"], panel["portion"]) == (0, 3, 15)


def test_a_weaker_relationship_tells_its_rank(scene: Scene) -> None:
    panel = pair_panel(scene, ("cy", "bob"))
    assert panel["subtitle"] == "Number 2 of 2 relationships in view."
    assert panel["facts"][0] == ("passage", "1")


def test_passages_come_in_portions(scene: Scene) -> None:
    panel = pair_panel(scene, ("ann", "bob"), begin=1, limit=1)
    assert [passage["span"] for passage in panel["passages"]] == [(17, 35)]
    assert (panel["begin"], panel["count"], panel["portion"]) == (1, 3, 1)


@pytest.mark.parametrize(("asked", "begin"), [(-7, 0), (2, 2), (99, 2)])
def test_a_portion_that_is_not_there_is_the_nearest(scene: Scene, asked: int, begin: int) -> None:
    panel = pair_panel(scene, ("ann", "bob"), begin=asked, limit=1)
    assert (panel["begin"], len(panel["passages"])) == (begin, 1)


def test_a_weight_of_pairs_is_shown_beside_the_passages() -> None:
    analysis = make_analysis("{ann|Ann} and {ann|Ann} met {bob|Bob}.")
    graph = analysis.graph(window="sentences:1", count="pairs")
    panel = pair_panel(replace(seen(analysis), graph=graph), ("ann", "bob"))
    assert panel["facts"][:2] == [("weight", "2"), ("passage", "1")]
    assert panel["subtitle"] == "The only relationship in view."


def test_paragraphs_of_a_passage_are_not_parted_by_empty_lines() -> None:
    analysis = make_analysis("{ann|Ann} left.\n\nSo did {bob|Bob}.")
    (passage,) = pair_panel(seen(analysis, "sentences:2"), ("ann", "bob"))["passages"]
    assert "".join(text for text, _, _ in passage["pieces"]) == "Ann left.\nSo did Bob."


def test_two_of_one_circle_get_two_colours(scene: Scene) -> None:
    first, second = pair_panel(replace(scene, theme="dark"), ("ann", "bob"))["colours"]
    assert first != second
    assert person_panel(scene, "dee")["colours"] == (style.circle_colour(None, "light"),) * 2


def test_speech_is_evidence_too() -> None:
    analysis = make_analysis(
        "“Go,” said {ann|Ann} to {bob|Bob}.", quotes=[Quote(start=0, end=5, speaker="ann", addressee="bob")]
    )
    scene = replace(seen(analysis), graph=analysis.graph(kinds=("speech",)))
    assert pair_panel(scene, ("ann", "bob"))["passages"][0]["pieces"] == [("“Go,”", "", "")]
