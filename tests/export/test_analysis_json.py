"""An analysis as JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis, make_story
from hypothesis import given
from hypothesis import strategies as st

from relgraph import __version__
from relgraph.errors import FormatError
from relgraph.export import dumps, loads, read_analysis
from relgraph.records import Character, Matter, Mention, Quote

if TYPE_CHECKING:
    from pathlib import Path

STORY = make_analysis(
    "{ann|Ann} met {old-man|the old man}.\n\n“{ann|I} know {old-man|you}.”",
    "Thanks for reading!",
    slug="a-day",
    title="A Day",
    people={"ann": {"pronouns": "she/her"}},
    quotes=[Quote(start=22, end=35, speaker="ann", addressee=None)],
    matter=[Matter(kind="notes", start=37, end=56)],
)
STORY = replace(STORY, mentions=(*STORY.mentions[:3], replace(STORY.mentions[3], p=0.75)))


def altered(path: str, value: object) -> str:
    """The stored STORY with one value changed; the path's parts are parted by dots."""
    content = json.loads(dumps(STORY))
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place = content
    for part in way:
        place = place[part]
    place[last] = value
    return json.dumps(content)


def test_stored_analysis_is_what_the_format_says() -> None:
    many = replace(STORY, characters=tuple(replace(one, kind="named") for one in STORY.characters))

    assert json.loads(dumps(many, window="paragraphs:1", count="pairs")) == {
        "format": "relgraph-analysis",
        "version": 1,
        "generator": {"relgraph": __version__, "model": "by-hand", "settings": {"cast": "none"}},
        "story": {
            "id": "a-day",
            "title": "A Day",
            "author": None,
            "source": "a-day.txt",
            "sha256": STORY.story.sha256,
            "text": "Ann met the old man.\n\n“I know you.”\n\nThanks for reading!",
            "words": 8,
            "tags": {
                "fandom": ["A world"],
                "characters": ["Ann", "Bob"],
                "relationships": ["Ann & Bob"],
                "rating": ["General"],
            },
            "chapters": [
                {"title": "Chapter 1", "start": 0, "end": 37},
                {"title": "Chapter 2", "start": 37, "end": 56},
            ],
            "matter": [{"kind": "notes", "start": 37, "end": 56}],
        },
        "characters": [
            {
                "id": "ann",
                "name": "Ann",
                "kind": "named",
                "mentions": 2,
                "aliases": {"Ann": 1},
                "titles": {},
                "pronouns": "she/her",
            },
            {
                "id": "old-man",
                "name": "the old man",
                "kind": "named",
                "mentions": 2,
                "aliases": {},
                "titles": {"the old man": 1},
                "pronouns": None,
            },
        ],
        "mentions": [
            {"start": 0, "end": 3, "kind": "name", "character": "ann"},
            {"start": 8, "end": 19, "kind": "nominal", "character": "old-man"},
            {"start": 23, "end": 24, "kind": "pronoun", "character": "ann"},
            {"start": 30, "end": 33, "kind": "pronoun", "character": "old-man", "p": 0.75},
        ],
        "quotes": [{"start": 22, "end": 35, "speaker": "ann", "addressee": None}],
        "sentences": [[0, 20], [22, 35]],
        "tokens": [
            *([0, 3], [4, 7], [8, 11], [12, 15], [16, 19], [19, 20]),
            *([22, 23], [23, 24], [25, 29], [30, 33], [33, 34], [34, 35]),
        ],
        "graph": {
            "window": "paragraphs:1",
            "count": "pairs",
            "edges": [{"source": "ann", "target": "old-man", "weight": 2, "evidence": [[0, 20], [22, 35]]}],
        },
    }


def test_stored_analysis_has_sorted_keys_and_a_newline_at_the_end() -> None:
    text = dumps(STORY)

    assert text == json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def test_edges_are_stored_by_their_first_passage() -> None:
    analysis = make_analysis("{zoe|Zoe} met {yan|Yan}. {ann|Ann} met {bob|Bob}.")

    edges = json.loads(dumps(analysis, window="sentences:1"))["graph"]["edges"]

    assert [edge["source"] for edge in edges] == ["yan", "ann"]


def test_stored_graph_leaves_out_who_is_hardly_mentioned() -> None:
    analysis = make_analysis("{ann|Ann} met {bob|Bob} and {bob|Bobby}. {ann|She} met {cy|Cy}.")

    edges = json.loads(dumps(analysis, min_mentions=2))["graph"]["edges"]

    assert [(edge["source"], edge["target"]) for edge in edges] == [("ann", "bob")]


def test_analysis_reads_back_equal() -> None:
    assert loads(dumps(STORY)) == STORY


def test_empty_analysis_reads_back_equal() -> None:
    empty = make_analysis(title="")

    assert loads(dumps(empty)) == empty


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.text(max_size=8).filter(str.strip))
def test_any_text_and_name_read_back_equal(text: str, name: str) -> None:
    hostile = replace(
        make_analysis(),
        story=make_story(text, title=name),
        characters=(Character(id="x", name=name, kind="named", mentions=1, aliases={name: 1}),),
        mentions=(Mention(start=0, end=len(text), kind="name", character="x", p=0.5),) if text else (),
    )

    assert loads(dumps(hostile).encode("utf-8").decode("utf-8")) == hostile


def test_lone_surrogate_reads_back_equal() -> None:
    odd = replace(STORY, story=replace(STORY.story, title="\ud83d and \udc00"))

    assert loads(dumps(odd).encode("utf-8").decode("utf-8")) == odd


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", 'no analysis of relgraph; its "format" would be "relgraph-analysis"'),
        ("{}", "no analysis of relgraph"),
        ('{"format": "other"}', "no analysis of relgraph"),
        ('{"format": "relgraph-analysis"}', "damaged analysis: the file is .* not an entry 'version'"),
        ('{"format": "relgraph-analysis", "version": 2}', "analysis of version 2; this relgraph reads version 1"),
        ('{"format": "relgraph-analysis", "version": 1}', "the file is .* not an entry 'story'"),
    ],
)
def test_what_is_no_analysis_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        loads(text)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("story", 7, "story is 7, not an object"),
        ("story.text", None, "story.text is None, not a string"),
        ("story.text", "Ann met the old man.\n\n“I know you.”\n\nThanks for leading!", "the text was changed"),
        ("story.words", -1, "story.words is -1, not a whole number from 0 up"),
        ("story.words", True, "story.words is True, not a whole number"),
        ("story.tags.fandom", "A world", "story.tags.fandom is 'A world', not a list"),
        ("story.chapters.1.start", 36, r"story.chapters\[1\].start is 36, not 37 or more"),
        ("story.matter.0.kind", "spam", r"story.matter\[0\].kind is 'spam', not one of contents, heading"),
        ("story.matter.0.end", 57, r"matter\[0\].end is 57, not a whole number from 37 to 56"),
        ("generator.settings", {"cast": 1}, "generator.settings.cast is 1, not a string"),
        ("characters.0.id", "an\x00n", r"characters\[0\].id is .* not an id of visible characters"),
        ("characters.0.id", "", r"characters\[0\].id is '', not an id of visible characters"),
        ("characters.0.id", "old-man", "not a list in which each id occurs once"),
        ("characters.0.aliases", {"Ann": "2"}, r"characters\[0\].aliases.Ann is '2', not a whole number"),
        ("characters.1.kind", "villain", "not one of group, named, narrator, reader, unnamed"),
        ("mentions.3.character", "cy", r"mentions\[3\].character is 'cy', not the id of a character"),
        ("mentions.3.character", ["ann"], r"mentions\[3\].character is \['ann'\], not a string"),
        ("mentions.3.p", 1.5, r"mentions\[3\].p is 1.5, not a number from 0 to 1"),
        ("mentions.1.start", 20, r"mentions\[1\].end is 19, not a whole number from 20 to 56"),
        ("quotes.0.speaker", "cy", r"quotes\[0\].speaker is 'cy', not the id of a character"),
        ("sentences.1", [22], r"sentences\[1\] is \[22\], not a range from 20 to 56"),
        ("tokens.2", [2, 11], r"tokens\[2\] is \[2, 11\], not a range from 7 to 56"),
    ],
)
def test_damage_is_named_with_its_place(path: str, value: object, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        loads(altered(path, value))


def test_missing_entry_is_named_with_its_place() -> None:
    content = json.loads(dumps(STORY))
    del content["mentions"][2]["kind"]

    with pytest.raises(FormatError, match=r"mentions\[2\] is .*, not an entry 'kind'"):
        loads(json.dumps(content))


def test_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a-day.analysis.json"
    path.write_text(dumps(STORY), encoding="utf-8")

    assert read_analysis(path) == STORY


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be read"), (b"{\xff}", "byte 1 is not UTF-8"), (b"{}", "no analysis of relgraph")],
)
def test_error_of_a_file_begins_with_its_path(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "x.analysis.json"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(FormatError, match=message) as caught:
        read_analysis(path)

    assert str(caught.value).startswith(f"{path}: ")
