from __future__ import annotations

import pytest
from markup import meant, read_markup

from relgraph.characters import find_characters
from relgraph.characters.layout import lay_out
from relgraph.characters.nominals import Description, describe


def said(marked_text: str) -> Description:
    marked = read_markup(marked_text)
    layout = lay_out(marked.story, marked.parse)
    return describe(layout, layout.spots[0])


@pytest.mark.parametrize(
    ("text", "determiner", "phrase", "plural", "gender"),
    [
        ("[the old man with a cane|nominal] sat", "definite", "old man", False, "he"),
        ("[a girl|nominal] sat", "indefinite", "girl", False, "she"),
        ("[her elder brother|nominal] sat", "owned", "elder brother", False, "he"),
        ("[Hux’s officers|nominal] sat", "owned", "officers", True, ""),
        ("[two guards|nominal] sat", "bare", "two guards", True, ""),
        ("[the crowd|nominal] sat", "definite", "crowd", True, ""),
        ("[the princess|nominal] sat", "definite", "princess", False, "she"),
        ("[the boy and the girl|nominal] sat", "definite", "boy", True, "he"),
        ("[the mother of the boy and the girl|nominal] sat", "definite", "mother", False, "she"),
        ("[cook|nominal] sat", "bare", "cook", False, ""),
    ],
)
def test_nominal_is_described(text: str, determiner: str, phrase: str, plural: bool, gender: str) -> None:  # noqa: FBT001  - a parameter of the table
    found = said(text)
    assert (found.determiner, found.phrase, found.plural, found.gender) == (determiner, phrase, plural, gender)


def test_title_of_two_words_is_seen() -> None:
    assert [said(f"[{t}|nominal] sat").title for t in ("the Supreme Leader", "the tall captain", "the cook")] == [
        "supreme leader",
        "captain",
        "",
    ]


def test_general_is_whoever_was_last_named_so() -> None:
    marked = read_markup(
        "[General Hux|name] entered. [The General|nominal] sneered.",
        "[General Organa|name] smiled. [The General|nominal] sat. [Hux|name] was far away.",
        "[Hux|name] woke. [the general|nominal] slept.",
    )
    assert meant(marked, "The General") == ["hux", "general-organa"]
    assert meant(marked, "the general") == ["hux"]
    assert {c.id: dict(c.titles) for c in marked.find().characters} == {
        "hux": {"The General": 1, "the general": 1},
        "general-organa": {"The General": 1},
    }


def test_general_of_a_story_with_one_is_that_one() -> None:
    marked = read_markup("[General Leia Organa|name] sat.", "[Poe|name] saluted [the general|nominal].")
    assert meant(marked, "the general") == ["leia-organa"]


def test_title_that_nobody_bears_is_an_unnamed_character() -> None:
    found = read_markup("[The Captain|nominal] sat. [Rey|name] waved. [The captain|nominal] rose.").find()
    assert [(c.name, c.kind, c.mentions) for c in found.characters] == [
        ("The Captain", "unnamed", 2),
        ("Rey", "named", 1),
    ]


def test_name_beside_a_nominal_is_the_person() -> None:
    marked = read_markup(
        "[Leia|name] saw [[her|pronoun] brother Luke|nominal]. [[Her|pronoun] brother|nominal] [Luke|name] sat. "
        "[Leia|name] saw [herself|pronoun]."
    )
    assert meant(marked, "Her brother") == ["luke"]


def test_relative_is_one_person_for_each_owner() -> None:
    marked = read_markup(
        "[Mr. Hale|name] loved [[his|pronoun] mother|nominal].",
        "[Mrs. Vane|name] loved [[her|pronoun] mother|nominal]. [[Her|pronoun] mother|nominal] slept.",
    )
    hale, vane, again = (meant(marked, text)[0] for text in ("his mother", "her mother", "Her mother"))
    assert hale != vane
    assert vane == again


@pytest.mark.parametrize(
    ("first", "second", "owner"),
    [
        ("[Mrs. Pell|name] and [[her|pronoun] son|nominal] [Davy|name] came.", "his mum", "mrs-pell"),
        ("[Mr. Pell|name] and [[his|pronoun] daughter|nominal] [Ada|name] came.", "her dad", "mr-pell"),
        ("[Mr. Pell|name] and [[his|pronoun] brother|nominal] [Davy|name] came.", "his brother", "mr-pell"),
    ],
)
def test_whose_son_somebody_is_is_their_mother(first: str, second: str, owner: str) -> None:
    one, own = ("Ada", "her") if second.startswith("her") else ("Davy", "his")
    marked = read_markup(f"{first} [{one}|name] saw [[{own}|pronoun] {second.split()[1]}|nominal].")
    assert meant(marked, second)[-1] == owner


def test_somebody_elses_mother_is_not_hers() -> None:
    marked = read_markup(
        "[Mrs. Pell|name] and [[her|pronoun] son|nominal] [Davy|name] came. "
        "[Ada|name] saw [[her|pronoun] mother|nominal]."
    )
    assert meant(marked, "her mother") == ["her-mother"]


def test_a_mother_and_a_mum_of_one_are_one() -> None:
    marked = read_markup(
        "[Ada|name] saw [[her|pronoun] mother|nominal].", "[Ada|name] heard [[her|pronoun] mum|nominal]."
    )
    assert meant(marked, "her mother") == meant(marked, "her mum")


RANKS = (
    "[The Queen|nominal] rose. [King Oswin|name] sat by [the Duke|nominal], and [Rey|name] stood.\n\n"
    "“{}, wait,” said [Finn|name] to [Rey|name]."
)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("[Majesty|nominal]", "king-oswin"),
        ("[Your Majesty|nominal]", "king-oswin"),
        ("[Her Majesty|nominal]", "the-queen"),
        ("[Your Grace|nominal]", "the-duke"),
        ("[Your Highness|nominal]", "rey"),
    ],
)
def test_majesty_is_the_last_king_or_queen(said: str, who: str) -> None:
    assert meant(read_markup(RANKS.format(said)), said.strip("[]").partition("|")[0]) == [who]


@pytest.mark.parametrize(
    ("said", "meets"),
    [
        ("[sir|nominal]", True),
        ("[my lady|nominal]", True),
        ("[my man|nominal]", False),
        ("[An old man|nominal]", False),
    ],
)
def test_who_is_spoken_to_is_called_what_they_may_be(said: str, meets: bool) -> None:  # noqa: FBT001  - a parameter of the table
    marked = read_markup(
        f"[Mrs. Vane|name] stood up.\n\n“{said}, there is time,” said [Mr. Hale|name] to [Mrs. Vane|name]."
    )
    word = said.strip("[]").partition("|")[0]
    assert (meant(marked, word) == ["mrs-vane"]) == meets


def test_wife_of_mr_is_mrs() -> None:
    marked = read_markup("[Mrs. Hale|name] sat. [Mr. Hale|name] kissed [[his|pronoun] wife|nominal].")
    assert meant(marked, "his wife") == ["mrs-hale"]


def test_same_description_is_the_same_unnamed_person() -> None:
    marked = read_markup(
        "[A doctor|nominal] came. [The doctor|nominal] sat.",
        "[The old man|nominal] wept.",
        "[The old man|nominal] slept. [An old man|nominal] woke.",
    )
    found = {c.id: (c.name, c.kind, c.mentions) for c in marked.find().characters}
    assert meant(marked, "A doctor") == meant(marked, "The doctor")
    assert len(set(meant(marked, "The old man"))) == 1
    assert meant(marked, "An old man") != meant(marked, "The old man")[:1]
    assert found[str(meant(marked, "A doctor")[0])] == ("A doctor", "unnamed", 2)


def test_several_people_are_a_group() -> None:
    found = read_markup("[The soldiers|nominal] ran. [The soldiers|nominal] fell. [Both men|nominal] rose.").find()
    assert [(c.name, c.kind, c.mentions) for c in found.characters] == [
        ("The soldiers", "group", 2),
        ("Both men", "group", 1),
    ]


def test_long_description_is_called_by_its_beginning() -> None:
    found = read_markup("[a man who never, for any reason, read a book|nominal] sat.").find()
    assert [(c.id, c.name) for c in found.characters] == [("a-man", "a man")]


def test_title_is_the_only_bearers_even_before_the_name() -> None:
    marked = read_markup("[The General|nominal] sneered. [Pell|name] left. [General Hux|name] sat.")
    assert meant(marked, "The General") == ["general-hux"]


def test_title_that_two_bear_later_is_nobodys_yet() -> None:
    marked = read_markup("[The General|nominal] sneered.", "[General Hux|name] met [General Vane|name].")
    assert meant(marked, "The General") == ["the-general"]


def test_nobody_in_particular_is_no_individual() -> None:
    marked = read_markup("[No one|nominal] spoke. [Orrin|name] looked at [one of them|nominal].")
    found = find_characters(marked.story, marked.parse)

    assert [(one.name, one.kind) for one in found.characters if one.kind != "group"] == [("Orrin", "named")]


def test_word_of_kin_that_is_a_name_to_the_teller_is_a_form_of_the_name() -> None:
    (gran,) = read_markup("[Grandpa|name] snored. [Grandpa|name] woke.").find().characters
    assert (gran.name, gran.kind, dict(gran.aliases)) == ("Grandpa", "unnamed", {"Grandpa": 2})


def test_word_of_kin_that_is_a_name_once_is_none() -> None:
    (gran,) = read_markup("[Grandpa|name] snored. [The grandpa|nominal] woke.").find().characters
    assert not gran.aliases


NIECE = (
    "“Sit down,” said [Mrs. Pole|name] to [Miss Cole|name].\n\n“{},” said [Miss Cole|name].\n\n"
    "[Miss Cole|name] sat. [Mrs. Pole|name] rose. [[Her|pronoun] aunt|nominal] was old."
)


def test_whom_somebody_calls_aunt_is_their_aunt() -> None:
    marked = read_markup(NIECE.format("No, [Aunt|nominal]"))
    assert meant(marked, "Her aunt") == ["mrs-pole"]
    assert meant(marked, "Her") == ["miss-cole"]


def test_somebody_who_is_called_nothing_may_have_an_aunt_elsewhere() -> None:
    marked = read_markup(NIECE.format("No"))
    assert meant(marked, "Her aunt") == ["her-aunt"]
    assert meant(marked, "Her") == ["mrs-pole"]
