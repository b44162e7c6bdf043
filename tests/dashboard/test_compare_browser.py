"""The compare page in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from looking import HOSTILE
from playwright.sync_api import expect

from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from browsing import Reader

pytestmark = pytest.mark.browser

BUDGET = 60_000
DIFFERENCES = "/compare?story=two-days&with_story=quarrel&window=sentences:1&compare=differences"


def test_a_choice_is_shared_by_two_networks_and_kept_in_the_next_view(reader: Reader) -> None:
    reader.open("/compare?story=two-days&with_story=quarrel&window=sentences:1")
    reader.received.clear()
    reader.click("ann", "bob", network=1)
    reader.sees("Ann and Bob", "Ann and Bob")
    assert 0 < sum(reader.received) < BUDGET
    chosen = "root => root.relgraph.vis.getSelectedEdges()"
    assert [reader.ask(chosen, network=number) for number in range(2)] == [[link_id("ann", "bob")]] * 2
    reader.page.get_by_role("radio", name="Differences").click()
    reader.settle()
    reader.sees("Ann and Bob", "Ann and Bob")
    assert reader.ask(chosen) == [link_id("p0", "p1")]


def test_a_line_of_the_difference_network_shows_the_evidence_of_both_sides(reader: Reader) -> None:
    reader.open(DIFFERENCES)
    reader.received.clear()
    reader.click("p0", "p1")
    reader.sees("Ann and Bob", "Ann and Bob")
    assert 0 < sum(reader.received) < BUDGET
    passages = reader.page.locator(".rg-side").nth(1).locator(".rg-passage .rg-text")
    expect(passages).to_have_text(["Ann shouted at Bob."])
    reader.choose_row(table=2)
    expect(reader.page.locator(".rg-h2")).to_have_count(1)


@pytest.mark.parametrize("side", ["networks", "differences", "course", "people", "tags"])
def test_hostile_names_are_text_in_every_view(reader: Reader, side: str) -> None:
    reader.open(f"/compare?story=hostile&with_story=two-days&compare={side}")
    assert HOSTILE in str(reader.page.locator(".relgraph-title").first.text_content())
    assert reader.page.locator("img[src='x']").count() == 0
    assert reader.page.get_by_role("link", name="link").count() == 0
