from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from looking import HOSTILE, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]


@pytest.fixture
def read(open_app: Open) -> Open:
    """Open the reader page with the address given."""

    def opened(**query: str) -> AppTest:
        app = open_app(**query)
        return app.switch_page("screens/reader.py").run()

    return opened


def text(app: AppTest) -> dict[str, Any]:
    (found,) = shown(app, "reader")
    return found


def words(app: AppTest) -> str:
    paragraphs = text(app)["portion"]["paragraphs"]
    return "|".join("".join(one.get("text", "") for one in found["stretches"]) for found in paragraphs)


def test_a_story_is_read_from_its_beginning(read: Open) -> None:
    app = read(story="two-days")
    assert words(app) == "Ann greeted Bob. She smiled at him.|Cy saw Bob."
    assert (app.query_params["story"], app.query_params["at"]) == ("two-days", "0")
    assert not app.exception


def test_an_address_opens_a_place_and_follows_a_person(read: Open) -> None:
    app = read(story="two-days")
    second = text(app)["portion"]["after"]
    for name, value in {"at": str(second), "to": str(second + 3), "who": "cy"}.items():
        app.query_params[name] = value
    app.run()
    assert words(app) == "Ann thanked Bob. Cy left Dee. Eve slept."
    assert (text(app)["at"], text(app)["mention"], text(app)["follow"]) == (second, True, "cy")
    assert app.selectbox(key="reader_chapter").value == 1
    assert app.selectbox(key="reader_follow").value == "cy"


@pytest.mark.parametrize("nonsense", [{"at": "x"}, {"at": "-5"}, {"at": "999999999", "to": "1"}, {"who": "<script>"}])
def test_an_address_with_nonsense_opens_the_story_all_the_same(read: Open, nonsense: dict[str, str]) -> None:
    app = read(story="two-days")
    for name, value in nonsense.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert text(app)["follow"] == ""


def test_a_chapter_is_gone_to(read: Open) -> None:
    app = read(story="two-days")
    app.selectbox(key="reader_chapter").select(1).run()
    assert text(app)["portion"]["chapter"] == "Chapter 2"
    assert text(app)["n"] == 1


def test_mentions_of_a_person_are_gone_through(read: Open) -> None:
    app = read(story="two-days")
    assert app.button(key="reader_next").disabled
    app.selectbox(key="reader_follow").select("cy").run()
    app.button(key="reader_next").click().run()
    first = text(app)["at"]
    assert (app.query_params["at"], app.query_params["to"]) == (str(first), str(first + 2))
    app.button(key="reader_next").click().run()
    assert (text(app)["portion"]["chapter"], text(app)["mention"]) == ("Chapter 2", True)
    app.button(key="reader_next").click().run()
    assert [caption.value for caption in app.caption] == [r"Cy is not mentioned after this place\."]
    app.button(key="reader_previous").click().run()
    assert text(app)["at"] == first


def test_the_first_mention_of_the_story_is_found_from_its_beginning(read: Open) -> None:
    app = read(story="two-days")
    app.selectbox(key="reader_follow").select("ann").run()
    app.button(key="reader_next").click().run()
    assert (text(app)["at"], app.query_params["to"]) == (0, "3")


def test_the_place_is_kept_for_the_way_back(read: Open) -> None:
    app = read(story="two-days")
    app.selectbox(key="reader_chapter").select(1).run()
    app.switch_page("screens/about.py").run()
    app.query_params.clear()
    app.switch_page("screens/reader.py").run()
    assert text(app)["portion"]["chapter"] == "Chapter 2"


def test_names_and_speakers_are_printed_when_asked_for(read: Open) -> None:
    app = read(story="two-days")
    assert (text(app)["names"], text(app)["speakers"]) == (False, False)
    app.toggle(key="reader_names").set_value(True).run()
    app.toggle(key="reader_speakers").set_value(True).run()
    assert (text(app)["names"], text(app)["speakers"]) == (True, True)


def test_hostile_text_reaches_the_browser_only_as_data(read: Open) -> None:
    app = read(story="hostile")
    assert words(app) == "Ann <b>met</b> Bob <script>alert(2)</script>."
    assert text(app)["portion"]["people"][0]["name"] == HOSTILE
    assert not app.exception


def test_a_story_without_people_is_read_like_any_other(read: Open) -> None:
    app = read(story="nobody")
    assert (words(app), text(app)["portion"]["people"]) == ("It rained.", [])
