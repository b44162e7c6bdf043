"""What a reader decides on who is who across stories, without a page."""

from __future__ import annotations

from builders import make_analysis

from relgraph.cast import parse_cast
from relgraph.comparison import compare
from relgraph.comparison.views import Join, Tree
from relgraph.dashboard.comparing.decisions import Decision, as_given, cast_text
from relgraph.dashboard.comparing.joined import joined
from relgraph.dashboard.comparing.likeness import branches

BEN, KYLO, REN = ("one", "ben"), ("two", "kylo"), ("three", "ren")
KNOWN = [("one", frozenset({"ben", "rey"})), ("two", frozenset({"kylo"})), ("three", frozenset({"ren"}))]


def same(*members: tuple[str, str]) -> Decision:
    return Decision(kind="same", members=members, what="joined")


def apart(*members: tuple[str, str]) -> Decision:
    return Decision(kind="apart", members=members, what="parted")


def test_a_decision_holds_for_the_stories_that_are_compared() -> None:
    assert as_given([same(BEN, KYLO)], KNOWN) == ([((0, "ben"), (1, "kylo"))], [])
    assert as_given([same(BEN, KYLO)], KNOWN[:1]) == ([], [])
    assert as_given([same(BEN, ("two", "nobody"))], KNOWN) == ([], [])


def test_a_later_decision_takes_an_earlier_one_back() -> None:
    assert as_given([same(BEN, KYLO), apart(KYLO, BEN)], KNOWN) == ([], [((0, "ben"), (1, "kylo"))])
    assert as_given([apart(BEN, REN), same(REN, BEN)], KNOWN) == ([((0, "ben"), (2, "ren"))], [])


def two_stories() -> tuple[str, ...]:
    return "{ben|Ben Solo} met {rey|Rey}. {ann|Ann} left.", "{kylo|Kylo Ren} met {rey|Rey}. {ann|Ann} slept."


def test_decisions_become_a_cast_that_says_the_same() -> None:
    stories = [make_analysis(text, slug=f"s{number}") for number, text in enumerate(two_stories())]
    plain = compare(stories)
    assert "Ben Solo" not in {one.name for one in plain.characters}
    text, problems = cast_text(plain, ("one", "two"), [same(BEN, KYLO)])
    assert problems == ()
    joined_again = compare(stories, cast=parse_cast(text))
    assert ("ben", "kylo") in {one.ids for one in joined_again.characters}


def test_people_of_one_name_cannot_be_told_apart_by_a_cast() -> None:
    stories = [make_analysis(text, slug=f"s{number}") for number, text in enumerate(two_stories())]
    text, problems = cast_text(compare(stories), ("one", "two"), [apart(("one", "ann"), ("two", "ann"))])
    assert (text, problems) == ("", ("A cast file cannot hold this: parted.",))


def test_other_names_are_kept_apart_by_the_cast() -> None:
    stories = [make_analysis(text, slug=f"s{number}") for number, text in enumerate(two_stories())]
    text, problems = cast_text(compare(stories), ("one", "two"), [same(BEN, KYLO), apart(BEN, ("two", "ann"))])
    assert problems == ()
    assert parse_cast(text).apart == (("Ben Solo", "Ann"),)


def test_three_who_are_joined_in_two_steps_are_one_character_of_the_cast() -> None:
    texts = (*two_stories(), "{ren|Master Ren} met {rey|Rey}.")
    stories = [make_analysis(text, slug=f"s{number}") for number, text in enumerate(texts)]
    text, problems = cast_text(compare(stories), ("one", "two", "three"), [same(BEN, KYLO), same(KYLO, REN)])
    assert problems == ()
    (character,) = parse_cast(text).characters
    assert sorted(character.forms)[:2] == ["Ben Solo", "Kylo Ren"]
    assert len(character.forms) == 3


def test_a_tree_is_drawn_with_three_lines_for_each_join() -> None:
    tree = Tree(order=(2, 0, 1), joins=(Join(first=0, second=1, height=0.25, size=2), Join(
        first=2, second=3, height=0.75, size=3)))  # fmt: skip
    assert branches(tree) == [
        (0.0, 0.25, 1.0, 1.0),
        (0.0, 0.25, 2.0, 2.0),
        (0.25, 0.25, 1.0, 2.0),
        (0.0, 0.75, 0.0, 0.0),
        (0.25, 0.75, 1.5, 1.5),
        (0.75, 0.75, 0.0, 1.5),
    ]


def test_the_network_of_some_stories_knows_who_is_whom_in_each() -> None:
    stories = [make_analysis(text, slug=f"s{number}") for number, text in enumerate(two_stories())]
    both = joined(compare(stories, window="sentences:1"), (0, 1))
    rey = both.nodes[0, "rey"]
    assert both.members(rey) == {0: "rey", 1: "rey"}
    assert both.graph.nodes[both.nodes[0, "ben"]]["sides"] == (0,)
    assert {both.graph.edges[edge]["sides"] for edge in both.graph.edges(rey)} == {(0,), (1,)}
    assert len(both.graph) == 4
