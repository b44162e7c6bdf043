"""Average the weights of runs that began from the same ones: `python training/average.py RUN RUN ... --out RUN`.

They differ by their seeds and passages only, so their mean is as good as all of them together, and costs one (Wortsman
et al. 2022, "Model soups", doi:10.48550/arXiv.2203.05482).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor


def averaged(runs: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of the weights by their names; all runs have the same ones. Raises ValueError for no run."""
    if not runs:
        msg = "there is no run to average"
        raise ValueError(msg)
    return {name: torch.stack([run[name].float() for run in runs]).mean(0).to(runs[0][name].dtype) for name in runs[0]}


def main() -> None:
    """Read the command line, average, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    weights = [torch.load(run / "model.pt", weights_only=True) for run in options.runs]
    torch.save(averaged(weights), options.out / "model.pt")


if __name__ == "__main__":
    main()
