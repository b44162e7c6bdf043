from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from relgraph.sentiment import LONGEST, pleasantness


def test_pleasant_words_score_above_unpleasant_ones() -> None:
    assert pleasantness("He loved her.") > 0.3 > -0.3 > pleasantness("He hated her.")


def test_negation_turns_a_word_around() -> None:
    assert pleasantness("She did not hate it.") > 0


def test_a_sentence_without_words_of_the_list_is_neither() -> None:
    assert (pleasantness(""), pleasantness("The boat lay at the quay.")) == (0.0, 0.0)


def test_only_the_beginning_of_an_endless_sentence_is_read() -> None:
    assert pleasantness("x" * LONGEST + " hate hate hate") == 0.0


@given(st.text(max_size=80))
def test_any_text_has_a_score_in_range(text: str) -> None:
    assert -1 <= pleasantness(text) <= 1


def test_the_list_of_words_is_loaded_only_when_it_is_asked_for() -> None:
    code = "import sys, relgraph.view, relgraph.sentiment; sys.exit('vaderSentiment' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
