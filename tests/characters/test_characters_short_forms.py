from __future__ import annotations

import pytest
from markup import named, read_markup

from relgraph.characters.short_forms import code_of, is_clipped, is_pet_name, is_read_aloud, plain_spelling, stems


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("artoo", "r2d2"),
        ("artoo-detoo", "r2d2"),
        ("threepio", "c3po"),
        ("beebee-ate", "bb8"),
        ("kaytoo", "k2so"),
    ],
)
def test_code_is_read_aloud_in_whole_or_in_part(word: str, code: str) -> None:
    assert is_read_aloud(word, code)


@pytest.mark.parametrize(("word", "code"), [("finn", "fn2187"), ("dee", "d2"), ("arthur", "r2d2"), ("artoo", "")])
def test_other_words_read_no_code(word: str, code: str) -> None:
    assert not is_read_aloud(word, code)


def test_code_mixes_letters_and_digits() -> None:
    assert [code_of(word) for word in ("r2-d2", "bb-8", "finn", "2187", "x")] == ["r2d2", "bb8", "", "", ""]


def test_stem_of_a_pet_name_may_lose_its_double_consonant() -> None:
    assert stems("chewie") == {"chew"}
    assert stems("tobby") == {"tobb", "tob"}
    assert stems("ivy") == frozenset()


def test_only_unusual_names_are_cut() -> None:
    assert is_pet_name("chewie", "chewbacca")
    assert is_clipped("isa", "isaura")
    assert not is_pet_name("sally", "salvador")
    assert is_clipped("dani", "daniela")
    assert not is_clipped("rose", "rosenkrantz")
    assert not is_clipped("sam", "samira")
    assert not is_clipped("mari", "marit")
    assert is_clipped("bash", "bashir")
    assert is_clipped("xo", "xochitl")
    assert is_clipped("detta", "benedetta")
    assert not is_clipped("ta", "benedetta")
    assert not is_clipped("god", "godalming")


def test_pet_name_of_a_usual_name_counts_only_where_it_is_said() -> None:
    assert is_pet_name("georgie", "georgiana", said=True)
    assert not is_pet_name("georgie", "georgiana")
    assert is_pet_name("ully", "ull")
    assert not is_pet_name("sally", "salvador", said=True)


@pytest.mark.parametrize(
    ("first", "second"), [("lizzie", "lizzy"), ("mig-u-ell", "miguel"), ("léonce", "leonce"), ("d'vael", "dvael")]
)
def test_spellings_of_one_name_are_the_same_in_plain(first: str, second: str) -> None:
    assert plain_spelling(first) == plain_spelling(second)


@pytest.mark.parametrize(
    ("first", "second"), [("leia", "ley"), ("ann", "an"), ("r2-d2", "r2-d3"), ("mary", "marie-ann")]
)
def test_other_names_differ_in_plain(first: str, second: str) -> None:
    assert plain_spelling(first) != plain_spelling(second)


def test_word_of_digits_keeps_its_spelling() -> None:
    assert [plain_spelling(word) for word in ("2187", "李明", "r2-d2")] == ["2187", "李明", "r2-d2"]


def test_pet_name_and_spoken_code_join_the_one_name_they_fit() -> None:
    marked = read_markup(
        "[Chewbacca|name] roared. [Chewie|name] sat. [R2-D2|name] rolled on.", "“[Artoo|name]!” [Threepio|name] ran."
    )
    assert named(marked) == [("Chewbacca", "Chewie"), ("R2-D2", "Artoo"), ("Threepio",)]
    assert [(m.rule, m.first, m.second) for m in marked.find().merges] == [
        ("short form", "Chewbacca", "Chewie"),
        ("read aloud", "R2-D2", "Artoo"),
    ]


def test_pet_name_that_fits_two_names_joins_neither() -> None:
    marked = read_markup("[Chewbacca|name] roared. [Chewton|name] sat.", "[Chewie|name] ran.")
    assert named(marked) == [("Chewbacca",), ("Chewton",), ("Chewie",)]


def test_two_who_meet_are_not_one_by_a_pet_name() -> None:
    assert named(read_markup("[Chewbacca|name] saw [Chewie|name].")) == [("Chewbacca",), ("Chewie",)]


def test_clipped_name_of_two_letters_joins_only_where_it_is_said_and_never_told() -> None:
    said = read_markup("[Isaura|name] came in.", "“Well, [Is|name]!” cried [Tobin|name].")
    told = read_markup("[Isaura|name] came in.", "[Is|name] sat down.")
    assert named(said) == [("Isaura", "Is"), ("Tobin",)]
    assert named(told) == [("Isaura",), ("Is",)]


@pytest.mark.parametrize(
    ("short", "name", "one"),
    [
        ("Tesh", "Teshkavar", True),
        ("Mari", "Marit", False),
        ("Rose", "Rosenkrantz", False),
        ("Han", "Hannelore", False),
    ],
)
def test_unusual_name_that_begins_another_is_short_for_it(short: str, name: str, one: bool) -> None:  # noqa: FBT001 - a parameter
    assert (len(named(read_markup(f"[{name}|name] came in.", f"[{short}|name] sat down."))) == 1) is one
