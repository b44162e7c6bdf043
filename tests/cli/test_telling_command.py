"""What the text calls two people, and who speaks to whom, on the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis

from relgraph.cli import main
from relgraph.cli.telling import kinds_of
from relgraph.errors import WindowError
from relgraph.export import dumps
from relgraph.records import Quote

if TYPE_CHECKING:
    from pathlib import Path

NOTATION = "{ann|Ann} met {bob|{ann|her} brother}. “Come in, Bob,” {ann|she} said. {bob|Bob} came. {cy|Cy} slept."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    analysis = make_analysis(NOTATION, slug="talk", people={"bob": {"name": "Bob", "kind": "named"}})
    start = analysis.story.text.index("“")
    quote = Quote(start=start, end=start + 15, speaker="ann", addressee="bob")
    path = tmp_path / "talk.analysis.json"
    path.write_text(dumps(replace(analysis, quotes=(quote,))), encoding="utf-8")
    return path


def shown(story: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Return the lines that `show` prints, spaces joined."""
    assert main(["show", str(story), *options]) == 0
    return [" ".join(line.replace("│", " ").split()) for line in capsys.readouterr().out.splitlines()]


def test_show_says_what_the_text_calls_two_people(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(story, capsys)
    assert "Bob, brother of Ann × 1: Ann met her brother." in lines
    assert not any("Who speaks to whom" in line for line in lines)


def test_show_says_who_speaks_to_whom(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(story, capsys, "--kinds", "cooccurrence,speech")
    assert "Who speaks to whom" in lines
    assert "Ann Bob 1 3 “Come in, Bob,”" in lines
    assert "Counted in passages, window tokens:32, kinds cooccurrence, speech." in lines


def test_story_without_speech_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "quiet.analysis.json"
    path.write_text(dumps(make_analysis("{ann|Ann} met {bob|Bob}.")), encoding="utf-8")
    assert "Nobody is known to speak to another." in shown(path, capsys, "--kinds", "speech")


def test_extract_writes_the_directed_graph(story: Path) -> None:
    out = story.parent / "out"
    assert main(["extract", str(story), "-o", str(out), "-q", "--format", "graphml", "--kinds", "speech"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["talk.graphml", "talk.speech.graphml"]


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ("speech", "People meet when one speaks to the other; speeches are counted."),
        (
            "speech,cooccurrence",
            (
                "People meet when they are mentioned within 32 words (window tokens:32) or one speaks to the other; "
                "passages are counted."
            ),
        ),
    ],
)
def test_page_says_that_speech_counts(story: Path, kinds: str, told: str) -> None:
    assert main(["extract", str(story), "-o", str(story.parent), "-q", "--format", "html", "--kinds", kinds]) == 0
    assert told in (story.parent / "talk.html").read_text(encoding="utf-8")


def test_unknown_kind_names_the_known(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(story), "--kinds", "talk"]) == 2
    assert "--kinds: unknown kind of interaction 'talk'; use one or several of" in capsys.readouterr().err


def test_kinds_are_read_each_once() -> None:
    assert kinds_of(" speech, Cooccurrence,speech") == ("speech", "cooccurrence")
    with pytest.raises(WindowError, match="no kind of interaction; use one or several of cooccurrence, speech"):
        kinds_of(",")
