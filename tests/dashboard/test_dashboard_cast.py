"""The cast page: what is asked, what a reader decides, and that everything follows."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis
from looking import MILL, TWO_DAYS, shown
from streamlit.testing.v1 import AppTest

import relgraph
from relgraph.cast import Cast, read_cast, write_cast
from relgraph.dashboard.launch import SCRIPT
from relgraph.export import dumps
from relgraph.pipeline import parse_cached
from relgraph.records import Merge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Open = Callable[..., AppTest]

pytestmark = pytest.mark.model

CAST = "[[character]]\nname = 'Orrin Hale'\naliases = ['Orrin']\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two stories; what the model finds in them is kept for the tests that follow."""
    monkeypatch.setenv("RELGRAPH_CACHE", str(tmp_path_factory.getbasetemp() / "cast-cache"))
    (tmp_path / "mill.txt").write_text(MILL, encoding="utf-8")
    (tmp_path / "yard.txt").write_text("Orrin saw Selda in the yard. Selda waved to Orrin.\n", encoding="utf-8")
    for path in tmp_path.iterdir():
        parse_cached(relgraph.read(path))
    return tmp_path


@pytest.fixture
def open_cast(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the cast page on the stories."""

    def opened(story: str = "mill") -> AppTest:
        monkeypatch.setattr(sys, "argv", [str(SCRIPT), str(folder)])
        app = AppTest.from_file(SCRIPT, default_timeout=60)
        app.query_params["story"] = story
        return app.run().switch_page("screens/cast.py").run()

    return opened


def view(app: AppTest, name: str) -> AppTest:
    return app.segmented_control(key="cast_view").set_value(name).run()


def places(app: AppTest) -> dict[str, tuple[float, float]]:
    """Everybody on the story page, with the place."""
    app.switch_page("screens/story.py").run()
    found = {node["id"]: (node["x"], node["y"]) for node in shown(app, "network")[0]["graph"]["nodes"]}
    app.switch_page("screens/cast.py").run()
    return found


def choose(app: AppTest, person: str) -> AppTest:
    view(app, "People")
    return app.selectbox(key="cast_person").select(person).run()


def test_two_made_one_leave_the_graph_together_and_undo_brings_them_back(open_cast: Open) -> None:
    app = open_cast()
    before = places(app)
    choose(app, "selda")
    app.selectbox(key="same_as_selda").select("orrin").run()
    app.button(key="merge").click().run()
    merged = places(app)
    assert merged == {person: before[person] for person in before if person != "orrin"}
    app.button(key="undo").click().run()
    assert places(app) == before
    app.button(key="redo").click().run()
    assert places(app) == merged
    assert not app.exception


def labels(app: AppTest) -> list[str]:
    """The people to choose from on the cast page."""
    view(app, "People")
    return list(app.selectbox(key="cast_person").options)


def decisions(app: AppTest) -> list[str]:
    view(app, "Decisions")
    return [text.value for text in app.text]


def test_nothing_is_decided_at_first(open_cast: Open) -> None:
    app = open_cast()

    assert (app.button(key="undo").disabled, app.button(key="redo").disabled) == (True, True)
    assert decisions(app) == []
    assert not app.exception


def test_person_is_renamed_with_pronouns_and_that_can_be_undone(open_cast: Open) -> None:
    app = choose(open_cast(), "orrin")
    app.text_input(key="name_of_orrin").set_value(" Orrin  Hale ").run()
    app.selectbox(key="pronouns_of_orrin").select("they/them").run()
    app.button(key="save_name").click().run()

    assert app.selectbox(key="cast_person").value == "orrin-hale"
    assert decisions(app) == ["Orrin Hale is also “Orrin” and has the pronouns they/them"]
    app.button(key="undo").click().run()
    assert decisions(app) == []


def test_name_of_another_is_refused_in_one_line(open_cast: Open) -> None:
    app = choose(open_cast(), "orrin")
    app.text_input(key="name_of_orrin").set_value("selda").run()
    app.button(key="save_name").click().run()

    assert [one.value.replace("\\", "") for one in app.warning] == ["'selda' is Selda already: merge the two instead"]
    assert decisions(app) == []


def test_form_is_given_to_another_person(open_cast: Open) -> None:
    app = choose(open_cast(), "mara-venn")
    app.selectbox(key="form_mara-venn").select("Mara").run()
    app.selectbox(key="form_to_mara-venn").select("selda").run()
    app.button(key="give_form").click().run()

    assert decisions(app) == ["Selda is also “Mara”"]


def test_single_places_are_given_to_another_person(open_cast: Open) -> None:
    app = choose(open_cast(), "orrin")
    app.selectbox(key="places_to_orrin").select("selda").run()
    app.session_state["places_orrin"] = {"selection": {"rows": [0, 1], "columns": [], "cells": []}}
    app.button(key="give_places").click().run()

    assert decisions(app) == ["“orrin” is Selda, in 2 places"]


def test_who_is_no_character_leaves_and_comes_back(open_cast: Open) -> None:
    app = choose(open_cast(), "selda")
    app.button(key="ignore").click().run()

    assert "Selda" not in labels(app)
    assert decisions(app) == ["“Selda” is not a character"]
    app.button(key="take_back_0").click().run()
    assert "Selda" in labels(app)


def test_somebody_tells_the_story(open_cast: Open) -> None:
    app = choose(open_cast(), "selda")
    app.button(key="narrates").click().run()

    assert decisions(app) == ["Selda tells the story"]
    app.button(key="take_back_0").click().run()
    assert decisions(app) == []


def test_names_joined_are_asked_about_and_answered(open_cast: Open) -> None:
    app = open_cast()
    if "ask_all" in [one.key for one in app.toggle]:
        app.toggle(key="ask_all").set_value(True).run()
    assert any("Is “Mara” Mara Venn?" in one.proto.body for one in app.get("html"))
    app.button(key="no_0").click().run()

    assert decisions(app) == ["“Mara Venn”, “Mara” are different people"]
    assert {"Mara", "Mara Venn"} <= set(labels(app))


def test_question_answered_with_yes_is_not_asked_again(open_cast: Open) -> None:
    app = open_cast()
    app.toggle(key="ask_all").set_value(True).run()
    app.button(key="yes_0").click().run()

    assert not any("Is “Mara” Mara Venn?" in one.proto.body for one in app.get("html"))
    assert decisions(app) == ["Mara Venn is also “Mara”"]


def test_cast_beside_the_story_is_where_one_starts(folder: Path, open_cast: Open) -> None:
    (folder / "mill.cast.toml").write_text(CAST, encoding="utf-8")
    app = open_cast()

    assert any("mill" in one.value for one in app.caption)
    assert decisions(app) == ["Orrin Hale is also “Orrin”"]
    assert "Orrin Hale" in labels(app)
    assert app.button(key="undo").disabled


def test_damaged_cast_beside_the_story_is_told_in_one_line(folder: Path, open_cast: Open) -> None:
    (folder / "mill.cast.toml").write_text("[[character]]\n", encoding="utf-8")
    app = open_cast()

    assert len(app.warning) == 1
    assert "needs a name" in app.warning[0].value


def test_uploaded_cast_is_added_or_taken_instead(open_cast: Open) -> None:
    app = choose(open_cast(), "selda")
    app.button(key="narrates").click().run()
    view(app, "Decisions")
    app.file_uploader(key="cast_upload").upload("hale.cast.toml", CAST.encode(), "application/toml").run()
    app.button(key="cast_add").click().run()
    assert decisions(app) == ["Orrin Hale is also “Orrin”", "Selda tells the story"]
    app.button(key="cast_take").click().run()
    assert decisions(app) == ["Orrin Hale is also “Orrin”"]


def test_damaged_upload_is_told_in_one_line(open_cast: Open) -> None:
    app = view(open_cast(), "Decisions")
    app.file_uploader(key="cast_upload").upload("bad.toml", b"cast = [", "application/toml").run()
    app.button(key="cast_take").click().run()

    assert len(app.warning) == 1
    assert app.warning[0].value.replace("\\", "").startswith("bad.toml: is not valid TOML")
    assert decisions(app) == []


def test_decisions_are_used_for_another_story(open_cast: Open) -> None:
    app = choose(open_cast(), "orrin")
    app.text_input(key="name_of_orrin").set_value("Captain Hale").run()
    app.button(key="save_name").click().run()
    view(app, "Decisions")
    app.selectbox(key="cast_other").select("yard").run()
    app.button(key="cast_apply").click().run()
    assert len(app.success) == 1
    app.selectbox(key="story").select("yard").run()

    assert decisions(app) == ["Captain Hale is also “Orrin”"]
    assert sorted(labels(app)) == ["Captain Hale", "Selda"]


def test_cast_is_saved_beside_the_story(folder: Path, open_cast: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relgraph.dashboard.editor.decided.private", lambda: True)
    app = choose(open_cast(), "selda")
    app.button(key="narrates").click().run()
    view(app, "Decisions")
    app.button(key="cast_save").click().run()

    assert read_cast(folder / "mill.cast.toml").narrator == "Selda"
    assert len(app.success) == 1


def test_nothing_is_saved_for_a_reader_on_another_computer(open_cast: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relgraph.dashboard.editor.decided.private", lambda: False)

    assert "cast_save" not in [one.key for one in view(open_cast(), "Decisions").button]


def test_story_without_tags_says_so(open_cast: Open) -> None:
    assert "without tags" in view(open_cast(), "Tags").info[0].value


def test_tags_stand_beside_what_the_text_has(open_app: Open) -> None:
    app = open_app(story="two-days").switch_page("screens/cast.py").run()
    view(app, "Tags")

    characters, relationships = (table.value for table in app.dataframe)
    assert characters.to_dict("list") == {
        "Tagged character": ["Ann", "Bob"],
        "In the text": ["Ann", "Bob"],
        "Mentions": [3, 4],
    }
    assert relationships.to_dict("list") == {
        "Tagged relationship": ["Ann & Bob"],
        "In the text": ["Ann and Bob"],
        "Meetings": [4],
    }


def test_hostile_names_are_shown_as_text(open_app: Open) -> None:
    app = open_app(story="hostile").switch_page("screens/cast.py").run()
    view(app, "People")

    assert not any("<img" in one.proto.body for one in app.get("html"))
    assert not app.exception


def test_story_without_people_has_nothing_to_decide(open_app: Open) -> None:
    app = open_app(story="nobody").switch_page("screens/cast.py").run()

    assert "nothing to ask" in app.info[0].value
    view(app, "People")
    assert "No characters" in app.info[0].value


def test_two_people_chosen_on_the_story_page_are_made_one_there(open_cast: Open) -> None:
    app = open_cast().switch_page("screens/story.py").run()
    before = {node["id"] for node in shown(app, "network")[0]["graph"]["nodes"]}
    app.selectbox(key="find_person").select("orrin").run()
    app.selectbox(key="find_partner").select("selda").run()
    app.button(key="one_person").click().run()
    app.run()
    assert {node["id"] for node in shown(app, "network")[0]["graph"]["nodes"]} == before - {"selda"}
    app.button(key="undo_here").click().run()
    app.run()
    assert {node["id"] for node in shown(app, "network")[0]["graph"]["nodes"]} == before


def test_veto_beside_a_stored_analysis_counts_without_the_language_model(tmp_path: Path, open_app: Open) -> None:
    analysis = make_analysis(*TWO_DAYS, slug="two-days", title="Two days")
    veto = analysis.veto("ann", "bob", analysis.passages("ann", "bob", window="sentences:1")[0], window="sentences:1")
    (tmp_path / "two-days.analysis.json").write_text(dumps(analysis), encoding="utf-8")
    (tmp_path / "two-days.cast.toml").write_text(write_cast(Cast().with_veto(veto)), encoding="utf-8")
    app = open_app(tmp_path, story="two-days", person="ann", partner="bob", window="sentences:1")

    assert list(shown(app, "panel")[0]["panel"]["facts"][0]) == ["passages", "2"]
    app.switch_page("screens/cast.py").run()
    assert decisions(app) == ["Ann and Bob do not meet in “Ann greeted Bob.”"]


def test_name_that_fits_several_is_asked_with_all_of_them(tmp_path: Path, open_app: Open) -> None:
    analysis = make_analysis(
        "{ann-lee|Ann Lee} saw {bob-lee|Bob Lee}. {bob-lee|Lee} slept.",
        people={"ann-lee": {"name": "Ann Lee"}, "bob-lee": {"name": "Bob Lee"}},
    )
    merge = Merge(
        character="bob-lee", rule="context", first="Bob Lee", second="Lee", start=21, end=31, p=0.6, others=("ann-lee",)
    )
    (tmp_path / "lee.analysis.json").write_text(dumps(replace(analysis, merges=(merge,))), encoding="utf-8")
    app = open_app(tmp_path).switch_page("screens/cast.py").run()

    assert any("“Lee” × 1: Bob Lee or Ann Lee?" in one.proto.body for one in app.get("html"))
    app.button(key="is_0_1").click().run()
    assert decisions(app) == ["Ann Lee is also “Lee”"]
