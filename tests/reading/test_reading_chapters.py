from __future__ import annotations

import pytest
from layouts import GULL, LAMP, TIDE, chapters, matter, paragraphs

from relgraph.reading import read_text


def test_text_without_heads_is_one_chapter_without_title() -> None:
    text = f"  {GULL}\n\n{LAMP}"
    story = read_text(text)
    assert [(one.title, one.start, one.end) for one in story.chapters] == [(None, 0, len(text))]


def test_heading_is_matter_inside_its_chapter() -> None:
    story = read_text(f"CHAPTER I.\n\n{GULL}\n\nCHAPTER II.\n\n{LAMP}")
    assert chapters(story) == ["CHAPTER I", "CHAPTER II"]
    assert matter(story, "heading") == ["CHAPTER I.", "CHAPTER II."]
    assert [one.start for one in story.chapters] == [0, story.text.index("CHAPTER II.")]
    assert paragraphs(story) == [GULL, LAMP]


def test_title_below_the_number_belongs_to_the_heading() -> None:
    story = read_text(f"CHAPTER I\n\nHarbour Light\n\n\n{GULL}\n\nCHAPTER II\nTHE LETTER\n\n{LAMP}")
    assert chapters(story) == ["CHAPTER I: Harbour Light", "CHAPTER II: THE LETTER"]
    assert paragraphs(story) == [GULL, LAMP]


def test_long_title_that_runs_into_a_second_line_is_one_heading() -> None:
    head = "CHAPTER I. A VOYAGE TO THE OUTER ISLANDS AND THE HARBOUR OF THE NORTH, AND\nBACK."
    story = read_text(f"{head}\n\n{GULL}\n\nCHAPTER II. HOME\n\n{LAMP}")
    assert matter(story, "heading") == [head, "CHAPTER II. HOME"]


def test_part_and_chapter_together_open_one_chapter() -> None:
    story = read_text(f"BOOK I.\n\nCHAPTER I.\n\n{GULL}\n\nCHAPTER II.\n\n{LAMP}\n\nBOOK II.\n\nCHAPTER I.\n\n{TIDE}")
    assert chapters(story) == ["BOOK I — CHAPTER I", "CHAPTER II", "BOOK II — CHAPTER I"]


def test_bare_numbers_that_count_up_are_chapters() -> None:
    assert chapters(read_text(f"i.\n\n{GULL}\n\nii.\n\n{LAMP}\n\niii.\n\n{TIDE}")) == ["i", "ii", "iii"]


def test_bare_numbers_inside_numbered_chapters_are_headings_only() -> None:
    story = read_text(f"CHAPTER I\n\nI\n\n{GULL}\n\nII\n\n{LAMP}\n\nCHAPTER II\n\nI\n\n{TIDE}\n\nII\n\n{GULL}")
    assert chapters(story) == ["CHAPTER I — I", "CHAPTER II — I"]
    assert matter(story, "heading") == ["CHAPTER I", "I", "II", "CHAPTER II", "I", "II"]


def test_a_countdown_is_story() -> None:
    story = read_text(f"{GULL}\n\nOne.\n\nTwo.\n\nThree.\n\nThe lock gave.")
    assert paragraphs(story) == [GULL, "One.", "Two.", "Three.", "The lock gave."]


def test_a_lone_number_is_story() -> None:
    assert paragraphs(read_text(f"{GULL}\n\nI\n\n{LAMP}")) == [GULL, "I", LAMP]


def test_numbers_go_on_counting_chapters_that_have_lost_their_word() -> None:
    text = f"Adventure I. Red\n\n{GULL}\n\nAdventure II. Blue\n\n{LAMP}\n\nIII. Green\n\n{TIDE}\n\nIV. Grey\n\n{GULL}"
    assert chapters(read_text(text)) == ["Adventure I. Red", "Adventure II. Blue", "III. Green", "IV. Grey"]


def test_sentence_that_starts_with_chapter_is_story() -> None:
    wrapped = "They had read for an hour and were at the end of\nChapter IX, and then the bell went for the boats."
    assert chapters(read_text(f"{wrapped}\n\nChapter 3 was hard to write.")) == [None]


def test_sentence_that_runs_on_after_a_head_is_story() -> None:
    text = f"{GULL}\n\nBOOK I. (Red), LEAF IV. (Torn).--These gulls were often seen\non the wall, and were\nnot feared."
    assert chapters(read_text(text)) == [None]


def test_text_before_the_first_head_is_a_chapter_without_title() -> None:
    story = read_text(f"{GULL}\n\nChapter 1\n\n{LAMP}")
    assert chapters(story) == [None, "Chapter 1"]
    assert story.chapters[0].end == story.chapters[1].start


def test_heads_need_no_blank_lines_where_each_line_is_a_paragraph() -> None:
    story = read_text("Part Two\nAda ran.\nBrin followed her.\nPart Three\nThe tide waited.\nIt was late.")
    assert chapters(story) == ["Part Two", "Part Three"]
    assert paragraphs(story) == ["Ada ran.", "Brin followed her.", "The tide waited.", "It was late."]


@pytest.mark.parametrize("opening", ["Contents\n\n", "TABLE OF CONTENTS.\n\n", ""])
def test_table_of_contents_is_matter(opening: str) -> None:
    listed = "Chapter 1: Red\nChapter 2: Blue\nChapter 3: Grey"
    story = read_text(
        f"{opening}{listed}\n\nChapter 1: Red\n\n{GULL}\n\nChapter 2: Blue\n\n{LAMP}\n\nChapter 3: Grey\n\n{TIDE}"
    )
    assert matter(story, "contents") == [f"{opening}{listed}"]
    assert chapters(story) == ["Chapter 1: Red", "Chapter 2: Blue", "Chapter 3: Grey"]
    assert story.chapters[0].start == len(opening) + len(listed) + 2


def test_table_of_contents_without_chapter_words_ends_where_an_entry_comes_again() -> None:
    story = read_text(f"CONTENTS\n\nThe Gull ... 1\nThe Lamp ... 9\n\nTHE GULL\n\n{GULL}\n\n{LAMP}")
    assert matter(story, "contents")[0].startswith("CONTENTS\n\nThe Gull ... 1\nThe Lamp ... 9")
    assert paragraphs(story)[-2:] == [GULL, LAMP]


def test_contents_that_prose_follows_leave_the_head_above_the_prose() -> None:
    story = read_text(f"Contents\n\nI. Red\nII. Blue\n\nPrologue\n\n{GULL}")
    assert chapters(story) == ["Prologue"]
    assert paragraphs(story) == [GULL]


def test_the_word_contents_in_a_story_is_no_table() -> None:
    story = read_text(f"{GULL}\n\nContents\n\n{LAMP}\n\n{TIDE}")
    assert matter(story, "contents") == []


def test_titles_in_capitals_are_chapters_where_there_are_no_other_heads() -> None:
    story = read_text(f"\n\n\nTHE GULL\n\n{GULL * 6}\n\n\nTHE LAMP\n\n{LAMP * 6}")
    assert chapters(story) == ["THE GULL", "THE LAMP"]


def test_change_of_view_is_a_chapter_where_there_are_no_other_heads() -> None:
    assert chapters(read_text(f"[Ada]\n\n{GULL}\n\n[Brin]\n\n{LAMP}")) == ["Ada", "Brin"]


def test_change_of_view_inside_a_chapter_is_a_heading() -> None:
    story = read_text(f"Chapter 1\n\nPOV: Ada\n\n{GULL}\n\nPOV: Brin\n\n{LAMP}")
    assert chapters(story) == ["Chapter 1 — Ada"]
    assert matter(story, "heading") == ["Chapter 1", "POV: Ada", "POV: Brin"]


def test_one_word_in_brackets_is_story() -> None:
    assert paragraphs(read_text(f"{GULL}\n\n[Static]\n\n{LAMP}")) == [GULL, "[Static]", LAMP]


def test_chapters_without_text_stay_chapters() -> None:
    assert chapters(read_text(f"Chapter 1\n\n{GULL}\n\nChapter 2\n\nChapter 3\n\n{TIDE}")) == [
        "Chapter 1",
        "Chapter 2 — Chapter 3",
    ]


def test_chapters_cover_the_text_to_its_end() -> None:
    text = f"Chapter 1\n\n{GULL}\n\nChapter 2\n\n{LAMP}\n\n"
    assert [(one.start, one.end) for one in read_text(text).chapters] == [(0, 125), (125, len(text))]


REY, KYLO = f"{GULL} {LAMP} {TIDE}", f"{TIDE} {LAMP} {GULL}"


def test_bare_names_in_turn_are_chapters_where_there_are_no_other_heads() -> None:
    story = read_text(f"Rey\n\n{REY}\n\nKylo\n\n{KYLO}\n\n**Rey**\n\n{LAMP}\n\n{TIDE}")
    assert chapters(story) == ["Rey", "Kylo", "Rey"]
    assert matter(story, "heading") == ["Rey", "Kylo", "**Rey**"]


def test_bare_names_inside_a_chapter_are_headings() -> None:
    names = f"Rey\n\n{REY}\n\nKylo Ren\n\n{KYLO}\n\nRey\n\n{LAMP} {TIDE} {GULL}\n\nKylo Ren\n\n{REY}"
    story = read_text(f"Chapter 1\n\n{GULL}\n\n{names}")
    assert chapters(story) == ["Chapter 1"]
    assert matter(story, "heading") == ["Chapter 1", "Rey", "Kylo Ren", "Rey", "Kylo Ren"]


def test_name_that_comes_once_is_a_heading_after_a_scene_break_only() -> None:
    text = f"Rey\n\n{REY}\n\nKylo\n\n{KYLO}\n\nRey\n\n{REY}\n\n* * *\n\nFinn\n\n{KYLO}\n\nPoe\n\n{REY}"
    assert chapters(read_text(text)) == ["Rey", "Kylo", "Rey", "Finn"]


@pytest.mark.parametrize(
    "text",
    [
        f"Rey\n\n{REY}\n\nKylo\n\n{KYLO}",
        f"Rey\n\n{REY}\n\nRey\n\n{KYLO}\n\nRey\n\n{REY}",
        f"Rey\n\nYes.\n\nKylo\n\nNo.\n\nRey\n\nYes.\n\n{REY}",
        f"{REY}\n\nYours,\n\nRey\n\n{KYLO}\n\nEver yours,\n\nKylo\n\n{REY}\n\nYours,\n\nRey\n\n{GULL}",
        f"{REY}\n\nrey\n\n{KYLO}\n\nkylo\n\n{REY}\n\nrey\n\n{GULL}",
    ],
    ids=["two", "one person", "a play", "letters", "lower case"],
)
def test_bare_names_without_a_pattern_are_no_chapters(text: str) -> None:
    assert len(read_text(text).chapters) == 1


def test_heads_that_run_on_in_a_paste_without_line_ends_are_chapters() -> None:
    text = f"Chapter 1 {REY} {KYLO} Chapter 2: {KYLO} “Wait.” Chapter Three {REY}"
    story = read_text(text)
    assert chapters(story) == ["Chapter 1", "Chapter 2", "Chapter Three"]
    assert matter(story, "heading") == ["Chapter 1", "Chapter 2:", "Chapter Three"]
    assert paragraphs(story) == [f"{REY} {KYLO}", f"{KYLO} “Wait.”", REY]


@pytest.mark.parametrize(
    "text",
    [
        f"{REY} {KYLO} {REY} Chapter 1 {KYLO}",
        f"{REY} {KYLO} She read Chapter 1 Of it. {REY} She read Chapter 2 Of it. {KYLO}",
        f"{REY} {KYLO} {REY} Chapter 1 was long. {KYLO} Chapter 2 was not. {REY}",
        f"{REY} {KYLO} {REY} Chapter 1 Red. Chapter 2 Blue. {KYLO}",
        f"{REY} {KYLO} {REY} Chapter 4 {KYLO} Chapter 5 {REY}",
    ],
    ids=["one", "in a sentence", "begins a sentence", "a list", "not from the first"],
)
def test_chapter_words_in_a_line_without_a_count_are_story(text: str) -> None:
    assert chapters(read_text(text)) == [None]


def test_count_of_sections_goes_on_where_one_title_reads_as_a_sentence() -> None:
    heads = ["1 Red", "2 Blue", "3 Grey", "4 Run, they said", "5 How it Ended"]
    story = read_text("\n\n".join(f"{head}\n\n{REY}" for head in heads))
    assert chapters(story) == ["1 Red", "2 Blue", "3 Grey", "5 How it Ended"]


def test_sections_that_hold_chapters_elsewhere_are_chapters_without_them() -> None:
    story = read_text(
        f"FIRST REPORT\n\nCHAPTER I\n\n{REY}\n\nCHAPTER II\n\n{KYLO}\n\n"
        f"SECOND REPORT\n\nCHAPTER I\n\n{REY}\n\nTHIRD REPORT\n\n{KYLO}"
    )
    assert chapters(story) == ["FIRST REPORT — CHAPTER I", "CHAPTER II", "SECOND REPORT — CHAPTER I", "THIRD REPORT"]
