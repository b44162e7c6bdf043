"""igraph reads the GraphML; it is no part of the project (its licence is the GPL) and tried only where it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from three_days import COLOURS, GRAPH, PLACES

from relgraph.export import Details, graphml, yed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("make", [graphml, yed])
def test_igraph_reads_people_weights_and_types(make: Callable[..., str], tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    path = tmp_path / "story.graphml"
    path.write_text(make(GRAPH, Details(places=PLACES, colours=COLOURS)), encoding="utf-8")

    read = igraph.Graph.Read_GraphML(str(path))

    assert not read.is_directed()
    assert read["title"] == "Three <Days>"
    assert dict(zip(read.vs["id"], read.vs["label"], strict=True)) == {"ann": "Ann Lee", "bob": "Bob", "cy": "Cy"}
    assert sorted(read.vs["mentions"], reverse=True) == [GRAPH.nodes[name]["mentions"] for name in GRAPH]
    edges = {tuple(read.vs[end]["id"] for end in edge.tuple): edge["weight"] for edge in read.es}
    assert edges == {("ann", "bob"): 3, ("bob", "cy"): 1}
