"""How annotated texts are read and judged for docs/accuracy.md."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import relgraph
from relgraph.analysis import Analysis
from relgraph.characters import Found
from relgraph.records import Character, Mention, Parse, Quote

sys.path.append(str(Path(__file__).parents[1] / "training"))  # its scripts import each other by name
data: Any = importlib.import_module("data")
judging: Any = importlib.import_module("judging")
evaluate: Any = importlib.import_module("evaluate")

LITBANK_LIKE = "The Duke of Orr, a tall man, met Vale. The Duke left."
SAID = '"Run!" Ada told Bo. "No," Bo said to her.'
ADA, BO, HER, HE = (7, 10), (16, 18), (37, 40), (26, 28)


def document(text: str, *mentions: tuple[int, int, str, str], quotes: tuple[tuple[int, int, str], ...] = ()) -> Any:
    return data.Document(
        id="doc",
        text=text,
        mentions=tuple(mention[:3] for mention in mentions),
        clusters=tuple(mention[3] for mention in mentions),
        quotes=quotes,
    )


def words(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in judging.aliases.WORD.finditer(text))


def judged(*, gold: bool) -> Any:
    """Two people; the found side takes "her" for Bo, finds a third who is nobody, and misses the second addressee."""
    text = judging.Text(
        document=document(
            SAID,
            (*ADA, "PER.name", "ada"),
            (*BO, "PER.name", "bo"),
            (*HE, "PER.name", "bo"),
            (*HER, "PER.pronoun", "ada"),
            quotes=((0, 6, "ada"), (20, 25, "bo")),
        ),
        tokens=words(SAID),
        names={"ada": Counter(ada=1), "bo": Counter(bo=2)},
        listeners=("bo", "ada"),
    )
    found = Found(
        characters=(
            Character(id="B", name="Bo", kind="named", mentions=3, aliases={"Bo": 2}),
            Character(id="A", name="Ada", kind="named", mentions=1, aliases={"Ada": 1}),
        ),
        mentions=(
            Mention(start=1, end=4, kind="pronoun", character="A"),
            Mention(start=ADA[0], end=ADA[1], kind="name", character="A"),
            Mention(start=BO[0], end=BO[1], kind="name", character="B"),
            Mention(start=HE[0], end=HE[1], kind="name", character="B"),
            Mention(start=HER[0], end=HER[1], kind="pronoun", character="B"),
        ),
        quotes=(Quote(start=0, end=6, speaker="A", addressee="B"), Quote(start=20, end=25, speaker="B")),
        merges=(),
    )
    figures = judging.Figures()
    figures.add(text, found, gold=gold)
    return figures


def test_names_are_capitalised_mentions_without_article_and_apposition() -> None:
    text = document(
        LITBANK_LIKE,
        (0, 27, "PER.nominal", "duke"),
        (4, 15, "PER.nominal", "duke"),
        (12, 15, "GPE.name", "orr"),
        (17, 27, "PER.nominal", "duke"),
        (33, 37, "PER.name", "vale"),
        (39, 47, "PER.nominal", "duke"),
    )
    assert judging.proper_names(text, words(LITBANK_LIKE)) == {
        "duke": Counter({"duke of orr": 1}),
        "vale": Counter(vale=1),
    }


def test_clusters_are_scored_with_what_was_invented() -> None:
    # Found {x, Ada} {Bo, Bo, her}, gold {Ada, her} {Bo, Bo}: (1/2 + 4/3 + 1/3) / 5 and (1/2 + 1/2 + 2) / 4.
    assert judged(gold=False).coreference.scores()["B3"][:2] == pytest.approx(((1 / 2 + 5 / 3) / 5, 3 / 4))


def test_with_given_mentions_nothing_is_invented() -> None:
    assert judged(gold=True).coreference.scores()["B3"][:2] == pytest.approx(((1 + 5 / 3) / 4, 3 / 4))


def test_given_mentions_that_nobody_got_stand_alone() -> None:
    text = judging.Text(document=document("Ada ran.", (0, 3, "PER.name", "ada")), tokens=words("Ada ran."), names={})
    figures = judging.Figures()
    figures.add(text, Found(characters=(), mentions=(), quotes=(), merges=()), gold=True)
    assert figures.coreference.scores()["B3"] == (1, 1, 1)


def test_characters_edges_and_weights_are_compared_under_the_gold_names() -> None:
    figures = judged(gold=False)
    assert figures.scores["characters"] == [(1, 1, 1)]
    assert figures.scores["aliases"] == [(1, 1, 1)]
    assert figures.scores["edges"] == [(1, 1, 1)]
    assert figures.cosines == [pytest.approx(1)]


def test_speakers_and_addressees_are_counted() -> None:
    figures = judged(gold=False)
    assert figures.scores["speakers"] == [(1, 1, 1)]
    assert figures.shares == {"speaker": {"right": 2, "told": 2}, "addressee": {"right": 1, "told": 2}}


def test_a_parse_without_links_leaves_all_to_the_rules() -> None:
    whole = Parse(
        model="m",
        tokens=((0, 3),),
        sentences=((0, 8),),
        entities=(),
        quotes=((4, 7),),
        links=(((1, 0.5),),),
        voices=(((2, 0.4),),),
    )
    assert judging.unlinked(whole) == Parse(
        model="m", tokens=((0, 3),), sentences=((0, 8),), entities=(), quotes=((4, 7),)
    )


@pytest.mark.model
def test_given_mentions_are_linked_by_the_model() -> None:
    text = "Ada ran. She laughed."
    given = document(text, (0, 3, "PER.name", "ada"), (9, 12, "PER.pronoun", "ada"))
    parse = judging.parsed(judging.Text(document=given, tokens=words(text), names={}), gold=True)
    assert [(one.start, one.end, one.kind) for one in parse.entities] == [(0, 3, "name"), (9, 12, "pronoun")]
    assert parse.links[1][0][0] == 0


def test_mentions_are_scored_by_exact_span_and_label() -> None:
    gold = [{(0, 3, "PER.name"), (5, 8, "PER.pronoun"), (9, 12, "GPE.name")}]
    found = [{(0, 3, "PER.nominal"), (5, 8, "PER.pronoun"), (9, 11, "GPE.name"), (0, 1, "PER.name")}]
    scores = evaluate.mention_scores(gold, found)
    assert scores["persons"] == (2 / 3, 1, 0.8)
    assert scores["names"] == (0, 0, 0)
    assert scores["pronouns"] == (1, 1, 1)
    assert scores["places"] == (0, 0, 0)
    assert scores["all"][:2] == (1 / 4, 1 / 3)


def test_shipped_stories_are_counted_against_their_gold() -> None:
    text = "Rey met Ren. Rey met Ren. Falcon met Rey."
    story = relgraph.read_text(text)
    people = [("rey", "Rey"), ("ren", "Ren"), ("falcon", "Falcon")]
    analysis = Analysis(
        story=story,
        model="m",
        settings={},
        characters=tuple(
            Character(id=key, name=name, kind="named", mentions=text.count(name), aliases={name: text.count(name)})
            for key, name in people
        ),
        mentions=tuple(
            Mention(start=at, end=at + len(name), kind="name", character=key)
            for at in range(len(text))
            for key, name in people
            if text.startswith(name, at)
        ),
        quotes=(),
        tokens=words(text),
        sentences=((0, 12), (13, 25), (26, 41)),
    )
    gold = {
        "characters": [
            {"name": "Rey", "aliases": ["Rey"], "main": True},
            {"name": "Kylo Ren", "aliases": ["Ren"], "main": True},
            {"name": "Han", "aliases": ["Han"], "main": True},
            {"name": "Luke", "aliases": [], "main": False},
        ],
        "not_characters": ["Falcon", "Jakku"],
        "strongest": [["Rey", "Kylo Ren"], ["Rey", "Han"]],
    }
    assert evaluate.story_counts(gold, analysis) == {
        "main characters found": (2, 3),
        "main characters that are one with another": (0, 3),
        "all characters found": (2, 4),
        "places and the like taken for characters": (1, 2),
        "strongest pairs": (1, 2),
    }


def test_tables_are_printed_in_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    evaluate.show([["figure", "rules"], ["B3", "12.5 / 50.0 / 20.0"]])
    assert capsys.readouterr().out.splitlines() == [
        "| figure | rules              |",
        "| -------|------------------- |",
        "| B3     | 12.5 / 50.0 / 20.0 |",
        "",
    ]


def test_figures_are_printed_in_per_cent_where_there_are_any() -> None:
    row = evaluate.cells(judged(gold=True))
    assert row["co-occurrence edges"] == "100.0 / 100.0 / 100.0"
    assert row["cosine of the weights"] == "1.000"
    assert row["addressee right"] == "50.0 of 2"
    assert evaluate.cells(judging.figures([], [], gold=False))["named characters"] == "-"
