"""docs/formats.md names every file, table and attribute that is written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from builders import make_analysis
from three_days import THREE_DAYS, WINDOW

from relgraph.export import dumps
from relgraph.export.moments import INTERACTION_COLUMNS, MENTION_COLUMNS
from relgraph.export.tables import EDGE_COLUMNS, NODE_COLUMNS
from relgraph.export.telling import RELATION_COLUMNS, SPEECH_COLUMNS
from relgraph.outputs import FORMATS, render

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")}
FILES = render(THREE_DAYS, FORMATS, window=WINDOW)
CALLED = make_analysis("{ann|Ann} saw {bob|{ann|her} brother}.")


def told(section: str) -> set[str]:
    """Return what a section writes as code."""
    return set(re.findall(r"`([^`\n]+)`", SECTIONS[section]))


def first_column(section: str) -> list[str]:
    """Return what the first column of a section's table writes as code, row by row."""
    rows = [line for line in SECTIONS[section].splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])]


def names_in(content: object) -> Iterator[str]:
    """Yield every key of parsed JSON, but not the name forms that are counted."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield name
            if name not in {"aliases", "titles"}:
                yield from names_in(value)
    elif isinstance(content, list):
        for value in content:
            yield from names_in(value)


def test_every_file_and_format_is_on_the_page() -> None:
    names = {name.replace("three-days", "<story id>") for name in FILES}

    assert names == {name for name in told("Files") if name.startswith("<story id>")}
    assert sorted(first_column("Files")) == sorted(FORMATS)


@pytest.mark.parametrize(
    ("section", "columns"),
    [
        ("Table: nodes", NODE_COLUMNS),
        ("Table: edges", EDGE_COLUMNS),
        ("Table: mentions", MENTION_COLUMNS),
        ("Table: interactions", INTERACTION_COLUMNS),
        ("Table: relations", RELATION_COLUMNS),
        ("Table: speech", SPEECH_COLUMNS),
    ],
)
def test_every_column_is_on_the_page_with_its_type(section: str, columns: dict[str, str]) -> None:
    kinds = {"string": "string", "int": "integer", "double": "number, 0 to 1"}
    rows = [[cell.strip(" `") for cell in line.split("|")[1:3]] for line in SECTIONS[section].splitlines()]

    listed = {row[0]: row[1] for row in rows if len(row) == 2 and row[0] in columns}
    assert first_column(section) == list(columns)
    assert listed == {name: kinds[kind] for name, kind in columns.items()}


@pytest.mark.parametrize(
    ("section", "endings", "element", "attribute"),
    [("GraphML", ["graphml"], "key", "attr.name"), ("GEXF", ["gexf", "dynamic.gexf"], "attribute", "title")],
)
def test_every_attribute_of_the_xml_formats_is_on_the_page(
    section: str, endings: list[str], element: str, attribute: str
) -> None:
    roots = [ET.fromstring(str(FILES[f"three-days.{ending}"])) for ending in endings]  # noqa: S314 - our own text

    declared = {one.attrib[attribute] for root in roots for one in root.iter() if one.tag.endswith(f"}}{element}")}
    assert declared == set(first_column(section))


def test_attributes_of_yed_are_on_the_page() -> None:
    root = ET.fromstring(str(FILES["three-days.yed.graphml"]))  # noqa: S314 - our own text

    names = {key.get("attr.name", "graphics") for key in root.iter() if key.tag.endswith("}key")}
    assert names <= told("GraphML")


@pytest.mark.parametrize(
    ("section", "ending", "tables"),
    [
        ("Node-link JSON (d3)", "d3.json", ["Table: nodes", "Table: edges"]),
        ("Cytoscape JSON", "cyjs", ["Table: nodes", "Table: edges"]),
        ("analysis.json", "analysis.json", []),
    ],
)
def test_every_key_of_the_json_formats_is_on_the_page(section: str, ending: str, tables: list[str]) -> None:
    keys = set(names_in(json.loads(FILES[f"three-days.{ending}"])))
    keys |= set(names_in(json.loads(dumps(CALLED)))) if section == "analysis.json" else set()

    assert keys <= told(section).union(*map(told, tables))
    assert set(first_column(section)) <= keys
