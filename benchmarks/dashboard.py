"""Measure the dashboard in a real browser: seconds to the first picture, from a click to the panel, after a slider.

Run `python benchmarks/dashboard.py`; it needs the test dependencies and a chromium. The stories are made up by a seeded
generator and stored as analyses, so that the language model plays no part: casts of 30 and 300, and a novel of
100,000 words.
"""

from __future__ import annotations

import json
import random
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from bisect import bisect
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from relgraph.analysis import Analysis
from relgraph.dashboard.launch import command
from relgraph.export import dumps
from relgraph.records import Chapter, Character, Mention, Story
from relgraph.view.choose import ranking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser, Page

    from relgraph.records import Span

SEED = 5
REPEATS = 5
SENTENCE, SCENE = 16, 240
"""Words."""

PRESENT, NAMED = 4, 8
"""People in a scene, and words from one name to the next."""

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Medians for one story; seconds and bytes."""

    people: int
    relationships: int
    first_picture: float
    click_to_panel: float
    slider_to_picture: float
    bytes_per_click: float


def invent(people: int, words: int, chapters: int) -> Analysis:
    """Return an analysis of scenes of random words: in each, four of the cast are named, some much more often."""
    draw = random.Random(SEED)  # noqa: S311 - no secret
    chances = list(accumulate(1 / (rank + 2) for rank in range(people)))
    texts: list[str] = []
    for scene in range(words // SCENE):
        present = [min(people - 1, bisect(chances, draw.random() * chances[-1])) for _ in range(PRESENT - 1)]
        present.append(scene % people)
        texts += [f"Person{draw.choice(present)}" if word % NAMED == 0 else "word" for word in range(SCENE)]
    tokens: list[Span] = []
    for text in texts:
        start = tokens[-1][1] + 1 if tokens else 0
        tokens.append((start, start + len(text)))
    return _assembled(people, texts, tokens, chapters)


def _assembled(people: int, texts: list[str], tokens: list[Span], chapters: int) -> Analysis:
    sentences = [(part[0][0], part[-1][1]) for part in _cut(tokens, SENTENCE)]
    parts = [(part[0][0], part[-1][1]) for part in _cut(sentences, -(-len(sentences) // chapters))]
    counts = [texts.count(f"Person{number}") for number in range(people)]
    story = Story(
        id=f"cast-of-{people}-in-{len(texts)}",
        title=f"{people} people, {len(texts):,} words",
        author=None,
        source="invented",
        text=" ".join(texts),
        words=len(texts),
        chapters=tuple(Chapter(title=None, start=start, end=end) for start, end in parts),
        paragraphs=tuple(parts),
    )
    characters = [
        Character(id=f"person-{n}", name=f"Person {n}", kind="named", mentions=count, aliases={f"Person{n}": count})
        for n, count in enumerate(counts)
    ]
    return Analysis(
        story=story,
        model="invented",
        settings={},
        characters=tuple(sorted(characters, key=lambda one: (-one.mentions, one.id))),
        mentions=tuple(
            Mention(start=start, end=end, kind="name", character=f"person-{text.removeprefix('Person')}")
            for text, (start, end) in zip(texts, tokens, strict=True)
            if text != "word"
        ),
        quotes=(),
        tokens=tuple(tokens),
        sentences=tuple(sentences),
    )


def _cut(spans: Sequence[Span], size: int) -> list[Sequence[Span]]:
    return [spans[start : start + size] for start in range(0, len(spans), size)]


def measured(browser: Browser, address: str, analysis: Analysis) -> Figures:
    """Return the medians of several visits to one story."""
    graph = analysis.graph()
    pairs = ranking(graph)[:REPEATS]
    firsts = [_first_picture(browser, f"{address}/?story={analysis.story.id}") for _ in range(REPEATS)]
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    _open(page, f"{address}/?story={analysis.story.id}")
    clicks, amounts = [], []
    for first, second in pairs:
        received.clear()
        names = f"{graph.nodes[first]['label']} and {graph.nodes[second]['label']}"
        clicks.append(_seconds(partial(_choose, page, first, second), partial(_panel_says, page, names)))
        amounts.append(sum(received))
        page.get_by_role("button", name="← Whole story").click()
        _settle(page)
    sliders = [_slide(page, key) for _ in range(REPEATS) for key in ("ArrowLeft", "ArrowRight")]
    page.close()
    return Figures(
        people=len(graph),
        relationships=graph.number_of_edges(),
        first_picture=statistics.median(firsts),
        click_to_panel=statistics.median(clicks),
        slider_to_picture=statistics.median(sliders),
        bytes_per_click=statistics.median(amounts),
    )


def _seconds(act: Callable[[], object], wait: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    wait()
    return time.perf_counter() - begun


def _first_picture(browser: Browser, url: str) -> float:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    seconds = _seconds(lambda: page.goto(url), lambda: page.wait_for_selector(".rg-network[data-drawn]"))
    page.close()
    return seconds


def _open(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector(".rg-network[data-drawn]")
    _settle(page)


def _settle(page: Page) -> None:
    page.wait_for_timeout(400)
    page.wait_for_selector(READY)
    page.wait_for_timeout(400)


def _choose(page: Page, first: str, second: str) -> None:
    """Do what a click on a line does, from vis-network's own event on."""
    page.locator(".rg-network").evaluate(
        "(root, edge) => { root.relgraph.vis.body.emitter.emit('click', { nodes: [], edges: [edge] }); }",
        json.dumps(sorted((first, second))),
    )


def _panel_says(page: Page, names: str) -> None:
    page.locator(".rg-h2", has_text=names).wait_for()


def _slide(page: Page, key: str) -> float:
    """Return the seconds from a key on the slider to the new picture."""
    updates = int(page.locator(".rg-network").get_attribute("data-updates") or 0)
    slider = page.get_by_role("slider", name="People at most")
    drawn = f'.rg-network[data-updates="{updates + 1}"]'
    seconds = _seconds(lambda: slider.press(key), lambda: page.locator(drawn).wait_for())
    _settle(page)
    return seconds


def main() -> None:
    """Print the figures of every story."""
    analyses = [invent(30, 8_000, 9), invent(300, 60_000, 30), invent(120, 100_000, 40)]
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        for analysis in analyses:
            (Path(folder) / f"{analysis.story.id}.analysis.json").write_text(dumps(analysis), encoding="utf-8")
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        server = subprocess.Popen(  # noqa: S603 - our own command
            command([Path(folder)], port=port, open_browser=False), stdout=subprocess.DEVNULL
        )
        try:
            _report(f"http://127.0.0.1:{port}", analyses)
        finally:
            server.terminate()
            server.wait()


def _report(address: str, analyses: Sequence[Analysis]) -> None:
    while True:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)  # noqa: S310 - our own server
            break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    print("story                          people  links  first picture  click->panel  slider->picture  bytes/click")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for analysis in analyses:
            found = measured(browser, address, analysis)
            print(
                f"{analysis.story.title:30} {found.people:6} {found.relationships:6} {found.first_picture:12.2f} s "
                f"{found.click_to_panel:11.2f} s {found.slider_to_picture:14.2f} s {found.bytes_per_click:12,.0f}"
            )
        browser.close()


if __name__ == "__main__":
    main()
