from __future__ import annotations

import threading
import time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from builders import make_analysis
from looking import HOSTILE, shown

from relgraph.dashboard import mine
from relgraph.dashboard.guide import explain
from relgraph.dashboard.library import Library
from relgraph.dashboard.mine import private
from relgraph.errors import LanguageError
from relgraph.pipeline import parse_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from relgraph.analysis import Analysis
    from relgraph.records import Story

    Open = Callable[..., AppTest]

PAGE = "screens/library.py"
WAIT = 60
"""Seconds: far more than a free machine needs."""


class Model:
    """Stands in for the language model: it reads stories, holds those it is told to hold, and fails on bad ones."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.held = threading.Event()
        self.held.set()

    def __call__(self, story: Story, *, progress: Callable[[int, int], None] | None = None) -> Analysis:
        self.read.append(story.id)
        if "bad" in story.id:
            message = "the story is *too* bad"
            raise LanguageError(message)
        while not self.held.wait(0.01):
            if progress:
                progress(len(story.text) // 2, len(story.text))
        path = parse_path(story)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"parse")
        return make_analysis("{zoe|Zoe} met {yan|Yan}.", slug=story.id, title=story.title)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    model = Model()
    monkeypatch.setattr("relgraph.pipeline.analyze_cached", model)
    return model


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a-bad-one", "harbour", "night-ferry"):
        (folder / f"{name}.txt").write_text(f"Zoe met Yan at the {name}.", encoding="utf-8")
    return folder


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dashboard belongs to one computer."""
    for module in ("add", "guide", "mine", "shelves", "screens.library"):
        monkeypatch.setattr(f"relgraph.dashboard.{module}.private", lambda: True, raising=False)
    monkeypatch.setattr(mine, "private", lambda: True)


@pytest.fixture
def open_library(open_app: Open) -> Open:
    def opened(*paths: Path, **query: str) -> AppTest:
        return open_app(*paths, **query).switch_page(PAGE).run()

    return opened


def rows(app: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button if str(button.key).startswith("open_")]


def states(app: AppTest) -> str:
    bodies = [part.proto.body for part in app.get("html")]
    return " | ".join(body.split(" rg-state-")[1].split("<")[0] for body in bodies if " rg-state-" in body)


def pick(app: AppTest, item: str) -> AppTest:
    """Open the menu of the first story and choose from it; the menu closes."""
    app.session_state["more_0"] = True
    app.run().button(key=item).click().run()
    assert app.session_state["more_0"] is False
    return app


def settled(app: AppTest, wanted: Callable[[AppTest], bool]) -> AppTest:
    """Run the page anew until what is wanted is there."""
    end = time.monotonic() + WAIT
    while not wanted(app):
        assert time.monotonic() < end, states(app)
        time.sleep(0.02)
        app.run()
    assert not app.exception
    return app


def test_every_story_is_listed_with_its_figures(open_library: Open) -> None:
    app = open_library()
    assert rows(app) == [HOSTILE, "Nobody", "A quarrel", "Two days"]
    assert [state.split("· closest")[0].strip() for state in states(app).split(" | ")] == [
        'analysed">Analysed: 2 people, 1 relationship',
        'analysed">Analysed: 0 people, 0 relationships',
        'analysed">Analysed: 3 people, 3 relationships',
        'analysed">Analysed: 5 people, 10 relationships',
    ]
    assert states(app).endswith("closest: Ann and Bob")
    assert not app.exception


def test_a_title_cannot_smuggle_anything_in(open_library: Open) -> None:
    app = open_library()
    assert not any("<img src=x" in part.proto.body for part in app.get("html"))
    assert all("[link](" not in button.label for button in app.button)


def test_a_story_is_opened_from_its_row(open_library: Open) -> None:
    app = open_library()
    app.button(key="go_3").click().run()
    assert app.query_params["story"] == "two-days"
    assert shown(app, "network")


def test_all_stories_are_analysed_and_one_that_fails_is_told(open_library: Open, texts: Path, model: Model) -> None:
    app = open_library(texts)
    settled(app, lambda app: "under way" not in str(app.caption) and len(model.read) >= 1)
    app.button(key="analyse_all").click().run()
    settled(app, lambda app: states(app).count("analysed") == 2)
    assert states(app).startswith('failed">Failed: the story is *too* bad')
    assert sorted(model.read) == ["a-bad-one", "harbour", "night-ferry"]
    app.button(key="go_0").click().run()
    settled(app, lambda _app: sorted(model.read) == ["a-bad-one", "a-bad-one", "harbour", "night-ferry"])


def test_an_analysis_shows_its_progress_and_can_be_stopped(open_library: Open, texts: Path, model: Model) -> None:
    model.held.clear()
    app = open_library(texts / "harbour.txt")
    settled(app, lambda app: states(app).startswith("running"))
    assert app.get("progress")
    app.button(key="stop_0").click().run()
    settled(app, lambda app: states(app).startswith("stopped"))
    model.held.set()
    app.button(key="go_0").click().run()
    settled(app, lambda app: states(app).startswith("analysed"))


def test_a_story_page_shows_progress_and_goes_on_where_it_was(open_app: Open, texts: Path, model: Model) -> None:
    model.held.clear()
    app = open_app(texts / "harbour.txt")
    assert app.get("progress")
    assert not shown(app, "network")
    app.switch_page("screens/about.py").run()
    app.switch_page("screens/story.py").run()
    assert app.get("progress")
    model.held.set()
    settled(app, lambda app: bool(shown(app, "network")))
    assert model.read == ["harbour"]


def test_a_story_page_whose_analysis_was_stopped_offers_to_begin_anew(
    open_app: Open, texts: Path, model: Model
) -> None:
    model.held.clear()
    app = open_app(texts / "harbour.txt")
    app.button(key="stop_harbour").click().run()
    settled(app, lambda app: any("You stopped reading Harbour" in info.value for info in app.info))
    model.held.set()
    app.button(key="begin_harbour").click().run()
    settled(app, lambda app: bool(shown(app, "network")))


def test_files_are_added_and_queued_and_bad_ones_told(open_library: Open, model: Model) -> None:
    app = open_library()
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", "Zoe met Yan in one.")
        archive.writestr("bad.txt", " ")
        archive.writestr("two.txt", "Zoe met Yan in two.")
    app.button(key="add_to_library").click().run()
    app.file_uploader(key="upload").upload("all.zip", packed.getvalue())
    app.run().button(key="read_files").click().run()
    settled(app, lambda app: states(app).count("analysed") == 6)
    assert rows(app)[:2] == ["One", "Two"]
    assert [error.value.split("\\:")[0] for error in app.error] == [r"all\.zip/bad\.txt"]
    app.button(key="close_failures").click().run()
    assert not app.error
    assert sorted(model.read) == ["one", "two"]


def test_many_failures_are_counted(open_library: Open) -> None:
    app = open_library()
    app.button(key="add_to_library").click().run()
    for number in range(12):
        app.file_uploader(key="upload").upload(f"empty{number}.txt", b" ")
    app.run().button(key="read_files").click().run()
    assert len(app.error) == 11
    assert app.error[-1].value == "2 more could not be read."


def paste(app: AppTest, title: str, text: str, *, keep: bool = False) -> AppTest:
    app.button(key="add_to_library").click().run()
    app.text_input(key="paste_title").set_value(title)
    app.text_area(key="paste_text").set_value(text)
    if keep:
        app.checkbox(key="keep_added").check()
    return app.button(key="read_text").click().run()


@pytest.mark.usefixtures("here")
def test_a_kept_story_is_listed_at_the_next_start_and_opens_at_once(
    open_library: Open, texts: Path, model: Model
) -> None:
    app = open_library()
    paste(app, "The gate", "Zoe met Yan at the gate.", keep=True)
    settled(app, lambda app: states(app).startswith("analysed"))
    assert rows(app)[0] == "The gate"
    later = open_library(texts / "night-ferry.txt")
    assert rows(later)[0] == "The gate"
    settled(later, lambda app: "Analysed: 2 people" in states(app))
    pick(later, "drop_0")
    third = open_library(texts / "harbour.txt")
    assert "The gate" not in rows(third)
    assert model.read.count("the-gate") == 2


@pytest.mark.usefixtures("here")
def test_a_story_can_be_kept_afterwards_and_removed_for_good(open_library: Open, model: Model, cache: Path) -> None:
    app = open_library()
    paste(app, "The lock", "Zoe met Yan at the lock.")
    settled(app, lambda app: states(app).startswith("analysed"))
    pick(app, "keep_0")
    assert len(list((cache / "stories").iterdir())) == 1
    pick(app, "again_0")
    settled(app, lambda _app: model.read.count("the-lock") == 2)
    settled(app, lambda app: states(app).startswith("analysed"))
    pick(app, "remove_0")
    assert "The lock" not in rows(app)
    assert list((cache / "stories").iterdir()) == []


@pytest.mark.usefixtures("here", "model")
def test_a_story_that_cannot_be_kept_is_told_and_stays(open_library: Open, cache: Path) -> None:
    app = open_library()
    paste(app, "The weir", "Zoe met Yan at the weir.")
    settled(app, lambda app: states(app).startswith("analysed"))
    (cache / "stories").write_text("a file", encoding="utf-8")
    pick(app, "keep_0")
    assert "not kept" in app.error[0].value
    assert rows(app)[0] == "The weir"


@pytest.mark.usefixtures("here", "model")
def test_the_cache_is_told_and_cleared(open_library: Open, texts: Path, cache: Path) -> None:
    app = open_library(texts / "harbour.txt")
    settled(app, lambda app: states(app).startswith("analysed"))
    assert any("1 analysis is kept in " in caption.value for caption in app.caption)
    app.button(key="clear_cache").click().run()
    assert list(cache.glob("*.gz")) == []
    assert states(app).startswith("new")


def test_on_a_shared_server_nothing_is_kept_and_stories_belong_to_a_session(open_library: Open, model: Model) -> None:
    app = open_library()
    app.button(key="add_to_library").click().run()
    assert "keep_added" not in [box.key for box in app.checkbox]
    app = open_library()
    paste(app, "My secret", "Zoe met Yan in secret.")
    settled(app, lambda app: states(app).startswith("analysed"))
    assert rows(app)[0] == "My secret"
    assert "My secret" not in rows(open_library())
    pick(app, "remove_0")
    assert model.read == ["my-secret"]


def test_stories_are_found_filtered_and_ordered(open_library: Open, tmp_path: Path) -> None:
    for number, name in enumerate(("Cormorant", "Albatross", "Bittern", "Dunlin", "Eider")):
        (tmp_path / f"{name}.txt").write_text("word " * (number + 2), encoding="utf-8")
    app = open_library(*(tmp_path / f"{name}.txt" for name in ("Cormorant", "Albatross", "Bittern", "Dunlin", "Eider")))
    assert rows(app)[:2] == ["Cormorant", "Albatross"]
    app.selectbox(key="library_order").select("By title").run()
    assert rows(app)[:2] == ["Albatross", "Bittern"]
    app.selectbox(key="library_order").select("Longest first").run()
    assert rows(app)[:2] == ["Eider", "Dunlin"]
    app.selectbox(key="library_order").select("By author").run()
    assert rows(app)[0] == "Albatross"
    app.text_input(key="library_search").set_value("TERN bit").run()
    assert rows(app) == ["Bittern"]
    app.text_input(key="library_search").set_value("").run()
    app.selectbox(key="library_shown").select("own").run()
    assert rows(app) == []
    assert [info.value for info in app.info] == ["No story fits: search for something else, or choose “All”."]


def test_many_stories_are_shown_page_by_page(open_library: Open, tmp_path: Path) -> None:
    for number in range(14):
        (tmp_path / f"story-{number:02}.txt").write_text(f"Tale {number}.", encoding="utf-8")
    app = open_library(tmp_path)
    assert len(rows(app)) == 12
    app.pagination(key="library_page").set_value(2).run()
    assert len(rows(app)) == 2


def test_an_empty_library_says_what_to_do(open_library: Open, tmp_path: Path) -> None:
    app = open_library(tmp_path)
    assert "press “Add stories”" in app.info[0].value
    assert len(app.warning) == 1


def test_the_guide_is_shown_until_it_is_closed(open_app: Open) -> None:
    app = open_app()
    assert "New here?" in app.markdown[0].value
    app.button(key="guide_close").click().run()
    assert not any("New here?" in text.value for text in app.markdown)


@pytest.mark.usefixtures("here")
def test_a_computer_remembers_that_the_guide_was_closed(open_app: Open) -> None:
    app = open_app()
    app.button(key="guide_close").click().run()
    assert not any("New here?" in text.value for text in open_app().markdown)


def test_the_guide_goes_when_somebody_is_chosen(open_app: Open) -> None:
    app = open_app(story="two-days", person="ann")
    assert not any("New here?" in text.value for text in app.markdown)


def test_an_address_that_is_not_understood_is_explained(open_app: Open) -> None:
    app = open_app(story="gone-1234", window="nonsense")
    assert "names a story that is not here: gone" in app.info[0].value.replace("\\", "")
    assert "window=nonsense" in app.info[1].value.replace("\\", "")
    app.button(key="close_notices").click().run()
    assert not app.info


def test_an_address_that_is_understood_needs_no_words() -> None:
    library = Library(stories={"one": make_analysis("It rained.").story})
    assert explain({}, library) == ()
    query = {"story": "one", "window": "tokens:32", "count": "pairs", "person": "ann", "partner": "bob", "people": "5"}
    assert explain(query, library) == ()
    assert len(explain({"story": "two", "with_story": "three", "minimum": "0", "what": "ever"}, library)) == 3


def test_an_unexpected_error_is_a_calm_line(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(_library: Library) -> None:
        message = "a secret"
        raise ValueError(message)

    monkeypatch.setattr("relgraph.dashboard.guide.notices", broken)
    app = open_app(story="two-days", window="sentences:1")
    assert not app.exception
    assert app.error[0].value.startswith("Something went wrong here")
    assert "a secret" in capfd.readouterr().err
    app.button(key="afresh").click().run()
    assert app.query_params.get("window") is None


def test_an_error_of_ours_says_itself_what_is_wrong(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_library: Library) -> None:
        message = "no *such* thing"
        raise LanguageError(message)

    monkeypatch.setattr("relgraph.dashboard.guide.notices", broken)
    app = open_app()
    assert [error.value for error in app.error] == [r"no \*such\* thing"]


@pytest.mark.parametrize(
    ("headers", "address", "expected"),
    [
        ({"Host": "localhost:8501"}, "127.0.0.1", True),
        ({"Host": "127.0.0.1:8501"}, "localhost", True),
        ({"Host": "[::1]:8501"}, "::1", True),
        ({"Host": "localhost:8501"}, "0.0.0.0", False),  # noqa: S104 - what must not count as private
        ({"Host": "localhost:8501"}, None, False),
        ({"Host": "stories.example.org"}, "127.0.0.1", False),
        ({"Host": "localhost:8501", "X-Forwarded-For": "10.0.0.7"}, "127.0.0.1", False),
        ({"Host": "[broken"}, "127.0.0.1", False),
        ({}, "127.0.0.1", False),
    ],
)
def test_a_dashboard_is_private_on_its_own_computer_only(
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
    address: str | None,
    expected: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    class Context:
        def __init__(self) -> None:
            self.headers = headers

    monkeypatch.setattr("streamlit.context", Context())
    monkeypatch.setattr("streamlit.get_option", lambda _name: address)
    assert private() is expected
