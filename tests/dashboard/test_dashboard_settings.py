from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.dashboard.settings import MAX_NUMBER, Settings, read_query
from relgraph.view.picture import link_id

numbers = st.integers(1, MAX_NUMBER)
windows = st.one_of(
    st.just("chapter"), st.builds("{}:{}".format, st.sampled_from(["tokens", "sentences", "paragraphs"]), numbers)
)
settings = st.builds(
    Settings,
    story=st.text(),
    others=st.lists(st.text(st.characters(exclude_characters=","), min_size=1), unique=True).map(tuple),
    by=st.sampled_from(["", "chapters", "titles", "parts:2", "parts:4"]),
    side=st.sampled_from(["", "overview", "networks", "differences", "likeness", "together", "course", "people"]),
    window=windows,
    count=st.sampled_from(["passages", "pairs"]),
    kinds=st.sampled_from(["cooccurrence", "speech", "both"]),
    sure=st.integers(0, 100),
    minimum=numbers,
    people=numbers,
    chapters=st.none() | st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair))),
    alone=st.booleans(),
    steps=st.integers(0, 2),
    view=st.sampled_from(["network", "matrix", "arcs", "timeline", "tables", "numbers"]),
    person=st.text(min_size=1),
    partner=st.text(),
)


@given(settings)
def test_an_address_brings_the_settings_back(found: Settings) -> None:
    assert read_query(found.query()) == found


def test_the_beginning_needs_no_address() -> None:
    assert Settings().query() == {}
    assert read_query({}) == Settings()


@pytest.mark.parametrize(
    "query",
    [
        {"window": "tokens:0"},
        {"window": "<script>"},
        {"count": "words"},
        {"minimum": "-1"},
        {"minimum": "²"},
        {"people": "many"},
        {"people": "99999999999999"},
        {"chapters": "3-1"},
        {"chapters": "1"},
        {"alone": "perhaps"},
        {"kinds": "letters"},
        {"sure": "101"},
        {"sure": "0.5"},
        {"steps": "3"},
        {"view": "Network"},
        {"partner": "bob"},
        {"unknown": "value"},
    ],
)
def test_what_an_address_spells_wrongly_is_as_in_the_beginning(query: dict[str, str]) -> None:
    assert read_query(query) == Settings()


def test_a_choice_is_told_as_the_network_tells_it() -> None:
    assert Settings().choice == ("none", "")
    assert Settings(person="ann").choice == ("person", "ann")
    assert Settings(person="bob", partner="ann").choice == ("pair", link_id("ann", "bob"))


def test_a_person_and_a_pair_can_be_chosen_and_dropped() -> None:
    person = Settings().choose("person", "bob")
    assert (person.person, person.partner) == ("bob", "")
    pair = Settings().choose("pair", link_id("bob", "ann"))
    assert (pair.person, pair.partner) == ("ann", "bob")
    assert pair.choose("none", "") == Settings()


def test_who_was_chosen_before_stays_the_first_of_a_pair() -> None:
    pair = Settings(person="bob").choose("pair", link_id("ann", "bob"))
    assert (pair.person, pair.partner) == ("bob", "ann")


def test_a_broken_pair_is_no_choice() -> None:
    assert Settings(person="ann").choose("pair", "ann|bob") == Settings()


def test_another_story_keeps_how_to_count_and_forgets_the_rest() -> None:
    before = Settings(
        story="one",
        others=("two",),
        window="chapter",
        count="pairs",
        minimum=3,
        people=9,
        chapters=(1, 2),
        person="a",
    )
    assert before.open("three") == Settings(story="three", others=("two",), window="chapter", count="pairs", people=9)


def test_both_kinds_of_interactions_can_count() -> None:
    assert Settings().interactions == ("cooccurrence",)
    assert Settings(kinds="speech").interactions == ("speech",)
    assert Settings(kinds="both").interactions == ("cooccurrence", "speech")
