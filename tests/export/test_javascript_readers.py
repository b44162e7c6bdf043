"""Readers in JavaScript: graphology and Cytoscape.js read what is written.

They are no part of the project: `npm install graphology graphology-graphml graphology-gexf cytoscape` puts them into
node_modules of the project's folder, or of any folder that NODE_PATH names; without them these tests are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from three_days import COLOURS, GRAPH, PLACES, THREE_DAYS, WINDOW

from relgraph.export import Details, cytoscape, dynamic_gexf, gexf, graphml, node_link, yed

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")

READ_XML = """
const Graph = require('graphology'), reader = require('%s');
const graph = reader.parse(Graph, require('fs').readFileSync(0, 'utf-8'), {allowUndeclaredAttributes: %s});
console.log(JSON.stringify({type: graph.type, ...graph.export()}));
"""
READ_CYTOSCAPE = """
const content = JSON.parse(require('fs').readFileSync(0, 'utf-8'));
const drawn = require('cytoscape')({headless: true, styleEnabled: true, ...content, layout: {name: 'preset'}});
console.log(JSON.stringify({
  title: drawn.data('title'),
  nodes: drawn.nodes().map(one => [one.id(), one.data('label'), one.position('x'), one.degree()]),
  edges: drawn.edges().map(one => [one.source().id(), one.target().id(), one.data('weight')]),
}));
drawn.destroy();
"""
READ_D3 = """
const d3 = require('d3-force'), content = JSON.parse(require('fs').readFileSync(0, 'utf-8'));
d3.forceSimulation(content.nodes).force('link', d3.forceLink(content.links).id(one => one.id)).stop().tick(3);
console.log(JSON.stringify(content.links.map(one => [one.source.label, one.target.label, one.weight])));
"""


def run_node(program: str, content: str, *packages: str) -> Any:
    """Return what a program prints as JSON when it is given this content; skip the test without its packages."""
    if NODE is None:
        pytest.skip("node is not installed")
    for package in packages:
        if subprocess.run([NODE, "-e", f"require('{package}')"], cwd=ROOT, capture_output=True, check=False).returncode:
            pytest.skip(f"npm package {package} is not installed")
    done = subprocess.run(
        [NODE, "-e", program], cwd=ROOT, input=content.encode(), capture_output=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("make", [graphml, yed])
def test_graphology_reads_the_graphml(make: Any) -> None:
    text = make(GRAPH, Details(places=PLACES, colours=COLOURS))

    read = run_node(READ_XML % ("graphology-graphml", "false"), text, "graphology", "graphology-graphml")

    assert read["type"] == "undirected"
    assert [(node["key"], node["attributes"]["label"], node["attributes"]["mentions"]) for node in read["nodes"]] == [
        ("ann", "Ann Lee", 8),
        ("bob", "Bob", 4),
        ("cy", "Cy", 1),
    ]
    assert [(edge["source"], edge["target"], edge["attributes"]["weight"]) for edge in read["edges"]] == [
        ("ann", "bob", 3),
        ("bob", "cy", 1),
    ]


def test_graphology_reads_places_from_the_graphml() -> None:
    read = run_node(
        READ_XML % ("graphology-graphml", "false"),
        graphml(GRAPH, Details(places=PLACES)),
        "graphology",
        "graphology-graphml",
    )

    assert (read["nodes"][0]["attributes"]["x"], read["nodes"][0]["attributes"]["y"]) == (10, -20.5)


def test_graphology_reads_the_gexf() -> None:
    text = gexf(GRAPH, Details(places=PLACES, colours=COLOURS, methods="Counted by hand."))

    read = run_node(READ_XML % ("graphology-gexf", "false"), text, "graphology", "graphology-gexf")

    assert read["type"] == "undirected"
    assert read["attributes"]["description"] == "Three <Days>. Counted by hand."
    ann = read["nodes"][0]["attributes"]
    assert (ann["label"], ann["x"], ann["y"], ann["color"], ann["strength"]) == (
        "Ann Lee",
        10,
        -20.5,
        "rgb(255,128,1)",
        3,
    )
    assert [(edge["source"], edge["target"], edge["attributes"]["weight"]) for edge in read["edges"]] == [
        ("ann", "bob", 3),
        ("bob", "cy", 1),
    ]


def test_graphology_reads_the_dynamic_gexf() -> None:
    text = dynamic_gexf(THREE_DAYS, window=WINDOW)

    # It knows one list of attributes for the nodes and one for the edges, where a graph over time has two.
    read = run_node(READ_XML % ("graphology-gexf", "true"), text, "graphology", "graphology-gexf")

    assert [node["attributes"]["label"] for node in read["nodes"]] == ["Ann Lee", "Bob", "Cy"]
    assert len(read["edges"]) == 2


def test_cytoscape_reads_the_cyjs() -> None:
    read = run_node(READ_CYTOSCAPE, cytoscape(GRAPH, Details(places=PLACES)), "cytoscape")

    assert read["title"] == "Three <Days>"
    assert [node[:2] + node[3:] for node in read["nodes"]] == [
        ["ann", "Ann Lee", 1],
        ["bob", "Bob", 2],
        ["cy", "Cy", 1],
    ]
    assert [node[2] for node in read["nodes"]][:2] == [10, -5.5]
    assert read["edges"] == [["ann", "bob", 3], ["bob", "cy", 1]]


def test_d3_links_the_nodes_of_the_node_link_file() -> None:
    read = run_node(READ_D3, node_link(GRAPH, Details(places=PLACES)), "d3-force")

    assert read == [["Ann Lee", "Bob", 3], ["Bob", "Cy", 1]]
