"""A comparison in, files out: JSON, tables, the union network, and a page to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from relgraph.errors import FormatError, one_of, shorten
from relgraph.export import write_files
from relgraph.export.comparison_graphml import comparison_graphml
from relgraph.export.comparison_html import comparison_html
from relgraph.export.comparison_json import comparison_json
from relgraph.export.comparison_tables import comparison_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relgraph.comparison import Comparison, Contrast

COMPARISON_FORMATS = ("csv", "graphml", "html", "json")
ALL = "all"


def write_comparison(
    comparison: Comparison,
    folder: Path | str,
    formats: Iterable[str] = COMPARISON_FORMATS,
    *,
    contrasts: Sequence[Contrast] | None = None,
) -> tuple[Path, ...]:
    """Write a comparison into `folder`, which is made if needed, and return the paths written, sorted.

    `formats` are names of COMPARISON_FORMATS, or "all"; one text, with commas, is understood too. The names are
    `comparison.json`, `comparison.graphml`, `comparison.html` and for csv `comparison.<table>.csv`. `contrasts` are
    those that the comparison makes itself unless others are given. Raises FormatError for an unknown format, before
    anything is written, and RelgraphError where the folder cannot be written.
    """
    return write_files(Path(folder), render_comparison(comparison, formats, contrasts=contrasts))


def render_comparison(
    comparison: Comparison, formats: Iterable[str], *, contrasts: Sequence[Contrast] | None = None
) -> dict[str, str]:
    """Return the files that `write_comparison` writes, content by name."""
    wanted = comparison_formats(formats)
    found = comparison.contrasts() if contrasts is None and wanted - {"graphml"} else contrasts or ()
    files: dict[str, str] = {}
    if "csv" in wanted:
        files.update((f"comparison.{name}.csv", text) for name, text in comparison_csv(comparison, found).items())
    if "graphml" in wanted:
        files["comparison.graphml"] = comparison_graphml(comparison)
    if "html" in wanted:
        files["comparison.html"] = comparison_html(comparison, found)
    if "json" in wanted:
        files["comparison.json"] = comparison_json(comparison, found)
    return files


def comparison_formats(formats: Iterable[str]) -> frozenset[str]:
    """Return the names of the formats; raises FormatError for one that is unknown."""
    named = formats.split(",") if isinstance(formats, str) else formats
    wanted = {name.strip().lower() for name in named} - {""}
    if unknown := sorted(wanted - {ALL, *COMPARISON_FORMATS}):
        msg = f"unknown format {shorten(unknown[0])!r}; use one of {one_of((ALL, *COMPARISON_FORMATS))}"
        raise FormatError(msg)
    return frozenset(COMPARISON_FORMATS if ALL in wanted else wanted)
