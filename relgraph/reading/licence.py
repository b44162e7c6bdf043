"""A text from Project Gutenberg in; where its licence ends and begins again, and what its header says, out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from relgraph.records import Matter

GUTENBERG = re.compile(r"project\s+gutenberg", re.IGNORECASE)
START = re.compile(
    r"^[ \t]*(?:\*{2,}[ \t]*START[ \t]+OF[ \t]+(?:THE|THIS)[ \t]+PROJECT[ \t]+GUTENBERG[^\n]*(?:\n[^\n*]+)?\*{3}"
    r"|\*{2,}[ \t]*START[ \t]+OF[ \t]+(?:THE|THIS)[ \t]+PROJECT[ \t]+GUTENBERG[^\n]*"
    r"|\*END[ *]*THE[ ]SMALL[ ]PRINT[^\n]*)[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
END = re.compile(
    r"^[ \t]*(?:\*{2,}[ \t]*END[ \t]+OF[ \t]+(?:THE[ \t]+|THIS[ \t]+)?PROJECT[ \t]+GUTENBERG"
    r"|(?:this[ \t]+is[ \t]+the[ \t]+)?END[ \t]+OF[ \t]+(?:THE[ \t]+|THIS[ \t]+)?PROJECT[ \t]+GUTENBERG"
    r"|\*{3,}[ \t]*START:[ \t]+FULL[ \t]+LICENSE)",
    re.IGNORECASE | re.MULTILINE,
)
FIELD = re.compile(r"^[ \t]*(Title|Author):[ \t]*(\S[^\n]*(?:\n[ \t]{2,}\S[^\n]*)*)", re.MULTILINE)
OPENING = re.compile(r"Project\s+Gutenberg(?:['’]s)?\s+E(?:Book|text)\s+of\s+(.+?),\s+by\s+(\S[^\n]*)", re.IGNORECASE)
NOTE = re.compile(
    r"^[ \t_*\[]*(?:transcriber|transcription|etext|e-text)['’]?s?['’]?[ \t]+notes?\b",
    re.IGNORECASE | re.MULTILINE,
)
MAKERS = re.compile(
    r"^[ \t]*(?:produced|prepared|transcribed|scanned|(?:this[ \t]+)?e-?text[ \t]+(?:was[ \t]+)?prepared)[ \t]+by\b"
    r"[^\n]*(?:\n[^\n]*\S[^\n]*){0,6}",
    re.IGNORECASE | re.MULTILINE,
)
AT_ENDS = 3_000
"""Characters from either end of the book within which transcriber's notes stand."""
LONGEST_LABEL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The book is `start:end`; `title` and `author` as the header gives them."""

    start: int
    end: int
    title: str | None = None
    author: str | None = None
    matter: tuple[Matter, ...] = ()


def find_licence(text: str) -> Licence:
    """Return where the book stands in a text; the whole text where there is no licence."""
    if not GUTENBERG.search(text):
        return Licence(start=0, end=len(text), matter=tuple(_notes(text, 0, len(text))))
    heads = list(START.finditer(text, 0, max(40_000, len(text) // 4)))
    start = heads[-1].end() if heads else 0
    tail = END.search(text, start)
    end = tail.start() if tail else len(text)
    fields = {name: " ".join(value.split()) for name, value in reversed(FIELD.findall(text[: start or 2_000]))}
    opening = OPENING.search(text, 0, start or 2_000)
    title, author = (opening[1], opening[2].strip(" *.")) if opening else (None, None)
    matter = [Matter(kind="licence", start=0, end=start)] if start else []
    matter += [Matter(kind="licence", start=end, end=len(text))] if tail else []
    return Licence(
        start=start,
        end=end,
        title=fields.get("Title") or (title and " ".join(title.split())),
        author=fields.get("Author") or author,
        matter=(*matter, *_notes(text, start, end)),
    )


def _notes(text: str, start: int, end: int) -> list[Matter]:
    """Return who made the file, and the transcriber's notes, near either end of the book."""
    made = MAKERS.finditer(text, start, min(end, start + AT_ENDS)) if start else ()
    found = [Matter(kind="notes", start=match.start(), end=match.end()) for match in made]
    first = min(start + AT_ENDS, end)
    found += [
        Matter(kind="notes", start=match.start(), end=_note_end(text, match, end))
        for match in NOTE.finditer(text, start, min(first + LONGEST_LABEL, end))
        if match.start() < first
    ]
    if last := NOTE.search(text, max(first, end - AT_ENDS), end):
        found.append(Matter(kind="notes", start=last.start(), end=end))
    return found


def _note_end(text: str, match: re.Match[str], end: int) -> int:
    """Where a note ends: with its bracket, or with its paragraph (the next one, if this is only a label)."""
    if match[0].lstrip().startswith("["):
        closed = text.find("]", match.end(), min(end, match.end() + AT_ENDS))
        if closed >= 0:
            return closed + 1
    position = match.end()
    if not text[position : text.find("\n", position) if "\n" in text[position:end] else end].strip(" :.*_\n"):
        position = end - len(text[position:end].lstrip(" :.*_\n\t"))
    blank = re.compile(r"\n[ \t]*\n").search(text, position, end)
    return blank.start() if blank else end
