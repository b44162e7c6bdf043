"""Reading of one name form: its text comes in, titles, given, family and other parts of the name go out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from nicknames import NickNamer

from relgraph.characters.words import (
    EPITHETS,
    FAMILY_TITLES,
    GIVEN_GENDER,
    GIVEN_TITLES,
    HONORIFICS,
    PARTICLES,
    ROMAN,
    SUFFIXES,
    TITLE_GENDER,
    TITLE_PREFIXES,
    TITLE_SYNONYMS,
    word_set,
)

_POSSESSIVE: Final = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\s,()\"“”«»]+")
_NICKNAME: Final = re.compile(r"[\"“‘(]([^\"“”‘’()]+)[\"”’)]")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?|[A-Z]")
_NICKNAMES: Final = NickNamer()
_LEADS: Final = word_set(
    """
    the this that these those a an my his her your our their ere nay aye yea alas lo o oh ah here there now then well
    yes no and but so hark hush come look see
    """
)
_BEFORE_TITLES: Final = frozenset(EPITHETS) | TITLE_PREFIXES | {"and", "&", "or", "of"}
_RELATIVE: Final = frozenset({"who", "whom", "which", "whose", "to", "from"})
# Titles that never stand behind a given name: "Meg Mr. Brooke" is two people.
_SECOND: Final = frozenset({"mr", "mrs", "miss", "ms", "mme", "mlle"})
# "Australian-born Joan Gildea", "red-haired Anne": what somebody is like stands in front of the name.
_LIKE: Final = re.compile(r"[\w-]+-(?:born|bred|based|old|[a-z]+ed)")
# A vowel or more, so that "Bo" is a stem of "Bob" no more than "R" is.
_SHORTEST_STEM: Final = 3
# "Jr." and "J." keep their full stop.
_ABBREVIATION: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The parts of a name form, in lower case but for `text` and `core`.

    `text` is the form without possessive and article, `core` the form without titles. A name of one word that stands
    without a telling title is `single`: it may be given or family name. `age` is "old" or "young" where a suffix or an
    epithet tells father from son. All parts are empty where the form is no name ("General").
    """

    text: str
    core: str
    titles: tuple[str, ...] = ()
    given: str = ""
    middle: tuple[str, ...] = ()
    family: str = ""
    single: str = ""
    suffix: str = ""
    age: str = ""
    nickname: str = ""

    key: str = field(init=False, compare=False)
    """What two spellings of one form have in common."""
    words: tuple[str, ...] = field(init=False, compare=False)
    """The words that may stand alone for the person: given, middle, family or single, nickname."""

    def __post_init__(self) -> None:
        """Work out once what is asked for again and again."""
        parts = (*self.titles, self.age, self.core.casefold().replace("’", "'"), self.suffix)
        object.__setattr__(self, "key", " ".join(part for part in parts if part))
        words = (self.given, *self.middle, self.family, self.single, self.nickname)
        object.__setattr__(self, "words", tuple(word for word in words if word))

    @property
    def gender(self) -> str:
        """The pronoun set that the titles tell ("he", "she"), or ""."""
        return next((TITLE_GENDER[t] for t in self.titles if TITLE_GENDER.get(t)), "")

    @property
    def has_byname(self) -> bool:
        """Whether a place or the like is added to the name: "Korr of the Nine Fingers"."""
        return "of" in self.core.casefold().split()[1:]

    @property
    def is_full(self) -> bool:
        """Whether both given and family name are known."""
        return bool(self.given and self.family)


def strip_possessive(text: str) -> str:
    """Return `text` on one line without a final possessive: "Rey’s" -> "Rey", "Hux'" stays (a quotation mark may)."""
    line = " ".join(text.split())
    return _POSSESSIVE.sub("", line)


@lru_cache(maxsize=65536)
def parse_name(text: str) -> Name:
    """Return the parts of a name form.

    Examples
    --------
    >>> name = parse_name("Lady Catherine de Bourgh’s")
    >>> name.titles, name.given, name.family
    (('lady',), 'catherine', 'de bourgh')
    >>> parse_name("Mr. Bennet").family, parse_name("Uncle Owen").given, parse_name("Rey").single
    ('bennet', 'owen', 'rey')
    """
    line = strip_possessive(text).strip(" ,;:!?-—–_*|~#=")
    line = line.rstrip(".") if len(line.split(" ")[-1]) > _ABBREVIATION else line
    nick = _NICKNAME.search(line)
    bare = _NICKNAME.sub(" ", line) if nick and nick.start() > 0 else line
    words = _without_lead(_WORD.findall(bare.split(", ")[0]))
    while len(words) > 1 and EPITHETS.get(_fold(words[0])) == "":
        words = words[1:]
    kept = " ".join(words)
    titles, age, words = _split_titles(words)
    words, honorifics = _split_honorific(words)
    titles += honorifics
    suffix, suffix_age, words = _split_suffix(words)
    parts = _parts(words, titles)
    return Name(
        text=kept,
        core=" ".join(words),
        titles=titles,
        given=parts.given,
        middle=parts.middle,
        family=parts.family,
        single=parts.single,
        suffix=suffix,
        age=age or suffix_age,
        nickname=nick.group(1).strip().casefold() if nick and nick.start() > 0 else "",
    )


def _fold(word: str) -> str:
    return word.strip(".,'’‘").casefold().replace("’", "'")


def _without_lead(words: list[str]) -> list[str]:
    """Drop what stands before the name in lower case, so "the talented Miss Cowley" is "Miss Cowley"."""
    while len(words) > 1 and (words[0].casefold() in _LEADS or _LIKE.fullmatch(words[0])):
        words = words[1:]
    if len(words) > 1 and _fold(words[-1]) in {"dear", "dearest", "darling"} and words[-1].islower():
        words = words[:-1]
    if not any(word[:1].isupper() for word in words):
        return words
    while words and words[0][:1].islower() and _fold(words[0]) not in EPITHETS and not _is_lower_name(words):
        words = words[1:]
    cut = next((i for i, word in enumerate(words) if i and (word in _RELATIVE or _is_second(words, i))), len(words))
    return words[:cut]


def _is_second(words: list[str], at: int) -> bool:
    """Whether another name begins at a word: with a title that only another name, no title or epithet, goes before."""
    before = _fold(words[at - 1])
    return _fold(words[at]) in _SECOND and not _title(words[at - 1]) and before not in _BEFORE_TITLES


def _is_lower_name(words: list[str]) -> bool:
    """Whether a small first word belongs to the name: "de Winter", "van Helsing", "miss Potter"."""
    first = _fold(words[0])
    described = words[0].replace("-", "").islower() and any(_title(word) for word in words[1:])
    return first in PARTICLES or _title(words[0]) != "" or ("-" in first and not described)


def _title(word: str) -> str:
    folded = _fold(word)
    folded = TITLE_SYNONYMS.get(folded, folded)
    return folded if folded in TITLE_GENDER else ""


def _split_titles(words: list[str]) -> tuple[tuple[str, ...], str, list[str]]:
    titles: list[str] = []
    age, at = "", 0
    while at < len(words):
        folded, last = _fold(words[at]), at == len(words) - 1
        follows_title = not last and bool(_title(words[at + 1]))
        if _title(words[at]) and not (last and not titles and words[at][:1].isupper() and len(words) > 1):
            titles.append(_title(words[at]))
        elif folded in EPITHETS and not last:
            age = EPITHETS[folded] or age
        elif folded in TITLE_PREFIXES and follows_title:
            titles.append(f"{folded} {_title(words[at + 1])}")
            at += 1
        else:
            break
        at += 1
    return tuple(titles), age, words[at:]


def _split_honorific(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the words without a title behind the last: "Yuki-chan" -> "Yuki", "chan"."""
    name, hyphen, title = words[-1].rpartition("-") if words else ("", "", "")
    if name and hyphen and title in HONORIFICS:
        return [*words[:-1], name], (title,)
    return words, ()


def _split_suffix(words: list[str]) -> tuple[str, str, list[str]]:
    if len(words) > 2 and words[-2].casefold() == "the" and f"the {_fold(words[-1])}" in SUFFIXES:
        suffix = f"the {_fold(words[-1])}"
        return suffix, SUFFIXES[suffix], words[:-2]
    last = _fold(words[-1]) if len(words) > 1 else ""
    if last in SUFFIXES:
        return (last if SUFFIXES[last] else ""), SUFFIXES[last], words[:-1]
    if last in ROMAN and words[-1].isupper():
        return last, "", words[:-1]
    return "", "", words


class _Parts(NamedTuple):
    given: str = ""
    middle: tuple[str, ...] = ()
    family: str = ""
    single: str = ""


def _parts(words: list[str], titles: tuple[str, ...]) -> _Parts:
    folded = [_fold(w) for w in words]
    if "of" in folded[1:]:  # "Anne of Green Gables", "Duke of Wellington": the place is no family name
        folded = folded[: folded.index("of", 1)]
        while len(folded) > 1 and _title(folded[-1]):  # "Eliza Countess of Gaverick"
            folded = folded[:-1]
    if folded[:1] == ["of"]:
        return _Parts(single=" ".join(folded[1:]))
    particle = next((i for i, word in enumerate(folded) if i and word in PARTICLES and i < len(folded) - 1), None)
    if folded and folded[0] in PARTICLES and len(folded) > 1:
        particle = 0
    if particle is not None:
        folded = [*folded[:particle], " ".join(folded[particle:])]
    if not folded:
        return _Parts()
    if len(folded) == 1:
        return _only(folded[0], titles)
    return _Parts(given=folded[0], middle=tuple(folded[1:-1]), family=folded[-1])


def _only(word: str, titles: tuple[str, ...]) -> _Parts:
    """Return the one word of a name as a given or a family name, if the titles tell, or as one that may be either."""
    heads = {title.split()[-1] for title in titles}
    if heads & FAMILY_TITLES:
        return _Parts(family=word)
    return _Parts(given=word) if heads & GIVEN_TITLES else _Parts(single=word)


@lru_cache(maxsize=65536)
def full_names(given: str) -> frozenset[str]:
    """Return the given names that `given` may be short for, itself included."""
    return frozenset({given, *_NICKNAMES.canonicals_of(given)})


def is_initial(word: str) -> bool:
    """Return whether a word is an initial or several: "J", "j.r.r"."""
    return bool(_INITIALS.fullmatch(word.upper()))


def same_given(first: str, second: str) -> str:
    """Return how two given names can be one: "same", "initial", "nickname", "variant", "short", or "".

    "lizzy" and "elizabeth" are a nickname pair, "lizzy" and "eliza" variants: nicknames of one name. Variants and
    short forms ("fin", "finn") need a shared family name: "jean" and "jane" are variants too.
    """
    if first == second:
        return "same"
    if is_initial(first) or is_initial(second):
        return "initial" if first[:1] == second[:1] else ""
    if first in full_names(second) or second in full_names(first):
        return "nickname"
    if full_names(first) & full_names(second):
        return "variant"
    short, long = sorted((first, second), key=lambda word: (len(word), word))
    return "short" if len(short) >= _SHORTEST_STEM and long.startswith(short) else ""


def given_gender(name: Name) -> str:
    """Return the usual pronoun set of a common given name ("he", "she"), or "" where it tells nothing."""
    return GIVEN_GENDER.get(name.given or name.single or "", "")
