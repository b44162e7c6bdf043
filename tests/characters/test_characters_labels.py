"""Family and role words: spellings, kinds and inverses."""

from __future__ import annotations

import pytest

from relgraph.characters.labels import LABELS, PLURALS, inverse, kin_name


@pytest.mark.parametrize(
    ("label", "pronouns", "other"),
    [
        ("mother", "he/him", "son"),
        ("mother", "they/them", "child"),
        ("daughter", "she/her", "mother"),
        ("brother", "she/her", "sister"),
        ("brother", None, "sibling"),
        ("uncle", "he/him", "nephew"),
        ("uncle", None, None),
        ("wife", "he/him", "husband"),
        ("wife", "she/her", "wife"),
        ("friend", "he/him", "friend"),
        ("best friend", None, "friend"),
        ("teacher", "she/her", "student"),
        ("former husband", "she/her", "former wife"),
        ("former captain", "she/her", None),
        ("foster mother", "he/him", "foster son"),
        ("master", "he/him", None),
        ("apprentice", "he/him", "master"),
        ("love", "he/him", None),
        ("great-grandmother", "he/him", None),
    ],
)
def test_inverse_is_known_where_it_is_certain(label: str, pronouns: str | None, other: str | None) -> None:
    assert inverse(label, pronouns) == other


@pytest.mark.parametrize("pronouns", ["he/him", "she/her", None])
def test_inverse_of_the_inverse_fits_the_first(pronouns: str | None) -> None:
    genders = {"he": "he/him", "she": "she/her", "": None}
    for label in sorted({one.name for one in LABELS.values()} - {"apprentice", "boss", "tutor", "rescuer"}):
        other = inverse(label, pronouns)
        if other is not None:
            assert inverse(other, genders[LABELS[label].gender]) in {label, None}


def test_spellings_are_one_label() -> None:
    assert {LABELS[word].name for word in ("mother", "mum", "mom", "mama")} == {"mother"}
    assert LABELS["stepfather"] == LABELS["step-father"]
    assert (LABELS["sister"].kind, LABELS["sister"].gender) == ("family", "she")
    assert (LABELS["pal"].name, LABELS["pal"].kind) == ("friend", "friendship")


def test_plurals_are_spelt_as_english_does() -> None:
    assert {word: PLURALS[word].name for word in ("sisters", "enemies", "allies", "foes", "pals")} == {
        "sisters": "sister",
        "enemies": "enemy",
        "allies": "ally",
        "foes": "enemy",
        "pals": "friend",
    }


@pytest.mark.parametrize(
    ("word", "name"),
    [("mum", "mother"), ("mother", "mother"), ("hubby", "husband"), ("pal", "pal"), ("doctor", "doctor")],
)
def test_words_of_family_and_love_have_one_name(word: str, name: str) -> None:
    assert kin_name(word) == name
