from __future__ import annotations

import pytest
from markup import meant, named, read_markup


def kinds(*chapters: str) -> dict[str, str]:
    return {c.name: c.kind for c in read_markup(*chapters).find().characters}


def test_places_ships_and_orders_are_no_characters() -> None:
    assert named(
        read_markup(
            "[Starkiller Base|FAC] shook. [Rey|name] left [Jakku|GPE] in an [X-Wing|VEH] of the [Resistance|ORG]. "
            "The [First Order|ORG] and the [Knights of Ren|ORG] followed."
        )
    ) == [("Rey",)]


def test_form_that_is_mostly_a_place_is_a_person_nowhere() -> None:
    assert named(read_markup("[Jakku|GPE] burned. [Jakku|name] was hot. [Jakku|GPE] slept. [Rey|name] left.")) == [
        ("Rey",)
    ]


def test_form_that_is_mostly_a_person_is_one_everywhere() -> None:
    marked = read_markup("[Hux|name] coughed. [Hux|GPE:0.6] sneezed. [Hux|name] slept.")
    assert meant(marked, "Hux") == ["hux", "hux", "hux"]


def test_longer_place_names_outvote_a_doubtful_part_of_them() -> None:
    text = "[Starkiller Base|FAC] shook. [Starkiller Base|FAC] burned. [Starkiller|name:0.5] slept. [Rey|name] left."
    assert named(read_markup(text)) == [("Rey",)]


def test_person_whose_family_name_an_order_bears_stays_a_person() -> None:
    marked = read_markup("[Kylo Ren|name] sat. [Kylo Ren|name] rose. The [Knights of Ren|ORG] knelt. [Ren|name] left.")
    assert named(marked) == [("Kylo Ren", "Ren")]


def test_part_of_the_name_of_an_order_is_no_mention() -> None:
    marked = read_markup(
        "[Ren|name] sat. [Ren|name] rose. The [Knights of [Ren|name]|ORG] knelt. [Ren|name]’s cloak fell."
    )
    assert meant(marked, "Ren") == ["ren", "ren", None, "ren"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Mara|name:0.5] said no. On [Mara|GPE:0.5] it rained.", [("Mara",)]),
        ("[Mara|name:0.5] slept. “Yes,” said [Mara|GPE:0.6].", [("Mara",)]),
        ("[Mara|name:0.5]’s eyes shone. [Mara|GPE:0.4] was far.", [("Mara",)]),
        ("They flew to [Mara|name:0.5]. [Mara|GPE:0.4] was far.", []),
    ],
)
def test_near_a_tie_the_contexts_decide(text: str, expected: list[tuple[str, ...]]) -> None:
    assert named(read_markup(text)) == expected


def test_lower_case_form_needs_a_name_in_capitals_or_several_occurrences() -> None:
    assert named(read_markup("There [rey|name] slept.")) == []
    assert named(read_markup("There [rey|name] slept. [Rey|name] woke.")) == [("rey", "Rey")]
    assert named(read_markup("There [rey|name] slept. [rey|name] woke. [rey|name] ate.")) == [("rey",)]


def test_common_word_that_opens_one_sentence_is_no_person() -> None:
    assert named(read_markup("There was hope. [Hope|name] faded.")) == []
    assert named(read_markup("There was hope. [Hope|name] said so.")) == [("Hope",)]
    assert named(read_markup("There was hope. [Hope|name] faded. [Hope|name] wept.")) == [("Hope",)]


def test_peoples_and_families_are_groups() -> None:
    assert kinds("The [Jedi|name] were gone. A [Jedi|name] knows. The [Hale Brothers|name] sang. [Rey|name] left.") == {
        "Jedi": "group",
        "Hale Brothers": "group",
        "Rey": "named",
    }


def test_couple_named_in_one_breath_is_a_group() -> None:
    assert kinds("[Mr. and Mrs. Bennet|name] sat. [Mr. Bennet|name] rose.") == {
        "Mr. and Mrs. Bennet": "group",
        "Mr. Bennet": "named",
    }


def test_name_with_an_article_that_acts_is_one_person() -> None:
    assert kinds("The [Weaver|name] said no. The [Weaver|name] left.") == {"Weaver": "named"}


def test_doubtful_form_needs_a_context_that_speaks_for_it() -> None:
    assert named(read_markup("It shook since [Candlemas|name:0.4]. It shook since [Candlemas|name:0.4].")) == []
    assert named(read_markup("“No,” said [Candlemas|name:0.4].")) == [("Candlemas",)]


def test_form_that_only_owns_one_capitalised_thing_is_part_of_a_place() -> None:
    assert named(read_markup("Ships left [Harrow|name]’s Reach. [Harrow|name]’s Reach burned.")) == []
    assert named(read_markup("Ships left [Harrow|name]’s Reach. [Harrow|name] wept.")) == [("Harrow",)]
    assert named(read_markup("[Harrow|name]’s hand shook. [Harrow|name]’s hand bled.")) == [("Harrow",)]


def test_plural_of_a_family_name_and_plural_titles_are_groups() -> None:
    assert kinds("[Ned Venning|name] sat. He got help from [Vennings|name]. The [Misses Venning|name] sang.") == {
        "Ned Venning": "named",
        "Vennings": "group",
        "Misses Venning": "group",
    }


def test_a_saint_may_be_a_town() -> None:
    marked = read_markup(
        "They left [St. Paul|GPE:0.9] at noon. From [St. Paul|name:0.5] to the sea. In [St. Paul|GPE:0.9]."
    )
    assert named(marked) == []


def test_article_before_what_describes_a_name_makes_no_group() -> None:
    assert kinds("He read [the old Marrow|name] again. [The Widow Tarn|name] slept. Nobody liked the [Sith|name].") == {
        "old Marrow": "named",
        "Widow Tarn": "named",
        "Sith": "group",
    }


def test_article_before_a_matter_that_is_called_after_somebody_makes_no_group() -> None:
    assert kinds("“Is this about the [Mira|name] thing?” “There is no such thing as a [Mira|name] thing.”") == {
        "Mira": "named"
    }


def test_title_behind_an_article_is_one_persons() -> None:
    assert kinds("They saw the [Rev. Mr. Tarns|name] and the [Tarns|name].") == {
        "Rev. Mr. Tarns": "named",
        "Tarns": "group",
    }


def test_where_all_is_written_in_small_letters_names_are_too() -> None:
    assert named(read_markup("then [hesk|name] ran to [mrs tolm|name] and [may|name:0.4] fell")) == [
        ("hesk",),
        ("mrs tolm",),
    ]
    assert named(read_markup("Then [hesk|name] ran to the gate. It fell.")) == []


def test_titled_name_speaks_for_its_family_name() -> None:
    often = "[Lieutenant Dessin|name] rose. [Lieutenant Dessin|name] sat. "
    assert named(read_markup(often + "[Dessin|name:0.9] slept. Then [Dessin|GPE:0.95] and [Hale|name] left.")) == [
        ("Lieutenant Dessin", "Dessin"),
        ("Hale",),
    ]
    assert named(read_markup("[Duke of Wellington|name] rose. They came to [Wellington|GPE:0.6].")) == [
        ("Duke of Wellington",)
    ]


def test_known_family_name_speaks_for_a_doubtful_full_name() -> None:
    doubtful = "It was plain [Jack Harrow|name:0.4], the haggler."
    assert named(read_markup(doubtful)) == []
    assert named(read_markup(doubtful + " [Harrow|name] went home.")) == [("Jack Harrow", "Harrow")]


def test_name_that_says_it_is_a_place_is_one() -> None:
    assert named(
        read_markup("[Port Sabel|name:0.7] lay below. They saw [Stannow Keep|name:0.8]. [Ann|name] rose.")
    ) == [("Ann",)]


def test_two_people_named_in_one_breath_are_each_themselves() -> None:
    marked = read_markup("[Ada Hale|name] slept. Between [[Ada Hale|name] and [Mrs. Moss|name]|name] lay a cat.")
    assert meant(marked, "Ada Hale") == ["ada-hale", "ada-hale"]
    assert meant(marked, "Mrs. Moss") == ["mrs-moss"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("[Rey|name] was in [Lothal|name:0.85].", {"Rey"}),
        ("[Rey|name] was in the [Lothal|name:0.85].", {"Rey"}),
        ("[Rey|name] was in [Lothal|name:0.95].", {"Rey", "Lothal"}),  # the model is sure
        ("[Rey|name] was with [Lothal|name:0.85].", {"Rey", "Lothal"}),
        ("[Rey|name] slept in [Lothal|name:0.85]’s bed.", {"Rey", "Lothal"}),
        ("[Rey|name] ran to [Lothal|name:0.85]. [Lothal|name:0.85] sat.", {"Rey", "Lothal"}),
        ("[Ben Solo|name] sat. [Rey|name] ran to [Solo|name:0.85].", {"Rey", "Ben Solo"}),
    ],
)
def test_name_that_stands_once_where_places_stand_is_a_place(text: str, people: set[str]) -> None:
    assert set(kinds(text)) == people
