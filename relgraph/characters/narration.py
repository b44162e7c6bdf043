"""Whether a story is told by an "I" or to a "you", and what they are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from relgraph.characters.layout import NOWHERE
from relgraph.characters.letters import letter_at
from relgraph.characters.words import FIRST_PERSON, SECOND_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.characters.layout import Layout, Spot
    from relgraph.characters.letters import Letter

# A told story says "I" more than once in a hundred words; an author's "I must confess" does not.
_NARRATOR_SHARE: Final = 0.004
_NARRATOR_LEAST: Final = 3
# Of the paragraphs: one letter that nobody signs is full of "I", and its story has none.
_NARRATOR_SPREAD: Final = 0.04
# Of eight parts of the text, where "I" is not said so often: the note in front of a story and a thought or two are not
# spread so far.
_PARTS: Final = 8
_NARRATOR_PARTS: Final = 4
_NARRATOR_OFTEN: Final = 0.02
# "You could see the sea" in a narration of he and she makes no character; a protagonist "you" is in every sentence.
_READER_SHARE: Final = 0.015
_READER_LEAST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration:
    """Whether the narration has a narrator ("I") and a reader ("you") who are characters."""

    narrator: bool
    reader: bool


def find_narration(layout: Layout, pronouns: Iterable[Spot], letters: Sequence[Letter] = ()) -> Narration:
    """Return who the narration speaks of as I and you, judged by their share of the words outside of quotes.

    The I of a letter that is signed, and the you of one that greets somebody, are known and do not count.
    """
    counts: Counter[str] = Counter()
    told: set[int] = set()
    parts: set[int] = set()
    for spot in pronouns:
        if spot.quote == NOWHERE:
            letter = letter_at(letters, spot.start)
            if spot.lower in FIRST_PERSON and (letter is None or not _is_named(layout, letter.writer)):
                counts["first"] += 1
                told.add(spot.paragraph)
                parts.add(_PARTS * spot.start // len(layout.story.text))
            counts["second"] += spot.lower in SECOND_PERSON and (letter is None or letter.reader is None)
    words = max(1, len(layout.words) - sum(last - first for first, last in layout.quote_tokens))
    share = counts["first"] / words
    narrator = counts["first"] >= _NARRATOR_LEAST and share >= _NARRATOR_SHARE
    narrator = narrator and len(told) >= _NARRATOR_SPREAD * len(layout.story.paragraphs)
    narrator = narrator and (len(parts) >= _NARRATOR_PARTS or share >= _NARRATOR_OFTEN)
    enough = counts["second"] >= _READER_LEAST and counts["second"] / words >= _READER_SHARE
    return Narration(narrator=narrator, reader=enough and counts["second"] >= counts["first"])


def _is_named(layout: Layout, writer: int | None) -> bool:
    return writer is not None and layout.spots[writer].kind == "name"
