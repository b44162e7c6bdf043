from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import Marked, meant, named, read_markup

from relgraph.cast import Cast, CastCharacter
from relgraph.characters import Found, find_characters
from relgraph.records import Entity, Matter, Parse

SCENE = (
    "[General Hux|name] met [Kylo Ren|name] on [Jakku|GPE]. “[You|pronoun] are late, [Ren|name],” said [Hux|name]. "
    "[He|pronoun] saw [[his|pronoun] men|nominal]. [Ben Solo|name], now [Kylo|name], ignored [the General|nominal]. "
    "[Elizabeth Marsh|name] and [Jane Marsh|name] watched. [Miss Marsh|name] sighed, and [an old man|nominal] wept."
)

CROWD = (
    "[Jane Tarn|name] and [Joss Tarn|name] met [Chewbacca|name]. [Lizzy|name] sat. [Lizzie|name] rose.\n\n"
    "“Come out, [Lieutenant Tarn|name], and you, [Chewie|name]!” said [Dace|name].\n\n“Yes,” said [Joss|name].\n\n"
    "“Why, [Edna|name]?” said [Rob|name].\n\n“Why not?” said [Mrs. Pond|name]. [Bob Hale|name] and [Robert|name] left."
)


def test_empty_parse_gives_nothing() -> None:
    marked = read_markup("Nobody was here.")
    assert marked.find() == Found(characters=(), mentions=(), quotes=(), merges=())


def test_empty_text_gives_nothing() -> None:
    marked = read_markup("x")
    story = replace(marked.story, text="", words=0, chapters=(), paragraphs=())
    parse = Parse(model="marks", tokens=(), sentences=(), entities=(), quotes=())
    assert find_characters(story, parse).characters == ()


def test_characters_come_by_mentions_and_carry_their_counts() -> None:
    found = read_markup("[Poe|name] ran. [Rey|name] sat. [Rey|name] saw [herself|pronoun]. [REY|name]!").find()
    assert [(c.id, c.name, c.mentions, dict(c.aliases), c.pronouns) for c in found.characters] == [
        ("rey", "Rey", 4, {"Rey": 3}, "she/her"),
        ("poe", "Poe", 1, {"Poe": 1}, None),
    ]


def test_merge_tells_rule_forms_and_passage() -> None:
    marked = read_markup("[Kylo Ren|name] sat. It rained. [Kylo|name] rose.")
    (merge,) = marked.find().merges
    assert (merge.character, merge.rule, merge.first, merge.second) == ("kylo-ren", "given name", "Kylo Ren", "Kylo")
    assert marked.story.text[merge.start : merge.end] == "Kylo rose."
    assert 0 < merge.p <= 1


def test_merge_by_renaming_shows_the_words_that_rename() -> None:
    marked = read_markup("Then [Ben Solo|name], now [Kylo Ren|name], sat.")
    (merge,) = marked.find().merges
    assert merge.rule == "renaming"
    assert marked.story.text[merge.start : merge.end] == "Ben Solo, now Kylo Ren"


def test_entities_in_matter_or_beyond_the_text_are_left_out() -> None:
    marked = read_markup("[Rey|name] sat. [Poe|name] ran.")
    story = replace(marked.story, matter=(Matter(kind="notes", start=9, end=19),))
    beyond = Entity(start=5, end=999, category="PER", kind="name", p=0.9)
    parse = replace(marked.parse, entities=(*marked.parse.entities, beyond))
    assert [c.id for c in find_characters(story, parse).characters] == ["rey"]


def test_of_two_entities_on_one_range_the_more_probable_counts() -> None:
    marked = read_markup("[Rey|name:0.4] sat.")
    sure = Entity(start=0, end=3, category="GPE", kind="name", p=0.8)
    assert find_characters(marked.story, replace(marked.parse, entities=(*marked.parse.entities, sure))).mentions == ()


def test_cast_merges_renames_ignores_and_tells_pronouns() -> None:
    cast = Cast(
        characters=(
            CastCharacter(name="Armitage", aliases=("Hux", "General Hux", "the General"), pronouns="xe/xem"),
            CastCharacter(name="Ben", aliases=("Kylo Ren",)),
            CastCharacter(name="Ren"),
        ),
        ignore=("Jane Marsh", "an old man"),
    )
    found = read_markup(SCENE).find(cast)
    by_id = {c.id: c for c in found.characters}
    assert (by_id["armitage"].pronouns, dict(by_id["armitage"].aliases)) == ("xe/xem", {"General Hux": 1, "Hux": 1})
    assert (dict(by_id["armitage"].titles), by_id["armitage"].mentions) == ({"the General": 1}, 3)
    assert dict(by_id["ren"].aliases) == {"Ren": 1}
    assert "jane-marsh" not in by_id
    assert all(c.name != "an old man" for c in found.characters)


def test_cast_joins_what_the_names_forbid() -> None:
    cast = Cast(characters=(CastCharacter(name="Mr. Hale", aliases=("Mrs. Vane",)),))
    assert named(read_markup("[Mr. Hale|name] and [Mrs. Vane|name] met."), cast) == [("Mr. Hale", "Mrs. Vane")]


def test_cast_makes_a_person_of_what_the_model_takes_for_a_place() -> None:
    marked = read_markup("[Jakku|GPE] sat.")
    assert meant(marked, "Jakku", Cast(characters=(CastCharacter(name="Jakku"),))) == ["jakku"]


def test_pronouns_of_the_cast_are_believed() -> None:
    cast = Cast(characters=(CastCharacter(name="Kim", pronouns="they/them"),))
    assert meant(read_markup("[Kim|name] sat. [They|pronoun] rose."), "They", cast) == ["kim"]


def test_bare_title_used_as_a_name_is_found() -> None:
    found = read_markup("[Mother|name] sat. [Mother|name] rose.").find()
    assert [(c.name, c.mentions) for c in found.characters] == [("Mother", 2)]


_NAMES = st.sampled_from(
    [
        "Rey",
        "Kylo Ren",
        "Ren",
        "Mr. Hale",
        "Miss Hale",
        "Ann Hale",
        "Hale",
        "Ben",
        "Ben Solo",
        "Dr. Vane",
        "Lizzy",
        "Eliza",
    ]
)
_PIECES = st.one_of(
    _NAMES.map(lambda name: f"[{name}|name] sat."),
    _NAMES.map(lambda name: f"“Come, [{name}|name],” [she|pronoun] said."),
    st.tuples(_NAMES, _NAMES).map(lambda pair: f"[{pair[0]}|name] and [{pair[1]}|name] left [their|pronoun] house."),
    st.sampled_from(["[He|pronoun] saw [himself|pronoun].", "[The doctor|nominal] ran.", "[I|pronoun] rose.", "\n\n"]),
    _NAMES.map(lambda name: f"On [{name}|GPE:0.5] it rained."),
)
STORIES = st.lists(st.lists(_PIECES, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=3)


@given(STORIES, st.randoms(use_true_random=False))
def test_order_of_the_entities_is_irrelevant(chapters: list[str], random: object) -> None:
    marked = read_markup(*chapters)
    entities = list(marked.parse.entities)
    random.shuffle(entities)  # type: ignore[attr-defined]  # the strategy gives a random.Random
    shuffled = replace(marked.parse, entities=tuple(entities))
    assert find_characters(marked.story, shuffled) == marked.find()


@given(STORIES)
def test_ids_are_unique_and_counts_add_up(chapters: list[str]) -> None:
    found = read_markup(*chapters).find()
    ids = [c.id for c in found.characters]
    assert len(ids) == len(set(ids))
    assert {m.character for m in found.mentions} == set(ids)
    assert sum(c.mentions for c in found.characters) == len(found.mentions)
    assert [(-c.mentions, c.id) for c in found.characters] == sorted((-c.mentions, c.id) for c in found.characters)
    for character in found.characters:
        own = [m for m in found.mentions if m.character == character.id]
        assert len(own) == character.mentions
        if character.kind == "named":
            assert sum(character.aliases.values()) == sum(m.kind == "name" for m in own)
    assert all((a.start, a.end) < (b.start, b.end) or a.start <= b.start for a, b in pairwise(found.mentions))


@given(STORIES)
def test_quotes_and_merges_speak_of_characters_that_are_there(chapters: list[str]) -> None:
    marked = read_markup(*chapters)
    found = marked.find()
    ids = {c.id for c in found.characters}
    assert [(q.start, q.end) for q in found.quotes] == list(marked.parse.quotes)
    assert {q.speaker for q in found.quotes} | {q.addressee for q in found.quotes} <= ids | {None}
    assert {m.character for m in found.merges} <= ids
    assert all(0 <= m.start < m.end <= len(marked.story.text) for m in found.merges)


def _dump(marked: Marked) -> str:
    return json.dumps(asdict(marked.find()))


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_every_hash_seed_gives_the_same_bytes(seed: str) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_characters_find as t;"
        "print(t._dump(t.read_markup(t.SCENE, t.SCENE, t.CROWD)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parent)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == _dump(read_markup(SCENE, SCENE, CROWD))


def test_forms_are_listed_as_they_are_written() -> None:
    found = read_markup("[Parson Vane|name] rose. [Pa'son Vane|name] sat. [PARSON VANE|name] left.").find()
    assert [dict(one.aliases) for one in found.characters] == [{"Parson Vane": 2, "Pa'son Vane": 1}]
