"""Let a model label passages to learn from: `python training/reread.py NOVELS LITBANK --data MODEL --out FILE`.

With `--places` it labels the places, ships and organisations in the annotated passages, where readers have marked
people only.

A model that reads a novel finds most of its names in places where they are easy to see, and the whole book then settles
them (`relgraph.language.consistency`): what it overlooked or mistook elsewhere is put right. Passages with these names
teach the next model to see them without the book. What remains doubtful is marked, and not learnt from.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import annotated
import data
import evaluate
import judging

from relgraph.language import load_language, parse
from relgraph.language.consistency import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from relgraph.records import Entity

WORDS = 8_000  # words of each novel that settle its names
PASSAGES, LENGTH = 6, 2_000  # passages of each novel, and how many characters they are long, whole paragraphs
SURE = 0.7  # mentions that are less probable, and that the book did not settle, are doubtful


def stretch(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs around the middle of a novel, WORDS words of them."""
    middle, chosen, words = len(paragraphs) // 3, list[str](), 0
    for paragraph in paragraphs[middle:]:
        if words > WORDS:
            break
        chosen.append(paragraph)
        words += len(paragraph.split())
    return chosen


def passages(document: data.Document, rng: Random) -> Iterator[data.Document]:
    """Yield some passages of a document with their mentions."""
    paragraphs = data.blocks(document.text)
    for _ in range(PASSAGES):
        first = last = rng.randrange(len(paragraphs))
        while last + 1 < len(paragraphs) and paragraphs[last + 1][1] - paragraphs[first][0] <= LENGTH:
            last += 1
        start, end = paragraphs[first][0], paragraphs[last][1]
        yield replace(data.cut(document, start, end), id=f"{document.id}:{start}")


def _label(entity: Entity) -> str:
    settled = entity.kind == "name" and entity.p == ADDED
    return f"{entity.category}.{entity.kind}" if entity.p >= SURE or settled else data.DOUBTFUL


def places(document: data.Document, entities: Iterable[Entity]) -> list[tuple[int, int, str]]:
    """Return what else than a person an annotated document tells of, (start, end, label), but for what is doubtful."""
    people = {mention[:2] for mention in document.mentions}
    labelled = sorted((entity.start, entity.end, _label(entity)) for entity in entities if entity.category != "PER")
    return [one for one in labelled if one[2] != data.DOUBTFUL and one[:2] not in people]


def main() -> None:
    """Read the command line, label, and write the passages or the places."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novels", type=Path)
    parser.add_argument("litbank", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder of the model's files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--places", action="store_true", help="label places in the annotated passages")
    options = parser.parse_args()
    evaluate.use(options.data)
    make = _places if options.places else _passages
    options.out.write_text(json.dumps(make(options)) + "\n", encoding="utf-8")


def _places(options: argparse.Namespace) -> dict[str, list[tuple[int, int, str]]]:
    documents = annotated.load(annotated.FOLDER, options.novels, "train", without=data.left_out(options.litbank))
    return {one.id: places(one, parse(judging.story_of(one), load_language()).entities) for one in documents}


def _passages(options: argparse.Namespace) -> list[dict[str, object]]:
    rng, rows = Random(options.seed), list[dict[str, object]]()
    for name, paragraphs in annotated.stories(options.novels, data.left_out(options.litbank)):
        text = "\n\n".join(stretch(paragraphs))
        document = data.Document(id=name, text=text, mentions=(), clusters=(), quotes=())
        entities = parse(judging.story_of(document), load_language()).entities
        found = tuple(sorted((entity.start, entity.end, _label(entity)) for entity in entities))
        labelled = replace(document, mentions=found, clusters=("",) * len(found))
        rows += [{"id": one.id, "text": one.text, "mentions": one.mentions} for one in passages(labelled, rng)]
        print(name, len(found), flush=True)
    return rows


if __name__ == "__main__":
    main()
