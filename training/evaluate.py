"""The figures of the package: `python training/evaluate.py LITBANK_FOLDER [--data FOLDER_WITH_MODEL_FILES]`.

Tables: the mentions in LitBank's validation documents and in the project's own validation scenes; who is whom in the
former and in the latter, with the mentions given and with everything found by the model, each without and with the
model's links; with `--novels` the same for passages of novels; the characters of the shipped stories. `--data` measures
another model than the one that ships.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import annotated
import data
import judging
import names
import scoring

import relgraph
from relgraph.language import load_language, model, parse
from relgraph.pipeline import apply_cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parent.parent
KINDS = ("name", "nominal", "pronoun")
PERSONS = tuple(f"PER.{kind}" for kind in KINDS)
MEANS = {
    "characters": "named characters",
    "aliases": "alias clusters, B3",
    "edges": "co-occurrence edges",
    "speakers": "speakers of quotations, B3",
}
"""The figures that are means over the texts, and how they are printed."""

Spans = set[tuple[int, int, str]]


def use(folder: Path) -> None:
    """Make the package use the model of a folder: model.onnx, links.onnx, model.json and tokenizer.json."""
    with TemporaryDirectory() as place, patch.object(model, "files", return_value=Path(place)):
        (Path(place) / "data").symlink_to(folder.resolve())
        model.shipped_model()  # once loaded, it stays


def found(document: data.Document) -> Spans:
    """Return the mentions that the model finds."""
    entities = parse(judging.story_of(document), load_language()).entities
    return {(e.start, e.end, f"{e.category}.{e.kind}") for e in entities}


DRAWS = 5
"""How often the names of LitBank's documents are exchanged anew: one draw moves their F1 by half a point."""


def renamed(documents: tuple[data.Document, ...], seed: int = 99) -> tuple[data.Document, ...]:
    """Return the documents with every person's name exchanged for one that training cannot have used."""
    rng = Random(seed)
    return tuple(
        data.rename(d, rng, labels=("PER.name",), new=lambda r: names.person(r, held_out=True)) for d in documents
    )


def mention_scores(gold: Sequence[Spans], hits: Sequence[Spans]) -> dict[str, scoring.Score]:
    """Return the scores of exact spans: persons of any kind, each kind of person, names of places, all by label."""

    def prf(keep: tuple[str, ...], *, labelled: bool) -> scoring.Score:
        sides = [
            {(i, m if labelled else m[:2]) for i, ms in enumerate(side) for m in ms if m[2] in keep}
            for side in (gold, hits)
        ]
        right = len(sides[0] & sides[1])
        return scoring.score(right, len(sides[1]), right, len(sides[0]))

    rows = {"persons": prf(PERSONS, labelled=False)}
    rows |= {f"{label.removeprefix('PER.')}s": prf((label,), labelled=True) for label in PERSONS}
    everything = tuple(f"{category}.{kind}" for category in ("PER", *data.CATEGORIES) for kind in KINDS)
    return rows | {"places": prf(data.PLACES, labelled=False), "all": prf(everything, labelled=True)}


def mention_table(litbank: tuple[data.Document, ...], own: tuple[data.Document, ...]) -> list[list[str]]:
    """Return the table of mentions, a row for each way of writing the texts."""
    texts = {
        "LitBank": litbank,
        "LitBank, names exchanged": tuple(chain.from_iterable(renamed(litbank, seed) for seed in range(DRAWS))),
        "LitBank, lower case": tuple(
            replace(d, text=d.text.lower()) for d in litbank if len(d.text.lower()) == len(d.text)
        ),
        "LitBank, one paragraph": tuple(replace(d, text=d.text.replace("\n", " ")) for d in litbank),
        "own scenes": own,
    }
    rows = []
    for name, documents in texts.items():
        began = time.perf_counter()
        scores = mention_scores([set(d.mentions) for d in documents], [found(d) for d in documents])
        speed = sum(len(d.text.split()) for d in documents) / (time.perf_counter() - began)
        rows.append([name, *map(triple, scores.values()), f"{speed:,.0f}"])
    return [["texts", *scores, "words/s"], *rows]


def people_table(texts: Sequence[judging.Text], given: Sequence[bool] = (True, False)) -> list[list[str]]:
    """Return the table of who is whom, a row for each figure, with the mentions given and (or) found."""
    columns = {}
    for gold in given:
        name = "given" if gold else "found"
        parses = [judging.parsed(text, gold=gold) for text in texts]
        rules = [judging.unlinked(one) for one in parses]
        columns[f"mentions {name}, rules"] = cells(judging.figures(texts, rules, gold=gold))
        columns[f"mentions {name}, links"] = cells(judging.figures(texts, parses, gold=gold))
    rows = [[name, *(column[name] for column in columns.values())] for name in next(iter(columns.values()))]
    return [["figure", *columns], *rows]


def cells(figures: judging.Figures) -> dict[str, str]:
    """Return the figures by name, as they are printed."""
    row = {"persons, CoNLL F1": f"{100 * figures.coreference.conll():.1f}"}
    row |= {name: triple(one) for name, one in figures.coreference.scores().items()}
    for name, label in MEANS.items():
        rows = figures.scores[name]
        row[label] = triple(scoring.Score(*map(_mean, zip(*rows, strict=True)))) if rows else "-"
        if name == "edges":
            row["cosine of the weights"] = f"{_mean(figures.cosines):.3f}"
    shares = {name: (counts["right"], counts["told"]) for name, counts in figures.shares.items()}
    return row | {f"{name} right": f"{100 * right / told:.1f} of {told:,}" for name, (right, told) in shares.items()}


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def triple(one: scoring.Score) -> str:
    """Return a score in per cent."""
    return " / ".join(f"{100 * value:.1f}" for value in one)


def story_table(stories: Path, gold: Path) -> list[list[str]]:
    """Return the table of the shipped stories, a column for the rules and one with the links of the model."""
    totals: list[dict[str, tuple[int, int]]] = [{}, {}]
    for path in sorted(gold.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        story = relgraph.read(next(stories.glob(f"{wanted['story']}.*")))
        whole = parse(story, load_language())
        for total, one in zip(totals, (judging.unlinked(whole), whole), strict=True):
            for name, (count, of) in story_counts(wanted, apply_cast(story, one, None)).items():
                before = total.get(name, (0, 0))
                total[name] = before[0] + count, before[1] + of
    rows = [[name, *("{} of {}".format(*total[name]) for total in totals)] for name in totals[0]]
    return [["shipped stories", "rules", "links"], *rows]


def story_counts(gold: dict[str, Any], analysis: relgraph.Analysis) -> dict[str, tuple[int, int]]:
    """Return for each figure of a shipped story how many there are of how many; nodes of the usual graph count."""
    graph = analysis.graph()
    shown = [character for character in analysis.characters if character.id in graph]
    match = {one["name"]: _match(one, shown) for one in gold["characters"]}
    main = [match[one["name"]] for one in gold["characters"] if one["main"]]
    known = {form for one in gold["characters"] for form in _forms(one["name"], one["aliases"])}
    wrong = _forms("", gold["not_characters"]) - known
    strongest: list[tuple[str, str, int]] = sorted(
        graph.edges(data="weight"), key=lambda edge: (-edge[2], edge[0], edge[1])
    )
    pairs = [frozenset(match[name] for name in pair) for pair in gold["strongest"]]
    strong = {frozenset(edge[:2]) for edge in strongest[: len(pairs)]}
    return {
        "main characters found": (len([one for one in main if one]), len(main)),
        "main characters that are one with another": (len(main) - len(set(main) - {""}) - main.count(""), len(main)),
        "all characters found": (len([one for one in match.values() if one]), len(match)),
        "places and the like taken for characters": (
            sum(bool(wrong & _forms(c.name, c.aliases)) for c in shown),
            len(gold["not_characters"]),
        ),
        "strongest pairs": (sum(pair in strong for pair in pairs), len(pairs)),
    }


def _match(gold: dict[str, Any], shown: Sequence[relgraph.Character]) -> str:
    """Return the node that carries most mentions under a name of the gold character, or is of its kind; "" for none."""
    wanted = _forms(gold["name"], gold["aliases"])
    rows = [
        (
            one.kind == gold.get("kind", ""),
            sum(n for form, n in one.aliases.items() if form.casefold() in wanted),
            one.id,
        )
        for one in shown
        if one.kind == gold.get("kind", "") or wanted & _forms(one.name, one.aliases)
    ]
    return max(rows, key=lambda row: row[:2])[2] if rows else ""


def _forms(name: str, others: Iterable[str]) -> set[str]:
    return {form.casefold() for form in (name, *others)} - {""}


def show(rows: Sequence[Sequence[str]]) -> None:
    """Print a table in Markdown, its columns as wide as they need."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, "-|-".join("-" * width for width in widths))
    print("\n".join(f"| {line} |" for line in lines), end="\n\n", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("litbank", type=Path)
    parser.add_argument("--scenes", type=Path, default=ROOT / "training" / "data" / "scenes")
    parser.add_argument("--authors", help="letters of the authors of the scenes to measure, all without it")
    parser.add_argument(
        "--split", default="validation", choices=("tuning", "validation"), help="of scenes and passages"
    )
    parser.add_argument("--novels", type=Path, help="folder of novels, to measure on the annotated passages as well")
    parser.add_argument("--fold", type=int, default=3, choices=range(7))
    parser.add_argument("--data", type=Path, help="a folder with model files, in place of the shipped ones")
    options = parser.parse_args()
    if options.data:
        use(options.data)
    _, validation = data.split(data.litbank(options.litbank), options.fold)
    scenes = data.own_scenes(options.scenes, options.split)
    own = tuple(scene for scene in scenes if scene.id[0] in (options.authors or scene.id).lower())
    print("Precision / recall / F1 in per cent.\n")
    show(mention_table(validation, own))
    for name, texts in (
        ("LitBank", judging.litbank_texts(options.litbank, validation)),
        ("own scenes", judging.scene_texts(options.scenes, own)),
    ):
        print(f"{name}: {len(texts)} texts")
        show(people_table(texts))
    if options.novels:
        texts = judging.passage_texts(annotated.load(annotated.FOLDER, options.novels, options.split))
        print(f"passages of novels: {len(texts)} texts, of which not all mentions are marked")
        show(people_table(texts, given=(True,)))
    show(story_table(ROOT / "stories", ROOT / "tests" / "gold"))


if __name__ == "__main__":
    main()
