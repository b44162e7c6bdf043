"""Annotated documents: LitBank's, and the project's own scenes; the split; and what augmentation does to them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import names
import numpy as np
import scenes

from relgraph.language.pieces import Pieces, encode, make_windows
from relgraph.language.sentences import blocks, split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from random import Random

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

Marked = Literal["all", "people", "some"]

_KINDS = {"PROP": "name", "NOM": "nominal", "PRON": "pronoun"}
_KEEP = frozenset(
    """mr mrs ms miss dr sir lady lord madam master mistress captain colonel general major lieutenant sergeant professor
    doctor judge father mother uncle aunt aunty brother sister king queen prince princess duke duchess count countess
    baron rev reverend saint st mme mlle monsieur madame mademoiselle old young little poor dear the of de la von van du
    and commander admiral officer nurse senator governor president chancellor squire dame don donna""".split()
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]{2,})*")
APOSTROPHE, DOUBLE = "'", '"'
_SAID = (
    r"(?:said|asked|replied|cried|answered|exclaimed|returned|whispered|murmured|muttered|called|added|demanded|began|"
    r"continued|inquired|observed|remarked|repeated|shouted|says|asks)"
)
_VERB_FIRST, _VERB_LAST = re.compile(rf"\s+{_SAID}\s+"), re.compile(rf"\s+{_SAID}\b")
_OVER = re.compile(r"\.|,(?=\s+[\"“])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its gold mentions: (start, end, label), half-open characters, label such as "PER.name".

    `clusters` names the person of each mention ("" where nobody tells), `quotes` are (start, end, speaking cluster).
    `marked` says what is marked: `all` mentions, those of `people` alone, or `some` of these, so that who is whom can
    be learnt from it, but not what is a mention.
    """

    id: str
    text: str
    mentions: tuple[tuple[int, int, str], ...]
    clusters: tuple[str, ...]
    quotes: tuple[tuple[int, int, str], ...]
    marked: Marked = "all"


def litbank(folder: Path) -> tuple[Document, ...]:
    """Return the documents of a LitBank folder in order of their file names."""
    return tuple(_litbank(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json")))


def _litbank(raw: dict[str, object]) -> Document:
    found = {
        (m["start_char"], m["end_char"], f"{m['category']}.{_KINDS[m['type']]}"): str(m["cluster"])
        for m in raw["mentions"]  # type: ignore[attr-defined]
    }
    quotes = tuple((q["start"], q["end"], str(q["speaker_cluster"] or "")) for q in raw["quotes"])  # type: ignore[attr-defined]
    return _document(str(raw["id"]), str(raw["text"]), found, quotes)


def _document(
    name: str, text: str, found: dict[tuple[int, int, str], str], quotes: tuple[tuple[int, int, str], ...]
) -> Document:
    ordered = sorted(found)
    clusters = tuple(found[mention] for mention in ordered)
    return Document(id=name, text=text, mentions=tuple(ordered), clusters=clusters, quotes=quotes)


def own_scenes(folder: Path, split: str) -> tuple[Document, ...]:
    """Return the project's own scenes of a split (`train`, `tuning`, `validation`), as each file's header names it."""
    chosen = []
    kinds = {"n": "name", "m": "nominal", "p": "pronoun"} | {kind: kind for kind in _KINDS.values()}
    for path in sorted(folder.glob("*.txt")):
        scene = scenes.parse(path.read_text(encoding="utf-8"))
        if scene.header["split"] != split:
            continue
        found = {(m.start, m.end, f"{m.category}.{kinds[m.type]}"): m.id or "" for m in scene.mentions}
        quotes = tuple((q.start, q.end, q.speaker.replace("?", "")) for q in scene.quotes)
        chosen.append(_document(path.stem, scene.text, found, quotes))
    return tuple(chosen)


def split(documents: Iterable[Document], fold: int = 3) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """Return (training, validation): every seventh document by name, from `fold` (0..6) on, is for validation."""
    ordered = sorted(documents, key=lambda document: document.id)
    train = tuple(d for i, d in enumerate(ordered) if i % 7 != fold)
    return train, tuple(d for i, d in enumerate(ordered) if i % 7 == fold)


def left_out(folder: Path) -> frozenset[str]:
    """Return the names of the texts of a LitBank folder that are for validation: nothing is learnt from their books."""
    return frozenset(document.id for document in split(litbank(folder))[1])


def with_places(document: Document, places: Iterable[tuple[int, int, str]]) -> Document:
    """Return a document with mentions of places (start, end, label) beside those it has."""
    pairs = [*zip(document.mentions, document.clusters, strict=True), *((tuple(place), "") for place in places)]
    pairs.sort(key=lambda pair: pair[0][:2])
    return replace(document, mentions=tuple(m for m, _ in pairs), clusters=tuple(c for _, c in pairs))


def rename(
    document: Document, rng: Random, *, labels: Iterable[str], new: Callable[[Random], str], strip_titles: bool = False
) -> Document:
    """Return the document with every word of its names of these labels exchanged, each word for one and the same."""
    wanted, table = frozenset(labels), dict[str, str]()
    edits: dict[tuple[int, int], str] = {}
    for start, end, label in document.mentions:
        if label not in wanted:
            continue
        words = [(m.start() + start, m.end() + start, m.group()) for m in _NAME_WORD.finditer(document.text[start:end])]
        named = [w for w in words if w[2][0].isupper() and w[2].lower() not in _KEEP]
        for first, last, word in named:
            key = word.lower()
            if key not in table:
                table[key] = new(rng)
            edits[first, last] = table[key].upper() if word.isupper() and len(word) > 1 else table[key]
        if strip_titles and named and words[0] != named[0] and words[0][2].lower() in _KEEP:
            edits.setdefault((start, named[0][0]), "")
    return _edit(document, edits)


def _edit(document: Document, edits: dict[tuple[int, int], str]) -> Document:
    """Return the document with ranges of its text exchanged; ranges that overlap an earlier one are left."""
    parts, position, shifts = [], 0, [(0, 0)]
    for (start, end), word in sorted(edits.items()):
        if start < position:
            continue
        parts += [document.text[position:start], word]
        position = end
        shifts.append((end, shifts[-1][1] + len(word) - (end - start)))
    parts.append(document.text[position:])
    ends = np.array([end for end, _ in shifts])
    moves = np.array([shift for _, shift in shifts])

    def moved(offset: int) -> int:
        return int(offset + moves[np.searchsorted(ends, offset, side="right") - 1])

    return replace(
        document,
        text="".join(parts),
        mentions=tuple((moved(start), moved(end), label) for start, end, label in document.mentions),
        quotes=tuple((moved(start), moved(end), speaker) for start, end, speaker in document.quotes),
    )


def untag(document: Document, rng: Random, *, share: float) -> Document:
    """Return the document without some of the tags ("said she") that follow its quotations, a share of them (0..1).

    Who speaks must then be told from the talk itself, as in stories that have few tags.
    """
    people = {m[0]: (m[1], c) for m, c in zip(document.mentions, document.clusters, strict=True) if m[2][:3] == "PER"}
    edits: dict[tuple[int, int], str] = {}
    for _, end, speaker in document.quotes:
        tag = _tag_end(document.text, end, people, speaker) if speaker else None
        if tag is not None and rng.random() < share:
            edits[end, tag] = ""
            if document.text[end - 2] == ",":
                edits[end - 2, end - 1] = "."
    cut = [span for span, word in edits.items() if not word]
    kept = [
        (m, c)
        for m, c in zip(document.mentions, document.clusters, strict=True)
        if not any(start <= m[0] < end for start, end in cut)
    ]
    whole = replace(document, mentions=tuple(m for m, _ in kept), clusters=tuple(c for _, c in kept))
    return _edit(whole, edits)


def _tag_end(text: str, at: int, people: dict[int, tuple[int, str]], speaker: str) -> int | None:
    """Return where a tag that follows a quotation and names its speaker ends, None if there is none."""
    verb = _VERB_FIRST.match(text, at)
    start = verb.end() if verb else at + 1
    end, person = people.get(start, (0, ""))
    if person != speaker:
        return None
    if not verb:
        verb = _VERB_LAST.match(text, end)
        end = verb.end() if verb else end
    over = _OVER.match(text, end)
    return over.end() if verb and over else None


def shorten(document: Document, rng: Random, *, most: int) -> Document:
    """Return a few sentences of the document (1..`most`) as a text of its own: names must be seen without a past."""
    sentences = split_sentences(document.text, blocks(document.text))
    first = rng.randrange(len(sentences))
    last = min(len(sentences), first + rng.randint(1, most)) - 1
    return cut(document, sentences[first][0], sentences[last][1])


def cut(document: Document, start: int, end: int) -> Document:
    """Return a range of the document as a text of its own, with the mentions and quotations that lie wholly inside."""
    kept = [
        ((a - start, b - start, label), cluster)
        for (a, b, label), cluster in zip(document.mentions, document.clusters, strict=True)
        if start <= a and b <= end
    ]
    return replace(
        document,
        text=document.text[start:end],
        mentions=tuple(mention for mention, _ in kept),
        clusters=tuple(cluster for _, cluster in kept),
        quotes=tuple((a - start, b - start, who) for a, b, who in document.quotes if start <= a and b <= end),
    )


def relayout(document: Document, rng: Random) -> Document:
    """Return the document as a careless paste might have it: lost apostrophes, other quotation marks, lower case."""
    text = document.text
    roll = rng.random()
    if roll < 0.12:
        text = re.sub(r"(?<=\w)['’](?=\w)", " ", text)
    elif roll < 0.2:
        text = text.replace(DOUBLE, APOSTROPHE).replace("“", "‘").replace("”", "’")
    elif roll < 0.26:
        text = re.sub('["“”]', " ", text)
    roll = rng.random()
    if roll < 0.08:
        text = text.lower()
    elif roll < 0.12:
        text = re.sub(r"(?<=[.!?] )\w|(?<=\n\n)\w", lambda m: m.group().lower(), text)
    elif roll < 0.22:
        # Chapter openings: a few words in capitals, or none where one is due.
        change = str.upper if rng.random() < 0.5 else str.lower
        text = re.sub(r"(?<=\n\n)\S.{10,40}?\b", lambda m: change(m.group()) if rng.random() < 0.3 else m.group(), text)
    return replace(document, text=text) if len(text) == len(document.text) else document


UNTAGGED = 0.25
CATEGORIES = ("FAC", "GPE", "LOC", "VEH", "ORG")
PLACES = tuple(f"{category}.name" for category in CATEGORIES)


def augment(document: Document, rng: Random, *, renamed: float = 0.5) -> Document:
    """Return one of the many ways in which the document could have been written, persons renamed in a share of them."""
    if rng.random() < renamed:
        document = rename(document, rng, labels=("PER.name",), new=names.person, strip_titles=rng.random() < 0.3)
    if rng.random() < 0.5:
        document = rename(document, rng, labels=PLACES, new=names.place)
    document = untag(document, rng, share=UNTAGGED)
    return relayout(document, rng)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A window ready for the network: ids and shapes (length,), and the gold spans (first piece, last piece, label).

    `marked` says which there are: see `Document`.
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    spans: tuple[tuple[int, int, int], ...]
    marked: Marked


def examples(
    document: Document, tokenizer: Tokenizer, labels: dict[str, int], *, size: int, context: int
) -> tuple[Example, ...]:
    """Return the windows of a document with the gold spans that lie wholly inside."""
    pieces = encode(tokenizer, document.text)
    sentences = split_sentences(document.text, blocks(document.text))
    spans = piece_spans(document, pieces, labels)
    begin, stop = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    result = []
    for window in make_windows(pieces, sentences, size=size - 2, context=context):
        inside = tuple(
            (first - window.start + 1, last - window.start + 1, label)
            for first, last, label in spans
            if first >= window.start and last < window.end
        )
        ids = np.concatenate([[begin], pieces.ids[window.start : window.end], [stop]])
        shapes = np.concatenate([[5], pieces.shapes[window.start : window.end], [5]])
        result.append(Example(ids=ids, shapes=shapes, spans=inside, marked=document.marked))
    return tuple(result)


def piece_spans(document: Document, pieces: Pieces, labels: dict[str, int]) -> list[tuple[int, int, int]]:
    """Return the mentions as (first piece, last piece, label index)."""
    starts = np.searchsorted(pieces.ends, [m[0] for m in document.mentions], side="right")
    ends = np.searchsorted(pieces.starts, [m[1] for m in document.mentions], side="left") - 1
    return [
        (int(first), int(last), labels[label])
        for first, last, (_, _, label) in zip(starts, ends, document.mentions, strict=True)
        if first <= last
    ]
