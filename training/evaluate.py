"""The figures of the shipped pipeline on the validation texts: `python training/evaluate.py LITBANK_FOLDER`.

Exact spans, precision / recall / F1 in per cent: LitBank's validation documents as they are, with every person's name
exchanged for one that training cannot have used, in lower case, without paragraphs; and the project's own scenes.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import data
import names

from relgraph.language import load_language, parse
from relgraph.reading import find_paragraphs
from relgraph.records import Chapter, Story

KINDS = ("name", "nominal", "pronoun")
Spans = set[tuple[int, int, str]]


def found(document: data.Document) -> Spans:
    """Return what the shipped pipeline finds; the document is read as text without matter."""
    whole = (Chapter(title=None, start=0, end=len(document.text)),)
    story = Story(
        id=document.id,
        title=document.id,
        author=None,
        source=document.id,
        text=document.text,
        words=len(document.text.split()),
        chapters=whole,
        paragraphs=find_paragraphs(document.text, whole),
    )
    return {(e.start, e.end, f"{e.category}.{e.kind}") for e in parse(story, load_language()).entities}


def renamed(documents: tuple[data.Document, ...], seed: int = 99) -> tuple[data.Document, ...]:
    """Return the documents with every person's name exchanged for one that training cannot have used."""
    rng = Random(seed)
    return tuple(
        data.rename(d, rng, labels=("PER.name",), new=lambda r: names.person(r, held_out=True)) for d in documents
    )


def scores(gold: list[Spans], hits: list[Spans]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 in per cent: persons of any kind, each kind of person, names of places, all."""

    def prf(keep: tuple[str, ...], *, labelled: bool) -> tuple[float, float, float]:
        g = {(i, m if labelled else m[:2]) for i, ms in enumerate(gold) for m in ms if m[2] in keep}
        f = {(i, m if labelled else m[:2]) for i, ms in enumerate(hits) for m in ms if m[2] in keep}
        precision, recall = len(g & f) / max(1, len(f)), len(g & f) / max(1, len(g))
        return tuple(
            round(100 * x, 1) for x in (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
        )

    persons = tuple(f"PER.{kind}" for kind in KINDS)
    rows = {"persons": prf(persons, labelled=False)} | {label: prf((label,), labelled=True) for label in persons}
    everything = tuple(f"{category}.{kind}" for category in ("PER", *data.CATEGORIES) for kind in KINDS)
    return rows | {"places.name": prf(data.PLACES, labelled=False), "all": prf(everything, labelled=True)}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("litbank", type=Path)
    parser.add_argument("--scenes", type=Path, default=Path(__file__).parent / "data" / "scenes")
    parser.add_argument("--fold", type=int, default=3, choices=range(7))
    options = parser.parse_args()
    _, validation = data.split(data.litbank(options.litbank), options.fold)
    texts = {
        "LitBank": validation,
        "LitBank, names exchanged": renamed(validation),
        "LitBank, lower case": tuple(
            replace(d, text=d.text.lower()) for d in validation if len(d.text.lower()) == len(d.text)
        ),
        "LitBank, one paragraph": tuple(replace(d, text=d.text.replace("\n", " ")) for d in validation),
        "own scenes": data.own_scenes(options.scenes)[1],
    }
    for name, documents in texts.items():
        began = time.perf_counter()
        rows = scores([set(d.mentions) for d in documents], [found(d) for d in documents])
        words = sum(len(d.text.split()) for d in documents) / (time.perf_counter() - began)
        cells = "  ".join(f"{label} {'/'.join(map(str, row))}" for label, row in rows.items())
        print(f"{name} ({len(documents)} texts, {words:,.0f} words/s): {cells}", flush=True)


if __name__ == "__main__":
    main()
