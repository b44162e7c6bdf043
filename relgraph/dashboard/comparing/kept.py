"""Comparisons that were made in a session, and what was made of them: a click, or the way back, finds them again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import networkx as nx
import streamlit as st

from relgraph.comparison import Contrast, compare, parts_of
from relgraph.dashboard.comparing.decisions import as_given, decisions
from relgraph.dashboard.corrections import history
from relgraph.dashboard.progress import analyse
from relgraph.dashboard.state import shelf
from relgraph.errors import RelgraphError, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from relgraph.analysis import Analysis
    from relgraph.comparison import Comparison
    from relgraph.dashboard.settings import Settings

Made = TypeVar("Made")

KEPT = 6
"""So many comparisons are kept in a session."""

THINGS = 32
"""So many things made of a comparison are kept: contrasts, places, opened stories."""

_KEPT = "relgraph_comparisons"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """A comparison with the library's key of each of its stories, and what was made of it.

    `by` names the parts where one story is compared with itself. `note` says what a reader decided in vain.
    """

    comparison: Comparison
    keys: tuple[str, ...]
    by: str = ""
    note: str = ""
    made: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)

    def keep(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made for this key, or make it; what was not used for long is forgotten."""
        if key not in self.made:
            self.made[key] = make()
        self.made.move_to_end(key)
        while len(self.made) > THINGS:
            self.made.popitem(last=False)
        found: Made = self.made[key]
        return found

    def contrast(self, first: int, second: int) -> Contrast:
        """Return two of the stories side by side; made when it is asked for."""
        return self.keep(("contrast", first, second), lambda: self.comparison.between(first, second))

    def graph(self, side: int) -> nx.Graph[str]:
        """Return the network of the named people of a story."""
        return self.keep(("graph", side), lambda: nx.Graph(self.comparison.meetings[side].graph))

    def analysis(self, side: int) -> Analysis:
        """Return the analysis of a story, or of a part."""
        if self.by:
            return self.keep("parts", lambda: _analyses(self.keys[:1], self.by))[side]
        return self.keep(("analysis", side), lambda: analyse(shelf(), self.keys[side]).analysis)


def compared(keys: Sequence[str], settings: Settings) -> Compared:
    """Return the comparison of stories, or of the parts of the first; made once for the same settings and decisions.

    Ends the page with a bar where a story has to be read first. Raises RelgraphError where there is nothing to compare.
    """
    kept: OrderedDict[Hashable, Compared] = st.session_state.setdefault(_KEPT, OrderedDict())
    keys = keys[:1] if settings.by else keys
    key = _key(keys, settings)
    if key not in kept:
        analyses = _analyses(keys, settings.by)
        key = _key(keys, settings)  # the first look at a story brings its cast
        kept[key] = _made(analyses, keys, settings)
    kept.move_to_end(key)
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return kept[key]


def _key(keys: Sequence[str], settings: Settings) -> Hashable:
    casts = tuple((key, history(key).cast) for key in keys)
    return casts, settings.by, settings.window, settings.count, decisions()


def _analyses(keys: Sequence[str], by: str) -> tuple[Analysis, ...]:
    """Return the analyses, those first that have to be read: what is at hand comes back quickly after each of them."""
    library = shelf()
    unread = [key for key in keys if not library.at_hand(key)]
    if len(unread) > 1:
        st.caption(f"{len(unread)} of {len(keys)} stories have to be read first.")
    for key in unread[1:]:
        if library.state(key) == "new":
            library.request(key)
    found = {key: analyse(library, key).analysis for key in [*unread, *(one for one in keys if one not in unread)]}
    whole = tuple(found[key] for key in keys)
    if not by:
        return whole
    parts = parts_of(whole[0], by=by)
    if len(parts) < 2:
        message = f"{shorten(whole[0].story.title)} has only one such part; choose another way to part it"
        raise RelgraphError(message)
    return parts


def _made(analyses: Sequence[Analysis], keys: Sequence[str], settings: Settings) -> Compared:
    every = tuple(keys) * len(analyses) if settings.by else tuple(keys)
    known = [
        (key, frozenset(one.id for one in analysis.characters)) for key, analysis in zip(every, analyses, strict=True)
    ]
    same, apart = ([], []) if settings.by else as_given(decisions(), known)
    window, count, note = settings.window, settings.count, ""
    with st.spinner("Comparing …"):
        try:
            found = compare(analyses, window=window, count=count, same=same, apart=apart)
        except RelgraphError:
            if not (same or apart):
                raise
            note = "Some of your decisions are about people who do not count under these settings: all are left out."
            found = compare(analyses, window=window, count=count)
    return Compared(comparison=found, keys=every, by=settings.by, note=note)
