"""Why name forms are one person, in words, with the passage that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relgraph.view.known import known
from relgraph.view.shown import shown
from relgraph.view.values import Reason

if TYPE_CHECKING:
    from relgraph.analysis import Analysis
    from relgraph.records import Rule

IN_WORDS: Final[dict[Rule, str]] = {
    "address": "spoken to by that name",
    "alternation": "often near each other, and never in one sentence",
    "cast": "the cast file says so",
    "context": "the name fits several people, and who was near decided, mention by mention",
    "family name": "one is the other’s family name",
    "full name": "given and family name agree",
    "given name": "one is the other’s given name",
    "introduction": "introduced by that name",
    "nickname": "a usual short form of the name",
    "read aloud": "letters and digits, written as they are said",
    "renaming": "the text tells of the new name",
    "short form": "a short form of an unusual name",
    "spelling": "a rare spelling of a frequent name",
    "tag": "the story’s own tags say so",
    "title": "the same but for a title",
}

SURE = 0.8
"""A rule's judgement below this is called doubtful: short forms, spellings, names that fit several people."""

REASONS = 12


def reasons(analysis: Analysis, person: str) -> list[Reason]:
    """Return why the names of a person are one, the most doubtful first, then by position; at most REASONS."""
    merges = [merge for merge in analysis.merges if merge.character == person]
    merges.sort(key=lambda merge: (merge.p, merge.start, merge.second))
    names = known(analysis).names
    return [
        Reason(
            forms=(merge.first, merge.second),
            why=IN_WORDS[merge.rule],
            doubtful=merge.p < SURE,
            others=[names[other] for other in merge.others if other in names],
            passage=shown(analysis, (person,), [(merge.start, merge.end)])[0],
        )
        for merge in merges[:REASONS]
        if 0 <= merge.start < merge.end <= len(analysis.story.text)
    ]
