"""What differs between two stories: network, dots with whiskers, tables, and who gains and loses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.comparing.difference_network import difference_network
from relgraph.dashboard.comparing.differing import UNITS, gain_verdict, how, verdict
from relgraph.dashboard.comparing.picking import choose, choose_person
from relgraph.dashboard.comparing.twins import heading, twin
from relgraph.dashboard.comparing.whiskers import whiskers
from relgraph.dashboard.parts import theme
from relgraph.dashboard.progress import plain
from relgraph.dashboard.state import keep
from relgraph.view.picture import link_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.comparison import Comparison, Contrast, Difference, Gain
    from relgraph.dashboard.comparing.kept import Compared

_UNIT = "compare_unit"
_SCALES = {"per_words": 1.0, "share": 100.0}


def differences(compared: Compared, sides: tuple[int, int]) -> None:
    """Draw how two stories differ."""
    contrast = compared.contrast(*sides)
    if not contrast.relationships and not compared.comparison.lone:
        st.info("There are no relationships in these stories.")
        return
    difference_network(compared, contrast)
    st.info(how(contrast)) if contrast.too_short else st.caption(how(contrast))
    if contrast.relationships:
        _relationships(compared, contrast)
    if contrast.people:
        _people(compared.comparison, contrast)
    _lone(compared, sides)


def _relationships(compared: Compared, contrast: Contrast) -> None:
    heading(
        "Relationships of people who are in both",
        "The dot is what was counted, the line the interval that holds it. ≠ marks what is called different.",
    )
    unit = st.segmented_control(
        "Measured",
        list(UNITS),
        format_func=UNITS.__getitem__,
        key=keep(_UNIT, st.session_state.get(f"{_UNIT}_now", "per_words")),
        required=True,
        label_visibility="collapsed",
        on_change=_keep_unit,
    )
    rows = contrast.relationships
    pick = partial(_pick, compared.comparison, contrast, rows)
    whiskers(
        [" – ".join(one.names) for one in rows],
        [one.per_words if unit == "per_words" else one.share for one in rows],
        [verdict(one, contrast) for one in rows],
        stories=contrast.stories,
        unit=UNITS[str(unit)],
        scale=_SCALES[str(unit)],
        key=f"dots_{unit}",
        theme=theme(),
        on_row=pick,
    )
    twin(
        "The same as a table, with shares and ranks",
        _columns(rows, contrast),
        key="difference_table",
        file="differences.csv",
        rows=contrast.to_rows,
        on_row=pick,
    )


def _keep_unit() -> None:
    st.session_state[f"{_UNIT}_now"] = st.session_state[_UNIT]


def _pick(comparison: Comparison, contrast: Contrast, rows: Sequence[Difference], row: int | None) -> None:
    if row is None:
        choose(comparison, contrast.indices[0], "none", "")
        return
    one = rows[row]
    at = one.where == "second"
    first, second = one.ids[at]
    choose(comparison, contrast.indices[at], "pair", link_id(str(first), str(second)))


def _columns(rows: Sequence[Difference], contrast: Contrast) -> dict[str, list[object]]:
    first, second = (f"({number})" for number in (1, 2))
    return {
        "Person": [one.names[0] for one in rows],
        "with": [one.names[1] for one in rows],
        "Difference": [verdict(one, contrast) for one in rows],
        f"Per 10,000 words {first}": [round(one.per_words.first.value, 1) for one in rows],
        f"Per 10,000 words {second}": [round(one.per_words.second.value, 1) for one in rows],
        "Interval of the difference": [
            f"{one.per_words.difference.low:+.1f} to {one.per_words.difference.high:+.1f}" for one in rows
        ],
        f"% of meetings {first}": [round(100 * one.share.first.value, 1) for one in rows],
        f"% of meetings {second}": [round(100 * one.share.second.value, 1) for one in rows],
        f"Rank {first}": [one.ranks[0] for one in rows],
        f"Rank {second}": [one.ranks[1] for one in rows],
        "Rises by": [one.rank_change for one in rows],
        f"Weight {first}": [one.weights[0] for one in rows],
        f"Weight {second}": [one.weights[1] for one in rows],
    }


def _people(comparison: Comparison, contrast: Contrast) -> None:
    heading(
        "Who gains and who loses",
        "How much of all meetings of a story somebody takes part in. A bridge (betweenness, 0 to 1) stands between "
        "people who do not meet; it has no interval.",
    )
    people = contrast.people
    by_id = {one.ids[contrast.indices[0]]: one for one in comparison.characters}

    def pick(row: int | None) -> None:
        choose_person(comparison, None if row is None else by_id.get(people[row].ids[0]))

    whiskers(
        [one.name for one in people],
        [one.share for one in people],
        [gain_verdict(one.share, contrast) for one in people],
        stories=contrast.stories,
        unit=UNITS["share"],
        scale=100.0,
        key="dots_people",
        theme=theme(),
        on_row=pick,
    )
    twin(
        "The same as a table, with bridges",
        _gains(people, contrast),
        key="people_gains",
        file="people.csv",
        rows=contrast.people_rows,
        on_row=pick,
    )


def _gains(people: Sequence[Gain], contrast: Contrast) -> dict[str, list[object]]:
    return {
        "Person": [one.name for one in people],
        "Difference": [gain_verdict(one.share, contrast) for one in people],
        "% of meetings (1)": [round(100 * one.share.first.value, 1) for one in people],
        "% of meetings (2)": [round(100 * one.share.second.value, 1) for one in people],
        "Gains": [round(100 * one.share.difference.value, 1) for one in people],
        "Bridge (1)": [round(one.betweenness[0], 2) for one in people],
        "Bridge (2)": [round(one.betweenness[1], 2) for one in people],
    }


def _lone(compared: Compared, sides: tuple[int, int]) -> None:
    """Draw the relationships with people whom no other story has."""
    comparison = compared.comparison
    rows = [one for one in comparison.lone if one.story in sides]
    if not rows:
        return
    heading("Relationships with people of one story only", "Nothing can be compared here: they are listed as they are.")

    def pick(row: int | None) -> None:
        if row is None:
            choose(comparison, sides[0], "none", "")
        else:
            choose(comparison, rows[row].story, "pair", link_id(*rows[row].ids))

    twin(
        plain(f"{len(rows):,} relationships"),
        {
            "Story": [comparison.stories[one.story] for one in rows],
            "Person": [one.names[0] for one in rows],
            "with": [one.names[1] for one in rows],
            "Per 10,000 words": [round(one.per_words, 1) for one in rows],
            "Rank": [one.rank for one in rows],
            "Weight": [one.weight for one in rows],
        },
        key="lone_table",
        file="only-in-one.csv",
        rows=lambda: [
            {
                "story": comparison.stories[one.story],
                "first": one.names[0],
                "second": one.names[1],
                "weight": one.weight,
                "per_words": one.per_words,
                "share": one.share,
                "rank": one.rank,
            }
            for one in rows
        ],
        on_row=pick,
    )
