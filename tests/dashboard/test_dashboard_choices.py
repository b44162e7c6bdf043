"""Clicks as Streamlit hands them over: the state of a component, then its callback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import make_analysis
from looking import TWO_DAYS
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


def test_marks_of_markdown_are_shown_as_they_are() -> None:
    assert plain("a*b_[c](d)$e$:red[f]") == r"a\*b\_\[c\]\(d\)\$e\$\:red\[f\]"
