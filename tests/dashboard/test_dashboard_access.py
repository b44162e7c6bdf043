"""Every page for everybody: names, contrast, keyboard, widths; and the library with a real browser."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Reader, reading, started_server
from playwright.sync_api import FilePayload, expect

from relgraph.dashboard import screens

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser

PAGES = ("/", "/library", "/compare", "/about", "/cast", "/reader", "/export")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
LEFT_OUT = {"exclude": [[".stSelectbox:has(input[disabled])"]]}
"""What cannot be used now may be pale; Streamlit does not tie the label to the box, so that axe cannot know."""

NEXT = """() => {
    let found = document.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    found?.setAttribute("data-reached", "");
}"""
MISSED = """() => [...document.querySelectorAll("section.stMain button, section.stMain input, section.stMain a[href]")]
    .filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0 && !one.hasAttribute("data-reached"))
    .map(one => one.outerHTML.slice(0, 120))"""


def test_every_page_is_looked_at() -> None:
    (folder,) = screens.__path__
    names = {path.stem for path in Path(folder).glob("*.py")} - {"__init__", "story"}
    assert {page.strip("/") for page in PAGES} - {""} == names


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_names_roles_and_contrast(browser: Browser, server: str, path: str, dark: bool) -> None:  # noqa: FBT001 - a parameter of the test
    with reading(browser, server, dark=dark) as reader:
        reader.open(path)
        found = Axe().run(reader.page, context=LEFT_OUT, options=RULES).response["violations"]
        assert [(one["id"], [node["html"][:150] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_window(browser: Browser, server: str, path: str, width: int) -> None:
    with reading(browser, server, width=width) as reader:
        reader.open(path)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/library", "/about"])
def test_every_control_of_a_page_is_reached_with_the_keyboard(reader: Reader, path: str) -> None:
    reader.open(path)
    for _ in range(70):
        reader.page.keyboard.press("Tab")
        reader.page.evaluate(NEXT)
    assert reader.page.evaluate(MISSED) == []


def add(reader: Reader, *files: tuple[str, str]) -> None:
    reader.page.get_by_role("button", name="Add stories").click()
    reader.page.locator("input[type=file]").set_input_files(
        [FilePayload(name=name, mimeType="text/plain", buffer=text.encode()) for name, text in files]
    )
    reader.page.get_by_role("button", name="Read them").click()


def remove_first(reader: Reader) -> None:
    """Remove the first story; its menu closes, so that a second click removes no other."""
    remove = reader.page.get_by_role("button", name="Remove from the library")
    reader.page.get_by_role("button", name="More").nth(0).click()
    remove.click()
    expect(remove).to_have_count(0)
    reader.settle()


@pytest.mark.model
def test_files_go_in_one_bad_and_a_graph_comes_out(reader: Reader) -> None:
    reader.open("/library")
    add(
        reader,
        ("canal.txt", "Orla waved to Pell at the canal. Pell waved back to Orla."),
        ("empty.txt", " "),
        ("quarry.txt", "Iven met Suri in the quarry. Suri thanked Iven."),
    )
    expect(reader.page.get_by_text("empty.txt: is empty")).to_be_visible(timeout=60_000)
    states = reader.page.locator(".rg-state")
    expect(states.nth(0)).to_contain_text("Analysed: 2 people, 1 relationship", timeout=90_000)
    expect(states.nth(1)).to_contain_text("Analysed: 2 people, 1 relationship", timeout=90_000)
    reader.page.get_by_role("button", name="Canal", exact=True).click()
    reader.page.locator(".relgraph-title", has_text="Canal").wait_for()
    reader.settle()
    people = reader.ask("root => root.relgraph.vis.body.data.nodes.getIds().sort()")
    assert people == ["orla", "pell"]
    reader.open("/library")
    expect(reader.page.get_by_role("button", name="Canal", exact=True)).to_be_visible()
    remove_first(reader)
    expect(reader.page.get_by_role("button", name="Quarry", exact=True)).to_be_visible()
    expect(reader.page.get_by_role("button", name="Canal", exact=True)).to_have_count(0)


@pytest.mark.model
def test_a_long_reading_can_be_stopped_and_the_others_go_on(reader: Reader) -> None:
    reader.open("/library")
    long = "\n\n".join(f"Chapter {n}\n\n" + "Mara met Orrin at the gate and said nothing. " * 400 for n in range(1, 41))
    add(reader, ("long.txt", long), ("short.txt", "Tove met Runa by the well. Runa thanked Tove."))
    states = reader.page.locator(".rg-state")
    expect(reader.page.get_by_text("Reading chapter")).to_be_visible(timeout=60_000)
    assert "of 40" in str(reader.page.get_by_text("Reading chapter").text_content())
    reader.page.get_by_role("button", name="Stop", exact=True).first.click()
    expect(states.nth(0)).to_contain_text("Stopped", timeout=90_000)
    expect(states.nth(1)).to_contain_text("Analysed: 2 people, 1 relationship", timeout=90_000)
    for _ in range(2):
        remove_first(reader)


def slowly(route: Route) -> None:
    time.sleep(0.6)
    route.continue_()


def test_files_are_read_when_they_have_arrived_and_not_before(reader: Reader) -> None:
    reader.open("/library")
    reader.page.get_by_role("button", name="Add stories").click()
    button = reader.page.get_by_role("button", name="Read them")
    expect(button).to_be_disabled()
    expect(reader.page.get_by_text("Choose one or more files first.")).to_be_visible()
    reader.page.route("**/upload_file/**", slowly)
    reader.page.locator("input[type=file]").set_input_files(
        [FilePayload(name=f"{name}.txt", mimeType="text/plain", buffer=b" ") for name in ("one", "two")]
    )
    reader.page.get_by_text("two.txt").wait_for()
    expect(button).to_be_disabled()
    expect(button).to_be_enabled(timeout=30_000)
    button.click()
    expect(reader.page.get_by_text("one.txt: is empty")).to_be_visible(timeout=30_000)
    expect(reader.page.get_by_text("two.txt: is empty")).to_be_visible()


@pytest.mark.model
def test_what_was_read_and_kept_is_there_after_a_restart(stories: Path, browser: Browser, tmp_path: Path) -> None:
    one = stories / "quarrel.analysis.json"
    with started_server(one, tmp_path) as address, reading(browser, address) as reader:
        reader.open("/library")
        reader.page.get_by_role("button", name="Add stories").click()
        reader.page.get_by_text("Keep on this computer").click()
        reader.settle()
        reader.page.locator("input[type=file]").set_input_files(
            {"name": "mill.txt", "mimeType": "text/plain", "buffer": b"Anka met Bero at the mill. Bero smiled at Anka."}
        )
        reader.page.get_by_role("button", name="Read them").click()
        expect(reader.page.locator(".rg-state").first).to_contain_text("Analysed: 2 people", timeout=90_000)
    (entry,) = tmp_path.glob("*.parse.gz")
    before = entry.stat().st_ino
    with started_server(one, tmp_path) as address, reading(browser, address) as reader:
        reader.open("/library")
        expect(reader.page.get_by_role("button", name="Mill", exact=True)).to_be_visible()
        expect(reader.page.locator(".rg-state").first).to_contain_text("Analysed: 2 people", timeout=90_000)
    assert entry.stat().st_ino == before
