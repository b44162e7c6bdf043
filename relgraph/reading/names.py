"""A file's name in; a readable title, or an id that is safe in file names and links, out."""

from __future__ import annotations

import re
import unicodedata

SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "the", "to", "vs"}
    | {"with"}
)
LONGEST_ID = 80
CATALOGUE = re.compile(r"^(?:pg)?\d+[-_ ]+(?=\D)")


def slug(name: str) -> str:
    """Return `name` in lower case with hyphens between words, letters of every script kept; "story" if none is left.

    >>> slug("Of Ash & Ember (final)")
    'of-ash-ember-final'
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold().replace("'", "").replace("’", ""))
    return "-".join(words)[:LONGEST_ID].strip("-") or "story"


def readable(stem: str) -> str:
    """Return the stem of a file name as a title; "Untitled" if there is nothing to read in it.

    A catalogue number in front goes: "1023_bleak_house" needs it, "7_days_of_rain" is wronged by it.

    >>> readable("1023_bleak_house"), readable("the-hour-of-ash")
    ('Bleak House', 'The Hour of Ash')
    """
    words = re.sub(r"[_+\s]+|(?<=\w)-(?=\w)", " ", CATALOGUE.sub("", stem)).split()
    if not words:
        return "Untitled"
    if any(word != word.lower() for word in words):
        return " ".join(words)
    return " ".join(word if at and word in SMALL else word[:1].upper() + word[1:] for at, word in enumerate(words))
