"""The whole training, step by step: `python training/recipe.py NOVELS LITBANK --weights FOLDER --out training/runs`.

Every step is a script of its own (see README.md). A step that was finished is left out, so that the command goes on
where it was stopped. The last two steps make the model that ships, which has seen the validation texts; what
`evaluate.py` is to measure is in OUT/mean/data.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
STAGE_TWO = ("--links", "0.7", "--epochs", "7", "--rate", "0.6")
RUNS = {"two": ("5", "passages.json"), "three": ("6", "passages2.json"), "four": ("8", "passages2.json")}
"""The runs of the second stage that are averaged: seed, and the passages that it sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A script with its arguments, and what it makes: a file or folder of the runs."""

    script: str
    arguments: tuple[object, ...]
    result: Path

    @property
    def done(self) -> Path:
        """The empty file that says that the step was finished: training leaves weights half-way, too."""
        return self.result.with_name(f"{self.result.name}.done")


def steps(novels: Path, litbank: Path, weights: Path, out: Path) -> list[Step]:
    """Return all steps in their order."""
    given = ("--weights", weights)
    read = ("--novels", novels)

    def train(run: str, start: str, *more: object) -> Step:
        arguments = (litbank, *given, "--out", out / run, "--start", out / start / "model.pt", *more)
        return Step(script="train.py", arguments=arguments, result=out / run / "model.pt")

    def export(run: str) -> Step:
        data = out / run / "data"
        return Step(script="export.py", arguments=(out / run, *given, "--target", data), result=data)

    def reread(run: str, name: str, seed: str) -> Step:
        arguments = (novels, litbank, "--data", out / run / "data", "--out", out / name, "--seed", seed)
        return Step(script="reread.py", arguments=arguments, result=out / name)

    def second(run: str) -> Step:
        seed, passages = RUNS[run]
        return train(run, "one", *STAGE_TWO, *read, "--seed", seed, "--passages", out / passages)

    mean = out / "mean"
    last = ("--all", "--links", "0.7", "--epochs", "1", "--rate", "0.35", "--seed", "7")
    return [
        Step(
            script="pretrain.py",
            arguments=(novels, litbank, *given, "--out", out / "novels"),
            result=out / "novels" / "model.pt",
        ),
        train("one", "novels", "--seed", "1"),
        export("one"),
        reread("one", "passages.json", "1"),
        second("two"),
        export("two"),
        reread("two", "passages2.json", "2"),
        second("three"),
        second("four"),
        Step(script="average.py", arguments=(*(out / run for run in RUNS), "--out", mean), result=mean / "model.pt"),
        export("mean"),
        train("all", "mean", *last, *read, "--passages", out / "passages2.json"),
        export("all"),
    ]


def main() -> None:
    """Read the command line and take the steps that are left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novels", type=Path)
    parser.add_argument("litbank", type=Path)
    parser.add_argument("--weights", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for step in steps(options.novels, options.litbank, options.weights, options.out):
        if step.done.exists():
            continue
        began = time.monotonic()
        command = [sys.executable, str(HERE / step.script), *map(str, step.arguments)]
        subprocess.run(command, check=True)  # noqa: S603 - our own scripts
        step.done.touch()
        print(f"{step.script} -> {step.result}: {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
