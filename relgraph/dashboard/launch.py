"""The start of the dashboard: Streamlit in a process of its own, set up so that nothing leaves the machine."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from relgraph.view.style import INK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCRIPT = Path(__file__).resolve().parent / "main.py"

ADDRESS = "127.0.0.1"
"""Only this computer reaches the dashboard."""

OPTIONS: dict[str, str] = {
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "runner.magicEnabled": "false",
    "server.address": ADDRESS,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "50",
    "server.showEmailPrompt": "false",  # the first start would wait for an answer in the terminal
    "theme.font": "sans-serif",
    "theme.headingFont": "serif",
    "theme.baseRadius": "8px",
}
"""Streamlit's settings; an installed dashboard sees no configuration file, so that all are given in code."""

for _theme, _ink in INK.items():
    OPTIONS |= {
        f"theme.{_theme}.primaryColor": _ink.accent,
        f"theme.{_theme}.backgroundColor": _ink.paper,
        f"theme.{_theme}.secondaryBackgroundColor": _ink.raised,
        f"theme.{_theme}.textColor": _ink.text,
        f"theme.{_theme}.borderColor": _ink.border,
        f"theme.{_theme}.sidebar.backgroundColor": _ink.raised,
        f"theme.{_theme}.sidebar.secondaryBackgroundColor": _ink.paper,
    }


def command(paths: Sequence[Path], *, port: int | None, open_browser: bool) -> list[str]:
    """Return the command that starts the dashboard on `paths`; without a port Streamlit takes the first free one."""
    options = OPTIONS | {"server.headless": str(not open_browser).lower()}
    if port is not None:
        options["server.port"] = str(port)
    given = [f"--{name}={value}" for name, value in sorted(options.items())]
    stories = ["--", *(str(path.absolute()) for path in paths)] if paths else []
    return [sys.executable, "-m", "streamlit", "run", str(SCRIPT), *given, *stories]


def run(paths: Sequence[Path], *, port: int | None, open_browser: bool) -> int:
    """Run the dashboard on `paths` (the stories that ship with relgraph where there are none) until it is stopped.

    Returns the exit code: 0 after Ctrl+C.
    """
    process = subprocess.Popen(command(paths, port=port, open_browser=open_browser))  # noqa: S603 - our own command
    with _interrupted_by_end():
        try:
            return process.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            process.terminate()
            process.wait()


@contextmanager
def _interrupted_by_end() -> Iterator[None]:
    """Take a request to end for Ctrl+C: else the server would live on alone."""
    if threading.current_thread() is not threading.main_thread():  # signals are for the main thread only
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
