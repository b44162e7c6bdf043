"""Stored analyses for the dashboard's tests, and a browser on them: no language model takes part."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from browsing import Reader, reading, started_browser, started_server
from builders import make_analysis
from looking import HOSTILE, QUARREL, TWO_DAYS
from streamlit.testing.v1 import AppTest

from relgraph.dashboard.launch import SCRIPT
from relgraph.export import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of its own: no test sees what the computer keeps."""
    folder = tmp_path / "relgraph-cache"
    monkeypatch.setenv("RELGRAPH_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four stories: two that share Ann and Bob, one with hostile names, one without anybody."""
    folder = tmp_path_factory.mktemp("stories")
    analyses = [
        make_analysis(*TWO_DAYS, slug="two-days", title="Two days"),
        make_analysis(*QUARREL, slug="quarrel", title="A quarrel"),
        make_analysis(
            "{a|Ann} <b>met</b> {b|Bob} <script>alert(2)</script>.",
            slug="hostile",
            title=HOSTILE,
            people={"a": {"name": HOSTILE}, "b": {"name": "__proto__"}},
        ),
        make_analysis("It rained.", slug="nobody", title="Nobody"),
    ]
    for analysis in analyses:
        (folder / f"{analysis.story.id}.analysis.json").write_text(dumps(analysis), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def server(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started_server(stories, tmp_path_factory.mktemp("cache")) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, server: str) -> Iterator[Reader]:
    with reading(browser, server) as reader:
        yield reader


@pytest.fixture
def open_app(stories: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open the dashboard on the stories with the address given."""

    def opened(*paths: Path, **query: str) -> AppTest:
        monkeypatch.setattr(sys, "argv", [str(SCRIPT), *map(str, paths or [stories])])
        app = AppTest.from_file(SCRIPT, default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return opened
