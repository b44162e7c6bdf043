"""Files of an analysis: their names, and what happens when they cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from builders import make_analysis

from relgraph.errors import FormatError, RelgraphError
from relgraph.export import (
    Details,
    cytoscape,
    dumps,
    dynamic_gexf,
    edges_csv,
    gexf,
    graphml,
    interactions_csv,
    mentions_csv,
    methods,
    node_link,
    nodes_csv,
    rows_csv,
    yed,
)
from relgraph.export.telling import RELATION_COLUMNS, SPEECH_COLUMNS, relation_rows, speech_rows
from relgraph.measures import measure
from relgraph.outputs import ALL, FORMATS, PICTURES, PURPOSES, Order, files_of, pictures_of, render, write
from relgraph.speech import speech_graph
from relgraph.view import Scene, frame_of, page, paint
from relgraph.view.still import STILLS, still

STORY = make_analysis("{ann|Ann} met {bob|Bob}. {bob|He} left.", slug="a-day")


def test_every_format_is_written_under_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"

    paths = write(STORY, folder, ["all"], window="sentences:1", count="pairs")

    assert [path.name for path in paths] == [
        "a-day.analysis.json",
        "a-day.arcs.pdf",
        "a-day.arcs.png",
        "a-day.arcs.svg",
        "a-day.cyjs",
        "a-day.d3.json",
        "a-day.dynamic.gexf",
        "a-day.edges.csv",
        "a-day.edges.parquet",
        "a-day.gexf",
        "a-day.graphml",
        "a-day.html",
        "a-day.interactions.csv",
        "a-day.interactions.parquet",
        "a-day.matrix.pdf",
        "a-day.matrix.png",
        "a-day.matrix.svg",
        "a-day.mentions.csv",
        "a-day.mentions.parquet",
        "a-day.methods.txt",
        "a-day.nodes.csv",
        "a-day.nodes.parquet",
        "a-day.pdf",
        "a-day.png",
        "a-day.relations.csv",
        "a-day.relations.parquet",
        "a-day.speech.csv",
        "a-day.speech.parquet",
        "a-day.svg",
        "a-day.timeline.pdf",
        "a-day.timeline.png",
        "a-day.timeline.svg",
        "a-day.yed.graphml",
    ]
    assert sorted(folder.iterdir()) == list(paths)


def test_files_hold_what_the_functions_return(tmp_path: Path) -> None:
    graph = STORY.graph(window="sentences:1", count="pairs", min_mentions=2)
    frame = frame_of(graph, measure(graph).community)
    colours = {node.id: node.colour for node in paint(graph, frame, title="").nodes}
    done = methods(STORY, "sentences:1", "pairs", min_mentions=2)
    details = Details(places=frame.places, colours=colours, methods=done)
    scene = Scene(analysis=STORY, graph=graph, frame=frame, theme="dark")

    paths = write(STORY, tmp_path, "all", window="sentences:1", count="pairs", min_mentions=2, theme="dark")

    files = {path.name.removeprefix("a-day."): path.read_bytes() for path in paths if "parquet" not in path.name}
    texts = {
        "analysis.json": dumps(STORY, window="sentences:1", count="pairs", min_mentions=2),
        "cyjs": cytoscape(graph, details),
        "d3.json": node_link(graph, details),
        "dynamic.gexf": dynamic_gexf(STORY, window="sentences:1", count="pairs", min_mentions=2, details=details),
        "edges.csv": edges_csv(graph),
        "gexf": gexf(graph, details),
        "graphml": graphml(graph, details),
        "html": page(scene, methods=done),
        "interactions.csv": interactions_csv(STORY, window="sentences:1", count="pairs", min_mentions=2),
        "mentions.csv": mentions_csv(STORY),
        "methods.txt": done,
        "nodes.csv": nodes_csv(graph),
        "relations.csv": rows_csv(RELATION_COLUMNS, relation_rows(STORY)),
        "speech.csv": rows_csv(SPEECH_COLUMNS, speech_rows(speech_graph(STORY, graph))),
        "yed.graphml": yed(graph, details),
    }
    pictures = {
        f"{'' if picture == 'network' else f'{picture}.'}{kind}": still(scene, picture, kind, methods=done)
        for picture in STILLS
        for kind in ("pdf", "png", "svg")
    }
    assert files == {name: text.encode() for name, text in texts.items()} | pictures


def test_network_is_drawn_unless_other_pictures_are_asked_for() -> None:
    assert sorted(render(STORY, "svg")) == ["a-day.svg"]
    assert sorted(render(STORY, "svg", pictures="arcs, matrix")) == ["a-day.arcs.svg", "a-day.matrix.svg"]
    assert len(render(STORY, "svg", pictures=["all"])) == 4
    assert sorted(render(STORY, "all", pictures="timeline"))[-3:] == [
        "a-day.timeline.png",
        "a-day.timeline.svg",
        "a-day.yed.graphml",
    ]


def test_unknown_picture_names_the_known_ones() -> None:
    with pytest.raises(FormatError, match="unknown picture 'chord'; use one of all, arcs, matrix, network, timeline"):
        render(STORY, "png", pictures="network,chord")


def test_pictures_are_listed_in_one_order() -> None:
    assert pictures_of(["timeline", "network"]) == ("network", "timeline")
    assert pictures_of(ALL) == PICTURES
    assert sorted(PICTURES) == sorted(STILLS)


def test_formats_are_listed_by_name() -> None:
    assert list(PURPOSES) == sorted(FORMATS)


def test_nothing_is_made_before_it_is_asked_for() -> None:
    made = files_of(Order(analysis=STORY, graph=STORY.graph()), ["csv", "png"])

    assert sorted(made) == [
        "a-day.edges.csv",
        "a-day.interactions.csv",
        "a-day.mentions.csv",
        "a-day.methods.txt",
        "a-day.nodes.csv",
        "a-day.png",
        "a-day.relations.csv",
        "a-day.speech.csv",
    ]
    assert made["a-day.nodes.csv"]() == nodes_csv(STORY.graph())


def test_order_says_what_was_left_out() -> None:
    order = Order(
        analysis=STORY, graph=STORY.graph(), counted="Only chapter 1.", note="Only relationships of 2 were kept."
    )
    made = files_of(order, ["methods", "svg"])

    assert "Only relationships of 2 were kept. The network has 2 characters" in str(made["a-day.methods.txt"]())
    assert b"Only chapter 1.</text>" in made["a-day.svg"]()


def test_large_cast_is_drawn_in_part_and_the_picture_says_so() -> None:
    people = " ".join(f"{{p{number}|P{number}}} met {{q{number}|Q{number}}}." for number in range(31))
    picture = render(make_analysis(people), "svg", window="sentences:1")["a-story.svg"]

    assert b"Shown are the 60 people of 62 who meet most." in picture


def test_formats_can_be_one_text_with_commas() -> None:
    assert sorted(render(STORY, "graphml, methods")) == ["a-day.graphml", "a-day.methods.txt"]


def test_no_formats_give_no_files(tmp_path: Path) -> None:
    assert write(STORY, tmp_path, []) == ()


def test_least_number_of_mentions_is_handed_on() -> None:
    assert str(render(STORY, ["csv"], min_mentions=2)["a-day.nodes.csv"]).count("\n") == 2


@pytest.mark.parametrize("formats", [["json", "docx"], ["all", "docx"], "json,docx"])
def test_unknown_format_names_the_known_ones_and_writes_nothing(tmp_path: Path, formats: list[str]) -> None:
    known = "all, csv, cyjs, d3, gexf, gexf-dynamic, graphml, html, json, methods, parquet, pdf, png, svg, yed"
    with pytest.raises(FormatError, match=f"unknown format 'docx'; use one of {known}"):
        write(STORY, tmp_path, formats)

    assert list(tmp_path.iterdir()) == []


def test_no_file_holds_a_word_of_the_story_where_text_is_left_out() -> None:
    files = render(make_analysis("{ann|Ann} whispered {bob|Bob}’s riddle."), ["all"], text=False)

    assert not any(name.endswith(".analysis.json") for name in files)
    assert len(files) == 32
    for content in files.values():
        shown = content if isinstance(content, bytes) else content.encode()
        assert b"whispered" not in shown
        assert b"riddle" not in shown


def test_whole_analysis_without_text_is_refused() -> None:
    with pytest.raises(FormatError, match="json holds the whole text of the story; leave json out"):
        render(STORY, ["json", "csv"], text=False)


@pytest.mark.parametrize("slug", ["", "..", "../up", "/etc/passwd", "a\\b", "a\x00b", "a\udc00"])
def test_story_id_that_is_no_file_name_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(FormatError, match="is no file name"):
        write(make_analysis("Rain.", slug=slug), tmp_path, ["json"])


def test_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")

    with pytest.raises(RelgraphError, match=r"taken: cannot be written \(File exists\); give a folder"):
        write(STORY, taken, ["json"])


@pytest.mark.parametrize("name", ["\x00\ud83d", "=1+1", "</script>", 'a;b,"c"\r\n', "\u202eevil", "👩‍🚀", "x" * 5_000])
def test_hostile_title_author_and_names_can_be_written_in_every_format(tmp_path: Path, name: str) -> None:
    analysis = make_analysis("{ann|Ann} met {bob|Bob}.", title=name, people={"ann": {"name": name}})
    analysis = replace(analysis, model=name, story=replace(analysis.story, author=name))

    assert len(write(analysis, tmp_path, "all", pictures="matrix")) == 24
    assert not [path.name for path in tmp_path.iterdir() if not path.stat().st_size]


READ_ONLY = """
import os, sys
from pathlib import Path
from builders import make_analysis
from relgraph.errors import RelgraphError
from relgraph.outputs import FORMATS, render, write
story = make_analysis("{ann|Ann} met {bob|Bob}.")
render(story, FORMATS)
if os.geteuid() == 0:
    os.setuid(65534)  # root may write everywhere, nobody may not
try:
    write(story, Path(sys.argv[1]), ["all"])
except RelgraphError as error:
    print(error)
"""


def test_folder_that_is_read_only_is_named_and_stays_as_it_was(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)

    told = run_program(READ_ONLY, str(tmp_path)).decode()

    assert told == f"{tmp_path}: cannot be written (Permission denied); give a folder in which you may write\n"
    assert list(tmp_path.iterdir()) == []


FULL_DISK = """
import resource, sys
from pathlib import Path
from builders import make_analysis
from relgraph.errors import RelgraphError
from relgraph.outputs import write
story = make_analysis("{ann|Ann} met {bob|Bob}. " * 400, slug="long")
# No file may grow beyond 5,000 bytes: as on a full disk, writing fails half-way.
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    write(story, Path(sys.argv[1]), ["csv", "methods"])
except RelgraphError as error:
    print(error)
"""


def test_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    told = run_program(FULL_DISK, str(tmp_path)).decode()

    assert told == f"{tmp_path}: cannot be written (File too large); give a folder in which you may write\n"
    whole = render(make_analysis("{ann|Ann} met {bob|Bob}. " * 400, slug="long"), ["csv", "methods"])
    kept = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert kept == {name: whole[name] for name in kept}
    assert "long.interactions.csv" not in kept


def run_program(program: str, *arguments: str, seed: str = "0") -> bytes:
    """Return what a program of ours prints, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        check=True,
    ).stdout


PROGRAM = """
import sys
from builders import make_analysis
from relgraph.outputs import FORMATS, render
names = [f"{{p{i}|P{i}}} met {{p{i * 7 % 12}|P{i * 7 % 12}}} and {{p{i * 5 % 12}|P{i * 5 % 12}}}." for i in range(12)]
sys.stdout.buffer.write(repr(render(make_analysis(" ".join(names)), FORMATS)).encode("utf-8"))
"""


def test_files_are_the_same_for_every_hash_seed() -> None:
    one, other = (run_program(PROGRAM, seed=seed) for seed in ("1", "2"))

    assert one == other
    assert all(name.encode() in one for name in ("graphml", "dynamic.gexf", "nodes.parquet", "cyjs"))
