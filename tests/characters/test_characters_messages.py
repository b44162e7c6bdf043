"""Lines that begin with who writes or says them: who is I and you in them, and who speaks to whom."""

from __future__ import annotations

import pytest
from markup import Marked, meant, named, read_markup

CHAT = """[I|pronoun] laugh. [I|pronoun] put the phone down. [I|pronoun] always do.

**[Hana|name]:** can [I|pronoun] ask [you|pronoun] something

**Me:** Ask

**[Hana|name]:** [my|pronoun] mum died in May

[I|pronoun] read it twice.
"""


def test_lines_of_a_chat_are_by_whoever_they_begin_with() -> None:
    marked = read_markup(CHAT)
    assert meant(marked, "my") == ["hana"]
    assert meant(marked, "I") == ["narrator", "narrator", "narrator", "hana", "narrator"]


def test_a_line_is_to_whoever_writes_the_other() -> None:
    play = "[Mark|name]: [You|pronoun] are late.\n\n[Hope|name]: So are [you|pronoun].\n\n[Mark|name]: No."
    marked = read_markup(play)
    assert meant(marked, "You") == ["hope"]
    assert meant(marked, "you") == ["mark"]


def test_two_lines_are_no_chat() -> None:
    marked = read_markup("[Mark|name]: [I|pronoun] am late.\n\n[Hope|name]: Yes.")
    assert "mark" not in meant(marked, "I")
    assert named(marked) == [("Mark",), ("Hope",)]


def test_a_message_by_me_is_the_narrators_and_one_to_me_is_to_the_narrator() -> None:
    marked = read_markup(CHAT.replace("Me:** Ask", "[Me|name]:** Ask [you|pronoun] to [my|pronoun] face"))
    assert meant(marked, "Me") == ["narrator"]
    assert meant(marked, "you") == ["narrator", "hana"]
    assert meant(marked, "my") == ["narrator", "hana"]


def test_a_name_that_only_a_message_says_may_be_the_narrators() -> None:
    chat = CHAT.replace("can [I|pronoun]", "[Bisola|name], can [I|pronoun]")
    called = "“[Bisola|name], come here,” said [Bayo|name].\n\n[I|pronoun] went."
    assert meant(read_markup(chat + "\n" + called), "I")[-1] == "bisola"


def said(marked: Marked) -> list[tuple[str, str | None, str | None]]:
    """Return the words, speaker and addressee of all quotes."""
    return [(marked.story.text[q.start : q.end], q.speaker, q.addressee) for q in marked.find().quotes]


def test_what_a_line_says_is_speech() -> None:
    assert said(read_markup(CHAT.replace("Me", "[Me|name]"))) == [
        ("can I ask you something", "hana", "narrator"),
        ("Ask", "narrator", "hana"),
        ("my mum died in May", "hana", "narrator"),
    ]


def test_a_line_in_quotation_marks_is_told_once() -> None:
    play = "[Mark|name]: “Late.”\n\n[Hope|name]: “Yes, [Mark|name].”\n\n[Mark|name]: Very late, and you know it."
    assert [words for words, *_ in said(read_markup(play))] == [
        "“Late.”",
        "“Yes, Mark.”",
        "Very late, and you know it.",
    ]


GROUP = (
    "[Mark|name]: who has the key\n\n[Hope|name]: not me\n\n[Mark|name]: then who\n\n[Ada|name] put her phone away.\n\n"
    "[Ada|name]: i have it\n\n[Ben|name]: she has it\n\n[Mark|name]: of course\n\nIt rained.\n\n"
)


@pytest.mark.parametrize(
    ("last", "reader"),
    [("[Hope|name]: sorry", "mark"), ("[Mark|name]: sorry", "hope"), ("[Cleo|name]: sorry", "mark")],
)
def test_who_writes_alone_writes_to_whom_they_wrote_before_or_who_wrote_last(last: str, reader: str) -> None:
    marked = read_markup(GROUP + last)
    assert said(marked)[-1][2] == reader
    assert [(speaker, to) for _, speaker, to in said(marked)[3:6]] == [("ada", "ben"), ("ben", "ada"), ("mark", "ben")]


def test_a_line_is_to_whom_it_addresses() -> None:
    chat = (
        "[Mark|name]: who is it\n\n[Hope|name]: [Ada|name], is it you\n\n[Ada|name]: [MARK|name]!\n\n"
        "[Mark|name]: [Hope|name] has it"
    )
    assert [to for *_, to in said(read_markup(chat))] == ["hope", "ada", "mark", "ada"]


def test_a_line_is_by_whoever_wrote_one_with_the_same_name_in_front() -> None:
    chat = "MARK: who is it\n\n[Hope|name]: me\n\n[Mark|name]: who\n\nMARK: oh"
    assert [speaker for _, speaker, _ in said(read_markup(chat))] == ["mark", "hope", "mark", "mark"]


def test_a_line_of_somebody_unknown_has_no_speaker() -> None:
    chat = "[Mark|name]: who is this\n\nUnknown number: guess\n\n[Mark|name]: no\n\n[Hope|name]: tell him"
    assert [(speaker, to) for _, speaker, to in said(read_markup(chat))] == [
        ("mark", "hope"),
        (None, "mark"),
        ("mark", "hope"),
        ("hope", "mark"),
    ]


@pytest.mark.parametrize("word", ["im", "Im", "I'm", "I’m", "ive", "ima"])
def test_a_pronoun_in_one_with_its_verb_is_that_pronoun(word: str) -> None:
    chat = f"[Mark|name]: late again\n\n[Hope|name]: [{word}|pronoun] here\n\n[Mark|name]: [youre|pronoun] not"
    marked = read_markup(chat)
    assert meant(marked, word) == ["hope"]
    assert meant(marked, "youre") == ["hope"]
