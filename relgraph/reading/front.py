"""The first lines of a text in; title, author, tags, and which lines are no story, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relgraph.reading.heads import in_title_case, is_title, plain, tidy
from relgraph.reading.lines import Line, is_wrapped, split_lines
from relgraph.reading.matter import is_break
from relgraph.records import Matter, MatterKind, Tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.records import Span

DEPTH = 40
"""Lines (blank ones not counted) at the start of a text among which its header stands."""
PAGE = 60
"""Most words of a title page, a third of them in one paragraph: more is a story that begins before its first head."""
PAIRINGS = frozenset(["F/F", "F/M", "M/M", "Gen", "Multi", "Other"])
APART = 4
"""Lines between two fields of a header at most."""
LONGEST_FIELD = 2_000
KINDS: Mapping[str, MatterKind] = {"title": "heading", "story": "heading", "author": "heading", "by": "heading"}
FIELDS = (
    "title|story|author|by|fandoms?|categor(?:y|ies)|genres?|pairings?|ships?|relationships?|characters?|rating|rated|"
    "(?:archive |content |trigger )?warnings?|cw|tw|(?:additional )?tags|language|series|collections|stats|status|"
    "published|(?:last )?updated|completed|packaged|words|word count|chapters|betas?|spoilers|timeline|source|"
    "storylink|authorlink|content|setting"
)
FIELD = re.compile(rf"[*_]*(?P<name>{FIELDS})\s*[*_]*:[*_]*\s*(?P<value>.*)", re.IGNORECASE)
BYLINE = re.compile(r"[*_~–—\s-]*(?:written\s+)?by\s*:?\s+(?P<author>\S.{0,58}?)[*_~–—\s-]*", re.IGNORECASE)
TITLED = re.compile(r"(?P<title>.{2,80}?)(?:,|\s+[–—-])\s+by\s+(?P<author>[^\s,.][^,]{1,58})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the first lines say; None where they do not."""

    title: str | None = None
    author: str | None = None
    tags: Tags = field(default_factory=Tags)
    matter: tuple[Matter, ...] = ()


def read_front(text: str, spans: Sequence[Span], *, opened: bool) -> Front:
    """Return what the lines in `spans` say: all before the first chapter that is not known to be matter.

    `opened` says that a chapter follows them; where none does, one line alone is the story and no title.
    """
    lines = [line for span in spans for line in split_lines(text, *span)]
    filled = [line for line in lines if not line.blank and not is_break(text[line.start : line.end])][:DEPTH]
    fields, rest = _fields(text, filled)
    values = {match["name"].lower(): match["value"].strip(" *_") for _, match in fields}
    title, author, named = _named(text, lines, rest, opened=opened)
    if values.get("title", title) != title:
        named = []
    matter = [
        Matter(kind=KINDS.get(match["name"].lower(), "notes"), start=line.start, end=line.end) for line, match in fields
    ]
    return Front(
        title=values.get("title") or values.get("story") or title,
        author=values.get("author") or values.get("by") or author,
        tags=_tags(values),
        matter=(*matter, *(Matter(kind="heading", start=line.start, end=line.end) for line in named)),
    )


def is_page(text: str, paragraphs: Sequence[Span]) -> bool:
    """Return whether the paragraphs before the first chapter are a title page: few words, and no sentence."""
    written = [text[start:end] for start, end in paragraphs]
    counts = [len(one.split()) for one in written]
    ended = any(one[-1] in '.!?”"' and count > 6 for one, count in zip(written, counts, strict=True))
    return sum(counts) <= PAGE and max(counts, default=0) <= PAGE // 3 and not ended


def split_tags(value: str, pattern: str = r"\s*[,;]\s*") -> tuple[str, ...]:
    """Return the tags in a field, in order, none twice and none empty."""
    return tuple(dict.fromkeys(tag for tag in re.split(pattern, value.strip(" .")) if tag))


def _tags(values: Mapping[str, str]) -> Tags:
    """Return the tags; what FanFiction.net calls a category is a fandom, what the Archive calls one is not."""

    def first(*names: str) -> tuple[str, ...]:
        return split_tags(next((values[name] for name in names if values.get(name)), ""))

    return Tags(
        fandom=first("fandom", "fandoms")
        or tuple(one for one in first("category", "categories") if one not in PAIRINGS),
        characters=first("character", "characters"),
        relationships=first("relationship", "relationships", "pairing", "pairings", "ship", "ships"),
        additional=first("additional tag", "additional tags", "tags"),
        rating=first("rating"),
        series=first("series"),
    )


def _fields(text: str, filled: Sequence[Line]) -> tuple[list[tuple[Line, re.Match[str]]], list[Line]]:
    """Return the lines "Rating: Teen" and the like, and the others before, among and after them."""
    found: list[tuple[Line, re.Match[str]]] = []
    rest: list[Line] = []
    last = 0
    for at, line in enumerate(filled):
        short = line.end - line.start < LONGEST_FIELD and at - last <= APART and len(filled) > 1
        match = FIELD.fullmatch(text[line.start : line.end]) if short else None
        if match:
            found.append((line, match))
            last = at
        else:
            rest.append(line)
    return found, rest


def _named(
    text: str, lines: Sequence[Line], rest: Sequence[Line], *, opened: bool
) -> tuple[str | None, str | None, list[Line]]:
    """Title and author from the first lines, and these lines."""
    if not rest:
        return None, None, []
    written = [text[line.start : min(line.end, line.start + 200)] for line in rest[:5]]
    both = TITLED.fullmatch(written[0])
    if both and is_title(both["title"]):
        return tidy(both["title"]), both["author"].strip(), [rest[0]]
    for at, line in enumerate(written):
        after = written[at + 1] if at + 1 < len(written) else ""
        if plain(line).lower().rstrip(":") == "by" and after and len(after) < 60:
            return _joined(written[:at]), plain(after), list(rest[: at + 2])
        match = BYLINE.fullmatch(line)
        if match and is_author(match["author"]):
            return _joined(written[:at]), match["author"].strip(), list(rest[: at + 1])
        if not is_title(plain(line)):
            break
    if _is_name(written[0]) and ((opened and len(rest) == 1) or _stands_alone(text, lines, rest)):
        return tidy(written[0]), None, [rest[0]]
    return None, None, []


def _is_name(line: str) -> bool:
    """Whether a first line names the story: "FOUND IN THE DESK OF THE LATE MR. VENNING." does not."""
    return is_title(plain(line)) and not (line.rstrip("*_ ").endswith(".") and len(line.split()) > 6)


def _joined(written: Sequence[str]) -> str | None:
    return " ".join(tidy(line) for line in written) or None


def is_author(name: str) -> bool:
    """Whether a name follows "by": "By the river." needs the rule, "by the_quiet_one" passes it."""
    return (
        len(name.split()) <= 5 and name[-1] not in ".!?,;:" and not re.match(r"(?:the|a|now|then|my|his|her)\s", name)
    )


def _stands_alone(text: str, lines: Sequence[Line], rest: Sequence[Line]) -> bool:
    """Whether the first line is parted from the text: by a blank line, or by capitals where there are none."""
    at = lines.index(rest[0])
    if len(rest) < 2 or at + 1 >= len(lines):
        return False
    if lines[at + 1].blank:
        return True
    words = plain(text[rest[0].start : rest[0].end]).split()
    return not is_wrapped(text, [(lines[0].start, lines[-1].end)]) and len(words) <= 6 and in_title_case(words)
