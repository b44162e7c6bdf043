"""Passages of novels with who is whom: files without text that find their passage again."""

from __future__ import annotations

import gzip
import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

TRAINING = Path(__file__).parents[1] / "training"
sys.path.append(str(TRAINING))  # its scripts import each other by name
annotated: Any = importlib.import_module("annotated")

NOVEL = 'Ada came in.\n\n"Who is there?" asked the old man. He was a smith.\n\nNobody answered him.\n'
PASSAGE = '"Who is there?" asked the old man. He was a smith.'
ROWS = [(0, 15, "quote", "man"), (22, 33, "nominal", "man"), (35, 37, "pronoun", "?"), (42, 49, "nominal", "man*")]


def folders(tmp_path: Path, **changes: object) -> tuple[Path, Path]:
    """Return a folder with one annotated passage, its header changed, and the folder of its novel."""
    novels, passages = tmp_path / "novels", tmp_path / "passages"
    novels.mkdir()
    passages.mkdir()
    (novels / "1_ada.txt.gz").write_bytes(gzip.compress(NOVEL.encode()))
    header = {"novel": "1_ada", "start": 14, "end": 14 + len(PASSAGE), "digest": annotated.digest(PASSAGE)}
    annotated.write(passages / "1_ada-1.tsv", header | {"split": "train", "marked": "some"} | changes, ROWS)
    return passages, novels


def test_passage_is_found_in_its_novel(tmp_path: Path) -> None:
    (document,) = annotated.load(*folders(tmp_path), "train")

    assert (document.id, document.text, document.marked) == ("1_ada-1", PASSAGE, "some")
    assert document.mentions == ((22, 33, "PER.nominal"), (35, 37, "PER.pronoun"), (42, 49, "PER.nominal"))
    assert document.clusters == ("man", "", "man*42")  # nobody knows; a predicate stands alone
    assert document.quotes == ((0, 15, "man"),)


def test_passage_may_have_all_its_people(tmp_path: Path) -> None:
    (document,) = annotated.load(*folders(tmp_path, marked="people"), "train")

    assert document.marked == "people"


def test_other_split_and_novels_that_are_kept_out_are_left(tmp_path: Path) -> None:
    passages, novels = folders(tmp_path)

    assert annotated.load(passages, novels, "validation") == ()
    assert annotated.load(passages, novels, "train", without={"1_ada"}) == ()


def test_passage_that_the_novel_does_not_have_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"1_ada-1\.tsv: 1_ada is read otherwise than when this was annotated"):
        annotated.load(*folders(tmp_path, start=13), "train")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0\t5\tname\tada\n", r"bad\.tsv: the first line tells digest, end, marked, novel, split, start"),
        (
            "# novel: a; start: 0; end: 5; digest: d; split: train; marked: some\n0\t5\tname\n",
            r"bad\.tsv, line 2: start, end",
        ),
        (
            "# novel: a; start: 0; end: 5; digest: d; split: train; marked: some\n0\t5\tverb\ta\n",
            r"bad\.tsv, line 2: start, end",
        ),
    ],
)
def test_what_is_no_passage_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bad.tsv").write_text(text)

    with pytest.raises(ValueError, match=message):
        annotated.parts(tmp_path / "bad.tsv")


def test_command_says_what_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    passages, novels = folders(tmp_path)
    monkeypatch.setattr(sys, "argv", ["annotated.py", "check", str(passages), str(novels)])

    assert annotated.main() == 0
    assert "train: 1 passages, PER.nominal 2, PER.pronoun 1, quotes 1, words 11" in capsys.readouterr().out
    (passages / "1_ada-1.tsv").write_text("nothing\n")
    assert annotated.main() == 1


def test_annotated_passages_have_whole_ranges_in_order() -> None:
    paths = sorted(annotated.FOLDER.glob("*.tsv"))
    for path in paths:
        header, rows = annotated.parts(path)
        ranges = [(int(start), -int(end)) for start, end, _, _ in rows]
        assert ranges == sorted(ranges), path.name
        assert all(0 <= start < -end <= int(header["end"]) - int(header["start"]) for start, end in ranges), path.name
        assert all(who for *_, who in rows), path.name
    assert len(paths) > 100
