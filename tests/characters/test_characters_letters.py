"""Who is I and you in a letter, a journal and a chapter of somebody's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markup import Marked, meant, named, read_markup

from relgraph.characters.layout import lay_out
from relgraph.characters.letters import find_letters, letter_at
from relgraph.characters.names import parse_name

LETTER = """[Margaret|name] opened the letter that lay by her plate.

Dearest [Meg|name],

[I|pronoun] am having a glorious time, and [you|pronoun] should come. [I|pronoun] like them all.

{farewell}

The rest of the breakfast was quiet. [Tibby|name] said that the egg was cold.
"""
GIVEN = "Your affectionate\n      [Helen|name]"


def letters(*chapters: str) -> list[tuple[str | None, str | None]]:
    """Return writer and reader of each letter."""
    marked = read_markup(*chapters)
    layout = lay_out(marked.story, marked.parse)
    names = {spot.index: parse_name(spot.text) for spot in layout.spots if spot.kind == "name"}

    def said(spot: int | None) -> str | None:
        return None if spot is None else layout.spots[spot].text

    return [(said(letter.writer), said(letter.reader)) for letter in find_letters(layout, names)]


def test_who_signs_a_letter_is_its_i_and_who_is_greeted_its_you() -> None:
    marked = read_markup(LETTER.format(farewell=GIVEN))
    assert set(meant(marked, "I")) == {"helen"}
    assert meant(marked, "you") == ["margaret"]


def test_a_name_alone_signs_a_letter_that_greets_somebody() -> None:
    assert letters(LETTER.format(farewell="     [Helen|name]")) == [("Helen", "Meg")]


def test_a_name_at_the_end_of_a_sentence_signs_nothing() -> None:
    assert letters(LETTER.format(farewell="I often think of [Paul|name].")) == [(None, "Meg")]


def test_a_letter_without_a_signature_is_by_who_signed_another_to_the_same() -> None:
    second = "To [Meg|name], Wickham Place\n\n[I|pronoun] do not know what you will say."
    assert letters(LETTER.format(farewell=GIVEN), second) == [("Helen", "Meg"), ("Helen", "Meg")]


def test_an_unsigned_letter_ends_where_the_next_begins() -> None:
    assert letters("Dear [Judy|name]:\n\nWe arrived.\n\nDear [Gordon|name]:\n\nWe have not.") == [
        (None, "Judy"),
        (None, "Gordon"),
    ]


def test_a_note_that_greets_in_its_only_paragraph_ends_with_it() -> None:
    marked = read_markup("Dear [Meg|name], come at once. [I|pronoun] am ill.\n\nShe put it down.")
    layout = lay_out(marked.story, marked.parse)
    names = {spot.index: parse_name(spot.text) for spot in layout.spots if spot.kind == "name"}
    found = find_letters(layout, names)
    assert [(letter.writer, marked.story.text[letter.end :].strip()) for letter in found] == [
        (None, "She put it down.")
    ]
    assert letter_at(found, 0) == found[0]
    assert letter_at(found, found[0].end) is None


def test_a_greeting_in_quotation_marks_is_speech() -> None:
    assert letters("“Dear [Meg|name], how are you?” he asked.") == []


def test_a_story_without_letters_has_none() -> None:
    assert letters("[Rey|name] waited.") == []
    assert letters("") == []


JOURNALS = (
    "[Mina Harker|name] and [Dr. Seward|name] wrote.\n\n"
    "Mina Harker's Journal\n\n[I|pronoun] came home.\n\n"
    "Dr. Seward's Diary--continued\n\n[My|pronoun] patient slept."
)


def test_a_journal_is_told_by_whom_its_heading_names() -> None:
    marked = read_markup(JOURNALS)
    assert meant(marked, "I") == ["mina-harker"]
    assert meant(marked, "My") == ["dr-seward"]


def test_a_letter_with_a_heading_has_a_reader() -> None:
    text = "[Mina|name] loved [Lucy|name].\n\nLetter, Mina to Lucy\n\n[I|pronoun] hope [you|pronoun] are well."
    marked = read_markup(text)
    assert meant(marked, "I") == ["mina"]
    assert meant(marked, "you") == ["lucy"]


def test_a_heading_of_somebody_unknown_tells_nothing() -> None:
    marked = read_markup("The Captain's Log\n\n[I|pronoun] rose. [I|pronoun] sat. [I|pronoun] slept.")
    assert meant(marked, "I") == ["narrator"] * 3


def test_a_short_paragraph_about_a_letter_is_no_heading() -> None:
    marked = read_markup("[Mina|name] sat.\n\n[Mina|name]'s letter was short.\n\n[I|pronoun] rose. [I|pronoun] sat.")
    assert "mina" not in meant(marked, "I")


def test_a_letter_inside_of_a_journal_interrupts_it() -> None:
    letter = "Dear [Lucy|name],\n\n[I|pronoun] write in haste.\n\nYours, [Arthur|name]\n\n[I|pronoun] put it away."
    marked = read_markup(f"[Mina|name] sat.\n\nMina's Journal\n\n[I|pronoun] had a letter.\n\n{letter}")
    assert meant(marked, "I") == ["mina", "arthur", "mina"]


def test_chapters_called_like_their_narrators_are_theirs() -> None:
    told = "[I|pronoun] rose. [I|pronoun] sat. [I|pronoun] ate. [I|pronoun] slept. [I|pronoun] woke. "
    marked = read_markup(f"{told}[Rey|name] came.", f"{told}[Kylo|name] left.")
    chapters = tuple(
        replace(chapter, title=title)
        for chapter, title in zip(marked.story.chapters, ("Chapter 1: Kylo", "Rey"), strict=True)
    )
    assert meant(Marked(story=replace(marked.story, chapters=chapters), parse=marked.parse), "I") == [
        *["kylo"] * 5,
        *["rey"] * 5,
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "[LADY HOWARD|name] TO THE [REV. MR. VILLARS|name] Orn Grove, Kent.",
        "From [Lady Howard|name] to [Mr. Villars|name]",
    ],
)
def test_heading_that_names_two_tells_who_writes_to_whom(heading: str) -> None:
    marked = read_markup(
        f"LETTER I\n\n{heading}\n\n[I|pronoun] wrote to [Lady Howard|name], [Mr. Villars|name] read. [I|pronoun] sat."
        " [I|pronoun] ask [you|pronoun] to come, and [you|pronoun] know why."
    )
    assert set(meant(marked, "I")) == {"lady-howard"}
    assert set(meant(marked, "you")) <= {"mr-villars", "rev-mr-villars"}


def test_sentence_with_two_names_is_no_heading() -> None:
    marked = read_markup(
        "[Ann|name] to [Bo|name] was nothing.\n\n[I|pronoun] saw. [I|pronoun] wept. [I|pronoun] left [Ann|name]."
    )
    assert set(meant(marked, "I")) == {"narrator"}


CALLED = (
    "To [Mrs. Saville|name], England\n\n[I|pronoun] arrived here. There, [Margaret|name], the sun never sets. "
    "[I|pronoun] wait. [I|pronoun] hope.\n\nYour brother,\n[R. Walton|name]"
)


def test_who_is_called_by_a_given_name_in_a_letter_is_who_gets_it() -> None:
    assert ("Mrs. Saville", "Margaret") in named(read_markup(CALLED))


def test_two_who_are_called_in_a_letter_are_not_both_who_gets_it() -> None:
    both = CALLED.replace("[I|pronoun] wait.", "Wait, [Lucy|name], for me.")
    assert ("Mrs. Saville",) in named(read_markup(both))


def test_a_letter_that_calls_its_writer_tells_no_name() -> None:
    assert ("Mrs. Saville",) in named(read_markup(CALLED.replace("[R. Walton|name]", "[Margaret|name]")))
