"""The cast file: what a reader has decided about the names of a story, read from TOML and written to it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from relgraph.errors import CastError, one_of, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TOP_KEYS: Final = ("character", "ignore")
_CHARACTER_KEYS: Final = ("aliases", "name", "pronouns")
_IGNORE_KEYS: Final = ("names",)
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CastCharacter:
    """One character: the name to show, other name forms that mean the same, and pronouns such as "she/her"."""

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Decisions about names: characters, and name forms that are never a character. An empty cast decides nothing."""

    characters: tuple[CastCharacter, ...] = ()
    ignore: tuple[str, ...] = ()


def read_cast(path: Path) -> Cast:
    """Return the cast of a TOML file (`[[character]]` with name, aliases, pronouns; `[ignore]` with names).

    An empty file gives an empty cast. Raises CastError, one line with the file and where possible the line, where the
    file cannot be read, is no TOML, has an unknown key or a value of the wrong type, or claims a form twice.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as err:
        reason = err.strerror or "unknown error"
        message = f"{path}: cannot be read ({reason}); give a cast file in TOML"
        raise CastError(message) from err
    except UnicodeDecodeError as err:
        message = f"{path}: is not UTF-8 (byte {err.start}); save the cast file as UTF-8"
        raise CastError(message) from err
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        message = f"{path}: is not valid TOML: {shorten(str(err), 160)}"
        raise CastError(message) from err
    return _Checker(source=str(path), lines=text.splitlines()).cast(table)


def write_cast(cast: Cast) -> str:
    """Return the cast as TOML that `read_cast` reads back equal; an empty cast gives an empty text."""
    blocks = [_character_block(character) for character in cast.characters]
    if cast.ignore:
        blocks.append(f"[ignore]\nnames = {_array(cast.ignore)}\n")
    return "\n".join(blocks)


def _character_block(character: CastCharacter) -> str:
    lines = ["[[character]]", f"name = {_quoted(character.name)}"]
    if character.aliases:
        lines.append(f"aliases = {_array(character.aliases)}")
    if character.pronouns is not None:
        lines.append(f"pronouns = {_quoted(character.pronouns)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = "".join(_ESCAPES.get(c, c if c.isprintable() or c == " " else _unicode(c)) for c in text)
    return f'"{escaped}"'


def _unicode(char: str) -> str:
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"


def _array(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"


class _Checker:
    """Checks the tables of one file; errors name the file and the line that holds the offending word."""

    __slots__ = ("claimed", "lines", "source")

    def __init__(self, *, source: str, lines: list[str]) -> None:
        self.source = source
        self.lines = lines
        self.claimed: dict[str, str] = {}

    def cast(self, table: dict[str, object]) -> Cast:
        self._only(table, _TOP_KEYS, "the file")
        entries = table.get("character", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._fail("character", "'character' must be written as [[character]] tables")
        characters = tuple(self._character(entry, number) for number, entry in enumerate(entries, start=1))
        ignore = table.get("ignore", {})
        if not isinstance(ignore, dict):
            self._fail("ignore", "'ignore' must be a table: [ignore] with names = [...]")
        self._only(ignore, _IGNORE_KEYS, "[ignore]")
        names = self._texts(ignore, "names", "[ignore]")
        for name in names:
            self._claim(name, "[ignore]")
        return Cast(characters=characters, ignore=names)

    def _character(self, entry: dict[str, object], number: int) -> CastCharacter:
        where = f"[[character]] {number}"
        self._only(entry, _CHARACTER_KEYS, where)
        name = entry.get("name")
        if not isinstance(name, str) or not name.strip():
            self._fail("name", f'{where} needs a name, such as name = "Jane Doe"', occurrence=number)
        pronouns = entry.get("pronouns")
        if pronouns is not None and (not isinstance(pronouns, str) or not pronouns.strip()):
            self._fail("pronouns", f'pronouns of {where} must be a text such as "she/her"')
        aliases = self._texts(entry, "aliases", where)
        for form in dict.fromkeys((name, *aliases)):
            self._claim(form, shorten(name))
        return CastCharacter(name=name, aliases=aliases, pronouns=pronouns)

    def _claim(self, form: str, owner: str) -> None:
        key = " ".join(form.split()).casefold()
        if key in self.claimed:
            self._fail(form, f"'{shorten(form)}' is claimed twice: by {self.claimed[key]} and by {owner}", last=True)
        self.claimed[key] = owner

    def _texts(self, table: dict[str, object], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            self._fail(key, f"{key} of {where} must be a list of texts")
        return tuple(value)

    def _only(self, table: dict[str, object], allowed: tuple[str, ...], where: str) -> None:
        for key in sorted(set(table) - set(allowed)):
            self._fail(key, f"unknown key '{shorten(key)}' in {where}; known are {one_of(allowed)}")

    def _fail(self, word: str, message: str, *, occurrence: int = 1, last: bool = False) -> NoReturn:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        found = [number for number, line in enumerate(self.lines, start=1) if pattern.search(line.split("#")[0])]
        place = ""
        if found:
            place = f", line {found[-1] if last else found[min(occurrence, len(found)) - 1]}"
        text = f"{self.source}{place}: {message}"
        raise CastError(text)
