"""How well names are joined, and by which rules: `python training/aliases.py LITBANK_FOLDER`.

Entities, sentences and quotations are given as annotated, so that the figures are of the rules alone. Named characters
are compared one to one (matched for the largest sum of shared mentions), name forms by B3 (Bagga and Baldwin, 1998)
over the forms that both sides know and give to one character only. Precision / recall / F1 in per cent, means over the
texts. The documents are split as for training; the second table counts the merges of every rule, of the scenes as well.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import networkx as nx
import scenes

from relgraph.characters import find_characters
from relgraph.characters.names import parse_name
from relgraph.language.sentences import split_sentences
from relgraph.records import Chapter, Entity, Parse, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relgraph.characters import Found
    from relgraph.records import Category, MentionKind, Span

KINDS: dict[str, MentionKind] = {
    "PROP": "name",
    "NOM": "nominal",
    "PRON": "pronoun",
    "n": "name",
    "m": "nominal",
    "p": "pronoun",
}
WORD = re.compile(r"['’]s\b|\w+(?:[-’']\w+)*?(?=['’]s\b)|\w+(?:[-’']\w+)*|--|[^\w\s]")
PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
TITLE_STOP = re.compile(r"\b(mr|mrs|ms|dr|st|mme|mlle|m)\.(?=\s|$)")
Triple = tuple[float, float, float]
Forms = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as annotated: `gold` gives the person of each range that is one, `names` each person's forms."""

    story: Story
    parse: Parse
    gold: Mapping[Span, str]
    names: Forms


def text_of(
    ident: str,
    text: str,
    marks: Iterable[tuple[int, int, str, MentionKind, str]],
    quotes: Iterable[Span],
    cut: tuple[Sequence[Span], Sequence[Span]] | None = None,
) -> Text:
    """Return a text; `cut` are its words and sentences where they are annotated."""
    paragraphs = tuple(m.span() for m in PARAGRAPH.finditer(text))
    words, sentences = cut or (
        [m.span() for m in WORD.finditer(text)],
        split_sentences(text, paragraphs),
    )
    story = Story(
        id=ident,
        title=ident,
        author=None,
        source=ident,
        text=text,
        words=len(text.split()),
        chapters=(Chapter(title=None, start=0, end=len(text)),),
        paragraphs=paragraphs,
    )
    marks = list(marks)
    persons = [mark for mark in marks if mark[2] == "PER"]
    names: Forms = defaultdict(Counter)
    for start, end, _, kind, person in persons:
        if kind == "name":
            names[person][plain(text[start:end])] += 1
    entities = tuple(Entity(start=m[0], end=m[1], category=cast("Category", m[2]), kind=m[3], p=1.0) for m in marks)
    parse = Parse(
        model="gold", tokens=tuple(words), sentences=tuple(sentences), entities=entities, quotes=tuple(quotes)
    )
    return Text(story=story, parse=parse, gold={m[:2]: m[4] for m in persons}, names=names)


def litbank(folder: Path) -> list[Text]:
    """Return LitBank's documents in the order of their ids."""
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    return [_litbank(raw) for raw in sorted(documents, key=lambda raw: str(raw["id"]))]


def _litbank(raw: dict[str, Any]) -> Text:
    words = [(start, end) for start, end in raw["tokens"]]
    sentences = [(words[first][0], words[last - 1][1]) for first, last in raw["sentences"] if last > first]
    marks = [(m["start_char"], m["end_char"], m["category"], KINDS[m["type"]], m["cluster"]) for m in raw["mentions"]]
    quotes = [(q["start"], q["end"]) for q in raw["quotes"]]
    return text_of(str(raw["id"]), raw["text"], marks, quotes, (words, sentences))


def own_scenes(folder: Path) -> list[Text]:
    """Return the project's annotated scenes."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        scene = scenes.parse(path.read_text(encoding="utf-8"))
        marks = [(m.start, m.end, m.category, KINDS[m.type], m.id or "") for m in scene.mentions]
        found.append(text_of(path.stem, scene.text, marks, [(q.start, q.end) for q in scene.quotes]))
    return found


def plain(form: str) -> str:
    """Return a form without case, possessive, line break and full stops of titles."""
    bare = re.sub(r"\s+", " ", form.replace("’", "'").replace("‘", "'").replace("_", " ")).strip().casefold()
    return TITLE_STOP.sub(r"\1", bare.removesuffix("'s")).strip(' .,;:!?"')


def owners(people: Forms) -> dict[str, str]:
    """Return the person of each form that belongs to one only."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for person, forms in people.items():
        for form in forms:
            bearers[form].append(person)
    return {form: found[0] for form, found in bearers.items() if form and len(found) == 1}


def b_cubed(gold: Forms, found: Forms) -> Triple:
    """Return precision, recall and F1 of B3 over the forms that both sides know, 0..1; zeros where there are none."""
    one, two = owners(gold), owners(found)
    common = sorted(one.keys() & two.keys())
    both = Counter((one[form], two[form]) for form in common)
    right, left = Counter(one[form] for form in common), Counter(two[form] for form in common)
    precision = sum(count * count / left[b] for (_, b), count in both.items())
    recall = sum(count * count / right[a] for (a, _), count in both.items())
    return _prf(precision, len(common), recall, len(common))


def people(gold: Forms, found: Forms) -> Triple:
    """Return precision, recall and F1 of the named characters, 0..1."""
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for (a, real), (b, named) in ((x, y) for x in gold.items() for y in found.items()):
        shared = real.keys() & named.keys()
        if shared:
            overlap = sum(named[form] + 0.001 for form in shared) + 0.5 * len(shared) / len(real.keys() | named.keys())
            graph.add_edge(("gold", a), ("found", b), weight=overlap)
    matched = len(nx.max_weight_matching(graph))
    return _prf(matched, len(found), matched, len(gold))


def _prf(right: float, found: int, hit: float, wanted: int) -> Triple:
    precision, recall = right / found if found else 0.0, hit / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def forms_found(found: Found) -> Forms:
    """Return the forms of the named characters."""
    named: Forms = {}
    for character in found.characters:
        if character.kind == "named":
            named[character.id] = Counter()
            for form, count in character.aliases.items():
                named[character.id][plain(form)] += count
    return named


def judged(text: Text, found: Found) -> list[tuple[str, bool]]:
    """Return the rule of each merge and whether most mentions of both forms, as used for it, are one person."""
    uses: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for mention in found.mentions:
        span = (mention.start, mention.end)
        if mention.kind == "name" and span in text.gold:
            uses[mention.character, parse_name(text.story.text[slice(*span)]).key][text.gold[span]] += 1
    verdicts = []
    for merge in found.merges:
        one, two = (uses[merge.character, parse_name(form).key] for form in (merge.first, merge.second))
        if one and two:
            verdicts.append((str(merge.rule), one.most_common(1)[0][0] == two.most_common(1)[0][0]))
    return verdicts


def mean(rows: Sequence[Triple]) -> str:
    """Return the means in per cent."""
    return " / ".join(f"{100 * sum(row[at] for row in rows) / len(rows):.1f}" for at in range(3))


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("litbank", type=Path)
    parser.add_argument("--scenes", type=Path, default=Path(__file__).parent / "data" / "scenes")
    parser.add_argument("--fold", type=int, default=3, choices=range(7))
    options = parser.parse_args()
    documents = litbank(options.litbank)
    parts = {
        "development": [text for at, text in enumerate(documents) if at % 7 != options.fold],
        "validation": documents[options.fold :: 7],
        "scenes": own_scenes(options.scenes),
    }
    verdicts: dict[str, Counter[tuple[str, bool]]] = {}
    for part, texts in parts.items():
        results = [(text, find_characters(text.story, text.parse)) for text in texts]
        verdicts[part] = Counter(chain.from_iterable(judged(text, found) for text, found in results))
        named = [(text.names, forms_found(found)) for text, found in results]
        print(f"{part}: {len(texts)} texts")
        print(f"  named characters  {mean([people(gold, found) for gold, found in named])}")
        print(f"  alias clusters B3 {mean([b_cubed(gold, found) for gold, found in named])}")
    print(f"\n{'rule':14}" + "".join(f"{part:>16}" for part in parts))
    for rule in sorted({rule for counts in verdicts.values() for rule, _ in counts}):
        cells = ((counts[rule, True], counts[rule, True] + counts[rule, False]) for counts in verdicts.values())
        print(f"{rule:14}" + "".join(f"{f'{right} of {all_}' if all_ else '-':>16}" for right, all_ in cells))


if __name__ == "__main__":
    main()
