from __future__ import annotations

import pytest

from relgraph.errors import ReadingError
from relgraph.reading.decoding import decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_the_same_in_every_encoding(encoding: str) -> None:
    assert decode("“Yes,” said Zoë – “now…”\n".encode(encoding), "a.txt") == "“Yes,” said Zoë – “now…”\n"


def test_line_ends_become_newlines_and_nothing_else_changes() -> None:
    assert decode(b"one\r\ntwo\rthree\n\r\n  four\t \n", "a.txt") == "one\ntwo\nthree\n\n  four\t \n"


def test_one_broken_byte_does_not_spoil_the_curly_quotes() -> None:
    raw = "“One,” “two,” “three,” “four,” “five.”".encode() + b" \xff"
    assert decode(raw, "a.txt") == "“One,” “two,” “three,” “four,” “five.” \ufffd"


def test_encoding_that_is_not_western_is_guessed() -> None:
    text = "Анна вошла в комнату и увидела, что окно открыто. Никто не ответил ей, и она закрыла дверь. " * 4
    assert decode(text.encode("cp1251"), "a.txt") == text


@pytest.mark.parametrize("raw", [b"\x00\x01\x02story", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x01\x02\x03\x04" * 9])
def test_binary_content_is_an_error_that_names_the_file(raw: bytes) -> None:
    with pytest.raises(ReadingError, match=r"^a\.txt: not a text file"):
        decode(raw, "a.txt")


def test_nothing_decodes_to_nothing() -> None:
    assert decode(b"", "a.txt") == ""


def test_lone_western_bytes_in_unicode_are_mended() -> None:
    raw = "“One,” “two,” “three,” “four,” “five,” “six,” “seven,” “eight,” “nine.” ".encode()
    assert decode(raw + b"Zo\xeb\x92s caf\xe9.", "a.txt").endswith("” Zo\ufffds café.")
    assert decode(raw + b"Zoe\x92s caf\xe9.", "a.txt").endswith("” Zoe’s café.")


def test_unicode_quotes_in_a_western_file_are_mended() -> None:
    raw = "“Yes,” said Zoë in the café, “déjà vu.” ".encode("cp1252") + "“It’s…” – late — ".encode()
    assert decode(raw, "a.txt") == "“Yes,” said Zoë in the café, “déjà vu.” “It’s…” – late — "


def test_valid_text_is_never_mended() -> None:
    assert decode("It isâ€™nt.".encode(), "a.txt") == "It isâ€™nt."


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"PK\x03\x04abc", "is a zip archive, which is not read; give it the suffix .zip if it holds stories"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1abc", r"is an old Word document \(.doc\), which is not read; save it as"),
        (b"x" * 60 + b"BOOKMOBI", "is a Kindle book, which is not read; convert it to EPUB"),
        (b"\x1f\x8b\x08abc", "is a gzip archive, which is not read; unpack it"),
    ],
)
def test_file_of_a_known_kind_that_is_no_story_is_called_by_its_name(raw: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=rf"^a\.txt: {message}"):
        decode(raw, "a.txt")
