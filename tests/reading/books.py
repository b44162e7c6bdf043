"""Books and pages that the reading tests make, in the structure that downloads have; every word is made up."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from layouts import GULL, LAMP, TIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

ARCHIVE_TAGS = """<p class="message"><b>Harbour Light</b><br/>Posted originally on the <a href="x">Archive</a>
at <a href="y">y</a>.</p>
<div class="meta"><dl class="tags">
<dt>Rating:</dt><dd><a href="r">Teen And Up Audiences</a></dd>
<dt>Fandoms:</dt><dd><a href="f">Outer Isles</a>, <a href="g">Tide, Low &amp; High</a></dd>
<dt>Relationship:</dt><dd><a href="s">Ada Fenn/Brin Oake</a></dd>
<dt>Characters:</dt><dd><a href="a">Ada Fenn</a>, <a href="b">Brin Oake | The Clerk</a></dd>
<dt>Additional Tags:</dt><dd><a href="t">Lighthouses</a></dd>
<dt>Stats:</dt><dd>Published: 2021-03-04 Words: 1,234 Chapters: 2/2</dd>
</dl></div>"""
ARCHIVE_HEAD = """<h1>Harbour Light</h1>
<div class="byline">by <a rel="author" href="u">ann_otter</a>, <a href="v">gullwing</a></div>
<p>Summary</p><blockquote class="userstuff"><p>Two clerks and a gull.</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>For the harbour exchange.</p></blockquote>"""
ARCHIVE_END = """<div id="afterword"><p>End Notes</p><blockquote class="userstuff"><p>The song is old.</p></blockquote>
<p class="message">Please <a href="z">drop by the Archive and comment</a> to let the creator know.</p></div>"""


PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Harbour Light</dc:title><dc:creator>Ann Otter</dc:creator></metadata>"""
OWN_ITEMS = """<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>"""


def archive_page(*, chapters: bool) -> str:
    """Return a work as the Archive lets it be downloaded: with chapters, or as one piece."""
    story = f'<h2 class="toc-heading">Harbour Light</h2><div class="userstuff"><p>{GULL}</p><p>{LAMP}</p></div>'
    if chapters:
        story = f"""<div class="meta group"><h2 class="heading">Chapter 1:
 Red</h2><p>Chapter Summary</p><blockquote class="userstuff"><p>They meet.</p></blockquote></div>
<!--chapter content--><div class="userstuff"><p>{GULL}</p><hr/><p>{LAMP}</p></div>
<div id="endnotes1"><p>Chapter End Notes</p><blockquote class="userstuff"><p>More soon.</p></blockquote></div>
<div class="meta group"><h2 class="heading">Chapter 2</h2></div>
<div class="userstuff"><p>{TIDE}</p><blockquote><p>A letter, quoted.</p></blockquote></div>"""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html><head><title>Harbour Light - ann_otter</title><style>p {{ margin: 0 }}</style></head><body>
<div id="preface">{ARCHIVE_TAGS}<div class="meta">{ARCHIVE_HEAD}</div></div>
<div id="chapters" class="userstuff">{story}</div>{ARCHIVE_END}</body></html>"""


def page(body: str, title: str = "x") -> str:
    """Return an XHTML page; its empty `title` form would swallow the page if it were read as HTML."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body class="{title}">{body}</body></html>'
    )


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def book_parts(
    pages: Mapping[str, str], toc: Mapping[str, str], *, nav: bool = True, order: tuple[str, ...] = ()
) -> dict[str, str | bytes]:
    """Return the parts of an EPUB: pages by name (in spine order unless told), titles by place."""
    items = "".join(
        f'<item id="i{at}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(sorted(pages))
    )
    spine = "".join(f'<itemref idref="i{sorted(pages).index(name)}"/>' for name in order or pages)
    links = "".join(f'<li><a href="{place.replace(" ", "%20")}">{title}</a></li>' for place, title in toc.items())
    points = "".join(
        f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{place}"/></navPoint>'
        for place, title in toc.items()
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": f"{PACKAGE}<manifest>{items}{OWN_ITEMS}</manifest><spine toc='ncx'>{spine}</spine></package>",
        "OEBPS/toc.ncx": f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>',
    }
    if nav:
        parts["OEBPS/nav.xhtml"] = page(f'<nav epub:type="toc"><ol>{links}</ol></nav>')
    return parts | {f"OEBPS/{name}": content for name, content in pages.items()}
