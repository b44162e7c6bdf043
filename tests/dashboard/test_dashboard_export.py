"""The export page: what it offers, what the files hold, and how they are shown before."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis
from looking import HOSTILE, TWO_DAYS

from relgraph.cast import Cast, CastCharacter
from relgraph.dashboard.downloads import archive, cast_file, content, counted, everything, left_out, order_of
from relgraph.dashboard.settings import Settings
from relgraph.dashboard.work import work_on
from relgraph.outputs import FORMATS, files_of
from relgraph.view import Scene
from relgraph.view.choose import choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from relgraph.dashboard.work import Work
    from relgraph.outputs import Order

    Open = Callable[..., AppTest]


@pytest.fixture
def work() -> Work:
    return work_on(make_analysis(*TWO_DAYS, slug="two-days", title="Two days"))


def ordered(work: Work, settings: Settings) -> Order:
    graph = choose(work.graph(settings), people=settings.people, minimum=settings.minimum, alone=settings.alone)
    return order_of(work, Scene(analysis=work.analysis, graph=graph, frame=work.frame), settings)


def page(open_app: Open, **query: str) -> AppTest:
    app = open_app(**({"story": "two-days"} | query))
    return app.switch_page("screens/export.py").run()


def buttons(app: AppTest) -> list[str]:
    return [getattr(button, "label", "") for button in app.get("download_button")]


def test_files_hold_what_is_in_view(work: Work) -> None:
    order = ordered(work, Settings(window="sentences:1", minimum=2))
    made = {name: str(make()) for name, make in files_of(order, ["csv", "methods", "json"]).items()}

    assert [line.split(",")[:4] for line in made["two-days.edges.csv"].splitlines()[1:]] == [
        ["ann", "bob", "Undirected", "3"]
    ]
    assert [line.split(",")[:2] for line in made["two-days.interactions.csv"].splitlines()[1:]] == [["ann", "bob"]] * 3
    told = "Relationships of less than 2 were left out. 3 of 5 people are not shown. The network has 2 characters"
    assert told in made["two-days.methods.txt"]
    assert len(json.loads(made["two-days.analysis.json"])["characters"]) == 5


def test_files_hold_the_chosen_chapters_and_the_sure_mentions() -> None:
    analysis = make_analysis(*TWO_DAYS, slug="two-days", title="Two days")
    mentions = tuple(replace(one, p=0.5) if one.kind == "pronoun" else one for one in analysis.mentions)
    work = work_on(replace(analysis, mentions=mentions))
    order = ordered(work, Settings(window="sentences:1", chapters=(1, 1), sure=60))
    made = {name: str(make()) for name, make in files_of(order, ["csv"]).items()}

    assert order.chapters == (0, 1)
    assert [line.split(",")[:2] for line in made["two-days.interactions.csv"].splitlines()[1:]] == [
        ["ann", "bob"],
        ["bob", "cy"],
    ]
    assert ",pronoun," not in made["two-days.mentions.csv"]
    assert (
        "Only chapter 1 counted. Mentions that are less than 60 % sure were left out." in made["two-days.methods.txt"]
    )


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (Settings(), "People meet when they are named within 32 words; passages are counted."),
        (
            Settings(window="tokens:7", count="pairs", kinds="both"),
            (
                "People meet when they are named within 7 words or when one speaks to the other; pairs of mentions "
                "are counted."
            ),
        ),
        (Settings(window="paragraphs:4"), "People meet when they are named within 4 paragraphs; passages are counted."),
        (Settings(kinds="speech"), "People meet when one speaks to the other; quotes are counted."),
    ],
)
def test_how_it_was_counted_is_said_in_words(settings: Settings, sentence: str) -> None:
    assert counted(settings) == sentence


def test_what_is_left_out_is_said(work: Work) -> None:
    def told(settings: Settings) -> list[str]:
        return left_out(work, Scene(analysis=work.analysis, graph=work.graph(settings), frame=work.frame), settings)

    assert told(Settings()) == []
    assert told(Settings(chapters=(1, 2))) == []
    assert told(Settings(person="ann", steps=1)) == ["Only people within 1 step of Ann are shown."]
    assert told(Settings(person="ann", steps=2)) == ["Only people within 2 steps of Ann are shown."]


def test_parts_of_a_story_of_one_chapter_are_said() -> None:
    work = work_on(make_analysis(" ".join(["{ann|Ann} met {bob|Bob}."] * 40)))
    settings = Settings(chapters=(2, 4))
    order = ordered(work, settings)

    assert order.note == "Only parts 2 to 4 of 12 equal parts of the story counted."
    assert order.chapters is None


def test_archive_holds_every_format_and_is_the_same_each_time(work: Work) -> None:
    order = ordered(work, Settings())
    packed = archive(everything(order))

    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        names = opened.namelist()
        assert opened.testzip() is None
        assert opened.read("two-days.matrix.png").startswith(b"\x89PNG")
    assert len(names) == len(FORMATS) + 5 + 5 + 9  # csv and parquet are six files each, the pictures four
    assert packed == archive(everything(order))


def test_archive_without_text_holds_no_word_of_the_story(work: Work) -> None:
    order = replace(ordered(work, Settings()), text=False)

    with zipfile.ZipFile(io.BytesIO(archive(everything(order)))) as opened:
        assert "two-days.analysis.json" not in opened.namelist()
        assert not [name for name in opened.namelist() if b"greeted" in opened.read(name)]


def test_corrections_come_along_as_a_cast_file(work: Work) -> None:
    order = ordered(work, Settings())
    assert cast_file(order) == {}

    cast = Cast(characters=(CastCharacter(name="Ann Lee", aliases=("Ann",)),))
    order = replace(order, analysis=replace(order.analysis, cast=cast))

    assert 'name = "Ann Lee"' in str(cast_file(order)["two-days.cast.toml"]())
    assert "two-days.cast.toml" in everything(order)


def test_half_a_character_can_be_downloaded() -> None:
    assert content(lambda: "a\ud83d") == b"a?"
    assert content(lambda: b"\x00") == b"\x00"


def test_page_opens_with_the_network_and_its_three_formats(open_app: Open) -> None:
    app = page(open_app)

    assert buttons(app) == ["Everything as one ZIP", "PDF", "PNG", "SVG"]
    assert len(app.get("image")) == 1
    assert [one.value for one in app.text] == ["People meet when they are named within 32 words; passages are counted."]
    assert not app.exception


def test_every_picture_is_shown(open_app: Open) -> None:
    app = page(open_app)
    for picture in ("matrix", "arcs", "timeline"):
        app.segmented_control(key="export_picture").set_value(picture).run()
        assert len(app.get("image")) == 1
        assert not app.exception


def test_every_format_is_offered_with_what_it_is_for(open_app: Open) -> None:
    app = page(open_app)
    found = []
    for group in ("A page to share", "Graph programs", "Tables", "Paper and archive"):
        app.segmented_control(key="export_group").set_value(group).run()
        found += [one.value.split("**")[1] for one in app.markdown if one.value.startswith("**")]
        assert not app.exception
    assert found == [
        "Web page",
        "GraphML",
        "GEXF",
        "GEXF, chapter by chapter",
        "GraphML for yEd",
        "Cytoscape",
        "d3",
        "CSV",
        "Parquet",
        "Methods",
        "Whole analysis",
    ]


def test_formats_can_be_looked_into(open_app: Open) -> None:
    app = page(open_app, window="sentences:1")
    app.segmented_control(key="export_group").set_value("Graph programs").run()
    app.toggle(key="look_GraphML").set_value(True).run()
    assert app.code[0].value.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<graphml')

    app.segmented_control(key="export_group").set_value("Tables").run()
    app.toggle(key="look_CSV").set_value(True).run()
    assert [list(frame.value.columns)[:2] for frame in app.dataframe] == [
        ["source", "target"],
        ["source", "target"],
        ["character", "label"],
        ["id", "label"],
    ]
    assert "Family and roles: nothing of this kind was found." in [caption.value for caption in app.caption]


def test_story_text_can_be_left_out(open_app: Open) -> None:
    app = page(open_app)
    app.toggle(key="export_no_text").set_value(True).run()
    app.segmented_control(key="export_group").set_value("Paper and archive").run()

    assert buttons(app) == ["Everything as one ZIP", "Download"]
    assert ["it cannot be had without" in one.value for one in app.info] == [True]


def test_hostile_names_and_titles_are_shown_as_text(open_app: Open) -> None:
    app = page(open_app, story="hostile")
    app.segmented_control(key="export_group").set_value("Tables").run()
    app.toggle(key="look_CSV").set_value(True).run()

    assert HOSTILE in list(app.dataframe[3].value["label"])
    assert not any(HOSTILE in one.value for kind in ("markdown", "caption", "info") for one in getattr(app, kind))
    assert not app.exception


def test_story_without_people_can_be_taken_away(open_app: Open) -> None:
    app = page(open_app, story="nobody")

    assert buttons(app) == ["Everything as one ZIP", "PDF", "PNG", "SVG"]
    assert not app.exception


def test_page_without_a_story_says_where_to_add_one(open_app: Open, tmp_path: object) -> None:
    app = open_app(tmp_path).switch_page("screens/export.py").run()

    assert [one.value for one in app.info] == ["There is no story yet: add one on the Library page."]
