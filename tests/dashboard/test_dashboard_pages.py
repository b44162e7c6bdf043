from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import make_analysis
from looking import HOSTILE, shown

from relgraph.errors import LanguageError
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from streamlit.testing.v1 import AppTest

    from relgraph.analysis import Analysis
    from relgraph.records import Story

    Open = Callable[..., AppTest]


def nodes(app: AppTest) -> list[str]:
    return sorted(node["id"] for node in shown(app, "network")[0]["graph"]["nodes"])


def panel(app: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = shown(app, "panel")[0]["panel"]
    return found


def test_the_first_story_is_open_at_once(open_app: Open) -> None:
    app = open_app()
    assert app.query_params["story"] == "hostile"
    assert nodes(app) == ["a", "b"]
    assert not app.exception


def test_an_address_opens_story_and_relationship(open_app: Open) -> None:
    app = open_app(story="two-days", person="bob", partner="ann", window="sentences:1")
    assert panel(app)["facts"][0] == ("passages", "3") or panel(app)["facts"][0] == ["passages", "3"]
    assert shown(app, "choice")[0]["selected"]["id"] == link_id("ann", "bob")


def test_an_address_with_nonsense_opens_the_beginning(open_app: Open) -> None:
    app = open_app(story="<script>", person="nobody", minimum="x", chapters="9-1")
    assert not app.exception
    assert app.query_params.get("person") is None
    assert app.query_params["story"] == "hostile"


def test_choosing_another_story_draws_it(open_app: Open) -> None:
    app = open_app(window="sentences:1")
    app.selectbox(key="story").select("two-days").run()
    assert nodes(app) == ["ann", "bob", "cy", "dee"]
    assert app.query_params["story"] == "two-days"


def test_a_smallest_weight_hides_the_rest_and_keeps_places(open_app: Open) -> None:
    app = open_app(story="two-days", window="sentences:1")
    before = {node["id"]: (node["x"], node["y"]) for node in shown(app, "network")[0]["graph"]["nodes"]}
    app.select_slider(key="minimum").set_value(3).run()
    after = {node["id"]: (node["x"], node["y"]) for node in shown(app, "network")[0]["graph"]["nodes"]}
    assert after == {person: before[person] for person in ("ann", "bob")}
    assert app.query_params["minimum"] == "3"


def test_chapters_limit_who_is_in_view(open_app: Open) -> None:
    app = open_app(story="two-days", window="sentences:1")
    app.slider(key="chapters").set_range(2, 2).run()
    assert nodes(app) == ["ann", "bob", "cy", "dee"]
    app.slider(key="chapters").set_range(1, 1).run()
    assert nodes(app) == ["ann", "bob", "cy"]


def test_people_without_relationships_come_when_asked_for(open_app: Open) -> None:
    app = open_app(story="two-days", window="sentences:1")
    app.toggle(key="alone").set_value(True).run()
    assert nodes(app) == ["ann", "bob", "cy", "dee", "eve"]


def test_a_window_of_my_own_is_used(open_app: Open) -> None:
    app = open_app(story="two-days")
    app.selectbox(key="window").select("own").run()
    app.number_input(key="window_size").set_value(2).run()
    app.selectbox(key="window_unit").select("sentences").run()
    assert app.query_params["window"] == "sentences:2"
    app.selectbox(key="window").select("chapter").run()
    assert app.query_params["window"] == "chapter"


def test_pairs_are_counted_when_asked_for(open_app: Open) -> None:
    app = open_app(story="two-days", window="paragraphs:1")
    app.segmented_control(key="count").set_value("pairs").run()
    assert app.query_params["count"] == "pairs"


def test_a_person_is_found_without_the_picture(open_app: Open) -> None:
    app = open_app(story="two-days", window="sentences:1")
    app.selectbox(key="find_person").select("ann").run()
    assert panel(app)["title"] == "Ann"
    app.selectbox(key="find_partner").select("bob").run()
    assert (panel(app)["first"]["name"], panel(app)["second"]["name"]) == ("Ann", "Bob")
    assert (app.query_params["person"], app.query_params["partner"]) == ("ann", "bob")
    app.selectbox(key="find_partner").select_index(None).run()
    assert panel(app)["title"] == "Ann"


def test_a_choice_that_is_filtered_out_is_dropped(open_app: Open) -> None:
    app = open_app(story="two-days", person="cy", partner="dee", window="sentences:1")
    assert panel(app)["kind"] == "pair"
    app.select_slider(key="minimum").set_value(3).run()
    assert panel(app)["kind"] == "story"
    assert "person" not in app.query_params


def test_a_choice_that_is_not_in_the_chapters_in_view_comes_back_with_them(open_app: Open) -> None:
    app = open_app(story="two-days", person="dee", window="sentences:1", chapters="1-1")
    assert panel(app)["note"] == "Dee is not in this part of the story."
    assert app.query_params["person"] == "dee"
    app.slider(key="chapters").set_range(1, 2).run()
    assert panel(app)["title"] == "Dee"


def test_the_tables_hold_the_same_as_the_picture(open_app: Open) -> None:
    app = open_app(story="two-days", window="sentences:1")
    app.segmented_control(key="view").set_value("Tables").run()
    relationships, people = (frame.value for frame in app.dataframe)
    assert list(relationships["Person"]) == ["Ann", "Bob", "Cy"]
    assert list(relationships["Weight"]) == [3, 1, 1]
    assert list(people["Person"]) == ["Bob", "Ann", "Cy", "Dee"]


def test_a_story_without_people_says_so(open_app: Open) -> None:
    app = open_app(story="nobody")
    assert [info.value for info in app.info] == [
        "No characters were found in this story, so that there is nothing to draw."
    ]
    assert not app.exception


def test_hostile_names_reach_the_browser_only_as_data(open_app: Open) -> None:
    app = open_app(story="hostile", person="a")
    assert panel(app)["title"] == HOSTILE
    assert not any(
        HOSTILE in element.value for kind in ("markdown", "caption", "info") for element in getattr(app, kind)
    )
    assert not app.exception


def test_files_that_cannot_be_read_are_told_in_one_line(open_app: Open, tmp_path: Path) -> None:
    (tmp_path / "broken.analysis.json").write_text("[]", encoding="utf-8")
    app = open_app(tmp_path)
    assert len(app.warning) == 1
    assert [info.value for info in app.info] == ["There is no story yet: add one with the button on the left."]


def test_an_analysis_that_fails_is_told_in_one_line(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_story: Story, **_options: object) -> Analysis:
        message = "model 'x*y*' cannot be loaded"
        raise LanguageError(message)

    monkeypatch.setattr("relgraph.pipeline.analyze_cached", fail)
    (tmp_path / "story.txt").write_text("Ann met Bob.", encoding="utf-8")
    app = open_app(tmp_path)
    assert [error.value for error in app.error] == [r"model \'x\*y\*\' cannot be loaded"]
    assert not app.exception


def test_a_pasted_text_becomes_a_story(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    pasted = make_analysis("{zoe|Zoe} met {yan|Yan}.", slug="mine")

    def analyse(_story: Story, **_options: object) -> Analysis:
        return pasted

    monkeypatch.setattr("relgraph.pipeline.analyze_cached", analyse)
    app = open_app()
    app.button(key="add").click().run()
    app.text_input(key="paste_title").set_value("Mine")
    app.text_area(key="paste_text").set_value("Zoe met Yan.")
    app.button(key="read_text").click().run()
    assert nodes(app) == ["yan", "zoe"]
    assert str(app.selectbox(key="story").value).startswith("mine-")


def test_what_is_pasted_stays_when_the_page_is_drawn_anew(open_app: Open) -> None:
    app = open_app()
    app.button(key="add").click().run()
    app.text_area(key="paste_text").set_value("Zoe met Yan.")
    app.run()  # as when an analysis ends meanwhile
    app.run()
    assert app.text_area(key="paste_text").value == "Zoe met Yan."
    app.button(key="read_text").click().run()
    assert "paste_text" not in {area.key for area in app.text_area}


def test_an_empty_paste_is_told(open_app: Open) -> None:
    app = open_app()
    app.button(key="add").click().run()
    app.button(key="read_text").click().run()
    assert "empty" in app.error[0].value


def test_several_files_are_taken_in_and_a_bad_one_is_told(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def analyse(story: Story, **_options: object) -> Analysis:
        return make_analysis("{zoe|Zoe} met {yan|Yan}.", slug=story.id)

    monkeypatch.setattr("relgraph.pipeline.analyze_cached", analyse)
    app = open_app()
    app.button(key="add").click().run()
    for name, content in (("one.txt", b"Zoe met Yan."), ("bad.txt", b"  "), ("two.txt", b"Yan met Zoe.")):
        app.file_uploader(key="upload").upload(name, content)
    app.run().button(key="read_files").click().run()
    assert [error.value.split("\\:")[0] for error in app.error] == [r"bad\.txt"]
    assert app.selectbox(key="story").options[:2] == ["One", "Two"]


def test_settings_survive_a_visit_to_another_page(open_app: Open) -> None:
    app = open_app(story="two-days", window="sentences:3", minimum="2", person="ann")
    app.switch_page("screens/about.py").run()
    assert any("How a relationship is counted" in text.value for text in app.markdown)
    app.switch_page("screens/story.py").run()
    assert app.selectbox(key="window").value == "sentences:3"
    assert panel(app)["title"] == "Ann"


def test_every_download_is_offered(open_app: Open) -> None:
    app = open_app(story="two-days")
    assert [getattr(button, "label", "") for button in app.get("download_button")] == [
        "Web page with passages",
        "Picture (PNG)",
        "Picture (SVG)",
        "GraphML",
        "Whole analysis (JSON)",
    ]
