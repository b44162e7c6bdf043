from __future__ import annotations

from dataclasses import replace

from markup import read_markup

from relgraph.characters.layout import lay_out


def test_layout_of_the_same_story_and_parse_is_made_once() -> None:
    marked = read_markup("[Rey|name] sat.")
    first = lay_out(marked.story, marked.parse)

    assert lay_out(marked.story, marked.parse) is first
    assert lay_out(replace(marked.story, title="Another"), marked.parse).story.title == "Another"
