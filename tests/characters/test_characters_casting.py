from __future__ import annotations

from markup import meant, named, read_markup

from relgraph.cast import Cast, CastCharacter, CastSplit

TWO = "[Kylo Ren|name] sat down. [Ren|name] sighed. [Ren|name] rose."


def place(text: str, word: str, nth: int) -> int:
    """Return the offset of the nth `word` (from 1)."""
    at = -1
    for _ in range(nth):
        at = text.index(word, at + 1)
    return at


def test_form_can_be_split_off_to_another_character() -> None:
    cast = Cast(splits=(CastSplit(form="Ren", to="Vicrul"),))
    marked = read_markup(TWO)
    assert named(marked, cast) == [("Kylo Ren",), ("Ren",)]
    assert [c.name for c in marked.find(cast).characters] == ["Vicrul", "Kylo Ren"]


def test_single_mention_can_be_split_off_to_one_whom_the_text_never_names() -> None:
    marked = read_markup(TWO)
    cast = Cast(splits=(CastSplit(form="Ren", to="Vicrul", at=(place(marked.story.text, "Ren", 2),)),))
    found = marked.find(cast)
    assert [(c.id, c.kind, dict(c.aliases)) for c in found.characters] == [
        ("kylo-ren", "named", {"Kylo Ren": 1, "Ren": 1}),
        ("vicrul", "named", {"Ren": 1}),
    ]
    assert [(m.character, m.rule, m.first, m.second, m.p) for m in found.merges] == [
        ("vicrul", "cast", "Vicrul", "Ren", 1.0),
        ("kylo-ren", "family name", "Kylo Ren", "Ren", 0.93),
    ]


def test_offset_at_which_the_form_does_not_stand_decides_nothing() -> None:
    marked = read_markup(TWO)
    wrong = Cast(splits=(CastSplit(form="Ben", to="Vicrul", at=(place(marked.story.text, "Ren", 2),)),))
    assert named(marked, wrong) == [("Kylo Ren", "Ren")]
    assert len(marked.find(wrong).characters) == 1


def test_pronoun_and_nominal_can_be_given_to_a_character() -> None:
    marked = read_markup("[Rey|name] sat. [The man|nominal] saw [her|pronoun]. [Finn|name] slept.")
    text = marked.story.text
    cast = Cast(
        splits=(
            CastSplit(form="her", to="Finn", at=(text.index("her"),)),
            CastSplit(form="The man", to="Poe", at=(text.index("The man"),)),
        )
    )
    assert meant(marked, "her", cast) == ["finn"]
    assert meant(marked, "The man", cast) == ["poe"]


def test_title_can_be_given_to_a_character() -> None:
    marked = read_markup("[The General|nominal] sat. [Hux|name] slept. [The General|nominal] rose.")
    cast = Cast(characters=(CastCharacter(name="Hux", aliases=("the General",)),))
    assert meant(marked, "The General", cast) == ["hux", "hux"]


def test_names_that_are_apart_stay_two_whatever_they_look_like() -> None:
    marked = read_markup("[William Hale|name] sat.", "[Bill Hale|name] rose.")
    assert named(marked) == [("William Hale", "Bill Hale")]
    assert named(marked, Cast(apart=(("William Hale", "Bill Hale"),))) == [("William Hale",), ("Bill Hale",)]


def test_narrator_is_whom_the_cast_says() -> None:
    marked = read_markup("[I|pronoun] sat. [Rey|name] saw [me|pronoun]. [Isaura Venn|name] is [my|pronoun] name here.")
    assert set(meant(marked, "I", Cast(narrator="Isaura Venn"))) == {"isaura-venn"}
    owned = Cast(narrator="Isa", characters=(CastCharacter(name="Isa", aliases=("Isaura Venn",)),))
    assert set(meant(marked, "me", owned)) == {"isa"}


def test_narrator_whom_the_text_never_names_gets_the_name() -> None:
    found = read_markup("[I|pronoun] sat. [Rey|name] saw [me|pronoun].").find(Cast(narrator="Isaura"))
    assert [(c.id, c.name, c.kind) for c in found.characters] == [
        ("narrator", "Isaura", "narrator"),
        ("rey", "Rey", "named"),
    ]


def test_split_to_an_alias_means_the_character_that_has_it() -> None:
    cast = Cast(
        characters=(CastCharacter(name="Ben Solo", aliases=("Kylo Ren",), pronouns="he/him"),),
        splits=(CastSplit(form="the knight", to="Kylo Ren"),),
    )
    marked = read_markup("[Kylo Ren|name] sat. [The knight|nominal] rose.")
    assert meant(marked, "The knight", cast) == ["ben-solo"]
