"""Make weights to go on from out of the model's files: `python training/restore.py --weights FOLDER --out model.pt`.

The package carries no 32-bit weights. Those that this writes are the 8-bit ones multiplied out, within half a step of
what they were before they were rounded, and training goes on from them as from its own.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from export import LEAN, TARGET
from network import LABELS, Network, pretrained
from onnx import numpy_helper
from torch import nn

if TYPE_CHECKING:
    from numpy.typing import NDArray

Arrays = dict[str, "NDArray[np.float32]"]
_QUANTISED = "_quantized"


def stored(graph: onnx.GraphProto) -> Arrays:
    """Return the weights of an ONNX graph by name, 8-bit ones multiplied out."""
    raw = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found: Arrays = {name: array for name, array in raw.items() if array.dtype == np.float32}
    for name, array in raw.items():
        if name.endswith(_QUANTISED):
            plain = name.removesuffix(_QUANTISED)
            whole = array.astype(np.float32) - raw[f"{plain}_zero_point"].astype(np.float32)
            found[plain] = whole * raw[f"{plain}_scale"]
    return found


def named(graph: onnx.GraphProto, network: Network) -> Arrays:
    """Return the weights of `network` that the graph holds, under their names there.

    The export keeps the names of all but the matrices that a vector is multiplied by; these are told by the bias that
    is added to what they give, which has its name.
    """
    arrays, wanted = stored(graph), dict(network.named_parameters())
    giver = {output: node for node in graph.node for output in node.output}
    result = {name.removeprefix("network."): array for name, array in arrays.items()}
    for node in graph.node:
        bias = next((name for name in node.input if name in arrays and name.endswith(".bias")), None)
        weight = "" if bias is None else bias.removeprefix("network.").removesuffix("bias") + "weight"
        if bias is None or weight not in wanted or weight in result:
            continue
        matrix = _matrix(node, giver, arrays)
        if matrix is not None:
            result[weight] = arrays[matrix].T
    return {name: array for name, array in result.items() if name in wanted}


def _matrix(node: onnx.NodeProto, giver: dict[str, onnx.NodeProto], arrays: Arrays) -> str | None:
    """Return the matrix behind a sum: through the product, and where it has 8 bits the scaling and the cast of it."""
    waiting = [name for name in node.input if name in giver]
    while waiting:
        last = giver[waiting.pop()]
        for name in last.input:
            plain = name.removesuffix(_QUANTISED)
            if last.op_type.startswith("MatMul") and plain in arrays and arrays[plain].ndim == 2:
                return plain
        if last.op_type in ("Mul", "Cast"):
            waiting += [name for name in last.input if name in giver]
    return None


def restore(weights: Path, source: Path) -> dict[str, torch.Tensor]:
    """Return the state of the network whose files are in `source`. Raises ValueError if a weight is not found there."""
    network = pretrained(weights)
    frozen = {name: p for name, p in network.named_parameters() if not p.requires_grad}
    state = {name: p.detach() for name, p in frozen.items()}
    for file in ("model.onnx", "links.onnx"):
        arrays = named(onnx.load(source / file).graph, network)
        state |= {name: torch.from_numpy(array.copy()) for name, array in arrays.items() if name not in frozen}
    for label, odds in LEAN.items():
        state["spans.label.bias"][LABELS.index(label)] -= odds
    _fit(network, state)
    return state


def _fit(network: nn.Module, state: dict[str, torch.Tensor]) -> None:
    missing = network.load_state_dict(state, strict=False)
    if missing.missing_keys or missing.unexpected_keys:
        msg = f"the files hold other weights than the network has: {missing}"
        raise ValueError(msg)


def main() -> None:
    """Read the command line and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--source", type=Path, default=TARGET, help="folder of the model's files")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(restore(options.weights, options.source), options.out)


if __name__ == "__main__":
    main()
