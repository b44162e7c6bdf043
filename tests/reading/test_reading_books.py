from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from books import ARCHIVE_END, ARCHIVE_HEAD, ARCHIVE_TAGS, archive_page, book_parts, packed, page
from docx.enum.style import WD_STYLE_TYPE
from layouts import GULL, LAMP, TIDE, chapters, matter, paragraphs

from relgraph.errors import ReadingError
from relgraph.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from relgraph.records import Story


def _read(folder: Path, content: str | bytes, name: str) -> Story:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read(path)


def _check_archive(story: Story) -> None:
    assert (story.title, story.author) == ("Harbour Light", "ann_otter, gullwing")
    assert story.tags.fandom == ("Outer Isles", "Tide, Low & High")
    assert story.tags.characters == ("Ada Fenn", "Brin Oake | The Clerk")
    assert story.tags.relationships == ("Ada Fenn/Brin Oake",)
    assert (story.tags.additional, story.tags.rating) == (("Lighthouses",), ("Teen And Up Audiences",))


def test_archive_work_with_chapters_keeps_the_story_only(tmp_path: Path) -> None:
    story = _read(tmp_path, archive_page(chapters=True), "harbour.html")
    _check_archive(story)
    assert chapters(story) == ["Chapter 1: Red", "Chapter 2"]
    assert paragraphs(story) == [GULL, LAMP, TIDE, "A letter, quoted."]
    assert matter(story, "summary") == ["Two clerks and a gull.", "They meet."]


def test_archive_work_in_one_piece_keeps_the_story_only(tmp_path: Path) -> None:
    story = _read(tmp_path, archive_page(chapters=False), "harbour.html")
    _check_archive(story)
    assert chapters(story) == [None]
    assert paragraphs(story) == [GULL, LAMP]


def test_archive_book_split_by_calibre_keeps_the_story_only(tmp_path: Path) -> None:
    end = ARCHIVE_END.replace('class="message"', 'class="calibre3"')
    first = f"""<div id="chapters" class="userstuff1"><div class="calibre4"><h2 class="heading">Chapter 1: Red</h2>
<p class="calibre3">Chapter Notes</p><blockquote class="userstuff"><p>Hello again.</p></blockquote></div>
<div class="userstuff2"><p>{GULL}</p><p>{LAMP}</p></div></div>"""
    second = f'<div id="chapters" class="userstuff1"><div class="userstuff2"><p>{TIDE}</p></div></div>'
    third = f"""<div id="chapters" class="userstuff1"><div class="calibre4"><h2 class="heading">Chapter 2</h2></div>
<div class="userstuff2"><p>{LAMP}</p></div><div id="endnotes2"><p>Chapter End Notes</p>
<blockquote class="userstuff"><p>Bye.</p></blockquote></div></div>"""
    pages = {
        "h split 0.xhtml": page(f'<div id="preface" class="calibre">{ARCHIVE_TAGS}</div>'),
        "h split 1.xhtml": page(f'<div id="preface" class="calibre"><div class="calibre4">{ARCHIVE_HEAD}</div></div>'),
        "h split 5.xhtml": page(first),
        "h split 3.xhtml": page(second),
        "h split 4.xhtml": page(third),
        "h split 6.xhtml": page(end),
    }
    toc = {
        "h split 0.xhtml": "Preface",
        "h split 5.xhtml": "Chapter 1: Red",
        "h split 4.xhtml": "Chapter 2",
        "h split 6.xhtml": "Afterword",
    }
    story = _read(tmp_path, packed(book_parts(pages, toc)), "harbour.epub")
    _check_archive(story)
    assert chapters(story) == ["Chapter 1: Red", "Chapter 2"]
    assert paragraphs(story) == [GULL, LAMP, TIDE, LAMP]


@pytest.mark.parametrize("nav", [True, False])
def test_book_has_the_order_of_its_spine_and_the_chapters_of_its_contents(tmp_path: Path, nav: bool) -> None:  # noqa: FBT001
    pages = {
        "title.xhtml": page("<h1>Harbour Light</h1><p>Ann Otter</p>"),
        "copyright.xhtml": page("<p>All rights are with the gulls.</p>"),
        "b.xhtml": page(
            f'<h2 id="one">I</h2><p>{GULL}<a epub:type="noteref" href="#n">1</a></p><h2 id="two">II</h2><p>{LAMP}</p>'
        ),
        "a.xhtml": page(f'<p>{TIDE}</p><aside epub:type="footnote" id="n"><p>A note on tides.</p></aside>'),
    }
    toc = {
        "title.xhtml": "Title Page",
        "copyright.xhtml": "Copyright",
        "b.xhtml#one": "The Gull",
        "b.xhtml#two": "The Lamp",
        "a.xhtml": "The Tide",
    }
    story = _read(tmp_path, packed(book_parts(pages, toc, nav=nav)), "harbour.epub")
    assert (story.title, story.author) == ("Harbour Light", "Ann Otter")
    assert chapters(story) == ["The Gull", "The Lamp", "The Tide"]
    assert paragraphs(story) == [GULL, LAMP, TIDE]
    assert matter(story, "notes") == ["A note on tides."]
    assert matter(story, "licence") == ["All rights are with the gulls."]


def test_book_without_contents_has_the_chapters_of_its_headings(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": page(f"<h2>Red</h2><p>{GULL}</p>"),
        "b.xhtml": page(f"<h2>Blue</h2><p>{LAMP}&nbsp;&hellip;</p>"),
    }
    story = _read(tmp_path, packed(book_parts(pages, {})), "harbour.epub")
    assert chapters(story) == ["Red", "Blue"]
    assert paragraphs(story) == [GULL, f"{LAMP} …"]


def test_front_and_back_matter_are_told_apart_by_their_types(tmp_path: Path) -> None:
    def section(kind: str, body: str) -> str:
        return page(f'<section epub:type="{kind}" id="{kind}">{body}</section>')

    pages = {
        "title.xhtml": section("titlepage", "<h1>Harbour Light</h1><p>By Ann Otter.</p>"),
        "imprint.xhtml": section("imprint", "<h2>Imprint</h2><p>Made by gulls.</p>"),
        "half.xhtml": section("halftitlepage", "<h2>Harbour Light</h2>"),
        "part.xhtml": section("part", "<h2>Part One</h2>"),
        "one.xhtml": section("chapter", f"<h3>I</h3><hr/><p>{GULL}</p>"),
        "two.xhtml": section("chapter", f"<h3>II</h3><p>{LAMP}</p>"),
        "end.xhtml": section("endnotes", "<h2>Endnotes</h2><ol><li>A note on tides.</li></ol>"),
    }
    toc = {
        "title.xhtml": "Titlepage", "imprint.xhtml": "Imprint", "half.xhtml": "Harbour Light", "part.xhtml": "Part One",
        "one.xhtml": "I", "two.xhtml": "II", "end.xhtml": "Endnotes",
    }  # fmt: skip
    story = _read(tmp_path, packed(book_parts(pages, toc)), "harbour.epub")
    assert chapters(story) == ["Part One — I", "II"]
    assert paragraphs(story) == [GULL, LAMP]
    assert matter(story, "notes") == ["Endnotes", "A note on tides."]


def test_licence_around_a_book_is_matter_by_its_ids(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": page(f'<section id="pg-header"><p>Free for all.</p></section><h2>Red</h2><p>{GULL}</p>'),
        "b.xhtml": page(f'<h2>Blue</h2><p>{LAMP}</p><section id="pg-footer"><p>Terms of use.</p></section>'),
    }
    story = _read(tmp_path, packed(book_parts(pages, {"a.xhtml": "Red", "b.xhtml": "Blue"})), "harbour.epub")
    assert matter(story, "licence") == ["Free for all.", "Terms of use."]
    assert (chapters(story), paragraphs(story)) == (["Red", "Blue"], [GULL, LAMP])


@pytest.mark.parametrize("title", ["Harbour Light", "Title Page"])
def test_title_page_that_the_contents_name_is_no_chapter(tmp_path: Path, title: str) -> None:
    pages = {
        "title.xhtml": page("<h1>Harbour Light</h1><p>Ann Otter</p>"),
        "a.xhtml": page(f"<h1>Red</h1><p>{GULL}</p>"),
        "b.xhtml": page(f"<h1>Blue</h1><p>{LAMP}</p>"),
    }
    toc = {"title.xhtml": title, "a.xhtml": "Red", "b.xhtml": "Blue"}
    story = _read(tmp_path, packed(book_parts(pages, toc)), "harbour.epub")
    assert (chapters(story), paragraphs(story)) == (["Red", "Blue"], [GULL, LAMP])


def test_pages_of_a_fetched_book_are_told_by_their_classes(tmp_path: Path) -> None:
    head = '<h3><a href="w">Harbour Light</a> by <a class="authorlink" href="u">Ann Otter</a></h3>'
    fields = "<div><b>Category:</b> Outer Isles<br/><b>Publisher:</b> a site<br/><b>Summary:</b> <p>A gull.</p></div>"
    pages = {
        "title_page.xhtml": page(head + fields, "fff_titlepage"),
        "toc_page.xhtml": page('<h3>What is here</h3><a href="a">Red</a>', "fff_tocpage"),
        "log_page.xhtml": page("<h3>Update Log</h3><p><b>Chapters:</b> <span>1</span></p>", "fff_logpage"),
        "file0001.xhtml": page(f'<h3 class="fff_chapter_title">Red</h3><p>{GULL}</p>', "fff_chapter"),
    }
    toc = {"title_page.xhtml": "Title Page", "log_page.xhtml": "Log", "file0001.xhtml": "Red"}
    story = _read(tmp_path, packed(book_parts(pages, toc)), "harbour.epub")
    assert (story.title, story.author, story.tags.fandom) == ("Harbour Light", "Ann Otter", ("Outer Isles",))
    assert (chapters(story), paragraphs(story)) == (["Red"], [GULL])
    assert matter(story, "contents") == ["What is here", "Red"]


def test_downloader_book_tells_its_tags_on_the_title_page(tmp_path: Path) -> None:
    fields = "<b>Category:</b> Outer Isles<br /><b>Characters:</b> Ada, Brin<br /><b>Relationships:</b> Ada/Brin<br />"
    pages = {
        "title_page.xhtml": page(f"<h3><a>Harbour Light</a> by <a>Ann Otter</a></h3><div>{fields}</div>"),
        "file0001.xhtml": page(f'<h3 class="fff_chapter_title">1. Red</h3><p>{GULL}</p>'),
        "file0002.xhtml": page(f'<h3 class="fff_chapter_title">2. Blue</h3><p>{LAMP}</p>'),
    }
    toc = {"title_page.xhtml": "Title Page", "file0001.xhtml": "1. Red", "file0002.xhtml": "2. Blue"}
    story = _read(tmp_path, packed(book_parts(pages, toc)), "harbour.epub")
    assert story.tags.fandom == ("Outer Isles",)
    assert story.tags.characters == ("Ada", "Brin")
    assert story.tags.relationships == ("Ada/Brin",)
    assert chapters(story) == ["1. Red", "2. Blue"]
    assert paragraphs(story) == [GULL, LAMP]


def test_page_of_a_site_keeps_its_article(tmp_path: Path) -> None:
    content = f"""<html><head><title>Harbour Light</title><meta name="author" content="Ann Otter"></head><body>
<header>Menu of a site</header><nav><a href="/">Home</a></nav><article><h1>Harbour Light</h1>
<p>{GULL}<br><br>{LAMP}</p><script>alert(1)</script></article><footer>All about us</footer></body></html>"""
    story = _read(tmp_path, content, "a.txt")
    assert (story.title, story.author) == ("Harbour Light", "Ann Otter")
    assert paragraphs(story) == [GULL, LAMP]


def test_page_without_article_loses_header_and_footer(tmp_path: Path) -> None:
    content = f"<p>{GULL}</p><table><tr><td>left</td><td>right</td></tr></table><ul><li>{LAMP}</li></ul>"
    story = _read(tmp_path, f"<html><body><header>Site</header>{content}<footer>us</footer></body></html>", "a.htm")
    assert paragraphs(story) == [GULL, "left right", LAMP]


def test_page_in_a_declared_encoding_is_read_in_it(tmp_path: Path) -> None:
    content = f'<html><head><meta charset="koi8-r"></head><body><p>Анна ждала.</p><p>{GULL}</p></body></html>'
    assert paragraphs(_read(tmp_path, content.encode("koi8-r"), "a.html"))[0] == "Анна ждала."


def test_entities_of_a_document_are_never_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET", encoding="utf-8")
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "secret.txt">]>'
    content = page(f"<p>{GULL}</p><p>&b; &c; end</p>").replace("<html", f"{bomb}<html", 1)
    story = _read(tmp_path, content, "a.xhtml")
    assert "aaaa" not in story.text
    assert "SECRET" not in story.text


@pytest.mark.parametrize("head", ["<html>", '<html xmlns="http://www.w3.org/1999/xhtml">'])
def test_page_that_is_nested_too_deep_is_an_error(tmp_path: Path, head: str) -> None:
    with pytest.raises(ReadingError, match=r"a\.html: damaged: its elements are nested too deep"):
        _read(tmp_path, f"{head}<body><p>{LAMP}</p>{'<div>' * 50_000}<p>{GULL}</p>", "a.html")


def test_old_page_that_never_closes_its_dress_is_read(tmp_path: Path) -> None:
    lines = "".join(f"<p><font size=2><i>{GULL} {at}</p>" for at in range(400))
    assert len(paragraphs(_read(tmp_path, f"<html><body>{lines}</body></html>", "a.html"))) == 400


def test_page_with_a_tag_of_thousands_of_attributes_is_an_error(tmp_path: Path) -> None:
    tag = " ".join(f"attribute{at}=x" for at in range(3_000))
    with pytest.raises(ReadingError, match="damaged: a tag with more than 2,000 attributes"):
        _read(tmp_path, f"<html><body><p {tag}>{GULL}</p></body></html>", "a.html")


def test_page_with_a_picture_in_a_tag_is_read(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"QUJD" * 20_000}=="/>'
    assert paragraphs(_read(tmp_path, f"<html><body>{picture}<p>{GULL}</p></body></html>", "a.html")) == [GULL]


def _word(*paragraphs_: tuple[str, str]) -> bytes:
    document = docx.Document()
    document.core_properties.author = "Ann Otter"
    for text, style in paragraphs_:
        document.add_paragraph(text, style=style)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_word_document_has_the_chapters_of_its_headings(tmp_path: Path) -> None:
    content = _word(
        ("Harbour Light", "Title"), ("Red", "Heading 1"), (GULL, "Normal"), ("* * *", "Normal"), (LAMP, "Normal"),
        ("Blue", "Heading 1"), (TIDE, "Normal"),
    )  # fmt: skip
    story = _read(tmp_path, content, "harbour.docx")
    assert (story.title, story.author) == ("Harbour Light", "Ann Otter")
    assert chapters(story) == ["Red", "Blue"]
    assert paragraphs(story) == [GULL, LAMP, TIDE]


def test_table_of_contents_and_notes_of_a_word_document_are_matter(tmp_path: Path) -> None:
    document = docx.Document()
    for name in ("TOC Heading 1", "toc 1", "footnote text"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for text, style in (
        ("In this book", "TOC Heading 1"), ("Red 1", "toc 1"), ("Red", "Heading 1"), (GULL, "Normal"),
        ("A note on tides.", "footnote text"),
    ):  # fmt: skip
        document.add_paragraph(text, style=style)
    stream = io.BytesIO()
    document.save(stream)
    story = _read(tmp_path, stream.getvalue(), "harbour.docx")
    assert paragraphs(story) == [GULL]
    assert matter(story, "contents") == ["In this book", "Red 1"]
    assert matter(story, "notes") == ["A note on tides."]


def test_facts_of_a_rich_text_are_its_title_and_author(tmp_path: Path) -> None:
    content = rf"{{\rtf1\ansi{{\info{{\title Harbour Light}}{{\author Ann Otter}}}} {GULL}\par\par {LAMP}\par}}"
    story = _read(tmp_path, content, "a.rtf")
    assert (story.title, story.author, paragraphs(story)) == ("Harbour Light", "Ann Otter", [GULL, LAMP])


def test_rich_text_is_read_as_plain_text(tmp_path: Path) -> None:
    content = rf"{{\rtf1\ansi Chapter 1\par\par {GULL}\par\par \b Chapter 2\b0\par\par {LAMP}\par}}"
    story = _read(tmp_path, content, "harbour.rtf")
    assert chapters(story) == ["Chapter 1", "Chapter 2"]
    assert paragraphs(story) == [GULL, LAMP]


OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def _office(body: str) -> dict[str, str | bytes]:
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document {OFFICE}><office:text>{body}</office:text></office:document>",
        "meta.xml": f"<x {OFFICE}><dc:title>Harbour Light</dc:title><dc:creator>Ann Otter</dc:creator></x>",
    }


def test_office_document_has_the_chapters_of_its_headings_and_no_notes(tmp_path: Path) -> None:
    note = "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
    body = (
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">Red</text:h>'
        f"<text:p>Wait<text:s/>for{note} <text:span>me</text:span>.<text:line-break/>Now.</text:p>"
        f'<text:h text:outline-level="1">Blue</text:h><text:p>{LAMP}</text:p>'
    )
    story = _read(tmp_path, packed(_office(body)), "harbour.odt")
    assert (story.title, story.author) == ("Harbour Light", "Ann Otter")
    assert chapters(story) == ["Red", "Blue"]
    assert paragraphs(story) == ["Wait for me.", "Now.", LAMP]


def test_office_document_without_fields_takes_its_title_from_the_text(tmp_path: Path) -> None:
    parts = _office(f'<text:p text:style-name="Title">Gull Wing</text:p><text:p>{GULL}</text:p>')
    del parts["meta.xml"]
    story = _read(tmp_path, packed(parts), "harbour.odt")
    assert (story.title, story.author, paragraphs(story)) == ("Gull Wing", None, [GULL])


def test_broken_office_document_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"damaged: the part 'content\.xml' is no whole XML"):
        _read(tmp_path, packed(_office("<text:p>")), "a.odt")


BOOK = book_parts({"a.xhtml": page(f"<p>{GULL}</p>")}, {})
LOCK = '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptionMethod Algorithm="{}"/></encryption>'


def test_protected_book_is_an_error(tmp_path: Path) -> None:
    parts = BOOK | {"META-INF/encryption.xml": LOCK.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    with pytest.raises(ReadingError, match="protected by DRM: cannot be read"):
        _read(tmp_path, packed(parts), "a.epub")


def test_book_with_scrambled_fonts_is_read(tmp_path: Path) -> None:
    parts = BOOK | {"META-INF/encryption.xml": LOCK.format("http://www.idpf.org/2008/embedding")}
    assert paragraphs(_read(tmp_path, packed(parts), "a.epub")) == [GULL]


def test_part_that_is_missing_is_named(tmp_path: Path) -> None:
    parts = {name: content for name, content in BOOK.items() if name != "OEBPS/a.xhtml"}
    with pytest.raises(ReadingError, match=r"damaged: the part 'OEBPS/a\.xhtml' is missing"):
        _read(tmp_path, packed(parts), "a.epub")


def test_book_without_a_container_is_found_by_its_list_of_parts(tmp_path: Path) -> None:
    parts = {name: content for name, content in BOOK.items() if name != "META-INF/container.xml"}
    assert paragraphs(_read(tmp_path, packed(parts), "a.epub")) == [GULL]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"mimetype": "application/epub+zip"}, "no list of parts"),
        (BOOK | {"OEBPS/book.opf": "<package/>"}, "the book has no pages"),
        (BOOK | {"OEBPS/book.opf": ""}, "is no XML"),
        (BOOK | {"OEBPS/a.xhtml": page("a" * 30_000_000)}, "grows too much"),
    ],
)
def test_book_that_cannot_be_read_is_an_error(tmp_path: Path, parts: dict[str, str | bytes], message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        _read(tmp_path, packed(parts), "a.epub")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.epub", b"PK\x03\x04 application/epub+zip"), ("a.epub", b"no zip\x00"), ("a.docx", b"no zip\x01")],
)
def test_file_that_is_no_archive_is_damaged(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(ReadingError, match="damaged: not a whole zip archive"):
        _read(tmp_path, content, name)


@pytest.mark.parametrize("suffix", [".docx", ".epub", ".odt", ".pdf", ".rtf"])
def test_text_with_the_suffix_of_another_format_is_read_as_text(tmp_path: Path, suffix: str) -> None:
    story = _read(tmp_path, f"{GULL}\n\n{LAMP}", f"a{suffix}")
    assert paragraphs(story) == [GULL, LAMP]
    assert story.warnings == (f"its name ends in {suffix}, but it is text: read as text",)


def test_page_with_the_suffix_of_another_format_is_read_as_a_page(tmp_path: Path) -> None:
    story = _read(tmp_path, f"<html><body><p>{GULL}</p></body></html>", "a.docx")
    assert (paragraphs(story), story.warnings) == ([GULL], ())


def test_damaged_part_is_named(tmp_path: Path) -> None:
    raw = bytearray(packed(BOOK | {"OEBPS/a.xhtml": page("".join(f"<p>{GULL} {at}</p>" for at in range(400)))}))
    at = raw.index(b"OEBPS/a.xhtml") + 40
    raw[at : at + 60] = bytes(60)
    with pytest.raises(ReadingError, match=r"damaged: the part 'OEBPS/a\.xhtml' cannot be unpacked"):
        _read(tmp_path, bytes(raw), "a.epub")


def test_word_document_that_is_no_document_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="damaged: not a whole Word document"):
        _read(tmp_path, packed({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "a.docx")


def test_broken_rich_text_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="damaged: not whole rich text"):
        _read(tmp_path, rb"{\rtf1 \u99999999999 \'zz", "a.rtf")


def test_archive_with_too_many_bytes_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relgraph.reading.archive.MOST_BYTES", 100)
    with pytest.raises(ReadingError, match="too large when unpacked"):
        _read(tmp_path, packed(BOOK), "a.epub")


def test_archive_with_a_password_is_an_error(tmp_path: Path) -> None:
    raw = bytearray(packed(BOOK))
    at = raw.rindex(b"PK\x01\x02", 0, raw.index(b"META-INF/container.xml", raw.index(b"PK\x01\x02")))
    raw[at + 8] |= 1
    with pytest.raises(ReadingError, match="protected by a password: cannot be read"):
        _read(tmp_path, bytes(raw), "a.epub")


def test_page_without_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"a\.html: (no text in this page|is empty)"):
        _read(tmp_path, "<!-- nothing -->", "a.html")
