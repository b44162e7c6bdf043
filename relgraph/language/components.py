"""The spaCy pipeline: components that split fiction into sentences, find its quotations and its mentions."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np
from spacy.language import Language
from spacy.tokens import Span as DocSpan
from spacy.util import filter_spans

from relgraph.language.model import shipped_model
from relgraph.language.sentences import blocks, find_quotes, split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Doc, SpanGroup

    from relgraph.language.decode import Scored
    from relgraph.language.model import Reading
    from relgraph.records import Span

SENTENCES, QUOTES, MENTIONS = "sentences", "quotes", "mentions"
"""Keys of `doc.spans`."""

READING = "relgraph_reading"
"""Key of `doc.user_data`: what the encoder made of the document, for `links`."""

_AHEAD = 2  # documents that are being read while one is worked on

_ENT_TYPES = {"PER": "PERSON", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "ORG": "ORG", "VEH": "PRODUCT"}


@Language.factory("relgraph_sentences", assigns=["token.is_sent_start"])
class SentenceSplitter:
    """Sets sentence starts and the span groups "sentences" and "quotes"; paragraphs are set apart by blank lines.

    A document that already carries both groups (a stretch of a longer story) keeps them.
    """

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002 - spaCy gives it to every factory
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its sentences."""
        if SENTENCES not in doc.spans:
            paragraphs = blocks(doc.text)
            mark_sentences(doc, split_sentences(doc.text, paragraphs), find_quotes(doc.text, paragraphs))
        starts = np.full((len(doc), 1), -1, dtype=np.int64)
        starts[[0, *(span.start for span in doc.spans[SENTENCES])] if len(doc) else []] = 1
        # All at once: the setter of a single token looks through the whole document.
        return doc.from_array(["SENT_START"], starts.astype(np.uint64))  # type: ignore[arg-type]  # signed only in the stub


def mark_sentences(doc: Doc, sentences: Iterable[Span], quotes: Iterable[Span]) -> None:
    """Set the span groups "sentences" and "quotes" of a document from ranges of its characters."""
    doc.spans[SENTENCES] = _spans(doc, sentences)
    doc.spans[QUOTES] = _spans(doc, quotes)


def _spans(doc: Doc, ranges: Iterable[Span]) -> list[DocSpan]:
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in ranges)
    return [span for span in found if span is not None]


@Language.factory("relgraph_mentions", requires=["token.is_sent_start"], assigns=["doc.ents"])
class MentionFinder:
    """Sets the span group "mentions" (labels such as "PER.name", nested) and `doc.ents` (names only, flat).

    The probabilities of the mentions (0..1, higher is surer) are in `doc.spans["mentions"].attrs["p"]`, in their order.
    """

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002 - spaCy gives it to every factory
        self.name = name
        self.model = shipped_model()

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its mentions."""
        return _marked(doc, self._begin(doc))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _AHEAD) -> Iterator[Doc]:  # noqa: ARG002 - spaCy's
        """Yield the documents with their mentions; the next ones are being read while one is worked on."""
        waiting = deque[tuple["Doc", "Callable[[], Reading]"]]()
        for doc in stream:
            waiting.append((doc, self._begin(doc)))
            if len(waiting) > _AHEAD:
                yield _marked(*waiting.popleft())
        while waiting:
            yield _marked(*waiting.popleft())

    def _begin(self, doc: Doc) -> Callable[[], Reading]:
        return self.model.begin(doc.text, [(span.start_char, span.end_char) for span in doc.spans[SENTENCES]])


def _marked(doc: Doc, end: Callable[[], Reading]) -> Doc:
    doc.user_data[READING] = reading = end()
    _set_mentions(doc, reading.mentions)
    return doc


def _set_mentions(doc: Doc, found: list[Scored]) -> None:
    spans, ps = [], []
    for scored in found:
        span = doc.char_span(scored.start, scored.end, label=scored.label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
            ps.append(scored.p)
    doc.spans[MENTIONS] = spans
    group: SpanGroup = doc.spans[MENTIONS]
    group.attrs["p"] = ps
    names = (span for span in spans if span.label_.endswith(".name"))
    doc.ents = filter_spans(
        [DocSpan(doc, span.start, span.end, label=_ENT_TYPES[span.label_.partition(".")[0]]) for span in names]
    )
