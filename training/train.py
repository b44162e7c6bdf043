"""Train the model: `python training/train.py LITBANK_FOLDER --weights FOLDER --novels FOLDER --out training/runs/NAME`.

Mentions and who is whom, a whole document at each step: LitBank's, the project's own scenes, and annotated passages.

Seeded, resumable (a checkpoint after every epoch) and made for two CPU cores: bfloat16, frozen word embeddings.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import annotated
import data
import linking
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  - the name everybody knows
from evaluate import mention_scores, renamed
from network import BEGIN, CONTEXT, LABELS, MAX_WIDTH, SIZE, Network, half, pretrained
from tokenizers import Tokenizer
from torch import Tensor

from relgraph.language.decode import Scored, without_crossings

if TYPE_CHECKING:
    from collections.abc import Sequence

INDEX = {label: i for i, label in enumerate(LABELS)}
UNASKED, NOBODY = -1, -2  # spans of which nothing is known, and those that are none of a person
SHORT_BATCH, SENTENCES = 16, 5  # texts of one to five sentences, of which nothing else is known
SHORT_SHARE = 0.125  # steps with them for each document
LOOKED_AT = 0.05  # share of the pieces where no span seems to begin that are looked at all the same
RATE, HEAD_RATE = 2e-4, 1e-3
AVERAGE = 0.995  # weights are averaged over about the last two hundred steps
MASKED = 0.12  # share of word pieces hidden, in place of dropout
RENAMED = 0.3  # share of documents with other names; not more, for a name tells who is he and who is she
Batch = tuple[list[data.Example], linking.Links | None]


def load_tokenizer(folder: Path) -> Tokenizer:
    """Return the word-piece tokenizer, without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def collate(batch: list[data.Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, shapes (both batch, length) and targets (batch, length, MAX_WIDTH): labels, UNASKED or NOBODY."""
    length = max(len(example.ids) for example in batch)
    ids = np.zeros((len(batch), length), dtype=np.int64)
    shapes = np.zeros((len(batch), length), dtype=np.int64)
    targets = np.full((len(batch), length, MAX_WIDTH), UNASKED, dtype=np.int64)
    for row, example in enumerate(batch):
        n = len(example.ids)
        ids[row, :n], shapes[row, :n] = example.ids, example.shapes
        if example.marked == "some":
            continue
        ends = np.arange(n)[:, None] + np.arange(MAX_WIDTH)
        targets[row, :n][(ends < n - 1) & (np.arange(n)[:, None] > 0)] = 0 if example.marked == "all" else NOBODY
        for first, last, label in example.spans:
            if last - first < MAX_WIDTH:
                targets[row, first, last - first] = label
    return torch.from_numpy(ids), torch.from_numpy(shapes), torch.from_numpy(targets)


def batches(documents: Sequence[data.Document], tokenizer: Tokenizer, rng: Random | None) -> list[Batch]:
    """Return a step for each of the documents, with its links, and steps of short texts.

    The order is that of `rng`; without it always the same.
    """
    dice = rng or Random(0)
    steps: list[Batch] = [_linked(document, tokenizer, rng) for document in documents]
    whole = [document for document in documents if document.marked != "some"]
    steps += [(_shorts(whole, tokenizer, dice), None) for _ in range(int(SHORT_SHARE * len(whole)))]
    dice.shuffle(steps)
    return steps


def _shorts(documents: list[data.Document], tokenizer: Tokenizer, rng: Random) -> list[data.Example]:
    texts = (data.shorten(rng.choice(documents), rng, most=SENTENCES) for _ in range(SHORT_BATCH))
    return [example for text in texts for example in _examples(text, tokenizer, 0)]


def loss_of(network: Network, batch: Batch, generator: torch.Generator, mask_id: int, weight: float) -> Tensor:
    """Return the cross entropy of a batch: of its spans and where they begin, per gold span, and of its links."""
    examples, links = batch
    ids, shapes, targets = collate(examples)
    hidden = (torch.rand(ids.shape, generator=generator) < MASKED) & (ids != 0)
    ids = torch.where(hidden, torch.full_like(ids, mask_id), ids)
    with half():
        vectors = network.read(ids, shapes)
        begins = network.spans.begins(vectors).float()
        asked, told, gold = (kind.any(-1) for kind in (targets != UNASKED, targets >= 0, targets > 0))
        chance = torch.rand(ids.shape, generator=generator) < LOOKED_AT
        row, column = (asked & (gold | chance | (begins.detach() > BEGIN))).nonzero(as_tuple=True)
        scores = network.spans(vectors, row, column)
    targets = targets[row, column]
    keep = targets != UNASKED
    total = _surprise(scores[keep].float(), targets[keep])
    total = total + F.binary_cross_entropy_with_logits(begins[told], gold[told].float(), reduction="sum")
    loss = total / (targets > 0).sum().clamp(min=1)
    if links is None or not len(links.one):
        return loss
    return loss + weight * linking.loss_of(linking.pair_scores(network, vectors, links), links)


def _surprise(scores: Tensor, targets: Tensor) -> Tensor:
    """Return the summed cross entropy of spans; any label but those of people is right for NOBODY."""
    logs = scores.log_softmax(-1)
    nobody = logs[:, [i for label, i in INDEX.items() if not label.startswith("PER.")]].logsumexp(-1)
    of_target = logs.gather(1, targets.clamp(min=0)[:, None])[:, 0]
    return -torch.where(targets == NOBODY, nobody, of_target).sum()


@torch.inference_mode()
def predict(network: Network, document: data.Document, tokenizer: Tokenizer) -> set[tuple[int, int, str]]:
    """Return the mentions (start, end, label) that the network finds in a document."""
    pieces = data.encode(tokenizer, document.text)
    sentences = data.split_sentences(document.text, data.blocks(document.text))
    windows = data.make_windows(pieces, sentences, size=SIZE - 2, context=CONTEXT)
    candidates = []
    for window, example in zip(
        windows, data.examples(document, tokenizer, INDEX, size=SIZE, context=CONTEXT), strict=True
    ):
        ids, shapes, targets = collate([example])
        with half():
            vectors = network.read(ids, shapes)
            row, column = (network.spans.begins(vectors) > BEGIN).nonzero(as_tuple=True)
            scores = network.spans(vectors, row, column).float()
        p, label = scores.softmax(-1).max(-1)
        for which, width in (label * (targets[row, column] >= 0)).nonzero().tolist():
            start = int(column[which]) - 1 + window.start
            if window.core_start <= start < window.core_end:
                span = (int(pieces.starts[start]), int(pieces.ends[start + width]))
                candidates.append(Scored(*span, LABELS[label[which, width]], float(p[which, width])))
    return {(s.start, s.end, s.label) for s in without_crossings(candidates)}


@torch.inference_mode()
def link_shares(network: Network, documents: tuple[data.Document, ...], tokenizer: Tokenizer) -> dict[str, float]:
    """Return for each kind of gold mention and for quotations the per cent whose best candidate (or none) is right."""
    network.eval()
    counts: dict[str, list[int]] = {}
    for document in documents:
        examples, links = _linked(document, tokenizer, None)
        ids, shapes, _ = collate(examples)
        with half():
            vectors = network.read(ids, shapes)
        if links is None or not len(links.one):
            continue
        for kind, (good, total) in linking.right_shares(linking.pair_scores(network, vectors, links), links).items():
            found = counts.setdefault(kind, [0, 0])
            found[0], found[1] = found[0] + good, found[1] + total
    return {kind: round(100 * good / max(1, total), 1) for kind, (good, total) in counts.items()}


def evaluate(network: Network, documents: tuple[data.Document, ...], tokenizer: Tokenizer) -> dict[str, list[float]]:
    """Return `mention_scores` on documents."""
    network.eval()
    found = [predict(network, document, tokenizer) for document in documents]
    return mention_scores([set(document.mentions) for document in documents], found)


def optimizer_for(
    network: Network, steps: int, factor: float = 1.0
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Return AdamW and its schedule: 8 % warm-up, then linear decay."""
    head = [p for n, p in network.named_parameters() if n.startswith(("spans", "links")) or "shapes" in n]
    known = {id(p) for p in head}
    rest = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": rest, "lr": factor * RATE}, {"params": head, "lr": factor * HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, int(0.08 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    return optimizer, schedule


def main() -> None:
    """Train, evaluate and store the averaged weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("litbank", type=Path)
    parser.add_argument("--weights", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--scenes", type=Path, default=Path(__file__).parent / "data" / "scenes")
    parser.add_argument("--scene-weight", type=int, default=2, help="how often an epoch sees the project's own scenes")
    parser.add_argument("--litbank-weight", type=int, default=3, help="how often an epoch sees LitBank's documents")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--start", type=Path, help="weights of an earlier run (model.pt) to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    parser.add_argument("--links", type=float, default=0.7, help="weight of who is whom in the loss")
    parser.add_argument("--novels", type=Path, help="folder of novels, to learn from the annotated passages in them")
    parser.add_argument("--places", type=Path, help="places that a model has labelled in them, see places.py")
    parser.add_argument("--fold", type=int, default=3, choices=range(7), help="which seventh is for validation")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    tokenizer = load_tokenizer(options.weights)
    train, validation = data.split(data.litbank(options.litbank), options.fold)
    own_train, own_validation = (data.own_scenes(options.scenes, part) for part in ("train", "validation"))
    train *= options.litbank_weight
    if options.novels:
        kept_out = {document.id for document in validation}
        read = annotated.load(annotated.FOLDER, options.novels, "train", without=kept_out)
        places = json.loads(options.places.read_text(encoding="utf-8")) if options.places else {}
        train += tuple(data.with_places(one, places.get(one.id, ())) for one in read)
    run(options, tokenizer, train, own_train, {"litbank": validation, "scenes": own_validation})


def run(
    options: argparse.Namespace,
    tokenizer: Tokenizer,
    train: tuple[data.Document, ...],
    own: tuple[data.Document, ...],
    validation: dict[str, tuple[data.Document, ...]],
) -> None:
    """Train for the epochs asked for, from the last checkpoint if there is one."""
    network = pretrained(options.weights)
    if options.start:
        missing = network.load_state_dict(torch.load(options.start, weights_only=True), strict=False)
        if missing.unexpected_keys or not all(key.startswith(("links", "spans")) for key in missing.missing_keys):
            parser_error = f"{options.start}: weights of another network: {missing}"
            raise SystemExit(parser_error)
    average = {k: v.clone() for k, v in network.state_dict().items()}
    documents = [*train, *(own * options.scene_weight)]
    per_epoch = len(batches(documents, tokenizer, None))
    optimizer, schedule = optimizer_for(network, int(1.03 * per_epoch * options.epochs), options.rate)
    checkpoint, first = options.out / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        average, first = state["average"], state["epoch"]
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
    mask_id = tokenizer.token_to_id("[MASK]")
    for epoch in range(first, options.epochs):
        rng, generator = Random(1000 * options.seed + epoch), torch.Generator().manual_seed(1000 * options.seed + epoch)
        began, total, count = time.monotonic(), 0.0, 0
        network.train()
        other = [data.augment(document, rng, renamed=RENAMED) for document in documents]
        for batch in batches(other, tokenizer, rng):
            loss = loss_of(network, batch, generator, mask_id, options.links)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
            step = epoch * per_epoch + count
            for key, value in network.named_parameters():
                if value.requires_grad:
                    average[key].lerp_(value.detach(), 1 - min(AVERAGE, step / (step + 10)))
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.monotonic() - began:.0f} s", flush=True)
        state = {"network": network.state_dict(), "average": average, "epoch": epoch + 1}
        state |= {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
        torch.save(state, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").replace(checkpoint)
        if epoch + 1 in (options.epochs // 2, options.epochs):
            report(options, network, average, tokenizer, validation)


def _context(rng: Random | None) -> int:
    return rng.choice((0, 20, CONTEXT, 80)) if rng else CONTEXT


def _examples(document: data.Document, tokenizer: Tokenizer, context: int) -> tuple[data.Example, ...]:
    return data.examples(document, tokenizer, INDEX, size=SIZE, context=context)


def _linked(document: data.Document, tokenizer: Tokenizer, rng: Random | None) -> Batch:
    context = _context(rng)
    links = linking.make_links(document, data.encode(tokenizer, document.text), size=SIZE, context=context)
    return list(_examples(document, tokenizer, context)), links


def report(
    options: argparse.Namespace,
    network: Network,
    average: dict[str, Tensor],
    tokenizer: Tokenizer,
    validation: dict[str, tuple[data.Document, ...]],
) -> None:
    """Evaluate the averaged weights, print and store the figures and the weights."""
    own = {k: v.clone() for k, v in network.state_dict().items()}
    network.load_state_dict(average)
    figures = {name: evaluate(network, documents, tokenizer) for name, documents in validation.items() if documents}
    figures["litbank renamed"] = evaluate(network, renamed(validation["litbank"]), tokenizer)
    figures |= {f"{name}: links": link_shares(network, documents, tokenizer) for name, documents in validation.items()}
    for name, rows in figures.items():
        print(name, json.dumps(rows), flush=True)
    (options.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    torch.save(average, options.out / "model.pt")
    network.load_state_dict(own)


if __name__ == "__main__":
    main()
