"""Readable tables for the terminal."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from relgraph.cli.telling import labels, speeches
from relgraph.cli.work import visible
from relgraph.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import networkx as nx
    from rich.console import RenderableType

    from relgraph.analysis import Analysis
    from relgraph.records import Character, Merge

ROWS = 12
"""Rows of a table in the terminal; the exports hold them all."""

PASSAGE = 280
"""Characters of a passage that are shown."""


SURE = 0.8
"""From here on a name form is taken for sure and not listed as doubtful."""

DOUBTS = 6
"""Doubtful name forms that are listed."""


def overview(analysis: Analysis, graph: nx.Graph[str], *, speech: bool = False) -> RenderableType:
    """Return a story's characters and strongest relationships with a passage each; with `speech`, who speaks."""
    story = analysis.story
    by = f" by {visible(story.author)}" if story.author else ""
    head = Text.assemble(
        (visible(story.title), "bold"), by, f"\n{story.words:,} words, {len(story.chapters)} chapter(s)"
    )
    if not len(graph):
        return Group(head, Text("\nNo characters were found in this text: the graph is empty."))
    kinds = ", ".join(sorted({kind for _, _, edge in graph.edges(data=True) for kind in edge["kinds"]}))
    what = f", kinds {kinds}" if speech and kinds else ""
    note = Text(f"Counted in {graph.graph['count']}, window {graph.graph['window']}{what}.", style="dim")
    said = (speeches(analysis, graph),) if speech else ()
    return Group(head, characters(graph), *doubts(analysis), relationships(analysis, graph), *said, note)


def characters(graph: nx.Graph[str]) -> Table:
    """Return the most mentioned characters."""
    table = Table("Character", "Mentions", "Pronouns", "Called", title=f"{len(graph)} characters", title_justify="left")
    table.columns[1].justify = "right"
    for name in islice(graph, ROWS):
        node = graph.nodes[name]
        called = ", ".join(islice((form for form in node["aliases"] if form != node["label"]), 5))
        table.add_row(*map(_plain, (node["label"], str(node["mentions"]), node["pronouns"], called)))
    return table


def relationships(analysis: Analysis, graph: nx.Graph[str]) -> RenderableType:
    """Return the strongest relationships: what the text calls the two, and the first passage that each rests on."""
    edges = sorted(graph.edges(data=True), key=lambda edge: (-edge[2]["weight"], edge[0], edge[1]))
    if not edges:
        return Text("\nNo two characters meet within this window.")
    blocks: list[RenderableType] = [Text("\nStrongest relationships", style="italic")]
    called = labels(analysis)
    for first, second, edge in edges[:ROWS]:
        names = f"{graph.nodes[first]['label']} – {graph.nodes[second]['label']}"
        chapters = ", ".join(map(str, edge["chapters"]))
        blocks.append(Text.assemble((visible(names), "bold"), f"  {edge['weight']}  (chapter {chapters})"))
        if (told := called.get((min(first, second), max(first, second)))) and edge["labels"]:
            blocks.append(Padding(told, (0, 0, 0, 2)))
        start, end = edge["evidence"][0]
        blocks.append(
            Padding(Text(shorten(visible(analysis.story.text[start:end]), PASSAGE), style="dim"), (0, 0, 0, 4))
        )
    return Group(*blocks)


def doubts(analysis: Analysis) -> tuple[Text, ...]:
    """Return one line with the name forms that may be somebody else, the least sure first; none if all are sure."""
    names = {character.id: character.name for character in analysis.characters}
    asked: dict[str, str] = {}
    for merge in _by_doubt(merge for merge in analysis.merges if merge.p < SURE):
        owners = dict.fromkeys((merge.character, *merge.others))
        count = _uses(analysis, merge.second, owners)
        asked.setdefault(merge.second, f"'{merge.second}' × {count}: {' or '.join(names[one] for one in owners)}?")
    if not asked:
        return ()
    line = "; ".join(islice(asked.values(), DOUBTS))
    return (Text(visible(f"Doubtful names (--why NAME tells more): {line}"), style="yellow"),)


def _uses(analysis: Analysis, form: str, owners: Collection[str]) -> int:
    """Return how often a form is used for these characters."""
    aliases = (one.aliases for one in analysis.characters if one.id in owners)
    return sum(count for forms in aliases for text, count in forms.items() if text.casefold() == form.casefold())


def _by_doubt(merges: Iterable[Merge]) -> list[Merge]:
    return sorted(merges, key=lambda merge: (merge.p, merge.start, merge.second))


def reasons(analysis: Analysis, character: Character) -> RenderableType:
    """Return why the name forms of a character are one: rule, how sure, and passage of each, the least sure first."""
    names = {other.id: other.name for other in analysis.characters}
    forms = ", ".join(f"'{form}' × {count}" for form, count in character.aliases.items()) or "no name of their own"
    blocks: list[RenderableType] = [Text.assemble((visible(character.name), "bold"), f": {visible(forms)}")]
    merges = _by_doubt(merge for merge in analysis.merges if merge.character == character.id)
    if not merges:
        blocks.append(Text("No two name forms were joined."))
    for merge in merges:
        others = "".join(f", or {names[other]}" for other in merge.others)
        sure = f"{merge.rule}, {100 * merge.p:.0f} % sure{others}"
        blocks.append(Text(visible(f"'{merge.second}' is '{merge.first}' ({sure})")))
        passage = shorten(visible(analysis.story.text[merge.start : merge.end]), PASSAGE)
        blocks.append(Padding(Text(passage, style="dim"), (0, 0, 0, 4)))
    return Group(*blocks)


def _plain(text: str) -> Text:
    return Text(visible(text))
