from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from layouts import chapters, paragraphs
from printed import LEFT, SIZE, column, printed

from relgraph.errors import ReadingError
from relgraph.reading import read
from relgraph.reading.columns import Piece, split_columns
from relgraph.reading.formats import format_of, formats, pdf
from relgraph.reading.rows import Row, find_blocks

if TYPE_CHECKING:
    from pathlib import Path

    from relgraph.records import Story

LINES = [
    "Ada crossed the yard before the bell had stopped,",
    "and the gulls went up from the wall as if she had",
    "called them.",
    "Brin kept the lamp turned low. Nobody on the stairs",
    "would have known that there was still a clerk in the",
    "office by then.",
]
BOTH = [" ".join(LINES[:3]), " ".join(LINES[3:])]


def story(folder: Path, raw: bytes, name: str = "harbour.pdf") -> Story:
    (folder / name).write_bytes(raw)
    return read(folder / name)


def laid_out(*lines: str, indent: int = 0) -> list[str]:
    """Return the blocks of one page of lines."""
    rows = [Row(text=text, x=x, y=y, size=size) for text, x, y, size in column(lines, indent=indent)]
    return [block.text for block in find_blocks([rows])]


def test_paragraphs_of_a_pdf_are_put_together(tmp_path: Path) -> None:
    page = column(["## Chapter 1", "", *LINES[:3], "", *LINES[3:]])
    found = story(tmp_path, printed([page, column(["## Chapter 2", "", "The tide waited (for once)."])]))
    assert paragraphs(found) == [*BOTH, "The tide waited (for once)."]
    assert chapters(found) == ["Chapter 1", "Chapter 2"]
    assert found.warnings == (pdf.WARNING,)


def test_title_and_author_come_from_the_header(tmp_path: Path) -> None:
    found = story(tmp_path, printed([column(LINES)], title="Harbour Light", author="Ann Otter"))
    assert (found.title, found.author, found.source) == ("Harbour Light", "Ann Otter", "harbour.pdf")


def test_title_that_a_program_made_up_is_none(tmp_path: Path) -> None:
    assert story(tmp_path, printed([column(LINES)], title="Microsoft Word - x.doc")).title == "Harbour"


def test_pdf_is_told_by_its_content(tmp_path: Path) -> None:
    assert format_of(b"%PDF-1.4 and more", "story.txt") is formats()["pdf"]
    assert paragraphs(story(tmp_path, printed([column(LINES[:3])]), "harbour.txt")) == BOTH[:1]


def test_largest_line_is_the_title_and_the_next_ones_are_chapters(tmp_path: Path) -> None:
    lines = ["#### Harbour Light", "", "", "", "## Red", "", *LINES[:3], "", "## Blue", "", *LINES[3:]]
    found = story(tmp_path, printed([column(lines)]))
    assert (found.title, chapters(found)) == ("Harbour Light", [None, "Red", "Blue"][1:])


def test_indented_lines_begin_paragraphs() -> None:
    assert laid_out("\t" + LINES[0], *LINES[1:3], "\t" + LINES[3], *LINES[4:], indent=12) == BOTH


def test_short_line_that_ends_a_sentence_ends_a_paragraph() -> None:
    assert laid_out(*LINES) == BOTH


def test_lines_that_are_all_set_in_stay_one_paragraph() -> None:
    assert laid_out("Ada read:", "", "Ada ran.", "", *("\t" + line for line in LINES[:3]), indent=40)[2:] == BOTH[:1]


def test_paragraph_goes_on_over_the_end_of_a_page(tmp_path: Path) -> None:
    found = story(tmp_path, printed([column(LINES[:2]), column(LINES[2:])]))
    assert paragraphs(found) == BOTH


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["They waited for the har-", "bour light to come."], "They waited for the harbour light to come."),
        (["A well-known clerk, well-", "known to all."], "A well-known clerk, well-known to all."),
        (["Ada called the har\u00ad", "bour."], "Ada called the harbour."),
        (["Ada went with Brin-", "Oake to the slip."], "Ada went with Brin- Oake to the slip."),
        (["They waited for it -", "but not for long."], "They waited for it - but not for long."),
    ],
)
def test_hyphen_at_a_line_end_goes_unless_the_word_has_one(lines: list[str], expected: str) -> None:
    assert laid_out(*lines) == [expected]


def test_page_heads_and_feet_go(tmp_path: Path) -> None:
    pages = [
        [
            ("HARBOUR LIGHT" if number % 2 else f"{number} ANN OTTER", 150, 580, SIZE),
            *column([f"Ada counted {count} gulls on the {name} wall."]),
            (f"- {number} -", 200, 20, SIZE),
        ]
        for number, count, name in zip(
            range(1, 7),
            ("two", "six", "ten", "no", "four", "some"),
            ("low", "old", "red", "far", "wet", "long"),
            strict=True,
        )
    ]
    found = story(tmp_path, printed(pages))
    assert paragraphs(found)[:2] == ["Ada counted two gulls on the low wall.", "Ada counted six gulls on the old wall."]
    assert not any(word in found.text for word in ("HARBOUR", "OTTER", "- "))


def test_line_of_speech_that_tops_two_pages_stays() -> None:
    pages = [[Row(text=text, x=LEFT, y=500, size=SIZE)] for text in ("“Yes.”", "“Yes.”", "“No.”", "Brin left.")]
    assert [block.text for block in find_blocks(pages)] == ["“Yes.”", "“Yes.”", "“No.”", "Brin left."]


def test_page_numbers_of_two_pages_go() -> None:
    pages = [
        [Row(text=f"Ada ran {word}.", x=LEFT, y=500, size=SIZE), Row(text=number, x=LEFT, y=20, size=SIZE)]
        for word, number in (("home", "1"), ("back", "2"))
    ]
    assert [block.text for block in find_blocks(pages)] == ["Ada ran home.", "Ada ran back."]


def test_no_pages_are_no_blocks() -> None:
    assert find_blocks([]) == []
    assert find_blocks([[]]) == []


def locked(password: str, owner: str = "x") -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed([column(LINES)])))
    writer.encrypt(password, owner, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_protected_pdf_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"harbour\.pdf: protected by a password or DRM: cannot be read"):
        story(tmp_path, locked("secret"))


def test_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    assert paragraphs(story(tmp_path, locked(""))) == BOTH


def test_pdf_of_pictures_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"harbour\.pdf: no text in this PDF: its pages are pictures"):
        story(tmp_path, printed([[("17", 50, 20, 10)]]))


def test_pdf_whose_letters_are_not_told_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="its fonts do not say which letters they draw"):
        story(tmp_path, printed([column(["#!a %&/ 12 $$ ((.. <<>> b 99 ++ ;;"])]))


def test_damaged_pdf_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"harbour\.pdf: (damaged|no text)"):
        story(tmp_path, b"%PDF-1.7\nno more than this")


def spoiled(raw: bytes, filter_: bytes) -> bytes:
    """Return the PDF with its last page said to be packed in a way that it is not."""
    first, _, last = raw.rpartition(b"/Length")
    return first + b"/Filter /" + filter_ + b" /Length" + last


def test_damaged_page_is_named(tmp_path: Path) -> None:
    raw = printed([column(LINES), column(["Ada ran home to the slip."])])
    with pytest.raises(ReadingError, match="damaged: page 2 cannot be read"):
        story(tmp_path, spoiled(raw, b"Nope"))


def test_page_without_text_is_named_in_a_warning(tmp_path: Path) -> None:
    found = story(tmp_path, spoiled(printed([column(LINES), column(["Ada ran home."])]), b"FlateDecode"))
    assert paragraphs(found) == BOTH
    assert found.warnings == (pdf.WARNING, "no text on page 2 of 2: empty, a picture, or damaged")


@pytest.mark.parametrize(("bound", "most"), [("MOST_PAGES", 1), ("MOST_DRAWN", 500), ("MOST_TEXT", 100)])
def test_pdf_that_is_too_long_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    raw = printed([column(LINES), column(LINES)])
    monkeypatch.setattr(pdf, bound, most)
    with pytest.raises(ReadingError, match=r"harbour\.pdf: too long; at most .* pages"):
        story(tmp_path, raw)


@given(where=st.floats(0, 1, exclude_max=True), piece=st.binary(max_size=30), removed=st.integers(0, 60))
def test_damaged_pdf_is_a_story_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, where: float, piece: bytes, removed: int
) -> None:
    raw = printed([column(LINES[:3]), column(LINES[3:])], title="Red")
    at = int(where * len(raw))
    path = tmp_path_factory.mktemp("pdf") / "red.pdf"
    path.write_bytes(raw[:at] + piece + raw[at + removed :])
    try:
        found = read(path)
    except ReadingError as error:
        message = str(error)
        assert message.startswith(str(path)), message
        return
    assert found.text.strip()


RIGHT = LEFT + 170
DRAWN = [
    "Ada crossed the yard",
    "before the bell had",
    "stopped, and the gulls",
    "went up from the wall",
    "as if she had called.",
    "Brin kept the lamp low.",
]


@pytest.mark.parametrize("by_line", [True, False])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, by_line: bool) -> None:  # noqa: FBT001
    left = [(text, LEFT, 500 - 14 * at, SIZE) for at, text in enumerate(DRAWN)]
    right = [(f"{text[:-1]} so", RIGHT, y, size) for text, _, y, size in left]
    drawn = [line for both in zip(left, right, strict=True) for line in both] if by_line else left + right
    found = story(tmp_path, printed([[("Harbour", LEFT, 540, SIZE), *drawn]]))
    assert found.text.replace("\n\n", " ") == " ".join(["Harbour", *DRAWN, *(f"{text[:-1]} so" for text in DRAWN)])
    assert found.warnings == (pdf.WARNING, "1 of 1 pages read as two columns, the left before the right")


def test_page_numbers_at_the_right_are_no_column() -> None:
    lines = [[Piece(text, 50, 500 - at, 10), Piece(f"{at}", 300, 500 - at, 10)] for at, text in enumerate(DRAWN)]
    assert split_columns(lines) == [lines]


def test_lines_of_one_column_stay_as_they_are() -> None:
    lines = [[Piece(text, 50 + 20 * (at % 2), 500 - at, 10)] for at, text in enumerate(DRAWN)]
    assert split_columns(lines) == [lines]
    assert split_columns([]) == [[]]
