"""Which entities name a person: every name form of a story is voted on as a whole, so a place is no person anywhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from relgraph.characters.layout import NOWHERE
from relgraph.characters.names import parse_name
from relgraph.characters.words import BODY_PARTS, SPEECH_VERBS, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relgraph.characters.layout import Layout, Spot
    from relgraph.characters.names import Name

# "said X" is nearly sure, "on X" and "in X" are places; one goes, and brings things, to people and places alike.
_ACTS: Final = 1.5
_PREPOSITIONS: Final[dict[str, float]] = {
    **dict.fromkeys(word_set("on in at near toward towards across into aboard through around"), 0.5),
    **dict.fromkeys(word_set("to from of"), 0.25),
}
_ARTICLES: Final = frozenset({"the", "a", "an"})
# "He was in Lindsay": a name of which no word stands twice, behind such a word, needs a model that is sure of a person.
_PLACED: Final = word_set("in at from to into near across outside inside beyond")
_SURE_OF_PERSON: Final = 0.9
# A word of a longer form speaks for the form of that word alone, but less than an occurrence of its own:
# "Starkiller Base" x 5 outvotes "Starkiller" taken once for a person; "Ren" is saved by "Kylo Ren".
_PART_WEIGHT: Final = 0.5
# Beyond this lead the votes decide alone; within it the context has a say.
_CLEAR_LEAD: Final = 0.4
_MOST: Final = 0.5
# A form that the model never finds likelier than this needs a context that speaks for it: "since Candlemas" does not.
_DOUBTFUL: Final = 0.6
# More than a doubtful place or two, less than a place that the story goes to all the time.
_INTRODUCED: Final = 2.0
# How sure the model must be of a name where everything is written in small letters, so many words around.
_SURE: Final = 0.7
_AROUND: Final = 60
_CALLED: Final = (["call", "me"], ["called", "me"], ["name's"], ["name", "'s"])
_EMPHASIS: Final = frozenset("*_")
# "the ferry Cormorant", "the planet Brakka", "the inn"; wrong where somebody is called after what they are.
_THINGS: Final = word_set(
    """
    ship boat ferry barge brig schooner steamer frigate cruiser destroyer shuttle freighter yacht submarine train
    planet moon star system city town village island river lake street road inn pub hotel tavern club school house
    """
)
# Only words that are hardly ever part of a person's name.
_PLACE_BEFORE: Final = word_set("port fort mount cape camp lake river castle")
_PLACE_BEHIND: Final = word_set(
    "keep station harbour harbor airport island islands valley avenue hospital cathedral fortress palace inn tavern"
)
# "The Mira thing" is about one person.
_MATTERS: Final = word_set("thing things business affair matter question situation problem issue case file")
_WHOSE: Final = word_set("my his her their your its")
# Old words that open a sentence ("Dost thou", "'Twas"), and calls.
_NEVER: Final = word_set(
    "dost doth hast hath wilt shalt twas tis twere twill prithee methinks ere nay yea ay aye alas lo hark hush "
    "tut halloo hallo hullo hillo egad begad hurrah hooray amen"
)
_PLURAL_TITLES: Final = frozenset({"misses", "messrs", "messieurs", "mesdames"})


@dataclass(slots=True)
class _Tally:
    """Votes for one form."""

    person: float = 0.0
    other: float = 0.0
    context: float = 0.0
    spots: list[Spot] = field(default_factory=list)
    with_article: int = 0
    acts: int = 0
    best: float = 0.0
    placed: bool = False
    owns: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """`names`: the entities that name one person, with the parts of the name; `groups`: those that name several."""

    names: Mapping[int, Name]
    groups: frozenset[int]


def vote(layout: Layout, *, ignore: frozenset[str] = frozenset(), known: frozenset[str] = frozenset()) -> Votes:
    """Return which entities of kind name are persons.

    `known` are keys of names (`Name.key`) that a cast file claims and that are persons in any case, `ignore` those that
    are none. A form is a person where the probabilities of its occurrences as a person outweigh those as a place,
    organisation or vehicle; near a tie its contexts decide: "said X" and "X's eyes" speak for a person, "on X" and
    "the X" against. Empty input gives empty votes.
    """
    spots = [s for s in layout.spots if s.kind == "name"]
    parsed = {spot.index: parse_name(spot.text) for spot in spots}
    tallies = _tally(layout, spots, parsed)
    _add_parts(tallies, parsed)
    seen_lower = _lower_words(layout)
    words = Counter(word for key in tallies for word in set(key.split()))
    plurals = {f"{name.family}s" for name in parsed.values() if name.family}
    names: dict[int, Name] = {}
    groups: set[int] = set()
    for key, tally in tallies.items():
        name = parsed[tally.spots[0].index]
        if key in ignore or key in _NEVER:
            continue
        told = _is_person(tally, name) and _has_evidence(layout, tally, name, seen_lower)
        if key not in known and (not told or _is_placed_once(tally, key, words)):
            continue
        grouped = key not in known and (_is_group(tally, name) or key in plurals)
        for spot in tally.spots:
            if _is_inside_name(layout, spot, parsed):
                continue
            if grouped or _names_several(layout, spot, parsed[spot.index]):
                groups.add(spot.index)
            else:
                names[spot.index] = parsed[spot.index]
    return Votes(names=names, groups=frozenset(groups))


def _tally(layout: Layout, spots: Iterable[Spot], parsed: Mapping[int, Name]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for spot in spots:
        tally = tallies[parsed[spot.index].key]
        tally.spots.append(spot)
        if spot.category == "PER":
            tally.person += spot.p
            tally.best = max(tally.best, spot.p)
        else:
            tally.other += spot.p
        before, after, beyond = (layout.word(i) for i in (spot.first - 1, spot.last, spot.last + 1))
        if _is_introduced(layout, spot):
            tally.person += _INTRODUCED
            tally.best = 1.0
        marked = before in _EMPHASIS
        tally.other += _INTRODUCED * (layout.word(spot.first - 1 - marked) in _THINGS or _is_place(spot.lower.split()))
        article = layout.word(spot.first) == "the" or before in _ARTICLES
        bare = spot.text.casefold().removeprefix("the ") == parsed[spot.index].core.casefold()
        acts = before in SPEECH_VERBS or after in SPEECH_VERBS or (after == "'s" and beyond in BODY_PARTS)
        article = article and after not in _MATTERS
        tally.with_article += article and bare  # "the Widow Douglas" and "the great Gibbs" are one person
        tally.owns += [layout.raw(spot.last + 1)] if after in {"'s", "'"} else []
        tally.acts += acts
        leads = layout.word(spot.first - 2) if before == "the" else before
        tally.placed |= leads in _PLACED and after not in {"'s", "'"}  # "in Edward's time"
        tally.context += _ACTS * acts - 0.5 * article - _PREPOSITIONS.get(before, 0.0)
    return dict(tallies)


def _is_place(words: list[str]) -> bool:
    """Whether a name says what it is: "Port Sabel", "Stannow Keep"."""
    return len(words) > 1 and (words[0] in _PLACE_BEFORE or words[-1] in _PLACE_BEHIND)


def _is_introduced(layout: Layout, spot: Spot) -> bool:
    """Whether the text calls it somebody's name: "Call me Ishmael", "my name is Brakka"."""
    words = [layout.word(at) for at in range(spot.first - 3, spot.first)]
    return words[1:] in _CALLED or (words[0] in _WHOSE and words[1] == "name" and words[2] in {"is", "was"})


def _add_parts(tallies: dict[str, _Tally], parsed: Mapping[int, Name]) -> None:
    """Let longer forms speak for the single words in them, and words that are surely persons for longer forms."""
    sure = {key: tally.best for key, tally in tallies.items() if tally.person > tally.other}
    by_word: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for tally in tallies.values():
        name = parsed[tally.spots[0].index]
        parts = name.core.casefold().split()
        # "Captain Dessin" speaks for "Dessin", the Duke of Wellington for nothing.
        if not parts or name.has_byname or (len(parts) < 2 and not name.titles):
            continue
        for part in parts:
            by_word[part][0] += tally.person
            by_word[part][1] += tally.other
        if tally.person > tally.other:
            tally.best = max(tally.best, sure.get(parts[-1], 0.0))
    for key, tally in tallies.items():
        if key in by_word:
            tally.person += _PART_WEIGHT * by_word[key][0]
            tally.other += _PART_WEIGHT * by_word[key][1]


def _is_person(tally: _Tally, name: Name) -> bool:
    lead = (tally.person - tally.other) / (tally.person + tally.other) if tally.person + tally.other else 0.0
    titled = set(name.titles) - {"saint"}  # "St. Paul" may be a town
    if not tally.person or _is_part_of_place(tally):
        return False
    if tally.best < _DOUBTFUL and tally.context <= 0 and not titled:
        return False
    if abs(lead) > _CLEAR_LEAD or titled:
        return lead > 0
    return tally.context > 0 or (tally.context == 0 and lead > 0)


def _is_placed_once(tally: _Tally, key: str, words: Mapping[str, int]) -> bool:
    """Whether nothing but a place where places stand speaks of a form, and no other form has a word of it."""
    alone = len(tally.spots) == 1 and all(words[word] == 1 for word in key.split())
    return alone and tally.placed and tally.best < _SURE_OF_PERSON


def _is_part_of_place(tally: _Tally) -> bool:
    """Whether a form only ever owns one and the same capitalised thing: "Harrow's Reach", "Harrow's Reach"."""
    same = len(set(tally.owns)) == 1 and tally.owns[0][:1].isupper()
    return same and 1 < len(tally.owns) == len(tally.spots)


def _lower_words(layout: Layout) -> frozenset[str]:
    return frozenset(word for word in layout.words if word.islower())


def _has_evidence(layout: Layout, tally: _Tally, name: Name, lower_words: frozenset[str]) -> bool:
    """Lower-case forms and common words that open a sentence need more than one occurrence.

    "hope" elsewhere in the story makes one "Hope" at the start of a sentence doubtful; a person of that name who is
    mentioned once, there, is lost.
    """
    cased = [spot for spot in tally.spots if any(c.isupper() for c in spot.text)]
    if not cased and _is_small(layout, tally.spots[0]):
        return tally.best >= _SURE
    if not cased:
        return len(tally.spots) >= 3 and not name.titles
    if len(tally.spots) > 1 or " " in name.core or name.titles or tally.acts:
        return True
    return name.core.casefold() not in lower_words or not layout.opens_sentence(tally.spots[0])


def _is_small(layout: Layout, spot: Spot) -> bool:
    """Whether all around an entity is written in small letters."""
    return all(not word[:1].isupper() for word in layout.words[max(0, spot.first - _AROUND) : spot.last + _AROUND])


def _is_group(tally: _Tally, name: Name) -> bool:
    """Whether a form names a people or an order: "the Jedi", "a Sith"; "the Joker said" acts and is one person."""
    return not name.titles and " " not in name.core and not tally.acts and tally.with_article > _MOST * len(tally.spots)


def _names_several(layout: Layout, spot: Spot, name: Name) -> bool:
    """Whether the entity names several at once: "the Weasleys", "Mr. and Mrs. Bennet"."""
    words = [layout.word(i) for i in range(spot.first, spot.last)]
    if "and" in words or "&" in words or _PLURAL_TITLES & set(words):
        return True
    if name.titles:
        return False  # "the Rev. Mr. Collins"
    article = words[:1] == ["the"] or layout.word(spot.first - 1) in {"the", "two", "three", "both", "other"}
    return article and words[-1:] != [] and words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "'s"))


def _is_inside_name(layout: Layout, spot: Spot, parsed: Mapping[int, Name]) -> bool:
    """Whether the form is only a part of a longer name of one: "Ren" in "Knights of Ren", not in "Ren's shuttle"."""
    parent = layout.spots[spot.parent] if spot.parent != NOWHERE else None
    if parent is None or parent.index not in parsed or _names_several(layout, parent, parsed[parent.index]):
        return False
    return layout.word(spot.last) not in {"'s", "'"} and not spot.text.endswith(("'s", "’s"))
