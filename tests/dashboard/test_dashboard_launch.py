from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import started_server

from relgraph.dashboard import launch

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = str(value).lower() if isinstance(value, bool) else str(value)
    return found


def test_the_configuration_of_the_checkout_says_the_same_as_the_code() -> None:
    table = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert flat(table) == launch.OPTIONS


def test_the_command_names_script_options_and_stories(tmp_path: Path) -> None:
    command = launch.command([tmp_path / "a.txt"], port=8612, open_browser=False)
    assert command[:5] == [sys.executable, "-m", "streamlit", "run", str(launch.SCRIPT)]
    assert command[-2:] == ["--", str(tmp_path / "a.txt")]
    assert {"--server.port=8612", "--server.headless=true", "--browser.gatherUsageStats=false"} <= set(command)


def test_without_stories_and_port_nothing_is_said_about_them() -> None:
    command = launch.command([], port=None, open_browser=True)
    assert "--" not in command
    assert not any("server.port" in part for part in command)
    assert "--server.headless=false" in command


def test_only_this_computer_reaches_the_dashboard() -> None:
    assert "--server.address=127.0.0.1" in launch.command([], port=None, open_browser=True)


class Process:
    """A process that ends with a code, or runs until `during` interrupts it."""

    def __init__(self, code: int | None, during: Callable[[], None] = lambda: None) -> None:
        self.code, self.during, self.terminated = code, during, False

    def wait(self) -> int:
        if self.code is None and not self.terminated:
            self.during()
            raise KeyboardInterrupt
        return self.code or 0

    def terminate(self) -> None:
        self.terminated = True


def test_the_exit_code_of_the_server_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda _command: Process(3))
    assert launch.run([], port=None, open_browser=False) == 3


def test_an_interrupt_ends_the_server_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    process = Process(None)
    monkeypatch.setattr(subprocess, "Popen", lambda _command: process)
    assert launch.run([], port=None, open_browser=False) == 0
    assert process.terminated


def test_a_request_to_end_ends_the_server_too(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGTERM)
    process = Process(None, during=lambda: os.kill(os.getpid(), signal.SIGTERM))
    monkeypatch.setattr(subprocess, "Popen", lambda _command: process)
    assert launch.run([], port=None, open_browser=False) == 0
    assert process.terminated
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_server_can_be_started_from_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda _command: Process(2))
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(launch.run, [], port=None, open_browser=False).result() == 2


def test_the_first_start_of_a_user_asks_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with started_server(ROOT / "stories", tmp_path / "cache", home=home) as address:
        assert address.startswith("http://127.0.0.1:")  # it answered, and nobody has typed


@pytest.mark.parametrize(
    "name", ["icon.png", "page.css", "about.md", "component/network.js", "component/component.css"]
)
def test_everything_the_pages_need_is_in_the_package(name: str) -> None:
    assert (resources.files("relgraph.dashboard") / name).is_file()
