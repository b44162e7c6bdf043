"""The compare page: stories, parts, corrections, choices and every view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from builders import make_analysis
from looking import HOSTILE, shown

from relgraph.dashboard import component
from relgraph.dashboard.comparing.decisions import Decision
from relgraph.dashboard.comparing.twins import _csv
from relgraph.export import dumps
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

PAIR = link_id("ann", "bob")


def opened(open_app: Open, *paths: Path, **query: str) -> AppTest:
    app = open_app(*paths, **query)
    return app.switch_page("screens/compare.py").run()


@pytest.fixture(autouse=True)
def clicks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have networks and panels take a click that waits for them, as a browser hands it over."""

    def listening(draw: Callable[..., None]) -> Callable[..., None]:
        def drawn(*shown: object, key: str, on_selection: Callable[[], None], **options: object) -> None:
            waiting = st.session_state.get("click")
            if waiting and waiting[0] == key:
                st.session_state["click"] = None
                st.session_state[key] = {"selection": {"kind": waiting[1], "id": waiting[2]}}
                on_selection()
                st.rerun()
            draw(*shown, key=key, on_selection=on_selection, **options)

        return drawn

    monkeypatch.setattr(component, "network", listening(component.network))
    monkeypatch.setattr(component, "panel", listening(component.panel))

    def picking(draw: Any) -> Callable[..., None]:
        def drawn(*shown: object, key: str, **options: Any) -> None:
            waiting = st.session_state.get("pick")
            if waiting and waiting[0] == key:
                st.session_state["pick"] = None
                st.session_state[key] = {"selection": waiting[1]}
                options["on_select"]()
                del st.session_state[key]
                st.rerun()
            draw(*shown, key=key, **options)

        return drawn

    monkeypatch.setattr(st, "dataframe", picking(st.dataframe))
    monkeypatch.setattr(st, "vega_lite_chart", picking(st.vega_lite_chart))


def click(app: AppTest, key: str, kind: str, identity: str) -> AppTest:
    app.session_state["click"] = (key, kind, identity)
    return app.run()


def pick(app: AppTest, key: str, **selection: object) -> AppTest:
    """Choose a row of a table (`rows`) or a mark of a chart by its parameter."""
    app.session_state["pick"] = (key, selection)
    app.run()
    assert not app.exception
    assert not app.error
    return app


def chosen(app: AppTest) -> list[tuple[str, str]]:
    return [(one["kind"], one["id"]) for one in app.session_state["compared"]]


def values(app: AppTest, number: int, column: str) -> list[Any]:
    return list(app.dataframe[number].value[column])


def test_two_stories_stand_beside_each_other_in_the_same_places(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1")
    first, second = shown(app, "compared")
    places = [{node["id"]: (node["x"], node["y"]) for node in one["graph"]["nodes"]} for one in (first, second)]
    assert sorted(places[0]) == ["ann", "bob", "cy", "dee"]
    assert sorted(places[1]) == ["ann", "bob", "fay"]
    assert places[0]["ann"] == places[1]["ann"]
    assert places[0]["bob"] == places[1]["bob"]
    assert len({*places[0].values(), *places[1].values()}) == 5


def test_who_is_in_the_other_story_only_is_a_grey_dot(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1")
    dots = [[dot["title"].split("\n")[0] for dot in one["graph"]["absent"]] for one in shown(app, "compared")]
    assert [sorted(one) for one in dots] == [["Fay"], ["Cy", "Dee"]]


def test_comparing_finds_a_second_story_by_itself_and_takes_another(open_app: Open) -> None:
    app = opened(open_app, story="two-days")
    assert len(shown(app, "compared")) == 2
    app.multiselect(key="compare_stories").set_value(["two-days", "nobody"]).run()
    assert "No characters were found in this story." in [info.value for info in app.info]
    assert app.query_params["with_story"] == "nobody"


def test_comparing_one_story_says_what_is_missing(open_app: Open, stories: Path) -> None:
    app = opened(open_app, stories / "quarrel.analysis.json")
    assert [info.value.split(":")[0] for info in app.info] == ["Comparing takes two stories"]
    app = opened(open_app, story="two-days")
    app.multiselect(key="compare_stories").set_value(["two-days"]).run()
    assert [info.value.split(":")[0] for info in app.info] == ["Comparing takes two stories"]


def test_the_parts_of_one_story_are_compared(open_app: Open, stories: Path) -> None:
    app = opened(open_app, stories / "two-days.analysis.json", parts="chapters", window="sentences:1")
    first, second = shown(app, "compared")
    assert [sorted(node["label"] for node in one["graph"]["nodes"]) for one in (first, second)] == [
        ["Ann", "Bob", "Cy"],
        ["Ann", "Bob", "Cy", "Dee"],
    ]
    assert not app.multiselect


def test_a_story_of_one_part_is_told_calmly(open_app: Open) -> None:
    app = opened(open_app, story="quarrel", parts="chapters")
    assert app.error[0].value == "A quarrel has only one such part; choose another way to part it"


def test_a_person_of_both_stories_is_chosen_in_both(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1")
    click(app, "network_0", "person", "ann")
    assert chosen(app) == [("person", "ann"), ("person", "ann")]
    assert [one["panel"]["title"] for one in shown(app, "panel")] == ["Ann", "Ann"]


def test_a_person_of_one_story_is_chosen_there_only(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1")
    click(app, "network_1", "person", "fay")
    assert chosen(app) == [("none", ""), ("person", "fay")]
    click(app, "network_1", "person", "other p7")
    assert chosen(app)[1] == ("person", "fay")


def test_both_sides_of_a_relationship_are_read_and_turned(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1")
    click(app, "network_0", "pair", PAIR)
    panels = [one["panel"] for one in shown(app, "panel")]
    assert [(panel["first"]["name"], panel["second"]["name"]) for panel in panels] == [("Ann", "Bob")] * 2
    assert [panel["count"] for panel in panels] == [3, 1]
    click(app, "panel_0", "more", "6")
    assert chosen(app) == [("pair", PAIR), ("pair", PAIR)]
    assert app.session_state["relgraph_compared_passages"] == {0: (PAIR, 6)}
    click(app, "panel_1", "person", "fay")
    assert chosen(app) == [("none", ""), ("person", "fay")]


def test_a_passage_that_is_no_meeting_changes_the_weight(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1", compare="differences")
    click(app, "network_difference", "pair", link_id("p0", "p1"))
    (start, end) = shown(app, "panel")[0]["panel"]["passages"][0]["span"]
    before = values(app, 0, "Weight (1)")
    click(app, "panel_0", "veto", f"{start}-{end}")
    assert (before, values(app, 0, "Weight (1)")) == ([3], [2])
    taken_back = shown(app, "panel")[0]["panel"]["vetoed"][0]["id"]
    click(app, "panel_0", "restore", taken_back)
    assert values(app, 0, "Weight (1)") == [3]
    click(app, "panel_0", "restore", "no json")
    assert values(app, 0, "Weight (1)") == [3]


def test_a_passage_opens_its_story(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1")
    click(app, "network_1", "pair", PAIR)
    click(app, "panel_1", "open", "0-19")
    assert (app.query_params["story"], app.query_params["with_story"]) == ("quarrel", "two-days")
    assert shown(app, "reader")


def test_the_difference_network_says_what_is_lost_gained_and_shared(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1", compare="differences")
    (network,) = shown(app, "compared")
    names = {node["id"]: node["label"] for node in network["graph"]["nodes"]}
    lines = {
        frozenset((names[edge["from"]], names[edge["to"]])): (edge.get("dashes"), edge["title"].split("\n")[2])
        for edge in network["graph"]["edges"]
    }
    assert lines[frozenset({"Ann", "Bob"})] == (None, "in both, not called different")
    assert lines[frozenset({"Cy", "Dee"})] == ([14, 8], "only in Two days")
    assert lines[frozenset({"Ann", "Fay"})] == ([3, 7], "only in A quarrel")
    shapes = {node["label"]: node["shape"] for node in network["graph"]["nodes"]}
    assert (shapes["Ann"], shapes["Dee"], shapes["Fay"]) == ("dot", "square", "triangle")


def test_short_stories_are_never_called_different(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1", compare="differences")
    assert app.info[0].value.startswith("At least one of these stories is too short to tell a difference from chance")
    assert values(app, 0, "Difference") == ["not tested: a story is too short"]


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three stories: two with Ann and Bob, one with people of other names."""
    text = "{ann|Ann} met {bob|Bob}. {cy|Cy} saw {ann|Ann}. {bob|Bob} waved to {ann|Ann}. "
    other = "{ben|Ben Solo} met {rey|Rey}. {rey|Rey} saw {ben|Ben Solo}. "
    for analysis in (
        make_analysis("\n\n".join([text] * 3), slug="one", title="One"),
        make_analysis(text + "{bob|Bob} met {cy|Cy}. " * 4, slug="two", title="Two"),
        make_analysis(other * 2, slug="three", title="Three"),
        make_analysis(other.replace("ben|Ben Solo", "kylo|Kylo Ren"), slug="four", title=HOSTILE),
    ):
        (tmp_path / f"{analysis.story.id}.analysis.json").write_text(dumps(analysis), encoding="utf-8")
    return tmp_path


ALL = {"story": "one", "with_story": "two,three,four", "window": "sentences:1"}


@pytest.mark.parametrize("side", ["", "likeness", "together", "course", "people", "tags", "networks", "differences"])
def test_every_view_of_many_stories_is_drawn(open_app: Open, three: Path, side: str) -> None:
    app = opened(open_app, three, compare=side, **ALL)
    assert not app.exception
    assert not app.error
    assert app.dataframe or side == "networks"


def test_many_stories_are_a_heat_map_at_first(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, **ALL)
    rows = app.dataframe[0].value
    found = {(row["Person"], row["with"]): row for row in rows.to_dict("records")}
    assert {pair for pair in found if "Ann" in pair} == {("Ann", "Bob"), ("Ann", "Cy")}
    assert sorted(column.partition(". ")[2] for column in rows.columns[2:]) == sorted([HOSTILE, "One", "Three", "Two"])


def test_the_union_is_coloured_by_where_a_relationship_comes_from(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, compare="together", **ALL)
    (network,) = shown(app, "compared")
    titles = sorted(edge["title"].split("\n")[1] for edge in network["graph"]["edges"])
    assert titles == [
        "in 2 stories: One, Two", "in 2 stories: One, Two", f"only in {HOSTILE}", "only in Three", "only in Two",
    ]  # fmt: skip


def test_names_that_differ_are_joined_by_the_reader_and_undone(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, compare="people", **ALL)
    assert "Ben Solo" not in values(app, 0, "Person")
    assert app.button(key="align_undo").disabled
    app.selectbox(key="join_one").set_value(member(2, "ben")).run()
    app.selectbox(key="join_other").set_value(member(3, "kylo")).run()
    app.button(key="join").click().run()
    joined = {"Ben Solo", "Kylo Ren"} & set(values(app, 0, "Person"))
    assert len(joined) == 1
    assert not app.exception
    app.button(key="align_undo").click().run()
    assert not {"Ben Solo", "Kylo Ren"} & set(values(app, 0, "Person"))
    app.button(key="align_redo").click().run()
    assert joined <= set(values(app, 0, "Person"))


def member(side: int, person: str) -> str:
    return f"{side}\x1f{person}"


def test_people_are_told_apart_by_the_reader(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, compare="people", **ALL)
    before = values(app, 0, "Person")
    app.session_state["compared"] = [
        {"kind": "person", "id": "ann", "n": 9},
        *({"kind": "none", "id": "", "n": 9} for _ in range(3)),
    ]
    app.run()
    app.button(key="apart_0").click().run()
    assert "Ann" in before
    assert "Ann" not in values(app, 0, "Person")


def test_nobody_in_common_is_said_with_the_closest_names(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, story="one", with_story="three", compare="differences")
    assert app.info[0].value.startswith("Nobody occurs in two of these stories by name")


def test_a_group_of_stories_is_added_at_once(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, story="one", with_story="two")
    names = app.selectbox(key="compare_group").options
    assert any(name.startswith("Fandom: A world (4)") for name in names)
    app.selectbox(key="compare_group").set_value("All stories").run()
    assert set(str(app.query_params["with_story"]).split(",")) == {"two", "three", "four"}


def test_the_search_finds_where_two_are_among_the_strongest(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, compare="course", **ALL)
    lines = " ".join(str(one.proto.body) for one in app.get("html"))
    assert "are among the 3 strongest in 2 of 4 stories" in lines


def test_the_settings_of_the_page_are_in_the_address(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, **ALL)
    app.segmented_control(key="compare_side").set_value("Course").run()
    assert app.query_params["compare"] == "course"
    app.selectbox(key="compare_by").set_value("parts:2").run()
    assert app.query_params["parts"] == "parts:2"
    assert len(shown(app, "compared")) == 2


@pytest.mark.parametrize(
    ("side", "key", "selection"),
    [
        ("", "heatmap_table", {"rows": [0]}),
        ("", "heatmap", {"cell": [{"row": 0, "column": 0}]}),
        ("together", "union_table", {"rows": [0]}),
        ("people", "aligned_table", {"rows": [0]}),
        ("tags", "tags_table", {"rows": [0]}),
        ("differences", "difference_table", {"rows": [0]}),
        ("differences", "dots_per_words", {"dot": [{"row": 0}]}),
        ("differences", "people_gains", {"rows": [0]}),
        ("differences", "dots_people", {"dot": [{"row": 1}]}),
    ],
)
def test_a_row_and_a_mark_choose_and_nothing_takes_it_back(
    open_app: Open, three: Path, side: str, key: str, selection: dict[str, Any]
) -> None:
    app = opened(open_app, three, compare=side, **ALL)
    pick(app, key, **selection)
    assert {kind for kind, _ in chosen(app)} - {"none"}
    pick(app, key, **{name: [] for name in selection})
    assert {kind for kind, _ in chosen(app)} == {"none"}


def test_a_relationship_of_one_story_is_read_there(open_app: Open) -> None:
    app = opened(open_app, story="two-days", with_story="quarrel", window="sentences:1", compare="differences")
    pick(app, "lone_table", rows=[2])
    assert chosen(app) == [("none", ""), ("pair", link_id("ann", "fay"))]
    pick(app, "lone_table", rows=[])
    assert chosen(app) == [("none", ""), ("none", "")]


def test_a_click_in_the_union_chooses_in_every_story(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, compare="together", **ALL)
    click(app, "network_union", "pair", link_id("p0", "p1"))
    assert [kind for kind, _ in chosen(app)].count("pair") == 2
    click(app, "network_union", "person", "p0")
    assert [kind for kind, _ in chosen(app)].count("person") == 2
    click(app, "network_union", "none", "")
    assert {kind for kind, _ in chosen(app)} == {"none"}


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Two stories of some 8,000 words: Ann and Bob meet in the second ten times as often, Ann and Cy in both alike."""
    filler = "the rain went on over the roofs of the town and nobody came to close the shutters"
    for number, every in enumerate((20, 2)):
        paragraphs = [
            f"{{ann|Ann}} met {{bob|Bob}} and {filler}." if place % every == 0 else f"It was late and {filler}."
            for place in range(400)
        ]
        paragraphs = [
            f"{{ann|Ann}} saw {{cy|Cy}} and {filler}." if place % 7 == 3 else text
            for place, text in enumerate(paragraphs)
        ]
        analysis = make_analysis("\n\n".join(paragraphs), slug=f"long-{number}", title=f"Long {number}")
        (tmp_path / f"long-{number}.analysis.json").write_text(dumps(analysis), encoding="utf-8")
    return tmp_path


def test_a_difference_beyond_chance_is_called_in_network_and_table(open_app: Open, long: Path) -> None:
    app = opened(open_app, long, story="long-0", with_story="long-1", window="sentences:1", compare="differences")
    assert dict(zip(values(app, 0, "with"), values(app, 0, "Difference"), strict=True)) == {
        "Bob": "more in Long 1",
        "Cy": "may be chance",
    }
    (network,) = shown(app, "compared")
    assert {edge["title"].split("\n")[2]: edge.get("label") for edge in network["graph"]["edges"]} == {
        "more in Long 1": "+",
        "in both, not called different": None,
    }
    (said,) = [one.value for one in app.caption if "could be tested" in one.value]
    assert said.startswith("2 relationships could be tested, 1 is called different: the 95 % interval")
    assert not app.info


def test_the_same_the_other_way_round_is_less(open_app: Open, long: Path) -> None:
    app = opened(open_app, long, story="long-1", with_story="long-0", window="sentences:1", compare="differences")
    assert values(app, 0, "Difference")[0] == "more in Long 1"
    (network,) = shown(app, "compared")
    assert sorted(str(edge.get("label")) for edge in network["graph"]["edges"]) == ["None", "−"]


def test_two_of_many_stories_are_chosen_for_the_contrast(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, compare="networks", **ALL)
    app.selectbox(key="pair_second").set_value(2).run()
    assert [one["label"].split(" people in ")[1].split(".")[0] for one in shown(app, "compared")] == ["One", "Three"]
    app.selectbox(key="pair_first").set_value(2).run()
    assert [one["label"].split(" people in ")[1].split(".")[0] for one in shown(app, "compared")] == ["Three", "One"]


def test_the_files_of_a_comparison_are_offered(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, **ALL)
    labels = [getattr(button, "label", "") for button in app.get("download_button")]
    assert labels[:3] == ["Web page to share", "Everything (JSON)", "Network of all stories (GraphML)"]
    assert "What differs" in labels


def test_the_search_says_where_the_best_place_is(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, compare="course", **ALL)
    app.selectbox(key="course_pair").set_value(2).run()
    app.number_input(key="course_among").set_value(1).run()
    lines = " ".join(str(one.proto.body) for one in app.get("html"))
    assert "Their best place is" in lines or "are among the 1 strongest" in lines


def test_two_stories_have_one_figure_of_likeness(open_app: Open, three: Path) -> None:
    app = opened(open_app, three, story="one", with_story="two", compare="likeness")
    assert [one.label for one in app.metric] == ["Weighted Jaccard similarity"]


def test_a_decision_on_somebody_who_does_not_count_is_left_out_with_a_line(open_app: Open, stories: Path) -> None:
    app = open_app(stories, story="two-days", with_story="quarrel")
    members = (("two-days", "ann"), ("two-days", "bob"), ("quarrel", "fay"))
    app.session_state["relgraph_decisions"] = (Decision(kind="same", members=members, what="odd"),)
    app.switch_page("screens/compare.py").run()
    assert not app.exception


def test_a_table_is_saved_without_formulas() -> None:
    assert (
        _csv([{"name": "=1+1", "called": True}, {"name": "Ann", "rank": None}])
        == b"name,called,rank\n'=1+1,1,\nAnn,,\n"
    )
