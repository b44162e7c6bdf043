from __future__ import annotations

import pytest

from relgraph.reading.heads import Rank, find_head, is_title
from relgraph.reading.numbers import style, value


@pytest.mark.parametrize(
    ("line", "key", "number"),
    [
        ("CHAPTER IX.", "chapter", 9),
        ("Chapter 3: The Duel", "chapter", 3),
        ("chapter one. the duel", "chapter", 1),
        ("CHAPTER I HARBOUR: MAY, 1792", "chapter", 1),
        ("~*~ Chapter 12 ~*~", "chapter", 12),
        ("**Chapter Twenty-One**", "chapter", 21),
        ("_Chapter the Last_", "chapter", 999),
        ("Ch4 - fall", "chapter", 4),
        ("Part Two", "part", 2),
        ("Book First", "book", 1),
        ("Phase the Second: The Gull", "phase", 2),
        ("The Third Act", "act", 3),
        ("Prologue", "prologue", 0),
        ("Interlude 2: Harbour", "interlude", 2),
        ("iv.", "roman", 4),
        ("— I —", "ROMAN", 1),
        ("[ 7 ]", "figures", 7),
        ("_One_", "words", 1),
        ("II. A STRANGER", "ROMAN titled", 2),
        ("02 The Harbour", "figures titled", 2),
        ("Day 3", "day", 3),
        ("POV: Ada", "view", 0),
        ("Ada’s POV", "view", 0),
        ("[Brin]", "view", 0),
        ("## Chapter 5", "chapter", 5),
        ("# Harbour Light", "#", 0),
    ],
)
def test_line_is_a_head(line: str, key: str, number: int) -> None:
    head = find_head(line, 40)
    assert head is not None
    assert (head.key, head.number, head.start, head.end) == (key, number, 40, 40 + len(line))


@pytest.mark.parametrize(
    "line",
    [
        "Chapter 3 was hard to write.",
        "Chapter I was reading ended.",
        "Part of me fled",
        "Act two, she thought",
        "Part one of the plan was done.",
        "“Chapter 3,” she read",
        "mix",
        "civil",
        "1984",
        "[Illustration]",
        "I ran",
        "Chapter 1" + " and on" * 30,
        "",
    ],
)
def test_line_is_no_head(line: str) -> None:
    assert find_head(line, 0) is None


def test_parts_stand_above_chapters_and_chapters_above_bare_numbers() -> None:
    heads = [find_head(line, 0) for line in ("Book II", "Chapter 2", "2", "POV: Ada")]
    assert [head.rank for head in heads if head] == [Rank.PART, Rank.CHAPTER, Rank.SECTION, Rank.VIEW]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Harbour Light", True),
        ("THE DUEL.", True),
        ("A Friend in Need.", True),
        ("the duel", True),
        ("She ran.", False),
        ("“Wait,” she said", False),
        ("Ada ran, and", False),
        ("What now?", False),
        ("", False),
        ("***", False),
    ],
)
def test_title_is_told_from_a_sentence(line: str, expected: bool) -> None:  # noqa: FBT001  - a table of cases
    assert is_title(line) is expected


@pytest.mark.parametrize(
    ("written", "expected", "how"),
    [
        ("XIV", 14, "ROMAN"),
        ("ix", 9, "roman"),
        ("Forty two", 42, "words"),
        ("fiftieth", 50, "words"),
        ("08", 8, "figures"),
    ],
)
def test_number_is_read_in_every_style(written: str, expected: int, how: str) -> None:
    assert (value(written), style(written)) == (expected, how)
