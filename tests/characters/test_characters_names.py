from __future__ import annotations

import pytest

from relgraph.characters.names import Name, given_gender, is_initial, parse_name, same_given, strip_possessive
from relgraph.characters.naming import calm, shown_name, slug, unique_slugs


def parts(text: str) -> tuple[tuple[str, ...], str, str, str]:
    name = parse_name(text)
    return name.titles, name.given, name.family, name.single


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kylo Ren", ((), "kylo", "ren", "")),
        ("REY", ((), "", "", "rey")),
        ("Rey’s", ((), "", "", "rey")),
        ("Mr. Bennet", (("mr",), "", "bennet", "")),
        ("Miss Bennet", (("miss",), "", "", "bennet")),
        ("Uncle Owen", (("uncle",), "owen", "", "")),
        ("Supreme Leader Snoke", (("supreme leader",), "", "", "snoke")),
        ("Lieutenant Colonel Smith", (("lieutenant", "colonel"), "", "smith", "")),
        ("Lady Catherine de Bourgh", (("lady",), "catherine", "de bourgh", "")),
        ("Vincent van Gogh", ((), "vincent", "van gogh", "")),
        ("de Winter", ((), "", "", "de winter")),
        ("Anne of Green Gables", ((), "", "", "anne")),
        ("Duke of Wellington", (("duke",), "", "", "wellington")),
        ("Eliza Countess of Gaverick", ((), "", "", "eliza")),
        ("of Wellington", ((), "", "", "wellington")),
        ("FN-2187", ((), "", "", "fn-2187")),
        ("D’Vael", ((), "", "", "d'vael")),
        ("O'Neill", ((), "", "", "o'neill")),
        ("J. Watson", ((), "j", "watson", "")),
        ("the talented Miss Cowley", (("miss",), "", "", "cowley")),
        ("Fifteen-year-old Jo", ((), "", "", "jo")),
        ("dearest Margaret", ((), "", "", "margaret")),
        ("Margaret dear", ((), "", "", "margaret")),
        ("Brandon who ran", ((), "", "", "brandon")),
        ("good-natured Miss Jemima Hale", (("miss",), "jemima", "hale", "")),
        ("the Hon. Alice Hale", (("honourable",), "alice", "hale", "")),
        ("Yuki-chan", (("chan",), "", "", "yuki")),
        ("al-Rashid", ((), "", "", "al-rashid")),
        ("the General", (("general",), "", "", "")),
        ("", ((), "", "", "")),
        ("’s", ((), "", "", "")),
    ],
)
def test_name_form_is_taken_apart(text: str, expected: tuple[tuple[str, ...], str, str, str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "age", "suffix"),
    [
        ("Old Tom Reed", "old", ""),
        ("Tom Reed Jr.", "young", "jr"),
        ("Gaius Pliny the Elder", "old", "the elder"),
        ("Louis XIV", "", "xiv"),
        ("Tom Reed, Esq.", "", ""),
        ("Tom Reed Esq.", "", ""),
    ],
)
def test_father_and_son_are_told_apart_by_suffix_or_epithet(text: str, age: str, suffix: str) -> None:
    name = parse_name(text)
    assert (name.age, name.suffix) == (age, suffix)


def test_middle_names_and_nickname_are_kept_apart_from_the_rest() -> None:
    name = parse_name("Samuel Elias “Sam” Smith")
    assert (name.given, name.middle, name.family, name.nickname) == ("samuel", ("elias",), "smith", "sam")


def test_spellings_of_one_form_share_a_key() -> None:
    keys = {parse_name(text).key for text in ("Mr. Darcy", "Mister Darcy", "MR DARCY", "the Mr Darcy’s", "mr. darcy")}
    assert keys == {"mr darcy"}


def test_titles_tell_the_gender() -> None:
    assert [parse_name(t).gender for t in ("Sir Walter", "Aunt May", "Dr. Watson")] == ["he", "she", ""]


def test_possessive_of_a_name_in_s_is_dropped() -> None:
    assert [strip_possessive(t) for t in ("James’", "James's", "the\nGirl's", "Rey")] == [
        "James",
        "James",
        "the Girl",
        "Rey",
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("luke", "luke", "same"),
        ("lizzy", "elizabeth", "nickname"),
        ("elizabeth", "lizzy", "nickname"),
        ("lizzy", "eliza", "variant"),
        ("j", "john", "initial"),
        ("j", "kate", ""),
        ("fin", "finn", "short"),
        ("harry", "james", ""),
        ("ro", "rose", ""),
    ],
)
def test_given_names_are_compared(first: str, second: str, expected: str) -> None:
    assert same_given(first, second) == expected


def test_initials_are_known() -> None:
    assert [is_initial(word) for word in ("j", "j.r.r", "jo", "")] == [True, True, False, False]


def test_common_given_name_tells_the_usual_pronouns() -> None:
    assert [given_gender(parse_name(t)) for t in ("John Reed", "Mary", "Kylo")] == ["he", "she", ""]


def test_slug_keeps_letters_of_any_script() -> None:
    assert [slug(t) for t in ("Zoë O’Neill", "李 明", "…", "FN-2187")] == [
        "zoë-o-neill",
        "李-明",
        "character",
        "fn-2187",
    ]


def test_slugs_are_numbered_where_taken_and_avoid_the_reserved() -> None:
    assert unique_slugs(["Rey", "rey", "Narrator", "REY", "x"], fixed={4: "narrator"}) == [
        "rey",
        "rey-2",
        "narrator-2",
        "rey-3",
        "narrator",
    ]


def forms(**counts: int) -> list[tuple[Name, int]]:
    return [(parse_name(text.replace("_", " ")), count) for text, count in counts.items()]


@pytest.mark.parametrize(
    ("counts", "shared", "expected"),
    [
        ({"Ren": 40, "Kylo": 41, "Kylo Ren": 5, "Ben Solo": 2}, set(), "Kylo Ren"),
        ({"General Hux": 6, "Hux": 9}, set(), "Hux"),
        ({"Mr. Bennet": 6, "Bennet": 9}, {"bennet"}, "Mr. Bennet"),
        ({"Mr. Bennet": 6}, set(), "Mr. Bennet"),
        ({"General Leia Organa": 2, "Leia": 9}, set(), "Leia Organa"),
        ({"Lady Catherine de Bourgh": 2, "Lady Catherine": 3}, {"catherine"}, "Lady Catherine de Bourgh"),
        ({"REY": 3, "Plutt": 3}, set(), "Plutt"),
        ({"Old Tom Reed": 2, "Tom Reed": 1}, set(), "Tom Reed"),
    ],
)
def test_character_is_called_by_the_fullest_frequent_form(
    counts: dict[str, int], shared: set[str], expected: str
) -> None:
    assert shown_name(forms(**counts), shared=frozenset(shared)) == expected


@pytest.mark.parametrize(
    ("loud", "usual", "expected"),
    [
        ("WYN TARN", {}, "Wyn Tarn"),
        ("WYN", {"wyn": "Wyn"}, "Wyn"),
        ("KATE MCGRAW", {"mcgraw": "McGraw"}, "Kate McGraw"),
        ("MR. J. D'ARCY", {}, "Mr. J. D'Arcy"),
        ("KATE OF BRAY", {}, "Kate of Bray"),
        ("HAL", {}, "HAL"),
        ("FN-2187", {}, "FN-2187"),
        ("UNIT BB-8", {}, "Unit BB-8"),
        ("Wyn TARN", {}, "Wyn TARN"),
    ],
)
def test_name_in_capitals_is_shown_as_it_is_usually_written(loud: str, usual: dict[str, str], expected: str) -> None:
    assert calm(loud, usual) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ere young Linwood", "young Linwood"),
        ("Australian-born Joan Gildea", "Joan Gildea"),
        ("red-haired Anne", "Anne"),
        ("Obi-wan Kenobi", "Obi-wan Kenobi"),
        ("|MRS. Rachel Lynde", "MRS. Rachel Lynde"),
    ],
)
def test_what_is_no_part_of_the_name_is_dropped(text: str, shown: str) -> None:
    assert parse_name(text).text == shown


def test_a_second_name_behind_a_title_is_cut_off() -> None:
    assert parse_name("Meg Mr. Brooke").text == "Meg"
    assert parse_name("Old Mr. Laurence").family == "laurence"


def test_a_word_that_calls_or_points_is_no_part_of_the_name() -> None:
    assert parse_name("Here Jo").single == "jo"
    assert parse_name("Honest Jellyband").single == "jellyband"
