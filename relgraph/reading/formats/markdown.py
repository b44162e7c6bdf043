"""Markdown: its headings are chapters; the text stays as it is written."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from relgraph.reading.assembly import Draft
from relgraph.reading.decoding import decode
from relgraph.reading.headings import Heading, find_chapters, split_title
from relgraph.reading.heads import tidy
from relgraph.records import Matter

SUFFIXES = (".markdown", ".md")
SURE = False
META = re.compile(r"\A\s*---[ \t]*\n(?P<fields>(?:[^\n]*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
FIELD = re.compile(r"^(title|author):[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)

FOOTNOTE = re.compile(r"^\[\^[^\]\n]{1,40}\]:[^\n]*(?:\n[^\S\n]+\S[^\n]*)*", re.MULTILINE)
"""A footnote, indented lines included; what refers to it stays in the text as it is written."""


def fits(raw: bytes) -> bool:  # noqa: ARG001  - part of every format
    """Return False: any text may be Markdown."""
    return False


def draft(raw: bytes, name: str) -> Draft:
    """Return the text as written, its headings as chapters and heading lines and rules as matter."""
    text = decode(raw, name)
    meta = META.match(text)
    base = meta.end() if meta else 0
    fields = {key.lower(): value for key, value in FIELD.findall(meta["fields"] if meta else "")}
    headings, rules = _blocks(text, base)
    matter = [Matter(kind="heading", start=0, end=base)] if base else []
    matter += [Matter(kind="heading", start=one.start, end=one.end) for one in headings]
    matter += [Matter(kind="notes", start=one.start(), end=one.end()) for one in FOOTNOTE.finditer(text, base)]
    title, rest = split_title(text, headings, base)
    return Draft(
        text=text,
        title=fields.get("title") or title,
        author=fields.get("author"),
        openings=find_chapters(text, rest) or None,
        matter=(*matter, *(Matter(kind="other", start=start, end=end) for start, end in rules)),
    )


def _blocks(text: str, base: int) -> tuple[list[Heading], list[tuple[int, int]]]:
    """Headings and thematic breaks outside of quotations and lists."""
    starts = [base, *(base + match.end() for match in re.finditer("\n", text[base:])), len(text) + 1]
    headings, rules = [], []
    tokens = MarkdownIt("commonmark").disable("inline").parse(text[base:])
    for at, token in enumerate(tokens):
        if token.map is None or token.level or token.type not in {"heading_open", "hr"}:
            continue
        start, end = starts[token.map[0]], min(starts[token.map[1]] - 1, len(text))
        if token.type == "hr":
            rules.append((start, end))
        else:
            headings.append(Heading(start, end, int(token.tag[1]), tidy(tokens[at + 1].content)))
    return headings, rules
