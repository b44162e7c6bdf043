from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import Reader, reading
from looking import HOSTILE
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAIR = "/?story=two-days&window=sentences:1&person=ann&partner=bob"


def test_a_passage_opens_the_story_at_its_place(reader: Reader) -> None:
    reader.open(PAIR)
    reader.page.get_by_role("button", name="Open in the story").nth(2).click()
    here = reader.page.locator(".rg-here")
    expect(here.first).to_be_in_viewport()
    assert "".join(here.all_text_contents()) == "Ann thanked Bob."
    expect(reader.page.locator(".rg-reader .rg-h2")).to_have_text("Chapter 2")
    assert "/reader?" in reader.page.url
    reader.page.get_by_role("button", name="Back to the network").click()
    reader.settle()
    reader.sees("Ann and Bob")


def test_a_passage_that_is_no_meeting_lowers_the_weight_until_it_is_undone(reader: Reader) -> None:
    reader.open(PAIR)
    weight = reader.page.locator(".rg-fact dd").first
    expect(weight).to_have_text("3")
    reader.page.get_by_role("button", name="Not a meeting").nth(1).click()
    expect(weight).to_have_text("2")
    reader.settle()
    edges = "root => root.relgraph.vis.body.data.edges.get().map(edge => edge.title).join()"
    assert "meet 2 times" in reader.ask(edges)
    expect(reader.page.locator(".rg-vetoed .rg-text")).to_have_text("She smiled at him.")
    reader.page.get_by_role("button", name="It is a meeting after all").click()
    expect(weight).to_have_text("3")


def test_a_relationship_without_any_meeting_left_can_come_back(reader: Reader) -> None:
    reader.open("/?story=two-days&window=sentences:1&person=bob&partner=cy")
    reader.page.get_by_role("button", name="Not a meeting").click()
    expect(reader.page.locator(".rg-vetoed")).to_have_count(1)
    reader.settle()
    reader.page.get_by_role("button", name="It is a meeting after all").click()
    expect(reader.page.locator(".rg-vetoed")).to_have_count(0)


def test_a_choice_in_the_panel_sends_neither_network_nor_scripts_again(reader: Reader) -> None:
    reader.open("/?story=two-days&window=sentences:1")
    reader.received.clear()
    reader.page.get_by_role("button", name="Ann and Bob").first.click()
    reader.settle()
    reader.sees("Ann and Bob")
    chosen = reader.ask("root => root.relgraph.vis.getSelectedEdges().length")
    assert chosen == 1
    assert 0 < sum(reader.received) < 15_000


def test_text_around_a_passage_is_unfolded(reader: Reader) -> None:
    reader.open(PAIR)
    around = reader.page.get_by_role("button", name="Text around").first
    text = reader.page.locator(".rg-passage .rg-text").first
    expect(text).to_have_text("Ann greeted Bob.")
    around.click()
    expect(text.locator(".rg-around").last).to_have_text(" She smiled at him.\nCy saw Bob.")
    assert around.get_attribute("aria-expanded") == "true"
    around.click()
    expect(text).to_have_text("Ann greeted Bob.")


def test_a_bar_leads_to_the_passages_of_its_chapter(reader: Reader) -> None:
    reader.open("/?story=two-days&window=sentences:1&person=ann")
    reader.page.get_by_role("button", name="Chapter 2: 1, go there").click()
    expect(reader.page.locator(".rg-reader .rg-h2")).to_have_text("Chapter 2")


def test_mentions_are_gone_through_in_the_text(reader: Reader) -> None:
    reader.open("/reader?story=two-days")
    reader.page.locator(".rg-who", has_text="him").click()
    reader.page.get_by_role("button", name="Next").click()
    first = reader.page.locator('.rg-followed[data-at="12"]')
    expect(first).to_be_focused()
    reader.page.keyboard.press("ArrowRight")
    expect(reader.page.locator(".rg-who", has_text="She")).to_be_focused()
    tooltip = "mention => getComputedStyle(mention, '::after').content"
    assert reader.page.locator(".rg-who", has_text="She").evaluate(tooltip) == '"Ann"'
    reader.page.get_by_role("button", name="Later →").click()
    expect(reader.page.locator(".rg-reader .rg-h2")).to_have_text("Chapter 2")
    assert "who=bob" in reader.page.url


def test_names_are_printed_on_demand(reader: Reader) -> None:
    reader.open("/reader?story=two-days")
    reader.page.get_by_text("Names", exact=True).click()
    expect(reader.page.locator(".rg-reader.rg-names")).to_have_count(1)
    printed = "mention => getComputedStyle(mention, '::after').content"
    expect(reader.page.locator(".rg-who")).to_have_count(6)
    found = [mention.evaluate(printed) for mention in reader.page.locator(".rg-who").all()]
    assert found == ["none", "none", '" Ann"', '" Bob"', "none", "none"]


def test_hostile_text_is_text_in_the_story(reader: Reader) -> None:
    reader.open("/reader?story=hostile&at=0&to=3")
    expect(reader.page.locator(".rg-page p")).to_have_text(["Ann <b>met</b> Bob <script>alert(2)</script>."])
    expect(reader.page.locator(".rg-people .rg-choice-name").first).to_have_text(HOSTILE)
    assert reader.page.locator("img[src='x']").count() == 0


@pytest.mark.parametrize("width", [480, 1280])
def test_the_text_is_not_wider_than_the_window(browser: Browser, server: str, width: int) -> None:
    with reading(browser, server, width=width, dark=width == 480) as reader:
        reader.open("/reader?story=hostile")
        expect(reader.page.locator(".rg-page p")).to_have_count(1)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
