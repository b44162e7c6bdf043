"""Everything found in one story, independent of the window; its graphs are computed from it in milliseconds."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, get_args

from relgraph import __version__
from relgraph.cast import Cast, CastVeto
from relgraph.cast.records import VETO_TEXT
from relgraph.errors import RelgraphError, WindowError, one_of, shorten
from relgraph.graph import build_graph
from relgraph.interactions import Count, Window, chapters_of, find_interactions, find_speech, units_of
from relgraph.pausing import collector_paused
from relgraph.records import InteractionKind, Mention, Relation, Veto
from relgraph.relations import find_relations
from relgraph.vetoes import heed, is_void, ranges_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from relgraph.records import Character, Interaction, Merge, Quote, Span, Story
    from relgraph.vetoes import Ranges

Found = TypeVar("Found", Mention, Relation)

DEFAULT_WINDOW = "tokens:32"
"""The block of the literature: about two sentences of prose."""

RECURRING = 5
"""Mentions that make an unnamed character a node.

"the innkeeper" who is asked for a room, answers and hands over the key has three or four mentions and is scenery; one
who matters has more. It misses a hooded man who is mentioned twice and decides the story.
"""

DESCRIBED = 2
"""Times the text must speak of an unnamed character as somebody ("the doctor"), pronouns apart, to make a node.

"A gull" that a pronoun or two were taken for does not recur; it misses a stranger who is "a man" once and then "he".
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One story with everyone found in it, down to those mentioned once.

    Characters are sorted by mentions (most first), then by id; everything else by position. `merges` say why name forms
    are one character; an analysis that was stored without them has none. `cast` is what a reader has corrected: the
    names are as it says already, its vetoes are respected by every graph.
    """

    story: Story
    model: str
    settings: Mapping[str, str]
    characters: tuple[Character, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    tokens: tuple[Span, ...]
    sentences: tuple[Span, ...]
    merges: tuple[Merge, ...] = ()
    cast: Cast | None = None
    _found: list[tuple[Relation, ...]] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def vetoes(self) -> tuple[Veto, ...]:
        """The passages that are no meeting by the cast, by position: those whose text and characters the story has."""
        found = {veto for _, veto in self._heeded() if isinstance(veto, Veto)}
        return tuple(sorted(found, key=lambda veto: (veto.start, veto.end, veto.first, veto.second)))

    @property
    def relations(self) -> tuple[Relation, ...]:
        """What the text calls people of each other, by position; worked out when first asked for."""
        if not self._found:  # every graph asks, and a slider asks for many
            self._found.append(find_relations(self.story, self.characters, self.mentions, self.quotes))
        return self._found[0]

    @property
    def unheeded(self) -> tuple[str, ...]:
        """A line for each veto of the cast that decides nothing here, because text or character are not there."""
        return tuple(veto for _, veto in self._heeded() if isinstance(veto, str))

    def vetoed(self, first: str, second: str) -> tuple[CastVeto, ...]:
        """Return the vetoes of the cast that hold between two characters (by id or name), by position."""
        pair = {self.character(first).id, self.character(second).id}
        held = ((given, veto) for given, veto in self._heeded() if isinstance(veto, Veto))
        return tuple(given for given, veto in held if {veto.first, veto.second} == pair)

    def _heeded(self) -> Iterator[tuple[CastVeto, Veto | str]]:
        return heed(self.cast or Cast(), self.story, self.characters)

    @collector_paused()
    def graph(
        self,
        *,
        window: Window | str = DEFAULT_WINDOW,
        count: Count = "passages",
        min_mentions: int = 1,
        kinds: tuple[InteractionKind, ...] = ("cooccurrence",),
        chapters: tuple[int, int] | None = None,
        min_p: float = 0.0,
    ) -> nx.Graph[str]:
        """Return the graph of the characters; `relgraph.graph.build_graph` describes its attributes.

        Nodes are the named, the narrator and the reader with at least `min_mentions` mentions in the whole story, and
        the unnamed with at least that, RECURRING and DESCRIBED; groups never. `chapters` is a half-open range of
        chapter indices from 0: only that part of the story is counted, and who is not mentioned there is left out.
        Mentions of characters that are no nodes play no part, nor do those whose `p` is below `min_p` (0..1); quotes
        carry no `p`, so that speech stays. `graph.graph` holds title, window, count and generator.

        Raises WindowError for an unknown window, way of counting or kind of interaction.
        """
        window = _as_window(window)
        described = Counter(mention.character for mention in self.mentions if mention.kind == "nominal")
        nodes = tuple(one for one in self.characters if _is_node(one, min_mentions, described[one.id]))
        sure = self.surely(min_p)
        mentions = self._mentions_of({character.id for character in nodes}, sure, chapters)
        appearances: defaultdict[str, list[int]] = defaultdict(list)
        for mention, chapter in mentions:
            appearances[mention.character].append(chapter)
        kinds = _known(kinds)
        met = [mention for mention, _ in mentions] if "cooccurrence" in kinds else []
        vetoes = self.vetoes
        said = find_speech(self.story, self.quotes, vetoes=vetoes) if "speech" in kinds else ()
        interactions = (
            *find_interactions(self.story, self.tokens, self.sentences, met, window=window, count=count, vetoes=vetoes),
            *(speech for speech in said if _within(speech.chapter, chapters)),
        )
        about = {
            "title": self.story.title,
            "window": str(window),
            "count": count,
            "generator": f"relgraph {__version__}, model {self.model}",
        }
        relations = self._relations_in(chapters, min_p, ranges_of(vetoes))
        return build_graph(self.story.text, nodes, appearances, interactions, about, relations)

    def character(self, name: str) -> Character:
        """Return the character with this id, else with this name, else with this alias (any case).

        Of several, the most mentioned. Raises RelgraphError, with those who are mentioned most, where there is none.
        """
        wanted = name.casefold()
        for match in (
            lambda one: one.id == name,
            lambda one: one.name.casefold() == wanted,
            lambda one: wanted in {form.casefold() for form in one.aliases},
        ):
            if found := next(filter(match, self.characters), None):
                return found
        known = one_of(character.name for character in self.characters[:10]) or "nobody"
        msg = f"no character {shorten(name)!r} in {shorten(self.story.title)!r}; most mentioned are: {known}"
        raise RelgraphError(msg)

    def passages(self, first: str, second: str, *, window: Window | str = DEFAULT_WINDOW) -> tuple[Span, ...]:
        """Return the passages in which two characters (by id or name) meet, by position: the evidence of their edge."""
        pair = {self.character(first).id, self.character(second).id}
        met = self.meetings([mention for mention in self.mentions if mention.character in pair], window=window)
        return tuple((interaction.start, interaction.end) for interaction in met)

    def meetings(
        self, mentions: Sequence[Mention], *, window: Window | str = DEFAULT_WINDOW, count: Count = "passages"
    ) -> tuple[Interaction, ...]:
        """Return how the characters of these mentions meet, as `relgraph.interactions.find_interactions` describes."""
        return find_interactions(
            self.story,
            self.tokens,
            self.sentences,
            mentions,
            window=_as_window(window),
            count=count,
            vetoes=self.vetoes,
        )

    def veto(self, first: str, second: str, passage: Span, *, window: Window | str = DEFAULT_WINDOW) -> CastVeto:
        """Return what keeps in a cast that two characters (by id or name) do not meet in a passage of theirs.

        `passage` is evidence of their edge under this window: a meeting, of which the last unit is vetoed (where the
        later of the two is mentioned), or a quote. So exactly this passage leaves the evidence under the same window.
        """
        one, other = self.character(first), self.character(second)
        start, end = passage
        quotes = {
            (quote.start, quote.end) for quote in self.quotes if {quote.speaker, quote.addressee} == {one.id, other.id}
        }
        if passage not in quotes:
            units = units_of(self.story, self.sentences, _as_window(window))
            start = next((begin for begin, stop in units if stop == end and begin >= start), start)
        names = sorted(person.name if self.character(person.name) == person else person.id for person in (one, other))
        text = self.story.text[start : min(end, start + VETO_TEXT)]
        return CastVeto(between=(names[0], names[1]), start=start, end=end, text=text)

    def surely(self, min_p: float) -> tuple[Mention, ...]:
        """Return the mentions, by position, that name their character or are as sure as `min_p` (0..1) asks."""
        return tuple(mention for mention in self.mentions if mention.p is None or mention.p >= min_p)

    def _mentions_of(
        self, ids: set[str], sure: Iterable[Mention], chapters: tuple[int, int] | None
    ) -> list[tuple[Mention, int]]:
        """Return the mentions of these characters in these chapters, each with the index of its chapter."""
        return self._placed((mention for mention in sure if mention.character in ids), chapters)

    def _relations_in(self, chapters: tuple[int, int] | None, min_p: float, void: Ranges) -> Iterator[Relation]:
        """Yield the relations that are told in these chapters, surely enough and in no vetoed passage."""
        sure = (one for one in self.relations if one.p is None or one.p >= min_p)
        for one, _ in self._placed(sure, chapters):
            pair = min(one.character, one.of), max(one.character, one.of)
            if not is_void(void.get(pair, ()), one.start):
                yield one

    def _placed(self, found: Iterable[Found], chapters: tuple[int, int] | None) -> list[tuple[Found, int]]:
        """Return what lies in these chapters, each with the index of its chapter."""
        every = tuple(found)
        placed = zip(every, chapters_of(self.story, [one.start for one in every]), strict=True)
        return [(one, chapter) for one, chapter in placed if chapter is not None and _within(chapter, chapters)]


def _as_window(window: Window | str) -> Window:
    return Window.parse(window) if isinstance(window, str) else window


def _known(kinds: tuple[InteractionKind, ...]) -> tuple[InteractionKind, ...]:
    if unknown := sorted(set(kinds) - set(get_args(InteractionKind))):
        msg = f"unknown kind of interaction {shorten(unknown[0])!r}; use one of {one_of(get_args(InteractionKind))}"
        raise WindowError(msg)
    return kinds


def _is_node(character: Character, min_mentions: int, described: int) -> bool:
    if character.kind == "group":
        return False
    recurs = character.mentions >= RECURRING and described >= DESCRIBED
    return character.mentions >= min_mentions and (character.kind != "unnamed" or recurs)


def _within(chapter: int, chapters: tuple[int, int] | None) -> bool:
    return chapters is None or chapters[0] <= chapter < chapters[1]
