"""A story and its parse from marked text: "[Kylo Ren|name] met [her|pronoun] on [Jakku|GPE]"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from relgraph.characters import Found, find_characters
from relgraph.records import Chapter, Entity, Links, Parse, Span, Story, Tags

if TYPE_CHECKING:
    from relgraph.cast import Cast

_MARK = re.compile(r"\[|\|(?P<kind>\w+)(?::(?P<p>[0-9.]+))?\]")
_TOKEN = re.compile(r"['’]s\b|\w+(?:[-’']\w+)*?(?=['’]s\b)|\w+(?:[-’']\w+)*|--|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?…]+[”\"’]?(?=\s+[A-Z“\"‘])")
_QUOTE = re.compile(r"“[^”]*”|\"[^\"]*\"")
_KINDS = {"name": ("PER", "name"), "nominal": ("PER", "nominal"), "pronoun": ("PER", "pronoun")}


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A story with the parse that the marks give."""

    story: Story
    parse: Parse

    def find(self, cast: Cast | None = None) -> Found:
        return find_characters(self.story, self.parse, cast=cast)


def read_markup(*chapters: str, tags: Tags | None = None) -> Marked:
    """Return the story of one or more marked chapters; blank lines part paragraphs, a mark may hold marks."""
    text, entities, bounds = "", [], []
    for chapter in chapters:
        start = len(text)
        plain, found = _unmark(chapter, offset=start)
        text += plain + "\n\n"
        entities += found
        bounds.append(Chapter(title=None, start=start, end=len(text)))
    paragraphs = tuple((m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]|\n(?!\n))*", text))
    story = Story(
        id="marked",
        title="Marked",
        author=None,
        source="marked.txt",
        text=text,
        words=len(text.split()),
        chapters=tuple(bounds),
        paragraphs=paragraphs,
        tags=tags or Tags(),
    )
    parse = Parse(
        model="marks",
        tokens=tuple((m.start(), m.end()) for m in _TOKEN.finditer(text)),
        sentences=tuple(span for paragraph in paragraphs for span in _sentences(text, paragraph)),
        entities=tuple(sorted(entities, key=lambda e: (e.start, -e.end))),
        quotes=tuple((m.start(), m.end()) for m in _QUOTE.finditer(text)),
    )
    return Marked(story=story, parse=parse)


def _unmark(marked: str, *, offset: int) -> tuple[str, list[Entity]]:
    plain, entities, starts, at = "", [], [], 0
    for match in _MARK.finditer(marked):
        plain += marked[at : match.start()]
        at = match.end()
        if match.group() == "[":
            starts.append(offset + len(plain))
            continue
        category, kind = _KINDS.get(match["kind"], (match["kind"], "name"))
        fields: dict[str, Any] = {"category": category, "kind": kind}
        entities.append(Entity(start=starts.pop(), end=offset + len(plain), p=float(match["p"] or 0.9), **fields))
    return plain + marked[at:], entities


def _sentences(text: str, paragraph: Span) -> list[Span]:
    start, spans = paragraph[0], []
    for match in _SENTENCE_END.finditer(text, *paragraph):
        spans.append((start, match.end()))
        start = match.end() + 1
    return [*spans, (start, paragraph[1])]


def named(marked: Marked, cast: Cast | None = None) -> list[tuple[str, ...]]:
    """Return the distinct name texts of each named character, in order of first mention."""
    found = marked.find(cast)
    kinds = {character.id: character.kind for character in found.characters}
    texts: dict[str, list[str]] = {}
    for mention in found.mentions:
        if mention.kind == "name" and kinds[mention.character] == "named":
            texts.setdefault(mention.character, []).append(marked.story.text[mention.start : mention.end])
    return [tuple(dict.fromkeys(forms)) for forms in texts.values()]


def meant(marked: Marked, word: str, cast: Cast | None = None) -> list[str | None]:
    """Return the character ids of all entities whose text is `word`, in order; None for one that was left out."""
    by_span = {(m.start, m.end): m.character for m in marked.find(cast).mentions}
    spans = [(e.start, e.end) for e in marked.parse.entities if marked.story.text[e.start : e.end] == word]
    return [by_span.get(span) for span in spans]


def linked(marked: Marked, links: dict[int, Links], voices: dict[int, Links] | None = None) -> Marked:
    """Return the story with these links of entities and voices of quotes, both by index."""
    parse = marked.parse
    every = tuple(links.get(index, ()) for index in range(len(parse.entities)))
    spoken = tuple((voices or {}).get(index, ()) for index in range(len(parse.quotes)))
    return Marked(story=marked.story, parse=replace(parse, links=every, voices=spoken))
