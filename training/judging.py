"""Annotated texts as the package reads them, and the figures of what it finds in them: see `scoring`."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import aliases
import scenes
import scoring

from relgraph.characters import find_characters
from relgraph.language import load_language, parse
from relgraph.language.linking import Linker
from relgraph.language.model import shipped_model
from relgraph.language.sentences import find_quotes, split_sentences
from relgraph.reading import find_paragraphs
from relgraph.records import Chapter, Entity, Parse, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import data

    from relgraph.characters import Found
    from relgraph.records import Category, Mention, MentionKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document with its tokens, the names of its characters by cluster, and whom each quotation is said to."""

    document: data.Document
    tokens: tuple[Span, ...]
    names: scoring.Forms
    listeners: tuple[str, ...] = ()


def litbank_texts(folder: Path, documents: Iterable[data.Document]) -> list[Text]:
    """Return these documents of a LitBank folder."""
    raw = {str(one["id"]): one for one in (json.loads(path.read_text("utf-8")) for path in folder.glob("*.json"))}
    texts = []
    for document in documents:
        tokens = tuple((start, end) for start, end in raw[document.id]["tokens"])
        texts.append(Text(document=document, tokens=tokens, names=proper_names(document, tokens)))
    return texts


def scene_texts(folder: Path, documents: Iterable[data.Document]) -> list[Text]:
    """Return these scenes; their names are those that are marked as such."""
    texts = []
    for document in documents:
        scene = scenes.parse((folder / f"{document.id}.txt").read_text(encoding="utf-8"))
        tokens = tuple(match.span() for match in aliases.WORD.finditer(document.text))
        listeners = tuple(quote.addressee.replace("?", "") for quote in scene.quotes)
        texts.append(Text(document=document, tokens=tokens, names=_marked_names(document), listeners=listeners))
    return texts


def passage_texts(documents: Iterable[data.Document]) -> list[Text]:
    """Return these passages of novels (see `annotated`) without the mentions of which nobody knows whose they are."""
    texts = []
    for document in documents:
        known = [(m, c) for m, c in zip(document.mentions, document.clusters, strict=True) if c]
        told = replace(document, mentions=tuple(m for m, _ in known), clusters=tuple(c for _, c in known))
        tokens = tuple(match.span() for match in aliases.WORD.finditer(document.text))
        texts.append(Text(document=told, tokens=tokens, names=_marked_names(told)))
    return texts


def _marked_names(document: data.Document) -> scoring.Forms:
    names: scoring.Forms = defaultdict(Counter)
    for (start, end, label), cluster in zip(document.mentions, document.clusters, strict=True):
        if label == "PER.name":
            names[cluster][aliases.plain(_from_capital(document.text[start:end]))] += 1
    return dict(names)


def _from_capital(name: str) -> str:
    """Return a name from its first word that is not in lower case on: without "the irrepressible" in front of Jo."""
    words = name.split()
    first = next((number for number, word in enumerate(words) if not word[0].islower()), 0)
    return " ".join(words[first:])


def proper_names(document: data.Document, tokens: Sequence[Span]) -> scoring.Forms:
    """Return the names of each cluster that has any, as Amalvy, Labatut and Dufour (2025) tell names.

    Of a mention of a person "the" in front and everything from a comma on are cut. What is left is a name when all its
    words but "the" and "of" have capitals, it lies in no longer one, and is a mention itself.
    """
    homes = {mention[:2]: cluster for mention, cluster in zip(document.mentions, document.clusters, strict=True)}
    wanted = ("PER.name", "PER.nominal")
    people = ((start, end) for start, end, label in document.mentions if label in wanted)
    cut = {span for start, end in people if (span := _cut(document.text, _within(tokens, start, end)))}
    names: scoring.Forms = defaultdict(Counter)
    for start, end in sorted(cut):
        inside = any((a, b) != (start, end) and a <= start and end <= b for a, b in cut)
        if (start, end) in homes and not inside:
            names[homes[start, end]][aliases.plain(document.text[start:end])] += 1
    return dict(names)


def _within(tokens: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    return tokens[bisect_left(tokens, (start, start)) : bisect_left(tokens, (end, end))]


def _cut(text: str, tokens: Sequence[Span]) -> Span | None:
    words = [text[start:end] for start, end in tokens]
    first = next((i for i, word in enumerate(words) if word.lower() != "the"), len(words))
    last = words.index(",", first) if "," in words[first:] else len(words)
    small = any(word[0].islower() and word not in {"the", "of"} for word in words[first:last])
    return None if first >= last or small else (tokens[first][0], tokens[last - 1][1])


def story_of(document: data.Document) -> Story:
    """Return a document as a story without matter."""
    whole = (Chapter(title=None, start=0, end=len(document.text)),)
    return Story(
        id=document.id,
        title=document.id,
        author=None,
        source=document.id,
        text=document.text,
        words=len(document.text.split()),
        chapters=whole,
        paragraphs=find_paragraphs(document.text, whole),
    )


def parsed(text: Text, *, gold: bool) -> Parse:
    """Return what the model finds in a text; with `gold` the entities are given, and it only links them."""
    story = story_of(text.document)
    if not gold:
        return parse(story, load_language())
    entities = [
        Entity(start=start, end=end, category=cast("Category", category), kind=cast("MentionKind", kind), p=1.0)
        for start, end, label in text.document.mentions
        for category, _, kind in [label.partition(".")]
    ]
    entities.sort(key=lambda entity: (entity.start, -entity.end))
    sentences = split_sentences(story.text, story.paragraphs)
    quotes = find_quotes(story.text, story.paragraphs)
    linker, reading = Linker(), shipped_model().read(story.text, sentences)
    linker.add((0, len(story.text)), [(entity.start, entity.end) for entity in entities], quotes, reading)
    links, voices = linker.link(story, entities, sentences=sentences, quotes=quotes)
    return Parse(
        model="gold",
        tokens=text.tokens,
        sentences=sentences,
        entities=tuple(entities),
        quotes=quotes,
        links=links,
        voices=voices,
    )


def unlinked(parse: Parse) -> Parse:
    """Return a parse without the model's opinion on who is whom: what is left to the rules."""
    return replace(parse, links=(), voices=())


class Figures:
    """Gathers the figures of texts; those of characters, edges and speakers are means over the texts that have any."""

    def __init__(self) -> None:
        self.coreference = scoring.Coreference()
        self.scores: dict[str, list[scoring.Score]] = defaultdict(list)
        self.cosines: list[float] = []
        self.shares: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, text: Text, found: Found, *, gold: bool) -> None:
        """Take in what was found in a text; with `gold` the mentions were given, so that none is wrong or missed."""
        persons = {
            mention[:2]: cluster
            for mention, cluster in zip(text.document.mentions, text.document.clusters, strict=True)
            if mention[2].startswith("PER.")
        }
        homes: dict[Span, str] = {}
        for mention in found.mentions:
            homes.setdefault((mention.start, mention.end), mention.character)
        answer = {span: home for span, home in homes.items() if not gold or span in persons}
        alone = [frozenset([span]) for span in persons.keys() - homes.keys()] if gold else []
        self.coreference.add(_clusters(persons), [*_clusters(answer), *alone])
        self._add_graph(text, found, persons)
        self._add_quotes(text, found, _majority(homes, persons))

    def _add_graph(self, text: Text, found: Found, persons: dict[Span, str]) -> None:
        forms: scoring.Forms = {}
        for character in found.characters:
            if character.kind == "named" or character.aliases:
                forms[character.id] = Counter()
                for form, count in (character.aliases or {character.name: 0}).items():
                    forms[character.id][aliases.plain(form)] += count
        match = scoring.match_characters(text.names, forms)
        self.scores["characters"].append(scoring.score(len(match), len(forms), len(match), len(text.names)))
        self.scores["aliases"].append(scoring.Score(*aliases.b_cubed(text.names, forms)))
        back = {other: one for one, other in match.items()}
        real = [(*span, person) for span, person in sorted(persons.items()) if person in text.names]
        named = [_spot(m, back.get(m.character, f"? {m.character}")) for m in found.mentions if m.character in forms]
        sides = [scoring.meetings(_in_tokens(text.tokens, spots)) for spots in (real, named)]
        if edges := scoring.edges(*sides):
            self.scores["edges"].append(edges)
        self.cosines.append(scoring.cosine(*sides))

    def _add_quotes(self, text: Text, found: Found, people: dict[str, str]) -> None:
        quotes = [quote for quote in text.document.quotes if quote[2]]
        pairs = scoring.match_quotes([quote[:2] for quote in quotes], [(q.start, q.end) for q in found.quotes])
        told, said = [quote[2] for quote in quotes], [quote.speaker for quote in found.quotes]
        if quotes:
            self.scores["speakers"].append(scoring.speakers(told, said, pairs))
        self._share("speaker", scoring.share_right(told, said, pairs, people))
        pairs = scoring.match_quotes([q[:2] for q in text.document.quotes], [(q.start, q.end) for q in found.quotes])
        if text.listeners:
            right = scoring.share_right(text.listeners, [q.addressee for q in found.quotes], pairs, people)
            self._share("addressee", right)

    def _share(self, name: str, counts: tuple[int, int]) -> None:
        self.shares[name].update(right=counts[0], told=counts[1])


def figures(texts: Sequence[Text], parses: Sequence[Parse], *, gold: bool) -> Figures:
    """Return the figures of the characters that the package finds from the parses."""
    gathered = Figures()
    for text, one in zip(texts, parses, strict=True):
        gathered.add(text, find_characters(story_of(text.document), one), gold=gold)
    return gathered


def _clusters(homes: dict[Span, str]) -> list[scoring.Cluster]:
    members: dict[str, set[Span]] = defaultdict(set)
    for span, home in homes.items():
        members[home].add(span)
    return [frozenset(spans) for spans in members.values()]


def _majority(homes: dict[Span, str], persons: dict[Span, str]) -> dict[str, str]:
    """Return for each found character the gold one of most of its mentions."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for span, home in sorted(homes.items()):
        if span in persons:
            counts[home][persons[span]] += 1
    return {home: count.most_common(1)[0][0] for home, count in counts.items()}


def _spot(mention: Mention, person: str) -> tuple[int, int, str]:
    return mention.start, mention.end, person


def _in_tokens(tokens: Sequence[Span], spots: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    return [(bisect_left(ends, a + 1), bisect_left(starts, b), person) for a, b, person in spots]
