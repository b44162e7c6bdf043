from __future__ import annotations

import re
from pathlib import Path

import pytest

from relgraph.reading import archive, sources
from relgraph.reading.formats import pdf, suffixes

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", suffixes())
def test_every_suffix_is_documented(suffix: str) -> None:
    assert f"`{suffix}`" in PAGE


def test_limits_are_documented_as_they_are() -> None:
    table = PAGE.partition("## Limits")[2].partition("## Speed")[0]
    pages = f"{pdf.MOST_PAGES:,} pages, {pdf.MOST_DRAWN // 10**6} MB of page content"
    assert re.findall(r"^\| .* \| ([^|]*\d[^|]*) \|$", table, re.MULTILINE) == [
        f"{sources.LIMIT // 10**6} MB (`relgraph.read(path, limit=...)`)",
        f"{archive.MOST_PARTS:,} parts, {archive.MOST_BYTES // 10**6} MB unpacked",
        f"{archive.MOST_PARTS:,} parts, {sources.MOST_BYTES // 10**9} GB unpacked, one at a time",
        f"{archive.MOST_RATIO} times",
        f"{pages}, {pdf.MOST_TEXT // 10**6} million characters",
    ]


def test_benchmark_that_is_named_is_there() -> None:
    assert (ROOT / "benchmarks" / "reading.py").is_file()
    assert "`python benchmarks/reading.py`" in PAGE
