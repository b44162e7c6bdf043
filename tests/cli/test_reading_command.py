from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from relgraph.analysis import Analysis
from relgraph.cli import main
from relgraph.cli.reading import understood
from relgraph.cli.work import Failures, analyses, stories_in
from relgraph.export.analysis_json import dumps
from relgraph.reading import read_text

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """Harbour Light
by ann_otter

Fandom: Outer Isles
Relationship: Ada/Brin

Chapter 1: Red

Ada crossed the yard, and the gulls went up from the wall.

* * *

Brin waited.

Chapter 2

A/N: thanks for reading!

Brin kept the lamp turned low.
"""


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")


def show(*paths: Path) -> int:
    return main(["show", "--reading", *map(str, paths)])


def lines(printed: str) -> list[str]:
    return [" ".join(line.replace("│", " ").replace("┃", " ").split()) for line in printed.splitlines()]


def test_reading_shows_what_was_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "harbour.txt").write_text(TEXT, encoding="utf-8")
    assert show(tmp_path / "harbour.txt") == 0
    printed = lines(capsys.readouterr().out)
    assert printed[:5] == [
        "Harbour Light by ann_otter",
        "harbour.txt: 20 words",
        "Fandom: Outer Isles",
        "Relationships: Ada/Brin",
        "2 chapter(s)",
    ]
    assert "1 Chapter 1: Red 14" in printed
    assert "2 Chapter 2 6" in printed


def test_reading_shows_what_was_left_out_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "harbour.txt").write_text(TEXT, encoding="utf-8")
    show(tmp_path / "harbour.txt")
    printed = lines(capsys.readouterr().out)
    assert "scene breaks, pictures, menus, comments and the like 1 0 * * *" in printed
    assert (
        "notes of the author, editor or transcriber 3 11 "
        "Fandom: Outer Isles | Relationship: Ada/Brin | A/N: thanks for reading!"
    ) in printed
    assert not any("licence" in line for line in printed)


def test_reading_of_a_bare_text_says_that_nothing_was_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    Console().print(understood(read_text("Ada ran.", title="Red")))
    printed = lines(capsys.readouterr().out)
    assert printed[:2] == ["Red", "pasted text: 2 words"]
    assert "1 (no title) 2" in printed
    assert printed[-1] == "Nothing was left out."


def test_reading_says_what_makes_the_text_doubtful(capsys: pytest.CaptureFixture[str]) -> None:
    Console().print(understood(read_text("Ada r\ufffdn \ufffd.")))
    assert "Warning: 2 characters are broken in the file (shown as \ufffd)" in capsys.readouterr().out


def test_reading_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Console().print(understood(read_text("Ada ran.\n\n* * *\n\nBrin \x1b[31mran.", title="R\x1b[31med [bold]")))
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "R [31med [bold]" in printed


def test_reading_shows_each_story_of_an_archive_and_names_what_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.txt", "Ada ran.")
        archive.writestr("b.txt", "")
        archive.writestr("c.txt", "Brin did not run.")
        archive.writestr("d.txt", "Ada ran.")
    assert show(tmp_path / "all.zip") == 1
    out, err = capsys.readouterr()
    assert [line for line in lines(out) if "words" in line] == ["a.txt: 2 words", "c.txt: 4 words"]
    assert lines(err) == [
        f"relgraph: {tmp_path}/all.zip/d.txt: the same as {tmp_path}/all.zip/a.txt: left out",
        f"relgraph: {tmp_path}/all.zip/b.txt: is empty; a story has at least one word",
    ]


def test_reading_of_a_stored_analysis_shows_its_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = read_text("Ada ran.", title="Red")
    analysis = Analysis(
        story=story, model="m", settings={}, characters=(), mentions=(), quotes=(), tokens=(), sentences=()
    )
    (tmp_path / "x.analysis.json").write_text(dumps(analysis), encoding="utf-8")
    assert show(tmp_path / "x.analysis.json") == 0
    assert lines(capsys.readouterr().out)[:2] == ["Red", "pasted text: 2 words"]


def test_doubles_are_said_unless_quiet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ada ran.", encoding="utf-8")
    failures = Failures()
    assert stories_in([tmp_path], failures, quiet=True) == (tmp_path / "a.txt",)
    assert capsys.readouterr().err == ""
    stories_in([tmp_path, tmp_path / "*.md"], failures)
    assert lines(capsys.readouterr().err)[1] == (f"relgraph: {tmp_path}/b.txt: the same as {tmp_path}/a.txt: left out")
    assert [message.partition(";")[0] for message in failures.messages] == [
        f"{tmp_path}/*.md: no file matches this pattern"
    ]


@pytest.mark.model
def test_doubtful_text_is_said_unless_quiet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RELGRAPH_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "a.txt"
    path.write_text("Ada r\ufffdn to Brin.", encoding="utf-8")
    for quiet in (False, True):
        found = list(analyses([path], Failures(), model=None, cast=None, quiet=quiet))
        assert [one.story.words for one in found] == [5]
        warned = "" if quiet else f"relgraph: {path}: 1 characters are broken in the file (shown as \ufffd)\n"
        assert capsys.readouterr().err == warned
