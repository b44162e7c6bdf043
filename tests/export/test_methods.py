"""The paragraph for a paper: what was done, to what, with which versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from builders import make_analysis
from three_days import THREE_DAYS

from relgraph import __version__
from relgraph.cast import Cast
from relgraph.errors import WindowError
from relgraph.export import methods
from relgraph.export.methods import methods_of
from relgraph.records import Quote, Tags

if TYPE_CHECKING:
    from relgraph.records import InteractionKind

ROOT = Path(__file__).parents[2]


def told(**changes: object) -> str:
    """Return the paragraph for the story with some of its fields changed."""
    return methods(replace(THREE_DAYS, **changes), "sentences:1")  # type: ignore[arg-type]  # fields of an Analysis


def test_paragraph_names_the_story_the_versions_and_the_size() -> None:
    paragraph, empty, *references = methods(THREE_DAYS, "tokens:7", min_mentions=2).splitlines()

    assert paragraph == (
        "The character network of “Three <Days>” (27 words, 3 chapters; SHA-256 of the text "
        f"{THREE_DAYS.story.sha256}) was extracted with relgraph {__version__}. Mentions of people were found with the "
        "language model by-hand and grouped into 3 characters by names, titles, pronouns and dialogue; front and back "
        "matter was left out. Characters were corrected by hand with a cast file (digest none); the names that the "
        "story’s own tags give were used. Nodes are the named characters, the narrator and the reader with at least 2 "
        "mentions, and unnamed characters with at least 5 mentions; groups are left out. Two characters meet where "
        "both are mentioned at most 7 tokens apart, never across the end of a chapter; the weight of an edge is the "
        "number of sentences with such a meeting (window tokens:7, count passages). Degree, strength and betweenness "
        "(Brandes 2001; the length of an edge is the inverse of its weight, Opsahl et al. 2010) and communities "
        f"(Blondel et al. 2008, seed 0) were computed with NetworkX {nx.__version__}. The network has 2 characters and "
        "1 relationship. Labatut and Bost (2019) survey the field."
    )
    assert empty == ""
    assert [line.split(",")[0] for line in references] == ["Blondel", "Brandes", "Labatut", "Opsahl"]
    assert all("doi:10." in line for line in references)


@pytest.mark.parametrize(
    ("window", "count", "sentence"),
    [
        ("sentences:1", "passages", "both are mentioned in the same sentence, never across"),
        ("sentences:3", "passages", "both are mentioned at most 2 sentences apart, never across"),
        ("paragraphs:2", "passages", "at most 1 paragraph apart, never across the end of a chapter; the weight of an "),
        (
            "chapter",
            "passages",
            "in the same chapter, never across the end of a chapter; the weight of an edge is the ",
        ),
        ("tokens:5", "pairs", "reaches from 5 tokens before a mention to as many behind it (window tokens:5, count "),
        ("paragraphs:1", "pairs", "number of pairs of mentions that are in the same paragraph (window paragraphs:1, "),
    ],
)
def test_window_is_told_in_words(window: str, count: str, sentence: str) -> None:
    assert sentence in methods(THREE_DAYS, window, count)  # type: ignore[arg-type]  # one of the two


def test_pairs_cite_who_proposed_them() -> None:
    assert "Amalvy, A.," not in methods(THREE_DAYS, "tokens:5", "passages")
    assert "Amalvy, A.," in methods(THREE_DAYS, "tokens:5", "pairs")


def test_shipped_model_cites_what_it_was_trained_on() -> None:
    text = told(model="relgraph-mentions-9")

    assert (
        "language model relgraph-mentions-9 (trained for fiction, among others on LitBank; Bamman et al. 2019)" in text
    )
    assert "\nBamman, D.," in text
    assert "LitBank" not in told(model="en_core_web_trf")


def test_without_cast_and_tags_no_correction_was_made() -> None:
    untagged = replace(THREE_DAYS.story, tags=Tags(fandom=("A world",)))

    assert "No correction was made by hand. Nodes" in told(settings={}, story=untagged)


def test_day_is_told_where_one_is_given() -> None:
    told = methods(THREE_DAYS, day=date(2031, 2, 3))

    assert f"was extracted with relgraph {__version__} on 2031-02-03. Mentions" in told
    assert f"was extracted with relgraph {__version__}. Mentions" in methods(THREE_DAYS)


def test_passages_that_a_reader_vetoed_are_counted() -> None:
    veto = THREE_DAYS.veto("ann", "bob", (0, 16), window="sentences:1")

    assert "; 1 passage marked by hand as no meeting did not count" in told(cast=Cast(vetoes=(veto,)))


def test_what_was_left_out_afterwards_is_told() -> None:
    text = methods_of(THREE_DAYS, THREE_DAYS.graph(), 1, note="Only chapter 2\ncounted.")

    assert "NetworkX" in text
    assert ". Only chapter 2 counted. The network has 3 characters" in text


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        (("speech",), "The weight of an edge is the number of quotes that one of the two says to the other."),
        (
            ("cooccurrence", "speech"),
            "(window sentences:1, count passages). Each quote that one of the two says to the other counts as well.",
        ),
    ],
)
def test_speech_that_counts_is_told(kinds: tuple[InteractionKind, ...], sentence: str) -> None:
    analysis = make_analysis(
        "{ann|Ann} told {bob|Bob}: “Go.”", quotes=[Quote(start=14, end=19, speaker="ann", addressee="bob")]
    )
    graph = analysis.graph(window="sentences:1", kinds=kinds)

    assert sentence in methods_of(analysis, graph, 1)


def test_author_is_named_where_known() -> None:
    assert "“Three <Days>” by Ann Onymous (27 words" in told(story=replace(THREE_DAYS.story, author="Ann\x00 Onymous"))


def test_story_of_nothing_has_its_paragraph() -> None:
    text = methods(make_analysis())

    assert "(0 words, 0 chapters;" in text
    assert "The network has 0 characters and 0 relationships." in text


def test_unknown_window_is_refused() -> None:
    with pytest.raises(WindowError, match="unknown window"):
        methods(THREE_DAYS, "pages:1")


def test_citation_file_names_this_version() -> None:
    lines = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()

    assert f"version: {__version__}" in lines
    assert {"cff-version: 1.2.0", "title: relgraph", "type: software", "license: MIT"} <= set(lines)
