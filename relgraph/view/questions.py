"""What a reader is asked about the names of a story: who is meant, and whether two forms are one person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.analysis import Analysis
    from relgraph.records import Merge, Rule, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A form that may be somebody else's.

    Of one with several `people` (ids, who has most of its mentions first) it is asked whom it means; otherwise whether
    `form` is the same person as `other`, another form of that person. `count` are its mentions, `p` (0..1, higher is
    surer) how sure the least sure of them is, `span` the passage that this rests on.
    """

    form: str
    other: str
    people: tuple[str, ...]
    count: int
    rule: Rule
    p: float
    span: Span


def questions(analysis: Analysis) -> tuple[Question, ...]:
    """Return what can be asked about the names of a story, the most doubtful first, then by position.

    What the cast says is not asked again.
    """
    counts = {one.id: {_fold(form): count for form, count in one.aliases.items()} for one in analysis.characters}
    contested: dict[str, list[Merge]] = defaultdict(list)
    found = []
    for merge in analysis.merges:
        if merge.rule == "context":
            contested[_fold(merge.second)].append(merge)
        elif merge.rule != "cast":
            found.append(_same(merge, counts))
    found += [_who(merges, counts) for merges in contested.values()]
    return tuple(sorted(found, key=lambda one: (one.p, one.span, one.form, one.people)))


def _same(merge: Merge, counts: Mapping[str, Mapping[str, int]]) -> Question:
    return Question(
        form=merge.second,
        other=merge.first,
        people=(merge.character,),
        count=counts[merge.character].get(_fold(merge.second), 0),
        rule=merge.rule,
        p=merge.p,
        span=(merge.start, merge.end),
    )


def _who(merges: Sequence[Merge], counts: Mapping[str, Mapping[str, int]]) -> Question:
    """Return the one question about a form that fits several people."""
    doubtful = min(merges, key=lambda merge: (merge.p, merge.start))
    key = _fold(doubtful.second)
    people = {person for merge in merges for person in (merge.character, *merge.others)}
    return Question(
        form=doubtful.second,
        other=doubtful.first,
        people=tuple(sorted(people, key=lambda person: (-counts[person].get(key, 0), person))),
        count=sum(counts[person].get(key, 0) for person in people),
        rule="context",
        p=doubtful.p,
        span=(doubtful.start, doubtful.end),
    )


def _fold(form: str) -> str:
    return " ".join(form.split()).casefold()
