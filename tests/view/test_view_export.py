from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from builders import make_analysis
from two_days import make_scene

from relgraph.measures import measure
from relgraph.view import Frame, Scene, frame_of, page
from relgraph.view.html import PASSAGES
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)> href {{data}} "quoted"'


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def data_of(html: str) -> dict[str, dict[str, object]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, dict[str, object]] = json.loads(found[1])
    return data


class Elements(HTMLParser):
    """The elements that a browser sees in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def hostile_scene() -> Scene:
    analysis = make_analysis(
        "{a|Ann} met {b|Bob} and said </script><script>alert(3)</script>.",
        title=HOSTILE,
        people={"a": {"name": HOSTILE}},
    )
    return Scene(analysis=analysis, graph=analysis.graph(), frame=Frame())


def test_the_page_holds_network_panels_and_passages(scene: Scene) -> None:
    data = data_of(page(scene, about="Counted by sentences."))
    assert data.keys() == {"graph", "label", "pairs", "parts", "people", "story", "weights"}
    assert data["people"].keys() == {"ann", "bob", "cy", "dee"}
    assert data["pairs"].keys() == {link_id("ann", "bob"), link_id("bob", "cy")}


def test_the_page_knows_the_weights_for_its_slider(scene: Scene) -> None:
    assert data_of(page(scene))["weights"] == {link_id("ann", "bob"): 3, link_id("bob", "cy"): 1}


def test_the_page_says_how_it_was_counted_where_it_comes_from_and_how_it_was_made(scene: Scene) -> None:
    html = page(scene, methods="Made <by> hand.\n\nA reference.")

    assert "<p>People meet when they are mentioned in the same sentence (window sentences:1); passages are" in html
    assert "<p>Source: “Two days”, 15 words, SHA-256" in html
    assert '<p class="rg-how">Made &lt;by&gt; hand.\n\nA reference.</p>' in html
    assert "<p>Only chapter 2.</p>" in page(scene, about="Only chapter 2.")


def test_the_page_without_text_holds_no_word_of_the_story() -> None:
    analysis = make_analysis("{ann|Ann} whispered {bob|Bob}’s riddle.", "{ann|Ann} whispered {bob|Bob}’s riddle.")
    html = page(Scene(analysis=analysis, graph=analysis.graph(), frame=Frame()), text=False)

    assert "whispered" not in html
    assert "riddle" not in html
    assert "The passages of the story were left out of this page." in html
    (pair,) = data_of(html)["pairs"].values()
    assert not {"passages", "more"} & pair.keys()  # type: ignore[attr-defined]  # a panel


def test_the_page_can_be_written_whatever_the_title_holds(scene: Scene) -> None:
    story = replace(scene.analysis.story, title="half \ud83d")
    html = page(replace(scene, analysis=replace(scene.analysis, story=story)))

    assert "<h1>half ?</h1>" in html


def test_the_page_keeps_a_bounded_number_of_passages() -> None:
    analysis = make_analysis(" ".join(["{ann|Ann} met {bob|Bob}."] * 30))
    pair = data_of(page(Scene(analysis=analysis, graph=analysis.graph(window="sentences:1"), frame=Frame())))["pairs"]
    assert len(pair[link_id("ann", "bob")]["passages"]) == PASSAGES  # type: ignore[index]


def test_the_page_of_thirty_people_stays_below_a_megabyte() -> None:
    day = " ".join(
        f"{{p{one}|Person {one}}} walked a long way along the shore with {{p{other}|Person {other}}} and said so."
        for one in range(30)
        for other in range(one + 1, 30)
        if (one + other) % 3
    )
    analysis = make_analysis(*[day] * 4)
    graph = analysis.graph()
    html = page(
        Scene(analysis=analysis, graph=graph, frame=frame_of(graph, measure(graph).community)), methods="x" * 2_000
    )

    assert len(graph) == 30
    assert 500_000 < len(html.encode()) <= 1_000_000


def test_the_page_asks_for_nothing_from_elsewhere(scene: Scene) -> None:
    html = page(scene)
    assert not [
        tag for tag, attributes in Elements(html).tags if attributes.keys() & {"src", "href", "srcset", "action"}
    ]
    assert "default-src 'none'" in html


def test_only_our_scripts_may_run(scene: Scene) -> None:
    tags = Elements(page(scene)).tags
    policy = next(found["content"] for tag, found in tags if found.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert policy.count("'sha256-") == 3  # the library, our script, our style
    assert "unsafe" not in policy
    assert [found for tag, found in tags if tag == "script"] == [{"type": "application/json", "id": "data"}, {}, {}]


def test_hostile_names_titles_and_texts_are_text(scene: Scene) -> None:
    html = page(hostile_scene(), about="<b>about</b>")
    assert [tag for tag, _ in Elements(html).tags] == [tag for tag, _ in Elements(page(scene)).tags]
    assert "{{data}}" in html  # as the title has it: nothing is filled in there


def test_the_page_is_the_same_each_time(scene: Scene) -> None:
    assert page(scene) == page(scene)


def test_the_page_of_an_empty_graph_says_so(scene: Scene) -> None:
    assert data_of(page(replace(scene, graph=nx.Graph())))["story"]["title"] == "Nobody to show"


def test_the_page_can_be_made_where_the_locale_knows_no_unicode(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
import networkx as nx
from relgraph.analysis import Analysis
from relgraph.records import Story
from relgraph.measures import measure
from relgraph.view import Frame, Scene, frame_of, page
story = Story(id="s", title="\\u017dofie", author=None, source="s", text="", words=0, chapters=(), paragraphs=())
nobody = {name: () for name in ("characters", "mentions", "quotes", "tokens", "sentences")}
scene = Scene(analysis=Analysis(story=story, model="", settings={}, **nobody), graph=nx.Graph(), frame=Frame())
Path(sys.argv[1]).write_text(page(scene), encoding="utf-8")
"""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "p.html")], check=True, env=environment, timeout=60)
    assert "Žofie" in (tmp_path / "p.html").read_text(encoding="utf-8")


def test_the_dark_page_is_dark(scene: Scene) -> None:
    assert "color-scheme:dark" in page(replace(scene, theme="dark"))
