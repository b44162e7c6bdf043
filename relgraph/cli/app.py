"""The commands and their options."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer
from rich.console import Console

from relgraph import __version__
from relgraph.analysis import DEFAULT_WINDOW
from relgraph.cast import Cast, read_cast
from relgraph.cli.work import Failures, analyses, stories_in, visible
from relgraph.errors import RelgraphError, one_of, shorten
from relgraph.export import write_files
from relgraph.export.methods import methods_of
from relgraph.interactions import Window
from relgraph.outputs import ALL, FORMATS, KINDS, PICTURES, Order, files_of, formats_of, pictures_of
from relgraph.reading import LIMIT

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.records import InteractionKind
    from relgraph.view.still import Still

app = typer.Typer(
    name="relgraph",
    help="Read stories; show who relates to whom, how strongly, when, and where the text says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


MEGABYTES = LIMIT // 1_000_000

Stories = Annotated[
    list[Path], typer.Argument(help="Stories, folders of them, or .analysis.json files.", show_default=False)
]
WindowOption = Annotated[
    str, typer.Option("--window", help="What counts as meeting: tokens:N, sentences:N, paragraphs:N or chapter.")
]
CountOption = Annotated[
    Literal["passages", "pairs"],
    typer.Option("--count", help="Count passages that can be read, or pairs of mentions (the literature's measure)."),
]
KindsOption = Annotated[
    str,
    typer.Option(
        "--kinds", help="What makes a relationship, comma-separated: cooccurrence, speech (who speaks to whom)."
    ),
]
CastOption = Annotated[
    Path | None,
    typer.Option("--cast", help="A cast file (TOML): who is who, whom to ignore. Without: STORY.cast.toml beside it."),
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="An installed spaCy pipeline with PERSON entities, in place of our model.")
]
MinMentions = Annotated[int, typer.Option("--min-mentions", min=1, help="Leave out characters mentioned less often.")]
LimitOption = Annotated[
    int, typer.Option("--limit", min=1, max=2000, help="Megabytes of the largest file that is read.")
]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="Stories to analyse at the same time.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary: errors only.")]
OutOption = Annotated[Path, typer.Option("-o", "--out", help="The folder to write to.")]


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"relgraph {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda value: _version(wanted=value), is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Read stories; show who relates to whom, how strongly, when, and where the text says so."""


@app.command()
def extract(  # noqa: PLR0913 - one argument for each option
    stories: Stories,
    *,
    out: OutOption = Path(),
    formats: Annotated[
        str, typer.Option("--format", help=f"Comma-separated: {', '.join(FORMATS)}; or all.")
    ] = "json,graphml",
    pictures: Annotated[
        str,
        typer.Option(
            "--pictures",
            help=f"What png, svg and pdf draw, comma-separated: {', '.join(PICTURES)}; or all, as with --format all.",
            show_default="network",
        ),
    ] = "",
    theme: Annotated[
        Literal["light", "dark"], typer.Option("--theme", help="The colours of pictures and of the page.")
    ] = "light",
    window: WindowOption = DEFAULT_WINDOW,
    count: CountOption = "passages",
    kinds: KindsOption = "cooccurrence",
    cast: CastOption = None,
    min_mentions: MinMentions = 1,
    model: ModelOption = None,
    limit: LimitOption = MEGABYTES,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave passages out of the tables and graphs.")] = False,
    jobs: JobsOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Write the character graph of each story: for graph programs, as tables, pictures or a page to share."""
    chosen, drawn = _formats(formats, pictures, text=not no_text)
    parsed, counted, decided = as_window(window), as_kinds(kinds), as_cast(cast)
    failures, console = Failures(), Console(soft_wrap=True)
    found = stories_in(stories, failures, quiet=quiet)
    for analysis in analyses(
        found, failures, model=model, cast=decided, limit=limit * 1_000_000, jobs=jobs, quiet=quiet
    ):
        graph = analysis.graph(window=parsed, count=count, min_mentions=min_mentions, kinds=counted)
        order = Order(
            analysis=analysis,
            graph=graph,
            min_mentions=min_mentions,
            pictures=drawn,
            theme=theme,
            text=not no_text,
        )
        try:
            written = write_files(out, {name: make() for name, make in files_of(order, chosen).items()})
        except RelgraphError as error:
            failures.add(str(error))
            continue
        if not quiet:
            lines = [_summary(analysis, graph), *(f"  {path}" for path in written)]
            console.print("\n".join(map(visible, lines)), markup=False, highlight=False)
    raise typer.Exit(failures.code)


def _summary(analysis: Analysis, graph: nx.Graph[str]) -> str:
    note = "" if len(graph) else " (no characters were found in this text: the graph is empty)"
    return f"{shorten(analysis.story.title)}: {len(graph)} characters, {graph.size()} relationships{note}"


@app.command()
def show(
    story: Annotated[Path, typer.Argument(help="A story, or an .analysis.json written before.", show_default=False)],
    *,
    window: WindowOption = DEFAULT_WINDOW,
    count: CountOption = "passages",
    kinds: KindsOption = "cooccurrence",
    cast: CastOption = None,
    min_mentions: MinMentions = 1,
    model: ModelOption = None,
    limit: LimitOption = MEGABYTES,
    why: Annotated[
        str | None, typer.Option("--why", help="Print instead why the name forms of this character were joined.")
    ] = None,
    reading: Annotated[
        bool, typer.Option("--reading", help="Print instead what was read: title, tags, chapters, what was left out.")
    ] = False,
    methods: Annotated[
        bool, typer.Option("--methods", help="Print instead a paragraph for a paper on what was done, with references.")
    ] = False,
) -> None:
    """Print the characters of a story and its strongest relationships, with a passage for each."""
    if reading:
        from relgraph.cli.reading import print_reading  # noqa: PLC0415 - quick start

        raise typer.Exit(print_reading(story, limit=limit * 1_000_000))
    from relgraph.cli.tables import overview, reasons  # noqa: PLC0415 - quick start

    parsed, counted, decided, failures = as_window(window), as_kinds(kinds), as_cast(cast), Failures()
    for analysis in analyses(
        stories_in([story], failures), failures, model=model, cast=decided, limit=limit * 1_000_000
    ):
        if why is not None:
            try:
                Console().print(reasons(analysis, analysis.character(why)), highlight=False)
            except RelgraphError as error:
                failures.add(str(error))
            continue
        graph = analysis.graph(window=parsed, count=count, min_mentions=min_mentions, kinds=counted)
        if methods:
            typer.echo(methods_of(analysis, graph, min_mentions, day=datetime.now().astimezone().date()), nl=False)
            continue
        Console().print(overview(analysis, graph, speech="speech" in counted), highlight=False)
    raise typer.Exit(failures.code)


@app.command()
def dashboard(
    stories: Annotated[list[Path] | None, typer.Argument(help="Stories or folders; without, those that ship.")] = None,
    *,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="The port to serve on.")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> None:
    """Open the dashboard in the browser."""
    from relgraph.dashboard.launch import run  # noqa: PLC0415 - quick start

    paths = stories or []
    if missing := [path for path in paths if not path.exists()]:
        Failures().add(f"{missing[0]}: no such file or folder; name stories, folders of stories, or nothing")
        raise typer.Exit(1)
    raise typer.Exit(run(paths, port=port, open_browser=not no_browser))


def _formats(names: str, pictures: str, *, text: bool) -> tuple[tuple[str, ...], tuple[Still, ...]]:
    """Return the formats and the pictures that are wanted."""
    option = "--format"
    try:
        chosen = formats_of(names.lower(), text=text)
        if not chosen:
            refuse(f"--format: no format; use one or several of: {one_of((*FORMATS, ALL))}")
        option = "--pictures"
        everything = ALL in [name.strip() for name in names.lower().split(",")]
        drawn = pictures_of(pictures.lower(), otherwise=PICTURES if everything else PICTURES[:1])
    except RelgraphError as error:
        refuse(f"{option}: {error}")
    if pictures and not set(KINDS) & set(chosen):
        refuse(f"--pictures: no format that draws was asked for; add one of {one_of(KINDS)} to --format")
    return chosen, drawn


def as_window(text: str) -> Window:
    """Return the window that an option names; end with the code for wrong usage where there is none."""
    try:
        return Window.parse(text)
    except RelgraphError as error:
        refuse(f"--window: {error}")


def as_kinds(names: str) -> tuple[InteractionKind, ...]:
    """Return the kinds of interactions that an option names; end with the code for wrong usage where there are none."""
    from relgraph.cli.telling import kinds_of  # noqa: PLC0415 - quick start

    try:
        return kinds_of(names)
    except RelgraphError as error:
        refuse(f"--kinds: {error}")


def as_cast(path: Path | None) -> Cast | None:
    """Return the cast that an option names; end with the code for wrong usage where it cannot be read."""
    try:
        return read_cast(path) if path is not None else None
    except RelgraphError as error:
        refuse(f"--cast: {error}")


def refuse(message: str) -> NoReturn:
    """Say in one line what is wrong with an option, and end with the code for wrong usage."""
    Failures().add(message)
    raise typer.Exit(2)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 some inputs failed, 2 wrong usage."""
    command = typer.main.get_command(app)
    try:
        result = command.main(args=arguments, prog_name="relgraph", standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except KeyboardInterrupt:
        sys.stderr.write("relgraph: stopped\n")
        return 130
    return int(result or 0)
