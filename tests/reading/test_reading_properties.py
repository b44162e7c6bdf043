from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from books import archive_page, book_parts, packed, page
from hypothesis import assume, given
from hypothesis import strategies as st
from layouts import GULL, LAMP

from relgraph.errors import RelgraphError
from relgraph.reading import find_paragraphs, read, read_text
from relgraph.reading.formats import suffixes

if TYPE_CHECKING:
    from relgraph.records import Story

LINES = st.sampled_from(
    [
        *("", "", "", "  ", "Chapter 1", "CHAPTER II. Red", "I", "II", "3", "Part Two", "Contents", "* * *", "The End"),
        *("A/N: hello", "Notes:", "Summary: red", "Work Text:", "by Ann", "Harbour Light", "HARBOUR LIGHT"),
        *("Title: Red", "[Ada]", "[Brin]", "POV: Ada", "Thanks for reading!", "Transcriber's Note: red"),
        "*** START OF THE PROJECT GUTENBERG EBOOK RED ***",
        "*** END OF THE PROJECT GUTENBERG EBOOK RED ***",
        "Ada crossed the yard before the bell had stopped and the",
        "gulls went up from the wall. “Wait,” said Brin.",
        "She turned and left. Notes: thanks for reading",
        *("\tShe waited for him.", "# Red", "## Blue", "---", "> quoted", "\u2028", "\x0c", "\x85one"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(LINES, max_size=40).map("\n".join))


def attempt(path: Path) -> tuple[Story | None, str]:
    """Return the story in a file, or the message that says why there is none."""
    try:
        return read(path), ""
    except RelgraphError as error:
        return None, str(error)


def check(story: Story) -> None:
    """Fail where a story breaks what its record promises."""
    text = story.text
    covered = [False] * len(text)
    for spans in (story.chapters, story.matter):
        position = 0
        for part in spans:
            assert position <= part.start < part.end <= len(text)
            position = part.end
            covered[part.start : part.end] = [True] * (part.end - part.start)
    assert all(covered)
    assert story.chapters
    position = 0
    for start, end in story.paragraphs:
        assert position <= start < end
        position = end
        assert text[start:end] == text[start:end].strip()
        assert sum(chapter.start <= start and end <= chapter.end for chapter in story.chapters) == 1
        assert not any(part.start < end and start < part.end for part in story.matter)
    counted = sum(end - start - sum(map(str.isspace, text[start:end])) for start, end in story.paragraphs)
    left_out = sum(not character.isspace() for part in story.matter for character in text[part.start : part.end])
    assert counted + left_out == sum(not character.isspace() for character in text)
    assert find_paragraphs(text, story.chapters, story.matter) == story.paragraphs


@given(text=TEXTS)
def test_any_text_is_a_sound_story_or_an_error(text: str) -> None:
    try:
        story = read_text(text)
    except RelgraphError:
        assert not text.removeprefix("\ufeff").strip()
        return
    check(story)
    assert read_text(story.text) == story


@given(
    content=st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-8", "replace"))),
    suffix=st.sampled_from(suffixes()),
)
def test_any_bytes_are_a_sound_story_or_an_error(content: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"story{suffix}"
        path.write_bytes(content)
        story, message = attempt(path)
    assert "\n" not in message
    assert bool(story) != message.startswith(str(path))
    if story:
        check(story)


WHOLE = {
    ".epub": packed(
        book_parts({"a.xhtml": page(f"<h2>Red</h2><p>{GULL}</p>"), "b.xhtml": page(f"<p>{LAMP}</p>")}, {"b.xhtml": "B"})
    ),
    ".html": archive_page(chapters=True).encode(),
    ".rtf": rf"{{\rtf1\ansi Chapter 1\par\par {GULL}\par}}".encode(),
}


@given(
    suffix=st.sampled_from(sorted(WHOLE)),
    where=st.floats(0, 1, exclude_max=True),
    piece=st.binary(max_size=30),
    removed=st.integers(0, 60),
)
def test_a_damaged_file_is_a_sound_story_or_an_error(suffix: str, where: float, piece: bytes, removed: int) -> None:
    raw = WHOLE[suffix]
    at = int(where * len(raw))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"story{suffix}"
        path.write_bytes(raw[:at] + piece + raw[at + removed :])
        story, message = attempt(path)
    assert bool(story) != message.startswith(str(path))
    if story:
        check(story)


TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<div id='chapters'>", "<div>", "</div>", "<h1>", "<h2>", "</h2>", "<br>", "<hr/>", "<nav>"),
        *("<td>", "<blockquote class='userstuff'>", "<article>", "text one", "Summary", "&nbsp;", "&x;", "<!--", "-->"),
        *("<dl><dt>", "<div id='preface'>", "<title/>", "<script>", "</script>", "<?pi?>", "<li hidden>"),
        "<section epub:type='toc'>",
    ]
)


@given(parts=st.lists(TAGS, max_size=30), opening=st.sampled_from(["<html>", "<?xml version='1.0'?><html>", ""]))
def test_any_page_is_a_sound_story_or_an_error(parts: list[str], opening: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "story.html"
        path.write_text(opening + "".join(parts), encoding="utf-8")
        story, message = attempt(path)
    assert bool(story) != message.startswith(str(path))
    if story:
        check(story)


@given(text=st.lists(LINES, max_size=40).map("\n".join), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_file_and_a_paste_of_the_same_text_are_the_same_story(text: str, encoding: str) -> None:
    assume(text.strip())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "story.txt"
        path.write_bytes(text.encode(encoding))
        story = read(path)
    assert story == replace(read_text(text, source="story.txt"), id="story", title=story.title)
