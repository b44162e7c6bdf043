from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from relgraph.cli import main
from relgraph.cli.work import visible

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.model

PAIR = "Mara met Orrin at the gate. Mara smiled at Orrin. Orrin waved to Mara."


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story of three sentences in which two people meet thrice."""
    path = tmp_path / "gate.txt"
    path.write_text(PAIR, encoding="utf-8")
    return path


def test_extract_writes_the_formats_asked_for(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["extract", str(story), "-o", str(tmp_path / "out"), "--format", "json,graphml,html,svg"])

    assert code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "gate.analysis.json",
        "gate.graphml",
        "gate.html",
        "gate.svg",
    ]
    graph = nx.read_graphml(tmp_path / "out" / "gate.graphml")
    assert graph.edges["mara", "orrin"]["weight"] == 3
    assert "2 characters, 1 relationships" in capsys.readouterr().out


def test_bad_file_is_named_and_stops_no_other(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    code = main(["extract", str(empty), str(tmp_path / "none.txt"), str(story), "-o", str(tmp_path / "out"), "-q"])

    assert code == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2
    assert "empty.txt: is empty" in errors[0]
    assert "none.txt: no such file" in errors[1]
    assert (tmp_path / "out" / "gate.graphml").exists()


def test_two_files_of_one_name_do_not_overwrite_each_other(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "more" / "gate.txt"
    other.parent.mkdir()
    other.write_text("Zyra slept.", encoding="utf-8")
    main(["extract", str(story), str(other), "-o", str(tmp_path / "out"), "--format", "json", "-q"])

    titles = {path.name for path in (tmp_path / "out").iterdir()}
    assert titles == {"gate.analysis.json", "gate-2.analysis.json"}


def test_file_over_the_limit_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = tmp_path / "long.txt"
    long.write_text("Mara slept. " * 100_000, encoding="utf-8")

    for options in ([], ["--reading"]):
        assert main(["show", str(long), "--limit", "1", *options]) == 1
        assert "larger than the limit of 1,000,000 bytes" in capsys.readouterr().err


def test_folder_without_stories_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(tmp_path), "-o", str(tmp_path / "out")]) == 1
    assert "no stories in this folder" in capsys.readouterr().err


def test_text_without_people_gives_an_empty_graph_that_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rain.txt"
    path.write_text("Rain fell on the hills. The wind rose.", encoding="utf-8")

    assert main(["extract", str(path), "-o", str(tmp_path / "out")]) == 0
    assert "0 characters, 0 relationships (no characters were found in this text" in capsys.readouterr().out
    assert main(["show", str(path)]) == 0
    assert "No characters were found" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--window", "words:5"], "tokens:N"),
        (["--format", "docx"], "graphml"),
        (["--count", "all"], "passages"),
        (["--cast", "none.toml"], "cannot be read"),
        (["--jobs", "0"], "1"),
    ],
)
def test_wrong_usage_lists_what_would_be_right(
    story: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(story), *options]) == 2
    assert message in capsys.readouterr().err


def test_model_that_is_not_installed_is_one_line(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(story), "--model", "en_no_such"]) == 1
    error = capsys.readouterr().err
    assert "no spaCy pipeline 'en_no_such' is installed" in error
    assert "Traceback" not in error


def test_output_folder_that_is_a_file_is_one_line(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(story), "-o", str(story)]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_show_prints_people_relationships_and_a_passage(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(story), "--window", "sentences:1"]) == 0
    shown = capsys.readouterr().out
    assert "Mara – Orrin  3  (chapter 1)" in shown
    assert "Mara met Orrin at the gate." in shown


def test_show_reads_a_stored_analysis_back(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["extract", str(story), "-o", str(tmp_path), "-q"])
    story.unlink()

    assert main(["show", str(tmp_path / "gate.analysis.json")]) == 0
    assert "Mara – Orrin  3" in capsys.readouterr().out


def test_cast_file_renames_and_ignores(story: Path, tmp_path: Path) -> None:
    cast = tmp_path / "cast.toml"
    cast.write_text(
        '[[character]]\nname = "Mara Jun"\naliases = ["Mara"]\n[ignore]\nnames = ["Orrin"]\n', encoding="utf-8"
    )
    main(["extract", str(story), "-o", str(tmp_path), "--cast", str(cast), "-q"])

    stored = json.loads((tmp_path / "gate.analysis.json").read_text(encoding="utf-8"))
    assert [character["name"] for character in stored["characters"]] == ["Mara Jun"]


def test_cast_file_beside_the_story_counts_unless_another_is_named(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gate.cast.toml").write_text('[ignore]\nnames = ["Orrin"]\n', encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text('[[character]]\nname = "Mara Jun"\naliases = ["Mara"]\n', encoding="utf-8")

    assert main(["show", str(story)]) == 0
    assert "Orrin  " not in capsys.readouterr().out
    assert main(["show", str(story), "--cast", str(other)]) == 0
    assert "Mara Jun – Orrin" in capsys.readouterr().out


def test_damaged_cast_file_beside_the_story_is_one_line(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gate.cast.toml").write_text('[ignore]\nname = "Orrin"\n', encoding="utf-8")

    assert main(["show", str(story)]) == 1
    assert "gate.cast.toml, line 2: unknown key 'name' in [ignore]; known are names" in capsys.readouterr().err


def test_why_prints_rule_and_passage_of_each_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gate.txt"
    path.write_text("Mara Jun met Orrin Hale. Mara smiled at Orrin Hale. Orrin Hale slept.", encoding="utf-8")

    assert main(["show", str(path), "--why", "mara"]) == 0
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "Mara Jun: 'Mara' × 1, 'Mara Jun' × 1",
        "'Mara' is 'Mara Jun' (given name, 95 % sure)",
        "    Mara smiled at Orrin Hale.",
    ]
    assert main(["show", str(path), "--why", "Orrin Hale"]) == 0
    assert "No two name forms were joined." in capsys.readouterr().out


def test_why_of_an_unknown_name_lists_the_known(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(story), "--why", "Zyra"]) == 1
    assert "no character 'Zyra'" in capsys.readouterr().err


def test_two_jobs_write_the_same_bytes_as_one(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Orrin called Mara. Zyra watched Mara.", encoding="utf-8")
    for jobs in ("1", "2"):
        arguments = ["extract", str(story), str(other), "-o", str(tmp_path / jobs), "--jobs", jobs, "-q"]
        assert main(arguments) == 0

    one, two = ({p.name: p.read_bytes() for p in (tmp_path / jobs).iterdir()} for jobs in ("1", "2"))
    assert one == two


def test_story_of_a_worker_that_was_killed_is_analysed_all_the_same(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Zyra slept.", encoding="utf-8")
    broken = tmp_path / "broken.py"
    broken.write_text("import os\nos._exit(1)\n", encoding="utf-8")
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(broken), raising=False)
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)

    assert main(["extract", str(story), str(other), "-o", str(tmp_path / "out"), "--jobs", "2", "-q"]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_dashboard_on_a_missing_path_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dashboard", str(tmp_path / "none")]) == 1
    assert "no such file or folder" in capsys.readouterr().err


def test_version_and_help_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "relgraph 0.1.0\n"
    assert main(["extract", "--help"]) == 0
    assert "--window" in capsys.readouterr().out


def test_control_characters_never_reach_the_terminal() -> None:
    assert visible("a\x1b[31mb\nc\u202ed") == "a [31mb c d"
