"""One name is one kind of thing throughout a story, and is found wherever it stands."""

from __future__ import annotations

import pytest

from relgraph.language.consistency import settle, signatures, spare_names, with_bynames
from relgraph.records import Category, Entity


def _name(text: str, word: str, category: Category, p: float, *, nth: int = 0) -> Entity:
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    return Entity(start=start, end=start + len(word), category=category, kind="name", p=p)


def test_a_name_taken_for_a_place_once_is_a_person_like_the_others() -> None:
    text = "Tully sat. Tully rose. Tully went."
    entities = [_name(text, "Tully", "PER", 0.9), _name(text, "Tully", "GPE", 0.6, nth=1)]
    entities += [_name(text, "Tully", "PER", 0.8, nth=2)]
    assert [one.category for one in settle(text, entities, [])] == ["PER", "PER", "PER"]


def test_a_town_taken_for_a_person_once_is_a_town() -> None:
    text = "Brakka burned. In Brakka. From Brakka."
    entities = [_name(text, "Brakka", "GPE", 0.9), _name(text, "Brakka", "GPE", 0.9, nth=1)]
    entities += [_name(text, "Brakka", "PER", 0.5, nth=2)]
    assert {one.category for one in settle(text, entities, [])} == {"GPE"}


def test_a_name_that_is_both_stays_as_it_is() -> None:
    text = "Charlotte sat in Charlotte."
    entities = [_name(text, "Charlotte", "PER", 0.9), _name(text, "Charlotte", "GPE", 0.8, nth=1)]
    assert settle(text, entities, []) == tuple(entities)


def test_a_person_who_was_overlooked_is_found() -> None:
    text = "Marilla sat. Marilla’s cup. Matthew and Marilla stayed."
    entities = [_name(text, "Marilla", "PER", 0.9), _name(text, "Marilla", "PER", 0.9, nth=1)]
    spare = spare_names(text, 0, entities)
    assert [text[start:end] for start, end in spare] == ["Matthew", "Marilla"]
    found = settle(text, entities, spare)
    assert [(one.start, one.p) for one in found] == [(0, 0.9), (13, 0.9), (40, 0.5)]


def test_a_possessive_is_no_part_of_a_spare_name() -> None:
    assert spare_names("the Rey’s and James' cup", 10, []) == [(14, 17), (24, 29)]


def test_a_word_that_also_stands_in_lower_case_is_not_added() -> None:
    text = "Hope sat. Hope rose. No hope. Hope remains."
    entities = [_name(text, "Hope", "PER", 0.9), _name(text, "Hope", "PER", 0.9, nth=1)]
    assert settle(text, entities, spare_names(text, 0, entities)) == tuple(entities)


def test_a_part_of_a_longer_run_of_capitals_is_not_added() -> None:
    text = "Tully sat. Tully rose. Tully Street was dark."
    entities = [_name(text, "Tully", "PER", 0.9), _name(text, "Tully", "PER", 0.9, nth=1)]
    assert settle(text, entities, spare_names(text, 0, entities)) == tuple(entities)


CHAT = (
    "Rey sat. Rey rose at once, and the old fox ran. Poe and Fox left.\n\n{line}\n\nIt grew dark, and then it rained."
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("**Poe:** rey where are you", ["rey"]),
        ("where are you rey", ["rey"]),
        ("**Poe:** Rey, tell rey that", []),  # no line of small letters
        ("**Poe:** rey", []),  # one word may be anything
        ("**Poe:** the fox ran", []),  # a word of the story
        ("**Poe:** i was with greyrey", []),
        ("", []),
    ],
)
def test_a_name_in_a_line_of_small_letters_is_found(line: str, found: list[str]) -> None:
    text = CHAT.format(line=line)
    known = [_name(text, name, "PER", 0.9, nth=nth) for name in ("Rey", "Fox") for nth in range(text.count(name))]
    known += [_name(text, "Fox", "PER", 0.9)] * (3 - len(known))
    added = [text[one.start : one.end] for one in settle(text, known, []) if one not in known]
    assert added == found


def test_a_text_that_is_all_in_small_letters_is_left_to_the_model() -> None:
    text = "rey sat down.\nrey rose again.\nwhere was rey."
    entities = [_name(text, "rey", "PER", 0.9), _name(text, "rey", "PER", 0.9, nth=1)]
    assert settle(text, entities, []) == tuple(entities)


def test_where_most_is_in_small_letters_the_names_in_front_of_lines_are_found() -> None:
    text = "rey: where is finn now\nfinn: on my way to rey\nrey: at last\nFinn ran. Finn fell.\nnobody saw finn"
    found = [_name(text, "Finn", "PER", 0.9), _name(text, "Finn", "PER", 0.9, nth=1)]
    found += [_name(text, "rey", "PER", 0.9), _name(text, "rey", "PER", 0.9, nth=1)]
    added = [one.start for one in settle(text, found, []) if one not in found]
    assert added == [14, 23, 46, 91]
    unlabelled = text.replace("finn:", "Sir:")
    found = [_name(unlabelled, "Finn", "PER", 0.9), _name(unlabelled, "Finn", "PER", 0.9, nth=1)]
    assert settle(unlabelled, found, []) == tuple(found)


def test_nothing_gives_nothing() -> None:
    assert settle("", [], []) == ()
    assert spare_names("", 0, []) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I am well.\n\nYour affectionate brother,\n  R. Walton\n\n\nLetter 2", "R. Walton"),
        ("Come soon.\n\nYours ever,\nMina Harker.", "Mina Harker"),
        ("Come soon.\n\nWith love, Mina", "Mina"),
        ("Come.\n\n_Yours,_\n\nH. L.\n", ""),  # the farewell does not end with its comma
        ("She sent her love to all of them, and to old Mr. Harker too, Mina", ""),
        ("Come soon.\n\nThey reached, at last,\nBrakka", ""),
        ("Your brother,\nMina and I\n\nwent.", ""),
    ],
)
def test_who_signs_a_letter_is_found(text: str, name: str) -> None:
    assert "".join(text[one.start - 7 : one.end - 7] for one in signatures(text, 7, [])) == name


def test_a_signature_that_was_found_stays_as_it_is() -> None:
    text = "Yours ever,\nMina Harker"
    assert signatures(text, 0, [_name(text, "Mina", "PER", 0.9)]) == []


def test_a_rulers_byname_belongs_to_the_name_and_makes_a_person_of_it() -> None:
    text = "In Edward the Second's time, and under Catherine the Great, Ada went home. Chapter the Second."
    edward, catherine = text.index("Edward"), text.index("Catherine")
    found = with_bynames(
        text,
        0,
        [
            Entity(start=edward, end=edward + 6, category="GPE", kind="name", p=0.9),
            Entity(start=catherine, end=catherine + len("Catherine the Great"), category="PER", kind="name", p=0.5),
            Entity(start=text.index("Ada"), end=text.index("Ada") + 3, category="PER", kind="name", p=0.9),
        ],
    )
    assert [(text[one.start : one.end], one.category) for one in found] == [
        ("Edward the Second", "PER"),
        ("Catherine the Great", "PER"),
        ("Ada", "PER"),
    ]


def test_a_ruler_whom_the_model_overlooked_is_found() -> None:
    text = "He came with William the Conqueror to Book the Third."
    found = with_bynames(text, 0, [])
    assert [(text[one.start : one.end], one.category, one.kind) for one in found] == [
        ("William the Conqueror", "PER", "name")
    ]


def test_a_longer_name_keeps_the_ruler_in_it() -> None:
    text = "The Order of Edward the Second Day met."
    order = Entity(start=0, end=len("The Order of Edward the Second Day"), category="ORG", kind="name", p=0.9)
    assert with_bynames(text, 0, [order]) == [order]


def test_whoever_is_called_missis_is_a_person() -> None:
    text = "To Mrs. Saville, England. Mrs. Saville’s Lodge stood."
    lodge = text.index("Mrs. Saville’s")
    entities = [
        Entity(start=3, end=15, category="GPE", kind="name", p=0.6),
        Entity(start=17, end=24, category="GPE", kind="name", p=0.9),
        Entity(start=lodge, end=lodge + len("Mrs. Saville’s Lodge"), category="FAC", kind="name", p=0.9),
    ]
    assert [one.category for one in settle(text, entities, [])] == ["PER", "GPE", "FAC"]


def test_a_ship_with_its_article_keeps_the_ship_without_from_being_a_person() -> None:
    text = "The Cormorant sailed. The Cormorant sank. Cormorant ahoy! Old Cormorant! Cormorant lay there."
    ship = [Entity(start=a, end=a + 13, category="VEH", kind="name", p=0.9) for a in (0, 22)]
    taken = [_name(text, "Cormorant", "PER", 0.8, nth=2), _name(text, "Cormorant", "PER", 0.8, nth=3)]
    last = text.rindex("Cormorant")
    found = settle(text, [*ship, *taken], [(last, last + 9)])
    assert len(found) == 4
