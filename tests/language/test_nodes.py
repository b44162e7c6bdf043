"""Mentions and quotations as nodes: which others each may go back to, and what tells about a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from relgraph.language.nodes import BACK, QUOTE, SIZES, Nodes, candidates, features, make_nodes

if TYPE_CHECKING:
    from relgraph.records import MentionKind

TEXT = "“Come, Ann,” said Bob. She left the old man."
ANN, BOB, SHE, MAN = (7, 10, "name"), (18, 21, "name"), (23, 26, "pronoun"), (32, 43, "nominal")
COME = (0, 12)


def _nodes(text: str, mentions: list[tuple[int, int, MentionKind]], *quotes: tuple[int, int]) -> Nodes:
    return make_nodes(text, mentions, quotes=quotes, sentences=[(0, 22), (23, len(text))], paragraphs=[(0, len(text))])


def _pairs(nodes: Nodes) -> set[tuple[int, int]]:
    one, other = candidates(nodes)
    return set(zip(one.tolist(), other.tolist(), strict=True))


def _scene() -> Nodes:
    return _nodes(TEXT, [ANN, BOB, SHE, MAN], COME)  # type: ignore[list-item]  # kinds are literals


def test_a_quotation_comes_before_what_stands_in_it() -> None:
    nodes = _scene()
    assert nodes.kind.tolist() == [QUOTE, 0, 0, 2, 1]
    assert nodes.quote.tolist() == [0, 0, -1, -1, -1]
    assert nodes.sentence.tolist() == [0, 0, 0, 1, 1]


def test_a_quotation_may_be_spoken_by_who_is_named_behind_it_and_not_by_who_is_named_inside() -> None:
    assert {pair for pair in _pairs(_scene()) if pair[0] == 0} == {(0, 2), (0, 3), (0, 4)}


def test_a_mention_may_go_back_to_those_before_it_and_inside_a_quotation_to_its_speaker() -> None:
    pairs = _pairs(_scene())
    assert {pair for pair in pairs if pair[0] == 1} == {(1, 0)}
    assert {pair for pair in pairs if pair[0] == 4} == {(4, 1), (4, 2), (4, 3)}


def test_only_so_many_mentions_are_looked_back_to() -> None:
    text = "he " * (BACK + 3)
    nodes = _nodes(text, [(3 * i, 3 * i + 2, "pronoun") for i in range(BACK + 3)])
    assert sum(one == BACK + 2 for one, _ in _pairs(nodes)) == BACK


def test_texts_and_heads_tell_how_alike_two_mentions_are() -> None:
    text = "Ann Lee met Ann. The old man saw the man and a boy."
    nodes = make_nodes(
        text,
        [(0, 7, "name"), (12, 15, "name"), (17, 28, "nominal"), (33, 40, "nominal"), (45, 50, "nominal")],
        quotes=[],
        sentences=[(0, 16), (17, 51)],
        paragraphs=[(0, 51)],
    )
    one, other = candidates(nodes)
    alike = dict(zip(zip(one.tolist(), other.tolist(), strict=True), features(nodes, one, other)[:, 3], strict=True))
    assert alike[1, 0] == 3
    assert alike[3, 2] == 4
    assert alike[4, 3] == 1


def test_a_nested_mention_is_told_from_the_one_that_holds_it() -> None:
    nodes = _nodes("his old mother sat", [(0, 14, "nominal"), (0, 3, "pronoun")])
    one, other = candidates(nodes)
    assert features(nodes, one, other)[:, 6].tolist() == [1]


def test_nothing_gives_no_nodes_and_no_pairs() -> None:
    nodes = make_nodes("", [], quotes=(), sentences=(), paragraphs=())
    one, other = candidates(nodes)
    assert (len(nodes.kind), len(one), features(nodes, one, other).shape) == (0, 0, (0, len(SIZES)))


@given(st.lists(st.tuples(st.integers(0, 80), st.sampled_from(["name", "nominal", "pronoun"])), max_size=30))
def test_every_feature_is_below_its_size(places: list[tuple[int, MentionKind]]) -> None:
    text = "“He said I,” and the men of Ann Lee’s. " * 3
    mentions = sorted({(start, start + 5, kind) for start, kind in places})
    nodes = _nodes(text, mentions, (0, 12), (39, 51), (78, 90))
    found = features(nodes, *candidates(nodes))
    assert (found >= 0).all()
    assert (found < SIZES).all()
