"""Pictures for a paper: what is drawn where, and the files that come of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
import networkx as nx
import pytest
from builders import make_analysis
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from two_days import make_scene

from relgraph.errors import FormatError
from relgraph.measures import measure
from relgraph.view import Frame, Scene, frame_of, paint
from relgraph.view.still import KINDS, STILLS, drawing, still
from relgraph.view.still.shapes import Box, Dot, Line, Words, width_of, wrapped
from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.view.still import Still
    from relgraph.view.still.render import Kind
    from relgraph.view.still.shapes import Drawing

SVG = "{http://www.w3.org/2000/svg}"
BLUE = "#0072B2"
HOSTILE = [
    "$x_1$ and $",
    r"\frac{a}{b} ^_{",
    "two\nlines\x00\x07",
    "\u202eevil\u202c עברית العربية",
    "漢字 👩‍🚀 ﷽",
    "</svg><script>alert(1)</script>&amp;--]]>",
    "half a character \ud83d \ufffe \uffff",
    "x" * 5_000,
    "",
    " \t ",
]


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def kinds_of(drawn: Drawing, kind: type) -> list[Any]:
    return [shape for shape in drawn.shapes if isinstance(shape, kind)]


def words(drawn: Drawing) -> list[str]:
    return [shape.text for shape in kinds_of(drawn, Words)]


def named_scene(name: str) -> Scene:
    analysis = make_analysis("{ann|Ann} met {bob|Bob}.", title=name, people={"ann": {"name": name}})
    analysis = replace(analysis, story=replace(analysis.story, author=name))
    graph = analysis.graph()
    return Scene(analysis=analysis, graph=graph, frame=frame_of(graph, measure(graph).community))


def empty(scene: Scene) -> Scene:
    return replace(scene, graph=nx.Graph())


def test_network_stands_where_it_stands_on_the_screen(scene: Scene) -> None:
    drawn = drawing(scene, "network")

    picture = paint(scene.graph, scene.frame, title="")
    dots = [(dot.x, dot.y, dot.radius, dot.fill) for dot in kinds_of(drawn, Dot)]
    assert dots[:4] == [(node.x, node.y, node.radius, node.colour) for node in picture.nodes]
    lines = [
        (line.points[0], line.points[2], line.colour, line.width, line.opacity)
        for line in kinds_of(drawn, Line)[: len(picture.links)]
    ]
    places = scene.frame.places
    assert lines == [
        (places[link.first], places[link.second], link.colour, link.width, link.opacity) for link in picture.links
    ]


def test_every_picture_has_title_window_legend_and_source(scene: Scene) -> None:
    for picture in STILLS:
        told = " ".join(words(drawing(scene, picture)))
        assert told.startswith("Two days 4 people, 2 relationships. People meet when they are mentioned in the same ")
        assert "sentence (window sentences:1); passages are counted." in told
        assert "Bob’s circle (3)" in told
        assert "in no circle (1)" in told
        assert f"Source: “Two days”, 15 words, SHA-256 {scene.analysis.story.sha256[:12]}…; made with relgraph" in told
        assert told.endswith("model by-hand.")


def test_source_names_the_author(scene: Scene) -> None:
    story = replace(scene.analysis.story, author="A. Nonymous")
    told = " ".join(words(drawing(replace(scene, analysis=replace(scene.analysis, story=story)), "arcs")))

    assert "“Two days” by A. Nonymous, 15 words" in told


@pytest.mark.parametrize(
    ("window", "count", "expected"),
    [
        ("tokens:1", "passages", "within 1 word (window tokens:1); passages are counted"),
        ("tokens:1200", "pairs", "within 1,200 words (window tokens:1200); pairs of mentions are counted"),
        ("sentences:3", "passages", "within 3 sentences (window sentences:3)"),
        ("paragraphs:1", "passages", "in the same paragraph (window paragraphs:1)"),
        ("chapter", "passages", "in the same chapter (window chapter)"),
    ],
)
def test_window_is_said_in_words(scene: Scene, window: str, count: str, expected: str) -> None:
    graph = scene.graph.copy()
    graph.graph |= {"window": window, "count": count}

    assert expected in " ".join(words(drawing(replace(scene, graph=graph), "matrix")))


def test_how_it_was_counted_can_be_said_otherwise(scene: Scene) -> None:
    assert "Only chapter 2." in words(drawing(scene, "matrix", counted="Only chapter 2."))


def test_matrix_writes_each_weight_twice_and_nothing_on_the_diagonal(scene: Scene) -> None:
    drawn = drawing(scene, "matrix")

    numbers = sorted((word.x, word.text) for word in kinds_of(drawn, Words) if word.text.isdecimal())
    # Bob, Ann, Cy (the circle, by strength) and Dee stand at 16, 48, 80 and 112. Ann and Bob meet thrice, Bob and Cy
    # once.
    assert numbers == [(16.0, "1"), (16.0, "3"), (48.0, "3"), (80.0, "1")]
    assert len(kinds_of(drawn, Box)) == 4 * 3


@pytest.mark.parametrize(("theme", "expected"), [("light", "paper"), ("dark", "paper")])
def test_number_on_a_dense_square_can_be_read(scene: Scene, theme: Any, expected: str) -> None:
    drawn = drawing(replace(scene, theme=theme), "matrix")

    (dense,) = {word.colour for word in kinds_of(drawn, Words) if word.text == "3"}
    assert dense == getattr(INK[theme], expected)


def test_arcs_join_people_on_the_line(scene: Scene) -> None:
    drawn = drawing(scene, "arcs")

    curves = [line for line in kinds_of(drawn, Line) if len(line.points) == 4]
    # Bob, Ann and Cy stand 110 pixels apart; the arc over one step is 0.62 * 55 high, its controls 4/3 of that.
    assert [(curve.points[0], curve.points[3]) for curve in curves] == [((0, 0), (220, 0)), ((0, 0), (110, 0))]
    assert curves[1].points[1] == (0, pytest.approx(-0.62 * 55 * 4 / 3))
    assert [curve.width for curve in curves] == [pytest.approx(5.82, abs=0.01), 14.0]


def test_timeline_draws_areas_chapter_by_chapter(scene: Scene) -> None:
    drawn = drawing(scene, "timeline")

    # The parts are 430 wide. Bob is mentioned 3 times in the first and once in the second, Ann twice and once.
    dots = [(dot.x, round(dot.radius, 1)) for dot in kinds_of(drawn, Dot)][:6]
    assert dots == [(215, 15.0), (645, 8.7), (215, 12.2), (645, 8.7), (215, 8.7), (645, 8.7)]
    assert [text for text in words(drawn) if text.isdecimal()] == ["1", "2"]
    assert {"Mentions (the largest dot: 3)", "Meetings (the largest dot: 2)"} <= set(words(drawn))


def test_timeline_of_some_chapters_holds_only_these(scene: Scene) -> None:
    drawn = drawing(scene, "timeline", chapters=(1, 2))

    assert [text for text in words(drawn) if text.isdecimal()] == [str(number + 1) for number in range(12)]
    assert any("12 equal parts of the story" in text for text in words(drawn))


def test_timeline_of_many_says_whom_it_shows() -> None:
    people = " ".join(f"{{p{number}|P{number}}} met {{q{number}|Q{number}}}." for number in range(15))
    analysis = make_analysis(people, people)
    graph = analysis.graph(window="sentences:1")
    drawn = drawing(Scene(analysis=analysis, graph=graph, frame=Frame()), "timeline")

    told = " ".join(words(drawn))
    assert "Shown are the 20 most mentioned people and the 10 strongest relationships." in told
    assert sum(text.startswith(("P", "Q")) and " " not in text for text in words(drawn)) == 20


def test_many_chapters_are_taken_together() -> None:
    analysis = make_analysis(*(f"{{ann|Ann}} met {{bob|Bob}} on day {number}." for number in range(30)))
    drawn = drawing(Scene(analysis=analysis, graph=analysis.graph(), frame=Frame()), "timeline")

    assert "29–30" in words(drawn)


def test_everything_lies_on_the_sheet(scene: Scene) -> None:
    for picture in STILLS:
        drawn = drawing(scene, picture)
        left, top, right, bottom = drawn.bounds
        for dot in kinds_of(drawn, Dot):
            assert left <= dot.x - dot.radius < dot.x + dot.radius <= right
            assert top <= dot.y - dot.radius < dot.y + dot.radius <= bottom
        for line in kinds_of(drawn, Words):
            assert top <= line.y - line.size
            assert line.y <= bottom


@pytest.mark.parametrize("picture", STILLS)
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_gives_a_sheet_that_says_so(scene: Scene, picture: Still, kind: Kind) -> None:
    assert "No characters to show." in words(drawing(empty(scene), picture))
    assert still(empty(scene), picture, kind)


def test_png_has_300_dots_per_inch_and_says_how_it_was_made(scene: Scene) -> None:
    with Image.open(io.BytesIO(still(scene, "network", "png", methods="How it was made."))) as image:
        assert {round(number) for number in image.info["dpi"]} == {300}
        assert image.info["Title"] == "Two days"
        assert image.info["Description"] == "How it was made."
        assert image.getpixel((5, 5))[:3] == (255, 254, 251)  # type: ignore[index]  # the colour of the paper


def test_dark_pictures_are_dark(scene: Scene) -> None:
    with Image.open(io.BytesIO(still(replace(scene, theme="dark"), "matrix", "png"))) as image:
        assert image.getpixel((5, 5))[:3] == (22, 24, 29)  # type: ignore[index]  # #16181D


def test_svg_keeps_words_as_words_and_asks_for_nothing(scene: Scene) -> None:
    content = still(scene, "network", "svg", methods="How it was made.").decode()
    root = ET.fromstring(content)  # noqa: S314 - our own drawing

    assert {"Two days", "Ann", "Bob", "Cy", "Dee"} <= {element.text for element in root.iter(f"{SVG}text")}
    assert "How it was made." in content
    assert not {name for element in root.iter() for name in element.attrib if name.endswith(("href", "src"))}
    assert "url(" not in content
    assert "<dc:date>" not in content


def test_pdf_has_its_fonts_and_no_date(scene: Scene) -> None:
    content = still(scene, "arcs", "pdf", methods="How it was made.")

    assert content.startswith(b"%PDF-")
    assert b"How it was made." in content
    assert b"/FontFile2" in content
    assert b"CreationDate" not in content


@pytest.mark.parametrize("picture", STILLS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_scene_gives_the_same_bytes(scene: Scene, picture: Still, kind: Kind) -> None:
    assert still(scene, picture, kind) == still(make_scene(), picture, kind)


SEEDED = """
import hashlib
from two_days import make_scene
from relgraph.view.still import KINDS, STILLS, still
scene = make_scene()
print([hashlib.sha256(still(scene, picture, kind)).hexdigest() for picture in STILLS for kind in KINDS])
"""


def test_pictures_are_the_same_for_every_hash_seed() -> None:
    folders = os.pathsep.join(str(Path(__file__).parents[up]) for up in (0, 1))

    def run(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": folders}
        return subprocess.run([sys.executable, "-c", SEEDED], env=environment, capture_output=True, check=True).stdout

    assert run("1") == run("2")


def test_settings_of_others_are_neither_used_nor_changed(scene: Scene) -> None:
    before = still(scene, "network", "svg")
    with mpl.rc_context({"font.size": 40, "svg.fonttype": "path", "lines.linewidth": 9, "text.usetex": True}):
        assert still(scene, "network", "svg") == before
        assert (mpl.rcParams["svg.fonttype"], mpl.rcParams["font.size"]) == ("path", 40)


def test_pictures_can_be_drawn_at_the_same_time(scene: Scene) -> None:
    jobs = [(picture, kind) for picture in STILLS for kind in KINDS]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda job: still(scene, *job), jobs))

    assert found == [still(scene, *job) for job in jobs]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_any_name_can_be_drawn_without_a_warning(name: str, kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    for picture in STILLS if kind == "svg" else ("matrix",):
        content = still(named_scene(name), picture, kind, methods=name)
        if kind == "svg":
            ET.fromstring(content)  # noqa: S314 - our own drawing
    assert not caplog.records


@settings(max_examples=25, deadline=None)
@given(st.text(), st.text())
def test_any_name_and_title_gives_a_drawing_that_parses(name: str, title: str) -> None:
    scene = named_scene(name)
    scene = replace(scene, analysis=replace(scene.analysis, story=replace(scene.analysis.story, title=title)))

    ET.fromstring(still(scene, "network", "svg"))  # noqa: S314 - our own drawing


def test_hostile_names_are_no_elements() -> None:
    roots = [ET.fromstring(still(named_scene(name), "network", "svg")) for name in ("Ann", HOSTILE[5])]  # noqa: S314 - our own

    plain, hostile = ({element.tag for element in root.iter()} for root in roots)
    assert hostile == plain


def test_name_with_dollars_is_no_mathematics() -> None:
    content = still(named_scene("$x_1$"), "network", "svg").decode()

    assert ">$x_1$</text>" in content


def test_large_cast_fits_on_a_sheet_of_bounded_size() -> None:
    people = " ".join(f"{{p{number}|P{number}}} met {{p{number + 1}|P{number + 1}}}." for number in range(150))
    analysis = make_analysis(people)
    graph = analysis.graph(window="sentences:1")
    scene = Scene(analysis=analysis, graph=graph, frame=Frame())

    with Image.open(io.BytesIO(still(scene, "arcs", "png"))) as image:
        assert 5_990 <= image.width <= 6_010  # 20 inches


@pytest.mark.parametrize(
    ("picture", "kind", "message"),
    [
        ("chord", "png", "unknown picture 'chord'; use one of arcs, matrix, network, timeline"),
        ("arcs", "gif", "unknown format 'gif'; use one of pdf, png, svg"),
    ],
)
def test_unknown_picture_and_format_name_the_known_ones(scene: Scene, picture: Any, kind: Any, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        still(scene, picture, kind)


def test_looking_at_networks_does_not_import_matplotlib() -> None:
    code = "import sys, relgraph.view, relgraph.view.still; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout == "False\n"


def test_width_counts_wide_letters_twice_and_marks_not_at_all() -> None:
    assert width_of("abcd", 10) == pytest.approx(22.8)
    assert width_of("漢", 10) == pytest.approx(10.26)
    assert width_of("e\u0301\u200d", 10) == pytest.approx(5.7)


@given(st.text(alphabet="ab \n漢\u0301", max_size=60), st.floats(1, 200))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = list(wrapped(text, 10, width))

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) == 1 or width_of(line, 10) <= width or width_of(line[:1], 10) > width for line in lines)
