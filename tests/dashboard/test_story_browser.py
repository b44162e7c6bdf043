"""The story page's views and play button in a real browser."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from browsing import Reader, reading, started_server
from builders import make_analysis
from looking import HOSTILE, QUARREL, TWO_DAYS
from playwright.sync_api import expect

from relgraph.export import dumps
from relgraph.records import Quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.browser

STORY = "/?story=two-days&window=sentences:1"
VIEWS = ("network", "matrix", "arcs", "timeline", "tables", "numbers")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("viewed")
    for analysis in (
        make_analysis(
            *TWO_DAYS,
            slug="two-days",
            title="Two days",
            quotes=[Quote(start=0, end=5, speaker="ann", addressee="dee")],
        ),
        make_analysis(*QUARREL, slug="quarrel", title="A quarrel"),
        make_analysis(
            "{a|Ann} met {b|Bob}. {a|Ann} saw {b|Bob}.",
            slug="hostile",
            title="Hostile",
            people={"a": {"name": HOSTILE}, "b": {"name": '=HYPERLINK("http://example.com")'}},
        ),
    ):
        (folder / f"{analysis.story.id}.analysis.json").write_text(dumps(analysis), encoding="utf-8")
    with started_server(folder, tmp_path_factory.mktemp("cache")) as address:
        yield address


def mark(reader: Reader, said: str) -> Locator:
    """Return the part of a chart that tells screen readers this."""
    return reader.page.locator(f'[data-testid="stVegaLiteChart"] [aria-label*="{said}"]').first


def test_a_click_on_a_square_of_the_matrix_opens_the_relationship(reader: Reader) -> None:
    reader.open(f"{STORY}&view=matrix")
    mark(reader, "Person: Bob; with: Ann; Weight: 3").click(force=True)  # the number stands over the square
    reader.sees("Ann and Bob")
    reader.settle()
    assert "partner=bob" in reader.page.url
    reader.page.get_by_role("button", name="← Whole story").click()
    reader.sees("Who is close to whom")
    mark(reader, "Person: Dee; with: Cy; Weight: 1").click(force=True)
    reader.sees("Cy and Dee")


def test_a_click_on_a_dot_or_an_arc_opens_person_or_relationship(reader: Reader) -> None:
    reader.open(f"{STORY}&view=arcs")
    mark(reader, "Person: Cy; with: ;").click()
    reader.sees("Cy")
    mark(reader, "Person: Bob; with: Ann").dispatch_event("click")
    reader.sees("Ann and Bob")


def test_the_timeline_leads_to_a_person_and_to_a_chapter_in_the_network(reader: Reader) -> None:
    reader.open(f"{STORY}&view=timeline")
    mark(reader, "Person: Bob; Part: Chapter 1; Mentions: 3").click()
    reader.sees("Bob")
    reader.page.get_by_role("button", name="Chapter 1: 3 people, 2 relationships").click()
    reader.page.locator(".rg-network canvas").wait_for()
    reader.settle()
    assert "chapters=1-1" in reader.page.url
    assert "view" not in reader.page.url
    people = reader.ask("root => root.relgraph.vis.body.data.nodes.getIds()")
    assert sorted(people) == ["ann", "bob", "cy", "dee"]


def test_the_tooltip_of_a_chart_shows_names_as_text(reader: Reader) -> None:
    reader.open("/?story=hostile&view=matrix")
    reader.page.locator('[aria-label*="Person: <img"]').last.hover(force=True)
    expect(reader.page.locator("#vg-tooltip-element")).to_contain_text("<img src=x")
    assert reader.page.locator("img[src='x']").count() == 0


def test_the_story_plays_with_the_keyboard_and_everybody_keeps_their_place(reader: Reader) -> None:
    reader.open(STORY)
    places = "root => root.relgraph.vis.getPositions()"
    before = reader.ask(places)
    scale = reader.ask("root => root.relgraph.vis.getScale()")
    switch = reader.page.get_by_role("switch", name="Play")
    switch.focus()
    reader.page.keyboard.press("Space")
    where = reader.page.locator(".relgraph-part")
    expect(where).to_have_text("chapter 1 of 2", timeout=20_000)
    expect(switch).to_be_checked()
    expect(where).to_have_text("chapter 2 of 2", timeout=20_000)
    expect(switch).not_to_be_checked(timeout=20_000)
    reader.settle()
    assert reader.ask(places) == before
    assert reader.ask("root => root.relgraph.vis.getScale()") == scale
    assert "chapters=2-2" in reader.page.url


def test_pause_stops_where_the_story_is(reader: Reader) -> None:
    reader.open("/?story=quarrel&window=sentences:1")
    switch = reader.page.get_by_role("switch", name="Play")
    switch.focus()
    reader.page.keyboard.press("Space")
    expect(reader.page.locator(".relgraph-part")).to_have_text("part 2 of 12", timeout=20_000)
    switch.focus()
    reader.page.keyboard.press("Space")
    expect(switch).not_to_be_checked()
    reader.settle()
    stopped = reader.page.locator(".relgraph-part").text_content()
    reader.page.wait_for_timeout(2500)  # longer than a step: nothing may move any more
    assert reader.page.locator(".relgraph-part").text_content() == stopped


def test_an_address_holds_every_setting(reader: Reader) -> None:
    address = f"{STORY}&kinds=both&sure=60&minimum=1&people=5&chapters=1-1&alone=yes&steps=1&person=ann"
    reader.open(address)
    reader.sees("Ann")
    people = reader.ask("root => root.relgraph.vis.body.data.nodes.getIds()")
    assert {"ann", "bob"} <= set(people)
    expect(reader.page.locator(".relgraph-part")).to_have_text("chapter 1 of 2")
    for setting in ("kinds=both", "sure=60", "people=5", "chapters=1-1", "alone=yes", "steps=1", "person=ann"):
        assert setting in reader.page.url
    expect(reader.page.get_by_role("radio", name="Both")).to_be_checked()
    expect(reader.page.get_by_label("Show", exact=True)).to_have_value("Those they meet")


def test_a_row_of_the_numbers_is_a_choice(reader: Reader) -> None:
    reader.open(f"{STORY}&view=numbers")
    reader.choose_row()
    reader.sees("Bob")


def test_a_table_is_taken_away_without_formulas(reader: Reader, tmp_path: Path) -> None:
    reader.open("/?story=hostile&view=tables")
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="CSV").nth(1).click()
    download.value.save_as(tmp_path / "people.csv")
    rows = list(csv.reader((tmp_path / "people.csv").read_text(encoding="utf-8").splitlines()))
    assert {row[1][:7] for row in rows[1:]} == {HOSTILE[:7], "'=HYPER"}
    assert reader.page.get_by_role("button", name="Download as CSV").count() == 0


@pytest.mark.parametrize("width", [480, 1280])
def test_no_view_is_wider_than_the_window(browser: Browser, server: str, width: int) -> None:
    with reading(browser, server, width=width, dark=width == 480) as reader:
        for view in VIEWS:
            reader.open(f"{STORY}&view={view}&person=ann&partner=bob")
            assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
            for part in reader.page.locator('[data-testid="stVegaLiteChart"], .rg-multiples').all():
                box = part.bounding_box()
                assert box
                assert box["x"] + box["width"] <= width
