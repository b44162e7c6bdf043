"""Let the encoder read novels: `python training/pretrain.py NOVELS LITBANK --weights FOLDER --out RUN`.

Words are hidden and guessed from what is around (Devlin et al. 2019, doi:10.18653/v1/N19-1423), names and pronouns more
often than others: to guess them is to know who is meant (Kocijan et al. 2019, doi:10.48550/arXiv.1908.08025). In some
windows all letters are small, and the shape that each word had is guessed as well (Mayhew et al. 2020,
doi:10.1609/aaai.v34i05.6368), which teaches what is written with a capital without seeing one. Novels of which
validation documents are parts are left out. Seeded, resumable.
"""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import annotated
import data
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  - the name everybody knows
from network import SIZE, Network, half, pretrained
from torch import Tensor, nn
from train import AVERAGE, load_tokenizer

from relgraph.language.pieces import SHAPES, Pieces, encode, shape_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

STEPS, BATCH, RATE = 900, 4, 2e-4
HIDE = {"name": 0.35, "pronoun": 0.25, "mark": 0.05, "other": 0.11}
"""Share of the words of each kind that are hidden."""

SMALL = 0.3  # share of windows in small letters
SHAPE_WEIGHT = 0.3
SAVE_EVERY = 250
_PRONOUNS = (
    "i me my mine myself you your yours yourself he him his himself she her hers herself they them their theirs "
    "themselves we us our ours ourselves"
).split()
_SMALL_SHAPES = frozenset(map(shape_of, ("word", "Word", "WORD", "McWord", "A", "wOrd")))
_ENDS = re.compile(r"[.!?:\"']")


class Guesser(nn.Module):
    """Scores of the words and of the shapes for hidden pieces, from their vectors."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        words = network.encoder.words
        self.dense = nn.Linear(words.embedding_dim, words.embedding_dim)
        self.norm = nn.LayerNorm(words.embedding_dim, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(words.num_embeddings))
        self.shape = nn.Linear(words.embedding_dim, SHAPES)

    def forward(self, vectors: Tensor, words: Tensor) -> Tensor:
        return F.linear(self.norm(F.gelu(self.dense(vectors))), words, self.bias)


class Kinds:
    """Tells what kind of word a piece belongs to, see HIDE."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        vocabulary = tokenizer.get_vocab()
        self.goes_on = np.zeros(max(vocabulary.values()) + 1, dtype=bool)
        self.ends = self.goes_on.copy()
        self.pronouns = np.array([vocabulary[word] for word in _PRONOUNS])
        for word, number in vocabulary.items():
            self.goes_on[number] = word.startswith("##")
            self.ends[number] = bool(_ENDS.fullmatch(word))

    def shares(self, ids: NDArray[np.int64], shapes: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how likely each piece is hidden if it begins a word, shape (pieces,)."""
        begins = np.concatenate([[True], self.ends[ids[:-1]]])
        share = np.full(len(ids), HIDE["other"])
        share[np.isin(shapes, (1, 2, 3)) & ~begins] = HIDE["name"]
        share[np.isin(ids, self.pronouns)] = HIDE["pronoun"]
        share[shapes == shape_of(".")] = HIDE["mark"]
        return share


def make_batch(
    novels: list[Pieces], kinds: Kinds, rng: np.random.Generator, marks: tuple[int, int, int]
) -> tuple[Tensor, ...]:
    """Return ids and shapes as shown, and what is to be guessed of both, -100 where nothing is: (BATCH, SIZE) each."""
    lengths = np.array([len(novel.ids) for novel in novels], dtype=np.float64)
    begin, stop, mask = marks
    ids = np.empty((BATCH, SIZE), dtype=np.int64)
    shapes = np.full((BATCH, SIZE), shape_of("."), dtype=np.int64)
    hidden = np.zeros((BATCH, SIZE), dtype=bool)
    small = np.zeros((BATCH, SIZE), dtype=bool)
    ids[:, 0], ids[:, -1] = begin, stop
    for row, number in enumerate(rng.choice(len(novels), BATCH, p=lengths / lengths.sum())):
        at = int(rng.integers(len(novels[number].ids) - SIZE + 2))
        part = slice(at, at + SIZE - 2)
        ids[row, 1:-1], shapes[row, 1:-1] = novels[number].ids[part], novels[number].shapes[part]
        inner = ids[row, 1:-1]
        word = np.cumsum(~kinds.goes_on[inner])  # all pieces of a word share its fate
        starts = np.concatenate([[True], word[1:] != word[:-1]])
        chosen = starts & (rng.random(len(inner)) < kinds.shares(inner, shapes[row, 1:-1]))
        hidden[row, 1:-1] = np.isin(word, word[chosen])
        if rng.random() < SMALL:
            small[row, 1:-1] = np.isin(shapes[row, 1:-1], list(_SMALL_SHAPES))
    shown = np.where(hidden, mask, ids)
    roll = rng.random(ids.shape)
    shown = np.where(hidden & (roll < 0.1), rng.integers(1000, len(kinds.goes_on), ids.shape), shown)
    shown = np.where(hidden & (roll > 0.9), ids, shown)
    arrays = shown, np.where(small, 0, shapes), np.where(hidden, ids, -100), np.where(small, shapes, -100)
    return tuple(map(torch.from_numpy, arrays))


def loss_of(network: Network, guesser: Guesser, batch: tuple[Tensor, ...]) -> Tensor:
    """Return the mean cross entropy of the hidden words, and that of the hidden shapes by SHAPE_WEIGHT."""
    ids, shapes, words, cases = batch
    with half():
        vectors = network.read(ids, shapes)
        guessed = guesser(vectors[words >= 0], network.encoder.words.weight)
        cased = guesser.shape(vectors[cases >= 0])
    loss = F.cross_entropy(guessed.float(), words[words >= 0])
    return loss + SHAPE_WEIGHT * F.cross_entropy(cased.float(), cases[cases >= 0]) if len(cased) else loss


def main() -> None:
    """Read the command line, train, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novels", type=Path)
    parser.add_argument("litbank", type=Path)
    parser.add_argument("--weights", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    tokenizer = load_tokenizer(options.weights)
    stories = annotated.stories(options.novels, data.left_out(options.litbank))
    novels = [encode(tokenizer, "\n\n".join(paragraphs)) for _, paragraphs in stories]
    print(f"{len(novels)} novels, {sum(len(novel.ids) for novel in novels):,} word pieces", flush=True)
    run(options, tokenizer, novels)


def run(options: argparse.Namespace, tokenizer: Tokenizer, novels: list[Pieces]) -> None:
    """Train for the steps asked for, from the last checkpoint if there is one."""
    network = pretrained(options.weights)
    guesser, kinds = Guesser(network), Kinds(tokenizer)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    groups = [{"params": encoder, "lr": RATE}, {"params": list(guesser.parameters()), "lr": 2 * RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, options.steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (options.steps - step) / (options.steps - warm)))
    )
    average = {name: value.clone() for name, value in network.encoder.state_dict().items()}
    checkpoint, first = options.out / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        guesser.load_state_dict(state["guesser"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average, first = state["average"], state["step"]
    marks = tuple(tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[MASK]"))
    total, began = 0.0, time.monotonic()
    for step in range(first + 1, options.steps + 1):
        batch = make_batch(novels, kinds, np.random.default_rng((options.seed, step)), marks)
        loss = loss_of(network, guesser, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*encoder, *guesser.parameters()], 1.0)
        optimizer.step()
        schedule.step()
        total += float(loss.detach())
        for name, value in network.encoder.named_parameters():
            if value.requires_grad:
                average[name].lerp_(value.detach(), 1 - min(AVERAGE, step / (step + 10)))
        if step % 50 == 0:
            print(f"step {step}: loss {total / 50:.3f}, {time.monotonic() - began:.0f} s", flush=True)
            total = 0.0
        if step % SAVE_EVERY == 0 or step == options.steps:
            save(checkpoint, step, {"network": network, "guesser": guesser}, optimizer, schedule, average)
            torch.save({f"encoder.{name}": value for name, value in average.items()}, options.out / "model.pt")


def save(
    checkpoint: Path,
    step: int,
    modules: dict[str, nn.Module],
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    average: dict[str, Tensor],
) -> None:
    """Write a checkpoint from which the run can go on."""
    state = {name: module.state_dict() for name, module in modules.items()} | {"average": average, "step": step}
    state |= {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
    torch.save(state, checkpoint.with_suffix(".tmp"))
    checkpoint.with_suffix(".tmp").replace(checkpoint)


if __name__ == "__main__":
    main()
