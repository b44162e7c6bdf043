from __future__ import annotations

import pytest
from layouts import GULL, LAMP, TIDE, matter, paragraphs

from relgraph.reading import read_text
from relgraph.reading.assembly import assemble
from relgraph.reading.blocks import About, Block, compose
from relgraph.reading.matter import settle
from relgraph.records import Matter


@pytest.mark.parametrize(
    "line",
    [
        "* * *",
        "***",
        "~~~",
        "---",
        "— — —",
        "⁂",
        "#",
        "oOo",
        "-0-",
        "x x x",
        "=====",
        "The End",
        "~ Fin ~",
        "TBC",
        "[Illustration: a gull]",
    ],
)
def test_line_that_parts_scenes_is_matter(line: str) -> None:
    story = read_text(f"{GULL}\n\n{line}\n\n{LAMP}")
    assert matter(story, "other") == [line]
    assert paragraphs(story) == [GULL, LAMP]


@pytest.mark.parametrize("line", ["“…”", "?!", "...", "—", "“The end.”", "X", "xo", "Ox."])
def test_short_speech_is_story(line: str) -> None:
    assert paragraphs(read_text(f"{GULL}\n\n{line}\n\n{LAMP}")) == [GULL, line, LAMP]


@pytest.mark.parametrize(
    "note",
    [
        "A/N: sorry for the wait",
        "AN: this one is short",
        "Author's Note: the letter is real.",
        "(Author’s note: look up the song)",
        "**A/N** - hello",
    ],
)
def test_authors_note_between_paragraphs_is_matter(note: str) -> None:
    story = read_text(f"{GULL}\n\n{note}\n\n{LAMP}\n\n{TIDE}")
    assert matter(story, "notes") == [note]
    assert paragraphs(story) == [GULL, LAMP, TIDE]


def test_footnote_in_brackets_is_matter() -> None:
    story = read_text(f"{GULL}[1]\n\n[Footnote 1: A note on tides.]\n\n{LAMP}")
    assert matter(story, "notes") == ["[Footnote 1: A note on tides.]"]
    assert paragraphs(story) == [f"{GULL}[1]", LAMP]


@pytest.mark.parametrize("label", ["Notes for the Chapter:", "Notes:", "Summary for the Chapter:"])
def test_label_takes_no_paragraph_from_beyond_other_matter(label: str) -> None:
    blocks = [
        Block(text=label), Block(text="They meet.", kind="notes"), Block(text=GULL), Block(text=LAMP),
        Block(text="Notes:"), Block(text="More soon.", kind="notes"), Block(text=TIDE),
    ]  # fmt: skip
    story = assemble(compose(blocks, About()), name="a", source="a.html")
    assert paragraphs(story) == [GULL, LAMP, *(["Notes:"]), TIDE]


def test_story_goes_on_after_a_note_between_two_rules() -> None:
    story = read_text(f"{GULL}\n\n***\n\nA/N: play the song now\n\n***\n\n{LAMP}")
    assert paragraphs(story) == [GULL, LAMP]


def test_note_in_brackets_inside_a_paragraph_is_matter() -> None:
    story = read_text(f"{GULL} (A/N: this is my favourite line) {LAMP}")
    assert paragraphs(story) == [GULL, LAMP]


@pytest.mark.parametrize(
    "tail",
    [
        "Notes: thanks for reading",
        "Notes:\n\nThanks to everyone who stayed.\n\nSee you at the harbour.",
        "End Notes\n\nThe song is an old one.",
        "A/N: that was that!",
        "The End\n\nA/N: that was that!\n\nUntil the boats come in, me",
        "Author's Note: I wrote most of it on a train.\n\nThe next chapter is nearly done.",
        "Note: this was written for a friend.",
        "Thank you so much for reading!",
        "Please leave a comment if you liked it.\n\nKudos are love.",
    ],
)
def test_notes_after_the_story_are_matter(tail: str) -> None:
    story = read_text(f"{GULL}\n\n{LAMP}\n\n{tail}")
    assert paragraphs(story) == [GULL, LAMP]
    assert {part.kind for part in story.matter} <= {"notes", "other"}


@pytest.mark.parametrize(
    "tail",
    [
        "Notes: thanks for reading",
        "Notes: Kath is an old word for gull.",
        "Author's Note: hello from the train",
        "Thanks for reading! Kudos and comments are welcome.",
    ],
)
def test_notes_that_run_on_in_a_paste_without_line_breaks_are_matter(tail: str) -> None:
    story = read_text(f"{GULL} {LAMP} She turned and left. {tail}")
    assert matter(story, "notes") == [tail]
    assert paragraphs(story) == [f"{GULL} {LAMP} She turned and left."]


@pytest.mark.parametrize(
    "ending",
    [
        "Patient: Brin. Status: calm. Notes: the patient smiled at nobody.",
        "She opened the file. Note: nobody had come.",
        "It said: Notes: “Burn this,” and he burned it.",
        "“Thanks for reading to me,” she said.",
        "He had kept her notes: all of them.",
    ],
)
def test_notes_inside_a_story_are_story(ending: str) -> None:
    assert read_text(f"{GULL} {LAMP} {ending}").matter == ()


def test_notes_in_the_middle_of_a_long_paragraph_are_story() -> None:
    text = f"{GULL} Notes: thanks for reading. " + " ".join([LAMP] * 20)
    assert read_text(text).matter == ()


def test_summary_and_notes_before_the_story_are_matter() -> None:
    story = read_text(f"Chapter 1\n\nSummary: Two clerks and a gull.\n\nNotes:\n\nMy first!\n\n{GULL}\n\n{LAMP}")
    assert matter(story, "summary") == ["Summary: Two clerks and a gull."]
    assert matter(story, "notes") == ["Notes:", "My first!"]
    assert paragraphs(story) == [GULL, LAMP]


def test_everything_before_work_text_is_matter() -> None:
    story = read_text(f"Summary:\n\nTwo clerks.\n\nA gull.\n\nNotes:\n\nMy first!\n\nWork Text:\n\n{GULL}\n\n{LAMP}")
    assert matter(story, "summary") == ["Summary:", "Two clerks.", "A gull."]
    assert matter(story, "notes") == ["Notes:", "My first!", "Work Text:"]
    assert paragraphs(story) == [GULL, LAMP]


def test_work_text_on_one_line_with_the_story_ends_the_header() -> None:
    story = read_text(f"Summary: Two clerks. Work Text: {GULL} {LAMP}")
    assert paragraphs(story) == [f"{GULL} {LAMP}"]


def test_each_chapter_has_its_own_notes() -> None:
    story = read_text(
        f"Chapter 1\n\nA/N: hello\n\n{GULL}\n\n{LAMP}\n\nA/N: bye\n\nChapter 2\n\n{TIDE}\n\n{GULL}\n\nPlease review!"
    )
    assert matter(story, "notes") == ["A/N: hello", "A/N: bye", "Please review!"]
    assert paragraphs(story) == [GULL, LAMP, TIDE, GULL]


def test_text_of_nothing_but_notes_is_a_story() -> None:
    story = read_text("Notes: one, two.")
    assert (story.words, story.matter, paragraphs(story)) == (3, (), ["Notes: one, two."])


START = "*** START OF THE PROJECT GUTENBERG EBOOK HARBOUR LIGHT ***"
END = "*** END OF THE PROJECT GUTENBERG EBOOK HARBOUR LIGHT ***"
HEADER = (
    "The Project Gutenberg eBook of Harbour Light\n\nTitle: Harbour Light\n       or, The Gull\n\nAuthor: Ann Otter\n\n"
)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (START, END),
        (
            "***START OF THIS PROJECT GUTENBERG EBOOK HARBOUR\nLIGHT***",
            "End of Project Gutenberg's Harbour Light, by Ann Otter",
        ),
        (
            "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
            "End of the Project Gutenberg Etext of Harbour Light",
        ),
    ],
)
def test_licence_before_and_after_a_book_is_matter(start: str, end: str) -> None:
    story = read_text(f"{HEADER}{start}\n\n{GULL}\n\n{LAMP}\n\n{end}\n\nlicence terms")
    assert (story.title, story.author) == ("Harbour Light or, The Gull", "Ann Otter")
    assert [part.kind for part in story.matter] == ["licence", "licence"]
    assert paragraphs(story) == [GULL, LAMP]
    assert story.chapters[0].end == story.matter[1].start


def test_title_page_of_a_book_is_matter() -> None:
    page = "Produced by a volunteer\n\n[Illustration]\n\nHARBOUR LIGHT\n\nBY ANN OTTER\n\nLONDON 1901\n\n"
    story = read_text(f"{HEADER}{START}\n\n{page}CHAPTER I.\n\n{GULL}\n\nCHAPTER II.\n\n{LAMP}\n\n{END}\n")
    assert [part.kind for part in story.matter] == [
        "licence", "notes", "other", "heading", "heading", "heading", "heading", "heading", "licence",
    ]  # fmt: skip
    assert paragraphs(story) == [GULL, LAMP]
    assert story.text[story.chapters[0].start :].startswith("CHAPTER I.")


def test_title_and_author_come_from_the_first_line_of_an_old_book() -> None:
    story = read_text(
        "The Project Gutenberg EBook of Harbour Light, by Ann Otter\n\n"
        f"*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n\n{GULL}"
    )
    assert (story.title, story.author) == ("Harbour Light", "Ann Otter")


def test_story_that_names_the_library_has_no_licence() -> None:
    assert read_text(f"She found it on Project Gutenberg.\n\n{GULL}").matter == ()


@pytest.mark.parametrize(
    "note",
    [
        "[Transcriber's Note: dashes were kept.\n\nSo were the gulls.]",
        "Transcriber's Note: dashes were kept.",
        "Transcriber's Notes\n\nDashes were kept.",
    ],
)
def test_transcribers_note_at_the_start_is_matter(note: str) -> None:
    story = read_text(f"{note}\n\n{GULL}\n\n{LAMP}")
    assert matter(story, "notes") == [note]
    assert paragraphs(story) == [GULL, LAMP]


def test_transcribers_notes_at_the_end_reach_to_the_end() -> None:
    long = "\n\n".join([GULL] * 40)
    story = read_text(f"{long}\n\nTRANSCRIBER’S NOTES\n\nDashes were kept.\n\nChapter 3 had two.")
    assert matter(story, "notes") == ["TRANSCRIBER’S NOTES\n\nDashes were kept.\n\nChapter 3 had two."]


def test_the_first_claim_on_a_range_keeps_it() -> None:
    claims = [
        Matter(kind="notes", start=4, end=8),
        Matter(kind="other", start=0, end=12),
        Matter(kind="heading", start=6, end=9),
    ]
    assert [(part.kind, part.start, part.end) for part in settle(claims)] == [
        ("other", 0, 4),
        ("notes", 4, 8),
        ("other", 8, 12),
    ]
