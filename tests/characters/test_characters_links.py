"""What the language model says of mentions beside what the rules know: links between entities, voices of quotes."""

from __future__ import annotations

from dataclasses import replace

from markup import Marked, linked, meant, read_markup

from relgraph.records import Links, Matter


def test_a_pronoun_goes_where_the_model_is_sure_of() -> None:
    marked = read_markup("[Anna|name] had left. [Clara|name] sat by [Beth|name]. [She|pronoun] smiled.")
    assert meant(marked, "She") != ["anna"]
    assert meant(linked(marked, {3: ((0, 0.95),)}), "She") == ["anna"]


def test_the_model_does_not_make_a_man_of_a_woman() -> None:
    marked = read_markup("[Mr. Hale|name] met [Mrs. Vane|name]. [She|pronoun] left.")
    assert meant(linked(marked, {2: ((0, 0.9), (1, 0.1))}), "She") == ["mrs-vane"]


def test_a_pronoun_that_goes_back_to_nobody_is_somebody_of_its_own() -> None:
    marked = read_markup("[They|pronoun] say it rains. [Rey|name] waits. [They|pronoun] say it snows.")
    first, second = meant(linked(marked, {2: ((0, 0.8),)}), "They")
    assert first is not None
    assert first == second


def test_a_nominal_is_who_the_model_takes_it_for() -> None:
    marked = read_markup("[Mr. Hale|name] stood up. [Mr. Vane|name] sat. [The tall man|nominal] left.")
    assert meant(linked(marked, {2: ((0, 0.7), (1, 0.1))}), "The tall man") == ["mr-hale"]


def test_a_nominal_that_the_model_is_not_sure_of_is_somebody_of_its_own() -> None:
    marked = read_markup("[Mr. Hale|name] stood up. [The tall man|nominal] left.")
    assert meant(linked(marked, {1: ((0, 0.3),)}), "The tall man") == ["the-tall-man"]


def test_rounded_links_are_never_more_than_certain() -> None:
    marked = read_markup("[Mr. Hale|name] stood up. [Mr. Hale|name] sat. [The tall man|nominal] left.")
    found = linked(marked, {2: ((0, 0.667), (1, 0.334))}).find()
    assert [mention.p for mention in found.mentions if mention.start > 30] == [1.0]


def test_nobody_is_their_own_mother() -> None:
    marked = read_markup("[Mrs. Hale|name] sat. [[her|pronoun] mother|nominal] sat too.")
    told = linked(marked, {1: ((0, 0.9),), 2: ((0, 0.9),)})
    assert meant(told, "her") == ["mrs-hale"]
    assert meant(told, "her mother") == ["her-mother"]


def test_who_is_named_behind_a_quote_may_speak_it() -> None:
    marked = read_markup(
        "[Mr. Hale|name] and [Mrs. Vane|name] sat. “Go,” came from [the old man|nominal].\n\n“[I|pronoun] will.”"
    )
    told = linked(marked, {2: ((0, 0.9),), 3: ((~1, 0.9),)}, {0: ((2, 0.8),), 1: ((1, 0.8),)})
    assert [quote.speaker for quote in told.find().quotes] == ["mr-hale", "mrs-vane"]
    assert meant(told, "I") == ["mrs-vane"]


def test_a_quote_may_have_the_voice_of_an_earlier_one() -> None:
    marked = read_markup("“Go,” said [Anna|name]. [Beth|name] waited. “Now,” and the door shut.")
    told = linked(marked, {1: ((0, 0.1),)}, {1: ((~0, 0.9),)})
    assert [quote.speaker for quote in told.find().quotes] == ["anna", "anna"]


def test_whose_turn_it_is_counts_where_the_model_is_torn() -> None:
    marked = read_markup(
        "“Go, [Beth|name],” said [Anna|name] to [Beth|name].\n\nIt was late. [Cleo|name] sighed.\n\n“Why?”"
    )
    beth, cleo = 2, 3
    torn = linked(marked, {}, {1: ((beth, 0.3), (cleo, 0.4))})
    sure = linked(marked, {}, {1: ((beth, 0.1), (cleo, 0.8))})
    assert [quote.speaker for quote in torn.find().quotes] == ["anna", "beth"]
    assert [quote.speaker for quote in sure.find().quotes] == ["anna", "cleo"]


def test_somebody_who_is_named_later_is_the_same() -> None:
    marked = read_markup("[A girl|nominal] stood at the gate. [She|pronoun] was cold. [Mary|name] had waited long.")
    told = linked(marked, {1: ((0, 0.9),), 2: ((0, 0.5), (1, 0.3))})
    assert meant(told, "A girl") == meant(told, "She") == meant(told, "Mary") == ["mary"]


def test_a_newcomer_is_not_somebody_of_another_gender() -> None:
    marked = read_markup("[A girl|nominal] stood at the gate. [Mr. Hale|name] had waited long.")
    told = linked(marked, {1: ((0, 0.9),)})
    assert meant(told, "A girl") == ["a-girl"]


def test_who_is_we_to_a_speaker_is_not_they_to_the_same() -> None:
    marked = read_markup("[The guards|nominal] ran. [We|pronoun] ran too, and [they|pronoun] fell.")
    told = linked(marked, {1: ((0, 0.2),), 2: ((1, 0.6), (0, 0.35))})
    assert meant(told, "they") == meant(told, "The guards")


def test_links_to_what_stands_in_matter_mean_nobody() -> None:
    marked = read_markup("[Anna|name] wrote this. [Beth|name] sat. [She|pronoun] left.")
    story = replace(marked.story, matter=(Matter(kind="notes", start=0, end=16),))
    told = linked(Marked(story=story, parse=marked.parse), {2: ((0, 0.9), (1, 0.1))})
    assert meant(told, "She") == ["beth"]


def test_a_speaker_does_not_name_themselves() -> None:
    marked = read_markup("[Anna|name] and [Beth|name] waited.\n\n“Sit down, [Anna|name].”")
    told = linked(marked, {2: ((0, 0.9),)}, {0: ((0, 0.5), (1, 0.5))})
    assert told.find().quotes[0].speaker == "beth"


def test_you_in_a_quote_is_whom_the_model_takes_it_for() -> None:
    marked = read_markup(
        "[Anna|name] sat by [Beth|name]. [Clara|name] came in. “[You|pronoun] are late,” said [Anna|name]."
    )
    told = linked(marked, {3: ((2, 0.9),)})
    assert meant(told, "You") == ["clara"]
    assert told.find().quotes[0].addressee == "clara"


def test_they_may_be_one_person_where_the_model_is_sure() -> None:
    marked = read_markup("[Ash|name] sat. [They|pronoun] were late.")
    assert meant(linked(marked, {1: ((0, 0.9),)}), "They") == ["ash"]


def test_who_is_called_by_a_new_name_has_that_name() -> None:
    marked = read_markup(
        "[The boy|nominal] stood before [Mrs. Hale|name].\n\n“[Henry|name], sit down,” said [Mrs. Hale|name] to "
        "[the boy|nominal]."
    )
    told = linked(marked, {4: ((0, 0.9),)})
    assert meant(told, "The boy") == ["henry"]


HE = "[He|pronoun] looked up. "


def test_somebody_who_is_hardly_more_than_pronouns_gives_way_to_the_named() -> None:
    marked = read_markup("[Hux|name] hated what [a guard|nominal] had done. " + HE * 8)
    links: dict[int, Links] = {at: ((at - 1, 0.95),) for at in range(3, 10)}
    told = linked(marked, links | {2: ((1, 0.7), (0, 0.3))})
    assert set(meant(told, "He")) == {"hux"}


def test_a_stranger_gets_the_name_that_is_said_next() -> None:
    marked = read_markup(
        "[The man in the corner|nominal] drank. " + HE * 9 + "“That is [Ben Solo|name],” said [Rose|name]. "
        "[Ben|name] put the cup down. [Ben|name] rose. " + HE * 8
    )
    links: dict[int, Links] = {at: ((at - 1, 0.95),) for at in range(1, 10)}
    links |= {at: ((at - 1, 0.95),) for at in range(14, 22)}
    assert meant(linked(marked, links), "The man in the corner") == ["ben-solo"]


def test_who_speaks_next_has_not_spoken_just_now() -> None:
    marked = read_markup(
        "[Hale|name] met [Vane|name].\n\n“What is that?”\n\n“Nothing,” said [Vane|name].\n\n“Oh.”\n\n"
        "“Ah,” [he|pronoun] said."
    )
    told = linked(marked, {}, {0: ((1, 0.6), (0, 0.4)), 2: ((0, 0.9),)})
    assert [quote.speaker for quote in told.find().quotes][:3] == ["hale", "vane", "hale"]
    titled = read_markup(
        "[Hale|name] met [Parson Vane|name].\n\n“What is that?”\n\n“Nothing,” said [the parson|nominal]."
    )
    told = linked(titled, {}, {0: ((1, 0.6), (0, 0.4))})
    assert [quote.speaker for quote in told.find().quotes] == ["hale", "parson-vane"]


def test_a_stranger_who_says_who_they_are_is_called_so_by_the_other_name_too() -> None:
    marked = read_markup(
        "[The pedestrian|nominal] turned.\n\n“Good night, [Sir John|name],” said [Parson Vane|name].\n\n"
        "“Why call [me|pronoun] ‘[Sir John|name]’, when [I|pronoun] be plain [Jack Harrow|name]?” asked "
        "[the pedestrian|nominal]."
    )
    assert meant(marked, "The pedestrian") == ["jack-harrow"]
    assert meant(marked, "Sir John") == ["jack-harrow", "jack-harrow"]


def test_a_stranger_is_not_who_was_there_before_under_a_title() -> None:
    marked = read_markup(
        "[A man|nominal] met [the parson|nominal]. [The man|nominal] stopped. “Who are you?” [he|pronoun] said.\n\n"
        "“[I|pronoun] am [Parson Vane|name],” said [the man|nominal]."
    )
    assert meant(marked, "A man") != ["parson-vane"]


def test_clear_pronouns_tell_the_gender_of_somebody_without_a_name() -> None:
    he = "[He|pronoun] slept. "
    marked = read_markup("[A child|nominal] lay there. " + he * 3 + "[A nurse|nominal] came. [She|pronoun] sat.")
    links: dict[int, Links] = {at: ((at - 1, 0.95),) for at in (1, 2, 3)}
    told = linked(marked, links | {5: ((0, 0.9), (4, 0.1))})
    assert meant(told, "He") == ["a-child"] * 3
    assert meant(told, "She") == ["a-nurse"]


def test_who_was_spoken_of_and_has_spoken_since_may_be_spoken_to() -> None:
    text = (
        "[Anna|name] met [Beth|name] and [Lev|name].\n\n“[He|pronoun] is late,” said [Anna|name].\n\n{}"
        "“Oh,” said [Beth|name] to [Cleo|name]. “[You|pronoun] were right.”"
    )
    lev, you = 2, ((2, 0.8),)
    silent = linked(read_markup(text.format("")), {3: ((lev, 0.9),), 7: you})
    assert meant(silent, "You") != ["lev"]
    spoken = linked(read_markup(text.format("“I know,” said [Lev|name].\n\n")), {3: ((lev, 0.9),), 8: you})
    assert meant(spoken, "You") == ["lev"]


def test_a_soldier_may_be_a_woman() -> None:
    marked = read_markup(
        "[A soldier|nominal] and [a woman|nominal] came. [The soldier|nominal] sat. [She|pronoun] slept."
    )
    sure = linked(marked, {2: ((0, 0.9),), 3: ((2, 0.9),)})
    assert meant(sure, "She") == meant(sure, "A soldier")
