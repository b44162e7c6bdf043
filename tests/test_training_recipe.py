"""The order of the training's steps."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "training"))  # its scripts import each other by name
recipe: Any = importlib.import_module("recipe")

OUT = Path("runs")


def test_every_step_uses_only_what_an_earlier_one_makes() -> None:
    made: set[Path] = set()
    for step in recipe.steps(Path("novels"), Path("litbank"), Path("weights"), OUT):
        given = {one for one in step.arguments if isinstance(one, Path) and OUT in one.parents}
        own = {step.result, *step.result.parents}
        assert given <= own | made | {path.parent for path in made}, step
        assert step.done not in {path.with_name(f"{path.name}.done") for path in made}
        made.add(step.result)
    assert {OUT / run / "model.pt" for run in ("novels", "one", "two")} <= made
