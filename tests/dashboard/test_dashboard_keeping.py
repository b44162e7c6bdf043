from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from builders import make_analysis, make_story

from relgraph.dashboard import keeping
from relgraph.dashboard import library as library_module
from relgraph.dashboard.cards import SMALL, blank, card_of
from relgraph.dashboard.jobs import Stopped
from relgraph.dashboard.keeping import discard, keep_story, kept_stories
from relgraph.dashboard.library import Library
from relgraph.dashboard.work import work_on
from relgraph.errors import ReadingError
from relgraph.pipeline import parse_path
from relgraph.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from relgraph.analysis import Analysis
    from relgraph.records import Story


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for the language model; the ids of the stories that it reads."""
    ids: list[str] = []

    def analyse(story: Story, *, progress: Callable[[int, int], None] | None = None) -> Analysis:
        ids.append(story.id)
        path = parse_path(story)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"parse")
        assert progress is not None
        progress(len(story.text), len(story.text))
        return make_analysis("{ann|Ann} met {bob|Bob}.", slug=story.id)

    monkeypatch.setattr("relgraph.pipeline.analyze_cached", analyse)
    return ids


def test_a_kept_story_is_there_at_the_next_start() -> None:
    story = read_text("# One\n\nMara met Orrin.\n\n# Two\n\nOrrin slept.", title="The gate")
    first = Library()
    key = first.add(story)
    first.keep_for_later(key)
    later = Library()
    later.load_kept()
    assert list(later.kept) == list(later.added) == [key]
    assert later.stories[key] == story
    assert parse_path(later.stories[key]) == parse_path(story)
    assert later.problems == ()


def test_a_story_that_is_kept_no_longer_is_gone_at_the_next_start(cache: Path) -> None:
    library = Library()
    keys = [library.add(make_story(text, slug=text[:3].lower())) for text in ("Ann slept.", "Bob slept.")]
    for key in keys:
        library.keep_for_later(key)
    library.keep_no_longer(keys[0])
    library.remove(keys[1])
    assert (list(library.stories), dict(library.kept)) == ([keys[0]], {})
    assert kept_stories() == ([], [])
    assert list((cache / "stories").iterdir()) == []


def test_only_the_reader_may_enter_the_folder_of_kept_stories(cache: Path) -> None:
    keep_story("one", make_story("Ann slept."))
    assert (cache / "stories").stat().st_mode & 0o077 == 0


def test_a_kept_story_that_is_damaged_is_told_and_the_others_come(cache: Path) -> None:
    keep_story("one", make_story("Ann slept.", title="B"))
    keep_story("two", make_story("Bob slept.", title="A"))
    (cache / "stories" / "0.story.json").write_text("{", encoding="utf-8")
    stories, problems = kept_stories()
    assert [story.title for story in stories] == ["A", "B"]
    assert len(problems) == 1


def test_no_more_stories_are_kept_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 1)
    keep_story("one", make_story("Ann slept."))
    with pytest.raises(ReadingError, match="Two: not kept: 1 stories are kept already"):
        keep_story("two", make_story("Bob slept.", title="Two"))


def test_a_folder_that_cannot_be_written_is_told(cache: Path) -> None:
    cache.write_text("a file", encoding="utf-8")
    with pytest.raises(ReadingError, match=r"A story: not kept: .*stories cannot be written"):
        keep_story("one", make_story("Ann slept."))
    discard("one")


def test_a_story_that_was_read_before_is_at_hand(read: list[str]) -> None:
    library = Library()
    key = library.add(make_story("Ann met Bob."))
    assert (library.state(key), library.at_hand(key)) == ("new", False)
    assert library.request(key).ended.wait(60)
    assert (library.state(key), library.ready(key) is not None) == ("analysed", True)
    library.forget(key)
    assert (library.state(key), library.ready(key), dict(library.cards)) == ("analysed", None, {})
    assert read == ["a-story"]


def test_a_story_is_read_again_from_the_beginning(read: list[str]) -> None:
    library = Library()
    key = library.add(make_story("Ann met Bob."))
    assert library.request(key).ended.wait(60)
    path = parse_path(library.stories[key])
    os.utime(path, (1, 1))
    library.again(key)
    job = library.desk.job(key)
    assert job is None or job.ended.wait(60)
    assert read == ["a-story", "a-story"]
    assert path.stat().st_mtime > 1


def test_only_what_was_added_can_be_removed() -> None:
    library = Library(stories={"one": make_story("Ann slept.")}, shared=("one",))
    library.remove("one")
    library.remove("unknown")
    assert list(library.stories) == ["one"]


def test_a_story_removed_while_it_is_read_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library()
    key = library.add(make_story("Ann met Bob."))

    def analyse(story: Story, **_options: object) -> Analysis:
        library.remove(key)
        return make_analysis("{ann|Ann} slept.", slug=story.id)

    monkeypatch.setattr("relgraph.pipeline.analyze_cached", analyse)
    with pytest.raises(Stopped):
        library.work(key)
    with pytest.raises(Stopped):
        library.work(key)
    assert (dict(library.works), dict(library.cards), dict(library.added)) == ({}, {}, {})


def test_an_analysis_that_was_added_comes_back_without_being_read(read: list[str]) -> None:
    library = Library()
    analysis = make_analysis("{ann|Ann} met {bob|Bob}.", slug="one")
    key = library.add(analysis.story, analysis)
    assert library.state(key) == "analysed"
    assert library.work(key).analysis is analysis
    assert read == []
    assert key != library.add(analysis.story)


def test_added_stories_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "MOST_ADDED", 25)
    library = Library()
    keys = [library.add(make_story(f"{name} slept.", slug=name)) for name in ("ann", "bob", "cleo")]
    assert list(library.stories) == list(library.added) == keys[1:]
    library.add(make_story("x" * 100, slug="x"))
    assert len(library.stories) == 1


def test_the_stories_added_last_stand_first_in_their_order() -> None:
    library = Library()
    keys = [library.add(make_story(f"{name} slept.", slug=name)) for name in ("ann", "bob", "cy")]
    library.put_first([keys[0], keys[2], "unknown"])
    assert list(reversed(library.added)) == [keys[0], keys[2], keys[1]]


def test_a_card_says_how_many_and_who() -> None:
    card = card_of(work_on(make_analysis("{ann|Ann} met {bob|Bob}. {ann|Ann} left {bob|Bob} and {cy|Cy}.")))
    assert (card.people, card.relationships, card.strongest) == (3, 3, "Ann and Bob")
    assert card.drawings["light"] != card.drawings["dark"]
    assert all(drawing.startswith("data:image/svg+xml;base64,") for drawing in card.drawings.values())


def test_a_card_of_a_story_without_people_is_empty() -> None:
    card = card_of(work_on(make_analysis("It rained.")))
    assert (card.people, card.relationships, card.strongest) == (0, 0, "")


def test_a_drawing_stays_small() -> None:
    crowd = " ".join(f"{{p{one}|P{one}}} met {{p{other}|P{other}}}." for one in range(40) for other in range(one))
    card = card_of(work_on(make_analysis(crowd)))
    assert card.people > SMALL
    assert len(card.drawings["light"]) < 12_000
    assert len(blank("dark")) < 600
