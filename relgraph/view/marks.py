"""The words that mark a relationship, a person's speech, and the sentences about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relgraph.view.course import sentences_in
from relgraph.view.known import known
from relgraph.view.speaking import spans_of
from relgraph.view.values import Tags
from relgraph.wording import marking_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relgraph.analysis import Analysis
    from relgraph.records import Span

AGAINST_STORY = "More frequent here than in the rest of the story, and not by chance alone."
AGAINST_OTHERS = "More frequent than in what the others say, and not by chance alone."


def pair_words(analysis: Analysis, evidence: Iterable[Span]) -> list[Tags]:
    """Return the words that mark the passages of a relationship; an empty list where there are none."""
    counts = known(analysis).words.counts
    return _tags(analysis, "Words that mark their passages", AGAINST_STORY, evidence, counts)


def person_words(analysis: Analysis, person: str) -> list[Tags]:
    """Return the words that mark the sentences with a person in them, and those that mark what the person says."""
    facts = known(analysis)
    name = facts.names[person]
    mentions = [(mention.start, mention.end) for mention in facts.mentions.get(person, ())]
    around = sentences_in(analysis.sentences, mentions)
    speech = spans_of(facts.speeches.get(person, ()))
    return [
        *_tags(analysis, f"Words around {name}", AGAINST_STORY, around, facts.words.counts),
        *_tags(analysis, f"Words {name} says more than others", AGAINST_OTHERS, speech, facts.spoken),
    ]


def _tags(analysis: Analysis, title: str, note: str, ranges: Iterable[Span], whole: Mapping[str, int]) -> list[Tags]:
    found = marking_words(known(analysis).words.within(ranges), whole)
    return [Tags(title=title, note=note, items=[(one.word, one.count) for one in found])] if found else []
