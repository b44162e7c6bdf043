"""Files of an analysis: their names, and what happens when they cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import make_analysis

from relgraph.errors import FormatError, RelgraphError
from relgraph.export import FORMATS, dumps, gexf, graphml, render, write

STORY = make_analysis("{ann|Ann} met {bob|Bob}. {bob|He} left.", slug="a-day")


def test_every_format_is_written_under_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"

    paths = write(STORY, folder, ["json", "graphml", "csv", "gexf"], window="sentences:1", count="pairs")

    assert [path.name for path in paths] == [
        "a-day.analysis.json",
        "a-day.edges.csv",
        "a-day.gexf",
        "a-day.graphml",
        "a-day.nodes.csv",
    ]
    assert sorted(folder.iterdir()) == list(paths)
    graph = STORY.graph(window="sentences:1", count="pairs")
    assert paths[0].read_bytes() == dumps(STORY, window="sentences:1", count="pairs").encode()
    assert paths[2].read_bytes() == gexf(graph).encode()
    assert paths[3].read_bytes() == graphml(graph).encode()


def test_least_number_of_mentions_is_handed_on() -> None:
    assert render(STORY, ["csv"], min_mentions=2)["a-day.nodes.csv"].count("\n") == 2


def test_unknown_format_names_the_known_ones_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="unknown format 'pdf'; use one of csv, gexf, graphml, json"):
        write(STORY, tmp_path, ["json", "pdf"])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("slug", ["", "..", "../up", "/etc/passwd", "a\\b", "a\x00b", "a\udc00"])
def test_story_id_that_is_no_file_name_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(FormatError, match="is no file name"):
        write(make_analysis("Rain.", slug=slug), tmp_path, ["json"])


def test_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")

    with pytest.raises(RelgraphError, match=r"taken: cannot be written \(File exists\); give a folder"):
        write(STORY, taken, ["json"])


PROGRAM = """
import sys
from builders import make_analysis
from relgraph.export import FORMATS, render
names = [f"{{p{i}|P{i}}} met {{p{i * 7 % 12}|P{i * 7 % 12}}} and {{p{i * 5 % 12}|P{i * 5 % 12}}}." for i in range(12)]
sys.stdout.buffer.write(repr(render(make_analysis(" ".join(names)), FORMATS)).encode("utf-8"))
"""


def test_files_are_the_same_for_every_hash_seed() -> None:
    outputs = [
        subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert outputs[0] == outputs[1]
    assert all(name.encode() in outputs[0] for name in FORMATS)
