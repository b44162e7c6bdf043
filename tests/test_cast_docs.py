"""The page on cast files says what the reader of cast files does."""

from __future__ import annotations

import re
from pathlib import Path

from relgraph.cast import CastSplit, cast_table, parse_cast

PAGE = (Path(__file__).parents[1] / "docs" / "cast.md").read_text(encoding="utf-8")


def test_example_is_a_valid_cast_with_every_part() -> None:
    example = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]

    cast = parse_cast(example)

    assert sorted(cast_table(cast)) == ["apart", "character", "ignore", "narrator", "split", "veto"]
    assert cast.splits[1] == CastSplit(form="he", to="Vicrul", at=(1204, 1377))
    assert cast.vetoes[0].between == ("Rey", "Kylo Ren")
