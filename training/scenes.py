"""Annotated scenes: inline markup in, text with mentions and quotes out; `check DIR` verifies a folder of them."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scene_checks import find_errors, find_warnings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADER_KEYS = ("author", "person", "tense", "setting", "split")
SPLITS = ("train", "tuning", "validation")
PLACES = ("FAC", "GPE", "LOC", "ORG", "VEH")

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = rf"{_SLUG}(?:\+{_SLUG})*"
_PERSON = re.compile(rf"\[([nmp]):({_ID})\|")
_PLACE = re.compile(rf"\[({'|'.join(PLACES)}):([nmp])\|")
_QUOTE = re.compile(rf"\{{({_ID}|\?)>({_ID}|\?)\|")


class MarkupError(ValueError):
    """The markup of a scene is not valid; the message names the line."""


class Mention(NamedTuple):
    """A marked range of `Scene.text`; `type` is n (name), m (common noun) or p (pronoun); only PER carries an id."""

    start: int
    end: int
    category: str
    type: str
    id: str | None


class Quote(NamedTuple):
    """Direct speech with its quotation marks; speaker and addressee are ids, or "?" where the text does not tell."""

    start: int
    end: int
    speaker: str
    addressee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One scene; offsets are half-open characters of `text`, ranges are sorted by start, the longer one first."""

    header: Mapping[str, str]
    text: str
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    first_line: int


class _Open(NamedTuple):
    """A bracket that waits for its end: where it began in the text, its line, and what it says."""

    start: int
    line: int
    closes: str
    values: tuple[str, ...]


def parse(markup: str) -> Scene:
    """Return the scene that `markup` writes: a header line, then text with nested brackets.

    Blank lines around the text are dropped. Raises MarkupError for a bad header, an unknown tag, an empty mention or
    brackets that do not nest.
    """
    markup = markup.replace("\r\n", "\n").removeprefix("\ufeff")
    first, _, rest = markup.partition("\n")
    body = rest.lstrip("\n")
    first_line = 2 + len(rest) - len(body)
    header = _parse_header(first)
    text, ranges = _parse_body(body.rstrip(), first_line)
    mentions = [_mention(start, end, values) for start, end, closes, values in ranges if closes == "]"]
    quotes = [
        Quote(start, end, _sorted(values[0]), _sorted(values[1]))
        for start, end, closes, values in ranges
        if closes == "}"
    ]
    return Scene(
        header=header,
        text=text,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))),
        quotes=tuple(sorted(quotes, key=lambda q: (q.start, -q.end))),
        first_line=first_line,
    )


def _mention(start: int, end: int, values: tuple[str, ...]) -> Mention:
    head, tail = values
    return Mention(start, end, head, tail, None) if head in PLACES else Mention(start, end, "PER", head, _sorted(tail))


def _sorted(name: str) -> str:
    """Return an id with the parts of a group in order: rey+kylo and kylo+rey are the same people."""
    return "+".join(sorted(set(name.split("+"))))


def _parse_header(line: str) -> dict[str, str]:
    if not line.startswith("#"):
        msg = f"line 1: a scene begins with '# author: ...; split: ...', not {line[:60]!r}"
        raise MarkupError(msg)
    pairs = [part.partition(":") for part in line[1:].split(";") if part.strip()]
    header = {key.strip(): value.strip() for key, _, value in pairs}
    missing = [key for key in HEADER_KEYS if not header.get(key)]
    unknown = sorted(set(header) - set(HEADER_KEYS))
    if missing or unknown:
        msg = f"line 1: the header needs {', '.join(HEADER_KEYS)}; missing {missing}, unknown {unknown}"
        raise MarkupError(msg)
    if header["split"] not in SPLITS:
        msg = f"line 1: split is one of {', '.join(SPLITS)}, not {header['split']!r}"
        raise MarkupError(msg)
    return header


def _parse_body(body: str, line: int) -> tuple[str, list[tuple[int, int, str, tuple[str, ...]]]]:
    """Return the text without markup, and (start, end, closing bracket, values) for every pair of brackets."""
    out: list[str] = []
    stack: list[_Open] = []
    ranges: list[tuple[int, int, str, tuple[str, ...]]] = []
    length = at = 0
    while at < len(body):
        char = body[at]
        if char in "[{":
            opened, at = _open(body, at, length, line)
            stack.append(opened)
            continue
        if char in "]}":
            ranges.append(_close(stack, char, line, "".join(out)))
        elif char == "|":
            msg = f"line {line}: a '|' outside of a tag"
            raise MarkupError(msg)
        else:
            out.append(char)
            length += 1
            line += char == "\n"
        at += 1
    if stack:
        msg = f"line {stack[-1].line}: a bracket is never closed: {':'.join(stack[-1].values)}"
        raise MarkupError(msg)
    return "".join(out), ranges


def _open(body: str, at: int, length: int, line: int) -> tuple[_Open, int]:
    patterns = (_PERSON, _PLACE) if body[at] == "[" else (_QUOTE,)
    match = next((found for pattern in patterns if (found := pattern.match(body, at))), None)
    if match is None:
        sample = body[at : at + 24].partition("\n")[0]
        msg = f"line {line}: {sample!r} is no tag; write [n:id|, [m:id|, [p:id|, [GPE:n| ... or {{speaker>addressee|"
        raise MarkupError(msg)
    closes = "]" if body[at] == "[" else "}"
    return _Open(length, line, closes, (match[1], match[2])), match.end()


def _close(stack: list[_Open], char: str, line: int, text: str) -> tuple[int, int, str, tuple[str, ...]]:
    if not stack or stack[-1].closes != char:
        expected = f", {stack[-1].closes!r} of line {stack[-1].line} is due" if stack else ""
        msg = f"line {line}: {char!r} closes nothing{expected}"
        raise MarkupError(msg)
    opened = stack.pop()
    inside = text[opened.start :]
    if not inside or inside != inside.strip():
        msg = f"line {line}: {inside!r} is empty or has white space at its edge ({':'.join(opened.values)})"
        raise MarkupError(msg)
    return opened.start, len(text), char, opened.values


def counts(scene: Scene) -> Counter[str]:
    """Return the numbers of words, quotes, persons (ids) and mentions by category and type ("PER:n")."""
    tally = Counter(f"{mention.category}:{mention.type}" for mention in scene.mentions)
    tally["words"] = len(scene.text.split())
    tally["quotes"] = len(scene.quotes)
    tally["persons"] = len({mention.id for mention in scene.mentions if mention.id and "+" not in mention.id})
    return tally


def _check_file(path: Path) -> tuple[list[str], Counter[str]]:
    try:
        scene = parse(path.read_text(encoding="utf-8"))
    except (MarkupError, UnicodeDecodeError) as err:
        return [f"{path.name}: {err}"], Counter()
    errors = [f"{path.name}: {message}" for message in find_errors(scene)]
    for message in (*find_warnings(scene), *errors):
        print(message if message in errors else f"{path.name}: warning: {message}")
    tally = counts(scene)
    print(f"{path.name}: {scene.header['split']}, {_describe(tally)}")
    tally[f"scenes {scene.header['split']}"] = 1
    return errors, tally


def _describe(tally: Counter[str]) -> str:
    return ", ".join(f"{key} {tally[key]}" for key in sorted(tally))


def check(folder: Path) -> int:
    """Print what is wrong in every .txt file of `folder`, with counts; return 1 if there is an error, else 0."""
    paths = sorted(folder.glob("*.txt"))
    total: Counter[str] = Counter()
    errors: list[str] = []
    for path in paths:
        found, tally = _check_file(path)
        errors += found
        total.update(tally)
        if not tally:
            print(found[0])
    print(f"{len(paths)} files, {len(errors)} errors: {_describe(total)}")
    return 1 if errors or not paths else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line `scenes.py check DIR`; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="verify every scene of a folder").add_argument("folder", type=Path)
    return check(parser.parse_args(arguments).folder)


if __name__ == "__main__":
    sys.exit(main())
