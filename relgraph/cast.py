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

_TOP_KEYS: Final = ("apart", "character", "ignore", "narrator", "split")
_CHARACTER_KEYS: Final = ("aliases", "name", "pronouns")
_SPLIT_KEYS: Final = ("at", "form", "to")
_BESIDE: Final = ".cast.toml"
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CastCharacter:
    """One character: the name to show, other name forms that mean the same, and pronouns such as "she/her"."""

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CastSplit:
    """A name form, nominal or pronoun that means the character `to`: everywhere, or at these offsets in the text only.

    An offset at which the story does not have this form decides nothing, so the cast of one story does another no harm.
    """

    form: str
    to: str
    at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Decisions about names; an empty cast decides nothing.

    `ignore` are name forms that are never a character, `apart` groups of forms that are all different characters,
    `narrator` is who says "I" outside of quotes.
    """

    characters: tuple[CastCharacter, ...] = ()
    ignore: tuple[str, ...] = ()
    splits: tuple[CastSplit, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    narrator: str | None = None


def cast_beside(path: Path) -> Cast | None:
    """Return the cast of the file beside a story ("story.cast.toml" beside "story.txt"), or None without one.

    Raises CastError as `read_cast` does.
    """
    name = path.name.removesuffix(".analysis.json") if path.name.endswith(".analysis.json") else path.stem
    beside = path.with_name(name + _BESIDE)
    return read_cast(beside) if beside.is_file() else None


def read_cast(path: Path) -> Cast:
    """Return the cast of a TOML file.

    It holds `[[character]]` with name, aliases, pronouns; `[[split]]` with form, to, at; `[ignore]` with names;
    `[apart]` with names, a list of lists; `[narrator]` with a name. An empty file gives an empty cast.

    Raises CastError, one line with the file and where possible the line, where the file cannot be read, is no TOML, has
    an unknown key or a value of the wrong type, claims a form twice, or decides what cannot be: a cycle of splits, two
    forms of one character that are to be apart.
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
    blocks += [_split_block(split) for split in cast.splits]
    if cast.ignore:
        blocks.append(f"[ignore]\nnames = {_array(cast.ignore)}\n")
    if cast.apart:
        blocks.append(f"[apart]\nnames = [{', '.join(_array(group) for group in cast.apart)}]\n")
    if cast.narrator is not None:
        blocks.append(f"[narrator]\nname = {_quoted(cast.narrator)}\n")
    return "\n".join(blocks)


def _character_block(character: CastCharacter) -> str:
    lines = ["[[character]]", f"name = {_quoted(character.name)}"]
    if character.aliases:
        lines.append(f"aliases = {_array(character.aliases)}")
    if character.pronouns is not None:
        lines.append(f"pronouns = {_quoted(character.pronouns)}")
    return "\n".join(lines) + "\n"


def _split_block(split: CastSplit) -> str:
    at = f"at = [{', '.join(map(str, split.at))}]\n" if split.at else ""
    return f"[[split]]\nform = {_quoted(split.form)}\nto = {_quoted(split.to)}\n{at}"


def _quoted(text: str) -> str:
    escaped = "".join(_ESCAPES.get(c, c if c.isprintable() or c == " " else _unicode(c)) for c in text)
    return f'"{escaped}"'


def _unicode(char: str) -> str:
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"


def _array(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"


def _fold(form: str) -> str:
    return " ".join(form.split()).casefold()


class _Checker:
    """Checks the tables of one file; errors name the file and the line that holds the offending word.

    `claimed` gives the owner of each form, folded: the name of a character, or "[ignore]".
    """

    __slots__ = ("claimed", "lines", "source")

    def __init__(self, *, source: str, lines: list[str]) -> None:
        self.source = source
        self.lines = lines
        self.claimed: dict[str, str] = {}

    def cast(self, table: dict[str, object]) -> Cast:
        self._only(table, _TOP_KEYS, "the file")
        characters = tuple(self._character(*entry) for entry in self._entries(table, "character"))
        ignore = self._texts(self._table(table, "ignore", "names = [...]", ("names",)), "names", "[ignore]")
        for name in ignore:
            self._claim(name, "[ignore]")
        splits = tuple(self._split(*entry) for entry in self._entries(table, "split"))
        self._check_splits(splits)
        return Cast(
            characters=characters,
            ignore=ignore,
            splits=splits,
            apart=self._apart(table),
            narrator=self._narrator(table),
        )

    def _entries(self, table: dict[str, object], key: str) -> list[tuple[dict[str, object], int]]:
        entries = table.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._fail(key, f"'{key}' must be written as [[{key}]] tables")
        return [(entry, number) for number, entry in enumerate(entries, start=1)]

    def _table(self, table: dict[str, object], key: str, example: str, allowed: tuple[str, ...]) -> dict[str, object]:
        entry = table.get(key, {})
        if not isinstance(entry, dict):
            self._fail(key, f"'{key}' must be a table: [{key}] with {example}")
        self._only(entry, allowed, f"[{key}]")
        return entry

    def _split(self, entry: dict[str, object], number: int) -> CastSplit:
        where = f"[[split]] {number}"
        self._only(entry, _SPLIT_KEYS, where)
        form, to, at = entry.get("form"), entry.get("to"), entry.get("at", [])
        if not isinstance(form, str) or not form.strip():
            self._fail("form", f'{where} needs a form, such as form = "Doe"', occurrence=number)
        if not isinstance(to, str) or not to.strip():
            self._fail("to", f'{where} needs a character, such as to = "Jane Doe"', occurrence=number)
        if not isinstance(at, list) or not all(type(offset) is int and offset >= 0 for offset in at):
            self._fail("at", f"at of {where} must be a list of offsets, counted in characters from 0")
        return CastSplit(form=form, to=to, at=tuple(at))

    def _check_splits(self, splits: tuple[CastSplit, ...]) -> None:
        """Claim the forms that are split off everywhere, and the places of the others; refuse what cannot be."""
        moved = {_fold(split.form): split.to for split in splits if not split.at}
        for split in splits:
            to = _fold(split.to)
            if self.claimed.get(to) == "[ignore]":
                self._fail(split.to, f"'{shorten(split.to)}' is ignored, so no form can be split off to it", last=True)
            if to in moved and not split.at:
                message = f"a cycle: '{shorten(split.form)}' goes to '{shorten(split.to)}', which itself goes to"
                self._fail(split.to, f"{message} '{shorten(moved[to])}'", last=True)
            if not split.at:
                self._claim(split.form, shorten(split.to))
        places: dict[tuple[str, int], str] = {}
        for split in splits:
            for offset in split.at:
                if places.setdefault((_fold(split.form), offset), split.to) != split.to:
                    both = f"by {shorten(places[_fold(split.form), offset])} and by {shorten(split.to)}"
                    self._fail(str(offset), f"'{shorten(split.form)}' at {offset} is claimed twice: {both}", last=True)

    def _apart(self, table: dict[str, object]) -> tuple[tuple[str, ...], ...]:
        groups = self._table(table, "apart", "names = [[...], ...]", ("names",)).get("names", [])
        shape = 'names of [apart] must be lists of two or more names, such as [["Bill", "William"]]'
        if not isinstance(groups, list) or not all(isinstance(group, list) and len(group) > 1 for group in groups):
            self._fail("names", shape, last=True)
        for group in groups:
            owners: dict[str, str] = {}
            for name in group:
                if not isinstance(name, str) or not name.strip():
                    self._fail("names", shape, last=True)
                owner = self.claimed.get(_fold(name), name)
                if owner in owners:
                    both = f"'{shorten(owners[owner])}' and '{shorten(name)}'"
                    self._fail(name, f"{both} cannot be apart: both are {shorten(owner)}", last=True)
                owners[owner] = name
        return tuple(tuple(group) for group in groups)

    def _narrator(self, table: dict[str, object]) -> str | None:
        if "narrator" not in table:
            return None
        name = self._table(table, "narrator", 'name = "Jane Doe"', ("name",)).get("name")
        if not isinstance(name, str) or not name.strip():
            self._fail("narrator", '[narrator] needs a name, such as name = "Jane Doe"')
        if self.claimed.get(_fold(name)) == "[ignore]":
            self._fail(name, f"'{shorten(name)}' is ignored, so it cannot be the narrator", last=True)
        return name

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
        key = _fold(form)
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
