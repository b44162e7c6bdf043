"""Pictures, pages and the methods paragraph on the command line, from a stored analysis: no model takes part."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis

from relgraph.cli import main
from relgraph.export import dumps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def story(tmp_path: Path) -> Path:
    analysis = make_analysis("{ann|Ann} whispered to {bob|Bob}.", "{ann|Ann} left.", slug="two-days", title="Two days")
    path = tmp_path / "two-days.analysis.json"
    path.write_text(dumps(analysis), encoding="utf-8")
    return path


def extract(story: Path, *options: str) -> list[str]:
    """Return the names of what is written with these options."""
    out = story.parent / "out"
    assert main(["extract", str(story), "-o", str(out), "-q", *options]) == 0
    return sorted(path.name for path in out.iterdir())


def test_pictures_are_drawn_as_asked_for(story: Path) -> None:
    assert extract(story, "--format", "svg,pdf", "--pictures", "network,timeline") == [
        "two-days.pdf",
        "two-days.svg",
        "two-days.timeline.pdf",
        "two-days.timeline.svg",
    ]


def test_all_formats_bring_all_pictures(story: Path) -> None:
    assert len(extract(story, "--format", "all")) == 33


def test_dark_pictures_are_dark(story: Path) -> None:
    extract(story, "--format", "svg,html", "--theme", "dark")

    assert "#16181d" in (story.parent / "out" / "two-days.svg").read_text(encoding="utf-8")
    assert "color-scheme:dark" in (story.parent / "out" / "two-days.html").read_text(encoding="utf-8")


def test_no_file_holds_story_text_where_that_is_left_out(story: Path) -> None:
    names = extract(story, "--format", "all", "--no-text")

    assert "two-days.analysis.json" not in names
    assert "two-days.html" in names
    for name in names:
        assert b"whispered" not in (story.parent / "out" / name).read_bytes(), name


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--format", "png", "--pictures", "chord"],
            "--pictures: unknown picture 'chord'; use one of all, arcs, matrix",
        ),
        (["--pictures", "matrix"], "--pictures: no format that draws was asked for; add one of pdf, png, svg"),
        (["--format", "docx"], "--format: unknown format 'docx'; use one of all, csv, cyjs"),
        (["--format", " , "], "--format: no format; use one or several of: all, csv"),
        (["--format", "json", "--no-text"], "--format: json holds the whole text of the story; leave json out"),
        (["--format", "png", "--theme", "pink"], "light"),
    ],
)
def test_wrong_options_name_the_right_ones(
    story: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(story), "-o", str(story.parent / "out"), *options]) == 2
    assert message in capsys.readouterr().err
    assert not (story.parent / "out").exists()


def test_methods_paragraph_is_printed_with_the_day(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(story), "--methods", "--window", "sentences:1", "--min-mentions", "2"]) == 0

    told = capsys.readouterr().out
    assert told.startswith("The character network of “Two days” (6 words, 2 chapters; SHA-256 of the text ")
    assert f" on {datetime.now().astimezone().date().isoformat()}. Mentions of people" in told
    assert "at least 2 mentions" in told
    assert "(window sentences:1, count passages)" in told
    assert "\nLabatut, V., & Bost, X. (2019)" in told
