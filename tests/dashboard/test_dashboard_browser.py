from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from browsing import Reader, reading, started_server
from looking import HOSTILE
from playwright.sync_api import expect

from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TWO_DAYS = "/?story=two-days&window=sentences:1"
BUDGET = 60_000
"""Bytes from the server for a click."""


def test_a_click_on_a_person_opens_the_person(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    reader.sees("Who is close to whom")
    reader.click("bob")
    reader.sees("Bob")
    assert "person=bob" in reader.page.url


def test_a_click_on_a_relationship_shows_its_passages_with_both_marked(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    reader.click("ann", "bob")
    reader.sees("Ann and Bob")
    passages = reader.page.locator(".rg-passage .rg-text")
    assert passages.all_text_contents() == ["Ann greeted Bob.", "She smiled at him.", "Ann thanked Bob."]
    marks = passages.nth(1).locator("mark")
    assert [(mark.text_content(), mark.get_attribute("class")) for mark in marks.all()] == [
        ("She", "rg-mark rg-first rg-kind-pronoun"),
        ("him", "rg-mark rg-second rg-kind-pronoun"),
    ]
    looks = [mark.evaluate("mark => getComputedStyle(mark).textDecorationStyle") for mark in marks.all()]
    assert looks == ["solid", "dashed"]


def test_a_click_on_nothing_goes_back_to_the_story(reader: Reader) -> None:
    reader.open(f"{TWO_DAYS}&person=bob")
    box = reader.page.locator(".rg-stage").bounding_box()
    assert box
    reader.page.mouse.click(box["x"] + box["width"] - 8, box["y"] + box["height"] - 8)
    reader.settle()
    reader.sees("Who is close to whom")
    assert "person" not in reader.page.url


def test_an_address_opens_a_relationship_and_marks_it_in_the_picture(reader: Reader) -> None:
    reader.open(f"{TWO_DAYS}&person=ann&partner=bob")
    reader.sees("Ann and Bob")
    chosen = reader.ask("root => root.relgraph.vis.getSelectedEdges()")
    assert chosen == [link_id("ann", "bob")]


def test_the_panel_leads_from_person_to_passages_and_back(reader: Reader) -> None:
    reader.open(f"{TWO_DAYS}&person=bob")
    reader.page.get_by_role("button", name="Ann: 3, show the passages").click()
    reader.settle()
    reader.sees("Bob and Ann")
    reader.page.locator(".rg-name.rg-second").click()
    reader.settle()
    reader.sees("Ann")
    assert reader.ask("root => root.relgraph.vis.getSelectedNodes()") == ["ann"]
    reader.page.get_by_role("button", name="← Whole story").click()
    reader.settle()
    reader.sees("Who is close to whom")


def test_a_person_stays_where_the_reader_put_them(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    x, y = reader.point("dee")
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x - 60, y - 50, steps=6)
    reader.page.mouse.up()
    place = "root => root.relgraph.vis.getPositions(['dee']).dee"
    moved = reader.ask(place)
    reader.page.get_by_text("More settings").click()
    reader.page.get_by_text("Show people without relationships").click()
    reader.settle()
    assert reader.ask(place) == moved
    reader.page.get_by_role("radio", name="Tables").click()
    reader.settle()
    reader.page.get_by_role("radio", name="Network").click()
    reader.settle()
    assert reader.ask(place) == moved
    reader.page.get_by_role("link", name="About").click()
    reader.settle()
    reader.page.get_by_role("link", name="Story").click()
    reader.settle()
    assert reader.ask(place) == moved


def test_a_circle_of_the_legend_is_lit_in_the_picture(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    circle = reader.page.locator(".rg-circle").first
    circle.click()
    assert circle.get_attribute("aria-pressed") == "true"
    circle.click()
    assert circle.get_attribute("aria-pressed") == "false"


def test_a_row_of_the_table_is_a_choice(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    reader.page.get_by_role("radio", name="Tables").click()
    reader.settle()
    reader.choose_row()
    reader.sees("Ann and Bob")


def test_a_click_costs_little_and_the_library_is_sent_once(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    assert sum(reader.received) > 400_000
    reader.received.clear()
    reader.click("ann", "bob")
    assert 0 < sum(reader.received) < BUDGET


def test_two_stories_share_a_choice(reader: Reader) -> None:
    reader.open("/compare?story=two-days&with_story=quarrel&window=sentences:1")
    reader.click("ann", "bob", network=0)
    chosen = "root => root.relgraph.vis.getSelectedEdges()"
    assert [reader.ask(chosen, network=number) for number in range(2)] == [[link_id("ann", "bob")]] * 2
    reader.sees("Ann and Bob", "Ann and Bob")
    reader.click("fay", network=1)
    reader.sees("Fay")


@pytest.mark.parametrize("path", ["/", "/compare", "/about", "/?story=nobody"])
def test_no_page_asks_the_outside_or_complains(reader: Reader, path: str) -> None:
    reader.open(path)
    reader.page.wait_for_timeout(300)
    assert reader.page.locator('[data-testid="stException"]').count() == 0


def test_hostile_names_are_text_everywhere(reader: Reader) -> None:
    reader.open("/?story=hostile&person=a&partner=b")
    reader.sees(f"{HOSTILE} and __proto__")
    text = reader.page.locator(".rg-passage .rg-text").first.text_content()
    assert text == "Ann <b>met</b> Bob <script>alert(2)</script>."
    assert reader.page.locator("img[src='x']").count() == 0
    assert reader.page.locator(".relgraph-title").text_content() == HOSTILE
    reader.page.mouse.move(*reader.point("a"))
    reader.page.locator(".vis-tooltip").wait_for(state="visible")
    assert HOSTILE[:20] in str(reader.page.locator(".vis-tooltip").text_content())
    reader.page.get_by_role("radio", name="Tables").click()
    reader.settle()
    reader.open("/compare?story=hostile&with_story=two-days")


def test_a_tooltip_goes_when_the_pointer_leaves(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    reader.page.mouse.move(*reader.point("bob"))
    reader.page.locator(".vis-tooltip").wait_for(state="visible")
    reader.page.mouse.move(5, 5, steps=3)
    reader.page.locator(".vis-tooltip").wait_for(state="hidden")


def test_downloads_open(reader: Reader, tmp_path: Path) -> None:
    reader.open(TWO_DAYS)
    reader.page.get_by_role("button", name="Download").click()
    found = {}
    for label in ("GraphML", "Picture (SVG)", "Web page with passages"):
        with reader.page.expect_download() as download:
            reader.page.get_by_role("button", name=label).click()
        found[label] = tmp_path / download.value.suggested_filename
        download.value.save_as(found[label])
    assert [path.name for path in found.values()] == ["two-days.graphml", "two-days.svg", "two-days.html"]
    for label in ("GraphML", "Picture (SVG)"):
        assert ET.parse(found[label]).getroot().tag.startswith("{http://")  # noqa: S314 - our own files


def test_the_downloaded_page_works_alone_and_offline(browser: Browser, server: str, tmp_path: Path) -> None:
    with reading(browser, server) as reader:
        reader.open("/?story=hostile")
        reader.page.get_by_role("button", name="Download").click()
        with reader.page.expect_download() as download:
            reader.page.get_by_role("button", name="Web page with passages").click()
        download.value.save_as(tmp_path / "page.html")
    with reading(browser, (tmp_path / "page.html").as_uri()) as alone:
        alone.page.context.set_offline(True)
        alone.page.goto(alone.address)
        alone.page.locator("canvas").wait_for()
        assert alone.page.locator("h1").text_content() == HOSTILE
        alone.page.locator(".rg-pick").first.click()
        assert alone.page.locator(".rg-passage").text_content() == "Ann <b>met</b> Bob <script>alert(2)</script>."
        alone.page.get_by_label("Find a person").fill(HOSTILE)
        alone.sees(HOSTILE)
        alone.page.get_by_label("Only who meets the chosen person").check()
        alone.page.locator('.rg-network[data-updates="2"]').wait_for()
        assert alone.page.get_by_label("Smallest weight").is_disabled()  # there is only one weight
        assert alone.page.locator(".rg-passage").count() == 0


def test_a_dark_browser_gets_a_dark_page(browser: Browser, server: str) -> None:
    with reading(browser, server, dark=True) as reader:
        reader.open(TWO_DAYS)
        network = expect(reader.page.locator(".rg-network"))
        network.to_have_css("background-color", "rgb(22, 24, 29)")
        network.to_have_css("color", "rgb(236, 234, 228)")


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, server: str, width: int) -> None:
    with reading(browser, server, width=width) as reader:
        reader.open(f"{TWO_DAYS}&person=ann&partner=bob")
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        box = reader.page.locator(".rg-network").bounding_box()
        assert box
        assert box["x"] + box["width"] <= width


def test_everything_can_be_reached_with_the_keyboard(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    names = set()
    for _ in range(60):
        reader.page.keyboard.press("Tab")
        names.add(
            reader.page.evaluate(
                """() => {
                    let found = document.activeElement;
                    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
                    return found?.getAttribute("aria-label") || found?.textContent || "";
                }"""
            )
        )
    said = " | ".join(names)
    for wanted in ("Add stories", "Download", "Find a person", "Show everybody", "Ann and Bob", "circle"):
        assert wanted in said


def test_a_server_takes_the_stories_it_is_given(stories: Path, browser: Browser, tmp_path: Path) -> None:
    one = stories / "quarrel.analysis.json"
    with started_server(one, tmp_path) as address, reading(browser, address) as reader:
        reader.open()
        assert reader.page.locator(".relgraph-title").text_content() == "A quarrel"


def test_a_closed_dialog_stays_closed(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    reader.page.get_by_role("button", name="Add stories").click()
    expect(reader.page.get_by_role("dialog")).to_be_visible()
    reader.page.keyboard.press("Escape")
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
    reader.settle()
    reader.page.get_by_text("More settings").click()
    reader.page.get_by_text("Show people without relationships").click()
    reader.settle()
    expect(reader.page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.model
def test_a_pasted_text_is_analysed_and_drawn(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    reader.page.get_by_role("button", name="Add stories").click()
    reader.page.get_by_role("tab", name="Paste a text").click()
    reader.page.get_by_label("Title").fill("The quay")
    reader.page.get_by_label("Text", exact=True).fill(
        "Zyra met Tovan on the quay. “You came,” said Zyra. Tovan smiled at Zyra."
    )
    reader.page.get_by_role("button", name="Read it").click()
    reader.page.locator(".relgraph-title", has_text="The quay").wait_for(timeout=60_000)
    reader.settle()
    assert {"zyra", "tovan"} <= set(reader.ask("root => root.relgraph.vis.body.data.nodes.getIds()"))


@pytest.mark.model
def test_an_uploaded_file_is_analysed_and_kept_in_the_address(reader: Reader) -> None:
    reader.open(TWO_DAYS)
    reader.page.get_by_role("button", name="Add stories").click()
    text = "Orla waved to Pell. Pell waved back to Orla."
    reader.page.locator("input[type=file]").set_input_files(
        {"name": "harbour.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    reader.page.get_by_role("button", name="Read them").click()
    reader.page.locator(".relgraph-title", has_text="arbour").wait_for(timeout=60_000)
    reader.settle()
    reader.page.reload()
    reader.page.locator(".relgraph-title", has_text="arbour").wait_for(timeout=30_000)
