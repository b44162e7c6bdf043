"""Who the narrator and the reader are, where the text tells their names."""

from __future__ import annotations

import pytest
from markup import meant, named, read_markup


@pytest.mark.parametrize(
    "told",
    [
        "[I|pronoun], [Allan Quick|name], of the harbour, tell this.",
        "So [I|pronoun] called [myself|pronoun] [Allan Quick|name].",
        "[I|pronoun] was called [Allan Quick|name], and ran.",
    ],
)
def test_narrator_who_says_i_and_a_name_is_that_character(told: str) -> None:
    assert set(meant(read_markup(told + " [I|pronoun] slept. [I|pronoun] woke. [I|pronoun] rose."), "I")) == {
        "allan-quick"
    }


@pytest.mark.parametrize(
    "told", ["[I|pronoun], [Allan|name], and [Leo|name] ran.", "He and [I|pronoun], [Allan|name] ran."]
)
def test_names_listed_behind_i_are_others(told: str) -> None:
    assert set(meant(read_markup(told + " [I|pronoun] slept. [I|pronoun] woke. [I|pronoun] rose."), "I")) == {
        "narrator"
    }


ASKED = "[I|pronoun] woke. [I|pronoun] rose.\n\n“Why?” [I|pronoun] said.\n\n“[Gilbert|name], be still,” said [Jo|name]."


def test_narrator_who_is_called_by_name_in_an_answer_is_that_character() -> None:
    assert set(meant(read_markup(ASKED), "I")) == {"gilbert"}


def test_name_that_the_narration_uses_is_not_the_narrators() -> None:
    assert set(meant(read_markup("[Gilbert|name] sat there. " + ASKED), "I")) == {"narrator"}


def test_two_who_are_called_in_one_breath_are_not_the_narrator() -> None:
    assert set(meant(read_markup(ASKED.replace("be still", "[Fergus|name]")), "I")) == {"narrator"}


WOKE = "[I|pronoun] woke. [I|pronoun] rose. [I|pronoun] sat.\n\n"
YOU = "[You|pronoun] wake. [You|pronoun] rise. [You|pronoun] sit. [You|pronoun] wait.\n\n"


def test_only_name_that_is_called_and_never_told_is_the_narrators() -> None:
    called = "“The raft that [you|pronoun] are to build, [Brannock|name],” said [Ann|name].\n\n[I|pronoun] built it."
    assert set(meant(read_markup(WOKE + called), "I")) == {"brannock"}


def test_two_names_that_are_called_once_are_nobodys() -> None:
    called = "“Sit, [Tom|name],” said [Ann|name].\n\n[I|pronoun] sat.\n\n“Go, [Leo|name],” said [Ann|name]."
    assert set(meant(read_markup(WOKE + called), "I")) == {"narrator"}


def test_name_whose_bearer_answers_is_not_the_narrators() -> None:
    called = "“Am I right, [Jack|name]?” said [Ann|name].\n\n“[You|pronoun] are,” said [the clerk|nominal].\n\n"
    assert "jack" not in meant(read_markup(WOKE + called + "[I|pronoun] slept."), "I")


def test_who_speaks_a_paragraph_later_does_not_answer() -> None:
    called = "“Either, [Noor|name],” said [Ann|name].\n\nThe wind rose.\n\n“Done?” said [Oake|name]."
    assert set(meant(read_markup(WOKE + called), "I")) == {"noor"}


def test_name_in_an_inscription_is_not_the_narrators() -> None:
    assert set(meant(read_markup(WOKE + "[I|pronoun] read the words “[Hale Orn|name].”"), "I")) == {"narrator"}


def test_name_of_whom_people_speak_is_not_the_narrators() -> None:
    spoken = "“[Tom|name] was late. [Tom|name] lied,” said [Ann|name].\n\n“No, [Tom|name]!” said [Ann|name].\n\n"
    assert set(meant(read_markup(WOKE + spoken + "[I|pronoun] went."), "I")) == {"narrator"}


@pytest.mark.parametrize(
    "told",
    [
        "“[I|pronoun] am [Ewan|name],” [you|pronoun] said.",
        "“[Ewan|name]?” somebody says.\n\n[You|pronoun] turn.",
        "“Where?” [you|pronoun] say.\n\n“There, [Ewan|name],” says [Ann|name].",
    ],
)
def test_reader_who_is_named_is_that_character(told: str) -> None:
    found = read_markup(YOU + told).find()
    assert ("ewan", "named") in [(one.id, one.kind) for one in found.characters]
    assert "reader" not in [one.kind for one in found.characters]
    assert {m.character for m in found.mentions if m.start < 50} == {"ewan"}


def test_what_others_call_the_narrator_once_is_no_name() -> None:
    told = WOKE + "He called [me|pronoun] [Old Crony|name]. "
    assert set(meant(read_markup(told), "I")) == {"narrator"}
    assert set(meant(read_markup(told + "“Go, [Old Crony|name],” said [Ann|name]."), "I")) == {"old-crony"}


def test_answer_to_a_question_for_the_name_is_the_name_of_whoever_answers() -> None:
    asked = "“Name?” said [Ann|name].\n\n“[Iris Bell|name],” [I|pronoun] said.\n\n“Oh,” said [Ann|name]."
    assert set(meant(read_markup(WOKE + asked), "I")) == {"iris-bell"}
    assert named(read_markup(asked.replace("[I|pronoun]", "[Rey|name]"))) == [("Ann",), ("Iris Bell", "Rey")]


def test_narrator_who_is_called_by_a_name_again_and_again_is_no_other_who_once_told_one() -> None:
    talk = "“Hello,” [I|pronoun] said.\n\n“Come, [Jane|name],” said [Ann|name].\n\n"
    asked = "“Your name?” [I|pronoun] said.\n\n“[Helen|name].”\n\n[I|pronoun] left."
    assert "helen" not in meant(read_markup(WOKE + talk * 3 + asked), "I")


def test_name_that_one_i_tells_and_the_narration_says_often_is_not_the_narrators() -> None:
    told = "“[My|pronoun] name was [Isa Lint|name],” [I|pronoun] said.\n\n"
    others = "[Isa|name] ran. [Isa|name] wept. [Isa|name] fell. [Isa|name] rose.\n\n"
    assert set(meant(read_markup(WOKE + told), "I")) == {"isa-lint"}
    assert "isa-lint" not in meant(read_markup(WOKE + told + others), "I")
    own = "[My|pronoun] name is [Isa|name]. " + others  # in the narration itself there is no doubt
    assert set(meant(read_markup(own + WOKE), "I")) == {"isa"}


def test_call_that_shows_who_hears_it_outweighs_one_that_does_not() -> None:
    shown = "“[Pilar|name],” says [Ann|name].\n\n“[Ann|name],” [you|pronoun] say.\n\n"
    other = "“Sit, [Tom|name],” says [Ann|name].\n\n[You|pronoun] wait.\n\n"
    assert set(meant(read_markup(YOU + shown + other), "You")) == {"pilar"}


def test_name_that_goes_on_with_where_somebody_is_from_is_no_call() -> None:
    told = "“Did you know? [Hale Orn|name], of the Academy,” said [Ann|name].\n\n[I|pronoun] sat."
    assert set(meant(read_markup(WOKE + told), "I")) == {"narrator"}


def test_a_name_that_opens_the_answer_to_what_name_is_that_of_who_answers() -> None:
    asked = "“What name?” said [Dick|name].\n\n“[Greyson|name],—second floor,” said [the gentleman|nominal]."
    assert "greyson" in meant(read_markup(asked + " [The gentleman|nominal] left."), "The gentleman")
    called = asked.replace("What name", "Who is that").replace(",—second floor", ", open the door")
    assert "greyson" not in meant(read_markup(called + " [The gentleman|nominal] left."), "The gentleman")


def test_one_letter_full_of_i_makes_no_narrator() -> None:
    letter = "[I|pronoun] wait. [I|pronoun] hope. [I|pronoun] know that [I|pronoun] am late."
    story = "\n\n".join(["[Ann|name] went home."] * 30)
    assert set(meant(read_markup(f"{story}\n\n{letter}"), "I")) == {None}
    assert set(meant(read_markup(f"{letter}\n\n[Ann|name] went home."), "I")) == {"narrator"}


def test_name_that_is_called_twice_and_told_once_is_not_the_narrators() -> None:
    calls = "“Go, [Annie|name],” said [Ann|name].\n\nRain fell.\n\n“Come, [Annie|name],” said [Ann|name].\n\n"
    many = "[Ann|name] sat. " * 12
    assert set(meant(read_markup(WOKE + calls + many), "I")) == {"annie"}
    assert "annie" not in meant(read_markup(WOKE + calls + many + "[Annie|name] came in."), "I")


def test_one_call_in_a_long_story_names_no_narrator() -> None:
    call = "“[Bridewell|name]!” said [Ann|name].\n\n[I|pronoun] laughed.\n\n"
    assert set(meant(read_markup(WOKE + call), "I")) == {"bridewell"}
    assert set(meant(read_markup(WOKE * 45 + call), "I")) == {"narrator"}


TENANT = (
    "[I|pronoun] met [Dr. Halloran|name]. [I|pronoun] was late.\n\n"
    "“You are the tenant,” said [Dr. Halloran|name].\n\n{}\n\n“Mind the step,” said [Dr. Halloran|name]."
)


@pytest.mark.parametrize("am", ["[I|pronoun] am", "[I|pronoun]’m"])
def test_narrator_who_goes_on_with_a_full_name_bears_it(am: str) -> None:
    marked = read_markup(TENANT.format(f"“{am},” [I|pronoun] said. “[Felix Brandt|name].”"))
    assert set(meant(marked, "I")) == {"felix-brandt"}
    assert named(marked) == [("Dr. Halloran",), ("Felix Brandt",)]


def test_somebody_who_is_called_behind_i_am_is_another() -> None:
    marked = read_markup(TENANT.format("“[I|pronoun] am,” [I|pronoun] said. “[Felix Brandt|name], come in.”"))
    assert set(meant(marked, "I")) == {"narrator"}


NOTE = "so [i|pronoun] wrote this, and [i|pronoun] know, [i|pronoun] know. enjoy\n\n"
PLAIN = "[Rey|name] crossed the yard with a bucket in each hand and the dog behind her. It had rained all night. " * 3


def test_who_says_i_in_a_note_before_the_story_does_not_tell_it() -> None:
    assert "narrator" not in meant(read_markup(NOTE + "\n\n".join([PLAIN] * 6)), "i")
    spread = "\n\n".join([PLAIN + "[i|pronoun] saw it."] * 6)
    assert set(meant(read_markup(NOTE + spread), "i")) == {"narrator"}


def test_reader_is_called_behind_what_the_speaker_does() -> None:
    asked = "“Any questions?” says [Gareth|name]. [His|pronoun] eye stops on [you|pronoun]. “[Sam|name]?”\n\nSilence."
    assert set(meant(read_markup(YOU + asked), "You")) == {"sam"}
    answered = "“Who knows?” says [Gareth|name].\n\n“[Sam|name],” says [Ann|name].\n\nThe room is still."
    assert set(meant(read_markup(YOU + answered), "You")) == {"reader"}
