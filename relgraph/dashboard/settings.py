"""What a reader has set and chosen, as one record, and its form in the address of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from relgraph.analysis import DEFAULT_WINDOW
from relgraph.errors import WindowError
from relgraph.interactions import Window
from relgraph.view.picture import link_id, pair_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relgraph.interactions import Count
    from relgraph.records import InteractionKind

PEOPLE = 60
"""More people at once are a ball of wool; the slider shows them all."""

MAX_NUMBER = 999_999

Kinds = Literal["cooccurrence", "speech", "both"]
View = Literal["network", "matrix", "arcs", "timeline", "tables", "numbers"]
Way = Literal["", "chapters", "titles", "parts:2", "parts:4"]
"""What is compared: "" for stories, otherwise parts of one story, as `relgraph.comparison.parts_of` names them."""
Side = Literal["", "overview", "networks", "differences", "likeness", "together", "course", "people", "tags"]
"""What the compare page shows; "" for what fits the number of stories."""

MOST_COMPARED = 100
"""Stories that are compared at once."""

STEPS = 2
"""Further away than this from one person stands nearly everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The state of the story page, and of the compare page.

    `story` and `others` (those compared with it) are keys of the library; `by` compares parts of the story in their
    place, `side` is what is shown of a comparison; `chapters` (equal parts in a story of one
    chapter) counts from 1 and includes both ends, None for all; `person` alone is a chosen person, with `partner` a
    relationship. `sure` is how sure a mention must be at least, in per cent; `steps` how far from the chosen person
    people are shown, 0 for everybody.
    """

    story: str = ""
    others: tuple[str, ...] = ()
    by: Way = ""
    side: Side = ""
    window: str = DEFAULT_WINDOW
    count: Count = "passages"
    kinds: Kinds = "cooccurrence"
    sure: int = 0
    minimum: int = 1
    people: int = PEOPLE
    chapters: tuple[int, int] | None = None
    alone: bool = False
    steps: int = 0
    view: View = "network"
    person: str = ""
    partner: str = ""

    @property
    def interactions(self) -> tuple[InteractionKind, ...]:
        """The kinds of interactions that count."""
        return ("cooccurrence", "speech") if self.kinds == "both" else (self.kinds,)

    @property
    def choice(self) -> tuple[str, str]:
        """The chosen thing as kind ("person", "pair" or "none") and id, as the network tells it."""
        if not self.person:
            return "none", ""
        return ("pair", link_id(self.person, self.partner)) if self.partner else ("person", self.person)

    def choose(self, kind: str, identity: str) -> Settings:
        """Return the settings with another choice; what is no person and no pair clears it.

        Of a pair, who was chosen before stays the first.
        """
        pair = pair_of(identity) if kind == "pair" else None
        if pair and pair[1] == self.person:
            pair = pair[::-1]
        person, partner = pair or ((identity, "") if kind == "person" else ("", ""))
        return replace(self, person=person, partner=partner)

    def open(self, story: str) -> Settings:
        """Return the settings for another story: what belongs to the old one alone is forgotten."""
        return replace(self, story=story, minimum=1, chapters=None, person="", partner="")

    def query(self) -> dict[str, str]:
        """Return the parameters of the page's address; what is as in the beginning is left out."""
        values = {name: _spelt(getattr(self, field)) for name, field in _NAMES.items()}
        begin = {name: _spelt(getattr(Settings(), field)) for name, field in _NAMES.items()}
        if not self.person:
            values["partner"] = ""
        return {name: value for name, value in values.items() if value != begin[name]}


_NAMES = {
    "story": "story",
    "with_story": "others",
    "parts": "by",
    "compare": "side",
    "window": "window",
    "count": "count",
    "kinds": "kinds",
    "sure": "sure",
    "minimum": "minimum",
    "people": "people",
    "chapters": "chapters",
    "alone": "alone",
    "steps": "steps",
    "view": "view",
    "person": "person",
    "partner": "partner",
}
"""The parameters of an address, in this order, and the settings they hold."""


def _spelt(value: object) -> str:
    if isinstance(value, tuple):
        return ("," if value and isinstance(value[0], str) else "-").join(map(str, value))
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    return str(value)


def read_query(query: Mapping[str, str]) -> Settings:
    """Return the settings that an address spells; what it spells wrongly is as in the beginning."""
    begin = Settings()
    return Settings(
        story=query.get("story", ""),
        others=_keys(query.get("with_story", "")),
        by=_one(query.get("parts", ""), Way, begin.by),
        side=_one(query.get("compare", ""), Side, begin.side),
        window=_window(query.get("window", begin.window)),
        count="pairs" if query.get("count") == "pairs" else "passages",
        kinds=_one(query.get("kinds", ""), Kinds, begin.kinds),
        sure=_number(query.get("sure", ""), begin.sure, most=100),
        minimum=_number(query.get("minimum", ""), begin.minimum),
        people=_number(query.get("people", ""), begin.people),
        chapters=_range(query.get("chapters", "")),
        alone=query.get("alone") == "yes",
        steps=_number(query.get("steps", ""), begin.steps, most=STEPS),
        view=_one(query.get("view", ""), View, begin.view),
        person=query.get("person", ""),
        partner=query.get("partner", "") if query.get("person") else "",
    )


def _window(text: str) -> str:
    try:
        return str(Window.parse(text))
    except WindowError:
        return DEFAULT_WINDOW


def _one(text: str, known: Any, otherwise: Any) -> Any:  # noqa: ANN401 - a Literal and one of its values
    return text if text in get_args(known) else otherwise


def _keys(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, text.split(","))))[: MOST_COMPARED - 1]


def _number(text: str, otherwise: int, *, most: int = MAX_NUMBER) -> int:
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,5}", text) and int(text) <= most else otherwise


def _range(text: str) -> tuple[int, int] | None:
    if not re.fullmatch(r"[1-9][0-9]{0,5}-[1-9][0-9]{0,5}", text):
        return None
    first, last = map(int, text.split("-"))
    return (first, last) if first <= last else None
