"""What the documents say is run and true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from relgraph.cli import app as commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.mark.model
def test_python_blocks_of_the_readme_run(tmp_path: Path) -> None:
    assert blocks("python")
    for block in blocks("python"):
        (tmp_path / "stories").unlink(missing_ok=True)
        (tmp_path / "stories").symlink_to(ROOT / "stories")
        run = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        expected = re.findall(r"^# -> (.*)$", block, re.MULTILINE)
        assert run.stdout.splitlines() == expected


def test_test_command_of_the_readme_is_that_of_the_gate() -> None:
    assert ".venv/bin/python -m pytest" in "".join(blocks("bash"))
    assert ".venv/bin/python -m pytest" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_command_and_option_is_in_the_readme() -> None:
    for command in commands.app.registered_commands:
        assert command.callback is not None
        assert f"relgraph {command.callback.__name__}" in README
    modules = sorted((ROOT / "relgraph" / "cli").glob("*.py"))
    options = [one for path in modules for one in re.findall(r'"(--[a-z-]+)"', path.read_text(encoding="utf-8"))]
    assert [option for option in options if option not in README and option != "--help"] == []


def test_links_of_the_documents_lead_to_files() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "training").glob("*.md")]:
        links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == [], page


def test_every_shipped_story_is_listed() -> None:
    listed = (ROOT / "stories" / "README.md").read_text(encoding="utf-8")
    assert [
        path.name for path in (ROOT / "stories").iterdir() if path.name not in listed and path.name != "README.md"
    ] == []
