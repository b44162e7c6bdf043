"""A cast file, read and checked."""

from __future__ import annotations

import re
import tomllib
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NoReturn, TypeGuard

from relgraph.cast.records import Cast, CastCharacter, CastSplit, CastVeto
from relgraph.errors import CastError, one_of, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TOP_KEYS: Final = ("apart", "character", "ignore", "narrator", "split", "veto")
_CHARACTER_KEYS: Final = ("aliases", "name", "pronouns")
_SPLIT_KEYS: Final = ("at", "form", "to")
_VETO_KEYS: Final = ("between", "end", "start", "text")
_BESIDE: Final = ".cast.toml"
_HEAD: Final = re.compile(r"\s*\[")


def path_beside(path: Path) -> Path:
    """Return where the cast of a story lies: "story.cast.toml" beside "story.txt"."""
    name = path.name.removesuffix(".analysis.json") if path.name.endswith(".analysis.json") else path.stem
    return path.with_name(name + _BESIDE)


def cast_beside(path: Path) -> Cast | None:
    """Return the cast of the file beside a story ("story.cast.toml" beside "story.txt"), or None without one.

    Raises CastError as `read_cast` does.
    """
    beside = path_beside(path)
    return read_cast(beside) if beside.is_file() else None


def read_cast(path: Path) -> Cast:
    """Return the cast of a TOML file.

    It holds `[[character]]` with name, aliases, pronouns; `[[split]]` with form, to, at; `[ignore]` with names;
    `[apart]` with names, a list of lists; `[narrator]` with a name; `[[veto]]` with between, start, end, text. An empty
    file gives an empty cast.

    Raises CastError, one line with the file and where possible the line, where the file cannot be read, is no TOML, has
    an unknown key or a value of the wrong type, claims a form twice, or decides what cannot be: a cycle of splits, two
    forms of one character that are to be apart.
    """
    try:
        content = path.read_bytes()
    except OSError as err:
        reason = err.strerror or "unknown error"
        message = f"{path}: cannot be read ({reason}); give a cast file in TOML"
        raise CastError(message) from err
    return parse_cast(content, source=str(path))


def parse_cast(content: str | bytes, *, source: str = "cast") -> Cast:
    """Return the cast that the content of a cast file spells; raises CastError, naming `source`, as `read_cast`."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        message = f"{source}: is not UTF-8 (byte {err.start}); save the cast file as UTF-8"
        raise CastError(message) from err
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as err:
        message = f"{source}: is not valid TOML: {shorten(str(err), 160)}"
        raise CastError(message) from err
    return cast_of(table, source=source, lines=text.splitlines())


def cast_of(table: dict[str, object], *, source: str = "cast", lines: Sequence[str] = ()) -> Cast:
    """Return the cast of a table as `cast_table` makes it; `lines` are the text it was read from, for messages.

    Raises CastError as `read_cast` does.
    """
    return _Checker(source=source, lines=list(lines)).cast(table)


def _fold(form: str) -> str:
    return " ".join(form.split()).casefold()


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


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
            vetoes=tuple(self._veto(*entry) for entry in self._entries(table, "veto")),
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

    def _veto(self, entry: dict[str, object], number: int) -> CastVeto:
        where = f"[[veto]] {number}"
        self._only(entry, _VETO_KEYS, where)
        between, start, end, text = (entry.get(key) for key in ("between", "start", "end", "text"))
        if not isinstance(between, list) or len(between) != 2 or not all(_is_text(name) for name in between):
            self._fail_in(
                "veto", number, "between", f'{where} needs two characters, such as between = ["Jane", "John"]'
            )
        owners = [_fold(self.claimed.get(_fold(name), str(name))) for name in between]
        if owners[0] == owners[1]:
            both = " and ".join(f"'{shorten(name)}'" for name in between)
            self._fail_in("veto", number, "between", f"{both} of {where} are one character; a veto is between two")
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            offsets = "such as start = 120 and end = 180, counted in characters from 0"
            self._fail_in("veto", number, "start", f"{where} needs a start before its end, {offsets}")
        if not isinstance(text, str) or not text.strip():
            self._fail_in("veto", number, "text", f"{where} needs the beginning of its passage as text")
        return CastVeto(between=(between[0], between[1]), start=start, end=end, text=text)

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

    def _fail_in(self, section: str, number: int, key: str, message: str) -> NoReturn:
        """Fail at a key of the numberth table of a section, or at its head where the key is missing."""
        heads = [at for at, line in enumerate(self.lines) if re.match(rf"\s*\[\[\s*{section}\s*\]\]", line)]
        place = ""
        if number <= len(heads):
            start = heads[number - 1]
            inside = takewhile(lambda at: not _HEAD.match(self.lines[at]), range(start + 1, len(self.lines)))
            found = next((at for at in inside if re.match(rf"\s*{key}\s*=", self.lines[at])), start)
            place = f", line {found + 1}"
        text = f"{self.source}{place}: {message}"
        raise CastError(text)

    def _fail(self, word: str, message: str, *, occurrence: int = 1, last: bool = False) -> NoReturn:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        found = [number for number, line in enumerate(self.lines, start=1) if pattern.search(line.split("#")[0])]
        place = ""
        if found:
            place = f", line {found[-1] if last else found[min(occurrence, len(found)) - 1]}"
        text = f"{self.source}{place}: {message}"
        raise CastError(text)
