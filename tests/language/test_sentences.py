from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.language.sentences import blocks, find_quotes, split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, ((0, len(text)),))]


def quotes(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotes(text, ((0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He ran. She hid!", ["He ran.", "She hid!"]),
        ("“Where is she?” Mara asked. “Gone.”", ["“Where is she?” Mara asked.", "“Gone.”"]),
        ('"Go!" she cried. "Now."', ['"Go!" she cried.', '"Now."']),
        ("“Where is she?” He turned away.", ["“Where is she?”", "He turned away."]),
        ("Mr. Orm met Dr. Vale in St. Ives.", ["Mr. Orm met Dr. Vale in St. Ives."]),
        ("J. Orm left at 5 p.m. in haste.", ["J. Orm left at 5 p.m. in haste."]),
        ("Then it was over... or not.", ["Then it was over... or not."]),
        ("no capitals here. none at all.", ["no capitals here.", "none at all."]),
        ("He stopped… She did not.", ["He stopped…", "She did not."]),
        ("  ", []),
    ],
)
def test_sentences_of_fiction_are_found(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_sentence_never_crosses_its_paragraph() -> None:
    text = "One line\n\nand another"

    assert split_sentences(text, ((0, 8), (10, 21))) == ((0, 8), (10, 21))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Come,” said Mara, “now.”", ["“Come,”", "“now.”"]),
        ('"Come," said Orm, "now."', ['"Come,"', '"now."']),
        ("«Come,» said Mara.", ["«Come,»"]),
        ("„Come,“ said Mara.", ["„Come,“"]),
        ('“Come," said a careless typist.', ['“Come,"']),
        ("“An open one runs on", ["“An open one runs on"]),
        (
            "‘Come here,’ said Mara. ‘It’s Orm’s,’ he said, ‘and mine.’",
            ["‘Come here,’", "‘It’s Orm’s,’", "‘and mine.’"],
        ),
        ("It’s Orm’s, and the boys’ room.", []),
        ("“He said ‘now’ twice,” said Mara.", ["“He said ‘now’ twice,”"]),
    ],
)
def test_direct_speech_is_found_under_all_marks(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@given(st.text(alphabet='aB .!?"“”‘’«»\n', max_size=60))
def test_sentences_and_quotes_lie_in_order_inside_the_paragraph(text: str) -> None:
    for spans in (split_sentences(text, ((0, len(text)),)), find_quotes(text, ((0, len(text)),))):
        assert list(spans) == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.text(alphabet='aB .!?"”\n', max_size=60))
def test_sentences_leave_out_nothing_but_white_space(text: str) -> None:
    kept = "".join(text[start:end] for start, end in split_sentences(text, ((0, len(text)),)))

    assert "".join(kept.split()) == "".join(text.split())


DASHED = (
    "— IV —\n\n—Back to barracks! he said sternly.\n\nHe waited.\n\n—Thanks, [he] cried briskly. That will do.\n\n"
    "—Look at yourself, he said, you dreadful bard!\n\n—Because, she said, turning away.\n\n"
    "—Come —said the old man—, at once."
)


def test_dashes_open_speech_up_to_the_tag_and_behind_it() -> None:
    text = DASHED.replace("[he]", "Stephen")
    assert [text[start:end] for start, end in find_quotes(text, blocks(text))] == [
        "—Back to barracks!",
        "—Thanks,",
        "That will do.",
        "—Look at yourself,",
        "you dreadful bard!",
        "—Because,",
        "—Come",
        "at once.",
    ]


def test_dashes_open_no_speech_beside_quotation_marks_or_where_they_are_few() -> None:
    marked = "“Go.”\n\n“No.”\n\n“Why?”\n\n“So.”\n\n—He turned.\n\n—She left.\n\n—It rained."
    assert len(find_quotes(marked, blocks(marked))) == 4
    few = "—He turned.\n\n—She left.\n\nIt rained."
    assert find_quotes(few, blocks(few)) == ()
