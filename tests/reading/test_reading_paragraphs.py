from __future__ import annotations

from layouts import GULL, LAMP, TIDE, paragraphs

from relgraph.reading import find_paragraphs, read_text
from relgraph.reading.paragraphs import count_words, gaps
from relgraph.records import Chapter, Matter


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs(read_text(f"{GULL}\n\n{LAMP}\n \t\n\n{TIDE}\n")) == [GULL, LAMP, TIDE]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Ada crossed the yard before\nthe bell had stopped, and the\ngulls went up.\n\nBrin kept the lamp\nturned low."
    )
    assert paragraphs(read_text(text)) == [
        "Ada crossed the yard before\nthe bell had stopped, and the\ngulls went up.",
        "Brin kept the lamp\nturned low.",
    ]


def test_each_line_is_a_paragraph_where_lines_are_not_wrapped() -> None:
    assert paragraphs(read_text(f"{GULL}\n{LAMP}\n“Wait.”\n{TIDE}")) == [GULL, LAMP, "“Wait.”", TIDE]


def test_an_indented_line_begins_a_paragraph_where_blank_lines_do_not() -> None:
    text = "   Ada crossed the yard before\nthe bell had stopped.\n   “Wait.”\n   “No, the tide has\ntaken the path.”"
    assert paragraphs(read_text(text)) == [
        "Ada crossed the yard before\nthe bell had stopped.",
        "“Wait.”",
        "“No, the tide has\ntaken the path.”",
    ]


def test_indented_verse_between_blank_lines_stays_one_paragraph() -> None:
    verse = "   O the tide is a thief\n     and the sea is a door"
    text = f"She sang as she went\ndown the hill.\n\n{verse}\n\nThen she stopped.\n\nHe did not."
    assert paragraphs(read_text(text))[1] == "O the tide is a thief\n     and the sea is a door"


def test_a_long_text_without_any_break_is_one_paragraph() -> None:
    text = " ".join([GULL] * 230)
    story = read_text(text)
    assert story.paragraphs == ((0, len(text)),)
    assert story.words == 230 * 23


def test_paragraphs_never_hold_matter() -> None:
    chapter = Chapter(title=None, start=0, end=19)
    notes = Matter(kind="notes", start=4, end=12)
    assert find_paragraphs("one (A/N: x) two.  ", (chapter,), (notes,)) == ((0, 3), (13, 17))


def test_no_chapters_have_no_paragraphs() -> None:
    assert find_paragraphs("some words", ()) == ()


def test_stored_chapters_and_matter_give_the_same_paragraphs_again() -> None:
    story = read_text(f"Chapter 1\n\n{GULL}\n\n* * *\n\n{LAMP}\n\nChapter 2\n\n{TIDE}\n\nA/N: thanks for reading!")
    assert find_paragraphs(story.text, story.chapters, story.matter) == story.paragraphs


def test_gaps_are_what_is_left_of_the_spans() -> None:
    assert gaps([(0, 10), (10, 20), (20, 30)], [(2, 4), (8, 12), (18, 40)]) == [(0, 2), (4, 8), (12, 18)]


def test_words_with_hyphen_or_apostrophe_count_once() -> None:
    text = "Don't wait half-hour--she’s _gone_ at 7."
    assert count_words(text, [(0, len(text))]) == 7
