"""Quotes with speaker and addressee come in; what the one calls the other goes out: "Master", "Dad", "my love"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from relgraph.characters.labels import LABELS, Label
from relgraph.characters.words import word_set
from relgraph.records import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relgraph.records import Mention, Quote
    from relgraph.relations.ground import Ground

# A stranger may be "my friend", "brother" or "my son"; these words leave little doubt.
_ALONE: Final = word_set("""
    mother mum mom mummy mommy mama mamma ma father dad daddy papa pa grandmother grandma gran granny nana grandfather
    grandpa granddad grandad aunt auntie uncle sis master boss
""")
_OF_MINE: Final = word_set("""
    mother father husband wife master apprentice student pupil teacher
""")
# A waitress says it to every guest: the label is the words, and no kind of love.
_LOVED: Final = Label(name="my love", kind="other")
_CALLS: Final[dict[str, Label]] = {
    **{word: LABELS[word] for word in _ALONE},
    **{f"{mine} {word}": LABELS[word] for word in _OF_MINE for mine in ("my", "my dear")},
    **{f"{size} {word}": LABELS[word] for word in ("brother", "sister") for size in ("little", "big")},
    **dict.fromkeys(("my love", "my own love", "my dearest love"), _LOVED),
    **dict.fromkeys(("old friend", "my old friend", "my dear friend"), LABELS["friend"]),
}
_REFERENCES: Final = frozenset(words for words in _CALLS if words.startswith("my ") and words.split()[-1] in _OF_MINE)
_WORDS: Final = "|".join(sorted(_CALLS, key=lambda words: (-len(words), words)))
# Set off on both sides, as no subject or object is: "Yes, Master." but not "It was Mother." nor "Mother, Father and I".
_CALL: Final = re.compile(
    rf"(?:(?<=[,.!?;:…—–\"“‘'«*_])|(?<=--))\s*(?P<oh>(?:oh|yes|no|please|but|and|hello|hey|dear|well)\s+)?"
    rf"\b(?P<words>{_WORDS})(?=\s*(?:[,.!?;…—–\"”*_»]|--|['’](?!\w)|$))(?!,?\s+(?:and|or)\b)"
    rf"(?!,\s+(?:my\s+)?(?:{_WORDS})\b)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"\b(?:aunt|auntie|uncle|grandma|granny|grandpa|cousin)\s+(?=\w)", re.IGNORECASE)
_BEFORE_CALL: Final = re.compile(
    r"[,.!?;:…—–\"“‘'«]\s*(?:(?:oh|yes|no|please|but|and|hello|hey|well)\s+)?$", re.IGNORECASE
)
_BEHIND_CALL: Final = re.compile(r"\s*(?:[,.!?;…—–\"”»]|--|'(?!\w)|$)")
_ASIDE: Final = re.compile(r"\b(?:I|you|we)\s+\w+,\s+$", re.IGNORECASE)
_LISTED: Final = re.compile(r",?\s+(?:and|or)\b", re.IGNORECASE)


def find_calls(ground: Ground) -> Iterator[Relation]:
    """Yield what speakers call whom they speak to."""
    for quote in ground.quotes:
        if quote.speaker is None or not ground.is_individual(quote.speaker):
            continue
        for call in _CALL.finditer(ground.text, quote.start, quote.end):
            start, end = call.span("words")
            heard = _heard(ground, quote, ground.closes(end))
            if heard and not (_is_office(ground, call["words"], heard) or _is_reference(ground, call["words"], start)):
                yield from _call(ground, quote, _CALLS[call["words"].lower()], heard, start, end)
        yield from _named_calls(ground, quote)


def _named_calls(ground: Ground, quote: Quote) -> Iterator[Relation]:
    """Yield what goes with a name: "Aunt Halla, look"."""
    for call in _NAMED.finditer(ground.text, quote.start, quote.end):
        name = ground.opens(call.end()) or ground.opens(call.start())
        if name is None or name.kind != "name":
            continue
        before, after = ground.text[max(0, call.start() - 9) : call.start()], ground.behind(name.end)
        set_off = _BEFORE_CALL.search(before) and _BEHIND_CALL.match(after) and not _LISTED.match(after)
        if set_off and quote.addressee in {None, name.character}:
            label = LABELS[call[0].strip().lower()]
            yield from _call(ground, quote, label, name.character, call.start(), name.end)


def _heard(ground: Ground, quote: Quote, mention: Mention | None) -> str | None:
    """Return who is spoken to: the addressee, whom the word itself must not contradict; else the one it refers to."""
    meant = mention.character if mention is not None and ground.is_known(mention.character) else None
    if quote.addressee is None:
        return meant
    return quote.addressee if meant in {None, quote.addressee} else None


def _is_office(ground: Ground, words: str, heard: str) -> bool:
    """Return whether a word is what everybody calls someone: "Father" of Father Brown, "Master" of Master Wren."""
    person = ground.people[heard]
    return any(form.lower().startswith(f"{words.lower()} ") for form in (person.name, *person.aliases))


def _is_reference(ground: Ground, words: str, start: int) -> bool:
    """Return whether "my pupil" may be somebody who is spoken of: "My pupil, who left", "This is Tom, my pupil".

    "Rest now, my pupil." is an address, "My pupil, you are tired" is missed.
    """
    if words.lower() not in _REFERENCES:
        return False
    before = ground.clause_before(start)
    set_off = before.endswith(", ") and not ground.behind(start + len(words)).startswith(",")
    return not set_off or _ASIDE.search(before) is not None or ground.closes(start - 2) is not None


def _call(ground: Ground, quote: Quote, label: Label, heard: str, start: int, end: int) -> Iterator[Relation]:
    if quote.speaker and heard != quote.speaker and ground.is_individual(heard) and ground.fits(label, heard):
        yield Relation(character=heard, label=label.name, of=quote.speaker, kind=label.kind, start=start, end=end)
