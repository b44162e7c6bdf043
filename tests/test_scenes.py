"""The markup of the training scenes and its checker."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

TRAINING = Path(__file__).parents[1] / "training"
HEADER = "# author: A; person: third; tense: past; setting: a ship; split: train\n"


sys.path.append(str(TRAINING))  # its scripts import each other by name
scenes: Any = importlib.import_module("scenes")
checks: Any = importlib.import_module("scene_checks")


def parsed(body: str) -> Any:
    return scenes.parse(HEADER + body)


def errors(body: str) -> list[str]:
    found: list[str] = checks.find_errors(parsed(body))
    return found


def warnings(body: str) -> list[str]:
    found: list[str] = checks.find_warnings(parsed(body))
    return found


def test_text_is_the_body_without_markup() -> None:
    scene = parsed('\n{vex>kell|"Run, [n:kell|Kell]."}\n\n[m:mum|[p:kel|His] mother] left [GPE:n|Brakka].\n')
    assert scene.text == '"Run, Kell."\n\nHis mother left Brakka.'


def test_header_is_read_by_key() -> None:
    assert dict(parsed("[n:vex|Vex] ran.").header) == {
        "author": "A",
        "person": "third",
        "tense": "past",
        "setting": "a ship",
        "split": "train",
    }


def test_mentions_name_their_ranges_the_longer_one_first() -> None:
    scene = parsed("[m:mum|[p:kel|His] mother] left [GPE:n|Brakka].")
    assert scene.mentions == (
        (0, 10, "PER", "m", "mum"),
        (0, 3, "PER", "p", "kel"),
        (16, 22, "GPE", "n", None),
    )


def test_quotes_keep_their_quotation_marks_and_both_ids() -> None:
    assert parsed('{vex>?|"Run!"} [n:vex|Vex] said.').quotes == ((0, 6, "vex", "?"),)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("one\n[n:vex|Vex ran", "line 3: a bracket is never closed: n:vex"),
        ("one] two", "line 2: ']' closes nothing"),
        ('{a>b|"[n:vex|Vex}"]', "line 2: '}' closes nothing, ']' of line 2 is due"),
        ("one | two", "line 2: a '|' outside of a tag"),
        ("[n:vex| Vex] ran", "line 2: ' Vex' is empty or has white space at its edge (n:vex)"),
        ("[XYZ:n|Vex] ran", "line 2: '[XYZ:n|Vex] ran' is no tag"),
        ("[n:Vex|Vex] ran", "line 2: '[n:Vex|Vex] ran' is no tag"),
        ('\n\n{vex|"Run"}', "line 4: '{vex|\"Run\"}' is no tag"),
    ],
)
def test_bad_markup_is_refused_with_its_line(body: str, message: str) -> None:
    with pytest.raises(scenes.MarkupError) as caught:
        parsed(body)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("no header", "line 1: a scene begins with"),
        ("# author: A; person: third; tense: past; split: train; mood: dark", "missing ['setting'], unknown ['mood']"),
        (
            "# author: A; person: third; tense: past; setting: x; split: test",
            "split is one of train, tuning, validation",
        ),
    ],
)
def test_bad_header_is_refused(header: str, message: str) -> None:
    with pytest.raises(scenes.MarkupError) as caught:
        scenes.parse(header + "\ntext")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[n:vex|Vex] ran.\n\nBut Vex's hand shook.", ["line 4: 'Vex' is a name elsewhere"]),
        ("[n:vex|Vex] ran to [FAC:n|Vex Station].", []),
        ("[n:hurn|General Hurn] sat. [m:hurn|The General] rose.", []),
        ("[n:hurn|General Hurn] sat. The General rose.", ["line 2: 'General' is a name elsewhere"]),
        ("[n:vex|The Vex of Tolm] sat. The end.", []),
        ("We ate at [FAC:n|[n:vex|Vex]'s].", []),
        ("[n:vex|Vex's] hand.", ["line 2: the possessive 's belongs outside"]),
        ("[m:all|the\nothers] ran.", ["line 2: a mention crosses a line"]),
        ("[p:a+b|one of another] ran.", ["line 2: too long for a pronoun"]),
        ("{?>?|Run!} said [m:man|a man].", ["line 2: a quotation holds its quotation marks"]),
    ],
)
def test_errors_of_names_and_spans(body: str, expected: list[str]) -> None:
    found = errors(body)
    assert [line[: len(wanted)] for line, wanted in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ('{vex>kel|"[p:vex|I] ran."}', 0),
        ('{vex>kel|"[p:kel|I] ran."}', 1),
        ('{vex>kel|"[p:kel+vex|We] ran."}', 0),
        ('{vex>kel|"[p:kel+vex|I] ran."}', 1),
        ('{vex>kel|"[p:kel|We] ran."} [p:kel|She] ran.', 1),
        ('{vex>kel|"[p:squad|We] ran."} [p:squad|They] ran.', 0),
        ('{?>kel|"[p:kel|I] ran."}', 0),
        ("{vex>kel|\"He said {orrin>vex|'[p:orrin|I] ran.'}\"}", 0),
        ("[p:narrator|I] ran.", 0),
    ],
)
def test_first_person_in_a_quotation_is_its_speaker(body: str, number: int) -> None:
    assert len(errors(body)) == number


def test_unmarked_pronoun_is_a_warning() -> None:
    found = warnings("[p:vex|She] ran,\nand he went with [p:vex|her].")
    assert found == ["line 3: pronoun not marked: 'She ran, and he went with her.'"]


def test_scare_quote_is_a_warning_and_speech_is_none() -> None:
    found = warnings('{vex>?|"Run!"} [n:vex|Vex] said. A "friend.')
    assert found == ['line 2: quotation mark at no edge of a quotation: \'"Run!" Vex said. A "friend.\'']


def test_speaker_whom_nobody_marks_is_a_warning() -> None:
    assert warnings('{vex>tolm+vex|"Run!"} [n:vex|Vex] said.') == ["line 2: nobody is marked as tolm+vex"]


def test_counts_tell_words_quotes_persons_and_mentions() -> None:
    scene = parsed('{vex>?|"Run!"} [n:vex|Vex] and [n:tolm|Tolm]: [p:tolm+vex|they] left [GPE:n|Brakka].')
    expected = {"words": 7, "quotes": 1, "persons": 2, "PER:n": 2, "PER:p": 1, "GPE:n": 1}
    assert dict(scenes.counts(scene)) == expected


def test_check_passes_over_a_broken_file_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a1.txt").write_text(HEADER + "[n:vex|Vex", encoding="utf-8")
    (tmp_path / "a2.txt").write_text(HEADER + "[n:vex|Vex] ran, he did.", encoding="utf-8")
    assert scenes.main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "a1.txt: line 2: a bracket is never closed: n:vex",
        "a2.txt: warning: line 2: pronoun not marked: 'Vex ran, he did.'",
        "a2.txt: train, PER:n 1, persons 1, quotes 0, words 4",
        "2 files, 1 errors: PER:n 1, persons 1, quotes 0, scenes train 1, words 4",
    ]


def test_check_of_an_empty_folder_fails(tmp_path: Path) -> None:
    assert scenes.main(["check", str(tmp_path)]) == 1


def test_shipped_scenes_have_no_errors() -> None:
    paths = sorted((TRAINING / "data" / "scenes").glob("*.txt"))
    found = [(path.name, checks.find_errors(scenes.parse(path.read_text(encoding="utf-8")))) for path in paths]
    assert [entry for entry in found if entry[1]] == []


def test_group_is_the_same_in_any_order() -> None:
    scene = parsed('{vex+kel>rey+finn|"[p:vex+kel|We] ran."}')
    assert (scene.mentions[0].id, scene.quotes[0].speaker, scene.quotes[0].addressee) == (
        "kel+vex",
        "kel+vex",
        "finn+rey",
    )
