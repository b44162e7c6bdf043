"""The files of a comparison: JSON, tables, the union network and a page; docs/formats.md names all that is in them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from two_stories import WINDOW, long_story, story

import relgraph
from relgraph.comparison import compare
from relgraph.errors import FormatError, RelgraphError
from relgraph.export.comparison_files import render_comparison, write_comparison
from relgraph.records import Tags

if TYPE_CHECKING:
    from collections.abc import Iterator

TAGS = Tags(relationships=("Ann/Bob", "Cy & Eve"))
FIRST = long_story(1, title="First")
SECOND = long_story(6, title="Second & <b>third</b>")
THIRD = story(*[("Ann", "Bob")] * 4, ("Ann", "Eve"), ("Anne", "Cy"), title="Third", words=5000, tags=TAGS)
TWO = compare([FIRST, SECOND], window=WINDOW)
THREE = compare([FIRST, SECOND, THIRD], window=WINDOW)
FILES = render_comparison(THREE, "all")
PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("\n## Comparison")[2].partition("\n## ")[0]


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FILES[f"comparison.{name}.csv"])))


def told() -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", SECTION))


def names_in(content: object) -> Iterator[str]:
    if isinstance(content, dict):
        for name, value in content.items():
            yield name
            yield from names_in(value)
    elif isinstance(content, list):
        for value in content:
            yield from names_in(value)


def test_relationships_are_a_row_for_each_story_that_has_both_people() -> None:
    found = [row for row in rows("relationships") if (row["first"], row["second"]) == ("Ann", "Bob")]

    assert [(row["story"], row["weight"], row["per_words"], row["rank"]) for row in found] == [
        ("First", "20", "10.0", "2"),
        ("Second & <b>third</b>", "120", "60.0", "1"),
        ("Third", "4", "8.0", "1"),
    ]
    assert [row["people_shared"] for row in rows("relationships") if "Eve" in row["second"] + row["first"]] == ["0"]


def test_no_cell_is_run_by_a_spreadsheet() -> None:
    table = render_comparison(compare([FIRST, story(("Ann", "Bob"), title="=SUM(1)")]), "csv")

    assert "\n'=SUM(1)," in table["comparison.stories.csv"]


def test_differences_name_both_stories_and_what_is_called() -> None:
    row = rows("differences")[0]

    assert (row["first_story"], row["second_story"]) == ("First", "Second & <b>third</b>")
    assert (row["first"], row["second"], row["per_words_difference"], row["per_words_called"]) == (
        "Ann",
        "Bob",
        "50.0",
        "1",
    )


def test_other_tables_have_a_row_for_each_thing() -> None:
    assert [row["story"] for row in rows("stories")] == ["First", "Second & <b>third</b>", "Third"]
    assert len(rows("similarity")) == 4 * 3
    assert [(row["tag"], row["status"]) for row in rows("tags")] == [
        ("Ann/Bob", "central"),
        ("Cy & Eve", "never together"),
    ]
    assert {row["rule"] for row in rows("characters")} == {"first", "name"}
    assert set(rows("matrix")[0]) == {"first", "second", "First", "Second & <b>third</b>", "Third"}
    assert {row["name"] for row in rows("people")} == {"Ann", "Bob", "Cy", "Dee"}


def test_json_is_a_line_that_names_characters_by_index() -> None:
    content = json.loads(FILES["comparison.json"])

    assert (content["format"], content["version"], content["window"]) == ("relgraph-comparison", 1, "sentences:1")
    row = content["relationships"][0]
    assert [content["characters"][row[side]]["name"] for side in ("first", "second")] == ["Ann", "Bob"]
    assert row["weights"] == [20, 120, 4]
    assert [one["indices"] for one in content["contrasts"]] == [[0, 1], [0, 2], [1, 2]]
    assert FILES["comparison.json"].count("\n") == 1


def test_graphml_reads_back_and_says_where_things_come_from() -> None:
    graph = nx.parse_graphml(FILES["comparison.graphml"])

    edge = graph.edges["ann", "bob"]
    assert (edge["weight"], edge["weight_1"], edge["weight_3"], edge["story_count"], edge["origin"]) == (
        144,
        20,
        4,
        3,
        "all stories",
    )
    assert graph.edges["cy", "dee"]["origin"] == "several stories"
    assert graph.edges["ann", "eve"]["origin"] == "Third"
    assert graph.nodes["eve"]["stories"] == "Third"


def test_keys_of_the_graphml_have_ids_of_their_own() -> None:
    root = ET.fromstring(FILES["comparison.graphml"])  # noqa: S314 - our own text

    keys = [(key.attrib["id"], key.attrib["for"], key.attrib["attr.name"]) for key in root if key.tag.endswith("}key")]
    assert len({key[0] for key in keys}) == len(keys)
    assert all(id_ == f"{scope[0]}_{name}" for id_, scope, name in keys)


def test_page_asks_for_nothing_and_runs_nothing() -> None:
    page = FILES["comparison.html"]

    assert "default-src 'none'; style-src &#x27;sha256-" in page.replace("&#x27;none&#x27;", "'none'")
    assert "<script" not in page
    assert "http" not in page.replace('http-equiv="', "")
    assert "<b>third</b>" not in page
    assert "Second &amp; &lt;b&gt;third&lt;/b&gt;" in page


def test_page_shows_what_differs_and_how_that_is_known() -> None:
    page = render_comparison(TWO, "html")["comparison.html"]

    assert "2 relationships were tested, 1 are called different" in page
    assert "<td>Ann – Bob</td>" in page
    assert "<b>more</b>" in page
    assert "doi:10.1007/s41109-019-0156-x" in page


def test_page_says_what_cannot_be_told() -> None:
    short = render_comparison(compare([story(("Ann", "Bob")), story(("Ann", "Bob"))]), "html")["comparison.html"]

    assert "The stories are too short to tell a difference from chance" in short
    assert "too little to tell" in short
    assert "Dee only in one" in FILES["comparison.html"]


def test_page_says_when_nobody_is_shared_and_lists_the_closest_names() -> None:
    strangers = compare([story(("Hermione", "Xan"), title="One"), story(("Hermoine", "Quill"), title="Other")])
    page = render_comparison(strangers, "html")["comparison.html"]

    assert "Nobody occurs in two of these stories by name." in page
    assert "<td>Hermione (One)</td>" in page
    assert render_comparison(strangers, "csv")["comparison.matrix.csv"] == "first,second,One,Other\n"


def test_halves_of_surrogate_pairs_break_no_file() -> None:
    odd = replace(FIRST, story=replace(FIRST.story, title="Odd \ud800 \x00 title"))

    for content in render_comparison(compare([odd, SECOND]), "all").values():
        assert content.encode("utf-8")


def test_same_comparison_gives_the_same_bytes() -> None:
    assert render_comparison(compare([FIRST, SECOND, THIRD], window=WINDOW), "all") == FILES


def test_files_are_written_and_named(tmp_path: Path) -> None:
    written = relgraph.write_comparison(TWO, tmp_path / "out", "json,graphml")

    assert [path.name for path in written] == ["comparison.graphml", "comparison.json"]
    assert json.loads(written[1].read_text(encoding="utf-8"))["stories"][0]["title"] == "First"


def test_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="unknown format 'docx'; use one of all, csv, graphml, html, json"):
        write_comparison(TWO, tmp_path, "json,docx")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(RelgraphError, match="cannot be written"):
        write_comparison(TWO, tmp_path / "file", "json")


def test_page_on_formats_names_every_file_column_and_key() -> None:
    keys = set(names_in(json.loads(FILES["comparison.json"]))) - set(THREE.stories)
    columns = {
        name
        for file in FILES
        if file.endswith(".csv") and "matrix" not in file
        for name in FILES[file].partition("\n")[0].split(",")
    }
    root = ET.fromstring(FILES["comparison.graphml"])  # noqa: S314 - our own text
    attributes = {re.sub(r"_\d+$", "_N", key.attrib["attr.name"]) for key in root if key.tag.endswith("}key")}

    assert sorted((set(FILES) | keys | columns | attributes) - told()) == []
