"""The network in PyTorch: a six-layer encoder and a head that labels spans. Used in training only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F  # noqa: N812  - the name everybody knows
from safetensors.torch import load_file
from torch import Tensor, nn

from relgraph.language.nodes import SIZES
from relgraph.language.pieces import SHAPES, in_blocks

if TYPE_CHECKING:
    from pathlib import Path

CATEGORIES = ("PER", "FAC", "GPE", "LOC", "VEH", "ORG")
KINDS = ("name", "nominal", "pronoun")
LABELS = ("", *(f"{category}.{kind}" for category in CATEGORIES for kind in KINDS))
MAX_WIDTH = 32  # pieces of the longest span; in LitBank 0.3 % of the persons are longer
SIZE = 512  # pieces that the encoder reads at once, the marks for start and end included
CONTEXT = 64
BLOCK = 128  # pieces that see each other in all layers but the last WHOLE: attention costs a quarter there
WHOLE = 2
BEGIN = -4.0  # pieces with a lower score begin no span: nobody looks at them (log odds)
HIDDEN = 256  # width of the head
LINKED = 192  # width of a node, a mention or a quotation


def half() -> torch.autocast:
    """Return the context in which matrices are multiplied in bfloat16 where the processor has units for it (AMX).

    Those that only have instructions for it are half again as fast in 32 bits.
    """
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_amx_tile_supported())  # noqa: SLF001 - no other


class Layer(nn.Module):
    """One layer of a BERT encoder (Devlin et al. 2019, doi:10.18653/v1/N19-1423)."""

    fused = False  # for the export: one operator of ONNX Runtime, for windows without filling and so without a mask

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """Return the vectors of rows that see what is `there` (batch, length) of themselves, (batch, length, width)."""
        batch, length, width = x.shape
        if self.fused:
            attended = torch.onnx.ops.symbolic(
                "com.microsoft::MultiHeadAttention",
                self.qkv(x).split(width, -1),
                attrs={"num_heads": self.heads},
                dtype=x.dtype,
                shape=(batch, length, width),
                version=1,
            )
        else:
            q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
            # Not minus infinity: nothing at all may be there.
            bias = torch.where(there, 0.0, -1e4).to(q.dtype)[:, None, None, :]
            attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
            attended = attended.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.out(attended))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """BERT with one more embedding, the shape of the word (0 is the shape of lower case), that reads by blocks.

    Words are understood from those near them before it matters what stands far away: in the lower layers pieces see
    those of their own block, and the whole window in the last two only, as in Longformer (Beltagy et al. 2020,
    doi:10.48550/arXiv.2004.05150) and ModernBERT (Warner et al. 2024, doi:10.48550/arXiv.2412.13663). In every second
    of these layers the blocks lie half a block further (Liu et al. 2021, doi:10.1109/ICCV48922.2021.00986).
    """

    def __init__(self, *, vocabulary: int, width: int, layers: int, heads: int, inner: int, positions: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.shapes = nn.Embedding(SHAPES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Return the vectors (batch, blocks * length, width) of pieces in blocks: (batch, blocks, length)."""
        batch, _, length = ids.shape
        flat = ids.reshape(batch, -1)
        there, where = flat != 0, torch.arange(flat.shape[1], device=ids.device)
        x = self.norm(self.words(flat) + self.positions(where) + self.shapes(shapes.reshape(batch, -1)))
        for number, layer in enumerate(self.layers):
            if number >= len(self.layers) - WHOLE:
                x = layer(x, there)
                continue
            shift = number % 2 * (length // 2)
            rows, seen = (_turned(each, shift) if shift else each for each in (x, there))
            rows = layer(rows.reshape(-1, length, x.shape[-1]), seen.reshape(-1, length)).reshape(x.shape)
            x = _turned(rows, -shift) if shift else rows
        return x


def _turned(x: Tensor, by: int) -> Tensor:
    """Return rows whose first pieces have become the last: `roll`, which cannot be exported."""
    return torch.cat([x[:, by:], x[:, :by]], 1)


class SpanHead(nn.Module):
    """Scores of every label for every span of up to MAX_WIDTH pieces that begins where a span may begin.

    A span is its first piece, its last piece, its width and the mean of what lies inside: without the last two
    "Hux to clearly see Kylo" comes out as one name.
    """

    def __init__(self, width: int, hidden: int = HIDDEN) -> None:
        super().__init__()
        self.begin = nn.Linear(width, 1)
        self.first = nn.Linear(width, hidden)
        self.last = nn.Linear(width, hidden)
        self.inside = nn.Linear(width, hidden)
        self.widths = nn.Embedding(MAX_WIDTH, hidden)
        self.label = nn.Linear(hidden, len(LABELS))
        nn.init.normal_(self.widths.weight, std=0.02)
        nn.init.zeros_(self.label.bias)
        self.label.bias.data[0] = 6.0  # nearly every span is none: start from there

    def begins(self, x: Tensor) -> Tensor:
        """Return for each piece how likely a span begins there (log odds): (batch, length)."""
        return self.begin(x).squeeze(-1)

    def forward(self, x: Tensor, row: Tensor, column: Tensor) -> Tensor:
        """Return the scores of the spans that begin at these pieces: (pieces, MAX_WIDTH, labels)."""
        widths = torch.arange(MAX_WIDTH, device=x.device)
        rows, ends = row[:, None], column[:, None] + widths
        last = F.pad(self.last(x), (0, 0, 0, MAX_WIDTH - 1))
        sums = F.pad(self.inside(x).float().cumsum(1), (0, 0, 1, MAX_WIDTH - 1))
        means = (sums[rows, ends + 1] - sums[row, column][:, None]) / (widths[:, None] + 1)
        spans = self.first(x[row, column])[:, None] + last[rows, ends] + self.widths.weight + means
        return self.label(F.gelu(spans))


class LinkHead(nn.Module):
    """Scores of pairs of nodes (mentions, quotations), as in mention ranking (Lee 2017, doi:10.18653/v1/D17-1018).

    A node is its first piece, its last piece and the mean of what lies inside; a pair is what two nodes have in common
    (a bilinear form with several heads), each of them, and their classes (`relgraph.language.nodes.features`). A score
    of 0 stands for none of the candidates.
    """

    def __init__(self, width: int, size: int = LINKED, heads: int = 12, hidden: int = 64) -> None:
        super().__init__()
        self.heads = heads
        self.first = nn.Linear(width, size)
        self.last = nn.Linear(width, size)
        self.inside = nn.Linear(width, size)
        self.kinds = nn.Embedding(4, size)
        self.query = nn.Linear(size, size)
        self.key = nn.Linear(size, size)
        self.one = nn.Linear(size, hidden)
        self.other = nn.Linear(size, hidden, bias=False)
        self.shared = nn.Linear(heads, hidden, bias=False)
        self.classes = nn.ModuleList(nn.Embedding(count, hidden) for count in SIZES)
        self.score = nn.Linear(hidden, 1)
        for table in (self.kinds, *self.classes):
            nn.init.normal_(table.weight, std=0.02)

    def nodes(self, first: Tensor, last: Tensor, inside: Tensor, kind: Tensor) -> Tensor:
        """Return the vectors of nodes, shape (nodes, size)."""
        return self.activated(self.first(first) + self.last(last) + self.inside(inside), kind)

    def activated(self, sums: Tensor, kind: Tensor) -> Tensor:
        """Return the vectors of nodes from the sums over their pieces."""
        return F.gelu(sums + self.kinds(kind))

    def forward(self, nodes: Tensor, one: Tensor, other: Tensor, classes: Tensor) -> Tensor:
        """Return the scores of the pairs (`one`, `other`), shape (pairs,)."""
        query, key = self.query(nodes)[one], self.key(nodes)[other]
        size = query.shape[-1] // self.heads
        shared = (query * key).view(-1, self.heads, size).sum(-1) * size**-0.5
        hidden = self.one(nodes)[one] + self.other(nodes)[other] + self.shared(shared)
        for column, table in enumerate(self.classes):
            hidden = hidden + table(classes[:, column])
        return self.score(F.gelu(hidden)).squeeze(-1)


class Network(nn.Module):
    """An encoder, and two heads that read its vectors: `spans` for mentions, `links` for who is whom."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.spans = SpanHead(encoder.words.embedding_dim)
        self.links = LinkHead(encoder.words.embedding_dim)

    def read(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Return the vectors (batch, length, width) of pieces (batch, length); 0 is filling."""
        length = ids.shape[1]
        blocks, filling = in_blocks(length, BLOCK)
        ids, shapes = (F.pad(each, (0, filling)).unflatten(1, (blocks, -1)) for each in (ids, shapes))
        return self.encoder(ids, shapes)[:, :length]


def pretrained(folder: Path) -> Network:
    """Return a network whose encoder starts from the BERT weights in `folder` (config.json, model.safetensors)."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    encoder = Encoder(
        vocabulary=config["vocab_size"],
        width=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        positions=config["max_position_embeddings"],
    )
    weights = load_file(folder / "model.safetensors")
    state = {"words.weight": weights["embeddings.word_embeddings.weight"]}
    types = weights["embeddings.token_type_embeddings.weight"][0]
    state["positions.weight"] = weights["embeddings.position_embeddings.weight"] + types
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for i in range(config["num_hidden_layers"]):
            old, new = f"encoder.layer.{i}", f"layers.{i}"
            state[f"{new}.qkv.{part}"] = torch.cat(
                [weights[f"{old}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            state[f"{new}.out.{part}"] = weights[f"{old}.attention.output.dense.{part}"]
            state[f"{new}.norm1.{part}"] = weights[f"{old}.attention.output.LayerNorm.{part}"]
            state[f"{new}.up.{part}"] = weights[f"{old}.intermediate.dense.{part}"]
            state[f"{new}.down.{part}"] = weights[f"{old}.output.dense.{part}"]
            state[f"{new}.norm2.{part}"] = weights[f"{old}.output.LayerNorm.{part}"]
    missing = encoder.load_state_dict(state, strict=False)
    if missing.missing_keys != ["shapes.weight"] or missing.unexpected_keys:
        msg = f"weights do not fit the encoder: {missing}"
        raise ValueError(msg)
    encoder.words.weight.requires_grad_(requires_grad=False)
    return Network(encoder)
