from __future__ import annotations

from dataclasses import replace

from builders import make_analysis
from rich.console import Console
from rich.text import Text

from relgraph.cli.tables import doubts, reasons
from relgraph.records import Merge

CONTEXT = Merge(
    character="kylo-ren", rule="context", first="Kylo Ren", second="Ren", start=17, end=29, p=0.6, others=("ren-tarn",)
)
SPELLING = Merge(character="kylo-ren", rule="spelling", first="Kylo Ren", second="Kilo", start=0, end=16, p=0.7)
SURE = Merge(character="ren-tarn", rule="given name", first="Ren Tarn", second="Ren", start=0, end=16, p=0.95)
ANALYSIS = replace(
    make_analysis(
        "{kylo-ren|Kylo Ren} saw {ren-tarn|Ren Tarn}. {kylo-ren|Ren} left {ren-tarn|Ren}. {kylo-ren|Kilo} sat.",
        people={"kylo-ren": {"name": "Kylo Ren"}, "ren-tarn": {"name": "Ren Tarn"}},
    ),
    merges=(SPELLING, SURE, CONTEXT),
)


def test_doubtful_names_are_one_line_with_the_least_sure_first() -> None:
    assert doubts(ANALYSIS) == (
        Text(
            "Doubtful names (--why NAME tells more): 'Ren' × 2: Kylo Ren or Ren Tarn?; 'Kilo' × 1: Kylo Ren?",
            style="yellow",
        ),
    )
    assert doubts(replace(ANALYSIS, merges=(SURE,))) == ()


def test_reasons_begin_with_the_least_sure() -> None:
    console = Console(width=100)
    with console.capture() as shown:
        console.print(reasons(ANALYSIS, ANALYSIS.character("kylo-ren")))
    lines = [line.rstrip() for line in shown.get().splitlines()]
    assert lines[0] == "Kylo Ren: 'Kylo Ren' × 1, 'Ren' × 1, 'Kilo' × 1"
    assert lines[1::2] == [
        "'Ren' is 'Kylo Ren' (context, 60 % sure, or Ren Tarn)",
        "'Kilo' is 'Kylo Ren' (spelling, 70 % sure)",
    ]
