"""The tree of a page in, blocks of text in reading order out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from relgraph.reading.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from relgraph.records import MatterKind

_SKIPPED = (
    "audio|button|canvas|form|head|iframe|math|nav|noscript|object|script|select|style|svg|template|textarea|video"
)
SKIPPED = frozenset(_SKIPPED.split("|"))
_LETTERS = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|rp|rt|ruby|s|samp|small"
)
INLINE = frozenset(f"{_LETTERS}|span|strike|strong|sub|sup|td|th|time|tt|u|var|wbr".split("|"))
WITHIN = INLINE | {"br"}
"""Elements that part no blocks."""
NONE: frozenset[str] = frozenset()
RULE = Block(text="* * *", kind="other")
KINDS: Mapping[str, MatterKind] = {
    "titlepage": "heading", "halftitlepage": "heading", "halftitle": "heading", "toc": "contents", "loi": "contents",
    "landmarks": "contents", "imprint": "licence", "copyright-page": "licence", "colophon": "licence",
    "dedication": "other", "cover": "other", "footnote": "notes", "footnotes": "notes", "endnote": "notes",
    "endnotes": "notes", "rearnote": "notes", "rearnotes": "notes", "index": "other", "bibliography": "other",
    "acknowledgments": "notes", "doc-footnote": "notes", "doc-endnotes": "notes", "doc-toc": "contents",
    "pg-header": "licence", "pg-footer": "licence", "pg-machine-header": "licence",
}  # fmt: skip
"""Kinds by the words of `epub:type` and `role`, and by the ids of Project Gutenberg."""
CLASSES: Mapping[str, MatterKind] = {
    "fff_chapter_notes": "notes", "fff_coverpage": "other", "fff_logpage": "other", "fff_titlepage": "notes",
    "fff_tocpage": "contents", "footnote": "notes", "footnotes": "notes", "pg-boilerplate": "licence", "tnote": "notes",
    "transnote": "notes",
}  # fmt: skip
"""Kinds by the classes of FanFicFare, of Project Gutenberg and its volunteers."""
LEVELS: Mapping[str, int] = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = (
    "noteref|doc-noteref|fnanchor|footnote-ref|footnote-back|doc-backlink|pagebreak|doc-pagebreak|pagenum|page-number"
)
UNSEEN = frozenset(f"{_UNSEEN}|landmark".split("|"))
"""Types and classes of what is no text of the page: references to notes, page numbers, heads for screen readers."""
TYPE = "{http://www.idpf.org/2007/ops}type"
LABELS = re.compile(
    r"(?:chapter |work )?(?P<what>summary|notes|end notes|author['’]s notes?)(?: for the chapter)?\s*:?", re.IGNORECASE
)
LONGEST_LABEL = 30
SPACE = re.compile(r"\s{2,}|[^\S ]")
"""White space that is not one space already."""


def find_blocks(
    root: Element, *, opens: Mapping[str, str] | None = None, kind: MatterKind | None = None
) -> Iterator[Block]:
    """Yield the blocks under `root`, all of them matter where a `kind` is given.

    `opens` holds the titles of chapters by the id of the element that begins them, "" for the first of all.
    """
    return (block for block, _ in walk(root, opens=opens, kind=kind))


def walk(
    root: Element, *, opens: Mapping[str, str] | None = None, kind: MatterKind | None = None
) -> Iterator[tuple[Block, Element]]:
    """Yield the blocks as `find_blocks` does, each with the element whose text it is."""
    walker = _Walker(root, dict(opens or {}), kind)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        at = walker.at
        for block in walker.enter(element) if event == "start" else walker.leave(element):
            yield block, at
    for block in walker.flush():
        yield block, root


@cache
def _name(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def tag_of(element: Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    return _name(str(element.tag))


def words_of(element: Element, *names: str) -> frozenset[str]:
    """Return the words in the attributes named."""
    return frozenset(word for name in names for word in (element.get(name) or "").lower().split())


def text_of(element: Element) -> str:
    """Return the text in an element on one line."""
    return SPACE.sub(" ", "".join(str(part) for part in element.itertext())).strip()


class _Walker:
    """Where the walk is: the text of the open block, and what the open elements make of it."""

    def __init__(self, root: Element, opens: dict[str, str], kind: MatterKind | None) -> None:
        self._opens = opens
        self._waiting: str | None = opens.pop("", None)
        self._pieces: list[str] = []
        self._skipped = 0
        self._open = [root]
        self._kinds: list[MatterKind | None] = [kind]
        self._archive = False
        self._levels: list[int] = [0]
        self._labelled: MatterKind = "notes"

    @property
    def at(self) -> Element:
        """The innermost open element that parts blocks: the one whose text a block is."""
        return self._open[-1]

    def add(self, text: str | None) -> None:
        """Take text into the open block."""
        if text and not self._skipped:
            plain = text.isprintable() and "  " not in text
            self._pieces.append(text if plain else SPACE.sub(" ", text))

    def enter(self, element: Element) -> Sequence[Block]:
        tag = tag_of(element)
        says = bool(element.keys())  # most elements have no attributes, and asking for each takes its time
        kinds = words_of(element, TYPE, "role") if says else NONE
        hidden = says and (element.get("hidden") is not None or (kinds | words_of(element, "class")) & UNSEEN)
        if self._skipped or tag in SKIPPED or hidden:
            self._skipped += 1
            return ()
        title = self._opens.pop(element.get("id") or element.get("name") or "", None) if says else None
        blocks = self.flush() if tag not in WITHIN or title is not None else ()
        if title is not None:
            self._waiting = title if self._waiting is None else f"{self._waiting} — {title}"
        self._kinds.append(self._kind(element, tag, kinds) if says or tag in {"div", "h2"} else self._kinds[-1])
        self._levels.append(LEVELS.get(tag, self._levels[-1]))
        if tag == "br":
            self._pieces.append("\n")
        elif tag in {"td", "th"}:
            self._pieces.append(" ")
        elif tag == "hr":
            blocks = (*blocks, RULE)
        if tag not in WITHIN:
            self._open.append(element)
        self.add(element.text)
        return blocks

    def leave(self, element: Element) -> Sequence[Block]:
        blocks: Sequence[Block] = ()
        if self._skipped:
            self._skipped -= 1
        else:
            if tag_of(element) not in WITHIN:
                blocks = self.flush()
                self._open.pop()
            self._kinds.pop()
            self._levels.pop()
        self.add(element.tail)
        return blocks

    def flush(self) -> Sequence[Block]:
        """Return the open block, in parts where two line breaks stand together, and begin another."""
        if not self._pieces:
            return ()
        written = "".join(self._pieces)
        self._pieces.clear()
        if "  " in written:
            written = re.sub("  +", " ", written)
        parts = [written]
        if "\n" in written:
            parts = [re.sub(r" *\n *", "\n", part) for part in re.split(r"\n[ ]*\n\s*", written)]
        return [self._block(text) for part in parts if (text := part.strip())]

    def _block(self, text: str) -> Block:
        if len(text) <= LONGEST_LABEL and (label := LABELS.fullmatch(text)):
            self._labelled = "summary" if label["what"].lower() == "summary" else "notes"
        block = Block(text=text, kind=self._kinds[-1], level=self._levels[-1], opens=self._waiting)
        self._waiting = None
        return block

    def _kind(self, element: Element, tag: str, kinds: frozenset[str]) -> MatterKind | None:
        """Return what the element is, or else the one around it; the Archive's pages are told by their ids."""
        name = (element.get("id") or "").lower()
        classes = words_of(element, "class")
        self._archive = self._archive or name in {"chapters", "workskin"}
        if name in {"preface", "afterword"} or re.fullmatch(r"endnotes\d*", name):
            return "notes" if not kinds else KINDS.get(name, self._kinds[-1])
        if tag == "blockquote" and "userstuff" in classes:
            return self._labelled
        if self._archive and (tag in LEVELS or (tag == "div" and self._kinds[-1] is None)):
            return self._in_archive(element, tag, name, classes)
        told = [KINDS[word] for word in sorted(kinds | {name}) if word in KINDS]
        told += [CLASSES[word] for word in sorted(classes) if word in CLASSES]
        return told[0] if told else self._kinds[-1]

    def _in_archive(self, element: Element, tag: str, name: str, classes: frozenset[str]) -> MatterKind | None:
        """Return what a heading or a box of a work is, as the Archive shows it or lets it be downloaded."""
        if tag == "h2":
            return "heading" if classes & {"title", "toc-heading"} else None
        if tag in LEVELS:
            return None if "title" in classes else self._kinds[-1]
        boxed = "preface" in classes or element.find("{*}h2") is not None
        return "notes" if boxed and name not in {"chapters", "workskin"} else self._kinds[-1]
