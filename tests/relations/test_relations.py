"""What the text calls people of each other; texts and mentions are written by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis, read_marks
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.records import Quote
from relgraph.relations import find_relations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.analysis import Analysis
    from relgraph.records import Mention, Relation

    Quotes = Mapping[str, tuple[str | None, str | None]]

PEOPLE = {
    "ann": {"kind": "named", "pronouns": "she/her"},
    "ben": {"kind": "named", "pronouns": "he/him"},
    "cy": {"kind": "named"},
    "old": {"kind": "unnamed"},
}


def relations(notation: str, quotes: Quotes | None = None) -> list[tuple[str, str, str]]:
    """Return (who, what, of whom) of a story; `quotes` are its quotes with speaker and addressee."""
    return [(one.character, one.label, one.of) for one in found(notation, quotes)]


def found(notation: str, quotes: Quotes | None = None) -> tuple[Relation, ...]:
    text, mentions = read_marks(notation)
    said = []
    for words, (speaker, addressee) in (quotes or {}).items():
        start = text.index(words)
        said.append(Quote(start=start, end=start + len(words), speaker=speaker, addressee=addressee))
    present = {mention.character for mention in mentions}
    story = make_analysis(notation, people={name: told for name, told in PEOPLE.items() if name in present})
    absent = {name for quote in said for name in (quote.speaker, quote.addressee) if name} - present
    others = make_analysis(" ".join(f"{{{name}|{name.title()}}}" for name in sorted(absent)), people={}).characters
    known = tuple(replace(one, pronouns=PEOPLE.get(one.id, {}).get("pronouns")) for one in others)
    return find_relations(story.story, (*story.characters, *known), kinds(story), said)


def kinds(analysis: Analysis) -> list[Mention]:
    """Return the mentions, phrases that begin with a name or a capital as the nominals that they are."""
    text = analysis.story.text
    last = {one: text[one.start : one.end].split()[-1] for one in analysis.mentions}
    phrases = {one for one, word in last.items() if word.islower() and one.kind == "name"}
    phrases |= {one for one in analysis.mentions if text[one.start : one.end].lower().startswith(("a ", "the "))}
    return [replace(one, kind="nominal") if one in phrases else one for one in analysis.mentions]


@pytest.mark.parametrize(
    ("notation", "told"),
    [
        ("{ann|Ann} saw {ben|{ann|her} brother}.", ("ben", "brother", "ann")),
        ("{ben|{ann|Ann}'s old teacher} waved. {ben|Ben} left.", ("ben", "teacher", "ann")),
        ("{ben|{ann|Ann}’s late dad} had been tall. {ben|Ben}.", ("ben", "father", "ann")),
        ("{ben|The son of {ann|Ann}} ran. {ben|Ben}.", ("ben", "son", "ann")),
        ("{ben|The son} of {ann|Ann} ran. {ben|Ben}.", ("ben", "son", "ann")),
        ("{ben|A friend of {ann|hers}} came. {ben|Ben}. {ann|Ann}.", ("ben", "friend", "ann")),
        ("{ben|{ann|Ann}'s ex-husband} rang. {ben|Ben}.", ("ben", "former husband", "ann")),
        ("{ben|{ann|Ann}'s former boss} rang. {ben|Ben}.", ("ben", "former boss", "ann")),
        ("{ben|{ann|Ann}'s best friend} rang. {ben|Ben}.", ("ben", "best friend", "ann")),
        ("{ben|{ann|Ann}'s brother in law} rang. {ben|Ben}.", ("ben", "brother-in-law", "ann")),
        ("{ben|{ann|Ann}'s half brother} rang. {ben|Ben}.", ("ben", "half-brother", "ann")),
        ("{ben|{ann|Ann}'s foster father} rang. {ben|Ben}.", ("ben", "foster father", "ann")),
        ("{ben|{ann|Ann}'s great-grandfather} rang. {ben|Ben}.", ("ben", "great-grandfather", "ann")),
        ("{ben|{ann|Ann}'s great uncle} rang. {ben|Ben}.", ("ben", "great-uncle", "ann")),
        ("{ben|{ann|Ann}'s neighbor from the mill} rang. {ben|Ben}.", ("ben", "neighbour", "ann")),
        ("{cy|{ben|{ann|Ann}'s brother}'s friend} rang. {cy|Cy}.", ("cy", "friend", "ben")),
        ("{ann|Ann} saw {old|{ann|her} brother {ben|Ben}}.", ("ben", "brother", "ann")),
        ("{ann|Ann} saw {old|{ann|her} brother} {ben|Ben}.", ("ben", "brother", "ann")),
        ("{ann|Ann} saw {old|{ann|her} brother}, {ben|Ben}, there.", ("ben", "brother", "ann")),
        ("{ben|Ben}, {old|{ann|her} brother}, had gone. {ann|Ann} stayed.", ("ben", "brother", "ann")),
        ("{ben|Ben} was {old|{ann|her} teacher}. {ann|Ann} ran.", ("ben", "teacher", "ann")),
        ("{ben|Ben}, who was {old|{ann|her} teacher}, ran to {ann|Ann}.", ("ben", "teacher", "ann")),
        ("{ben|Ben} had once been {old|{ann|Ann}'s rival}.", ("ben", "rival", "ann")),
        ("{old|{ann|Ann}'s teacher} was {ben|Ben}.", ("ben", "teacher", "ann")),
        ("{ben|He}'s {old|{ann|Ann}'s cousin}. {ben|Ben} nodded.", ("ben", "cousin", "ann")),
        ("{ben|Ben} was {old|a friend of {ann|Ann}}'s.", ("ben", "friend", "ann")),
        ("{ben|{ann|Ann}'s twin sister’s husband} ran. {ben|{ann|Ann}'s friend}. {ben|Ben}.", ("ben", "friend", "ann")),
        ("It was {ben|{ann|Ann}'s brother} again. {ben|Ben} waved.", ("ben", "brother", "ann")),
        ("{ann|Ann} and {cy|Cy} were old friends.", ("ann", "friend", "cy")),
        ("{ann|Ann} and {cy|Cy} were still enemies.", ("ann", "enemy", "cy")),
        ("The two sisters, {ann|Ann} and {cy|Cy}, slept.", ("ann", "sister", "cy")),
        ("{ben|Ben} and {ann|Ann} were brother and sister.", ("ben", "brother", "ann")),
        ("{ann|Ann} and {ben|Ben} were father and daughter.", ("ben", "father", "ann")),
    ],
)
def test_what_the_text_says_is_told(notation: str, told: tuple[str, str, str]) -> None:
    assert told in relations(notation)
    assert len({one for one in relations(notation) if one[0] == told[0] and one[2] == told[2]}) == 1


@pytest.mark.parametrize(
    "notation",
    [
        "{ben|Ben} was not {ben|{ann|Ann}'s brother}.",
        "{ben|Ben} wasn’t {ben|{ann|Ann}’s brother}.",
        "{ben|Ben} was never {ben|{ann|Ann}'s teacher}.",
        "{ben|Ben} was no longer {ben|{ann|Ann}'s teacher}.",
        "{ben|Ben} was like {ben|{ann|Ann}'s brother}.",
        "{ben|Ben} was almost {ben|{ann|Ann}'s brother}.",
        "{cy|Cy} ran as if {ben|Ben} were {ben|{ann|Ann}'s brother}.",
        "{cy|Cy} spoke as though {ben|he} was {ben|{ann|Ann}'s brother}. {ben|Ben}.",
        "{cy|Cy} thought {ben|Ben} was {ben|{ann|Ann}'s brother}.",
        "{cy|Cy} wondered whether {ben|Ben} was {ben|{ann|Ann}'s brother}.",
        "{ben|Ben} wanted to be {ben|{ann|Ann}'s friend}.",
        "{ben|Ben} could be {ben|{ann|Ann}'s brother}.",
        "{cy|Cy} called {ben|him} {ben|{ann|Ann}'s brother}. {ben|Ben}.",
        "{cy|Cy} took {ben|Ben} for {ben|{ann|Ann}'s brother}.",
        "{ben|Ben} came as {ben|{ann|Ann}'s husband}.",
        "Is {ben|Ben} {ben|{ann|Ann}'s brother}?",
        "Who is {ben|{ann|Ann}'s brother}? {ben|Ben} sat.",
        "{ben|Ben} is {ben|{ann|Ann}'s brother}?",
        "{ben|Ben} was {ben|{ann|Ann}'s friend} of sorts.",
        "{ben|{ann|Ann}'s so-called friend} left. {ben|Ben}.",
        "{ben|{ann|Ann}'s fake boyfriend} left. {ben|Ben}.",
        "{ben|{ann|Ann}'s wife and daughter} left. {ben|Ben}.",
        "{ben|{ann|Ann}'s husband and dog} left. {ben|Ben}.",
        "{ben|{ann|Ann}'s ship} left. {ben|Ben}.",
        "{ben|{ann|Ann} the sister} left. {ben|Ben}.",
        "{ben|{ann|Ann}'s two or three} left. {ben|Ben}.",
        "{ben|{ann|Ann}'s of} left. {ben|Ben}.",
        "{ben|A friend of the house} left. {ben|Ben} saw {ann|Ann}.",
        "{ben|{ann|Ann}'s sister} left. {ben|Ben}.",
        "{ben|{ben|his} brother} left. {ben|Ben}.",
        "{ben|her late husband's brother} left. {ben|Ben}. {ann|Ann}.",
        "{cy|Cy} and {ben|Ben} was {old|{ann|Ann}'s friend}.",
        "the mother of {cy|Cy} was {old|{ann|Ann}'s friend}.",
        "{cy|Cy} was {ben|{ann|Ann}'s friend}. {ben|Ben}.",
        "{ann|Ann} saw {cy|{ann|her} brother {ben|Ben}}. {cy|Cy}.",
        "If {old|{ann|Ann}'s teacher} was {ben|Ben}, good.",
        "{ann|Ann} and {cy|Cy} were never friends.",
        "{ann|Ann} and {cy|Cy} were friends of the house.",
        "Perhaps {ann|Ann} and {cy|Cy} were sisters.",
        "Had {ann|Ann} and {cy|Cy} been sisters?",
        "{ben|Ben}, {ann|Ann} and {cy|Cy} were friends.",
        "{ann|Ann} and {ben|Ben} were sisters.",
        "{ann|Ann} and {ben|Ben} were brother and teacher.",
        "{ann|Ann} and {cy|Cy} were uncle and nephew.",
    ],
)
def test_what_is_not_said_to_be_so_is_left_out(notation: str) -> None:
    assert [one for one in relations(notation) if one[0] in {"ann", "ben", "cy"}] == []


def test_question_after_a_place_takes_the_person_for_granted() -> None:
    assert relations("Where is {ben|{ann|Ann}'s brother}? {ben|Ben} sat.") == [("ben", "brother", "ann")]


def test_name_in_a_list_is_not_the_person_before_it() -> None:
    said = relations("{cy|Cy}, {ben|Ben}, {old|{ann|Ann}'s brother}, and {tom|Tom} sat.")
    assert said == [("old", "brother", "ann")]


def test_one_phrase_may_say_two_things() -> None:
    said = relations("{ben|{ann|Ann}'s friend and rival} left. {ben|Ben}.")
    assert said == [("ben", "friend", "ann"), ("ben", "rival", "ann")]


def test_contradictions_are_all_kept() -> None:
    said = relations("{ben|{cy|Cy}'s brother} left. {ben|{cy|Cy}'s husband} came. {ben|Ben}.")
    assert said == [("ben", "brother", "cy"), ("ben", "husband", "cy")]


def test_evidence_is_the_words_with_their_subject() -> None:
    one, other = found("{ben|Ben} was {old|{ann|Ann}'s teacher}. {cy|{ann|Her} boss} sat. {cy|Cy}.")
    assert (one.start, one.end, one.kind) == (0, 21, "work")
    assert (other.start, other.end, other.label) == (23, 31, "boss")


def test_probability_is_that_of_both_mentions() -> None:
    analysis = make_analysis("{ann|Ann} saw {ben|{ann|her} brother}. {ben|Ben}.")
    doubts = {"her": 0.9, "her brother": 0.8}
    text = analysis.story.text
    mentions = [replace(one, p=doubts.get(text[one.start : one.end])) for one in analysis.mentions]
    (told,) = find_relations(analysis.story, analysis.characters, mentions, ())
    assert told.p == 0.72
    doubtful = [replace(one, p=one.p and one.p - 0.2) for one in mentions]
    assert find_relations(analysis.story, analysis.characters, doubtful, ()) == ()


def test_unnamed_person_must_be_surer() -> None:
    analysis = make_analysis("{ann|Ann} saw {man|{ann|her} brother}.")
    mentions = [replace(one, p=0.6 if one.character == "man" else None) for one in analysis.mentions]
    assert find_relations(analysis.story, analysis.characters, mentions, ()) == ()


def test_group_has_no_relations() -> None:
    analysis = make_analysis("{ann|Ann} met {men|{ann|her} captor}.", people={"men": {"kind": "group"}})
    assert find_relations(analysis.story, analysis.characters, analysis.mentions, ()) == ()


def test_who_is_but_a_pronoun_has_no_relations() -> None:
    assert relations("{ben|{one|Your} brother} left. {ben|Ben}.") == []


def test_nobody_speaks_of_the_other_as_of_a_third() -> None:
    words = "“My brother left,”"
    assert relations("“{ben|{ann|My} brother} left,” said {ann|Ann} to {ben|Ben}.", {words: ("ann", "ben")}) == []
    assert relations(
        "“{ben|{ann|My} brother} left,” said {ann|Ann} to {cy|Cy}. {ben|Ben}.", {words: ("ann", "cy")}
    ) == [("ben", "brother", "ann")]


def test_speaker_may_say_who_the_other_is() -> None:
    words = "“I am your father,”"
    notation = "“{ben|I} am {ben|{cy|your} father},” said {ben|Ben} to {cy|Cy}."
    assert relations(notation, {words: ("ben", "cy")}) == [("ben", "father", "cy")]
    words = "“You are not my father,”"
    notation = "“{ben|You} are not {ben|{cy|my} father},” said {cy|Cy} to {ben|Ben}."
    assert relations(notation, {words: ("cy", "ben")}) == []


def test_name_behind_a_comma_in_a_quote_may_be_an_address() -> None:
    quote: Quotes = {"“My brother, Ben, left.”": ("ann", "ben")}
    assert relations("“{old|{ann|My} brother}, {ben|Ben}, left.” {ann|Ann} sat.", quote) == [("old", "brother", "ann")]
    quote = {"“This is my brother, Ben.”": ("ann", "cy")}
    assert relations("“This is {old|{ann|my} brother}, {ben|Ben}.” {ann|Ann} sat.", quote) == [
        ("ben", "brother", "ann")
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("“Dad, look!”", [("ben", "father", "ann")]),
        ("“Yes, Master.”", [("ben", "master", "ann")]),
        ("“Oh Daddy—”", [("ben", "father", "ann")]),
        ("'Come here, my love,'", [("ben", "my love", "ann")]),
        ("“Hello, old friend.”", [("ben", "friend", "ann")]),
        ("“Sit down, my pupil. Rest.”", [("ben", "student", "ann")]),
        ("“Sit down, my son. Rest.”", []),
        ("“My pupil, who is ill, sends word.”", []),
        ("“My pupil. He sends word.”", []),
        ("“Look, my dear friend!”", [("ben", "friend", "ann")]),
        ("“It was Father.”", []),
        ("“Father left.”", []),
        ("“Father, Mother and I left.”", []),
        ("“Dad and Tom left.”", []),
        ("“Mum!”", []),
        ("“You remember, I think, my apprentice.”", []),
        ("“Brother, look!”", []),
    ],
)
def test_speaker_calls_the_addressee(words: str, told: list[tuple[str, str, str]]) -> None:
    assert relations(f"{words} {{ann|Ann}} looked at {{ben|Ben}}.", {words: ("ann", "ben")}) == told


def test_calls_need_a_speaker_and_a_listener() -> None:
    notation = "“Dad, look!” {ann|Ann} looked at {ben|Ben}."
    assert relations(notation, {"“Dad, look!”": (None, "ben")}) == []
    assert relations(notation, {"“Dad, look!”": ("ann", None)}) == []
    assert relations(notation, {"“Dad, look!”": ("ben", "ben")}) == []


def test_word_that_means_somebody_else_is_no_call() -> None:
    notation = "“{ben|Dad}, look!” {ann|Ann} looked at {cy|Cy} and {ben|Ben}."
    assert relations(notation, {"“Dad, look!”": ("ann", "cy")}) == []
    assert relations(notation, {"“Dad, look!”": ("ann", None)}) == [("ben", "father", "ann")]


def test_pupil_set_beside_a_name_is_no_call() -> None:
    notation = "“This is {cy|Cy}, my pupil.” {ann|Ann} nodded at {ben|Ben}."
    assert relations(notation, {"“This is Cy, my pupil.”": ("ann", "ben")}) == []


def test_stranger_speaks_to_nobody() -> None:
    notation = "“Dad, look!” {men|Men} looked at {ben|Ben}."
    words = "“Dad, look!”"
    text, mentions = read_marks(notation)
    story = make_analysis(notation, people={"men": {"kind": "group"}})
    quote = Quote(start=0, end=text.index(words) + len(words), speaker="men", addressee="ben")
    assert find_relations(story.story, story.characters, mentions, [quote]) == ()


def test_office_that_everybody_uses_is_no_call() -> None:
    notation = "“Father, look!” {ann|Ann} looked at {ben|Father Ben}."
    assert relations(notation, {"“Father, look!”": ("ann", "ben")}) == []


def test_aunt_and_uncle_go_with_a_name() -> None:
    quote: Quotes = {"“Look, Aunt Cy, there!”": ("ben", None)}
    assert relations("“Look, Aunt {cy|Cy}, there!” {ben|Ben} sat.", quote) == [("cy", "aunt", "ben")]
    quote = {"“Aunt Cy and Tom left.”": ("ben", None)}
    assert relations("“Aunt {cy|Cy} and {tom|Tom} left.” {ben|Ben} sat.", quote) == []
    quote = {"“Aunt Cy!”": ("ben", "ann")}
    assert relations("“Aunt {cy|Cy}!” {ben|Ben} saw {ann|Ann}.", quote) == []


def test_aunt_who_is_no_mention_is_nobody() -> None:
    quote: Quotes = {"“Look, Aunt Cy, there!”": ("ben", None)}
    assert relations("“Look, Aunt Cy, there!” {ben|Ben} sat.", quote) == []


def test_story_without_people_has_no_relations() -> None:
    assert relations("It rained.") == []


@given(st.permutations(range(5)))
@settings(max_examples=30)
def test_order_of_the_input_plays_no_part(order: list[int]) -> None:
    analysis = make_analysis("{ann|Ann} saw {ben|{ann|her} friend and rival}. {ben|Ben} left.", people={})
    mentions = [analysis.mentions[index] for index in order if index < len(analysis.mentions)]
    rest = [one for one in analysis.mentions if one not in mentions]
    told = find_relations(analysis.story, analysis.characters[::-1], [*mentions, *rest], ())
    assert told == find_relations(analysis.story, analysis.characters, analysis.mentions, ())
    assert len(told) == 2
