from __future__ import annotations

import pytest
from layouts import GULL, LAMP, matter, paragraphs

from relgraph.reading import read_text


@pytest.mark.parametrize(
    ("first", "title", "author"),
    [
        ("Harbour Light\nby Ann Otter", "Harbour Light", "Ann Otter"),
        ("HARBOUR LIGHT\n\nBy: ann_otter99", "HARBOUR LIGHT", "ann_otter99"),
        ("Harbour Light\n\nby\n\nAnn Otter", "Harbour Light", "Ann Otter"),
        ("Harbour\nLight\n\nwritten by Ann Otter", "Harbour Light", "Ann Otter"),
        ("Harbour Light, by Ann Otter", "Harbour Light", "Ann Otter"),
        ("Harbour Light — by Ann Otter", "Harbour Light", "Ann Otter"),
        ("Harbour Light", "Harbour Light", None),
        ("**Harbour Light**", "Harbour Light", None),
        ("Title: Harbour Light\nAuthor: Ann Otter", "Harbour Light", "Ann Otter"),
        ("Story: Harbour Light\nBy: Ann Otter\nRating: K", "Harbour Light", "Ann Otter"),
    ],
)
def test_title_and_author_come_from_the_first_lines(first: str, title: str, author: str | None) -> None:
    story = read_text(f"{first}\n\n{GULL}\n\n{LAMP}")
    assert (story.title, story.author) == (title, author)
    assert paragraphs(story) == [GULL, LAMP]


@pytest.mark.parametrize(
    "first", ["She ran.", "By the river she stopped.", "“Harbour Light,” she read", "It was late, and", "Where was he?"]
)
def test_first_sentence_is_no_title(first: str) -> None:
    assert paragraphs(read_text(f"{first}\n\n{GULL}"))[-2:] == [first, GULL]


def test_title_stands_alone_where_there_are_no_blank_lines() -> None:
    story = read_text(f"Harbour Light\n{GULL}\n{LAMP}")
    assert (story.title, paragraphs(story)) == ("Harbour Light", [GULL, LAMP])


def test_short_first_line_without_blank_line_is_story_unless_in_capitals() -> None:
    assert read_text(f"Ada met Brin again\n{GULL}").title == "Pasted Text"


def test_one_line_is_never_its_own_title() -> None:
    assert paragraphs(read_text("Harbour Light")) == ["Harbour Light"]


def test_line_alone_before_the_first_chapter_is_the_title() -> None:
    story = read_text(f"HARBOUR LIGHT\n\nPrologue\n\n{GULL}\n\nEpilogue\n\n{LAMP}")
    assert (story.title, [one.title for one in story.chapters]) == ("HARBOUR LIGHT", ["Prologue", "Epilogue"])


def test_title_given_goes_before_the_first_lines_and_makes_the_id() -> None:
    story = read_text(f"Harbour Light\n\n{GULL}", title="The Gull’s Été")
    assert (story.title, story.id, story.source) == ("The Gull’s Été", "the-gulls-été", "pasted text")


def test_fields_of_a_header_become_tags_and_matter() -> None:
    header = "Fandom: Outer Isles\nCharacters: Ada, Brin | The Clerk, Ada\nPairing: Ada/Brin; Ada & Cole\nRating: Teen"
    story = read_text(f"{header}\n\n{GULL}\n\n{LAMP}")
    assert story.tags.fandom == ("Outer Isles",)
    assert story.tags.characters == ("Ada", "Brin | The Clerk")
    assert story.tags.relationships == ("Ada/Brin", "Ada & Cole")
    assert paragraphs(story) == [GULL, LAMP]
    assert len(matter(story, "notes")) == 4


def test_label_deep_in_a_story_is_no_header() -> None:
    text = "\n\n".join([GULL] * 8 + ["Rating: she gave it nine of ten.", LAMP])
    assert read_text(text).matter == ()


def test_header_before_the_first_chapter_is_outside_of_the_chapters() -> None:
    story = read_text(
        f"Harbour Light\nRating: Teen\n\nSummary: Two clerks.\n\nChapter 1\n\n{GULL}\n\nChapter 2\n\n{LAMP}"
    )
    assert [one.title for one in story.chapters] == ["Chapter 1", "Chapter 2"]
    assert [part.kind for part in story.matter[:3]] == ["heading", "notes", "summary"]
    assert story.matter[2].end == story.chapters[0].start


def test_long_line_with_a_full_stop_names_no_story() -> None:
    text = f"FOUND IN THE DESK OF THE LATE MR. VENNING.\n\n\n{GULL}\n\n{LAMP}"
    assert read_text(text, source="the_harbour_light").title == "The Harbour Light"
