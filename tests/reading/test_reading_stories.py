from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from layouts import GULL, LAMP, paragraphs

from relgraph.errors import ReadingError
from relgraph.reading import find_stories, read, read_text
from relgraph.reading.formats import format_of, formats, suffixes
from relgraph.reading.names import readable, slug

if TYPE_CHECKING:
    from pathlib import Path


def test_file_is_read_as_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "1023_The-harbour_light.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{GULL}\r\n\r\n{LAMP}\r\n".encode())
    story = read(path)
    assert (story.id, story.title, story.source) == (
        "1023-the-harbour-light",
        "The harbour light",
        "1023_The-harbour_light.txt",
    )
    assert story.text == f"{GULL}\n\n{LAMP}\n"
    assert (story.words, story.author) == (45, None)


def test_path_may_be_a_string(tmp_path: Path) -> None:
    (tmp_path / "été.txt").write_text(GULL, encoding="utf-8")
    assert read(str(tmp_path / "été.txt")).id == "été"


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "is empty"), (b" \r\n\t", "is empty"), (b"a\x00b" * 9, "not a text file")]
)
def test_file_without_a_story_is_an_error_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=message) as raised:
        read(path)
    assert str(raised.value).startswith(str(path))
    assert "\n" not in str(raised.value)


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no such file"):
        read(tmp_path / "none.txt")


def test_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="is a folder"):
        read(tmp_path)


def test_path_that_cannot_be_opened_is_an_error() -> None:
    with pytest.raises(ReadingError, match="cannot be opened"):
        read("a\x00b.txt")


def test_limit_is_the_largest_size_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1234567890", encoding="utf-8")
    assert read(path, limit=10).text == "1234567890"
    with pytest.raises(ReadingError, match="larger than the limit of 9 bytes"):
        read(path, limit=9)


def test_paste_of_white_space_is_an_error() -> None:
    with pytest.raises(ReadingError, match=r"^pasted text: is empty"):
        read_text(" \n ")


def test_paste_loses_its_mark_and_its_carriage_returns() -> None:
    assert read_text(f"\ufeff{GULL}\r\n\r\n{LAMP}\r").text == f"{GULL}\n\n{LAMP}\n"


def test_folders_give_their_stories_sorted_and_files_stay_as_named(tmp_path: Path) -> None:
    for name in (
        "b/two.md",
        "b/one.txt",
        "a.TXT",
        "b/.hidden.txt",
        ".git/x.txt",
        "b/picture.png",
        "b/README.md",
        "notes",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{GULL} {name}", encoding="utf-8")
    found = find_stories([tmp_path / "notes", tmp_path, tmp_path / "b" / "one.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["notes", "a.TXT", "b/one.txt", "b/two.md"]


def test_folder_without_stories_is_an_error_that_lists_the_suffixes(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"no stories in this folder.*\.markdown, \.md, .*\.txt"):
        find_stories([tmp_path])


def test_no_paths_are_no_stories() -> None:
    assert find_stories([]) == ()


def test_formats_are_found_by_being_there() -> None:
    assert {"docx", "epub", "html", "markdown", "odt", "plain", "rtf"} <= set(formats())
    assert {".txt", ".md"} <= set(suffixes())


def test_unknown_suffix_is_read_as_plain_text() -> None:
    assert format_of(b"some words", "story.xyz") is formats()["plain"]


@pytest.mark.parametrize(
    ("stem", "title", "name"),
    [
        ("of_ash_and_ember", "Of Ash and Ember", "of-ash-and-ember"),
        ("Harbour Light (final)", "Harbour Light (final)", "harbour-light-final"),
        ("1984", "1984", "1984"),
        ("don't-go", "Don't Go", "dont-go"),
        ("夜の港", "夜の港", "夜の港"),
        ("...", "...", "story"),
        ("_", "Untitled", "story"),
    ],
)
def test_name_of_a_file_becomes_title_and_id(stem: str, title: str, name: str) -> None:
    assert (readable(stem), slug(stem)) == (title, name)


def test_id_is_bounded() -> None:
    assert slug("a" * 300) == "a" * 80


def test_paragraphs_of_a_file_without_suffix_are_read(tmp_path: Path) -> None:
    (tmp_path / "story").write_text(f"{GULL}\n\n{LAMP}", encoding="cp1252")
    assert paragraphs(read(tmp_path / "story")) == [GULL, LAMP]


def test_what_makes_a_text_doubtful_is_a_warning() -> None:
    assert read_text(GULL).warnings == ()
    assert read_text("Ada r\ufffdn.").warnings == ("1 characters are broken in the file (shown as \ufffd)",)
    assert read_text("“Itâ€™s late,” said ZoÃ«.").warnings == (
        "2 places such as 'â€™': the file was saved in a wrong encoding",
    )
