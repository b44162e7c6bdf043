"""The plain values that a panel is drawn from: what goes to the browser, as JSON."""

from __future__ import annotations

from typing import TypedDict

Piece = tuple[str, str, str]
"""Text, which of the people it refers to ("first", "second" or ""), and the kind of mention."""


class Choice(TypedDict):
    """A person or a relationship that can be chosen; `kind` is "person" or "pair".

    `pair` is the relationship that the weight of a person stands for, empty where there is none.
    """

    kind: str
    id: str
    name: str
    weight: int
    colour: str
    pair: str


class Choices(TypedDict):
    """A titled list to choose from."""

    title: str
    items: list[Choice]


class Tags(TypedDict):
    """A titled list of names or words with counts; `note` says how to read it, where that is not plain."""

    title: str
    note: str
    items: list[tuple[str, int]]


class People(TypedDict):
    """A titled list of people (id, name) to choose from."""

    title: str
    items: list[tuple[str, str]]


class Chart(TypedDict):
    """Counts through the story, part by part, and what to write at its ends.

    `leads` is "" or what a part leads to: "passage" (`to` holds the number of its first passage) or "place" (its first
    offset in the story); -1 where there is nothing.
    """

    title: str
    parts: list[tuple[str, int]]
    ends: tuple[str, str]
    leads: str
    to: list[int]


class Mood(TypedDict):
    """A figure from -1 to 1 for each part of the story (None where there is none), with what it is made of."""

    title: str
    note: str
    parts: list[tuple[str, float | None, int]]
    ends: tuple[str, str]


class Speech(TypedDict):
    """What one person says to another; `id` is empty where the person is not in view."""

    speaker: str
    to: str
    id: str
    speeches: int
    words: int


class Speeches(TypedDict):
    """A titled list of who speaks to whom."""

    title: str
    note: str
    items: list[Speech]


class Shown(TypedDict, total=False):
    """A passage: its chapter's name, its pieces, whether it is cut, its range, and the text before and after it."""

    chapter: str
    pieces: list[Piece]
    cut: bool
    span: tuple[int, int]
    before: list[Piece]
    after: list[Piece]


class Place(TypedDict):
    """A passage with a title of its own."""

    title: str
    passage: Shown


class Reason(TypedDict):
    """Why two name forms are one person: the rule in words, whether it is doubtful, who else it might be, a passage."""

    forms: tuple[str, str]
    why: str
    doubtful: bool
    others: list[str]
    passage: Shown


class Veto(TypedDict):
    """A passage that the reader has said is no meeting; `id` names it when it is taken back."""

    id: str
    title: str
    passage: Shown


class Person(TypedDict):
    """Who a heading is about."""

    id: str
    name: str


class Panel(TypedDict, total=False):
    """All that the panel may hold; what is missing is not shown. `kind` is "story", "person" or "pair".

    `begin` is the number of the first of the `passages` among all `count` of them; `portion` are shown at once.
    """

    kind: str
    title: str
    subtitle: str
    note: str
    first: Person
    second: Person
    colours: tuple[str, str]
    facts: list[tuple[str, str]]
    labels: list[str]
    tags: list[Tags]
    reasons: list[Reason]
    places: list[Place]
    charts: list[Chart]
    mood: Mood
    speeches: list[Speeches]
    choices: list[Choices]
    circle: People
    words: list[Tags]
    passages: list[Shown]
    begin: int
    count: int
    portion: int
    vetoed: list[Veto]
