"""Families of names that are easily joined wrongly or torn apart: sorted forms of each character are compared."""

from __future__ import annotations

import pytest
from markup import meant, named, read_markup

from relgraph.records import Tags


def cast_of(*chapters: str, tags: Tags | None = None) -> set[tuple[str, ...]]:
    return {tuple(sorted(texts)) for texts in named(read_markup(*chapters, tags=tags))}


def test_short_forms_join_the_one_full_name_they_fit() -> None:
    assert cast_of(
        "[Han|name] laughed. [Han Solo|name] was late. [Unkar Plutt|name] scowled. [Plutt’s|name] men left.",
        "[Master Luke|name] came in. Then [Luke|name] sat down, the last [Luke Skywalker|name]. [LUKE|name]!",
    ) == {
        ("Han", "Han Solo"),
        ("Plutt’s", "Unkar Plutt"),
        ("LUKE", "Luke", "Luke Skywalker", "Master Luke"),
    }


def test_renaming_joins_two_names_with_all_their_short_forms() -> None:
    assert cast_of(
        "[Kylo|name] sat. [Ben Solo|name], now [Kylo Ren|name], rose. [Ren|name] said no. [Ben|name] left."
    ) == {("Ben", "Ben Solo", "Kylo", "Kylo Ren", "Ren")}


@pytest.mark.parametrize(
    "between",
    [
        ", also known as ",
        ", once called ",
        ", who called himself ",
        ", whom they called ",
        ", formerly ",
        " was once ",
        ", commonly called ",
        " (born ",
        ", or rather ",
    ],
)
def test_renaming_patterns_are_read(between: str) -> None:
    assert cast_of(f"[Edric Vale|name]{between}[Tovin|name] sat down.") == {("Edric Vale", "Tovin")}


def test_or_with_an_explanation_is_a_renaming_but_a_bare_or_is_not() -> None:
    assert cast_of("[Elspeth|name], or [Bo|name], as everyone called her, was five.") == {("Bo", "Elspeth")}
    assert cast_of("[Elspeth|name] or [Bo|name] would know.") == {("Elspeth",), ("Bo",)}


def test_parents_and_daughters_of_one_family_stay_apart() -> None:
    assert cast_of(
        "[Mr. Bennet|name] smiled at [Mrs. Bennet|name]. [Elizabeth|name] looked at [Jane|name].",
        "[Elizabeth Bennet|name] and [Jane Bennet|name] walked out. [Lizzy|name] ran.",
        "[Lydia Bennet|name] laughed.",
    ) == {
        ("Mr. Bennet",),
        ("Mrs. Bennet",),
        ("Elizabeth", "Elizabeth Bennet", "Lizzy"),
        ("Jane", "Jane Bennet"),
        ("Lydia Bennet",),
    }


def test_ambiguous_miss_goes_to_the_daughter_who_was_last_named() -> None:
    marked = read_markup(
        "[Elizabeth Bennet|name] read. [Miss Bennet|name] yawned.", "[Jane Bennet|name] sang. [Miss Bennet|name] bowed."
    )
    assert meant(marked, "Miss Bennet") == ["elizabeth-bennet", "jane-bennet"]


def test_ambiguous_form_has_a_probability_and_a_context_merge_for_each_character() -> None:
    found = read_markup(
        "[Elizabeth Bennet|name] read. [Miss Bennet|name] yawned.", "[Jane Bennet|name] sang. [Miss Bennet|name] bowed."
    ).find()
    assert [m.p is None for m in found.mentions] == [True, False, True, False]
    assert [(m.rule, m.first, m.second) for m in found.merges] == [
        ("context", "Elizabeth Bennet", "Miss Bennet"),
        ("context", "Jane Bennet", "Miss Bennet"),
    ]


def test_two_men_of_one_family_name_share_it_by_context() -> None:
    marked = read_markup(
        "[Harry Potter|name] sat down. [Potter|name] yawned. [Harry|name] slept.",
        "[James Potter|name] rose. [Potter|name] laughed. [James|name] and [Harry|name] looked alike.",
    )
    assert meant(marked, "Potter") == ["harry-potter", "james-potter"]
    assert meant(marked, "Harry") == ["harry-potter", "harry-potter"]


def test_speaker_is_not_whom_the_quote_names() -> None:
    marked = read_markup(
        "[James Potter|name] sat down. [Harry Potter|name] came in.\n\n“Good night, [Potter|name],” said [Harry|name]."
    )
    assert meant(marked, "Potter") == ["james-potter"]


def test_large_family_keeps_parents_and_children_apart() -> None:
    assert cast_of(
        "[Mr. Weasley|name] came home. [Mrs. Weasley|name] waited. [Ron Weasley|name] ate.",
        "[Fred Weasley|name] and [George Weasley|name] joked. [Ginny Weasley|name] rolled [her|pronoun] eyes.",
        "The [Weasleys|name] were many. [Ron|name] choked. [Molly Weasley|name] scolded.",
    ) == {
        ("Mr. Weasley",),
        ("Mrs. Weasley",),
        ("Ron", "Ron Weasley"),
        ("Fred Weasley",),
        ("George Weasley",),
        ("Ginny Weasley",),
        ("Molly Weasley",),
    }


def test_brother_and_sister_take_mr_and_miss() -> None:
    marked = read_markup(
        "[Mr. Darcy|name] bowed. [Fitzwilliam Darcy|name] was proud; [he|pronoun] knew it, and [he|pronoun] hid it.",
        "[Miss Darcy|name]. [Georgiana Darcy|name] lifted [her|pronoun] hands. [Darcy|name] cut [his|pronoun] hand.",
    )
    assert {tuple(sorted(texts)) for texts in named(marked)} == {
        ("Darcy", "Fitzwilliam Darcy", "Mr. Darcy"),
        ("Georgiana Darcy", "Miss Darcy"),
    }


def test_two_women_of_one_given_name_stay_two_and_a_lady_has_no_nickname() -> None:
    marked = read_markup(
        "[Lady Catherine de Bourgh|name] frowned. [Lady Catherine|name] rang.",
        "[Catherine Morland|name] read. [Catherine|name] turned a page.",
    )
    assert named(marked) == [("Lady Catherine de Bourgh", "Lady Catherine"), ("Catherine Morland", "Catherine")]
    assert cast_of("[Lady Catherine|name] frowned.", "[Kate|name] coughed.") == {("Lady Catherine",), ("Kate",)}
    assert cast_of("[Sir Henry|name] left.", "[Harry|name] slept. [Harry|name] woke.") == {("Sir Henry",), ("Harry",)}


def test_two_men_of_one_given_name_are_told_by_context() -> None:
    marked = read_markup(
        "[Jean Valjean|name] ran. [Jean|name] hid. [Valjean|name] waited.",
        "[Jean Prouvaire|name] sang. [Prouvaire|name] laughed and [Jean|name] bowed.",
    )
    assert meant(marked, "Jean") == ["jean-valjean", "jean-prouvaire"]


def test_father_and_son_of_one_name_are_told_by_suffix_and_epithet() -> None:
    assert cast_of(
        "[Old Tom Reed|name] sat. [Young Tom Reed|name] stood. [Tom Reed Jr.|name] coughed.",
        "[Sam Hale Sr.|name] left. [Sam Hale Jr.|name] stayed. [Henry IV|name] met [Henry V|name].",
    ) == {
        ("Old Tom Reed",),
        ("Tom Reed Jr.", "Young Tom Reed"),
        ("Sam Hale Sr.",),
        ("Sam Hale Jr.",),
        ("Henry IV",),
        ("Henry V",),
    }


def test_rank_and_profession_join_the_full_name() -> None:
    assert cast_of(
        "[Dr. Watson|name] wrote. [Watson|name] stopped. [John Watson|name] slept. [J. Watson|name] signed.",
        "[Captain Kirk|name] spoke. [James Kirk|name] sat. [Professor McGonagall|name] glared.",
        "[Minerva McGonagall|name] sat. [General Hux|name] coughed. [Captain Hux|name] rose; [Hux|name] left.",
    ) == {
        ("Dr. Watson", "J. Watson", "John Watson", "Watson"),
        ("Captain Kirk", "James Kirk"),
        ("Minerva McGonagall", "Professor McGonagall"),
        ("Captain Hux", "General Hux", "Hux"),
    }


def test_mother_who_is_narrated_as_mrs_is_not_her_daughter() -> None:
    assert cast_of("[Mrs. Hilbery|name] wept. [Katharine Hilbery|name] left. [Katharine|name] sighed.") == {
        ("Mrs. Hilbery",),
        ("Katharine", "Katharine Hilbery"),
    }


def test_doctor_is_not_the_miss_of_his_name_nor_a_husband_the_mrs() -> None:
    assert cast_of("[Dr Marsh|name] wept. [Miss Marsh|name] left. [Griffin|name] sat. [Mrs. Griffin|name] stood.") == {
        ("Dr Marsh",),
        ("Miss Marsh",),
        ("Griffin",),
        ("Mrs. Griffin",),
    }


def test_wife_who_bears_her_husbands_name_is_not_he() -> None:
    assert cast_of("[Mrs. Charles Hart|name] rose.", "[Charles|name] sat.", "[Charles Hart|name] ate.") == {
        ("Mrs. Charles Hart",),
        ("Charles", "Charles Hart"),
    }


def test_knight_and_mister_of_one_family_are_two() -> None:
    assert cast_of("[Sir Walter Elliot|name] read.", "[Mr. Elliot|name] rose. [Sir Walter|name] slept.") == {
        ("Sir Walter", "Sir Walter Elliot"),
        ("Mr. Elliot",),
    }


def test_aunt_by_family_name_is_the_mrs_and_no_general() -> None:
    assert cast_of("[Mrs. Shaw|name] sat. “[Aunt Shaw|name]!”", "[General Shaw|name] slept.") == {
        ("Aunt Shaw", "Mrs. Shaw"),
        ("General Shaw",),
    }


def test_bare_name_is_whoever_alone_bears_it_with_an_age() -> None:
    assert cast_of("[Young Pryce|name] sat. [Pryce|name] rose.") == {("Pryce", "Young Pryce")}
    marked = read_markup("[Old Sedley|name] sat. [Sedley|name] rose.", "[Young Sedley|name] slept. [Sedley|name] rose.")
    assert meant(marked, "Sedley") == ["old-sedley", "young-sedley"]


def test_squire_is_the_father_of_the_young_one() -> None:
    assert cast_of("[young George Gordon|name] rode.", "[Squire Gordon|name] coughed.") == {
        ("young George Gordon",),
        ("Squire Gordon",),
    }


def test_mister_told_once_is_the_only_man_of_that_name_but_not_where_there_is_a_mrs() -> None:
    ben = "[Ben Solo|name] cut [his|pronoun] hand. [Ben|name] hurt [himself|pronoun]."
    mister = "[Rey|name] said that [Mr Solo|name] was late."
    assert cast_of(ben, mister) == {("Ben", "Ben Solo", "Mr Solo"), ("Rey",)}
    assert ("Mr Solo",) in cast_of(ben, mister, "[Mrs Solo|name] slept.")
    assert ("Mr Solo",) in cast_of(ben, mister, "[Mr Solo|name] slept.")


def test_honorific_behind_the_name_is_a_title() -> None:
    assert cast_of("[Yuki|name] sat. “[Yuki-chan|name]!” said [Bo|name].") == {("Yuki", "Yuki-chan"), ("Bo",)}


def test_mrs_and_miss_of_one_family_are_two() -> None:
    assert cast_of("[Mrs. Shaw|name] knitted. [Miss Shaw|name] read.") == {("Mrs. Shaw",), ("Miss Shaw",)}


def test_mr_keeps_the_full_name_that_bears_the_title() -> None:
    assert cast_of("[Mr. Tom Lark|name] sat. [Sam Lark|name] stood. [Mr. Lark|name] coughed.") == {
        ("Mr. Lark", "Mr. Tom Lark"),
        ("Sam Lark",),
    }


def test_names_side_by_side_are_two_people_whatever_they_look_like() -> None:
    assert cast_of("[Kate|name] and [Katherine|name] met. [Kate|name] left.") == {("Kate",), ("Katherine",)}


def test_name_in_an_address_is_not_the_speaker() -> None:
    assert cast_of("“Wake up, [Bill|name],” said [William|name].") == {("Bill",), ("William",)}


def test_middle_names_tell_two_people_apart() -> None:
    assert cast_of("[Ann Rose Hart|name] ran. [Ann Eve Hart|name] slept. [Ann R. Hart|name] sat.") == {
        ("Ann R. Hart", "Ann Rose Hart"),
        ("Ann Eve Hart",),
    }


def test_nickname_in_quotation_marks_stands_for_the_person() -> None:
    assert cast_of("[Samuel ‘Boots’ Hart|name] ran. [Boots|name] slept.") == {("Boots", "Samuel ‘Boots’ Hart")}


def test_tag_joins_two_names_that_the_story_has() -> None:
    tags = Tags(characters=("Kylo Ren | Ben Solo", "Rey (Star Wars)", "Rey | Nobody"))
    assert cast_of("[Kylo Ren|name] sat.", "[Ben Solo|name] rose. [Rey|name] left.", tags=tags) == {
        ("Ben Solo", "Kylo Ren"),
        ("Rey",),
    }


def test_introduction_gives_a_character_a_second_name() -> None:
    assert cast_of(
        "[FN-2187|name] cut [his|pronoun] foot, and [he|pronoun] sighed. [FN-2187|name] hated [his|pronoun] boots.",
        "[FN-2187|name] sat by [himself|pronoun]. [His|pronoun] name was [Finn|name]. [Finn|name] grinned.",
    ) == {("FN-2187", "Finn")}


def test_few_stray_pronouns_do_not_tear_a_name_apart() -> None:
    assert cast_of(
        "[Isaura|name] knew [he|pronoun] lied. [Isaura|name] saw [he|pronoun] lied.",
        "[Isaura Venn|name] cut [herself|pronoun].",
    ) == {("Isaura", "Isaura Venn")}


def test_self_introduction_of_a_known_name_joins_nobody() -> None:
    assert cast_of(
        "[Marit|name] came in. [Isaura|name] rose. “[I|pronoun]’m [Marit|name],” said [Isaura|name].",
    ) == {("Marit",), ("Isaura",)}


def test_name_that_is_asked_for_joins_its_bearer() -> None:
    assert cast_of(
        "[Ben|name] was dead. [Kylo|name] cut [himself|pronoun]. “Call [me|pronoun] [Ben|name],” said [Kylo|name].",
    ) == {("Ben", "Kylo")}


def test_asked_name_brings_the_full_name_it_is_short_for() -> None:
    assert cast_of(
        "[Ben Solo|name] died. [Kylo Ren|name] sat. “Call [me|pronoun] [Ben|name],” said [Kylo|name].",
    ) == {("Ben", "Ben Solo", "Kylo", "Kylo Ren")}


def test_a_wife_who_is_called_by_her_given_name_is_herself() -> None:
    story = "[Mrs. Rachel Lynde|name] sat, and [Mrs. Rachel|name] rose. [Rachel Lynde|name] saw it. [Rachel|name] too."
    assert named(read_markup(story)) == [("Mrs. Rachel Lynde", "Mrs. Rachel", "Rachel Lynde", "Rachel")]


def test_a_frequent_name_is_not_torn_apart_by_slips() -> None:
    often = "[Laurie|name] rose. " * 160
    story = often + "[Laurie Laurence|name] sat. [Parian Psyche Laurie|name] stood."
    assert named(read_markup(story))[0] == ("Laurie",)
    assert named(read_markup(often + "[Laurie Laurence|name] sat. " * 2 + "[Parian Laurie|name] rose."))[0] == (
        "Laurie",
        "Laurie Laurence",
    )


def test_an_aunt_beside_a_mrs_of_the_name_is_another() -> None:
    story = "[Mrs March|name] sat beside [Aunt March|name]. [Mrs March|name] sighed."
    assert ("Aunt March",) in named(read_markup(story))


def test_a_slip_is_not_the_name_that_is_shown() -> None:
    story = "[Jo|name] rose. " * 40 + "[Doctor Jo|name] sat."
    assert next(iter(read_markup(story).find().characters)).name == "Jo"


def test_mother_is_no_mother_of_a_name_who_comes_later() -> None:
    story = "[Jo|name] kissed [Mother|nominal]. [Mother|nominal] smiled. [Mother Bhaer|name] came."
    assert "mother-bhaer" not in meant(read_markup(story), "Mother")


MARRIED = "[Miss Mina Murray|name] wept. [Mina Harker|name] slept. " + "[Mina|name] rose. " * 12


def test_a_woman_who_marries_is_one_person() -> None:
    assert named(read_markup(MARRIED)) == [("Miss Mina Murray", "Mina Harker", "Mina")]


def test_two_of_one_given_name_who_meet_are_two() -> None:
    assert len(named(read_markup(MARRIED + "[Mina Harker|name] saw [Miss Mina Murray|name]."))) == 2


def test_two_men_of_one_given_name_are_two() -> None:
    story = "[Mr. John Murray|name] wept. [John Harker|name] slept. " + "[John|name] rose. " * 12
    assert len(named(read_markup(story))) == 2
