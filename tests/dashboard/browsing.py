"""A real browser on a real server, for the tests marked `browser`."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright

from relgraph.dashboard.launch import command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
MOUNTED = """async root => {
    for (let tries = 0; tries < 250 && !root.relgraph; tries++) await new Promise(next => setTimeout(next, 20));
}"""
"""Waits until a network is not only drawn but knows its parts: the canvas comes first."""

LOOKING_FOR_HOME = ("/_stcore/health", "/_stcore/host-config")
"""Streamlit asks for these below the address of a page before it asks for them at the root."""


@contextmanager
def started_browser() -> Iterator[Browser]:
    """Start the system's chromium; without one the tests are skipped, under CI they fail."""
    chromium = shutil.which("chromium")
    if chromium is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no chromium: install it (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def started_server(stories: Path, cache: Path, *, home: Path | None = None) -> Iterator[str]:
    """Run the dashboard on a folder as the command does, with a cache of its own; its address is what comes back.

    With a `home` it is the first start there, at a terminal where nobody types, and with a browser to open.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        command([stories], port=port, open_browser=home is not None),
        env={**os.environ, "RELGRAPH_CACHE": str(cache)} | ({"HOME": str(home), "BROWSER": "true"} if home else {}),
        cwd=home,  # no configuration file there
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.communicate()  # its terminal is closed, too


def _wait(process: subprocess.Popen[bytes], health: str) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(health, timeout=1):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("the server did not come up in 30 seconds")


@dataclass
class Reader:
    """Somebody at the browser; `wrong` gathers requests to the outside, errors and dialogs, which must not be."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    def watch(self) -> None:
        """Take note of everything that must not happen, and of the bytes that the server sends."""
        self.page.on("request", lambda request: self._leave(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("console", lambda message: self._say(message.type, message.text, message.location.get("url", "")))
        self.page.on("dialog", self._dismiss)
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _dismiss(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _count(self, frame: str | bytes) -> None:
        self.received.append(len(frame))

    def _leave(self, url: str) -> None:
        if not url.startswith((self.address, "blob:", "data:", "file:")):
            self.wrong.append(f"request: {url}")

    def _say(self, kind: str, text: str, url: str) -> None:
        if kind == "error" and not url.endswith(LOOKING_FOR_HOME):
            self.wrong.append(f"console: {text}")

    def open(self, path: str = "/") -> None:
        """Open a page and wait until it is drawn."""
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until Streamlit is done and the networks are drawn."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        for root in self.page.locator(".rg-network").all():
            root.locator("canvas").wait_for()
            root.evaluate(MOUNTED)

    def ask(self, question: str, given: object = None, *, network: int = 0) -> Any:
        """Return what a function says of a network's element and what is given, once the network knows its parts.

        Streamlit may put another network in its place after the page is done.
        """
        root = self.page.locator(".rg-network").nth(network)
        for _ in range(100):
            if answer := root.evaluate(
                f"(root, given) => root.relgraph && {{ told: ({question})(root, given) }}", given
            ):
                return answer["told"]
            self.page.wait_for_timeout(50)
        raise AssertionError(question)

    def point(self, person: str, other: str | None = None, *, network: int = 0) -> tuple[float, float]:
        """Return where a person stands on the screen, or the middle of the line between two."""
        found = self.ask(
            """(root, [one, other]) => {
                const { vis } = root.relgraph;
                const places = vis.getPositions([one, other ?? one]);
                const second = places[other ?? one];
                const middle = { x: (places[one].x + second.x) / 2, y: (places[one].y + second.y) / 2 };
                const box = root.querySelector("canvas").getBoundingClientRect();
                const { x, y } = vis.canvasToDOM(middle);
                return [box.left + x, box.top + y];
            }""",
            [person, other],
            network=network,
        )
        return found[0], found[1]

    def click(self, person: str, other: str | None = None, *, network: int = 0) -> None:
        """Click a person, or the line between two."""
        if other is None:
            x, y = self.point(person, network=network)
        else:
            x, y = self._on_line(person, other, network)
        self.page.mouse.click(x, y)
        self.settle()

    def _on_line(self, person: str, other: str, network: int) -> tuple[float, float]:
        """Return a point on a curved line: the first one across its middle that vis-network finds it at."""
        found = self.ask(
            """(root, [one, other]) => {
                const { vis } = root.relgraph;
                const places = vis.getPositions([one, other]);
                const [a, b] = [vis.canvasToDOM(places[one]), vis.canvasToDOM(places[other])];
                const box = root.querySelector("canvas").getBoundingClientRect();
                const wanted = JSON.stringify([one, other].sort());
                for (let step = 0; step < 120; step++) {
                    const side = (step % 2 ? 1 : -1) * Math.ceil(step / 2) / 60;
                    const x = (a.x + b.x) / 2 - side * (b.y - a.y), y = (a.y + b.y) / 2 + side * (b.x - a.x);
                    const edge = vis.getEdgeAt({ x, y });
                    if (!vis.getNodeAt({ x, y }) && edge && JSON.stringify(JSON.parse(edge)) === wanted)
                        return [box.left + x, box.top + y];
                }
                throw new Error("no such line");
            }""",
            [person, other],
            network=network,
        )
        return found[0], found[1]

    def choose_row(self, *, table: int = 0) -> None:
        """Click the box of a table's first row, once the table is drawn and stays where it is."""
        frame = self.page.locator('[data-testid="stDataFrame"]').nth(table)
        frame.locator("canvas").first.wait_for()
        frame.scroll_into_view_if_needed()
        box, before = frame.bounding_box(), None
        while box != before:
            self.page.wait_for_timeout(250)
            box, before = frame.bounding_box(), box
        assert box
        self.page.mouse.click(box["x"] + 18, box["y"] + 52)
        self.settle()

    def sees(self, *headings: str) -> None:
        """Wait until the panels are about these."""
        expect(self.page.locator(".rg-h2")).to_have_text(list(headings))


@contextmanager
def reading(browser: Browser, address: str, *, width: int = 1400, dark: bool = False) -> Iterator[Reader]:
    """Open a fresh browser window; nothing wrong may have happened when it closes."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", accept_downloads=True
    )
    reader = Reader(page=context.new_page(), address=address)
    reader.watch()
    yield reader
    context.close()
    assert reader.wrong == []
