"""An analysis in, the relations that its text tells out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relgraph.relations.addresses import find_calls
from relgraph.relations.asserting import people_meant
from relgraph.relations.ground import ground_of, relation
from relgraph.relations.pairs import find_pairs
from relgraph.relations.phrases import read_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from relgraph.records import Character, Mention, Quote, Relation, Story
    from relgraph.relations.ground import Ground
    from relgraph.relations.phrases import Phrase

LEAST: Final = 0.5
"""The smallest `p` that is told: below it the text more likely means somebody else."""

LEAST_UNNAMED: Final = 0.7
"""The smallest `p` for one who has no name: nothing but the owner says then who "his mother" is."""


def find_relations(
    story: Story, characters: Iterable[Character], mentions: Iterable[Mention], quotes: Iterable[Quote]
) -> tuple[Relation, ...]:
    """Return what the text calls people of each other, by position; nothing for a story without people.

    Told are phrases with an owner ("her brother", "Rey's old teacher", "the son of Leia") by whom they refer to, the
    name beside them ("Leia, his mother,") or the subject ("Luke was her teacher"); two people together ("Ann and Lena
    were sisters"); and what a speaker calls whom he speaks to ("Yes, Master"). What is denied, asked, imagined or
    compared is left out, and so is a word that the pronouns of the person do not allow, or that means somebody with a
    probability below LEAST (LEAST_UNNAMED for the unnamed). Groups have no relations, nor has whoever is but a pronoun.

    "Her brother" with an owner nobody found, "the two sisters" without their names, and a word that is only thought
    ("so this was her father") are missed. What a character lies about is taken at its word.
    """
    ground = ground_of(story.text, mentions, quotes, characters)
    found = {one for one in (*_phrases(ground), *find_pairs(ground), *find_calls(ground)) if _is_sure(ground, one)}
    # The outer and the inner of two mentions that start together may tell the same.
    told = {(one.start, one.character, one.label, one.of): one for one in sorted(found, key=_position)}
    return tuple(sorted(told.values(), key=_position))


def _is_sure(ground: Ground, one: Relation) -> bool:
    least = LEAST if ground.is_known(one.character) else LEAST_UNNAMED
    return one.p is None or one.p >= least


def _phrases(ground: Ground) -> Iterator[Relation]:
    for mentions in ground.starting.values():
        for mention in mentions:
            phrase = read_phrase(ground, mention) if mention.kind == "nominal" else None
            if phrase is not None and ground.is_individual(phrase.owner.character):
                yield from _told(ground, mention, phrase)


def _told(ground: Ground, mention: Mention, phrase: Phrase) -> Iterator[Relation]:
    for who in people_meant(ground, mention, phrase):
        if who.character == phrase.owner.character or not ground.is_individual(who.character):
            continue
        if who.start >= phrase.start and ground.is_present(who.character, mention.start):
            continue  # "Your mother," she said: nobody speaks so of herself or to her
        start, end = min(who.start, phrase.start), max(who.end, phrase.end)
        for label in phrase.labels:
            if ground.fits(label, who.character):
                yield relation(label, who, phrase.owner, start=start, end=end)


def _position(one: Relation) -> tuple[int, int, str, str, str, float]:
    return one.start, one.end, one.character, one.of, one.label, 1.0 if one.p is None else one.p
