"""A comparison as readable tables for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from relgraph.cli.work import visible
from relgraph.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from relgraph.comparison import Comparison, Contrast, Difference

ROWS = 15
"""Rows of a table in the terminal; the files hold them all."""

TITLE = 28
"""Characters of a story's title in the head of a column."""

NAMES = 5
"""Close names that are listed."""

WIDE = 6
"""Stories that fit beside each other; of more, only how alike they are is shown."""


def comparison(result: Comparison, contrasts: Sequence[Contrast]) -> RenderableType:
    """Return how alike the stories are, what they share, and what differs beyond chance."""
    blocks: list[RenderableType] = [_alike(result)]
    if result.nobody_shared:
        blocks.append(Text("These stories share no character by name: there is nothing to compare."))
        blocks.extend(_closest(result))
        return Group(*blocks)
    shared = sum(row.shared for row in result.relationships)
    people, pairs = len(result.characters), len(result.relationships)
    blocks.append(
        Text(
            f"\n{people} people occur in more than one story; of the {pairs} relationships among them {shared} are in "
            f"more than one. {len(result.lone)} others are with people of one story only."
        )
    )
    if len(contrasts) == 1:
        blocks.extend(_contrast(contrasts[0]))
    elif len(result.stories) <= WIDE:
        blocks.append(_relationships(result))
        blocks.extend(_called(contrasts))
    else:
        blocks.extend(_called(contrasts))
    blocks.extend(_tags(result))
    return Group(*blocks)


def _alike(result: Comparison) -> RenderableType:
    """Return the measures for two stories, or the table of one of them for many."""
    if len(result.stories) == 2:
        table = Table(title="How alike the two stories are", title_justify="left")
        for head, justify in (("Measure", "left"), ("0 to 1", "right"), ("What it says", "left")):
            table.add_column(head, justify=justify)  # type: ignore[arg-type]  # two of the words that rich knows
        for one in result.similarities:
            table.add_row(f"{one.name} {one.kind}", f"{one.table[0][1]:.2f}", one.meaning)
        return table
    table = Table(title="How alike the stories are (weighted Jaccard, 1 is the same)", title_justify="left")
    table.add_column("Story")
    order = result.tree().order
    for number in range(1, len(order) + 1):
        table.add_column(str(number), justify="right")
    for number, index in enumerate(order, 1):
        cells = (f"{result.jaccard[index][other]:.2f}" for other in order)
        table.add_row(_plain(f"{number}. {shorten(result.stories[index], TITLE)}"), *cells)
    return table


def _contrast(contrast: Contrast) -> Iterator[RenderableType]:
    """Yield the relationships of two stories beside each other, and who gains or loses."""
    table = Table(title="Per 10,000 words (rank)", title_justify="left")
    table.add_column("Relationship")
    for story in contrast.stories:
        table.add_column(_plain(shorten(story, TITLE)), justify="right")
    for head in ("Change", f"{100 * contrast.level:.0f} % of draws"):
        table.add_column(head, justify="right", no_wrap=True)
    if not contrast.too_short:
        table.add_column("")
    for one in contrast.relationships[:ROWS]:
        sides = zip((one.per_words.first, one.per_words.second), one.ranks, strict=True)
        figures = (f"{figure.value:.1f} ({rank})" if rank else "–" for figure, rank in sides)
        change = one.per_words.difference
        verdict = () if contrast.too_short else (_verdict(one),)
        table.add_row(
            _plain(" – ".join(one.names)),
            *figures,
            f"{change.value:+.1f}",
            f"{change.low:+.0f} to {change.high:+.0f}",
            *verdict,
        )
    yield table
    yield Text(_how(contrast), style="dim")
    gains = [one for one in contrast.people if one.share.called]
    if gains:
        told = "; ".join(
            f"{one.name} {100 * one.share.first.value:.0f} → {100 * one.share.second.value:.0f} %" for one in gains
        )
        yield Text(visible(f"People with another share of the meetings: {told}"))


def _verdict(one: Difference) -> Text:
    if one.called:
        return Text("more" if one.per_words.difference.value > 0 else "less", style="bold")
    return Text("may be chance" if one.tested else "too little to tell", style="dim")


def _how(contrast: Contrast) -> str:
    if contrast.too_short:
        return "The stories are too short to tell a difference from chance: nothing is called one."
    return (
        f"{contrast.tested} relationships tested, {len(contrast.called)} called different ({contrast.resamples:,} "
        f"resamples of blocks of {contrast.block_words[0]:,} and "
        f"{contrast.block_words[1]:,} words; at most {100 * (1 - contrast.level):.0f} % of the called by chance)."
    )


def _relationships(result: Comparison) -> Table:
    table = Table(title="Per 10,000 words (rank)", title_justify="left")
    table.add_column("Relationship")
    for story in result.stories:
        table.add_column(_plain(shorten(story, TITLE)), justify="right")
    for one in result.relationships[:ROWS]:
        cells = (f"{rate:.1f} ({rank})" if rank else "–" for rate, rank in zip(one.per_words, one.ranks, strict=True))
        table.add_row(_plain(one.label), *cells)
    return table


def _called(contrasts: Sequence[Contrast]) -> Iterator[Text]:
    """Yield a line for each two stories with what is called different between them."""
    for contrast in contrasts:
        told = "; ".join(f"{' – '.join(one.names)} {one.per_words.difference.value:+.1f}" for one in contrast.called)
        names = " → ".join(contrast.stories)
        yield Text(visible(f"{names}: {told or 'no difference beyond chance'}"))


def _tags(result: Comparison) -> Iterator[Text]:
    for report in result.tags:
        parts = [f"{one.tag}: {one.status}" for one in report.tagged if one.status != "central"]
        parts += [f"{' – '.join(one.people)}: central, not tagged" for one in report.untagged]
        if parts:
            yield Text(visible(f"Tags of {report.title}: {'; '.join(parts)}"))


def _closest(result: Comparison) -> Iterator[Text]:
    if result.closest:
        names = "; ".join(
            f"{one.first_name} ({result.stories[one.first[0]]}) and {one.second_name} ({result.stories[one.second[0]]})"
            for one in result.closest[:NAMES]
        )
        yield Text(visible(f"Closest names: {names}. If two are one, name both in a cast file (--cast)."))


def _plain(text: str) -> Text:
    return Text(visible(text))
