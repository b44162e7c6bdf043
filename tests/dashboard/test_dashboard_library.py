from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from builders import make_analysis, make_story

from relgraph.dashboard import intake
from relgraph.dashboard.intake import fill, read_upload, shipped
from relgraph.dashboard.library import KEPT, Library
from relgraph.dashboard.settings import Settings
from relgraph.dashboard.work import GRAPHS, clip, work_on
from relgraph.export import dumps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from relgraph.analysis import Analysis
    from relgraph.records import Story


def test_a_library_holds_texts_and_stored_analyses(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Ann met Bob.", encoding="utf-8")
    stored = make_analysis("{cy|Cy} met {dee|Dee}.", slug="two", title="Two")
    (tmp_path / "two.analysis.json").write_text(dumps(stored), encoding="utf-8")
    library = fill([tmp_path])
    assert library.shared == ("one", "two")
    assert list(library.works) == ["two"]
    assert library.problems == ()


def test_a_folder_of_stored_analyses_alone_is_enough(stories: Path) -> None:
    assert fill([stories]).shared == ("hostile", "nobody", "quarrel", "two-days")


def test_stories_of_one_id_are_numbered(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text(f"Ann met {folder}.", encoding="utf-8")
    assert fill([tmp_path]).shared == ("one", "one-2")


def test_a_file_that_cannot_be_read_is_a_problem_and_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "good.txt").write_text("Ann met Bob.", encoding="utf-8")
    (tmp_path / "broken.analysis.json").write_text("{", encoding="utf-8")
    library = fill([tmp_path / "missing.txt", tmp_path])
    assert library.shared == ("good",)
    assert len(library.problems) == 3
    assert all("\n" not in problem for problem in library.problems)


def test_a_folder_without_stories_is_a_problem(tmp_path: Path) -> None:
    (problem,) = fill([tmp_path]).problems
    assert "no stories in this folder" in problem


def test_the_stories_that_ship_are_found_without_their_readme() -> None:
    names = [path.stem for path in shipped()]
    assert "the-lamp-at-merrow" in names
    assert "README" not in names


def test_stories_inside_the_package_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "relgraph"
    for folder in (package / "stories", tmp_path / "stories"):
        folder.mkdir(parents=True)
        (folder / "one.txt").write_text("Ann met Bob.", encoding="utf-8")
    monkeypatch.setattr(intake, "_PACKAGE", package)
    assert shipped() == (package / "stories" / "one.txt",)
    monkeypatch.setattr(intake, "_PACKAGE", tmp_path / "nowhere" / "relgraph")
    assert shipped() == ()


def test_an_upload_is_read_like_a_file() -> None:
    ((story, analysis),) = read_upload("My Story.txt", "Ann met Bob.".encode("utf-16")).stories
    assert (story.text, story.source, analysis) == ("Ann met Bob.", "My Story.txt", None)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\stories\\passwd.txt", "a\0/passwd.txt", "../.passwd.txt"]
)
def test_an_upload_cannot_name_a_place(name: str) -> None:
    assert read_upload(name, b"Ann met Bob.").stories[0][0].source == "passwd.txt"


@pytest.mark.parametrize("name", ["", ".", "..", "a/.."])
def test_an_upload_without_a_name_is_read(name: str) -> None:
    assert read_upload(name, b"Ann met Bob.").stories[0][0].source == "story.txt"


@pytest.mark.parametrize("name", ["é" * 300 + ".txt", "a\ud800.txt"])
def test_an_upload_with_a_name_that_no_disk_takes_is_read(name: str) -> None:
    assert read_upload(name, b"Ann met Bob.").stories[0][0].text == "Ann met Bob."


def test_an_upload_that_cannot_be_read_is_told_without_our_folder() -> None:
    taken = read_upload("empty.txt", b"")
    assert taken.stories == ()
    assert [line.split(":")[0] for line in taken.problems] == ["empty.txt"]


def test_an_archive_gives_its_stories_and_a_line_for_each_bad_one() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("part/one.txt", "Ann met Bob.")
        archive.writestr("two.md", "Cy met Dee.")
        archive.writestr("bad.txt", "  ")
        archive.writestr("more.zip", "nothing")
    taken = read_upload("all.zip", packed.getvalue())
    assert [story.text for story, _ in taken.stories] == ["Ann met Bob.", "Cy met Dee."]
    assert sorted(line.split(": ")[0] for line in taken.problems) == ["all.zip/bad.txt", "all.zip/more.zip"]


def test_what_is_too_much_at_once_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_ADDED", 20)
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in ("a", "b"):
            archive.writestr(f"{name}.txt", f"{name} met somebody.")
    taken = read_upload("all.zip", packed.getvalue())
    assert [story.id for story, _ in taken.stories] == ["a"]
    assert "all.zip/b.txt: left out: more than 20 characters at once" in taken.problems[0]


def test_a_stored_analysis_can_be_uploaded() -> None:
    stored = make_analysis("{cy|Cy} met {dee|Dee}.", slug="two", title="Two")
    ((story, analysis),) = read_upload("two.analysis.json", dumps(stored).encode()).stories
    assert analysis is not None
    assert (story.title, len(analysis.characters)) == ("Two", 2)


def test_an_upload_that_is_no_analysis_is_told() -> None:
    assert "two.analysis.json" in read_upload("two.analysis.json", b"[]").problems[0]


def test_a_story_is_analysed_once_and_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = make_analysis("{ann|Ann} met {bob|Bob}.", slug="one")
    calls: list[str] = []
    told: list[tuple[int, int]] = []

    def analyse(story: Story, *, progress: Callable[[int, int], None]) -> Analysis:
        calls.append(story.id)
        progress(4, 12)
        return analysis

    monkeypatch.setattr("relgraph.pipeline.analyze_cached", analyse)
    library = Library()
    key = library.add(analysis.story)
    library.work(key, lambda done, total: told.append((done, total)))
    assert library.work(key).analysis is analysis
    assert (calls, told) == (["one"], [(4, 12)])
    assert key == f"one-{analysis.story.sha256[:12]}"


def test_the_work_not_used_for_longest_goes_first() -> None:
    library = Library()
    for number in range(KEPT):
        library.keep(str(number), make_analysis("{ann|Ann} slept.", slug=f"s{number}"))
    library.work("0")
    library.keep("new", make_analysis("{bob|Bob} slept.", slug="new"))
    assert "0" in library.works
    assert "1" not in library.works
    assert len(library.works) == KEPT


def test_a_graph_is_made_once_for_a_way_of_counting() -> None:
    work = work_on(make_analysis("{ann|Ann} met {bob|Bob}.", "{ann|Ann} met {cy|Cy}."))
    assert work.graph(Settings()) is work.graph(Settings(minimum=4, people=2))
    assert work.graph(Settings()) is not work.graph(Settings(count="pairs"))
    assert sorted(work.graph(Settings(chapters=(2, 9)))) == ["ann", "cy"]


def test_only_so_many_graphs_are_kept() -> None:
    work = work_on(make_analysis("{ann|Ann} met {bob|Bob}."))
    for size in range(1, GRAPHS + 9):
        work.graph(Settings(window=f"tokens:{size}"))
    assert len(work.made) == GRAPHS


def test_places_and_circles_cover_everybody() -> None:
    work = work_on(make_analysis("{ann|Ann} met {bob|Bob}. {cy|Cy} slept."))
    assert sorted(work.frame.places) == ["ann", "bob", "cy"]


def test_chapters_are_clipped_to_those_there_are() -> None:
    assert clip(None, 5) is None
    assert clip((1, 5), 5) is None
    assert clip((1, 99), 5) is None
    assert clip((2, 99), 5) == (2, 5)
    assert clip((7, 9), 5) == (5, 5)


def test_a_story_is_added_under_a_key_of_its_text() -> None:
    library = Library()
    one, other = (library.add(make_story(text, slug="same")) for text in ("Ann slept.", "Bob slept."))
    assert one != other
    assert library.shared == ()
