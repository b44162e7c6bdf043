"""Who speaks where no tag tells: all quotes of a conversation are weighed together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markup import linked, read_markup

if TYPE_CHECKING:
    from relgraph.records import Links

ANNA, BETH, CLEO = 0, 1, 2
TOGETHER = "[Anna|name], [Beth|name] and [Cleo|name] sat down. The fire was out. It was late.\n\n"


def speakers(text: str, voices: dict[int, Links]) -> list[str | None]:
    found = linked(read_markup(TOGETHER + text), {}, voices).find()
    return [quote.speaker for quote in found.quotes]


def test_a_tag_at_the_end_turns_a_conversation_round() -> None:
    talk = "“Is it far?”\n\n“Not very.”\n\n“Farther than this?”\n\n“No.”\n\n“Good,” said [{}|name]."
    voices: dict[int, Links] = {
        0: ((ANNA, 0.5), (BETH, 0.4)),
        1: ((BETH, 0.5), (ANNA, 0.4)),
        2: ((~0, 0.9),),
        3: ((~1, 0.9),),
        4: ((~2, 0.9),),
    }
    assert speakers(talk.format("Beth"), voices) == ["beth", "anna", "beth", "anna", "beth"]
    assert speakers(talk.format("Anna"), voices) == ["anna", "beth", "anna", "beth", "anna"]


def test_who_is_answered_by_name_has_spoken() -> None:
    torn: Links = ((ANNA, 0.5), (BETH, 0.45))
    assert speakers("“Is it far?”\n\n“Not very.”", {0: torn})[0] == "anna"
    assert speakers("“Is it far?”\n\n“Not very, [Beth|name].”", {0: torn, 1: ((CLEO, 0.9),)}) == ["beth", "cleo"]


def test_who_is_named_or_called_does_not_speak() -> None:
    torn: Links = ((ANNA, 0.55), (BETH, 0.45))
    assert speakers("“Is it far?”", {0: torn}) == ["anna"]
    assert speakers("“Is it far, [Anna|name]?”", {0: torn}) == ["beth"]
    assert speakers("“Is it far to where [Anna|name] lives?”", {0: torn}) == ["beth"]


@pytest.mark.parametrize(("p", "speaker"), [(0.9, "beth"), (0.5, "anna")])
def test_who_is_spoken_of_as_she_does_not_speak(p: float, speaker: str) -> None:
    marked = read_markup(TOGETHER + "“[She|pronoun] is far away.”")
    found = linked(marked, {3: ((ANNA, p),)}, {0: ((ANNA, 0.55), (BETH, 0.45))}).find()
    assert [quote.speaker for quote in found.quotes] == [speaker]


@pytest.mark.parametrize(("p", "heard"), [(0.9, None), (0.5, "anna")])
def test_who_is_spoken_of_as_she_is_not_spoken_to(p: float, heard: str | None) -> None:
    marked = read_markup(TOGETHER + "“[She|pronoun] is far away,” said [Beth|name].\n\n“Yes,” said [Anna|name].")
    found = linked(marked, {3: ((ANNA, p),)}).find()
    assert found.quotes[0].addressee == heard


@pytest.mark.parametrize(("between", "second"), [(" ", "beth"), (" A door fell shut in the hall. ", "anna")])
def test_quotes_of_one_paragraph_are_of_one_speaker_unless_nothing_stands_between_them(
    between: str, second: str
) -> None:
    voices: dict[int, Links] = {0: ((ANNA, 0.9),), 1: ((ANNA, 0.45), (BETH, 0.45))}
    assert speakers(f"“Is it far?”{between}“Not very.”", voices) == ["anna", second]


def test_what_the_model_is_sure_of_stays() -> None:
    voices: dict[int, Links] = {0: ((ANNA, 0.95),), 1: ((ANNA, 0.97),)}
    assert speakers("“Is it far?”\n\n“I wonder.”", voices) == ["anna", "anna"]


def test_nobody_known_speaks_no_quote() -> None:
    found = linked(read_markup("“Is it far?”\n\n“Not very.”\n\n[Anna|name] woke up."), {}, {}).find()
    assert [quote.speaker for quote in found.quotes] == [None, None]


def test_a_long_conversation_in_one_chapter_is_read_to_its_end() -> None:
    lines = "\n\n".join("“Is it far?”" if n % 2 else "“No.”" for n in range(600))
    voices: dict[int, Links] = {n: ((~(n - 2), 0.9),) for n in range(2, 600)}
    voices |= {0: ((ANNA, 0.9),), 1: ((BETH, 0.9),)}
    assert speakers(lines, voices) == ["anna", "beth"] * 300
