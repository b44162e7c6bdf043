from __future__ import annotations

from dataclasses import replace

from builders import make_analysis

from relgraph.records import Merge
from relgraph.view.questions import Question, questions

EVENING = make_analysis(
    "{kylo|Kylo Ren} sat. {kylo|Kylo} rose. {kylo|Ren} slept. {knight|Knight Ren}, {knight|Ren}, {knight|Ren}.",
    people={"kylo": {"name": "Kylo Ren"}, "knight": {"name": "Knight Ren"}},
)


def merge(character: str, first: str, second: str, **told: object) -> Merge:
    values = {"rule": "given name", "start": 0, "end": 9, "p": 0.95} | told
    return Merge(character=character, first=first, second=second, **values)  # type: ignore[arg-type]  # as told


def asked(*merges: Merge) -> tuple[Question, ...]:
    return questions(replace(EVENING, merges=merges))


def test_two_forms_are_asked_about_with_rule_passage_and_count() -> None:
    assert asked(merge("kylo", "Kylo Ren", "Kylo", start=14, end=24)) == (
        Question(form="Kylo", other="Kylo Ren", people=("kylo",), count=1, rule="given name", p=0.95, span=(14, 24)),
    )


def test_form_that_fits_several_is_one_question_with_those_it_mostly_means_first() -> None:
    assert asked(
        merge("kylo", "Kylo Ren", "Ren", rule="context", p=0.8, start=25, end=35, others=("knight",)),
        merge("knight", "Knight Ren", "ren", rule="context", p=0.6, start=53, end=62, others=("kylo",)),
    ) == (
        Question(
            form="ren", other="Knight Ren", people=("knight", "kylo"), count=3, rule="context", p=0.6, span=(53, 62)
        ),
    )


def test_doubtful_come_first_and_what_the_cast_says_is_not_asked() -> None:
    found = asked(
        merge("kylo", "Kylo Ren", "Kylo"),
        merge("knight", "Knight Ren", "Knight", p=0.7, rule="short form"),
        merge("kylo", "Kylo Ren", "Ren", rule="cast", p=1.0),
    )

    assert [(one.form, one.count) for one in found] == [("Knight", 0), ("Kylo", 1)]


def test_nothing_is_asked_where_no_names_were_joined() -> None:
    assert asked() == ()
