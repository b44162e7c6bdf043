"""Pages of sites, saved from a browser: what is the story, and what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import trafilatura
from layouts import GULL, LAMP, TIDE, chapters, matter, paragraphs

from relgraph.reading import read
from relgraph.reading.mainpart import UNSURE

if TYPE_CHECKING:
    from pathlib import Path

    from relgraph.records import Story

LINES = ("“No.”", "“Yes.”", "He shrugged.", "“Then sit.”")
SCENE = (GULL, LINES[0], LINES[1], LAMP, LINES[2], TIDE, LINES[3])
REMARK = "Please never stop writing, I read the whole of it on the bus and missed my stop for it."
MENU = '<ul><li><a href="/in">Log in</a></li><li><a href="/up">Sign up</a></li></ul>'
COMMENTS = f'<div id="comments"><div class="comment"><h4>tern</h4><p>{REMARK}</p></div></div>'


def _read(folder: Path, body: str, head: str = "") -> Story:
    path = folder / "saved.html"
    path.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read(path)


def _set(texts: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def test_page_with_menus_and_comments_keeps_every_line_of_its_story(tmp_path: Path) -> None:
    side = f"<aside><p>I live by the sea and write when it rains.</p>{MENU}</aside>"
    post = f'<article><h1>Harbour Light</h1><div class="entry">{_set(SCENE)}</div></article>'
    story = _read(tmp_path, f"<header>{MENU}</header>{post}{COMMENTS}{side}", "<title>Harbour Light | Tales</title>")
    assert paragraphs(story) == list(SCENE)
    assert story.title == "Harbour Light"
    assert REMARK in matter(story, "other")
    assert story.warnings == ()


@pytest.mark.parametrize("tag", ["div", "p"])
def test_page_of_short_lines_keeps_them_all(tmp_path: Path, tag: str) -> None:
    scene = (*LINES, GULL, LAMP, *LINES, TIDE)
    story = _read(tmp_path, f"{MENU}<div class='page'><div class='story'>{_set(scene, tag)}</div></div>{COMMENTS}")
    assert paragraphs(story) == list(scene)


def test_paragraphs_parted_by_line_breaks_are_kept(tmp_path: Path) -> None:
    story = _read(tmp_path, f"{MENU}<div class='entry'>{'<br><br>'.join(SCENE)}</div>{COMMENTS}")
    assert paragraphs(story) == list(SCENE)


def test_boxes_of_one_class_are_the_chapters_of_one_story(tmp_path: Path) -> None:
    first, second = (f'<div class="chapter"><h2>{name}</h2>{_set(SCENE)}</div>' for name in ("Red", "Blue"))
    short = f'<div class="chapter"><h2>Grey</h2>{_set(LINES)}</div>'
    story = _read(tmp_path, f"{MENU}<div id='text'>{first}{second}{short}</div>{COMMENTS}")
    assert chapters(story) == ["Red", "Blue", "Grey"]
    assert paragraphs(story) == [*SCENE, *SCENE, *LINES]


def test_quotations_and_tables_in_a_story_are_kept(tmp_path: Path) -> None:
    letter = "<blockquote><p>Wait for me.</p></blockquote><table><tr><td>Tide</td><td>low</td></tr></table>"
    story = _read(tmp_path, f"{MENU}<div class='entry'>{_set(SCENE)}{letter}</div>{COMMENTS}")
    assert paragraphs(story) == [*SCENE, "Wait for me.", "Tide low"]


def test_heading_above_the_story_is_its_chapter_where_the_title_names_it(tmp_path: Path) -> None:
    head = (
        f"<div class='part'><h1>Chapter 4: Iron</h1><div>12.3K reads</div></div><div class='text'>{_set(SCENE)}</div>"
    )
    story = _read(tmp_path, f"{MENU}{head}{COMMENTS}", "<title>Salt - Chapter 4: Iron - Tales</title>")
    assert chapters(story) == ["Chapter 4: Iron"]
    assert (story.title, paragraphs(story)) == ("Salt - Chapter 4: Iron - Tales", list(SCENE))


def test_page_without_links_is_all_story(tmp_path: Path) -> None:
    story = _read(tmp_path, f"<div><p>{GULL}</p></div><div><p>Yes.</p></div><p>See <a href='#n'>below</a>.</p>")
    assert paragraphs(story) == [GULL, "Yes.", "See below."]


def test_story_that_the_library_takes_for_something_else_is_kept_with_a_warning(tmp_path: Path) -> None:
    story = _read(tmp_path, f'{MENU}<p>{REMARK}</p><div id="comments" class="comments">{_set(SCENE)}</div>')
    assert set(SCENE) < set(paragraphs(story))
    assert story.warnings == (UNSURE,)


def test_page_that_the_library_cannot_take_is_kept_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "extract", fail)
    story = _read(tmp_path, f"{MENU}<div>{_set(SCENE)}</div>")
    assert paragraphs(story) == ["Log in", "Sign up", *SCENE]
    assert story.warnings == (UNSURE,)


def test_page_without_words_of_a_story_is_kept_with_a_warning(tmp_path: Path) -> None:
    story = _read(tmp_path, MENU)
    assert (paragraphs(story), story.warnings) == (["Log in", "Sign up"], (UNSURE,))


def test_author_and_title_are_those_that_the_page_tells_others(tmp_path: Path) -> None:
    head = '<meta property="og:title" content="Gull Wing"><title>Gull Wing by ann on Tales</title>'
    by = '<p><a rel="author" href="/a">ann_otter</a> and <a rel="author" href="/b">gullwing</a></p>'
    story = _read(tmp_path, f"{by}<div class='entry'>{_set(SCENE)}</div>{COMMENTS}", head)
    assert (story.title, story.author) == ("Gull Wing", "ann_otter, gullwing")


ROWS = """<dl class="work meta group"><dt class="rating tags">Rating:</dt>
<dd class="rating tags"><ul><li><a class="tag" href="r">Mature</a></li></ul></dd>
<dt class="fandom tags">Fandom:</dt>
<dd class="fandom tags"><ul><li><a class="tag" href="f">Outer Isles</a></li></ul></dd>
<dt class="relationship tags">Relationships:</dt><dd class="relationship tags"><ul>
<li><a href="p">Ada Fenn/Brin Oake</a></li><li><a href="q">Ada Fenn &amp; Tern</a></li></ul></dd>
<dt class="series">Series:</dt><dd class="series"><span class="series"><a class="previous" href="w">← Previous Work</a>
Part 2 of <a href="s">Tides</a> <a class="next" href="x">Next Work →</a></span></dd>
<dt class="stats">Stats:</dt><dd class="stats"><dl class="stats"><dt class="words">Words:</dt><dd>9</dd></dl></dd>
</dl>"""


def _shown(chapter: str) -> str:
    """Return a work as the Archive shows it in a browser."""
    head = """<div class="preface group"><h2 class="title heading">Harbour Light</h2><h3 class="byline heading">
<a rel="author" href="u">ann_otter</a></h3><div class="summary module"><h3 class="heading">Summary:</h3>
<blockquote class="userstuff"><p>Two clerks and a gull.</p></blockquote></div></div>"""
    end = """<div class="afterword preface group"><div class="work endnotes"><h3 class="heading">Notes:</h3>
<blockquote class="userstuff"><p>The song is old.</p></blockquote></div></div>"""
    return f"""<header><h1 class="heading"><a href="/">Archive</a></h1>{MENU}</header><div id="main">{ROWS}
<div id="workskin">{head}<div id="chapters" role="article">{chapter}</div>{end}</div>
<div id="feedback"><p>tern left kudos on this work!</p>
<blockquote class="userstuff"><p>{REMARK}</p></blockquote></div></div>"""


def _shown_chapter(number: int, title: str, text: str) -> str:
    return f"""<div class="chapter" id="chapter-{number}"><div class="chapter preface group" role="complementary">
<h3 class="title"><a href="/c/{number}">Chapter {number}</a>: {title}</h3><div id="summary" class="summary module">
<h3 class="heading">Summary:</h3><blockquote class="userstuff"><p>They meet.</p></blockquote></div></div>
<div class="userstuff module" role="article"><h3 class="landmark heading" id="work">Chapter Text</h3><p>{text}</p></div>
<div class="chapter preface group"><div class="end notes module"><h3 class="heading">Notes:</h3>
<blockquote class="userstuff"><p>More soon.</p></blockquote></div></div></div>"""


def test_work_saved_from_the_archive_keeps_the_story_and_its_tags(tmp_path: Path) -> None:
    story = _read(tmp_path, _shown(_shown_chapter(1, "Red", GULL) + _shown_chapter(2, "Blue", LAMP)))
    assert (story.title, story.author) == ("Harbour Light", "ann_otter")
    assert (story.tags.fandom, story.tags.rating, story.tags.series) == (("Outer Isles",), ("Mature",), ("Tides",))
    assert story.tags.relationships == ("Ada Fenn/Brin Oake", "Ada Fenn & Tern")
    assert chapters(story) == ["Chapter 1: Red", "Chapter 2: Blue"]
    assert paragraphs(story) == [GULL, LAMP]
    assert matter(story, "summary") == ["Two clerks and a gull.", "They meet.", "They meet."]
    assert REMARK not in story.text


def test_work_of_one_piece_saved_from_the_archive_keeps_the_story(tmp_path: Path) -> None:
    text = '<h3 class="landmark heading" id="work">Work Text:</h3>'
    story = _read(tmp_path, _shown(f'{text}<div class="userstuff"><p>{GULL}</p><p>{LAMP}</p></div>'))
    assert (chapters(story), paragraphs(story)) == ([None], [GULL, LAMP])


FETCHED = """<b>Series:</b> Tides [2]<br /><b>Category:</b> Outer Isles, Tide &amp; Low<br />
<b>Genre:</b> Drama, Slow Burn<br />
<b>Characters:</b> Ada Fenn, Brin Oake | The Clerk<br /><b>Pairings:</b> Ada Fenn/Brin Oake<br />
<b>Rating:</b> <i>Teen</i><br />
<b>Summary:</b> <p>Two clerks and a gull.</p><br />"""
TABLE = FETCHED.replace("<b>", "<tr><td><b>").replace("</b> ", "</b></td><td>").replace("<br />", "</td></tr>")
WIDE = FETCHED.replace("<b>", '<tr><td colspan="2"><b>').replace("<br />", "</td></tr>")


@pytest.mark.parametrize("fields", [f"<div>{FETCHED}</div>", f"<table>{TABLE}</table>", f"<table>{WIDE}</table>"])
def test_fetched_work_tells_its_tags_on_its_first_page(tmp_path: Path, fields: str) -> None:
    head = '<h1><a href="w">Harbour by Night</a> by <a class="authorlink" href="u">ann_otter</a></h1>'
    notes = (
        f'<div class="fff_chapter_notes fff_head_notes"><b>My notes:</b><blockquote><p>{REMARK}</p></blockquote></div>'
    )
    one = f'<a name="section0001"><h2>1. Red</h2></a><div class="story">{notes}<div><p>{GULL}</p></div></div>'
    two = f'<a name="section0002"><h2>2. Blue</h2></a><div class="story"><p>{LAMP}</p><hr/><p>{TIDE}</p></div>'
    story = _read(tmp_path, f"{head}{fields}{one}{two}", "<title>Harbour by Night by ann_otter</title>")
    assert (story.title, story.author) == ("Harbour by Night", "ann_otter")
    assert story.tags.fandom == ("Outer Isles", "Tide & Low")
    assert story.tags.characters == ("Ada Fenn", "Brin Oake | The Clerk")
    assert story.tags.relationships == ("Ada Fenn/Brin Oake",)
    assert story.tags.additional == ("Drama", "Slow Burn")
    assert (story.tags.rating, story.tags.series) == (("Teen",), ("Tides",))
    assert (chapters(story), paragraphs(story)) == (["1. Red", "2. Blue"], [GULL, LAMP, TIDE])
    assert REMARK in matter(story, "notes")


def test_link_to_an_author_in_a_paragraph_is_no_title_page(tmp_path: Path) -> None:
    story = _read(tmp_path, f'<p>For <a class="authorlink" href="#u">ann</a>.</p><p>{GULL}</p>', "<title>Gull</title>")
    assert (story.title, story.author) == ("Gull", None)


def test_book_of_project_gutenberg_is_told_by_its_own_marks(tmp_path: Path) -> None:
    start = "<p>Title: Harbour Light</p><p>Author: Ann Otter</p><p>*** START OF THE PROJECT GUTENBERG EBOOK X ***</p>"
    toc = '<h2>CONTENTS.</h2><table><tr><td><a href="#a">CHAPTER I. Red</a></td></tr></table>'
    note = '<div class="footnote"><p>[1] A note.</p></div><p class="transnote">Typos were mended.</p>'
    body = f"""<section class="pg-boilerplate" id="pg-header">{start}</section><h1>Harbour Light</h1>
<h2>by Ann Otter</h2>{toc}<h2 id="a">CHAPTER I. Red</h2><p>{GULL}<a class="fnanchor" href="#n">[1]</a></p>{note}
<h2>CHAPTER II. Blue</h2><p><span class="pagenum">[12]</span>{LAMP}</p>
<section id="pg-footer"><p>*** END OF THE PROJECT GUTENBERG EBOOK X ***</p></section>"""
    story = _read(tmp_path, body, "<title>Harbour Light | Project Gutenberg</title>")
    assert (story.title, story.author) == ("Harbour Light", "Ann Otter")
    assert chapters(story) == ["CHAPTER I. Red", "CHAPTER II. Blue"]
    assert paragraphs(story) == [GULL, LAMP]
    assert matter(story, "contents") == ["CONTENTS.", "CHAPTER I. Red"]
    assert matter(story, "notes") == ["[1] A note.", "Typos were mended."]


@pytest.mark.parametrize(
    ("headings", "titles", "author"),
    [
        ("<h1>Tide</h1><h2>by Ann Otter</h2>", ["Red", "Blue"], "Ann Otter"),
        ("<h1>Tide</h1><h2>By Ann Otter</h2>", ["Red", "Blue"], "Ann Otter"),
        (f"<h1>Tide</h1><h2>By Moonlight</h2><p>{TIDE}</p>", ["By Moonlight", "Red", "Blue"], None),
        ("<h1>Tide</h1><h2>by the river.</h2>", ["by the river.", "Red", "Blue"], None),
    ],
)
def test_heading_by_somebody_is_the_author(
    tmp_path: Path, headings: str, titles: list[str], author: str | None
) -> None:
    story = _read(tmp_path, f"{headings}<h2>Red</h2><p>{GULL}</p><h2>Blue</h2><p>{LAMP}</p>")
    assert (story.title, story.author) == ("Tide", author)
    assert chapters(story) == titles
