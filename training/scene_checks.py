"""What a program can find wrong in an annotated scene: names and pronouns left unmarked, speech by the wrong person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenes import Mention, Quote, Scene

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’'][sS]$")
_OPENING = "\"“'‘«—"
_CLOSING = "\"”'’»—"
# Parts of names that are also everyday words: "the Keeper of Brakka" does not make every "The" a name.
_NOT_NAMES = frozenset({"a", "an", "and", "at", "for", "in", "my", "of", "on", "the", "to"})
_SINGULAR = re.compile("i|me|my|mine|myself")
_ONE = re.compile(f"{_SINGULAR.pattern}|yourself|he|him|his|himself|she|hers?|herself")
_OWN = re.compile(f"{_SINGULAR.pattern}|we|us|ours?|ourselves")
_OTHERS = "yours?|yourself|yourselves|he|him|his|himself|she|hers?|herself|they|them|theirs?|themselves|themself"
_PRONOUN = re.compile(rf"(?<![^\W\d_])(?:{_OWN.pattern}|you|{_OTHERS})(?![^\W\d_])", re.IGNORECASE)


def find_errors(scene: Scene) -> list[str]:
    """Return what is certainly wrong in `scene`, one line each, by line of the file; empty if nothing is."""
    found = [*_name_errors(scene), *_mention_errors(scene), *_speech_errors(scene)]
    return [f"line {_line(scene, at)}: {message}" for at, message in sorted(found)]


def find_warnings(scene: Scene) -> list[str]:
    """Return what may be wrong in `scene` and wants a look, one line each, by line of the file."""
    found = [*_unmarked_pronouns(scene), *_loose_quotation_marks(scene), *_unknown_speakers(scene)]
    return [f"line {_line(scene, at)}: {message}" for at, message in sorted(found)]


def _line(scene: Scene, at: int) -> int:
    return scene.first_line + scene.text.count("\n", 0, at)


def _around(scene: Scene, start: int, end: int) -> str:
    return " ".join(scene.text[max(0, start - 20) : end + 20].split())


def _inside(scene: Scene, start: int, end: int, types: str) -> bool:
    return any(m.start <= start and end <= m.end and m.type in types for m in scene.mentions)


def _words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
    """Yield (start, word) for every word in the range, without a possessive 's."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield match.start(), _POSSESSIVE.sub("", match[0])


def _name_words(scene: Scene) -> tuple[set[str], set[str]]:
    """Return the capitalised words of person names, and those that end a name.

    A title may stand in a common noun phrase ("the General"), so only a word that ends a name must be a name
    everywhere.
    """
    every: set[str] = set()
    last: set[str] = set()
    for mention in scene.mentions:
        if mention.category == "PER" and mention.type == "n":
            words = [w.casefold() for _, w in _words(scene.text, mention.start, mention.end) if w[0].isupper()]
            words = [word for word in words if word not in _NOT_NAMES]
            every.update(words)
            last.update(words[-1:])
    return every, last


def _name_errors(scene: Scene) -> Iterator[tuple[int, str]]:
    every, last = _name_words(scene)
    for start, word in _words(scene.text):
        key = word.casefold()
        if not word[0].isupper() or key not in every:
            continue
        end = start + len(word)
        if not _inside(scene, start, end, "n" if key in last else "nm"):
            yield start, f"{word!r} is a name elsewhere and is not marked here: {_around(scene, start, end)!r}"


def _mention_errors(scene: Scene) -> Iterator[tuple[int, str]]:
    for mention in scene.mentions:
        inside = scene.text[mention.start : mention.end]
        if mention.category == "PER" and mention.type in "nm" and inside.casefold().endswith(("'s", "’s")):
            yield mention.start, f"the possessive 's belongs outside of the mention: {inside!r}"
        if mention.type == "p" and len(inside.split()) > 2:  # "each other" and "one another" are two words
            yield mention.start, f"too long for a pronoun: {inside!r}"
        if "\n" in inside:
            yield mention.start, f"a mention crosses a line: {inside!r}"


def _speech_errors(scene: Scene) -> Iterator[tuple[int, str]]:
    for speech in scene.quotes:
        inside = scene.text[speech.start : speech.end]
        if inside[0] not in _OPENING or inside[-1] not in _CLOSING:
            yield speech.start, f"a quotation holds its quotation marks: {inside[:40]!r}"
    for mention in scene.mentions:
        word = scene.text[mention.start : mention.end].casefold()
        quote = _quote_of(scene, mention)
        if (
            mention.type != "p"
            or mention.id is None
            or not _OWN.fullmatch(word)
            or quote is None
            or quote.speaker == "?"
        ):
            continue
        same = mention.id == quote.speaker
        joint = not _SINGULAR.fullmatch(word) and _may_include(scene, mention.id, quote.speaker)
        if not same and not joint:
            around = _around(scene, mention.start, mention.end)
            yield mention.start, f"{word!r} is {mention.id} where {quote.speaker} speaks: {around!r}"


def _may_include(scene: Scene, group: str, speaker: str) -> bool:
    """Return whether `group` names the speaker among others, or is a slug of its own that is never one person."""
    if "+" in group or "+" in speaker:
        return set(speaker.split("+")) <= set(group.split("+"))
    words = (scene.text[mention.start : mention.end] for mention in scene.mentions if mention.id == group)
    return not any(_ONE.fullmatch(word.casefold()) for word in words)


def _quote_of(scene: Scene, mention: Mention) -> Quote | None:
    """Return the innermost quotation around `mention`."""
    around = [quote for quote in scene.quotes if quote.start <= mention.start and mention.end <= quote.end]
    return min(around, key=lambda quote: quote.end - quote.start, default=None)


def _unmarked_pronouns(scene: Scene) -> Iterator[tuple[int, str]]:
    for match in _PRONOUN.finditer(scene.text):
        if not _inside(scene, match.start(), match.end(), "p"):
            yield match.start(), f"pronoun not marked: {_around(scene, match.start(), match.end())!r}"


def _loose_quotation_marks(scene: Scene) -> Iterator[tuple[int, str]]:
    edges = {at for quote in scene.quotes for at in (quote.start, quote.end - 1)}
    for match in re.finditer('["“”]', scene.text):
        if match.start() not in edges:
            around = _around(scene, match.start(), match.end())
            yield match.start(), f"quotation mark at no edge of a quotation: {around!r}"


def _unknown_speakers(scene: Scene) -> Iterator[tuple[int, str]]:
    ids = {part for mention in scene.mentions if mention.id for part in (mention.id, *mention.id.split("+"))}
    for quote in scene.quotes:
        unknown = sorted({quote.speaker, quote.addressee, *quote.speaker.split("+")} - ids - {"?"})
        unknown = [name for name in unknown if not set(name.split("+")) <= ids]
        if unknown:
            yield quote.start, f"nobody is marked as {', '.join(unknown)}"
