"""Write a trained model as int8 ONNX into the package: `python training/export.py RUN --weights FOLDER`."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from network import BEGIN, BLOCK, HIDDEN, LABELS, LINKED, SIZE, Layer, Network, pretrained
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train import load_tokenizer

from relgraph.language.nodes import SIZES

TARGET = Path(__file__).parent.parent / "relgraph" / "language" / "data"

CONTEXT, AHEAD = 24, 16
"""Pieces before and behind the core of a window that the package reads: fewer than in training, which is faster."""

LEAN = {"PER.nominal": 0.25}
"""Added to the log odds of a label. The loss asks for whole labels, and where two are likely neither wins against none;
but a description that is missed costs a character more than one that is none."""


class Labelled(nn.Module):
    """What the package needs: where spans may begin, their best labels, and three vectors of each piece.

    `row` and `column` are the pieces (pieces,), `label` and `p` the best label and its probability for each width
    (pieces, MAX_WIDTH). The vectors are those of a piece that is the first, the last and an inner one of a node:
    (1, blocks * length, 3 * size).
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        read = self.network.encoder(ids, shapes)
        spans, links = self.network.spans, self.network.links
        row, column = (spans.begins(read) > BEGIN).nonzero().unbind(-1)
        p, label = spans(read, row, column).softmax(-1).max(-1)
        vectors = torch.cat([links.first(read), links.last(read), links.inside(read)], -1)
        return row, column, label.to(torch.uint8), p, vectors


class Linked(nn.Module):
    """The scores of pairs of nodes from the sums of their vectors."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.links = network.links

    def forward(self, sums: Tensor, kinds: Tensor, one: Tensor, other: Tensor, classes: Tensor) -> Tensor:
        return self.links(self.links.activated(sums, kinds), one, other, classes)


def main() -> None:
    """Export, quantise and store the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--name", default="relgraph-mentions-7")
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights, for comparison")
    options = parser.parse_args()
    network = pretrained(options.weights)
    Layer.fused = True
    network.load_state_dict(torch.load(options.run / "model.pt", weights_only=True))
    for label, odds in LEAN.items():
        network.spans.label.bias.data[LABELS.index(label)] += odds
    options.target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_onnx(network.eval(), plain)
        write_links(network, options.target / "links.onnx")
        if options.float:
            shutil.copy(plain, options.target / "model.onnx")
        else:
            quantise(plain, options.target / "model.onnx")
    load_tokenizer(options.weights).save(str(options.target / "tokenizer.json"), pretty=False)
    digest = hashlib.sha256((options.target / "model.onnx").read_bytes()).hexdigest()[:8]
    settings = {"name": f"{options.name}+{digest}", "labels": LABELS, "size": SIZE}
    settings |= {"context": CONTEXT, "ahead": AHEAD, "block": BLOCK}
    settings["width"] = network.links.first.out_features
    text = json.dumps(settings, indent=1) + "\n"
    (options.target / "model.json").write_text(text, encoding="utf-8")


def write_onnx(network: Network, path: Path) -> None:
    """Write the 32-bit network, for one window in blocks of any one length."""
    ids = torch.ones((1, 2, 48), dtype=torch.int64)
    blocks, length = torch.export.Dim("blocks", min=1, max=SIZE // BLOCK), torch.export.Dim("length", min=3, max=BLOCK)
    program = torch.onnx.export(
        Labelled(network),
        (ids, ids % 9),
        dynamo=True,
        input_names=["ids", "shapes"],
        output_names=["row", "column", "label", "p", "vectors"],
        dynamic_shapes=({1: blocks, 2: length}, {1: blocks, 2: length}),
        verbose=False,
    )
    program.save(str(path))


def write_links(network: Network, path: Path) -> None:
    """Write the head that scores pairs, in 32 bits: it is small."""
    nodes, pairs = torch.export.Dim("nodes", min=2), torch.export.Dim("pairs", min=1)
    kinds, one, other = (
        torch.arange(4),
        torch.arange(5) % 4,
        torch.arange(1, 6) % 4,
    )  # one tensor twice would be one input
    inputs = (torch.ones(4, LINKED), kinds, one, other, torch.ones((5, len(SIZES)), dtype=torch.int64))
    program = torch.onnx.export(
        Linked(network),
        inputs,
        dynamo=True,
        input_names=["sums", "kinds", "one", "other", "classes"],
        output_names=["scores"],
        dynamic_shapes=({0: nodes}, {0: nodes}, {0: pairs}, {0: pairs}, {0: pairs}),
        verbose=False,
    )
    program.save(str(path))


def quantise(plain: Path, target: Path) -> None:
    """Write the int8 version: weights per channel, or accuracy is lost."""
    model = onnx.load(plain)
    del model.graph.value_info[:]
    onnx.save(model, plain)
    weights = {tensor.name: tensor.dims for tensor in model.graph.initializer}
    # The heads stay as they are: they are small, and rounding errors add up in the sums over the inside of spans.
    head = [
        node.name
        for node in model.graph.node
        if any(
            len(weights.get(name, ())) == 2 and weights[name][-1] in (HIDDEN, len(LABELS), LINKED, 1)
            for name in node.input
        )
    ]
    quantize_dynamic(
        plain,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=head,
        # The operator of ONNX Runtime tells nothing of what it gives.
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


if __name__ == "__main__":
    main()
