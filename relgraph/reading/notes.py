"""The paragraphs of a chapter in; an author's summary and notes among them out.

A label decides ("A/N:", "Notes:", "Summary:"); how far its matter reaches is told by where it stands: before the
chapter's first paragraph, after its last, or between two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relgraph.records import Matter, MatterKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.records import Span

TAIL = 300
"""Most words of an author's notes after a chapter."""
FRONT = 600
"""Most words before "Work Text:" or "Chapter Text", as the pages of the Archive have them when they are copied."""
_AUTHOR = r"author['’]?s?['’]?\s+notes?"
_SURE = rf"""(?:
    a\s?/\s?n | an(?=\s?:) | a\.n\. | {_AUTHOR} | (?:chapter\s+|work\s+)?end\s?notes?
    | (?:chapter|beginning|work)\s+notes? | notes?\s+for\s+the\s+chapter | disclaimer
)"""
_DOUBTFUL = r"(?:notes?|n\s?\.?\s?b\.?|p\.?s\.?)"
SURE = re.compile(rf"[\[(\s*_~<{{]*{_SURE}\s*[\])*_]*\s*(?:[:–—.-]|$|\n)", re.IGNORECASE | re.VERBOSE)
DOUBTFUL = re.compile(rf"[\[({{*_\s~<]*{_DOUBTFUL}\s*[*_]*\s*(?::|$|\n)", re.IGNORECASE)
SUMMARY = re.compile(r"[*_\s]*(?:chapter\s+)?summary(?:\s+for\s+the\s+chapter)?\s*[*_]*\s*(?::|$|\n)", re.IGNORECASE)
SEE = re.compile(r"\(?see the end of the (?:chapter|work) for[^\n]{0,60}", re.IGNORECASE)
BODY = re.compile(r"(?:^|(?<=\s))(?:Work Text:?|Chapter Text:?)(?=\s|$)")
BRACKETED = re.compile(rf"[\[(]\s*(?:a\s?/\s?n|{_AUTHOR}|footnote)\b[^\])]{{0,2000}}[\])]", re.IGNORECASE)
INLINE = re.compile(
    r"(?<=[.!?…\"”’'*)\s])(?P<label>"
    r"(?:(?:Chapter |End |Author['’]?s?['’]? )?Notes?|NOTES?|Endnotes?|Author['’]?s?['’]? notes?|A/N|AN)\s?:)"
)
TALK = re.compile(
    r"""\b(?:
    (?:thanks?|thank\s+you)\b[^.!?]{0,40}\b(?:reading|reviews?|comments?|kudos|beta|prompt|support)
    | kudos | comments? | reviews? | feedback | beta(?:['’]d|ed|read)? | unbeta\w* | fics? | fan\s?fic\w* | one-?shot
    | tumblr | twitter | ao3 | disclaimer | i\s+(?:do\s+not|don['’]t)\s+own
    | hope\s+you(?:['’]ve|\s+have)?(?:\s+all)?\s+(?:enjoy|lik)\w*
    | (?:next|this|last)\s+(?:chapter|update|fic|story|one-?shot) | updates?
    | wrote\s+this | written\s+for | prompt(?:ed)? | this\s+(?:was|is)\s+(?:written|inspired|my) | headcanons? | canon
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PLEA = (
    r"\b(?:thanks?(?:\s+you)?(?:\s+(?:so|very)\s+much)?\s+for\s+reading|kudos\b|r\s?&\s?r\b|(?:find|follow)\s+me\s+on"
    r"|please\s+(?:leave|drop|review|comment|r\s?&\s?r|let\s+me\s+know)|comments?\s+(?:and|&|are|is|make|feed|welcome)"
    r"|reviews?\s+(?:are|make|feed|welcome))"
)
PLEA = re.compile(_PLEA, re.IGNORECASE)
PLEA_TAIL = re.compile(rf"[.!?…”\"]\s+(?P<plea>[^.!?“”\"]*{_PLEA}[^“”\"]*)$", re.IGNORECASE)
OWN_LABEL = re.compile(r"(?:^|[.;]\s+|\n)[A-Z][\w ]{2,20}:\s")


def is_label(line: str) -> bool:
    """Return whether a line begins with the label of a summary or of notes."""
    return _kind(line, (0, len(line))) is not None or bool(BODY.match(line))


def find_notes(text: str, paragraphs: Sequence[Span], *, before: bool = False) -> list[Matter]:
    """Return summaries and notes among the paragraphs of one chapter.

    `before` says that these paragraphs stand before the first chapter, so that all of them may be notes.
    """
    first, found = _front(text, paragraphs, before=before)
    rest = list(paragraphs[first:])
    last, tail = _tail(text, rest)
    for start, end in rest[:last]:
        if SURE.match(text, start, min(end, start + 80)):
            found.append(Matter(kind="notes", start=start, end=end))
        else:
            found += [_notes(match.span()) for match in BRACKETED.finditer(text, start, end)]
    return found + tail + _inline(text, rest[:last])


def _notes(span: Span, kind: MatterKind = "notes") -> Matter:
    return Matter(kind=kind, start=span[0], end=span[1])


def _parted(text: str, one: Span, two: Span) -> bool:
    """Whether matter stands between two paragraphs: a label whose notes are known takes no paragraph of the story."""
    return bool(text[one[1] : two[0]].strip())


def _words(text: str, spans: Sequence[Span]) -> int:
    return sum(len(text[start:end].split()) for start, end in spans)


def _kind(text: str, span: Span) -> MatterKind | None:
    start, end = span[0], min(span[1], span[0] + 80)
    if SUMMARY.match(text, start, end):
        return "summary"
    labelled = SURE.match(text, start, end) or DOUBTFUL.match(text, start, end) or SEE.match(text, start, end)
    return "notes" if labelled else None


def _is_bare(text: str, span: Span) -> bool:
    """Whether a paragraph is a label and nothing else."""
    matches = (pattern.match(text, *span) for pattern in (SURE, DOUBTFUL, SUMMARY))
    return any(match is not None and not text[match.end() : span[1]].strip("*_])}>~:. \n") for match in matches)


def _front(text: str, paragraphs: Sequence[Span], *, before: bool) -> tuple[int, list[Matter]]:
    """How many paragraphs stand before the story, and what they are."""
    marked = _before_body(text, paragraphs)
    if marked:
        return marked
    at, found = 0, []
    while at < len(paragraphs):
        kind = _kind(text, paragraphs[at])
        if kind is None:
            break
        found.append(_notes(paragraphs[at], kind))
        bare = _is_bare(text, paragraphs[at])
        at += 1
        more = at < len(paragraphs) - (not before) and not _parted(text, paragraphs[at - 1], paragraphs[at])
        if bare and more and _kind(text, paragraphs[at]) is None:
            found.append(_notes(paragraphs[at], kind))
            at += 1
    return (at, found) if before or at < len(paragraphs) else (0, [])


def _before_body(text: str, paragraphs: Sequence[Span]) -> tuple[int, list[Matter]] | None:
    """Everything up to "Work Text:" or "Chapter Text", near the start."""
    words = 0
    for at, (start, end) in enumerate(paragraphs):
        close = min(end, start + 10 * FRONT)
        match = BODY.search(text, start, close) if text.find(" Text", start, close) >= 0 else None
        if match and words + len(text[start : match.start()].split()) <= FRONT:
            found: list[Matter] = []
            for span in (*paragraphs[:at], (start, match.start())):
                kind = _kind(text, span) or (found[-1].kind if found else "notes")
                found.append(_notes(span, kind))
            found[-1] = _notes((start, match.end()), found[-1].kind)
            return at + (match.end() >= end), found
        words += len(text[start:end].split())
        if words > FRONT:
            break
    return None


def _tail(text: str, paragraphs: Sequence[Span]) -> tuple[int, list[Matter]]:
    """Return the index of the first paragraph of the notes after a chapter, and these notes."""
    cut = len(paragraphs)
    words = 0
    for at in range(len(paragraphs) - 1, 0, -1):
        words += _words(text, paragraphs[at : at + 1])
        if words > TAIL:
            break
        parted = _parted(text, paragraphs[at - 1], paragraphs[at])
        if _opens_tail(text, paragraphs[at], paragraphs[at + 1 : cut], parted=parted):
            cut = at
    while cut > 1 and _is_plea(text, paragraphs[cut - 1]):
        cut -= 1
    return cut, [_notes(span) for span in paragraphs[cut:]]


def _opens_tail(text: str, span: Span, following: Sequence[Span], *, parted: bool) -> bool:
    """Whether notes begin here and go on to the end: after "A/N: sorry!" alone the story may go on.

    It does not where the note is `parted` from the story ("The End", "* * *") and nothing parts it from the rest.
    """
    start, end = span
    sure = SURE.match(text, start, min(end, start + 80))
    if not sure and not DOUBTFUL.match(text, start, min(end, start + 80)):
        return False
    if _is_bare(text, span):
        return bool(following) and not _parted(text, span, following[0])
    if sure and (not following or (parted and not _parted(text, span, following[0]))):
        return True
    first, last = (following[0][0] if sure else start), (following[-1][1] if following else end)
    return bool(TALK.search(text, first, last))


def _is_plea(text: str, span: Span) -> bool:
    written = text[span[0] : span[1]]
    return len(written.split()) <= 80 and not re.search('["“”]', written) and bool(PLEA.search(written))


def _inline(text: str, paragraphs: Sequence[Span]) -> list[Matter]:
    """Return notes that run on in the last paragraph, where a paste has lost the line breaks."""
    if not paragraphs:
        return []
    start, end = paragraphs[-1]
    for match in INLINE.finditer(text, max(start, end - 12 * TAIL), end):
        after, before = text[match.end() : end], text[max(start, match.start() - 200) : match.start()]
        sure = SURE.match(match["label"])
        doubt = re.search('["“”]', after) or OWN_LABEL.search(before) or "s" not in match["label"].lower()
        doubt = doubt or before.rstrip()[-1:] not in ".!?…\"”’'*)"
        if len(after.split()) <= TAIL and (sure or TALK.search(after) or not doubt):
            return [_notes((match.start("label"), end))]
    plea = PLEA_TAIL.search(text, max(start, end - 2 * TAIL), end)
    return [_notes((plea.start("plea"), end))] if plea and len(plea["plea"].split()) <= 80 else []
