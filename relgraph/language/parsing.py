"""A whole story in, its tokens, sentences, entities and quotations out, stretch by stretch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from relgraph.errors import LanguageError
from relgraph.language.components import READING, mark_sentences
from relgraph.language.consistency import settle, signatures, spare_names, with_bynames
from relgraph.language.linking import Linker
from relgraph.language.sentences import find_quotes, split_sentences
from relgraph.pausing import collector_paused
from relgraph.records import Category, Entity, MentionKind, Parse, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from relgraph.language.model import Reading
    from relgraph.records import Story

STRETCH = 12_000
"""Characters that one document holds at most, unless a sentence is longer: a book passes through in stretches."""

# Labels of other pipelines (OntoNotes and WikiNER) by our categories; what is not here is no entity to us.
_CATEGORIES: dict[str, Category] = {
    "PERSON": "PER", "PER": "PER", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "ORG": "ORG", "NORP": "ORG",
}  # fmt: skip
_PRONOUN = re.compile(
    r"\b(?:I|me|my|mine|myself|you|your|yours|yourself|he|him|his|himself|she|her|hers|herself|they|them|their|theirs|"
    r"themselves|we|us|our|ours|ourselves)\b",
    re.IGNORECASE,
)


@collector_paused()
def parse(
    story: Story, nlp: Language, *, name: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Parse:
    """Return what the language pipeline finds in a story; matter is left out, an empty story gives an empty parse.

    `progress` is called with the characters done and the characters in all. `name` is recorded as the model; without
    it the pipeline's own name is. Raises LanguageError for a pipeline that finds neither mentions nor PERSON entities.
    """
    find = _finder(nlp)
    sentences = split_sentences(story.text, story.paragraphs)
    quotes = find_quotes(story.text, story.paragraphs)
    stretches = tuple(_stretches(sentences))
    total = sum(end - start for start, end in stretches)
    tokens: list[Span] = []
    entities: list[Entity] = []
    linker, spare = Linker(), list[Span]()
    done = 0
    docs = (_doc(nlp, story.text, stretch, sentences, quotes) for stretch in stretches)
    for (start, end), doc in zip(stretches, nlp.pipe(docs, batch_size=8), strict=True):
        tokens.extend(_tokens(doc, start))
        found = list(find(doc, start))
        reading: Reading | None = doc.user_data.pop(READING, None)
        if reading is not None:
            text = story.text[start:end]
            found = with_bynames(text, start, [*found, *signatures(text, start, found)])
            spare += (names := spare_names(text, start, found))
            linker.add((start, end), [*((one.start, one.end) for one in found), *names], quotes, reading)
        entities.extend(found)
        done += end - start
        if progress is not None:
            progress(done, total)
    entities = list(settle(story.text, entities, spare)) if linker.has_read else entities
    links, voices = linker.link(story, entities, sentences=sentences, quotes=quotes)
    return Parse(
        model=name or f"{nlp.meta['lang']}_{nlp.meta['name']}",
        tokens=tuple(tokens),
        sentences=sentences,
        entities=tuple(entities),
        quotes=quotes,
        links=links,
        voices=voices,
    )


def _tokens(doc: Doc, start: int) -> Iterator[Span]:
    """Yield the tokens but white space; an array is ten times faster than a loop over `Doc`."""
    for at, length, space in doc.to_array(["IDX", "LENGTH", "IS_SPACE"]).tolist():
        if not space:
            yield start + at, start + at + length


def _stretches(sentences: Sequence[Span]) -> Iterator[Span]:
    """Yield ranges of whole sentences, as long as they may be and about equally long."""
    start, last = 0, 0
    for index, (first, end) in enumerate(sentences):
        if index == 0:
            start = first
        elif end - start > STRETCH:
            yield (start, last)
            start = first
        last = end
    if sentences:
        yield (start, last)


def _doc(nlp: Language, text: str, stretch: Span, sentences: Sequence[Span], quotes: Sequence[Span]) -> Doc:
    start, end = stretch
    doc = nlp.make_doc(text[start:end])
    inside = [(a - start, b - start) for a, b in sentences if a >= start and b <= end]
    mark_sentences(
        doc, inside, [(max(a, start) - start, min(b, end) - start) for a, b in quotes if a < end and b > start]
    )
    return doc


def _finder(nlp: Language) -> Callable[[Doc, int], Iterator[Entity]]:
    if nlp.has_pipe("relgraph_mentions"):
        return _own
    if any("ner" in nlp.get_pipe_meta(p).factory or "doc.ents" in nlp.get_pipe_meta(p).assigns for p in nlp.pipe_names):
        return _foreign
    msg = f"the spaCy pipeline '{nlp.meta['name']}' finds no entities: it needs a component that sets PERSON entities"
    raise LanguageError(msg)


def _own(doc: Doc, start: int) -> Iterator[Entity]:
    """Yield what the shipped model found, to the character: a token such as 'said--"Jane' holds more than the name."""
    for span in doc.user_data[READING].mentions:
        category, _, kind = span.label.partition(".")
        yield Entity(
            start=start + span.start,
            end=start + span.end,
            category=cast("Category", category),
            kind=cast("MentionKind", kind),
            p=span.p,
        )


def _foreign(doc: Doc, start: int) -> Iterator[Entity]:
    """Yield the entities of another pipeline as names, and English pronouns, which are a closed list."""
    names = [
        Entity(start=start + a, end=start + b, category=_CATEGORIES[ent.label_], kind="name", p=1.0)
        for ent in doc.ents
        if ent.label_ in _CATEGORIES
        for a, b in [_without_possessive(doc, ent.start, ent.end)]
    ]
    taken = [(entity.start, entity.end) for entity in names]
    pronouns = [
        Entity(start=start + m.start(), end=start + m.end(), category="PER", kind="pronoun", p=1.0)
        for m in _PRONOUN.finditer(doc.text)
        if not any(a < start + m.end() and start + m.start() < b for a, b in taken)
    ]
    yield from sorted([*names, *pronouns], key=lambda entity: entity.start)


def _without_possessive(doc: Doc, first: int, last: int) -> Span:
    if last - first > 1 and doc[last - 1].lower_ in {"'s", "’s"}:
        last -= 1
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
