"""Let a model label places in annotated passages: `python training/places.py NOVELS LITBANK --data MODEL --out FILE`.

Readers have marked people only in the passages of novels; a model that learns from them forgets what a place is. So an
earlier model says where places, ships and organisations are, and what it is sure of is learnt beside the people.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import annotated
import data
import evaluate
import judging

from relgraph.language import load_language, parse
from relgraph.language.consistency import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relgraph.records import Entity

SURE = 0.7  # entities that are less probable, and that the passage did not settle, are left


def places(document: data.Document, entities: Iterable[Entity]) -> list[tuple[int, int, str]]:
    """Return what else than a person an annotated document tells of: (start, end, label)."""
    people = {mention[:2] for mention in document.mentions}
    return sorted(
        (entity.start, entity.end, f"{entity.category}.{entity.kind}")
        for entity in entities
        if entity.category != "PER" and (entity.start, entity.end) not in people and _is_sure(entity)
    )


def _is_sure(entity: Entity) -> bool:
    return entity.p >= SURE or (entity.kind == "name" and entity.p == ADDED)


def main() -> None:
    """Read the command line, label, and write the places of each passage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novels", type=Path)
    parser.add_argument("litbank", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder of the model's files")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    evaluate.use(options.data)
    documents = annotated.load(annotated.FOLDER, options.novels, "train", without=data.left_out(options.litbank))
    found = {one.id: places(one, parse(judging.story_of(one), load_language()).entities) for one in documents}
    options.out.write_text(json.dumps(found) + "\n", encoding="utf-8")
    print(f"{sum(map(len, found.values()))} places in {len(found)} passages")


if __name__ == "__main__":
    main()
