"""Stories for the tests of comparisons: one sentence for each pair of names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builders import make_analysis

from relgraph.records import Tags

if TYPE_CHECKING:
    from relgraph.analysis import Analysis

WINDOW = "sentences:1"
SPACED = "Rain fell. " * 12


def story(
    *pairs: tuple[str, str], title: str = "A story", words: int = 1000, tags: Tags | None = None, slug: str = "a-story"
) -> Analysis:
    """A story with one sentence for each pair of names; an id is the name in lower case, with hyphens."""
    sentences = [f"{{{_id(one)}|{one}}} met {{{_id(other)}|{other}}}." for one, other in pairs]
    analysis = make_analysis(" ".join(sentences), title=title, slug=slug)
    return replace(analysis, story=replace(analysis.story, words=words, tags=tags or Tags()))


def long_story(often: int, *, title: str, blocks: int = 20) -> Analysis:
    """A story of `blocks` stretches of text, in each of which Ann meets Bob `often` times, and Cy meets Dee twice."""
    stretch = " ".join(
        [
            *["{ann|Ann} met {bob|Bob}."] * often,
            *["{cy|Cy} saw {dee|Dee}."] * 2,
            *["Rain fell on the roof."] * (40 - often),
        ]
    )
    analysis = make_analysis(*[stretch] * blocks, title=title, slug=title.lower())
    return replace(analysis, story=replace(analysis.story, words=20_000, tags=Tags()))


def twice(analysis: Analysis) -> Analysis:
    """The same story told two times: each number doubles."""
    text = analysis.story.text
    marked = [(one.start, one.end, one.character) for one in analysis.mentions]
    notation, last = [], 0
    for start, end, name in marked:
        notation += [text[last:start], f"{{{name}|{text[start:end]}}}"]
        last = end
    once = "".join([*notation, text[last:]])
    doubled = make_analysis(once, once, title=analysis.story.title, slug=analysis.story.id)
    return replace(doubled, story=replace(doubled.story, words=2 * analysis.story.words, tags=analysis.story.tags))


def _id(name: str) -> str:
    return name.casefold().replace(" ", "-")
