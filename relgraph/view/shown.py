"""Passages as they go to the browser: text that flows, the people marked, the text around on demand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from relgraph.view.known import known
from relgraph.view.passages import around, chapter_name, flowing, passages_of
from relgraph.view.values import Shown, Veto

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.analysis import Analysis
    from relgraph.records import Span, Story
    from relgraph.view.passages import Passage
    from relgraph.view.values import Piece

VETOED = 30


def shown(
    analysis: Analysis, people: tuple[str, ...], evidence: Sequence[Span], *, context: bool = False
) -> list[Shown]:
    """Return the passages of a person or a pair; with `context`, each has the sentences before and after it."""
    story = analysis.story
    mentions = known(analysis).mentions_of(*people)
    found = []
    for passage in passages_of(story, mentions, people, evidence):
        one = Shown(
            chapter=chapter_name(story.chapters, passage.chapter),
            pieces=_pieces(story, passage),
            cut=passage.cut,
            span=(passage.start, passage.end),
        )
        if context:
            spans = around(story, analysis.sentences, (passage.start, passage.end))
            sides = [passages_of(story, mentions, people, [span]) for span in spans]
            one["before"], one["after"] = (_all_pieces(story, side) for side in sides)
        found.append(one)
    return found


def vetoed(analysis: Analysis, *people: str) -> list[Veto]:
    """Return what the reader has said is no meeting of all these people (of anybody without any); at most VETOED."""
    names = known(analysis).names
    held = [veto for veto in analysis.vetoes if {veto.first, veto.second}.issuperset(people)]
    found = []
    for veto in held[:VETOED]:
        pair = (veto.second, veto.first) if people[:1] == (veto.second,) else (veto.first, veto.second)
        found += [
            Veto(
                id=json.dumps([veto.first, veto.second, veto.start, veto.end]),
                title=f"{names[pair[0]]} and {names[pair[1]]}",
                passage=passage,
            )
            for passage in shown(analysis, pair, [(veto.start, veto.end)])
        ]
    return found


def _all_pieces(story: Story, passages: Sequence[Passage]) -> list[Piece]:
    return [piece for passage in passages for piece in _pieces(story, passage)]


def _pieces(story: Story, passage: Passage) -> list[Piece]:
    found: list[Piece] = []
    at = passage.start
    for piece in passage.pieces:
        end = at + len(piece.text)
        found.append((flowing(story, at, end), piece.who, piece.kind or ""))
        at = end
    return found
