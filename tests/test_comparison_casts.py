"""Who of one story is whom of another, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import make_analysis
from two_stories import WINDOW, story

from relgraph.cast import Cast, CastCharacter
from relgraph.comparison import Comparison, Match, compare
from relgraph.errors import RelgraphError
from relgraph.records import Tags

REN = story(("Kylo Ren", "Ann"), title="First", slug="first")
SOLO = story(("Ben Solo", "Ann"), title="Second", slug="second")


def ids(comparison: Comparison) -> set[tuple[str | None, ...]]:
    return {one.ids for one in comparison.characters}


def match_of(comparison: Comparison, name: str, side: int) -> Match:
    return next(one for one in comparison.character(name).matches if one.story == side)


def test_two_names_are_two_people_without_a_word_on_it() -> None:
    assert ids(compare([REN, SOLO])) == {("ann", "ann")}


def test_cast_with_both_names_makes_them_one() -> None:
    cast = Cast(characters=(CastCharacter(name="Kylo Ren", aliases=("Ben Solo",)),))

    comparison = compare([REN, SOLO], cast=cast)

    assert ids(comparison) == {("ann", "ann"), ("kylo-ren", "ben-solo")}
    found = match_of(comparison, "Ben Solo", 1)
    assert (found.rule, found.score, {found.to, found.name}) == ("first", 1.0, {"Ben Solo"})
    assert match_of(comparison, "Kylo Ren", 0) == Match(
        story=0, id="kylo-ren", name="Kylo Ren", rule="cast", to="Ben Solo", forms=(), score=1.0
    )


def test_alias_of_the_cast_brings_in_a_first_name_and_no_other_full_name() -> None:
    cast = Cast(characters=(CastCharacter(name="Kylo Ren", aliases=("Ben",)),))

    assert ("kylo-ren", "ben") in ids(compare([REN, story(("Ben", "Ann"))], cast=cast))
    other = make_analysis("{kenobi|Ben Kenobi} met {ann|Ann}. {kenobi|Ben Kenobi} sat. {kenobi|Ben} sat.")
    assert ids(compare([REN, other], cast=cast)) == {("ann", "ann")}


def test_name_that_the_cast_ignores_is_nobody() -> None:
    assert compare([REN, SOLO], cast=Cast(ignore=("ann",))).nobody_shared


def test_names_that_the_cast_parts_are_two() -> None:
    first = make_analysis("{bill|Bill} met {ann|Ann}. {bill|Will} sat.")
    second = make_analysis("{will|Will} met {ann|Ann}.")

    assert ("bill", "will") in ids(compare([first, second]))
    assert ids(compare([first, second], cast=Cast(apart=(("Bill", "Will"),)))) == {("ann", "ann")}


@pytest.mark.parametrize(
    "tag", [Tags(characters=("Kylo Ren | Ben Solo",)), Tags(relationships=("Rey/Ben Solo | Kylo Ren",))]
)
def test_tag_with_both_names_makes_them_one(tag: Tags) -> None:
    tagged = replace(SOLO, story=replace(SOLO.story, tags=tag))

    comparison = compare([REN, tagged])

    assert ("kylo-ren", "ben-solo") in ids(comparison)
    assert match_of(comparison, "Kylo Ren", 0).rule == "tag"


def test_part_of_a_tagged_name_counts_in_the_story_of_the_tag_only() -> None:
    tags = Tags(characters=("Kylo Ren | Ben Solo",))
    ben = story(("Ben", "Ann"), slug="ben")

    assert ("kylo-ren", "ben") in ids(compare([REN, replace(ben, story=replace(ben.story, tags=tags))]))
    assert ids(compare([replace(REN, story=replace(REN.story, tags=tags)), ben])) == {("ann", "ann")}


def test_reader_decides_by_story_and_id() -> None:
    assert ("kylo-ren", "ben-solo") in ids(compare([REN, SOLO], same=[[(0, "kylo-ren"), (1, "ben-solo")]]))
    assert ids(compare([REN, SOLO], apart=[((0, "ann"), (1, "ann"))])) == set()


@pytest.mark.parametrize("decided", [{"same": [[(0, "rey"), (1, "ann")]]}, {"apart": [((0, "ann"), (1, "rey"))]}])
def test_decision_on_somebody_unknown_names_the_known(decided: dict[str, list[list[tuple[int, str]]]]) -> None:
    with pytest.raises(RelgraphError, match=r"no character 'rey' in story .; it has ann, "):
        compare([REN, SOLO], **decided)  # type: ignore[arg-type]  # one of two options


def test_father_and_son_who_share_a_family_name_are_two() -> None:
    han, ben = {"han": {"name": "Han Solo"}}, {"ben": {"name": "Ben Solo"}}
    first = make_analysis("{han|Han Solo} sat. {han|Solo} met {ann|Ann}. {han|Solo} left.", people=han)
    second = make_analysis("{ben|Ben Solo} sat. {ben|Solo} met {ann|Ann}. {ben|Solo} left.", people=ben)

    assert ids(compare([first, second])) == {("ann", "ann")}


def test_she_here_and_he_there_are_two_unless_the_names_are_equal() -> None:
    def bennet(name: str, pronouns: str) -> Comparison:
        first = make_analysis("{b|Bennet} sat. {b|Mr. Bennet} sat.", people={"b": {"pronouns": "he/him"}})
        second = make_analysis(
            f"{{b|{name}}} sat. {{b|{name}}} ran. {{b|Bennet}} sat.", people={"b": {"pronouns": pronouns}}
        )
        return compare([first, second])

    assert bennet("Miss Bennet", "she/her").nobody_shared
    assert not bennet("Mister Bennet", "he/him").nobody_shared
    assert not bennet("Bennet", "she/her").nobody_shared


def test_match_says_rule_forms_and_score() -> None:
    first = make_analysis("{hux|General Hux} sat. {hux|General Hux} ran. {hux|Hux} met {ann|Ann}.")
    second = make_analysis("{h|Armitage Hux} sat. {h|Hux} met {ann|Ann}.")

    hux = compare([first, second]).character("General Hux")

    assert [(one.story, one.rule, one.to, one.forms) for one in hux.matches] == [
        (0, "first", "General Hux", ()),
        (1, "forms", "General Hux", ("hux",)),
    ]
    assert hux.matches[1].score == pytest.approx(1 / 3)


def test_closest_names_are_listed_where_nobody_is_shared() -> None:
    first, second = story(("Hermione", "Xan")), story(("Hermoine", "Quill Otter"))

    closest = compare([first, second]).closest

    assert (closest[0].first, closest[0].second) == ((0, "hermione"), (1, "hermoine"))
    assert (closest[0].first_name, closest[0].second_name) == ("Hermione", "Hermoine")
    assert 0.8 < closest[0].score < 1


def test_common_word_is_worth_a_look() -> None:
    first, second = story(("Rose Tico", "Ann")), story(("Rose Darrow", "Ann"))

    (miss,) = compare([first, second]).closest
    assert (miss.first_name, miss.second_name) == ("Rose Tico", "Rose Darrow")
    assert 0.6 <= miss.score < 0.7


def test_parts_of_one_text_are_aligned_by_id() -> None:
    one = make_analysis("{a|Will} met {b|Will}. {a|Will} sat. {b|Bo} met {a|Al}.", people={"a": {"name": "Will"}})
    other = replace(one, story=replace(one.story, title="Again"))

    assert ids(compare([one, other], window=WINDOW)) == {("a", "a"), ("b", "b")}
    assert {match.rule for person in compare([one, other]).characters for match in person.matches} == {
        "first",
        "same text",
    }


def test_story_with_two_of_a_name_gives_the_likelier_one() -> None:
    first = story(("Will", "Ann"), slug="first")
    second = make_analysis("{old|Will} met {ann|Ann}. {new|Will} sat. {new|Will} ran. {old|Will Turner} sat.")

    assert ("will", "new") in ids(compare([first, second]))


def test_nickname_and_full_given_name_of_one_family_are_one() -> None:
    first = make_analysis("{b|Lizzy Bennet} sat. {b|Bennet} met {ann|Ann}.", people={"b": {"name": "Lizzy Bennet"}})
    second = make_analysis(
        "{b|Elizabeth Bennet} sat. {b|Bennet} met {ann|Ann}.", people={"b": {"name": "Elizabeth Bennet"}}
    )

    assert ids(compare([first, second])) == {("ann", "ann"), ("b", "b")}


def test_person_is_found_by_any_common_form() -> None:
    first = make_analysis("{hux|General Hux} sat. {hux|General Hux} ran. {hux|Hux} met {ann|Ann}.")
    second = make_analysis("{h|Armitage Hux} sat. {h|Armitage Hux} ran. {h|Hux} met {ann|Ann}.")

    assert compare([first, second]).character("hux").ids == ("hux", "h")
