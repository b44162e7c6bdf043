"""Small stories and analyses for tests, written in a compact notation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from relgraph.analysis import Analysis
from relgraph.reading.paragraphs import count_words, find_paragraphs
from relgraph.records import Chapter, Character, Matter, Mention, MentionKind, Quote, Span, Story, Tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PRONOUNS = frozenset({"he", "her", "him", "his", "i", "me", "my", "she", "their", "them", "they", "you", "your"})
_MARK = re.compile(r"\{([^{}|]+)\||\}")
_SENTENCE = re.compile(r"\S(?:.*?[.!?…][”’\"']?(?=\s|$)|.*$)", re.DOTALL)


def make_story(
    *chapters: str,
    slug: str = "a-story",
    title: str = "A story",
    author: str | None = None,
    matter: Sequence[Matter] = (),
) -> Story:
    """Return a story of these chapters, parted by blank lines."""
    text = "\n\n".join(chapters)
    parts = []
    start = 0
    for number, chapter in enumerate(chapters, 1):
        end = min(start + len(chapter) + 2, len(text))
        parts.append(Chapter(title=f"Chapter {number}", start=start, end=end))
        start = end
    paragraphs = find_paragraphs(text, parts, matter)
    return Story(
        id=slug,
        title=title,
        author=author,
        source=f"{slug}.txt",
        text=text,
        words=count_words(text, paragraphs),
        chapters=tuple(parts),
        paragraphs=paragraphs,
        matter=tuple(matter),
        tags=Tags(fandom=("A world",), characters=("Ann", "Bob"), relationships=("Ann & Bob",), rating=("General",)),
    )


def make_tokens(story: Story) -> tuple[Span, ...]:
    """Return words and punctuation marks, those in matter left out."""
    found = (match.span() for match in re.finditer(r"\w+|[^\w\s]", story.text))
    return tuple(span for span in found if any(start <= span[0] < end for start, end in story.paragraphs))


def make_sentences(story: Story) -> tuple[Span, ...]:
    """Return sentences that end at a full stop, a question mark or an exclamation mark."""
    return tuple(
        match.span() for start, end in story.paragraphs for match in _SENTENCE.finditer(story.text, start, end)
    )


def read_marks(notation: str) -> tuple[str, list[Mention]]:
    """Return text and mentions of "{ann|Ann} saw {old-man|{ann|her} father}."; marks may nest."""
    pieces: list[str] = []
    opened: list[tuple[str, int]] = []
    mentions: list[Mention] = []
    length = last = 0
    for mark in _MARK.finditer(notation):
        pieces.append(notation[last : mark.start()])
        length += len(pieces[-1])
        last = mark.end()
        if mark[1]:
            opened.append((mark[1], length))
            continue
        character, start = opened.pop()
        kind = _kind("".join(pieces)[start:])
        mentions.append(Mention(start=start, end=length, kind=kind, character=character, p=None))
    text = "".join([*pieces, notation[last:]])
    return text, sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.character))


def _kind(surface: str) -> MentionKind:
    if surface.lower() in PRONOUNS:
        return "pronoun"
    return "name" if surface[:1].isupper() else "nominal"


def make_analysis(
    *chapters: str,
    slug: str = "a-story",
    title: str = "A story",
    people: Mapping[str, Mapping[str, str]] | None = None,
    quotes: Sequence[Quote] = (),
    matter: Sequence[Matter] = (),
) -> Analysis:
    """Return the analysis of chapters written as `read_marks` reads them.

    A character's name is its most frequent name form (or nominal), and whoever has a name form is named, unless
    `people` says otherwise: {"i": {"name": "Narrator", "kind": "narrator", "pronouns": "she/her"}}.
    """
    marked, mentions = read_marks("\n\n".join(chapters))
    story = make_story(*(read_marks(chapter)[0] for chapter in chapters), slug=slug, title=title, matter=matter)
    assert story.text == marked
    return Analysis(
        story=story,
        model="by-hand",
        settings={"cast": "none"},
        characters=make_characters(story.text, mentions, people or {}),
        mentions=tuple(mentions),
        quotes=tuple(quotes),
        tokens=make_tokens(story),
        sentences=make_sentences(story),
    )


def make_characters(
    text: str, mentions: Sequence[Mention], people: Mapping[str, Mapping[str, str]]
) -> tuple[Character, ...]:
    """Return the characters of these mentions, most mentioned first, then by id."""
    forms: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for mention in mentions:
        forms[mention.character][mention.kind][text[mention.start : mention.end]] += 1
    characters = [_character(slug, by_kind, people.get(slug, {})) for slug, by_kind in forms.items()]
    return tuple(sorted(characters, key=lambda character: (-character.mentions, character.id)))


def _character(slug: str, forms: Mapping[str, Counter[str]], decided: Mapping[str, str]) -> Character:
    known = forms["name"] or forms["nominal"] or forms["pronoun"]
    found = Character(
        id=slug,
        name=min(known, key=lambda form: (-known[form], form)),
        kind="named" if forms["name"] else "unnamed",
        mentions=sum(counts.total() for counts in forms.values()),
        aliases=dict(forms["name"]),
        titles=dict(forms["nominal"]),
    )
    return replace(found, **decided)  # type: ignore[arg-type]  # the test says which fields
