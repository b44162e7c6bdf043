from __future__ import annotations

from typing import TYPE_CHECKING

from layouts import GULL, LAMP, TIDE, chapters, matter, paragraphs

from relgraph.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from relgraph.records import Story


def _read(folder: Path, text: str) -> Story:
    path = folder / "harbour.md"
    path.write_text(text, encoding="utf-8")
    story = read(path)
    assert story.text == text
    return story


def test_lone_first_heading_is_the_title_and_the_next_level_are_chapters(tmp_path: Path) -> None:
    story = _read(
        tmp_path, f"# Harbour *Light*\n\nby Ann Otter\n\n## One\n\n{GULL}\n\n### Later\n\n{LAMP}\n\n## Two\n\n{TIDE}\n"
    )
    assert (story.title, story.author) == ("Harbour Light", "Ann Otter")
    assert chapters(story) == ["One", "Two"]
    assert matter(story, "heading") == ["# Harbour *Light*", "by Ann Otter", "## One", "### Later", "## Two"]
    assert paragraphs(story) == [GULL, LAMP, TIDE]


def test_headings_of_one_level_are_chapters(tmp_path: Path) -> None:
    story = _read(tmp_path, f"Red\n===\n\n{GULL}\n\nBlue\n===\n\n{LAMP}")
    assert chapters(story) == ["Red", "Blue"]
    assert matter(story, "heading") == ["Red\n===", "Blue\n==="]


def test_parts_hold_chapters(tmp_path: Path) -> None:
    story = _read(tmp_path, f"# Part One\n\n## Red\n\n{GULL}\n\n## Blue\n\n{LAMP}\n\n# Part Two\n\n## Grey\n\n{TIDE}")
    assert chapters(story) == ["Part One — Red", "Blue", "Part Two — Grey"]


def test_single_chapter_heading_is_no_title(tmp_path: Path) -> None:
    story = _read(tmp_path, f"# Chapter 1\n\n{GULL}")
    assert (story.title, chapters(story)) == ("Harbour", ["Chapter 1"])


def test_single_heading_is_the_title(tmp_path: Path) -> None:
    story = _read(tmp_path, f"# Harbour Light\n\n{GULL}")
    assert (story.title, chapters(story)) == ("Harbour Light", [None])


def test_heading_after_text_is_a_chapter(tmp_path: Path) -> None:
    assert chapters(_read(tmp_path, f"{GULL}\n\n# Red\n\n{LAMP}")) == [None, "Red"]


def test_rules_are_matter_and_emphasis_stays(tmp_path: Path) -> None:
    story = _read(tmp_path, f"*Wait*, she said.\n\n---\n\n> {GULL}\n\n***\n\n{LAMP}")
    assert matter(story, "other") == ["---", "***"]
    assert paragraphs(story) == ["*Wait*, she said.", f"> {GULL}", LAMP]


def test_head_that_is_only_bold_is_a_chapter(tmp_path: Path) -> None:
    assert chapters(_read(tmp_path, f"**Chapter 1**\n\n{GULL}\n\n**Chapter 2**\n\n{LAMP}")) == [
        "Chapter 1",
        "Chapter 2",
    ]


def test_fields_before_the_text_give_title_and_author(tmp_path: Path) -> None:
    story = _read(
        tmp_path,
        f'---\ntitle: "Harbour Light"\nauthor: Ann Otter\ndraft: true\n---\n\n# Red\n\n{GULL}\n\n# Blue\n\n{LAMP}',
    )
    assert (story.title, story.author, chapters(story)) == ("Harbour Light", "Ann Otter", ["Red", "Blue"])


def test_heading_inside_a_quotation_is_no_chapter(tmp_path: Path) -> None:
    assert chapters(_read(tmp_path, f"> # Red\n\n{GULL}\n\n{LAMP}")) == [None]


def test_list_of_contents_is_no_chapter(tmp_path: Path) -> None:
    story = _read(tmp_path, f"# Contents\n\n- Red\n- Blue\n\n# Red\n\n{GULL}\n\n# Blue\n\n{LAMP}")
    assert chapters(story)[-2:] == ["Red", "Blue"]


def test_footnotes_are_matter_and_their_marks_stay(tmp_path: Path) -> None:
    story = _read(tmp_path, f"{GULL}[^1]\n\n[^1]: A note on tides,\n  in two lines.\n\n{LAMP}\n")
    assert paragraphs(story) == [f"{GULL}[^1]", LAMP]
    assert matter(story, "notes") == ["[^1]: A note on tides,\n  in two lines."]
