from __future__ import annotations

import pytest
from markup import meant, read_markup

from relgraph.characters.people import Presence


def test_pronouns_go_to_the_person_whose_pronouns_they_are() -> None:
    marked = read_markup(
        "[Mr. Hale|name] met [Mrs. Vane|name]. [She|pronoun] saw [him|pronoun]. [He|pronoun] left [her|pronoun] house."
    )
    assert [meant(marked, word)[0] for word in ("She", "him", "He", "her")] == [
        "mrs-vane",
        "mr-hale",
        "mr-hale",
        "mrs-vane",
    ]


def test_reflexive_is_the_subject() -> None:
    marked = read_markup("[John|name] sat with [Peter|name]. [Peter|name] saw, with [John|name], [himself|pronoun].")
    assert meant(marked, "himself") == ["peter"]


def test_object_is_not_the_subject_of_its_clause() -> None:
    marked = read_markup("[John|name] came in. [Peter|name] looked at [him|pronoun].")
    assert meant(marked, "him") == ["john"]


def test_nobody_is_meant_across_the_start_of_a_chapter() -> None:
    marked = read_markup("[John|name] came in.", "[He|pronoun] left.")
    assert meant(marked, "He") == [None]


def test_pronoun_that_fits_nobody_is_left_out() -> None:
    assert meant(read_markup("[Mr. Hale|name] sat. [She|pronoun] left."), "She") == [None]


def test_they_is_the_group_just_spoken_of() -> None:
    marked = read_markup("[The soldiers|nominal] ran. It rained. [They|pronoun] fell.")
    assert meant(marked, "They") == meant(marked, "The soldiers")


def test_they_is_not_a_group_of_long_ago() -> None:
    marked = read_markup("[The soldiers|nominal] ran. It rained. It stopped. It rained. [They|pronoun] rose.")
    assert meant(marked, "They") == [None]


def test_they_without_a_group_is_left_out() -> None:
    assert meant(read_markup("[Rey|name] sat. [They|pronoun] left."), "They") == [None]


def test_person_who_is_always_they_is_they() -> None:
    marked = read_markup(
        "[Ash|name] said [they|pronoun] were tired. [Ash|name] knew [they|pronoun] had lost. [Ash|name] sat where "
        "[they|pronoun] liked. [Ash|name] slept as [they|pronoun] must. [They|pronoun] dreamt."
    )
    assert meant(marked, "They") == ["ash"]
    assert marked.find().characters[0].pronouns == "they/them"


def test_invented_pronouns_are_learnt_from_the_story() -> None:
    marked = read_markup(
        "[Sol|name] cut [xemself|pronoun]. [Sol|name] saw [xyr|pronoun] hand. [Rey|name] cut [herself|pronoun]. "
        "[Xe|pronoun] wept, and [she|pronoun] did not."
    )
    assert (meant(marked, "Xe"), meant(marked, "she")) == (["sol"], ["rey"])


def test_we_is_a_group() -> None:
    found = read_markup("[We|pronoun] ran. [Our|pronoun] feet hurt.").find()
    assert [(c.kind, c.mentions) for c in found.characters] == [("group", 2)]


def test_first_person_narration_has_a_narrator() -> None:
    found = read_markup("[I|pronoun] woke. [My|pronoun] head hurt. [I|pronoun] rose.").find()
    assert [(c.id, c.name, c.kind, c.mentions) for c in found.characters] == [("narrator", "Narrator", "narrator", 3)]


def test_stray_i_and_you_make_no_character() -> None:
    words = "the rain fell on the roof and the river rose " * 90
    marked = read_markup(f"[I|pronoun] must own, as [you|pronoun] know, that {words}.")
    assert marked.find().mentions == ()


def test_second_person_narration_has_a_reader() -> None:
    marked = read_markup(
        "[You|pronoun] wake. [Your|pronoun] hands shake. [You|pronoun] look at [Kylo|name]. "
        "“Come to bed, [Kylo|name],” [you|pronoun] say. “No,” [he|pronoun] tells [you|pronoun]."
    )
    found = marked.find()
    assert next((c.id, c.name, c.kind) for c in found.characters) == ("reader", "Reader (you)", "reader")
    assert [(q.speaker, q.addressee) for q in found.quotes] == [("reader", "kylo"), ("kylo", "reader")]


@pytest.mark.parametrize(
    "told",
    [
        "“[My|pronoun] name is [Jim|name],” [I|pronoun] said to [Ann|name].",
        "[My|pronoun] name’s [Jim|name].",
        "Call [me|pronoun] [Jim|name].",
        "[I|pronoun] am [Jim|name].",
    ],
)
def test_narrator_who_tells_the_name_is_that_character(told: str) -> None:
    marked = read_markup(f"[I|pronoun] woke. [My|pronoun] head hurt and [I|pronoun] rose. {told}")
    assert set(meant(marked, "I")) == {"jim"}
    assert [c.kind for c in marked.find().characters if c.id == "jim"] == ["named"]


def test_narrator_who_is_called_by_a_name_again_and_again_is_that_character() -> None:
    talk = "“Hello,” [I|pronoun] said.\n\n“You look ill, [Jim|name],” said [Ann|name].\n\n"
    assert meant(read_markup(talk * 3), "I") == ["jim"] * 3


def test_narrator_is_not_one_of_whom_the_narration_speaks() -> None:
    talk = "“Hello,” [I|pronoun] said.\n\n“Look, [Jim|name],” said [Ann|name].\n\n[Jim|name] looked.\n\n"
    assert meant(read_markup(talk * 3), "I") == ["narrator"] * 3


def test_inferred_mentions_have_a_probability_and_names_none() -> None:
    found = read_markup("[John|name] sat. [He|pronoun] left, and [his|pronoun] dog.").find()
    assert found.mentions[0].p is None
    assert all(m.p is not None and 0 < m.p <= 1 for m in found.mentions[1:])


def test_presence_fades_by_sentence_and_lists_the_latest_first() -> None:
    presence = Presence()
    presence.add(7, 0, 1.0)
    presence.add(8, 1, 2.0)
    assert presence.level(7, 2) == pytest.approx(0.4**2)
    assert presence.level(9, 2) == 0.0
    assert list(presence.recent(2, reach=5)) == [8, 7]
    assert list(presence.recent(4, reach=3)) == [8]
    assert (presence.last_sentence(8), presence.last_sentence(9)) == (1, -1)
