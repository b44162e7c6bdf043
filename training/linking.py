"""Who is whom in training: a document's mentions and quotations with gold clusters, the loss, the share right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  - the name everybody knows

from relgraph.language.nodes import QUOTE, candidates, features, make_nodes
from relgraph.language.pieces import make_windows
from relgraph.language.sentences import blocks, find_quotes, split_sentences

if TYPE_CHECKING:
    import data
    from network import Network
    from numpy.typing import NDArray
    from torch import Tensor

    from relgraph.language.nodes import Nodes
    from relgraph.language.pieces import Pieces

QUOTE_WEIGHT = 2.0  # there are twenty mentions to a quotation
KINDS = ("name", "nominal", "pronoun", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The nodes of a document with what the loss needs.

    `first` and `last` are pieces (last included); `cores` are (row, column, length, first piece) of the windows' cores,
    columns in the padded rows that the encoder reads. `table` (nodes, candidates) holds pairs, -1 where there are
    fewer or nobody knows who the other is; `right` says of each pair whether both are one person, `known` of each node
    whether that can be told.
    """

    nodes: Nodes
    first: Tensor
    last: Tensor
    kind: Tensor
    cores: tuple[tuple[int, int, int, int], ...]
    one: Tensor
    other: Tensor
    classes: Tensor
    table: Tensor
    right: Tensor
    known: Tensor


def make_links(document: data.Document, pieces: Pieces, *, size: int, context: int) -> Links:
    """Return the nodes of a document's gold mentions of persons, and of the quotations that the package finds."""
    paragraphs = blocks(document.text)
    sentences = split_sentences(document.text, paragraphs)
    quotes = find_quotes(document.text, paragraphs)
    people = [(m, c) for m, c in zip(document.mentions, document.clusters, strict=True) if m[2].startswith("PER.")]
    nodes = make_nodes(
        document.text,
        [(start, end, label.partition(".")[2]) for (start, end, label), _ in people],
        quotes=quotes,
        sentences=sentences,
        paragraphs=paragraphs,
    )
    speakers = [_speaker(document, start, end) for start, end in quotes]
    clusters = [
        speakers[source] if kind == QUOTE else people[source][1]
        for kind, source in zip(nodes.kind.tolist(), nodes.source.tolist(), strict=True)
    ]
    one, other = candidates(nodes)
    numbers = {cluster: number for number, cluster in enumerate(sorted(set(clusters)), start=1)}
    cluster = np.array([numbers[c] if c else 0 for c in clusters], dtype=np.int64)
    known = cluster > 0
    right = (cluster[one] == cluster[other]) & (cluster[one] > 0) if len(one) else np.zeros(0, dtype=bool)
    first = np.minimum(np.searchsorted(pieces.ends, nodes.first, side="right"), len(pieces.ids) - 1)
    last = np.maximum(first, np.searchsorted(pieces.starts, nodes.last, side="left") - 1)
    return Links(
        nodes=nodes,
        first=torch.from_numpy(first),
        last=torch.from_numpy(last),
        kind=torch.from_numpy(nodes.kind),
        cores=tuple(
            (row, w.core_start - w.start + 1, w.core_end - w.core_start, w.core_start)
            for row, w in enumerate(make_windows(pieces, sentences, size=size - 2, context=context))
        ),
        one=torch.from_numpy(one),
        other=torch.from_numpy(other),
        classes=torch.from_numpy(features(nodes, one, other)),
        table=torch.from_numpy(_table(one, len(nodes.kind), known[other])),
        right=torch.from_numpy(right),
        known=torch.from_numpy(known),
    )


def _speaker(document: data.Document, start: int, end: int) -> str:
    """Return the cluster that speaks a quotation that was found, "" where the annotation has none like it."""
    for first, last, speaker in document.quotes:
        if min(end, last) - max(start, first) > 0.5 * min(end - start, last - first):
            return speaker
    return ""


def _table(one: NDArray[np.int64], count: int, known: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the pairs of each node, one row for each, without those whose other node may be anybody."""
    sizes = np.bincount(one, minlength=count)
    table = np.full((count, max(1, int(sizes.max(initial=0)))), -1, dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    table[one, np.arange(len(one)) - starts[one]] = np.where(known, np.arange(len(one)), -1)
    return table


def pair_scores(network: Network, vectors: Tensor, links: Links) -> Tensor:
    """Return the scores of the pairs from the encoder's vectors (windows, length, width)."""
    parts = [vectors[row, at : at + length] for row, at, length, _ in links.cores]
    pieces = torch.cat(parts).float()
    sums = F.pad(pieces.cumsum(0), (0, 0, 1, 0))
    inside = (sums[links.last + 1] - sums[links.first]) / (links.last + 1 - links.first)[:, None]
    nodes = network.links.nodes(pieces[links.first], pieces[links.last], inside, links.kind)
    return network.links(nodes, links.one, links.other, links.classes)


def loss_of(scores: Tensor, links: Links) -> Tensor:
    """Return minus the mean log probability of the right candidates together; none is right where all are wrong."""
    filled = torch.where(links.table >= 0, scores[links.table.clamp(min=0)], torch.tensor(-1e4))
    right = (links.table >= 0) & links.right[links.table.clamp(min=0)]
    none = torch.where(right.any(1), -1e4, 0.0)[:, None]
    total = torch.cat([torch.zeros(len(filled), 1), filled], 1).logsumexp(1)
    good = torch.cat([none, torch.where(right, filled, torch.tensor(-1e4))], 1).logsumexp(1)
    weight = torch.where(links.kind == QUOTE, QUOTE_WEIGHT, 1.0) * links.known
    return ((total - good) * weight).sum() / weight.sum().clamp(min=1)


def right_shares(scores: Tensor, links: Links) -> dict[str, tuple[int, int]]:
    """Return for each kind of node how often the best candidate, or none, is right, and out of how many."""
    filled = torch.where(links.table >= 0, scores[links.table.clamp(min=0)], torch.tensor(-1e4))
    right = (links.table >= 0) & links.right[links.table.clamp(min=0)]
    value, best = filled.max(1)
    good = torch.where(value > 0, right.gather(1, best[:, None])[:, 0], ~right.any(1)) & links.known
    shares = {}
    for number, name in enumerate(KINDS):
        of_kind = (links.kind == number) & links.known
        shares[name] = (int((good & of_kind).sum()), int(of_kind.sum()))
    return shares
