"""Clicks as Streamlit hands them over: the state of a component, then its callback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import make_analysis
from looking import QUARREL, TWO_DAYS
from streamlit.testing.v1 import AppTest

from relgraph.dashboard.progress import plain
from relgraph.dashboard.settings import Settings
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from relgraph.analysis import Analysis


@pytest.fixture
def analysis() -> Analysis:
    return make_analysis(*TWO_DAYS, slug="two-days", title="Two days")


def clicked(module: str, function: str, key: str, choice: dict[str, Any], **state: object) -> AppTest:
    """Return the app after a callback found `choice` in the state of a component."""

    def script(module: str, function: str, key: str, choice: object) -> None:
        import importlib  # noqa: PLC0415 - Streamlit runs this function's text

        import streamlit as st  # noqa: PLC0415 - see above

        st.session_state[key] = {"selection": choice}
        work = [None] if function == "_from_panel" else []  # only what changes the story needs it
        getattr(importlib.import_module(module), function)(*work)

    app = AppTest.from_function(script, args=(module, function, key, choice))
    for name, value in state.items():
        app.session_state[name] = value
    app.run()
    assert not app.exception
    return app


def chosen(app: AppTest) -> tuple[str, str]:
    choice: tuple[str, str] = app.session_state["relgraph_settings"].choice
    return choice


def test_a_click_in_the_network_is_kept_and_not_told_to_it() -> None:
    app = clicked("relgraph.dashboard.stage", "_from_network", "network", {"kind": "person", "id": "ann", "n": 1})
    assert chosen(app) == ("person", "ann")
    assert "relgraph_pushed" not in app.session_state


def test_a_click_in_the_panel_is_told_to_the_network() -> None:
    app = clicked("relgraph.dashboard.stage", "_from_panel", "panel", {"kind": "pair", "id": link_id("ann", "bob")})
    assert chosen(app) == ("pair", link_id("ann", "bob"))
    assert app.session_state["relgraph_pushed"] == {"kind": "pair", "id": link_id("ann", "bob"), "n": 1}


def test_a_click_on_nothing_clears_the_choice() -> None:
    app = clicked(
        "relgraph.dashboard.stage",
        "_from_network",
        "network",
        {"kind": "none"},
        relgraph_settings=Settings(person="ann"),
    )
    assert chosen(app) == ("none", "")


@pytest.mark.parametrize("choice", [{}, {"kind": 3, "id": "ann"}, {"kind": "person"}, {"kind": "pair", "id": "ann"}])
def test_what_no_click_can_say_chooses_nothing(choice: dict[str, Any]) -> None:
    assert chosen(clicked("relgraph.dashboard.stage", "_from_network", "network", choice)) == ("none", "")


def test_more_passages_are_shown_for_this_pair_only() -> None:
    settings = Settings(person="ann", partner="bob")
    app = clicked(
        "relgraph.dashboard.stage", "_from_panel", "panel", {"kind": "more", "id": "20"}, relgraph_settings=settings
    )
    assert app.session_state["relgraph_passages"] == (link_id("ann", "bob"), 20)
    assert chosen(app) == ("pair", link_id("ann", "bob"))


@pytest.mark.parametrize("count", ["", "many", "-3"])
def test_a_nonsense_number_of_passages_is_the_usual_one(count: str) -> None:
    app = clicked("relgraph.dashboard.stage", "_from_panel", "panel", {"kind": "more", "id": count})
    assert app.session_state["relgraph_passages"][1] == 0


def compared(function: str, side: int, choice: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is chosen in the two stories after a click in one."""

    def script(function: str, side: int, choice: object, first: object, second: object) -> None:
        import streamlit as st  # noqa: PLC0415 - Streamlit runs this function's text

        from relgraph.comparison import compare  # noqa: PLC0415 - see above
        from relgraph.dashboard import side_by_side  # noqa: PLC0415 - see above

        comparison = compare([first, second], window="sentences:1")  # type: ignore[list-item]  # analyses
        st.session_state[f"{function}_{side}"] = {"selection": choice}
        getattr(side_by_side, f"_from_{function}")(comparison, side)

    stories = make_analysis(*TWO_DAYS, slug="two-days"), make_analysis(*QUARREL, slug="quarrel")
    app = AppTest.from_function(script, args=(function, side, choice, *stories)).run()
    assert not app.exception
    if "compared" not in app.session_state:
        return []
    return [(found["kind"], found["id"]) for found in app.session_state["compared"]]


def test_a_person_of_both_stories_is_chosen_in_both() -> None:
    assert compared("network", 0, {"kind": "person", "id": "ann"}) == [("person", "ann"), ("person", "ann")]


def test_a_person_of_one_story_is_chosen_there_only() -> None:
    assert compared("network", 1, {"kind": "person", "id": "fay"}) == [("none", ""), ("person", "fay")]


def test_a_relationship_of_both_is_chosen_in_both() -> None:
    pair = ("pair", link_id("ann", "bob"))
    assert compared("panel", 1, {"kind": "pair", "id": link_id("ann", "bob")}) == [pair, pair]


def test_a_relationship_with_somebody_unknown_is_chosen_in_one() -> None:
    assert compared("panel", 0, {"kind": "pair", "id": link_id("bob", "cy")})[1] == ("none", "")


def test_more_passages_are_no_choice_on_the_compare_page() -> None:
    assert compared("panel", 0, {"kind": "more", "id": "6"}) == []


def test_marks_of_markdown_are_shown_as_they_are() -> None:
    assert plain("a*b_[c](d)$e$:red[f]") == r"a\*b\_\[c\]\(d\)\$e\$\:red\[f\]"
