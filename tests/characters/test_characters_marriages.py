from __future__ import annotations

from markup import meant, read_markup

from relgraph.characters.marriages import find_spouses
from relgraph.characters.names import parse_name

COUPLE = "[Sir Percy Blakeney|name] sat. [Miss Anne Blakeney|name] rose. "


def spouses(*people: tuple[str, str, int]) -> dict[int, int]:
    """Return the spouses among people given as names, pronouns and counts."""
    names = [[parse_name(name) for name in forms.split("/")] for forms, _, _ in people]
    return find_spouses(names, [gender for _, gender, _ in people], [count for _, _, count in people])


def test_her_husband_is_the_only_man_of_the_family() -> None:
    marked = read_markup(COUPLE + "[[Her|pronoun] husband|nominal] smiled.")
    assert meant(marked, "Her husband") == ["sir-percy-blakeney"]


def test_mr_and_mrs_are_a_couple() -> None:
    assert spouses(("Mr. Hale", "he", 3), ("Mrs. Hale", "she", 3), ("Ned Hale", "he", 9)) == {0: 1, 1: 0, 2: 1}


def test_of_two_men_of_the_family_only_one_who_is_named_far_oftener_is_the_husband() -> None:
    percy, anne = ("Percy Vane", "he", 9), ("Anne Vane", "she", 9)
    assert spouses(percy, anne, ("Algernon Vane", "he", 1)) == {0: 1, 1: 0, 2: 1}
    assert spouses(percy, anne, ("Algernon Vane", "he", 2)) == {0: 1, 2: 1}


def test_of_two_families_of_a_woman_that_of_a_lady_counts() -> None:
    anne = ("Anne Vane/Anne Hale", "she", 9)
    assert spouses(anne, ("Percy Vane", "he", 9), ("Ned Hale", "he", 9), ("Lady Vane", "she", 2))[0] == 1
    assert 0 not in spouses(anne, ("Percy Vane", "he", 9), ("Ned Hale", "he", 9))


def test_people_of_unknown_pronouns_and_single_names_have_no_spouse() -> None:
    assert spouses(("Rey", "she", 3), ("Hux", "", 3), ("Ben Hale", "", 3)) == {}
    assert spouses() == {}
