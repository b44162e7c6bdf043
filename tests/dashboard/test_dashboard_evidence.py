"""What the panel asks for besides a choice, as Streamlit hands it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import make_analysis
from looking import TWO_DAYS
from streamlit.testing.v1 import AppTest

from relgraph.cast import Cast
from relgraph.dashboard.corrections import History, Step
from relgraph.dashboard.settings import Settings
from relgraph.dashboard.work import work_on

if TYPE_CHECKING:
    from relgraph.dashboard.work import Work

PAIR = Settings(story="two-days", window="sentences:1", person="ann", partner="bob")


@pytest.fixture
def work() -> Work:
    return work_on(make_analysis(*TWO_DAYS, slug="two-days", title="Two days"))


def asked(work: Work, kind: str, identity: str, *, settings: Settings = PAIR, cast: Cast | None = None) -> AppTest:
    """Return the session after the panel asked for something."""

    def script(work: object, kind: str, identity: str) -> None:
        import streamlit as st  # noqa: PLC0415 - Streamlit runs this function's text

        from relgraph.dashboard.evidence import follow  # noqa: PLC0415 - see above

        st.session_state["followed"] = follow(work, kind, identity)  # type: ignore[arg-type]  # a work

    app = AppTest.from_function(script, args=(work, kind, identity))
    app.session_state["relgraph_settings"] = settings
    app.session_state["relgraph_casts"] = {"two-days": History(steps=(Step(cast=cast or Cast()),))}
    app.run()
    assert not app.exception
    return app


def vetoes(app: AppTest) -> list[tuple[tuple[str, str], int, int]]:
    cast: Cast = app.session_state["relgraph_casts"]["two-days"].cast
    return [(veto.between, veto.start, veto.end) for veto in cast.vetoes]


def test_a_choice_is_left_to_others(work: Work) -> None:
    assert asked(work, "person", "ann").session_state["followed"] is False


def test_a_passage_is_marked_as_no_meeting_and_the_page_drawn_anew(work: Work) -> None:
    app = asked(work, "veto", "17-35")
    assert vetoes(app) == [(("Ann", "Bob"), 17, 35)]
    assert app.session_state["relgraph_vetoed"] is True
    assert app.session_state["relgraph_casts"]["two-days"].undoes == "Ann and Bob do not meet in a passage"


@pytest.mark.parametrize("span", ["0-5", "9-3", "x", "-1-4", "99999999999-3", ""])
def test_what_is_no_passage_of_the_two_is_left_alone(work: Work, span: str) -> None:
    app = asked(work, "veto", span)
    assert app.session_state["followed"] is True
    assert vetoes(app) == []


def test_a_relationship_that_is_not_there_has_no_passage(work: Work) -> None:
    assert vetoes(asked(work, "veto", "17-35", settings=Settings(story="two-days", person="ann"))) == []


def test_a_meeting_is_taken_back(work: Work) -> None:
    veto = work.analysis.veto("ann", "bob", (17, 35), window="sentences:1")
    cast = Cast().with_veto(veto)
    from dataclasses import replace  # noqa: PLC0415 - only here

    vetoed = work_on(replace(work.analysis, cast=cast))
    assert vetoes(asked(vetoed, "restore", '["ann", "bob", 0, 16]', cast=cast)) == [(("Ann", "Bob"), 17, 35)]
    assert vetoes(asked(vetoed, "restore", '["ann", "bob", 17, 35]', cast=cast)) == []


@pytest.mark.parametrize("identity", ["", "[]", "7", '["ann", "nobody", 1, 2]', "{", "[1, 2, 3, 4]"])
def test_nonsense_takes_nothing_back(work: Work, identity: str) -> None:
    assert asked(work, "restore", identity).session_state["followed"] is True


def test_a_place_is_kept_until_the_page_goes_there(work: Work) -> None:
    assert asked(work, "open", "17-35").session_state["relgraph_open"] == (17, 35)


def test_passages_that_were_turned_to_are_those_of_this_pair(work: Work) -> None:
    def script(work: object, pair: str) -> None:
        import streamlit as st  # noqa: PLC0415 - Streamlit runs this function's text

        from relgraph.dashboard.evidence import panel_of  # noqa: PLC0415 - see above
        from relgraph.dashboard.parts import scene_of  # noqa: PLC0415 - see above
        from relgraph.dashboard.state import current  # noqa: PLC0415 - see above

        st.session_state["relgraph_passages"] = (pair, 2)
        st.session_state["begin"] = panel_of(scene_of(work, current()), current())["begin"]  # type: ignore[arg-type]  # a work

    begins = []
    for pair in (PAIR.choice[1], "another"):
        app = AppTest.from_function(script, args=(work, pair))
        app.session_state["relgraph_settings"] = PAIR
        begins.append(app.run().session_state["begin"])
    assert begins == [2, 0]


@pytest.mark.parametrize(
    ("kind", "identity", "expected"),
    [
        ("go", "58", {"at": "58", "who": "ann"}),
        ("go", "-3", {"who": "ann"}),
        ("follow", "bob", {"at": "0", "who": "bob"}),
        ("follow", "ann", {"at": "0"}),
        ("none", "", {"who": "ann"}),
    ],
)
def test_a_click_in_the_text_turns_pages_and_follows(kind: str, identity: str, expected: dict[str, str]) -> None:
    def script(kind: str, identity: str) -> None:
        import streamlit as st  # noqa: PLC0415 - Streamlit runs this function's text

        from relgraph.dashboard import reading  # noqa: PLC0415 - see above

        st.session_state["reader_text"] = {"selection": {"kind": kind, "id": identity}}
        reading._from_text()

    app = AppTest.from_function(script, args=(kind, identity))
    app.session_state["relgraph_settings"] = Settings()
    app.query_params["who"] = "ann"
    app.run()
    assert not app.exception
    assert dict(app.query_params) in (expected, {name: [value] for name, value in expected.items()})
