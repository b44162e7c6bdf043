"""A reader corrects names in a real browser: the network follows, and the file that comes down is a cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import Reader, reading, started_browser, started_server
from looking import MILL

import relgraph
from relgraph.cast import Cast, CastSplit, read_cast
from relgraph.pipeline import parse_cached

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.model]

NODES = "root => root.relgraph.vis.body.data.nodes.getIds().sort()"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder, cache = tmp_path_factory.mktemp("mill"), tmp_path_factory.mktemp("mill-cache")
    (folder / "mill.txt").write_text(MILL, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RELGRAPH_CACHE", str(cache))
        parse_cached(relgraph.read(folder / "mill.txt"))
    with started_server(folder, cache) as server, started_browser() as browser, reading(browser, server) as reader:
        yield reader


def nodes(reader: Reader) -> list[str]:
    """The people in the network, once it is drawn."""
    found: list[str] = reader.ask(NODES)
    return found


def soon(reader: Reader, wanted: list[str]) -> list[str]:
    """The people in the network, as soon as they are those wanted, or after a while: it is drawn after the page is."""
    for _ in range(100):
        if (found := nodes(reader)) == wanted:
            return found
        reader.page.wait_for_timeout(50)
    return nodes(reader)


def press(reader: Reader, name: str) -> None:
    reader.page.get_by_role("button", name=name, exact=False).first.click()
    reader.settle()


def test_two_people_are_made_one_from_the_picture_and_undo_brings_them_back(reader: Reader) -> None:
    reader.open("/?story=mill&person=orrin&partner=selda")
    before = nodes(reader)
    place = "root => root.relgraph.vis.getPositions(['mara-venn'])['mara-venn']"
    stood = reader.ask(place)
    press(reader, "are one person")
    without = [person for person in before if person != "selda"]
    assert soon(reader, without) == without
    assert reader.ask(place) == stood
    press(reader, "Undo")
    assert soon(reader, before) == before


def test_name_goes_to_somebody_new_and_the_downloaded_file_says_so(reader: Reader, tmp_path: Path) -> None:
    reader.open("/cast?story=mill&person=mara-venn")
    reader.page.get_by_role("radio", name="People").click()
    reader.settle()
    box = reader.page.locator(".st-key-form_to_mara-venn input")
    box.fill("Mara Lind")
    box.press("Enter")
    reader.settle()
    press(reader, "Give the name")
    reader.page.get_by_role("radio", name="Decisions").click()
    reader.settle()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Download the cast file").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    assert path.name == "mill.cast.toml"
    assert read_cast(path) == Cast(splits=(CastSplit(form="Mara", to="Mara Lind"),))
