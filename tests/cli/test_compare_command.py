"""The command `compare`, on stored analyses: no language model is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_stories import long_story, story, twice

from relgraph.cli import main
from relgraph.export import dumps
from relgraph.records import Tags

if TYPE_CHECKING:
    from pathlib import Path

    from relgraph.analysis import Analysis


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "150")


def stored(folder: Path, *analyses: Analysis) -> list[str]:
    """Write analyses to a folder and return their paths."""
    paths = []
    for number, analysis in enumerate(analyses):
        path = folder / f"{number}.analysis.json"
        path.write_text(dumps(analysis), encoding="utf-8")
        paths.append(str(path))
    return paths


RARE, OFTEN = long_story(1, title="Rare"), long_story(6, title="Often")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["compare", *arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_what_differs_beyond_chance_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, *stored(tmp_path, RARE, OFTEN), "--window", "sentences:1")

    assert code == 0
    assert "4 people occur in more than one story; of the 2 relationships among them 2 are in more than one." in shown
    ann = next(line for line in shown.splitlines() if "Ann – Bob" in line)
    assert [cell.strip() for cell in ann.split("│")[1:5]] == ["Ann – Bob", "10.0 (2)", "60.0 (1)", "+50.0"]
    assert "more" in ann
    assert "may be chance" in next(line for line in shown.splitlines() if "Cy – Dee" in line)
    assert "2 relationships tested, 1 called different (4,000 resamples of blocks of" in shown
    assert "Ann 17 → 38 %" not in shown
    assert "portrait distance" in shown


def test_files_of_each_format_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"

    code, shown, _ = run(capsys, *stored(tmp_path, RARE, OFTEN), "-o", str(out), "--format", "json,csv,html,graphml")

    assert code == 0
    names = sorted(path.name for path in out.iterdir())
    assert names == [
        "comparison.characters.csv",
        "comparison.differences.csv",
        "comparison.graphml",
        "comparison.html",
        "comparison.json",
        "comparison.matrix.csv",
        "comparison.people.csv",
        "comparison.relationships.csv",
        "comparison.similarity.csv",
        "comparison.stories.csv",
        "comparison.tags.csv",
    ]
    assert all(name in shown for name in names)


def test_many_stories_are_a_table_of_likeness_and_a_line_for_neighbours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, shown, _ = run(capsys, *stored(tmp_path, RARE, OFTEN, RARE), "--window", "sentences:1")

    assert "How alike the stories are (weighted" in shown
    assert "Rare → Often: Ann – Bob +50.0" in shown
    assert "Rare → Rare (2): no difference beyond chance" in shown


def test_more_stories_than_fit_beside_each_other_show_no_columns_of_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, shown, errors = run(capsys, *stored(tmp_path, *[story(("Ann", "Bob"), title=f"Day {day}") for day in range(7)]))

    assert "Per 10,000 words" not in shown
    assert "Day 0 → Day 1: no difference" in shown
    assert "the same text was given more than once" in errors


def test_parts_of_one_story_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = stored(tmp_path, twice(story(("Ann", "Bob"), ("Cy", "Ann"))))

    _, shown, errors = run(capsys, *paths, "--by", "chapters")
    assert "Chapter 2" in shown
    assert "The stories are too short to tell a difference from chance" in shown
    assert "note: “Chapter 1” has only 6 words" in errors
    assert run(capsys, *paths, "--by", "pages")[0] == 1


def test_parts_of_two_stories_carry_their_titles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = stored(tmp_path, story(("Ann", "Bob"), title="One"), story(("Ann", "Bob"), title="Two"))

    assert "Two: Chapter 1" in run(capsys, *paths, "--by", "chapters")[1]


def test_one_story_says_how_many_it_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, *stored(tmp_path, RARE))

    assert code == 1
    assert "a comparison needs at least two stories, not 1" in errors


def test_stories_without_common_people_show_the_closest_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = stored(tmp_path, story(("Hermione", "Xan"), title="One"), story(("Hermoine", "Quill"), title="Other"))

    code, shown, _ = run(capsys, *paths)

    assert code == 0
    assert "share no character by name" in shown
    assert "Closest names: Hermione (One) and Hermoine (Other)" in " ".join(shown.split())


def test_tags_are_set_beside_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tags = Tags(relationships=("Ann/Cy",))
    paths = stored(tmp_path, story(*[("Ann", "Bob")] * 4, ("Cy", "Bob"), title="Tagged", tags=tags), RARE)

    assert "Tags of Tagged: Ann/Cy: hardly there; Ann – Bob: central, not tagged" in run(capsys, *paths)[1]


def test_quiet_prints_nothing_and_writes_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, errors = run(
        capsys, *stored(tmp_path, RARE, RARE), "-o", str(tmp_path / "out"), "-q", "--format", "json"
    )

    assert (code, shown, errors) == (0, "", "")
    assert (tmp_path / "out" / "comparison.json").exists()


def test_unknown_format_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, *stored(tmp_path, RARE, OFTEN), "--format", "docx")

    assert code == 2
    assert "--format: unknown format 'docx'; use one of all, csv, graphml, html, json" in errors
