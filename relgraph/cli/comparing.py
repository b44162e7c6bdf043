"""The command `compare`: stories, or the parts of one, beside each other."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.cli.app import (
    MEGABYTES,
    CastOption,
    CountOption,
    JobsOption,
    LimitOption,
    ModelOption,
    QuietOption,
    Stories,
    WindowOption,
    app,
    as_cast,
    as_window,
    refuse,
)
from relgraph.cli.work import Failures, analyses, say, stories_in, visible
from relgraph.errors import FormatError, RelgraphError
from relgraph.export.comparison_files import COMPARISON_FORMATS, comparison_formats, write_comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.analysis import Analysis
    from relgraph.cast import Cast
    from relgraph.comparison import Comparison
    from relgraph.interactions import Count, Window


@app.command()
def compare(
    stories: Stories,
    *,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Also write files to this folder.")] = None,
    formats: Annotated[
        str, typer.Option("--format", help=f"Comma-separated: {', '.join(COMPARISON_FORMATS)}; or all.")
    ] = "csv,html",
    by: Annotated[
        str | None,
        typer.Option("--by", help="Compare the parts of each story: chapters, titles (of chapters) or parts:N."),
    ] = None,
    window: WindowOption = DEFAULT_WINDOW,
    count: CountOption = "passages",
    cast: CastOption = None,
    model: ModelOption = None,
    limit: LimitOption = MEGABYTES,
    jobs: JobsOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Compare the relationships of stories: what they share, what differs beyond chance, how alike they are."""
    parsed, decided, failures = as_window(window), as_cast(cast), Failures()
    try:
        chosen = comparison_formats(formats)
    except FormatError as error:
        refuse(f"--format: {error}")
    found = list(
        analyses(
            stories_in(stories, failures, quiet=quiet),
            failures,
            model=model,
            cast=decided,
            limit=limit * 1_000_000,
            jobs=jobs,
            quiet=quiet,
        )
    )
    try:
        result = _compared(found, by=by, window=parsed, count=count, cast=decided)
        contrasts = result.contrasts()
        if not quiet:
            from relgraph.cli.contrasts import comparison  # noqa: PLC0415 - quick start

            Console().print(comparison(result, contrasts), highlight=False)
            for warning in result.warnings:
                say(f"note: {warning}")
        if out is not None:
            written = write_comparison(result, out, chosen, contrasts=contrasts)
            _tell(written, quiet=quiet)
    except RelgraphError as error:
        failures.add(str(error))
    raise typer.Exit(failures.code)


def _compared(
    found: Sequence[Analysis], *, by: str | None, window: Window, count: Count, cast: Cast | None
) -> Comparison:
    """Return the comparison of the stories, or of all their parts."""
    from relgraph.comparison import compare as compare_analyses  # noqa: PLC0415 - quick start
    from relgraph.comparison import compare_parts, parts_of  # noqa: PLC0415 - quick start

    if by is None:
        return compare_analyses(found, window=window, count=count, cast=cast)
    if len(found) == 1:
        return compare_parts(found[0], by=by, window=window, count=count)
    parts = [part for story in found for part in parts_of(story, by=by, whole_title=True)]
    return compare_analyses(parts, window=window, count=count, cast=cast)


def _tell(paths: Sequence[Path], *, quiet: bool) -> None:
    """Say which files were written."""
    if not quiet:
        Console(soft_wrap=True).print(
            "\n".join(f"  {visible(str(path))}" for path in paths), markup=False, highlight=False
        )
