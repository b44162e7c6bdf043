from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from books import archive_page, book_parts, packed, page
from hypothesis import given
from hypothesis import strategies as st
from layouts import GULL, LAMP, TIDE, paragraphs

from relgraph.errors import ReadingError
from relgraph.reading import find_stories, read, search, sources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BOOK = packed(book_parts({"a.xhtml": page(f"<p>{TIDE}</p>")}, {"a.xhtml": "A"}))


def fill(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def names(folder: Path, *paths: str) -> list[str]:
    return [str(one.relative_to(folder)) for one in find_stories([folder / path for path in paths])]


def test_stories_of_an_archive_have_places_as_in_a_folder(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "b/two.md": LAMP,
        "a.epub": BOOK,
        "b/": "",
        "b/README.md": "x",
        "__MACOSX/b/._two.md": "y",
        "cover.png": "z",
    }
    fill(tmp_path, {"all.zip": packed(parts)})
    assert names(tmp_path, "all.zip") == ["all.zip/a.epub", "all.zip/b/two.md"]
    one, two = map(read, find_stories([tmp_path / "all.zip"]))
    assert (one.id, one.title, one.source, paragraphs(one)) == ("a", "Harbour Light", "a.epub", [TIDE])
    assert (two.id, two.source, paragraphs(two)) == ("two", "two.md", [LAMP])


def test_archive_in_a_folder_is_searched_too(tmp_path: Path) -> None:
    fill(tmp_path, {"in/all.ZIP": packed({"x.txt": GULL}), "in/b/c/one.txt": LAMP})
    assert names(tmp_path, "in") == ["in/all.ZIP/x.txt", "in/b/c/one.txt"]


def test_archive_of_one_story_is_read_as_that_story(tmp_path: Path) -> None:
    fill(tmp_path, {"all.zip": packed({"harbour.txt": GULL})})
    assert read(tmp_path / "all.zip").source == "harbour.txt"


def test_archive_of_several_stories_is_an_error_that_names_one(tmp_path: Path) -> None:
    fill(tmp_path, {"all.zip": packed({"x.txt": GULL, "b.txt": LAMP})})
    with pytest.raises(ReadingError, match=r"all\.zip: holds 2 stories; name one of them, such as .*all\.zip/b\.txt"):
        read(tmp_path / "all.zip")


def test_book_that_calls_itself_zip_is_one_story(tmp_path: Path) -> None:
    fill(tmp_path, {"book.zip": BOOK})
    assert names(tmp_path, "book.zip") == ["book.zip"]
    assert read(tmp_path / "book.zip").title == "Harbour Light"


def test_archive_that_stores_a_book_is_no_book(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.epub", BOOK)
        archive.writestr("b.txt", GULL)
    fill(tmp_path, {"all.zip": stream.getvalue()})
    assert names(tmp_path, "all.zip") == ["all.zip/a.epub", "all.zip/b.txt"]
    with pytest.raises(ReadingError, match="holds 2 stories"):
        read(tmp_path / "all.zip")


def test_archive_without_stories_is_an_error(tmp_path: Path) -> None:
    fill(tmp_path, {"all.zip": packed({"cover.png": "x"})})
    with pytest.raises(ReadingError, match=r"all\.zip: no stories in this archive; .*\.epub"):
        read(tmp_path / "all.zip")
    found = search([tmp_path / "all.zip"])
    assert found.stories == (tmp_path / "all.zip",)


def test_archive_in_an_archive_is_left_out_with_a_note(tmp_path: Path) -> None:
    fill(tmp_path, {"all.zip": packed({"x.txt": GULL, "old/in.zip": packed({"y.txt": LAMP})})})
    found = search([tmp_path / "all.zip"])
    assert [path.name for path in found.stories] == ["x.txt"]
    assert found.notes == (f"{tmp_path}/all.zip/old/in.zip: an archive in an archive: not opened",)


@pytest.mark.parametrize("part", ["../../out.txt", "/out.txt", "a/../out.txt", "C:\\b\\out.txt", "./out.txt"])
def test_place_in_an_archive_never_leads_out_of_it(tmp_path: Path, part: str) -> None:
    fill(tmp_path, {"in/all.zip": packed({part: GULL}), "out.txt": LAMP, "in/out.txt": TIDE})
    (place,) = find_stories([tmp_path / "in" / "all.zip"])
    assert place.is_relative_to(tmp_path / "in" / "all.zip")
    assert ".." not in place.parts
    assert paragraphs(read(place)) == [GULL]


def test_damaged_archive_is_found_and_reading_it_says_why(tmp_path: Path) -> None:
    fill(tmp_path, {"in/bad.zip": b"PK\x03\x04 and no more", "in/one.txt": GULL})
    assert names(tmp_path, "in") == ["in/bad.zip", "in/one.txt"]
    with pytest.raises(ReadingError, match=r"bad\.zip: damaged: not a whole zip archive"):
        read(tmp_path / "in" / "bad.zip")


def test_damaged_part_of_an_archive_is_named_and_spoils_no_other(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", GULL)
        archive.writestr("b.txt", LAMP)
    fill(tmp_path, {"all.zip": stream.getvalue().replace(GULL.encode(), GULL.upper().encode())})
    one, two = find_stories([tmp_path / "all.zip"])
    with pytest.raises(ReadingError, match=r"all\.zip/a\.txt: damaged: the part 'a\.txt' cannot be unpacked"):
        read(one)
    assert paragraphs(read(two)) == [LAMP]


def test_bomb_in_an_archive_is_an_error(tmp_path: Path) -> None:
    fill(tmp_path, {"all.zip": packed({"a.txt": "a" * 9_000_000})})
    with pytest.raises(ReadingError, match=r"the part 'a\.txt' grows too much when unpacked"):
        read(tmp_path / "all.zip" / "a.txt")


def test_part_is_held_to_the_limit_of_a_file(tmp_path: Path) -> None:
    fill(tmp_path, {"all.zip": packed({"a.txt": "1234567890"})})
    place = tmp_path / "all.zip" / "a.txt"
    assert read(place, limit=10).text == "1234567890"
    with pytest.raises(ReadingError, match=r"all\.zip/a\.txt: larger than the limit of 9 bytes"):
        read(place, limit=9)


def test_stories_of_an_archive_are_bounded_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 20)
    fill(tmp_path, {"all.zip": packed({"a.txt": "1234567890", "b.txt": "12345678901"})})
    with pytest.raises(ReadingError, match="too large when unpacked; at most 20,000 parts and 20 bytes"):
        read(tmp_path / "all.zip")


def test_part_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    fill(tmp_path, {"all.zip": packed({"a.txt": GULL}), "b.txt": LAMP})
    with pytest.raises(ReadingError, match=r"all\.zip/b\.txt: no such file in the archive all\.zip"):
        read(tmp_path / "all.zip" / "b.txt")
    with pytest.raises(ReadingError, match="no such file"):
        read(tmp_path / "b.txt" / "a.txt")


def test_same_bytes_are_found_once_with_a_note(tmp_path: Path) -> None:
    fill(tmp_path, {"in/a.txt": GULL, "in/b/copy.txt": GULL, "in/c.zip": packed({"x.txt": GULL, "y.txt": LAMP})})
    found = search([tmp_path / "in"])
    assert [str(path.relative_to(tmp_path)) for path in found.stories] == ["in/a.txt", "in/c.zip/y.txt"]
    assert found.notes == (
        f"{tmp_path}/in/b/copy.txt: the same as {tmp_path}/in/a.txt: left out",
        f"{tmp_path}/in/c.zip/x.txt: the same as {tmp_path}/in/a.txt: left out",
    )


def test_same_size_is_not_the_same_content(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "one two", "b.txt": "two one"})
    assert names(tmp_path, ".") == ["a.txt", "b.txt"]


def test_double_that_is_named_itself_stays(tmp_path: Path) -> None:
    fill(tmp_path, {"in/a.txt": GULL, "b.txt": GULL})
    assert names(tmp_path, "in", "b.txt") == ["in/a.txt", "b.txt"]


def test_double_that_cannot_be_read_is_left_to_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LIMIT", 5)
    fill(tmp_path, {"a.txt": GULL, "b.txt": GULL})
    assert names(tmp_path, ".") == ["a.txt", "b.txt"]


def test_pattern_gives_the_stories_that_match(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {"a.txt": GULL, "b.md": LAMP, "sub/c.txt": TIDE, "sub/d.png": "x", "e.log": archive_page(chapters=True)},
    )
    assert names(tmp_path, "*.txt") == ["a.txt"]
    assert names(tmp_path, "**/*.txt") == ["a.txt", "sub/c.txt"]
    assert names(tmp_path, "*.log") == ["e.log"]
    assert names(tmp_path, "**/*") == ["a.txt", "b.md", "sub/c.txt"]


def test_pattern_without_a_match_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"\*\.txt: no file matches this pattern; known are"):
        find_stories([tmp_path / "*.txt"])


def test_file_that_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    fill(tmp_path, {"a[1].txt": GULL, "a1.txt": LAMP})
    assert names(tmp_path, "a[1].txt") == ["a[1].txt"]


def test_path_without_stories_ends_no_search(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": GULL, "empty/x.png": "x"})
    found = search([tmp_path / "empty", tmp_path / "a.txt", tmp_path / "none.txt"])
    assert found.stories == (tmp_path / "a.txt", tmp_path / "none.txt")
    assert [problem.partition(";")[0] for problem in found.problems] == [f"{tmp_path}/empty: no stories in this folder"]


def test_name_that_is_too_long_is_an_error_of_reading(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 3_000)
    assert search([path]).stories == (path,)
    with pytest.raises(ReadingError, match="cannot be opened"):
        read(path)


@given(
    parts=st.dictionaries(st.text(min_size=1, max_size=20), st.binary(max_size=60), max_size=4), cut=st.integers(0, 40)
)
def test_any_archive_gives_stories_or_errors(
    parts: dict[str, bytes], cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    raw = packed({f"a{name.encode('utf-8', 'replace').decode()}.txt": content for name, content in parts.items()})
    (folder / "all.zip").write_bytes(raw[: len(raw) - cut])
    for place in search([folder / "all.zip"]).stories:
        assert place.is_relative_to(folder / "all.zip")
        with suppress(ReadingError):
            assert read(place).text
