"""The shipped stories against their hand-made gold: floors, never exact matches."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import relgraph

pytestmark = pytest.mark.model

ROOT = Path(__file__).parent.parent
STORIES = sorted(path for path in (ROOT / "stories").iterdir() if path.name != "README.md")


@cache
def analysis_of(path: Path) -> relgraph.Analysis:
    return relgraph.analyze(relgraph.read(path))


def gold_of(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((ROOT / "tests" / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
    return gold


def shown(path: Path) -> list[relgraph.Character]:
    """The characters that are nodes of the default graph."""
    graph = analysis_of(path).graph()
    return [character for character in analysis_of(path).characters if character.id in graph]


def forms(name: str, aliases: list[str] | dict[str, int]) -> set[str]:
    return {form.casefold() for form in (name, *aliases)}


def match(path: Path, gold: dict[str, Any]) -> relgraph.Character | None:
    """The node that carries most mentions under a name of this gold character, the narrator or the reader by kind."""
    wanted = forms(gold["name"], gold["aliases"])
    found = [c for c in shown(path) if c.kind == gold.get("kind", "") or wanted & forms(c.name, dict(c.aliases))]
    weights = [sum(n for form, n in c.aliases.items() if form.casefold() in wanted) for c in found]
    kinds = [c.kind == gold.get("kind", "") for c in found]
    return max(zip(kinds, weights, found, strict=True), key=lambda row: row[:2])[2] if found else None


def by_name(path: Path, name: str) -> relgraph.Character | None:
    gold = next(one for one in gold_of(path)["characters"] if one["name"] == name)
    return match(path, gold)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_main_character_is_found(path: Path) -> None:
    missed = [one["name"] for one in gold_of(path)["characters"] if one["main"] and match(path, one) is None]

    assert missed == []


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_no_place_organisation_or_thing_is_a_character(path: Path) -> None:
    known = {form.casefold() for one in gold_of(path)["characters"] for form in (one["name"], *one["aliases"])}
    wrong = {form.casefold() for form in gold_of(path)["not_characters"]} - known

    assert [c.name for c in shown(path) if wrong & forms(c.name, dict(c.aliases))] == []


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_no_two_main_characters_are_one(path: Path) -> None:
    found = [match(path, one) for one in gold_of(path)["characters"] if one["main"]]

    assert len({one.id for one in found if one}) == len(found)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_two_strongest_relationships_are_at_the_top(path: Path) -> None:
    # Among the first three: whom two friends talk about is mentioned in more passages than the friends themselves.
    graph = analysis_of(path).graph()
    edges: list[tuple[str, str, int]] = sorted(
        graph.edges(data="weight"), key=lambda edge: (-edge[2], edge[0], edge[1])
    )
    found = [[by_name(path, name) for name in pair] for pair in gold_of(path)["strongest"]]
    strongest = {frozenset(one.id for one in pair if one) for pair in found}

    assert frozenset(edges[0][:2]) in strongest
    assert strongest <= {frozenset(edge[:2]) for edge in edges[:3]}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_edge_shows_its_passages(path: Path) -> None:
    analysis = analysis_of(path)
    for first, second, edge in analysis.graph().edges(data=True):
        assert len(edge["evidence"]) == edge["weight"]
        for start, end in edge["evidence"]:
            inside = {m.character for m in analysis.mentions if start <= m.start and m.end <= end}
            assert {first, second} <= inside
