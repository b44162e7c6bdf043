"""Characters and interactions become a graph."""

from __future__ import annotations

from relgraph.graph import PASSAGE_LENGTH, build_graph
from relgraph.records import Character, Interaction

TEXT = "Ann saw\nBob.\n\nCy came."
ANN = Character(
    id="ann", name="Ann", kind="named", mentions=3, aliases={"Annie": 1, "Ann": 2, "Anna": 1}, pronouns="she/her"
)
BOB = Character(id="bob", name="Bob", kind="narrator", mentions=1)
MET = Interaction(first="ann", second="bob", kind="cooccurrence", chapter=1, start=0, end=12, weight=2)
SPOKE = Interaction(first="ann", second="bob", kind="speech", chapter=0, start=4, end=7, weight=1)
ABOUT = {"title": "A day", "window": "tokens:3"}


def test_node_tells_who_it_is() -> None:
    graph = build_graph(TEXT, [ANN, BOB], {"ann": [2, 1, 1], "bob": [3]}, [], ABOUT)

    assert {name: dict(node) for name, node in graph.nodes(data=True)} == {
        "ann": {
            "label": "Ann",
            "kind": "named",
            "mentions": 3,
            "aliases": ("Ann", "Anna", "Annie"),
            "pronouns": "she/her",
            "first_chapter": 2,
        },
        "bob": {"label": "Bob", "kind": "narrator", "mentions": 1, "aliases": (), "pronouns": "", "first_chapter": 4},
    }


def test_edge_adds_up_its_meetings_and_shows_them() -> None:
    graph = build_graph(TEXT, [ANN, BOB], {"ann": [0], "bob": [0]}, [SPOKE, MET], ABOUT)

    assert list(graph.edges(data=True)) == [
        (
            "ann",
            "bob",
            {
                "weight": 3,
                "labels": (),
                "kinds": ("cooccurrence", "speech"),
                "chapters": (1, 2),
                "evidence": ((0, 12), (4, 7)),
                "first_passage": "Ann saw Bob.",
            },
        )
    ]


def test_graph_says_what_it_is_about() -> None:
    assert build_graph("", [], {}, [], ABOUT).graph == ABOUT


def test_character_that_does_not_appear_is_no_node() -> None:
    graph = build_graph(TEXT, [ANN, BOB], {"ann": [0], "bob": []}, [MET], ABOUT)

    assert (list(graph), graph.size()) == (["ann"], 0)


def test_long_first_passage_is_cut() -> None:
    met = Interaction(first="ann", second="bob", kind="cooccurrence", chapter=0, start=0, end=5000)

    graph = build_graph("word " * 1000, [ANN, BOB], {"ann": [0], "bob": [0]}, [met], ABOUT)

    passage = graph.edges["ann", "bob"]["first_passage"]
    assert (len(passage), passage[-1]) == (PASSAGE_LENGTH, "…")
