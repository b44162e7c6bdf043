"""What augmentation makes of annotated texts before a model learns from them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[1] / "training"))  # its scripts import each other by name
data: Any = importlib.import_module("data")

TALK = '"Run," said Ada. "Why?" Bo asked. "They come," she said, "all of them." Ada turned to Bo.'


def document(text: str, people: dict[str, str], quotes: tuple[tuple[str, str], ...] = ()) -> Any:
    """Return a document whose people are the words of `people`, a person for each, wherever they stand."""
    words = [(at, word) for word in people for at in range(len(text)) if text[at:].startswith(word)]
    found = sorted((at, at + len(word), "PER.name") for at, word in words if not text[at - 1 : at].isalnum())
    spoken = tuple((text.index(said), text.index(said) + len(said), who) for said, who in quotes)
    return data.Document(
        id="doc",
        text=text,
        mentions=tuple(found),
        clusters=tuple(people[text[start:end]] for start, end, _ in found),
        quotes=spoken,
    )


def talk() -> Any:
    quotes = (('"Run,"', "a"), ('"Why?"', "b"), ('"They come,"', "a"), ('"all of them."', "a"))
    return document(TALK, {"Ada": "a", "Bo": "b", "she": "a"}, quotes)


def words(found: Any) -> list[str]:
    return [found.text[start:end] for start, end, _ in found.mentions]


def test_tags_that_name_the_speaker_are_cut_out() -> None:
    bare = data.untag(talk(), Random(1), share=1.0)
    assert bare.text == '"Run." "Why?" "They come." "all of them." Ada turned to Bo.'
    assert words(bare) == ["Ada", "Bo"]
    assert bare.clusters == ("a", "b")


def test_quotations_without_tags_stay_where_they_are() -> None:
    bare = data.untag(talk(), Random(1), share=1.0)
    assert [bare.text[start:end] for start, end, _ in bare.quotes] == [
        '"Run."',
        '"Why?"',
        '"They come."',
        '"all of them."',
    ]


def test_no_share_of_the_tags_changes_nothing() -> None:
    assert data.untag(talk(), Random(1), share=0.0) == talk()


@pytest.mark.parametrize(
    "text",
    [
        '"Run," said Ada, turning to the door.',  # what follows would hang in the air
        '"Run." Ada left.',  # no verb of speech
        '"Run," Bo said.',  # somebody else speaks
        '"Run," she was told.',
        '"Run,"',
    ],
)
def test_what_is_no_tag_stays(text: str) -> None:
    whole = document(text, {"Ada": "a", "Bo": "b", "she": "c"}, ((text[: text.index('"', 1) + 1], "a"),))
    assert data.untag(whole, Random(1), share=1.0).text == text


@pytest.mark.parametrize("seed", range(20))
def test_a_short_text_holds_whole_sentences_with_their_mentions(seed: int) -> None:
    whole = document("Ada met Bo. Bo left. It rained. Ada stayed. Bo wrote.", {"Ada": "a", "Bo": "b"})
    short = data.shorten(whole, Random(seed), most=2)
    assert short.text in whole.text
    assert short.text.endswith(".")
    assert 1 <= short.text.count(".") <= 2
    assert words(short) == [word for word in short.text.replace(".", "").split() if word in {"Ada", "Bo"}]


def test_a_short_text_keeps_who_speaks() -> None:
    whole = document('Ada came. "Run," said Bo.', {"Ada": "a", "Bo": "b"}, (('"Run,"', "b"),))
    shorts = [data.shorten(whole, Random(seed), most=1) for seed in range(20)]
    assert {(one.text, one.quotes) for one in shorts} == {("Ada came.", ()), ('"Run," said Bo.', ((0, 6, "b"),))}


def test_places_stand_beside_the_people() -> None:
    whole = document("Ada left York by Bo.", {"Ada": "a", "Bo": "b"})
    both = data.with_places(whole, [[9, 13, "GPE.name"]])
    assert words(both) == ["Ada", "York", "Bo"]
    assert both.clusters == ("a", "", "b")
