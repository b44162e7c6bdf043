"""The whole training, step by step: `python training/recipe.py NOVELS LITBANK --weights FOLDER --out training/runs`.

Every step is a script of its own (see README.md). A step that was finished is left out, so that the command goes on
where it was stopped. OUT/two/data then holds the files of the model that ships, which has not seen what is for
validation; `export.py OUT/two` writes them into the package.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


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

    def train(run: str, start: str, *more: object) -> Step:
        made = ("--start", out / start / "model.pt", "--out", out / run)
        arguments = (litbank, *given, "--novels", novels, *made, *more)
        return Step(script="train.py", arguments=arguments, result=out / run / "model.pt")

    def export(run: str) -> Step:
        data = out / run / "data"
        return Step(script="export.py", arguments=(out / run, *given, "--target", data), result=data)

    read = (novels, litbank, *given, "--out", out / "novels")
    seen = (novels, litbank, "--data", out / "one" / "data", "--out", out / "places.json")
    return [
        Step(script="pretrain.py", arguments=read, result=out / "novels" / "model.pt"),
        train("one", "novels", "--epochs", "1", "--seed", "31"),
        export("one"),
        Step(script="places.py", arguments=seen, result=out / "places.json"),
        train("two", "one", "--epochs", "2", "--rate", "0.7", "--seed", "32", "--places", out / "places.json"),
        export("two"),
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
