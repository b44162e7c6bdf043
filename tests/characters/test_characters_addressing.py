from __future__ import annotations

import pytest
from markup import Marked, named, read_markup

TALK = """[Kylo|name] came in.

“You’re late,” said [Rey|name].

“I was held up,” said [Kylo|name].

{call}

“I know,” said [Kylo|name].
"""


def talk(*calls: str) -> Marked:
    return read_markup(*(TALK.format(call=call) for call in calls))


def merges(marked: Marked) -> list[tuple[str, str, str]]:
    return [(m.rule, m.first, m.second) for m in marked.find().merges]


def test_partner_who_is_called_by_a_name_twice_bears_it() -> None:
    call = "“Sit down, [Ben|name],” said [Rey|name]."
    marked = talk(call, call)
    assert named(marked) == [("Kylo", "Ben"), ("Rey",)]
    assert merges(marked) == [("address", "Kylo", "Ben")]


def test_passage_of_an_address_is_the_quote() -> None:
    call = "“Sit down, [Ben|name],” said [Rey|name]."
    marked = talk(call, call)
    merge = marked.find().merges[0]
    assert marked.story.text[merge.start : merge.end] == "“Sit down, Ben,”"
    assert merge.p == 0.75


UNANSWERED = TALK.replace("“I know,” said [Kylo|name].\n", "The bell rang.\n")


def test_one_call_between_two_quotes_of_the_partner_is_enough() -> None:
    assert named(talk("“Sit down, [Ben|name],” said [Rey|name].")) == [("Kylo", "Ben"), ("Rey",)]


def test_one_call_that_nobody_answers_is_not_enough() -> None:
    story = UNANSWERED.format(call="“Sit down, [Ben|name],” said [Rey|name].")
    assert named(read_markup(story)) == [("Kylo",), ("Rey",), ("Ben",)]


def test_one_call_of_a_titled_name_is_not_enough() -> None:
    call = "“Sit down, [Mother Ansa|name],” said [Rey|name]."
    assert ("Mother Ansa",) in named(talk(call))


def test_name_that_is_also_spoken_of_in_the_quote_is_a_third_persons() -> None:
    call = "“[Ben|name] has a list. Show it, [Ben|name],” said [Rey|name]."
    assert ("Ben",) in named(talk(call))


@pytest.mark.parametrize(
    "said",
    [
        "[Ben|name], the driver, has come,",
        "Write it down. [Ben|name], son of nobody,",
        "It is for my boy. [Ben|name]. He goes to sea,",
    ],
)
def test_name_that_is_explained_is_no_address(said: str) -> None:
    assert ("Ben",) in named(talk(f"“{said}” said [Rey|name]."))


def test_name_that_an_answer_asks_back_is_no_address() -> None:
    assert ("Kylo", "Ben") in named(read_markup(TALK.format(call="“[Ben|name]? Sit down,” said [Rey|name].")))
    story = TALK.replace("I was held up,”", "When did he go?”").format(call="“[Ben|name]? On Sunday,” said [Rey|name].")
    assert ("Ben",) in named(read_markup(story))


def test_family_name_that_somebody_is_called_by_joins_the_given_name_of_the_narration() -> None:
    marked = read_markup(
        "[Elowen|name] bit [her|pronoun] lip. [Thorne|name] hurt [his|pronoun] hand.\n\n“We ran,” said [Elowen|name]."
        "\n\n“Why, [Miss Ashdown|name]?” said [Master Vael|name].\n\n“For fun,” said [Elowen|name]."
    )
    assert named(marked) == [("Elowen", "Miss Ashdown"), ("Thorne",), ("Master Vael",)]


def test_one_who_alone_has_the_pronouns_of_the_name_is_called() -> None:
    marked = read_markup(
        "[Mrs. Pond|name] sewed. [John|name] read.\n\n“It rains,” said [Mrs. Pond|name].\n\n“It may,” said [John|name]."
        "\n\n“Sit, [Edna|name],” said [Mr. Pond|name]."
    )
    assert ("Mrs. Pond", "Edna") in named(marked)


def test_tag_that_names_the_one_spoken_to_is_enough() -> None:
    assert named(talk("“Sit down, [Ben|name],” said [Rey|name] to [Kylo|name].")) == [("Kylo", "Ben"), ("Rey",)]


def test_name_of_one_who_is_said_to_be_dead_is_nobody_else_in_the_room() -> None:
    story = "“They told me that [Ben|name] was dead,” said [Snoke|name]."
    call = UNANSWERED.format(call="“Sit down, [Ben|name],” said [Rey|name].")
    assert named(read_markup(story, call)) == [("Ben", "Kylo"), ("Snoke",), ("Rey",)]
    alive = story.replace("dead", "tall")
    assert named(read_markup(alive, call)) == [("Ben",), ("Snoke",), ("Kylo",), ("Rey",)]


def test_name_that_the_narration_uses_is_somebody_else() -> None:
    call = "“Sit down, [Ben|name],” said [Rey|name]."
    marked = talk(call, call + "\n\n[Ben|name] sat down.")
    assert named(marked) == [("Kylo",), ("Rey",), ("Ben",)]


def test_name_that_two_are_called_by_joins_neither() -> None:
    call = TALK.format(call="“Sit down, [Ben|name],” said [Rey|name].")
    marked = read_markup(call, call, call.replace("Kylo", "Hux"))
    assert ("Ben",) in named(marked)


def test_third_person_in_the_scene_may_be_the_one_called() -> None:
    call = "[Poe|name] stood by the door. “Sit down, [Ben|name],” said [Rey|name]. “Please.”\n\n[Finn|name] coughed."
    scene = f"“You’re late,” said [Kylo|name].\n\n{call}"
    assert ("Ben",) in named(read_markup(scene, scene))


def test_oath_is_no_name() -> None:
    call = "“[God|name], sit down,” said [Rey|name]."
    assert ("God",) in named(talk(call, call))


def test_name_given_as_an_answer_is_the_speakers_own() -> None:
    answer = "“[Ben|name], sir. Lieutenant [Ben|name],” said [Rey|name]."
    assert ("Ben",) in named(talk(answer, answer))


def test_mister_gets_the_given_name_that_his_wife_calls_him_by() -> None:
    marked = read_markup(
        "“I dropped it,” said [Mr. Venning|name].\n\n“I know, [Ned|name],” said [Prue|name].\n\n"
        "“I do that,” said [Mr. Venning|name].",
        "“That’s me,” said [Ned Venning|name]. [Mr. Venning|name] rose.",
        "[Ada Venning|name] and [Ruth Venning|name] left.",
    )
    assert named(marked) == [
        ("Mr. Venning", "Ned", "Ned Venning"),
        ("Prue",),
        ("Ada Venning",),
        ("Ruth Venning",),
    ]


@pytest.mark.parametrize(("others", "joined"), [("", True), ("[Poe|name] stood by. ", False)])
def test_mister_who_alone_can_be_meant_by_a_given_name_bears_it(others: str, joined: bool) -> None:  # noqa: FBT001 - a parameter
    marked = read_markup(
        f"“It rains,” said [Mr. Ashdown|name].\n\n{others}“[Gerald|name]. Say it,” said [Rose|name].\n\nThe bell rang."
    )
    assert (("Mr. Ashdown", "Gerald") in named(marked)) is joined


@pytest.mark.parametrize(
    ("call", "joined"),
    [
        ("“All right in here, [Gary|name]?” she said.", True),
        ("“[Gary|name], is it all right in here?” she said.", False),
    ],
)
def test_whoever_answers_a_newcomer_is_who_was_asked_by_name(call: str, joined: bool) -> None:  # noqa: FBT001 - a parameter
    marked = read_markup(
        "“You need one,” said [Anja|name].\n\nThe door opened and [Miss Adey|name] put her head in. "
        f"{call}\n\n“Fine,” said [Mr Falk|name]. “We’re fine.”"
    )
    assert (("Gary", "Mr Falk") in named(marked)) is joined


@pytest.mark.parametrize(
    ("thanks", "joined"), [("Thank you, [Folake|name].", True), ("[Folake|name], sit down.", False)]
)
def test_whoever_has_asked_is_who_is_answered_by_name(thanks: str, joined: bool) -> None:  # noqa: FBT001 - a parameter
    marked = read_markup(
        "[Ellie|name] yawned. [Anja|name] drew.\n\n“Is everything all right?” said [Miss Adey|name].\n\n"
        f"“Fine,” said [Mr Falk|name]. “{thanks}”\n\n“Aha,” said [Ellie|name].\n\n“Oh,” said [Anja|name]."
    )
    assert (("Miss Adey", "Folake") in named(marked)) is joined


YOUTH = "[The youth|nominal] rose. [He|pronoun] looked at [his|pronoun] boots. [He|pronoun] sat. [He|pronoun] rose. "
HOME = (
    YOUTH
    + "[He|pronoun] turned. [He|pronoun] sighed. [He|pronoun] waited. [He|pronoun] spoke.\n\n"
    + "“[I|pronoun] will go,” said [the youth|nominal] to [Mrs. Vane|name].\n\n"
    + "“{call}, [you|pronoun] will not,” said [Mrs. Vane|name].\n\n"
    + "“[I|pronoun] will,” said [the youth|nominal].\n\n"
    + "“Sit down, {call},” said [Mrs. Vane|name].\n\n"
    + "“No,” said [the youth|nominal]. {end}"
)


def test_somebody_without_a_name_gets_the_one_they_are_called_by() -> None:
    found = read_markup(HOME.format(call="[Henry|name]", end="")).find()
    henry = next(character for character in found.characters if character.id == "henry")
    assert henry.mentions > 10
    assert not any(character.name == "the youth" for character in found.characters)


def test_a_name_that_the_narration_uses_is_somebody_elses() -> None:
    found = read_markup(HOME.format(call="[Henry|name]", end="[Henry|name] wept.")).find()
    assert "the-youth" in {character.id for character in found.characters}


def test_a_name_of_the_other_pronouns_is_somebody_elses() -> None:
    found = read_markup(HOME.format(call="[Miss Lane|name]", end="")).find()
    assert "the-youth" in {character.id for character in found.characters}


def test_name_whose_bearer_is_shown_to_speak_is_nobody_elses() -> None:
    called = "“How long, [Parson Till|name]?” said [Kylo|name]."
    marked = read_markup(
        f"“You are late,” said [the parson|nominal].\n\n{called}\n\n“Long,” said [the parson|nominal].\n\n{called}"
        "\n\n“I know,” said [Rey|name]."
    )
    assert ("Parson Till",) in named(marked)


@pytest.mark.parametrize(
    "pattern", ["Why do you keep calling [me|pronoun] ‘[Ben|name]’?", "[Ben|name] - that’s who [I|pronoun] am."]
)
def test_name_that_somebody_says_to_be_called_by_is_theirs(pattern: str) -> None:
    marked = read_markup(f"[Kylo|name] came in.\n\n“{pattern}” said [Kylo|name].\n\n“I see,” said [Rey|name].")
    assert named(marked) == [("Kylo", "Ben"), ("Rey",)]


def test_stranger_who_tells_the_name_gets_it() -> None:
    marked = read_markup(
        "[The rider|nominal] stopped.\n\n“I was sent,” said [the rider|nominal]. “[I|pronoun] am [Ben Till|name].”\n\n"
        "[Rey|name] looked up at [the rider|nominal]."
    )
    people = [(c.name, c.mentions) for c in marked.find().characters]
    assert people[0] == ("Ben Till", 5)


def test_an_oath_is_no_address() -> None:
    talk = "“What?” said [Taylor|name].\n\n“Great [Scott|name]!” said [Ann|name] to [Taylor|name]."
    assert ("Taylor", "Scott") not in named(read_markup(talk))


def test_a_name_that_is_echoed_addresses_nobody() -> None:
    talk = "“Good evening, [Mira|name],” said [Tobin|name].\n\n“Late,” said [Mira|name].\n\n"
    talk += "“[Harrow|name] held the boat,” said [Tobin|name] to [Mira|name].\n\n"
    marked = read_markup(talk + "“[Harrow|name]?” said [Mira|name] to [Tobin|name].\n\n“Yes.”")
    assert ("Tobin", "Harrow") not in named(marked)
    assert [quote.addressee for quote in marked.find().quotes] == ["mira", "tobin", "mira", "tobin", "mira"]


def test_a_full_name_that_is_all_of_a_quote_calls_nobody() -> None:
    assert merges(talk("“[Ben Solo|name].” It was [Rey|name].")) == []
    assert merges(talk("“[Ben Solo|name]!” said [Rey|name].")) == [("address", "Kylo", "Ben Solo")]
