from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from markup import read_markup

from relgraph.characters.constraints import leading
from relgraph.characters.gendering import learn_genders
from relgraph.characters.layout import lay_out

if TYPE_CHECKING:
    from relgraph.records import Links


def learn(*chapters: str, known: tuple[dict[str, int], ...] = ()) -> list[str]:
    """Return the pronouns learnt for each name of the chapters, by first mention."""
    marked = read_markup(*chapters)
    layout = lay_out(marked.story, marked.parse)
    texts = list(dict.fromkeys(spot.text for spot in layout.spots if spot.kind == "name"))
    persons = {spot.index: texts.index(spot.text) for spot in layout.spots if spot.kind == "name"}
    counts = [Counter(one) for one in known] or [Counter() for _ in texts]
    return [
        leading(one) for one in learn_genders(layout, persons, counts, [s for s in layout.spots if s.kind == "pronoun"])
    ]


HE = "[He|pronoun] rose. [He|pronoun] left."
SHE = HE.replace("He", "She")
HIS_SCENE = f"[Hux|name] saw [Kylo|name]. {HE} {HE} [Hux|name] yawned. {HE}"
BOTH = f"[Kylo|name] saw [Rey|name]. {SHE} {HE} {SHE} {HE}"


def test_scenes_apart_tell_whose_pronouns_are_whose() -> None:
    assert learn(HIS_SCENE, BOTH) == ["he", "he", "she"]


def test_what_is_known_of_one_tells_the_other() -> None:
    assert learn(BOTH, known=({"she": 100}, {})) == ["she", "he"]


def test_two_who_are_always_together_stay_open() -> None:
    assert learn(BOTH) == ["", ""]


def test_pronouns_in_quotes_and_in_other_chapters_say_nothing() -> None:
    assert learn("[Rey|name] sat. “[He|pronoun] is, [he|pronoun] is, [he|pronoun] is.”", "[He|pronoun] left.") == [""]


def test_name_far_back_is_not_meant() -> None:
    assert learn(
        "[Rey|name] sat. " + "It rained. " * 9 + "[He|pronoun] left. [He|pronoun] ran. [He|pronoun] fell."
    ) == [""]


def test_nobody_learns_nothing() -> None:
    assert learn("It rained.") == []


def linked(text: str, links: dict[int, Links]) -> list[str]:
    """Return the pronouns learnt for each name from the links of the pronouns, by index of the entity."""
    marked = read_markup(text)
    every = tuple(links.get(index, ()) for index in range(len(marked.parse.entities)))
    layout = lay_out(marked.story, replace(marked.parse, links=every))
    names = [spot for spot in layout.spots if spot.kind == "name"]
    texts = list(dict.fromkeys(spot.text for spot in names))
    persons = {spot.index: texts.index(spot.text) for spot in names}
    pronouns = [spot for spot in layout.spots if spot.kind == "pronoun"]
    return [leading(one) for one in learn_genders(layout, persons, [Counter() for _ in texts], pronouns)]


def test_links_of_the_model_tell_whose_pronouns_are_whose() -> None:
    text = f"[Kylo|name] saw [Rey|name]. {SHE} {HE} {SHE} {HE}"
    links: dict[int, Links] = {2: ((1, 0.9),), 3: ((2, 0.9),), 4: ((0, 0.8),), 5: ((4, 0.9),)}
    links |= {6: ((3, 0.9),), 7: ((6, 0.9),), 8: ((5, 0.9),), 9: ((8, 0.9),)}
    assert linked(text, links) == ["he", "she"]


def test_one_person_can_be_they_where_links_say_so() -> None:
    they = " ".join(["[They|pronoun] rose."] * 5)
    links: dict[int, Links] = {1: ((0, 0.95),), **{index: ((index - 1, 0.95),) for index in range(2, 6)}}
    assert linked(f"[Isk|name] came in. {they}", links) == ["they"]
