"""Decisions of a reader, one at a time, and two casts made one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.cast import Cast, CastCharacter, CastSplit, CastVeto, parse_cast, write_cast
from relgraph.cast.editing import (
    give_form,
    give_mentions,
    ignore,
    ignore_no_more,
    keep_apart,
    merge,
    rename,
    set_narrator,
    set_pronouns,
)
from relgraph.cast.merging import merge_casts
from relgraph.errors import CastError
from relgraph.records import Character, CharacterKind


def person(name: str, *aliases: str, kind: CharacterKind = "named") -> Character:
    """A character whose aliases are the rarer the later they come."""
    counts = {form: len(aliases) - at for at, form in enumerate(aliases)}
    return Character(id=name.lower().replace(" ", "-"), name=name, kind=kind, mentions=9, aliases=counts)


KYLO = person("Kylo Ren", "Kylo", "Kylo Ren", "Ren")
BEN = person("Ben Solo", "Ben", "Ben Solo", "Solo")
HAN = person("Han Solo", "Han", "Han Solo", "Solo")
HUX = person("Armitage Hux", "Hux", "General Hux")
DOCTOR = person("the doctor", kind="unnamed")
NARRATOR = person("Narrator", kind="narrator")
READER = person("Reader (you)", kind="reader")


# Merging -------------------------------------------------------------------------------------------------------------


def test_merged_person_brings_the_name_and_leaves_doubtful_forms_to_the_text() -> None:
    assert merge(Cast(), KYLO, BEN) == Cast(characters=(CastCharacter(name="Kylo Ren", aliases=("Ben Solo",)),))


def test_person_whose_name_the_text_does_not_have_is_known_by_the_most_frequent_form() -> None:
    assert merge(Cast(), HUX, DOCTOR).characters == (CastCharacter(name="Armitage Hux", aliases=("Hux", "the doctor")),)


def test_merging_two_decided_people_joins_all_their_forms() -> None:
    cast = Cast(
        characters=(
            CastCharacter(name="Kylo Ren", aliases=("Kylo",), pronouns="he/him"),
            CastCharacter(name="Ben Solo", aliases=("Ben",)),
        ),
        apart=(("Kylo", "Ben"), ("Kylo", "Ben Solo", "Rey")),
        vetoes=(
            CastVeto(between=("Ben", "Kylo"), start=3, end=9, text="Ben"),
            CastVeto(between=("Ben", "Rey"), start=4, end=8, text="Rey"),
        ),
    )

    assert merge(cast, KYLO, BEN) == Cast(
        characters=(CastCharacter(name="Kylo Ren", aliases=("Kylo", "Ben Solo", "Ben"), pronouns="he/him"),),
        apart=(("Kylo", "Rey"),),
        vetoes=(CastVeto(between=("Ben", "Rey"), start=4, end=8, text="Rey"),),
    )


@pytest.mark.parametrize(("one", "other"), [(NARRATOR, BEN), (BEN, NARRATOR)])
def test_merging_with_the_narrator_says_who_tells_the_story(one: Character, other: Character) -> None:
    assert merge(Cast(), one, other) == Cast(narrator="Ben Solo")


def test_reader_is_not_merged() -> None:
    with pytest.raises(CastError, match="The reader"):
        merge(Cast(), BEN, READER)


# Names ---------------------------------------------------------------------------------------------------------------


def test_renamed_person_keeps_the_forms_of_the_text() -> None:
    once = rename(Cast(), DOCTOR, " Ada  Venn ", [DOCTOR, HAN])

    assert once.characters == (CastCharacter(name="Ada Venn", aliases=("the doctor",)),)
    assert rename(once, person("Ada Venn"), "the doctor", []).characters == (
        CastCharacter(name="the doctor", aliases=("Ada Venn",)),
    )


def test_renamed_narrator_is_named_in_the_cast() -> None:
    assert rename(Cast(), NARRATOR, "Isaura", []) == Cast(narrator="Isaura")


@pytest.mark.parametrize(
    ("name", "expected"), [("  ", "Give a name"), ("solo", "'solo' is Han Solo already: merge the two instead")]
)
def test_name_that_cannot_be_given_is_told(name: str, expected: str) -> None:
    with pytest.raises(CastError, match=expected):
        rename(Cast(), KYLO, name, [KYLO, HAN])


def test_pronouns_are_told_and_taken_back() -> None:
    told = set_pronouns(Cast(), HAN, "they/ them")

    assert told.characters == (CastCharacter(name="Han Solo", pronouns="they/ them"),)
    assert set_pronouns(told, HAN, " ").characters == (CastCharacter(name="Han Solo"),)


# Forms and mentions --------------------------------------------------------------------------------------------------


def test_form_goes_to_a_new_person() -> None:
    assert give_form(Cast(), "Ren", "Vicrul") == Cast(splits=(CastSplit(form="Ren", to="Vicrul"),))


def test_form_goes_to_a_decided_person_and_leaves_the_one_who_had_it() -> None:
    cast = Cast(
        characters=(CastCharacter(name="Ben", aliases=("Solo",)), CastCharacter(name="Han")),
        splits=(CastSplit(form="the pilot", to="Ben"), CastSplit(form="he", to="Ben", at=(4,))),
        apart=(("Han", "Solo"),),
    )

    assert give_form(cast, "Solo", "han") == Cast(
        characters=(CastCharacter(name="Ben"), CastCharacter(name="Han", aliases=("Solo",))), splits=cast.splits
    )
    assert give_form(cast, "the pilot", "Han").splits == (CastSplit(form="he", to="Ben", at=(4,)),)


def test_person_who_loses_the_name_is_called_by_an_alias_or_leaves() -> None:
    cast = Cast(characters=(CastCharacter(name="Ben", aliases=("Solo",)), CastCharacter(name="Rey")))

    assert give_form(give_form(cast, "Ben", "Kylo"), "Rey", "Kylo").characters == (CastCharacter(name="Solo"),)


def test_form_goes_to_a_person_of_the_story() -> None:
    cast = give_form(Cast(apart=(("Kylo Ren", "Ren"),)), "Ren", KYLO)

    assert cast == Cast(characters=(CastCharacter(name="Kylo Ren", aliases=("Ren",)),))
    assert give_form(Cast(), "the general", HUX).characters == (
        CastCharacter(name="Armitage Hux", aliases=("Hux", "the general")),
    )


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("ren", "'Ren' needs another person than itself"),
        (" ", "Give the name"),
        (NARRATOR, "Narrator has no name yet: say first who that is"),
    ],
)
def test_form_needs_another_person(to: Character | str, expected: str) -> None:
    with pytest.raises(CastError, match=expected):
        give_form(Cast(), "Ren", to)


def test_mentions_of_a_person_of_the_story_need_an_entry_only_for_a_name_that_the_text_does_not_have() -> None:
    assert give_mentions(Cast(), "he", [3], BEN) == Cast(splits=(CastSplit(form="he", to="Ben Solo", at=(3,)),))
    assert give_mentions(Cast(), "he", [3], HUX) == Cast(
        characters=(CastCharacter(name="Armitage Hux", aliases=("Hux",)),),
        splits=(CastSplit(form="he", to="Armitage Hux", at=(3,)),),
    )
    assert give_mentions(Cast(narrator="Narrator"), "he", [3], NARRATOR).splits[0].to == "Narrator"


def test_single_mentions_go_to_a_person_and_leave_the_one_who_had_them() -> None:
    cast = give_mentions(Cast(), "he", [30, 7], "Vicrul")
    cast = give_mentions(cast, "He", [7], "Rey")

    assert cast.splits == (CastSplit(form="he", to="Vicrul", at=(30,)), CastSplit(form="He", to="Rey", at=(7,)))
    assert give_mentions(cast, "he", [7, 99], "vicrul").splits == (CastSplit(form="he", to="vicrul", at=(7, 30, 99)),)


def test_mentions_need_a_person() -> None:
    with pytest.raises(CastError, match="Give the name"):
        give_mentions(Cast(), "he", [3], "")


# Nobody, apart, narrator ---------------------------------------------------------------------------------------------


def test_ignored_forms_are_nobody_until_they_are_taken_back() -> None:
    cast = Cast(
        characters=(CastCharacter(name="Starkiller", aliases=("the Base", "Base One")),),
        splits=(CastSplit(form="it", to="Starkiller", at=(3,)),),
        narrator="Starkiller",
    )

    ignored = ignore(cast, ["Starkiller", "the Base"])

    assert ignored == Cast(characters=(CastCharacter(name="Base One"),), ignore=("Starkiller", "the Base"))
    assert ignore_no_more(ignored, "starkiller").ignore == ("the Base",)


def test_forms_of_one_person_are_kept_apart() -> None:
    cast = Cast(characters=(CastCharacter(name="Bill", aliases=("William",)),))

    parted = keep_apart(cast, "William", "Bill")

    assert parted == Cast(characters=(CastCharacter(name="Bill"),), apart=(("William", "Bill"),))
    assert keep_apart(parted, "bill", "William") == parted


def test_narrator_is_told_and_taken_back() -> None:
    told = set_narrator(Cast(), "Isaura")

    assert (told.narrator, set_narrator(told, " ").narrator) == ("Isaura", None)


# Two casts -----------------------------------------------------------------------------------------------------------

MINE = Cast(
    characters=(CastCharacter(name="Kylo Ren", aliases=("Ren",)), CastCharacter(name="Rey", pronouns="she/her")),
    ignore=("Starkiller",),
    narrator="Rey",
)


def test_two_casts_become_one() -> None:
    other = Cast(
        characters=(
            CastCharacter(name="Ben Solo", aliases=("Kylo Ren", "Ben")),
            CastCharacter(name="Finn", aliases=("FN-2187",), pronouns="he/him"),
        ),
        ignore=("starkiller", "Jakku"),
        splits=(CastSplit(form="Ren", to="Kylo Ren"), CastSplit(form="he", to="Finn", at=(9,))),
        apart=(("Finn", "Rey"),),
        narrator="rey",
        vetoes=(CastVeto(between=("Finn", "Rey"), start=1, end=5, text="Finn"),),
    )

    assert merge_casts(MINE, other) == (
        Cast(
            characters=(
                CastCharacter(name="Kylo Ren", aliases=("Ren", "Ben Solo", "Ben")),
                CastCharacter(name="Rey", pronouns="she/her"),
                CastCharacter(name="Finn", aliases=("FN-2187",), pronouns="he/him"),
            ),
            ignore=("Starkiller", "Jakku"),
            splits=(CastSplit(form="he", to="Finn", at=(9,)),),
            apart=(("Finn", "Rey"),),
            narrator="Rey",
            vetoes=other.vetoes,
        ),
        (),
    )


def test_what_two_casts_disagree_on_is_named_and_the_own_one_counts() -> None:
    other = Cast(
        characters=(
            CastCharacter(name="Ren", aliases=("Rey",), pronouns="he/him"),
            CastCharacter(name="Rey", pronouns="they/them"),
            CastCharacter(name="Starkiller", aliases=("Galen",), pronouns="he/him"),
        ),
        splits=(CastSplit(form="Ren", to="Rey"),),
        ignore=("Rey",),
        apart=(("Kylo Ren", "Ren"),),
        narrator="Kylo Ren",
    )

    merged, conflicts = merge_casts(MINE, other)

    both = "'Kylo Ren' and 'Ren'"
    assert merged == Cast(
        characters=(CastCharacter(name="Kylo Ren", aliases=("Ren",), pronouns="he/him"), MINE.characters[1]),
        ignore=("Starkiller",),
        narrator="Rey",
    )
    assert conflicts == (
        "'Rey' is Ren: left out; it is Rey here",
        "Rey is they/them: left out; the pronouns are she/her here",
        "Starkiller: left out; 'Starkiller' is claimed twice: by Starkiller and by [ignore]",
        "'Galen' is Starkiller: left out; Starkiller has no entry",
        "Starkiller is he/him: left out; there is no such entry",
        "'Ren' is Rey: left out; 'Ren' is claimed twice: by Kylo Ren and by Rey",
        "'Rey' is nobody: left out; 'Rey' is claimed twice: by Rey and by [ignore]",
        f"{both} are different people: left out; {both} cannot be apart: both are Kylo Ren",
        "Kylo Ren tells the story: left out; Rey does here",
    )


# Whatever is decided -------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["Ann", "ann", "Bob", "Cy", "Dee Lee", "the king", "Lee"])
PEOPLE = st.builds(lambda name, forms: person(name, *dict.fromkeys(forms)), NAMES, st.lists(NAMES, max_size=2))
DECISIONS = st.one_of(
    st.tuples(st.just(merge), PEOPLE, PEOPLE),
    st.tuples(st.just(rename), PEOPLE, NAMES, st.just([])),
    st.tuples(st.just(set_pronouns), PEOPLE, st.sampled_from(["she/her", None])),
    st.tuples(st.just(give_form), NAMES, st.one_of(NAMES, PEOPLE)),
    st.tuples(
        st.just(give_mentions), NAMES, st.lists(st.integers(0, 3), min_size=1, max_size=2), st.one_of(NAMES, PEOPLE)
    ),
    st.tuples(st.just(ignore), st.lists(NAMES, min_size=1, max_size=2)),
    st.tuples(st.just(keep_apart), NAMES, NAMES),
    st.tuples(st.just(set_narrator), NAMES),
)


def decided(decisions: list[tuple[object, ...]]) -> Cast:
    cast = Cast()
    for decide, *arguments in decisions:
        try:
            cast = decide(cast, *arguments)  # type: ignore[operator]  # a function of the module
        except CastError:
            continue
    return cast


@given(st.lists(DECISIONS, max_size=8))
def test_every_cast_that_comes_out_reads_back_equal(decisions: list[tuple[object, ...]]) -> None:
    cast = decided(decisions)

    assert parse_cast(write_cast(cast)) == cast


@given(st.lists(DECISIONS, max_size=6), st.lists(DECISIONS, max_size=6))
def test_merged_casts_read_back_equal_and_keep_the_own_one(
    first: list[tuple[object, ...]], second: list[tuple[object, ...]]
) -> None:
    own = decided(first)

    merged, _ = merge_casts(own, decided(second))

    assert parse_cast(write_cast(merged)) == merged
    assert merge_casts(merged, own) == (merged, ())
