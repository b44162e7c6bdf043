"""One line in; what it heads, if it looks like the head of a chapter, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum

from relgraph.reading.lines import is_capitals
from relgraph.reading.names import SMALL
from relgraph.reading.numbers import NUMBER, style, value

LONGEST = 120
LONGEST_TITLE = 90


class Rank(IntEnum):
    """The order of heads: a part holds chapters, a chapter holds sections."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    VIEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A heading at `start:end`; `key` and `number` say which ("chapter", 3), `number` is 0 where it has none."""

    start: int
    end: int
    title: str
    rank: Rank
    key: str
    number: int


_PART = "part|book|volume|vol|phase|act|arc"
_CHAPTER = "chapter|chap|ch|letter|canto|episode|scene|adventure|stave"
_SECTION = "day|night|week|month|year|entry|section"
_NAMED = (
    "prologue|prelude|preface|foreword|introduction|epilogue|afterword|interlude|intermission|conclusion|postscript|"
    "coda|finale"
)
_SEPARATOR = r"[.:)\]|–—-]+"
_REST = rf"(?P<separator>\s*{_SEPARATOR})?(?P<rest>\s*.*)"
KEYED = re.compile(
    rf"(?P<key>{_PART}|{_CHAPTER}|{_SECTION})(?:\b|(?=\d))\.?\s*(?:the\s+|#\s*)?(?P<number>{NUMBER})(?![^\W_]){_REST}",
    re.IGNORECASE,
)
COUNTED = re.compile(rf"(?:the\s+)?(?P<number>{NUMBER})\s+(?P<key>{_PART}|{_CHAPTER})(?![^\W_]){_REST}", re.IGNORECASE)
NAMED = re.compile(rf"(?P<key>{_NAMED})(?:\s+(?P<number>{NUMBER}))?(?![^\W_]){_REST}", re.IGNORECASE)
BARE = re.compile(rf"(?P<number>{NUMBER})(?![^\W_]){_REST}", re.IGNORECASE)
VIEW = re.compile(
    r"(?:POV\s*[:–—-]?\s*(?P<after>[^\W\d].{0,40})|(?P<before>[^\W\d].{0,40}?)(?:['’]s)?\s+POV:?"
    r"|\[(?P<inside>[^\W\d_][\w .'’&-]{0,30})\])"
)
HASHED = re.compile(r"(?P<marks>#{1,6})\s+(?P<title>\S.*)")
_ALIAS = {"chap": "chapter", "ch": "chapter", "vol": "volume"}
_EDGE = "*_~=#–—-+•|·<> \t"
_PAIRS = {"[": "]", "(": ")", "{": "}"}


def plain(line: str) -> str:
    """Return a line without the ornaments around it: "~ *Chapter 1* ~", "[ 1 ]" and "— I —" lose theirs."""
    line = line.strip(_EDGE)
    if line[:1] in _PAIRS and line.endswith(_PAIRS[line[0]]) and len(line) < 12:
        line = line[1:-1].strip(_EDGE)
    return line


def is_title(text: str) -> bool:
    """Return whether a line reads as a title, not as a sentence.

    "Harbour Light", "THE DUEL." and "A Friend in Need." do; a first sentence such as "Kylo Ren." does too, wrongly.
    """
    if not 0 < len(text) <= LONGEST_TITLE or not any(map(str.isalpha, text)):
        return False
    if is_capitals(text):
        return True
    words = text.split()
    if words[-1] in SMALL or re.search(r"[,!?.][\"”’]", text):
        return False
    if text[-1] in ".!?…" and len(words) <= 10:
        return len(words) > 1 and not re.search(r"[.!?…,;:\"“”].", text) and in_title_case(words)
    return text[-1] not in ".!?…,;:\"'”’)-–—" and len(words) <= 10 and not re.search(r"[.!?…]\s", text)


def in_title_case(words: list[str]) -> bool:
    """Return whether every word but the small ones ("of", "the") has a capital."""
    return words[0][:1].isupper() and all(
        word[:1].isupper() or not word[0].isalpha() or word in SMALL for word in words
    )


def find_head(line: str, start: int) -> Head | None:
    """Return the head that a whole line is, or None; `start` is where the line begins.

    "Chapter 3: The Duel" is one; "Chapter 3 was hard to write." and "Part of me fled." are not. "Part one. Done."
    is taken for one, wrongly.
    """
    if len(line) > LONGEST:
        return None
    base = Head(start=start, end=start + len(line), title=tidy(line), rank=Rank.CHAPTER, key="", number=0)
    if hashed := HASHED.fullmatch(line):
        named = find_head(hashed["title"], start) or replace(base, key=hashed["marks"], title=tidy(hashed["title"]))
        return replace(named, end=base.end)
    bare = plain(line)
    for pattern in (KEYED, COUNTED, NAMED):
        match = pattern.fullmatch(bare)
        if match and _may_follow(match, bare):
            return _keyed(match, base)
    return _section(bare, base) or _view(line.strip("*_ "), base)


def tidy(line: str) -> str:
    """Return a heading as a title: ornaments, doubled spaces and a full stop at the end removed."""
    bare = re.sub(r"(?<!\w)[_*]+|[_*]+(?!\w)", "", plain(line))
    return " ".join(bare.rstrip(".:,; ").split()).strip(_EDGE)


def _keyed(match: re.Match[str], base: Head) -> Head:
    key = match["key"].lower()
    rank = Rank.CHAPTER
    if re.fullmatch(_PART, key):
        rank = Rank.PART
    elif re.fullmatch(_SECTION, key):
        rank = Rank.SECTION
    return replace(base, rank=rank, key=_ALIAS.get(key, key), number=value(match["number"]) if match["number"] else 0)


def _may_follow(match: re.Match[str], line: str) -> bool:
    """Whether what stands after the number is a title: "Chapter 3 was hard." has no separator and no capital."""
    rest = match["rest"].strip()
    if not rest:
        return True
    if len(rest.split()) > 16:
        return False
    if match["separator"] is None:
        return not rest[0].islower() and rest[0] not in ",;!?'’" and (is_capitals(rest) or rest[-1] not in ".!?,;")
    lower = match["separator"].strip() == "." and rest[0].islower() and not line[0].islower()
    return not lower and rest[-1] not in ",;"


def _section(line: str, base: Head) -> Head | None:
    match = BARE.fullmatch(line)
    if not match or value(match["number"]) > 300:
        return None
    rest = match["rest"].strip()
    words = rest.split()
    if rest and not (is_title(rest) and (match["separator"] or (words[0][0].isupper() and words[-1][0].isupper()))):
        return None
    key = style(match["number"]) + (" titled" if rest else "")
    return replace(base, rank=Rank.SECTION, key=key, number=value(match["number"]))


def _view(line: str, base: Head) -> Head | None:
    match = VIEW.fullmatch(line)
    if not match:
        return None
    title = next(name for name in match.groups() if name)
    return None if title.lower().startswith("illustration") else replace(base, rank=Rank.VIEW, key="view", title=title)
