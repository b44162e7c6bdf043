from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle, islice
from typing import TYPE_CHECKING

import pytest
import spacy

from relgraph.errors import LanguageError
from relgraph.language import load_language, model_name, parse
from relgraph.language.model import shipped_model
from relgraph.language.sentences import split_sentences
from relgraph.reading import read_text
from relgraph.records import Entity, Parse, Story

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def found(text: str) -> dict[str, str]:
    parsed = parse(read_text(text), load_language())
    return {text[e.start : e.end]: f"{e.category}.{e.kind}" for e in parsed.entities}


def test_names_nominals_and_pronouns_of_persons_are_told_apart() -> None:
    text = "Mr. Harlan Vex put down his hat. The old pilot looked at him, and Zyra laughed."

    assert found(text) == {
        "Mr. Harlan Vex": "PER.name",
        "his": "PER.pronoun",
        "The old pilot": "PER.nominal",
        "him": "PER.pronoun",
        "Zyra": "PER.name",
    }


def test_nested_mentions_are_all_found() -> None:
    entities = found("Orrin missed his mother. His mother had gone to London.")

    assert entities["his mother"] == "PER.nominal"
    assert entities["his"] == "PER.pronoun"
    assert entities["London"] == "GPE.name"


def test_possessive_is_no_part_of_a_name() -> None:
    assert "Zyra" in found("Zyra's coat hung behind the door, and Zyra’s boots stood under it.")


def test_document_of_the_pipeline_carries_spans_and_entities() -> None:
    doc = load_language()("Mara knocked. “Who is it?” asked Orrin.")

    assert [sent.text for sent in doc.sents] == ["Mara knocked.", "“Who is it?” asked Orrin."]
    assert [span.text for span in doc.spans["quotes"]] == ["“Who is it?”"]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Mara", "PERSON"), ("Orrin", "PERSON")]
    assert len(doc.spans["mentions"].attrs["p"]) == len(doc.spans["mentions"])


def test_reading_is_the_same_for_any_number_of_threads() -> None:
    text = " ".join(f"Mara met Orrin by gate {number}. “Again?” he asked her." for number in range(120))
    sentences = split_sentences(text, ((0, len(text)),))
    one, many = (replace(shipped_model(), pool=ThreadPoolExecutor(count)).read(text, sentences) for count in (1, 5))

    assert one.mentions == many.mentions
    assert one.vectors.tobytes() == many.vectors.tobytes()
    assert len(one.vectors) > 2 * shipped_model().size  # several windows


@pytest.mark.parametrize("words", [0, 110, 121, 132, 242, 253, 374, 385, 495, 506])
def test_a_text_of_any_length_is_read_to_its_last_word(words: int) -> None:
    rain = cycle(["it", "rained", "on", "the", "town", "and", "the", "river", "rose", "again", "."])
    text = " ".join([*islice(rain, words), "Mara met Orrin."])
    reading = shipped_model().read(text, split_sentences(text, ((0, len(text)),)))

    assert len(reading.vectors) == len(reading.pieces.ids) == words + 5  # blocks are filled up, the filling is cut off
    assert [text[m.start : m.end] for m in reading.mentions][-2:] == ["Mara", "Orrin"]


def test_documents_in_a_row_come_out_as_they_do_alone() -> None:
    nlp = load_language()
    texts = [f"Mara met Orrin by gate {number}." for number in range(7)]

    together = [str(list(doc.spans["mentions"])) for doc in nlp.pipe(texts)]
    alone = [nlp(text) for text in texts]

    assert together == [str(list(doc.spans["mentions"])) for doc in alone]
    assert len(together) == len(texts)


def test_parse_does_not_depend_on_where_the_text_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"Mara met Orrin by gate {number}. “Again?” he asked her." for number in range(60))
    whole = parse(read_text(text), load_language())
    monkeypatch.setattr("relgraph.language.parsing.STRETCH", 700)
    cut = parse(read_text(text), load_language())

    assert (cut.tokens, cut.sentences, cut.quotes) == (whole.tokens, whole.sentences, whole.quotes)
    one, other = ({(e.start, e.end, e.kind) for e in parsed.entities} for parsed in (whole, cut))
    assert len(one & other) > 0.95 * len(one | other) > 200  # what the model reads before a cut differs


def test_matter_is_left_out() -> None:
    story = read_text("Mara slept.\n\nNotes: thanks to Orrin for reading.")
    parsed = parse(story, load_language())

    assert story.matter[-1].kind == "notes"
    assert [story.text[e.start : e.end] for e in parsed.entities] == ["Mara"]


def test_progress_ends_with_everything_done() -> None:
    steps: list[tuple[int, int]] = []
    parse(
        read_text("Mara slept. Orrin did not."),
        load_language(),
        progress=lambda done, total: steps.append((done, total)),
    )

    assert steps[-1] == (26, 26)


def _tiny_pipeline() -> Language:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [
        {"label": "PERSON", "pattern": "Mara"},
        {"label": "GPE", "pattern": "Tolm"},
        {"label": "DATE", "pattern": "May"},
    ]
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def test_another_pipeline_gives_its_persons_and_english_pronouns() -> None:
    parsed = parse(read_text("Mara left Tolm in May. She waved."), _tiny_pipeline(), name="tiny")

    assert parsed.model == "tiny"
    assert parsed.entities == (
        Entity(start=0, end=4, category="PER", kind="name", p=1.0),
        Entity(start=10, end=14, category="GPE", kind="name", p=1.0),
        Entity(start=23, end=26, category="PER", kind="pronoun", p=1.0),
    )


def test_installed_pipeline_is_loaded_by_its_name(tmp_path: object) -> None:
    folder = f"{tmp_path}/tiny"
    _tiny_pipeline().to_disk(folder)

    assert [ent.text for ent in load_language(folder)("Mara left Tolm.").ents] == ["Mara", "Tolm"]


def test_pipeline_that_is_not_installed_is_named_with_the_alternatives() -> None:
    with pytest.raises(LanguageError, match="no spaCy pipeline 'en_no_such' is installed; installed are: "):
        load_language("en_no_such")


def test_pipeline_without_entities_is_refused() -> None:
    with pytest.raises(LanguageError, match="finds no entities"):
        parse(read_text("Mara slept."), spacy.blank("en"))


def test_name_of_the_shipped_model_carries_its_digest() -> None:
    name, _, digest = model_name().partition("+")

    assert name.startswith("relgraph-mentions-")
    assert len(digest) == 8


def test_empty_story_gives_an_empty_parse() -> None:
    story = Story(id="e", title="E", author=None, source="e.txt", text="", words=0, chapters=(), paragraphs=())

    assert parse(story, load_language(), name="m") == Parse(model="m", tokens=(), sentences=(), entities=(), quotes=())


@pytest.mark.model
def test_a_name_is_exact_where_the_tokenizer_keeps_it_together_with_what_stands_before() -> None:
    story = read_text('Jane sat. Jane smiled. "Wait," he said--"Jane waits." Jane stood up and went to the door.')
    found = parse(story, load_language()).entities
    assert {story.text[one.start : one.end] for one in found if one.kind == "name"} == {"Jane"}
