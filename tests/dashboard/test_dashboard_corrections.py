from __future__ import annotations

from relgraph.cast import Cast
from relgraph.dashboard import corrections
from relgraph.dashboard.corrections import History, Step
from relgraph.dashboard.editor.decided import in_words

ONE, TWO, THREE = Cast(narrator="Ann"), Cast(narrator="Bob"), Cast(narrator="Cy")


def test_decisions_are_undone_and_redone_in_turn() -> None:
    now = History().then(ONE, "first").then(TWO, "second")

    assert (now.cast, now.undoes, now.redoes) == (TWO, "second", "")
    back = now.move(-1)
    assert (back.cast, back.undoes, back.redoes) == (ONE, "first", "second")
    assert back.move(-9).cast == Cast()
    assert back.move(1) == now


def test_new_decision_forgets_what_was_undone() -> None:
    now = History().then(ONE, "first").then(TWO, "second").move(-1).then(THREE, "third")

    assert (now.cast, now.undoes, now.redoes, now.move(-1).cast) == (THREE, "third", "", ONE)


def test_decision_that_changes_nothing_is_none() -> None:
    now = History(problems=("wrong",)).then(ONE, "first")

    assert now.then(ONE, "again") == now
    assert now.problems == ()


def test_where_the_cast_came_from_is_not_undone() -> None:
    assert History(steps=(Step(cast=ONE, what="a.cast.toml"),)).undoes == ""


def test_oldest_steps_are_forgotten_but_the_beginning_stays() -> None:
    now = History(steps=(Step(cast=ONE, what="a.cast.toml"),))
    for number in range(corrections.STEPS + 5):
        now = now.then(Cast(narrator=str(number)), str(number))

    assert len(now.steps) == corrections.STEPS + 1
    assert (now.move(-corrections.STEPS).cast, now.move(1 - corrections.STEPS).undoes) == (ONE, "5")


def test_every_decision_in_words_takes_itself_back() -> None:
    from test_cast import CAST  # noqa: PLC0415 - the cast with every part

    words = dict(in_words(CAST))

    assert list(words) == [
        "Kylo Ren is also “Kylo”, “Ben Solo” and has the pronouns he/him",
        "Rey is a person of this name",
        "“Ren” is Vicrul, in 2 places",
        "“the boy” is Rey, everywhere",
        "“Starkiller” is not a character",
        "“Bill”, “William”, “Will” are different people",
        "“Jo”, “Joan” are different people",
        "Isaura tells the story",
        'Rey and Kylo do not meet in “She thought of "him", and of the ship.”',
    ]
    left = CAST
    for take_back in words.values():
        left = take_back(left)
    assert left == Cast()
