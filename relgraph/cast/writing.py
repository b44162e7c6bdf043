"""A cast as the table that a cast file holds, and as TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from relgraph.cast.records import Cast, CastCharacter, CastSplit, CastVeto

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}

Entry = dict[str, "str | int | list[str] | list[int] | list[list[str]]"]
"""The keys and values of one table."""


def cast_table(cast: Cast) -> dict[str, Entry | list[Entry]]:
    """Return what the file of a cast holds, as plain values; what is empty is left out."""
    table: dict[str, Entry | list[Entry]] = {}
    if cast.characters:
        table["character"] = [_character(one) for one in cast.characters]
    if cast.splits:
        table["split"] = [_split(one) for one in cast.splits]
    if cast.ignore:
        table["ignore"] = {"names": list(cast.ignore)}
    if cast.apart:
        table["apart"] = {"names": [list(group) for group in cast.apart]}
    if cast.narrator is not None:
        table["narrator"] = {"name": cast.narrator}
    if cast.vetoes:
        table["veto"] = [_veto(one) for one in cast.vetoes]
    return table


def write_cast(cast: Cast) -> str:
    """Return the cast as TOML that `read_cast` reads back equal; an empty cast gives an empty text."""
    blocks = []
    for key, value in cast_table(cast).items():
        entries, head = (value, f"[[{key}]]") if isinstance(value, list) else ([value], f"[{key}]")
        blocks += ["\n".join([head, *(f"{name} = {_toml(one)}" for name, one in entry.items())]) for entry in entries]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _character(character: CastCharacter) -> Entry:
    aliases: Entry = {"aliases": list(character.aliases)} if character.aliases else {}
    pronouns: Entry = {"pronouns": character.pronouns} if character.pronouns is not None else {}
    return {"name": character.name, **aliases, **pronouns}


def _split(split: CastSplit) -> Entry:
    at: Entry = {"at": list(split.at)} if split.at else {}
    return {"form": split.form, "to": split.to, **at}


def _veto(veto: CastVeto) -> Entry:
    return {"between": list(veto.between), "start": veto.start, "end": veto.end, "text": veto.text}


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    escaped = "".join(_ESCAPES.get(c, c if c.isprintable() or c == " " else _unicode(c)) for c in text)
    return f'"{escaped}"'


def _unicode(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "\\uFFFD"  # TOML has no lone surrogates
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"
