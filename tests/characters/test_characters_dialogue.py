from __future__ import annotations

from dataclasses import replace

import pytest
from markup import Marked, meant, read_markup

from relgraph.characters.dialogue import changes
from relgraph.characters.layout import lay_out
from relgraph.language.sentences import find_quotes


def turns(*chapters: str) -> list[tuple[str | None, str | None]]:
    return [(quote.speaker, quote.addressee) for quote in read_markup(*chapters).find().quotes]


def speakers(*chapters: str) -> list[str | None]:
    return [speaker for speaker, _ in turns(*chapters)]


@pytest.mark.parametrize(
    "text",
    [
        "“No,” said [Rey|name].",
        '"No," [Rey|name] said.',
        "“No,” [Rey|name] at last replied.",
        "“No!” quietly said [Rey|name].",
        "“No,” glowed [Rey|name].",
        "[Rey|name] said, “No.”",
        "At last [Rey|name] muttered: “No.”",
        "Then said [Rey|name], “No.”",
        "[Rey|name] shook [her|pronoun] head. “No.”",
        "“No.” [Rey|name] shook [her|pronoun] head.",
        "[Rey|name] shook [her|pronoun] head.\n\n“No.”",
        "[Rey|name] wrote on the wall:\n\n“No.”",
    ],
)
def test_speaker_is_named_beside_the_quote(text: str) -> None:
    assert speakers(text) == ["rey"]


@pytest.mark.parametrize(
    "text",
    [
        "The wind blew. “No.”",
        "“No,” and [Rey|name] laughed at [Finn|name].",
        "The [soldiers|nominal] said, “No.”",
        "[Rey|name] slept. [Finn|name] ran.\n\n“No.”",
    ],
)
def test_quote_that_nobody_is_seen_to_speak_has_no_speaker(text: str) -> None:
    assert speakers(text) == [None]


def test_interrupted_quote_goes_on_with_its_speaker() -> None:
    assert speakers("“You,” said [Rey|name], “are late.”") == ["rey", "rey"]


def test_tag_with_a_pronoun_means_the_person_it_means() -> None:
    text = "[Rey|name] lifted [her|pronoun] hand and found [herself|pronoun] alone. “No,” [she|pronoun] said."
    assert speakers(text) == ["rey"]


def test_two_people_take_turns() -> None:
    assert turns(
        "“Are you hurt?” [Rey|name] asked [Finn|name].\n\n“No.”\n\n“Good.”\n\n“And you?”",
    ) == [("rey", "finn"), ("finn", "rey"), ("rey", "finn"), ("finn", "rey")]


def test_one_who_is_called_answers() -> None:
    assert turns("“Come here, [Finn|name],” said [Rey|name].\n\n“Why?”") == [("rey", "finn"), ("finn", "rey")]


def test_who_answers_was_spoken_to() -> None:
    assert turns("“It is late,” said [Rey|name].\n\n“Not yet,” said [Finn|name].")[0] == ("rey", "finn")
    assert turns("“It is late,” said [Rey|name].\n\nAn hour passed.\n\n“Yes,” said [Finn|name].")[0] == ("rey", None)


def test_a_question_is_put_to_the_one_who_answers_it() -> None:
    asked = "“Sit,” said [Rey|name] to [Poe|name].\n\n“{}” said [Poe|name].\n\n“No,” said [Finn|name]."
    assert turns(asked.format("Is it hot?"))[1] == ("poe", "finn")
    assert turns(asked.format("It is hot."))[1] == ("poe", "rey")


def test_turns_end_where_a_chapter_ends() -> None:
    assert speakers("“Come here, [Finn|name],” said [Rey|name].", "“Why?”") == ["rey", None]


def test_told_person_is_the_addressee() -> None:
    assert turns("“Run,” said [Rey|name] to [Finn|name].\n\n“Now,” [Poe|name] told [Hux|name].") == [
        ("rey", "finn"),
        ("poe", "hux"),
    ]


def test_list_of_names_in_a_quote_calls_nobody() -> None:
    assert turns("“[Poe|name], [Finn|name] and [Hux|name] left,” said [Rey|name].") == [("rey", None)]


def test_i_and_you_in_a_quote_are_speaker_and_addressee() -> None:
    marked = read_markup("“[I|pronoun] see [you|pronoun], [Finn|name],” said [Rey|name]. “[My|pronoun] turn.”")
    assert [meant(marked, word) for word in ("I", "you", "My")] == [["rey"], ["finn"], ["rey"]]


def test_sir_is_whoever_is_spoken_to() -> None:
    marked = read_markup("“Report, [Mitaka|name],” said [Hux|name].\n\n“Yes, [sir|nominal].”")
    assert meant(marked, "sir") == ["hux"]


def test_speaker_and_addressee_are_not_he_in_the_quote() -> None:
    marked = read_markup(
        "[Snoke|name] saw [his|pronoun] face and [his|pronoun] hands. [Hux|name] cut [himself|pronoun].\n\n"
        "“[He|pronoun] is mad,” said [Hux|name]."
    )
    assert meant(marked, "He") == ["snoke"]


def test_pronoun_tag_in_a_new_paragraph_prefers_the_other_one() -> None:
    marked = read_markup(
        "[Hux|name] cut [himself|pronoun]. [Poe|name] hurt [himself|pronoun].\n\n"
        "“Well?” [Hux|name] said.\n\n“Well what?” [he|pronoun] said."
    )
    assert meant(marked, "he") == ["poe"]


def test_one_who_is_named_since_the_last_quote_is_spoken_to() -> None:
    assert turns("“Go,” [he|pronoun] said. When [Kylo|name] came back, “Dawn?” said [Rey|name].")[1] == ("rey", "kylo")


def test_quotes_side_by_side_are_two_speakers_where_paragraphs_are_lost() -> None:
    assert speakers("“Dawn?” said [Rey|name]. [Kylo|name] nodded. “Dawn.” “You will take me.”") == [
        "rey",
        "kylo",
        "rey",
    ]


PASTED = "“Go.” “No.” “Go.” “No.” “Go.” “No.” “{}” said [Anna|name]{} “{}”"


@pytest.mark.parametrize(
    ("last", "behind", "following", "told"),
    [
        ("Why?", ".", "No.", True),  # who answers a question is somebody else
        ("Why?", ",", "and when?", False),
        ("Well,", ",", "no.", False),
        ("Well,", ".", "no.", False),  # in small letters the sentence goes on
        ("Well,", ".", "No.", None),
    ],
)
def test_a_tag_tells_nothing_of_the_next_quote_where_paragraphs_are_lost(
    last: str, behind: str, following: str, *, told: bool | None
) -> None:
    marked = read_markup(PASTED.format(last, behind, following))
    layout = lay_out(marked.story, marked.parse)
    assert [changes(layout, index) for index in range(1, 8)] == [*[True] * 6, told]
    assert changes(layout, 0) is False
    parted = read_markup(PASTED.format(last, behind, following).replace("” “Go", "”\n\n“Go"))
    assert changes(lay_out(parted.story, parted.parse), 7) is False


def test_who_answers_a_question_where_paragraphs_are_lost_is_somebody_else() -> None:
    pasted = "[Beth|name] sat down. " + PASTED
    assert speakers(pasted.format("Why?", ".", "No."))[-2:] == ["anna", "beth"]
    assert speakers(pasted.format("Why,", ".", "and when."))[-2:] == ["anna", "anna"]


def test_name_that_answers_a_question_addresses_nobody() -> None:
    assert turns("“Who taught you?” asked [Kylo|name].\n\n“[Plutt|name],” said [Rey|name].") == [
        ("kylo", "rey"),
        ("rey", "kylo"),
    ]
    assert turns("“Listen,” said [Kylo|name].\n\n“[Plutt|name],” said [Rey|name].")[1] == ("rey", "plutt")


def test_somebody_is_nobody_in_particular() -> None:
    assert meant(read_markup("[Rey|name] sat. [Somebody|nominal] must know. [She|pronoun] rose."), "She") == ["rey"]


def run_on(text: str) -> list[str | None]:
    """Return the speakers of quotes found as they are in files: one left open ends with its paragraph."""
    marked = read_markup(text)
    quotes = find_quotes(marked.story.text, marked.story.paragraphs)
    parse = replace(marked.parse, quotes=quotes)
    return [quote.speaker for quote in Marked(story=marked.story, parse=parse).find().quotes]


def test_speech_that_runs_on_over_paragraphs_is_one_speakers() -> None:
    text = "“It was dark,” said [Poe|name], “and cold.\n\n“Then it got light.\n\n“So [I|pronoun] left.”"
    assert run_on(text) == ["poe"] * 4


def test_a_tag_at_its_end_tells_who_speaks_all_of_it() -> None:
    assert run_on("[Rey|name] sat.\n\n“It was dark.\n\n“Then it got light,” said [Poe|name].") == ["poe", "poe"]


def test_speech_that_is_closed_does_not_run_on() -> None:
    assert run_on("“It was dark,” said [Poe|name].\n\n“Was it?” said [Rey|name].") == ["poe", "rey"]


TOLD = "[I|pronoun] woke. [I|pronoun] rose. [I|pronoun] sat.\n\n"


def test_who_speaks_to_nobody_else_speaks_to_the_narrator_who_is_there() -> None:
    inside = TOLD + "Inside, [Ned|name] was frying fish.\n\n"
    assert turns(inside + "“Eat,” said [Ann|name].\n\n“Why?”") == [("ann", "narrator"), ("narrator", "ann")]
    far = "The fire burnt low.\n\nRain fell.\n\nIt grew dark.\n\n"
    assert turns(inside + far + "[Ned|name] came in. “Eat,” said [Ann|name].") == [("ann", None)]
    assert turns(TOLD + "“Eat,” said [Ann|name] to [Ned|name].") == [("ann", "ned")]


@pytest.mark.parametrize("known", ["", "[The clergyman|nominal] had been up since five. "])
def test_new_description_behind_a_question_is_who_was_asked(known: str) -> None:
    marked = read_markup(
        known + "“How long have you known, [Tringham|name]?” said [John|name].\n\n[The clergyman|nominal] sighed."
    )
    assert meant(marked, "The clergyman")[-1] == ("the-clergyman" if known else "tringham")
    longer = "“How long, [Tringham|name]?” said [John|name].\n\n[The clergyman by the door|nominal] sighed."
    assert meant(read_markup(longer), "The clergyman by the door") == ["the-clergyman"]


def test_lines_that_dashes_open_are_spoken_in_turn() -> None:
    marked = read_markup(
        "—Good evening, [Mira|name], said [Tobin|name].\n\n—Late, [Mira|name] said.\n\n—The bridge was out.\n\n—Ah."
    )
    parse = replace(marked.parse, quotes=find_quotes(marked.story.text, marked.story.paragraphs))
    found = Marked(story=marked.story, parse=parse).find()
    assert [quote.speaker for quote in found.quotes] == ["tobin", "mira", "tobin", "mira"]
