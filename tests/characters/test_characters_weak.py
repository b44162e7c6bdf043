"""Nicknames, spellings and slips: what joins two names that only look alike."""

from __future__ import annotations

import pytest
from markup import named, read_markup


def cast_of(*chapters: str) -> set[tuple[str, ...]]:
    return {tuple(sorted(texts)) for texts in named(read_markup(*chapters))}


def test_nickname_joins_unless_the_two_meet_in_a_sentence() -> None:
    assert cast_of("[Elizabeth|name] rose.", "[Lizzy|name] sat.") == {("Elizabeth", "Lizzy")}
    assert cast_of("[Elizabeth|name] saw [Lizzy|name].", "[Lizzy|name] sat.") == {("Elizabeth",), ("Lizzy",)}


def test_rare_misspelling_joins_a_frequent_name() -> None:
    often = " ".join(["[Takodan|name] ran."] * 6)
    assert cast_of(f"{often} [Takadan|name] slept.") == {("Takadan", "Takodan")}
    assert cast_of("[Takodan|name] ran. [Takadan|name] slept.") == {("Takodan",), ("Takadan",)}


@pytest.mark.parametrize(
    ("often", "once", "joined"),
    [
        ("Tobin Wray", "Tobyn Wray", True),
        ("Luke Skywalker", "Luke Skywaker", True),
        ("Skywalker", "Skywlaker", True),
        ("Tobin Wray", "Tobyn Hale", False),
        ("Eunice", "Eunices", False),
        ("Mr. Tobin", "Mr. Tobyn", False),
    ],
)
def test_slip_of_the_pen_joins_the_frequent_name(often: str, once: str, joined: bool) -> None:  # noqa: FBT001 - a parameter
    assert ((once,) not in cast_of(f"[{often}|name] ran. " * 6, f"[{once}|name] slept.")) is joined


def test_spellings_of_one_name_join_unless_the_two_meet() -> None:
    assert cast_of("[Lizzy|name] ran.", "[Lizzie|name] slept.") == {("Lizzie", "Lizzy")}
    assert cast_of("[Lizzy|name] saw [Lizzie|name].") == {("Lizzy",), ("Lizzie",)}
    assert cast_of("[Mr. Philips|name] ran.", "[Mrs. Phillips|name] slept.") == {("Mr. Philips",), ("Mrs. Phillips",)}


def test_variants_of_a_nickname_need_the_family_name() -> None:
    assert cast_of("[Lizzy Marsh|name] ran. [Eliza Marsh|name] slept.") == {("Eliza Marsh", "Lizzy Marsh")}
    assert cast_of("[Lizzy|name] ran. [Eliza|name] slept.") == {("Lizzy",), ("Eliza",)}


def test_a_ladys_nickname_is_said_beside_her_name_again_and_again() -> None:
    beside = "[Lady Bridget|name] wrote. “From [Biddy|name]!” she said. [Biddy|name] was late. "
    assert cast_of(beside + "[Lady Bridget Hale|name] sat. [Lady Bridget|name] came at last. So had [Biddy|name].") == {
        ("Biddy", "Lady Bridget", "Lady Bridget Hale")
    }
    far = "The day went by. " * 10
    apart = f"[Lady Bridget|name] wrote. {far}[Biddy|name] was late. [Biddy|name] ran. [Biddy|name] fell. {far}"
    assert cast_of(apart + "[Lady Bridget|name] rang. [Lady Bridget Hale|name] sat.") == {
        ("Lady Bridget", "Lady Bridget Hale"),
        ("Biddy",),
    }


BROOKE = "[Miss Brooke|name] rose. [Dorothea|name] was pale. "


def test_miss_x_and_a_given_name_that_alternate_are_one() -> None:
    both = {("Dorothea", "Miss Brooke")}
    assert cast_of(BROOKE * 4) == both
    apart = {("Miss Brooke",), ("Dorothea",)}
    assert cast_of(BROOKE * 3) == apart
    assert cast_of(BROOKE * 4 + "[Miss Brooke|name] saw [Dorothea|name].") == apart
    assert cast_of(BROOKE.replace("Miss", "Mrs.") * 4) == {("Mrs. Brooke",), ("Dorothea",)}
    assert cast_of(BROOKE.replace("Dorothea", "George") * 4) == {("Miss Brooke",), ("George",)}


def test_two_who_speak_in_turn_do_not_alternate() -> None:
    talk = "“Go,” said [Miss Brooke|name].\n\n“No,” said [Dorothea|name].\n\n"
    assert cast_of(talk + BROOKE * 4) == {("Miss Brooke",), ("Dorothea",)}


def test_name_that_alternates_with_two_is_neither() -> None:
    assert cast_of((BROOKE + "[Celia|name] sat. ") * 4) == {("Miss Brooke",), ("Dorothea",), ("Celia",)}


def test_given_name_that_is_only_called_is_that_of_the_miss_nearby() -> None:
    called = "[Miss Bartlett|name] sighed. “Go, [Charlotte|name].” Rain fell. "
    assert cast_of(called * 3) == {("Charlotte", "Miss Bartlett")}


def test_a_saint_has_no_nickname() -> None:
    assert cast_of("[St. John|name] rose.", "[Jack|name] sat. [Jack|name] ran.") == {("St. John",), ("Jack",)}
