"""Megabytes per second of reading, for each format, on files made from the stories that ship.

`python benchmarks/reading.py [--megabytes 5]` prints one row for each format: the size of the file, the size of the
text in it, the seconds of one processor until there is a story (best of three), and megabytes of text per second. The
PDF holds a tenth of the text, for its pages are slow to take apart. The row `site.html` is a page with menus and
comments around the story. The last row is an EPUB whose file has that size.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
import zipfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from relgraph.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STORIES = Path(__file__).parent.parent / "stories"
MEGABYTE = 1_000_000
LENGTH = 60
"""Paragraphs of a chapter."""

Chapters = list[list[str]]


def chapters_of(size: int) -> Chapters:
    """Return chapters of paragraphs of about so many bytes in all: the shipped stories again and again."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(STORIES.iterdir()) if path.name != "README.md"]
    paragraphs = [" ".join(part.split()) for text in texts for part in text.split("\n\n") if part.strip(" *#\n")]
    taken: list[str] = []
    length = 0
    while length < size:
        taken.append(paragraphs[len(taken) % len(paragraphs)])
        length += len(taken[-1].encode()) + 2
    return [taken[at : at + LENGTH] for at in range(0, len(taken), LENGTH)]


def plain(chapters: Chapters) -> bytes:
    """Return plain text."""
    return "\n\n".join(f"Chapter {at}\n\n" + "\n\n".join(part) for at, part in enumerate(chapters, 1)).encode()


def markdown(chapters: Chapters) -> bytes:
    """Return Markdown."""
    return "\n\n".join(f"## Chapter {at}\n\n" + "\n\n".join(part) for at, part in enumerate(chapters, 1)).encode()


def page(chapters: Chapters, first: int = 1) -> bytes:
    """Return an XHTML page."""
    body = "".join(
        f"<h2>Chapter {at}</h2>" + "".join(f"<p>{escape(text)}</p>" for text in part)
        for at, part in enumerate(chapters, first)
    )
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'.encode()
    )


def site(chapters: Chapters) -> bytes:
    """Return the page of a site: the story in a box of it, a menu before and a comment on each chapter after."""
    story = page(chapters).decode().partition("<body>")[2].partition("</body>")[0]
    menu = '<ul id="menu"><li><a href="/in">Log in</a></li><li><a href="/up">Sign up</a></li></ul>'
    remark = '<div class="comment"><h4>tern</h4><p>I read the whole of this on the bus and missed my stop.</p></div>'
    comments = f'<div id="comments">{remark * len(chapters)}</div>'
    body = f'<body>{menu}<div class="entry">{story}</div>{comments}</body>'
    return f"<!DOCTYPE html><html><head><title>x</title></head>{body}</html>".encode()


def epub(chapters: Chapters) -> bytes:
    """Return an EPUB with a page and an entry in the table of contents for each chapter."""
    numbers = range(1, len(chapters) + 1)
    kind = 'media-type="application/xhtml+xml"'
    items = "".join(f'<item id="i{at}" href="{at}.xhtml" {kind}/>' for at in numbers)
    spine = "".join(f'<itemref idref="i{at}"/>' for at in numbers)
    links = "".join(f'<li><a href="{at}.xhtml">Chapter {at}</a></li>' for at in numbers)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}<item id="n" href="nav.xhtml" '
        f'properties="nav" {kind}/></manifest><spine>{spine}</spine></package>'
    )
    nav = f'<nav epub:type="toc"><ol>{links}</ol></nav>'
    nav = f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body>{nav}</body></html>'
    box = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": box, "book.opf": package, "nav.xhtml": nav}
    pages = {f"{at}.xhtml": page([part], at) for at, part in enumerate(chapters, 1)}
    return packed({name: content.encode() for name, content in parts.items()} | pages)


def docx(chapters: Chapters) -> bytes:
    """Return a Word document, made by the library that Word documents are read with."""
    from docx import Document  # noqa: PLC0415 - half a second that only this format needs

    stream = io.BytesIO()
    Document().save(stream)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{"Normal" if at else "Heading1"}"/></w:pPr>'
        f"<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
        for number, part in enumerate(chapters, 1)
        for at, text in enumerate([f"Chapter {number}", *part])
    )
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = f"<w:document {space}><w:body>{body}</w:body></w:document>".encode()
    return packed(parts)


def odt(chapters: Chapters) -> bytes:
    """Return an OpenDocument text."""
    space = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(
        f"<text:h>Chapter {at}</text:h>" + "".join(f"<text:p>{escape(text)}</text:p>" for text in part)
        for at, part in enumerate(chapters, 1)
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return packed({"mimetype": kind, "content.xml": f"<body {space}>{body}</body>".encode()})


def rtf(chapters: Chapters) -> bytes:
    """Return rich text."""
    lines = (line for at, part in enumerate(chapters, 1) for line in (f"Chapter {at}", *part))
    body = "\\par\\par ".join(
        "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in line.replace("\\", "")) for line in lines
    )
    return f"{{\\rtf1\\ansi {body}}}".encode()


def pdf(chapters: Chapters) -> bytes:
    """Return a PDF: 40 lines of about 70 letters on a page."""
    pages: list[list[str]] = [[]]
    for at, part in enumerate(chapters, 1):
        for text in (f"Chapter {at}", *part):
            lines = wrapped(text, 70)
            if len(pages[-1]) + len(lines) > 40:
                pages.append([])
            pages[-1] += ["", *lines]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    for lines in pages:
        drawn = "\n".join(f"BT /F1 10 Tf 1 0 0 1 50 {700 - 14 * at} Tm ({line}) Tj ET" for at, line in enumerate(lines))
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        held = f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 {font} >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {held} >>")
    kids = " ".join(f"{2 * at + 4} 0 R" for at in range(len(pages)))
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>"
    out, places = bytearray(b"%PDF-1.4\n"), []
    for at, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{at} 0 obj\n{content}\nendobj\n".encode("cp1252", "replace")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    head = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n"
    )
    return bytes(out) + f"{head}%%EOF\n".encode()


def wrapped(text: str, width: int) -> list[str]:
    """Return lines of about `width` letters that a PDF can hold."""
    words = text.encode("cp1252", "ignore").decode("cp1252").translate({40: None, 41: None, 92: None}).split()
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def measure(name: str, content: bytes, folder: Path) -> None:
    """Read a file three times and print its row."""
    path = folder / name
    path.write_bytes(content)
    seconds, size = [], 0
    for _ in range(3):
        began = time.process_time()
        size = len(read(path).text.encode())
        seconds.append(time.process_time() - began)
    sizes = f"{len(content) / MEGABYTE:8.2f} {size / MEGABYTE:8.2f}"
    print(f"{name:12} {sizes} {min(seconds):8.2f} {size / MEGABYTE / min(seconds):8.1f}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=5.0, help="size of the text in each file")
    size = int(parser.parse_args().megabytes * MEGABYTE)
    makers: dict[str, Callable[[Chapters], bytes]] = {
        "a.txt": plain, "a.md": markdown, "a.html": page, "site.html": site, "a.epub": epub, "a.docx": docx,
        "a.odt": odt, "a.rtf": rtf,
    }  # fmt: skip
    chapters = chapters_of(size)
    print(f"{'':12} {'file MB':>8} {'text MB':>8} {'seconds':>8} {'MB/s':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in makers.items():
            measure(name, make(chapters), Path(folder))
        measure("a.pdf", pdf(chapters_of(size // 10)), Path(folder))
        measure("large.epub", epub(chapters_of(size * size // len(epub(chapters)))), Path(folder))


if __name__ == "__main__":
    main()
