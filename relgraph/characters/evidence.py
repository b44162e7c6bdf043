"""What the text says about name forms: pronouns that follow them, names side by side, renamings, forms of address."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from relgraph.characters.dialogue import is_all_said, is_vocative
from relgraph.characters.layout import NOWHERE
from relgraph.characters.words import GENDER_OF_PRONOUN, HEAD_GENDER, REFLEXIVES, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relgraph.characters.dialogue import Cue
    from relgraph.characters.layout import Layout, Spot
    from relgraph.characters.names import Name

Pair = tuple[str, str]

_AND: Final = re.compile(r",?\s*(?:and|or|nor|&)\s*", re.IGNORECASE)
# "Elizabeth, or Beth, as everyone called her"
_OR: Final = re.compile(r",?\s*or\s*(?:rather\s+|just\s+|simply\s+)?[“\"‘']?", re.IGNORECASE)
_AS_CALLED: Final = re.compile(r"[”\"’',]*\s*as\s+(?:\S+\s+){1,5}(?:called|termed|named|known|knew|dubbed)\b")
_RENAMED: Final = re.compile(
    r"""\W*(?:now|formerly|once|alias|aka|a\.k\.a\.|née|né|(?:also|better|then|now|once|formerly|otherwise|commonly|usually|generally|sometimes|often)\s+
    (?:known\s+as|called|named)|known\s+(?:(?:to|among|by|in)\s+[^.;:!?]{1,60}?\s+)?as|called|born|whom?\s+\w+\s+(?:now\s+)?call(?:ed|s)?|
    who\s+(?:now\s+|once\s+)?call(?:ed|s)\s+(?:him|her|them)self|or\s+rather|who\s+(?:was|had\s+been)\s+once|
    (?:was|is|had)\s+(?:once|now|formerly)(?:\s+(?:been|called|named|known\s+as))?|used\s+to\s+be|
    (?:was|is)\s+(?:called|known\s+as))\s*[“"‘'(]?""",
    re.IGNORECASE | re.VERBOSE,
)
# Whom the name belongs to is a pronoun: "His name's Finn", "Call me Jim", "My real name is Edmond", "I, Claudius, ...".
_NAMING: Final = re.compile(
    r"""(?:\b(?P<owner>his|her|their|my|your)\s+(?:\w+\s+)?name\s*(?:is|was|[’']s|,)\s*|
    \bcall(?:ed|s|ing)?\s+(?P<called>me|myself|him|her|them)\s+|
    \bI\s*(?:(?:am|be|[’']m)(?:\s+(?:plain|only|just|simply|really|called|named))?|,|
    (?:was|had\s+been|have\s+been|came\s+to\s+be)\s+(?:\w+\s+)?(?:called|named|christened))\s+
    (?P<self>))[“"‘']?$""",
    re.IGNORECASE | re.VERBOSE,
)
_THAT_IS_ME: Final = re.compile(
    r"[\s”\"’',—–-]{1,6}that(?:['’]s|\s+is)\s+(?:who\s+)?(?P<self>I|me|my)\b", re.IGNORECASE
)
# "“I am,” I said. “Felix Brandt.”": the name is all that the second quote says.
_GOES_ON: Final = re.compile(r"\b(?P<self>I)\s*(?:am|[’']m)[,.—–-]+[”\"’']\s[^.!?“\"]{2,30}[.,]\s[“\"‘']$")
# "“Your name?”", "“Who are you?”", and the characters of narration until the answer.
_ASKS: Final = re.compile(
    r"(?:\bname|\bwho(?:['’]re|\s+are|\s+is|['’]s)\s+(?:you|this|that|there))\b[^?]{0,20}\?\W*\Z", re.IGNORECASE
)
_ANSWER: Final = 160
_REACH: Final = 40
# "..., known to her friends, for some reason, as ..."
_BETWEEN: Final = 90
_PRONOUN_REACH: Final = 15
_ENDS: Final = frozenset({".", ",", "!", "?", ";", '"', "”", "’", "'", "—", "", ")", "and", "but", "now"})
# "Rey looked at him": an object is someone else, so "him" says nothing and "her" only before a noun.
_AFTER_OBJECT: Final = word_set(
    """
    and to with from in at as for the a an , . ! ? ; but by on into that if when while again up down back away off
    """
)
_SENTENCE_CROWD: Final = 12
_NEAR: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """Two name entities that the text says are one person."""

    first: int
    second: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A pronoun, by its offset, whose owner is said to bear the name of an entity, or asks for it ("Call me Ben").

    NOWHERE for the speaker of the quote that is the name and nothing else: "“Name?” “Iris.”". `by_others`: "He called
    me Old Crony".
    """

    owner: int
    spot: int
    asked: bool = False
    by_others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEvidence:
    """What a story says about its name forms, by `Name.key`.

    `genders` counts pronouns, `apart` pairs that must be two people (named side by side, or one addresses the other),
    `together` the sentences that hold both forms of a pair in the same voice; `sentences` are those of each form.
    `exchanges` counts pairs whose bearers speak one after the other.
    """

    genders: Mapping[str, Counter[str]]
    apart: Counter[Pair]
    together: Counter[Pair]
    renamings: tuple[Renaming, ...]
    namings: tuple[Naming, ...]
    sentences: Mapping[str, Sequence[int]]
    exchanges: Counter[Pair]

    def follow(self, forms: Iterable[str], others: Iterable[str]) -> bool:
        """Return whether most uses of some forms stand within a few sentences of others."""
        uses = [sentence for form in forms for sentence in self.sentences.get(form, ())]
        there = sorted(sentence for form in others for sentence in self.sentences.get(form, ()))
        places = ((sentence, bisect_left(there, sentence - _NEAR)) for sentence in uses)
        return 2 * sum(at < len(there) and there[at] <= sentence + _NEAR for sentence, at in places) > len(uses)


def pair(first: str, second: str) -> Pair:
    """Return two keys in a fixed order."""
    return (first, second) if first <= second else (second, first)


def gather(layout: Layout, names: Mapping[int, Name], cues: Sequence[Cue | None]) -> TextEvidence:
    """Return what the text around the entities in `names` says about their forms."""
    spots = [layout.spots[index] for index in sorted(names)]
    apart: Counter[Pair] = Counter()
    renamings: list[Renaming] = []
    for first, second in pairwise(spots):
        between = layout.story.text[first.end : second.start] if second.start - first.end < _BETWEEN else ""
        if between and _OR.fullmatch(between) and _AS_CALLED.match(layout.story.text, second.end):
            renamings.append(Renaming(first=first.index, second=second.index))
        elif between and _AND.fullmatch(between):
            apart[pair(names[first.index].key, names[second.index].key)] += 1
        elif between and _RENAMED.fullmatch(between) and first.chapter == second.chapter:
            renamings.append(Renaming(first=first.index, second=second.index))
    for spot in spots:
        cue = cues[spot.quote] if spot.quote >= 0 else None
        if cue and cue.spot in names and cue.evidence == "tag" and is_vocative(layout, spot):
            apart[pair(names[spot.index].key, names[cue.spot].key)] += 1
    return TextEvidence(
        genders=_genders(layout, spots, names),
        apart=apart,
        together=_together(spots, names),
        renamings=tuple(renamings),
        sentences=_sentences(spots, names),
        exchanges=_exchanges(layout, names, cues),
        namings=tuple(naming for spot in spots if (naming := _naming(layout, spot)) is not None),
    )


def _genders(layout: Layout, spots: Sequence[Spot], names: Mapping[int, Name]) -> dict[str, Counter[str]]:
    genders: dict[str, Counter[str]] = defaultdict(Counter)
    for index, spot in enumerate(spots):
        counter = genders[names[spot.index].key]
        kin = HEAD_GENDER.get(layout.word(spot.first - 1), "")
        if kin:  # "his sister Georgiana"
            counter[kin] += 3
        limit = spots[index + 1].first if index + 1 < len(spots) else len(layout.words)
        gender, weight = pronoun_after(layout, spot, limit=limit)
        if gender:
            counter[gender] += weight
    return dict(genders)


def pronoun_after(layout: Layout, spot: Spot, *, limit: int) -> tuple[str, int]:
    """Return the set of the next pronoun in the sentence that may mean `spot`, and its weight; ("", 0) for none."""
    end = min(layout.sentence_tokens(spot.sentence)[1], limit, spot.last + _PRONOUN_REACH)
    for at in range(spot.last, end):
        gender = _coreferent(layout, at)
        if gender:
            return gender, 3 if layout.word(at) in REFLEXIVES else 1
    return "", 0


def _coreferent(layout: Layout, at: int) -> str:
    word = layout.word(at)
    gender = GENDER_OF_PRONOUN.get(word, "")
    if gender in {"", "it"} or word in {"him", "them", "em", "themselves"}:
        return ""
    return "" if word == "her" and layout.word(at + 1) in _AFTER_OBJECT else gender


def _exchanges(layout: Layout, names: Mapping[int, Name], cues: Sequence[Cue | None]) -> Counter[Pair]:
    speakers = [names.get(cue.spot) if cue is not None and cue.evidence == "tag" else None for cue in cues]
    places = layout.quote_places
    exchanges: Counter[Pair] = Counter()
    for at, (one, other) in enumerate(pairwise(speakers)):
        if one is not None and other is not None and places[at + 1][1] - places[at][1] == 1:
            exchanges[pair(one.key, other.key)] += 1
    return exchanges


def _sentences(spots: Sequence[Spot], names: Mapping[int, Name]) -> dict[str, list[int]]:
    sentences: dict[str, list[int]] = defaultdict(list)
    for spot in spots:
        sentences[names[spot.index].key].append(spot.sentence)
    return dict(sentences)


def _together(spots: Sequence[Spot], names: Mapping[int, Name]) -> Counter[Pair]:
    by_sentence: dict[tuple[int, int], set[str]] = defaultdict(set)
    for spot in spots:
        by_sentence[spot.sentence, spot.quote].add(names[spot.index].key)
    together: Counter[Pair] = Counter()
    for keys in by_sentence.values():
        if 1 < len(keys) <= _SENTENCE_CROWD:
            together.update(combinations(sorted(keys), 2))
    return together


def _naming(layout: Layout, spot: Spot) -> Naming | None:
    start = max(0, spot.start - _REACH)
    if _is_answer(layout, spot):
        return Naming(owner=NOWHERE, spot=spot.index)
    behind = _THAT_IS_ME.match(layout.story.text, spot.end)
    if behind is not None:
        return Naming(owner=behind.start("self"), spot=spot.index)
    begun = _GOES_ON.search(layout.story.text, start, spot.start)
    if begun is not None and spot.last - spot.first > 1 and layout.word(spot.last) == "." and is_all_said(layout, spot):
        return Naming(owner=begun.start("self"), spot=spot.index)
    match = _NAMING.search(layout.story.text, start, spot.start)
    if match is None or layout.word(spot.last) not in _ENDS or _is_listed(layout, match, spot):
        return None
    group = match.lastgroup
    owner = match.start(group) if group in {"owner", "called"} else match.start()
    asked = group == "called" and match.group(group).casefold() in {"me", "myself"}
    by_others = asked and match.group().casefold().startswith(("called me", "calls me"))
    return Naming(owner=owner, spot=spot.index, asked=asked, by_others=by_others)


def _is_answer(layout: Layout, spot: Spot) -> bool:
    """Whether a name is all that a quote says, or its first word ("Greyson, second floor"), after "What name?"."""
    if spot.quote <= 0:
        return False
    start, (before, stop) = layout.quotes[spot.quote][0], layout.quotes[spot.quote - 1]
    text = layout.story.text
    asks = _ASKS.search(text, before, stop) if start - stop <= _ANSWER else None
    if asks is None or any(c.isalnum() for c in text[start : spot.start]):
        return False
    first = "name" in asks.group().casefold() and text[spot.end : spot.end + 1] in {",", ".", ";", "-", "—"}
    return first or is_all_said(layout, spot)


def _is_listed(layout: Layout, match: re.Match[str], spot: Spot) -> bool:
    """Whether a name behind "I," is another's: "I, Marcus and Leo", "I, Marcus, and Leo"; "I, Claudius, am" is not."""
    if "," not in match.group()[:2]:
        return False
    goes_on = layout.raw(spot.last + 1)
    return layout.word(spot.last) != "," or not goes_on.islower() or goes_on in {"and", "or"}
