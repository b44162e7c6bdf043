"""The story page's controls and views, as far as they can be told without a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from builders import make_analysis
from looking import HOSTILE, TWO_DAYS, shown

from relgraph.dashboard.finders import suggestions
from relgraph.dashboard.player import next_range
from relgraph.dashboard.settings import Settings
from relgraph.dashboard.views.numbers import COMPARED
from relgraph.dashboard.work import work_on
from relgraph.records import Quote

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

BASE = {"story": "two-days", "window": "sentences:1"}


def nodes(app: AppTest) -> list[str]:
    return sorted(node["id"] for node in shown(app, "network")[0]["graph"]["nodes"])


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.spec) for element in app.get("vega_lite_chart")]


def texts(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


@pytest.mark.parametrize("view", ["matrix", "arcs", "timeline", "tables", "numbers"])
@pytest.mark.parametrize("story", ["two-days", "hostile"])
def test_every_view_is_in_the_address_and_draws_every_story(open_app: Open, view: str, story: str) -> None:
    app = open_app(story=story, view=view)
    assert not app.exception
    assert not app.error
    assert app.query_params["view"] == view
    assert shown(app, "network") == []
    assert shown(app, "panel")[0]["panel"]["kind"] == "story"


def test_a_view_is_chosen_with_the_switch(open_app: Open) -> None:
    app = open_app(**BASE)
    assert shown(app, "network")
    app.segmented_control(key="view").set_value("Matrix").run()
    assert app.query_params["view"] == "matrix"
    assert charts(app)[0]["params"][0] == {"name": "names", "value": ["Bob", "Ann", "Cy", "Dee"]}
    app.segmented_control(key="view").set_value("Network").run()
    assert "view" not in app.query_params


def test_names_reach_charts_as_data_only(open_app: Open) -> None:
    for view in ("matrix", "arcs", "timeline"):
        app = open_app(story="hostile", view=view)
        for spec in charts(app):
            without = [{**one, "value": None} for one in spec["params"] if one["name"] in {"names", "parts"}]
            assert "alert(1)" not in json.dumps({**spec, "params": without})


def test_hostile_names_are_escaped_among_the_numbers(open_app: Open) -> None:
    app = open_app(story="hostile", view="numbers")
    assert "&lt;img src=x" in texts(app)
    assert HOSTILE[:10] not in texts(app).replace("&lt;", "")


@pytest.mark.parametrize(
    ("kinds", "people", "weight"),
    [("cooccurrence", ["ann", "bob"], 1), ("speech", ["ann", "bob"], 1), ("both", ["ann", "bob"], 2)],
)
def test_speech_counts_when_asked_for(kinds: str, people: list[str], weight: int) -> None:
    analysis = make_analysis(
        "{ann|Ann} met {bob|Bob}. {cy|Cy} left.", quotes=[Quote(start=0, end=5, speaker="ann", addressee="bob")]
    )
    graph = work_on(analysis).graph(Settings(window="sentences:1", kinds=kinds))  # type: ignore[arg-type]  # literals
    assert [sorted([one, other]) for one, other in graph.edges] == [people]
    assert graph["ann"]["bob"]["weight"] == weight


def test_kinds_and_sureness_are_set_in_the_sidebar_and_kept_in_the_address(open_app: Open) -> None:
    app = open_app(**BASE, minimum="2")
    app.segmented_control(key="kinds").set_value("both").run()
    assert app.query_params["kinds"] == "both"
    assert "minimum" not in app.query_params
    app.select_slider(key="sure").set_value(70).run()
    assert app.query_params["sure"] == "70"
    again = open_app(**BASE, sure="75", kinds="speech")
    assert again.select_slider(key="sure").value == 70
    assert again.segmented_control(key="kinds").value == "speech"


def test_only_those_around_the_chosen_person_are_shown(open_app: Open) -> None:
    app = open_app(**BASE, person="ann")
    app.selectbox(key="steps").select(1).run()
    assert nodes(app) == ["ann", "bob"]
    assert app.query_params["steps"] == "1"
    app.selectbox(key="steps").select(2).run()
    assert nodes(app) == ["ann", "bob", "cy"]
    app.selectbox(key="find_person").select_index(None).run()
    assert nodes(app) == ["ann", "bob", "cy", "dee"]


def test_a_person_is_found_by_another_name() -> None:
    graph = make_analysis(
        "{rey|Rey} met {ben|Ben}. {rey|Scavenger} left. {ben|Kylo} and {kay|Kay} saw {ben|Ben}. {kay|Ben} ran.",
    ).graph()
    found = suggestions(graph)
    assert list(found.values()) == ["Ben", "Ben", "Rey", "Kay → Ben", "Kylo → Ben", "Scavenger → Rey"]
    assert list(found)[:3] == ["ben", "kay", "rey"]
    assert list(found)[-1].startswith("rey")


def test_choosing_another_name_chooses_the_person(open_app: Open, tmp_path: Path) -> None:
    from relgraph.export import dumps  # noqa: PLC0415 - used once

    analysis = make_analysis("{rey|Rey} met {ben|Ben}. {rey|Scavenger} saw {rey|Rey} and {ben|Ben}.", slug="desert")
    (tmp_path / "desert.analysis.json").write_text(dumps(analysis), encoding="utf-8")
    app = open_app(tmp_path)
    box = app.selectbox(key="find_person")
    assert box.options == ["Ben", "Rey", "Scavenger → Rey"]
    box.select_index(2).run()
    assert app.query_params["person"] == "rey"
    assert app.selectbox(key="find_person").value == "rey"


def test_who_is_not_there_is_a_dot_in_the_same_place(open_app: Open) -> None:
    whole = {node["id"]: (node["x"], node["y"]) for node in shown(open_app(**BASE), "network")[0]["graph"]["nodes"]}
    graph = shown(open_app(**BASE, chapters="1-1"), "network")[0]["graph"]
    absent = {node["id"]: (node["x"], node["y"]) for node in graph["absent"]}
    assert absent == {"dee": whole["dee"]}
    assert {node["id"]: (node["x"], node["y"]) for node in graph["nodes"]} | absent == whole


def test_play_begins_at_the_first_chapter_and_moves_on_with_the_clock(open_app: Open) -> None:
    app = open_app(**BASE)
    assert app.toggle(key="play").value is False
    app.toggle(key="play").set_value(True).run()
    assert app.toggle(key="play").value is True
    assert app.slider(key="chapters").value == (1, 1)
    app.session_state["play_clock"] -= 60
    app.run()
    assert app.slider(key="chapters").value == (2, 2)
    app.run()
    assert app.slider(key="chapters").value == (2, 2)
    app.session_state["play_clock"] -= 60
    app.run()
    assert app.toggle(key="play").value is False
    assert app.query_params["chapters"] == "2-2"


def test_pausing_keeps_the_chapter_in_the_address(open_app: Open) -> None:
    app = open_app(**BASE)
    app.toggle(key="play").set_value(True).run()
    app.toggle(key="play").set_value(False).run()
    assert app.query_params["chapters"] == "1-1"
    assert app.toggle(key="play").value is False


def test_moving_the_range_stops_the_play(open_app: Open) -> None:
    app = open_app(**BASE)
    app.toggle(key="play").set_value(True).run()
    app.slider(key="chapters").set_range(2, 2).run()
    assert app.toggle(key="play").value is False


@pytest.mark.parametrize(
    ("chapters", "following"), [((1, 1), (2, 2)), ((2, 4), (3, 5)), ((3, 5), None), (None, None), ((1, 5), None)]
)
def test_a_range_moves_on_by_one_chapter(chapters: tuple[int, int] | None, following: tuple[int, int] | None) -> None:
    assert next_range(Settings(chapters=chapters), 5) == following


def test_a_story_of_one_chapter_plays_in_equal_parts(open_app: Open) -> None:
    app = open_app(story="quarrel", window="sentences:1")
    assert app.slider(key="chapters").label == "Parts of the story"
    assert app.slider(key="chapters").value == (1, 12)
    app.slider(key="chapters").set_range(1, 8).run()
    assert nodes(app) == ["ann", "bob"]
    assert "part" in texts(app)


def test_the_parts_of_one_chapter_hold_what_lies_in_them() -> None:
    work = work_on(make_analysis("{ann|Ann} met {bob|Bob}. Rain fell all day. {ann|Ann} met {cy|Cy}."))
    first, last = (work.graph(Settings(window="sentences:1", chapters=span)) for span in ((1, 4), (9, 12)))
    assert (list(first.edges(data="weight")), list(last.edges(data="weight"))) == (
        [("ann", "bob", 1)],
        [("ann", "cy", 1)],
    )
    assert last.edges["ann", "cy"]["chapters"] == (1,)
    assert last.nodes["cy"]["first_chapter"] == 1
    assert len(work.graph(Settings(chapters=(5, 7)))) == 0


def test_nobody_in_view_is_said_in_every_view(open_app: Open) -> None:
    for view in ("matrix", "arcs", "timeline", "tables", "numbers"):
        app = open_app(**BASE, minimum="99", view=view)
        assert "Nobody passes these settings." in [info.value for info in app.info]


def test_the_timeline_shows_parts_presence_and_the_strongest_relationship(open_app: Open) -> None:
    app = open_app(**BASE, view="timeline")
    small = shown(app, "multiples")[0]
    assert [person["name"] for person in small["people"]] == ["Bob", "Ann", "Cy", "Dee"]
    assert [(part["name"], len(part["present"]), len(part["links"])) for part in small["parts"]] == [
        ("Chapter 1", 3, 2),
        ("Chapter 2", 4, 2),
    ]
    assert "Ann and Bob" in texts(app)
    assert "Ann greeted Bob." in texts(app)


def test_the_numbers_name_bridges_and_the_three_at_the_centre(open_app: Open) -> None:
    app = open_app(**BASE, view="numbers")
    said = texts(app)
    assert "Density <b>0.50</b> (0 to 1): 3 of 6 possible pairs meet" in said
    assert "<b>Bob</b> meets <b>Ann</b> 3 times and <b>Cy</b> once; these two never meet each other" in said
    assert "without whom the picture falls into pieces: Bob, Cy." in said
    assert "Ann and Bob; Bob and Cy; Cy and Dee" in said
    people, firm = (frame.value for frame in app.dataframe)
    assert list(people["Person"]) == ["Bob", "Ann", "Cy", "Dee"]
    assert list(people["Closeness"]) == [0.75, 0.5, 0.75, 0.5]
    assert list(firm.columns) == ["Person", "with", *COMPARED.values()]
    assert list(firm["sentence"]) == [True, True, True]


def test_speech_has_no_window_to_be_firm_under(open_app: Open) -> None:
    app = open_app(**BASE, view="numbers", kinds="both")
    assert len(app.dataframe) == 2


def chart_click(module: str, key: str, name: str, picked: list[dict[str, int]]) -> tuple[str, str]:
    """Return what is chosen after a click in a chart of Ann, Bob and Cy."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - the type above is for checks only

    def script(module: str, key: str, selection: object, function: str) -> None:
        import importlib  # noqa: PLC0415 - Streamlit runs this function's text

        import streamlit as st  # noqa: PLC0415 - see above

        st.session_state[key] = {"selection": selection}
        getattr(importlib.import_module(module), function)(("ann", "bob", "cy"))

    function = "_choose" if key == "presence" else "_chosen"
    app = AppTest.from_function(script, args=(module, key, {name: picked}, function)).run()
    assert not app.exception
    choice: tuple[str, str] = app.session_state["relgraph_settings"].choice
    return choice


@pytest.mark.parametrize(
    ("view", "name", "picked", "choice"),
    [
        ("matrix", "cell", [{"row": 2, "column": 0}], ("pair", '["ann", "cy"]')),
        ("matrix", "cell", [], ("none", "")),
        ("matrix", "cell", [{"row": 7, "column": 0}], ("none", "")),
        ("arcs", "arc", [{"left": 0, "right": 1}], ("pair", '["ann", "bob"]')),
        ("arcs", "arc", [{"left": 2, "right": 2}], ("person", "cy")),
        ("arcs", "arc", [], ("none", "")),
    ],
)
def test_a_click_in_a_chart_chooses(
    view: str, name: str, picked: list[dict[str, int]], choice: tuple[str, str]
) -> None:
    assert chart_click(f"relgraph.dashboard.views.{view}", view, name, picked) == choice


@pytest.mark.parametrize(("picked", "choice"), [([{"row": 1}], ("person", "bob")), ([], ("none", ""))])
def test_a_click_on_a_dot_of_the_timeline_chooses_the_person(
    picked: list[dict[str, int]], choice: tuple[str, str]
) -> None:
    assert chart_click("relgraph.dashboard.views.timeline", "presence", "dot", picked) == choice


@pytest.mark.parametrize(
    ("choice", "squares"),
    [({"person": "bob"}, "datum.row === 0 ||"), ({"person": "ann", "partner": "bob"}, "=== 0 && ")],
)
def test_what_is_chosen_is_framed_in_the_matrix(open_app: Open, choice: dict[str, str], squares: str) -> None:
    spec = charts(open_app(**BASE, view="matrix", **choice))[0]
    assert squares in spec["layer"][-1]["transform"][0]["filter"]


def test_the_chosen_arcs_stand_out(open_app: Open) -> None:
    from relgraph.dashboard.views.arcs import _opacity  # noqa: PLC0415 - the only one of its kind here

    assert (_opacity(1, lit=False, any_lit=False), _opacity(1, lit=True, any_lit=True)) == (0.7, 1)
    assert _opacity(1, lit=False, any_lit=True) == 0.08
    assert not open_app(**BASE, view="arcs", person="cy").exception


def opened(identity: str, *, chapters: tuple[int, int] | None, story: str) -> tuple[tuple[int, int] | None, str]:
    """Return the chapters and the view after a small picture was opened."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - the type above is for checks only

    def script(identity: str, chapters: object, analysis: object) -> None:
        import streamlit as st  # noqa: PLC0415 - Streamlit runs this function's text

        from relgraph.dashboard.settings import Settings  # noqa: PLC0415 - see above
        from relgraph.dashboard.views.timeline import PICTURES, _open, _parts  # noqa: PLC0415 - see above
        from relgraph.dashboard.work import work_on  # noqa: PLC0415 - see above
        from relgraph.view.timeline import timeline_of  # noqa: PLC0415 - see above

        st.session_state["relgraph_settings"] = Settings(view="timeline", chapters=chapters)  # type: ignore[arg-type]
        st.session_state["multiples"] = {"selection": {"kind": "part", "id": identity}}
        work = work_on(analysis)  # type: ignore[arg-type]  # an analysis
        _open(work, timeline_of(work.analysis, work.graph(Settings()), _parts(work, PICTURES)))

    texts = {"many": ["{ann|Ann} met {bob|Bob}."] * 30, "one": ["{ann|Ann} met {bob|Bob}. Rain fell."]}
    app = AppTest.from_function(script, args=(identity, chapters, make_analysis(*texts[story]))).run()
    assert not app.exception
    settings = app.session_state["relgraph_settings"]
    return settings.chapters, settings.view


@pytest.mark.parametrize(
    ("identity", "chapters", "story", "shown_then"),
    [
        ("1", None, "many", ((4, 6), "network")),
        ("0", (7, 9), "many", ((7, 7), "network")),
        ("4", None, "one", ((5, 5), "network")),
        ("1", (5, 8), "one", ((6, 6), "network")),
        ("99", None, "many", (None, "timeline")),
        ("", None, "one", (None, "timeline")),
        ("3", (7, 7), "many", ((7, 7), "timeline")),
    ],
)
def test_a_small_picture_opens_its_part_in_the_network(
    identity: str, chapters: tuple[int, int] | None, story: str, shown_then: tuple[tuple[int, int] | None, str]
) -> None:
    assert opened(identity, chapters=chapters, story=story) == shown_then


def test_two_days_are_what_these_tests_take_them_for() -> None:
    graph = make_analysis(*TWO_DAYS).graph(window="sentences:1")
    assert sorted(tuple(sorted(pair)) for pair in graph.edges) == [("ann", "bob"), ("bob", "cy"), ("cy", "dee")]
