from __future__ import annotations

from markup import named, read_markup

from relgraph.characters.tags import support, tagged
from relgraph.records import Character, Tags


def test_tagged_persons_are_read_from_characters_and_relationships() -> None:
    tags = Tags(
        characters=("Kylo Ren | Ben Solo", "Rey (Star Wars)", "Original Female Character(s)", "Reader", "General"),
        relationships=("Rey/Kylo Ren", "Finn & Poe Dameron", "Rey & You"),
    )
    assert [[name.core for name in person] for person in tagged(tags)] == [
        ["Kylo Ren", "Ben Solo"],
        ["Rey"],
        ["Finn"],
        ["Poe Dameron"],
    ]


def test_tag_joins_the_parts_that_the_text_has() -> None:
    marked = read_markup("[Kylo|name] sat.", "[Ben|name] rose.", tags=Tags(characters=("Kylo Ren | Ben Solo",)))
    assert named(marked) == [("Kylo", "Ben")]
    assert [(m.rule, m.first, m.second) for m in marked.find().merges] == [("tag", "Kylo", "Ben")]


def test_part_that_two_tags_share_joins_nothing() -> None:
    tags = Tags(characters=("Kylo Ren | Ben Solo", "Ben Kenobi"))
    assert named(read_markup("[Kylo|name] sat.", "[Ben|name] rose.", tags=tags)) == [("Kylo",), ("Ben",)]


def test_text_outvotes_a_tag() -> None:
    tags = Tags(characters=("Kylo Ren | Ben Solo",))
    assert named(read_markup("[Kylo|name] and [Ben|name] rose.", tags=tags)) == [("Kylo",), ("Ben",)]


def test_tag_completes_the_name_of_one_whom_the_text_calls_by_a_part() -> None:
    tags = Tags(characters=("Armitage Hux", "Poe Dameron"), relationships=("Armitage Hux/Kylo Ren",))
    found = read_markup("[General Hux|name] sat. [Hux|name] rose. [Rey|name] left.", tags=tags).find()
    assert [(c.id, c.name) for c in found.characters] == [("armitage-hux", "Armitage Hux"), ("rey", "Rey")]


def test_tag_that_fits_two_names_nobody() -> None:
    found = read_markup("[Mr. Hux|name] saw [Mrs. Hux|name].", tags=Tags(characters=("Armitage Hux",))).find()
    assert {c.name for c in found.characters} == {"Mr. Hux", "Mrs. Hux"}


def test_support_of_a_tag_is_who_has_its_names_in_the_text() -> None:
    people = (
        Character(id="kylo", name="Kylo", kind="named", mentions=9, aliases={"Kylo": 9}),
        Character(id="rey", name="Rey", kind="named", mentions=4, aliases={"Rey": 4}),
        Character(id="reya", name="Rey Ann", kind="named", mentions=7, aliases={"Rey Ann": 7}),
        Character(id="men", name="Finn's men", kind="group", mentions=8, aliases={"Finn": 8}),
    )

    assert support("Rey (Star Wars)/Kylo Ren | Ben Solo", people) == ("rey", "kylo")
    assert support("Kylo Ren & Kylo", people) == ("kylo",)
    assert support("Finn", people) == ()
    assert support("Kylo/Reader", people) == ("kylo",)
    assert support("Original Female Character(s)", people) == ()
