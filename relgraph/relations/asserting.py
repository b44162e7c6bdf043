"""A phrase in its clause comes in; whether the text says that it is so, and of whom, goes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relgraph.records import Mention
    from relgraph.relations.ground import Ground
    from relgraph.relations.phrases import Phrase

_ADVERBS: Final = (
    "also|still|once|now|really|always|indeed|already|clearly|simply|only|just|both|truly|in fact|after all"
)
_IS: Final = (
    r"(?:\b(?:is|was|are|am|became|becomes|remains|remained|(?:has|have|had) (?:always |once |also )?been)"
    r"|'(?:s|m|re)|'(?:d|s|ve) (?:always |once |also )?been|(?<=\byou )were)"
)
_COPULA: Final = re.compile(rf"(?P<link>,? who)?\s*{_IS}\s+(?:(?:{_ADVERBS})\s+)*$", re.IGNORECASE)
_COPULA_BEHIND: Final = re.compile(rf"\s*{_IS}\s+(?:(?:{_ADVERBS})\s+)*", re.IGNORECASE)
_WERE: Final = re.compile(
    r"\s+(?:are|were|(?:had|have) been|became|remained)\s+(?:(?:also|still|once|now)\s+)*", re.IGNORECASE
)
# "was never his mother", "is like a brother", "to be her friend", "wasn't my dad", "called him her brother".
_DENIED: Final = re.compile(
    r"""
    (?:\b(?:not|never|nor|neither|no|longer|hardly|barely|scarcely|almost|nearly|practically|virtually|basically|like
        |than|as|without|supposedly|allegedly|reportedly|probably|possibly|perhaps|maybe|sort\ of|kind\ of|instead\ of
        |rather\ than|nothing\ but)
    |n't
    |\b(?:be|being|becoming|become|were)(?:\s+(?:also|still|once|now|really|always|only|just))*
    |\b(?:call|calls|called|calling)\s+[\w']+
    |\b(?:mistake|mistakes|mistook|mistaken|take|takes|took|taken|pass|passed|passing)\s+[\w']+(?:\s+[\w']+){0,2}\s+for
    )\s+$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IMAGINED: Final = re.compile(
    r"""
    \b(?:if|whether|unless|though|wish\w*|pretend\w*|imagin\w*|suppos\w*|claim\w*|lie[ds]?|lying|would|could|might|may
       |should|must|will|perhaps|maybe|hop(?:e|es|ed|ing)|dream\w*|doubt\w*|think|thinks|thought|believ\w*|guess\w*
       |assum\w*|nobody|no\ one|never|not|cannot|until|till)\b
    |n't\b|'ll\b|'d\ (?!been\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TAKEN_BACK: Final = re.compile(
    r"[\s,]*(?:of sorts|in all but|in name|or so|or something|for the (?:night|evening|day|week)|as far as)\b",
    re.IGNORECASE,
)
_INVERTED: Final = re.compile(
    r"(?:^|[,\s])(?:is|are|was|were|am|isn't|aren't|wasn't|weren't|ain't)(?:\s+[\w']+){1,3}\s+$", re.IGNORECASE
)
_PLACE_ASKED: Final = re.compile(r"\b(?:where|how|when|why|what)(?:'s|\s+(?:is|was))\s+$", re.IGNORECASE)
_POINTING: Final = re.compile(r"\b(?:it|this|that|here|there)\s*$", re.IGNORECASE)
_INTRODUCING: Final = re.compile(r"\b(?:this|that|here)(?:'s|\s+(?:is|was))\s+$", re.IGNORECASE)
# "the friend of Tom was" says nothing of Tom, nor does "Ann and Tom".
_NO_SUBJECT: Final = re.compile(
    r"(?:\b(?:of|and|or|nor|to|with|for|by|from|at|in|on|about|like|than)|'s?)\s+$", re.IGNORECASE
)
_LISTED: Final = re.compile(r",?\s+(?:and|or|nor)\b", re.IGNORECASE)
_PAUSE: Final = re.compile(r"\s*[,.;:!?)—–]|\s*$")


def people_meant(ground: Ground, mention: Mention, phrase: Phrase) -> Sequence[Mention]:
    """Return the mention of whom a phrase, and the mention that it is, are said to mean; none where nobody is told.

    A phrase behind "was" tells of its subject ("Luke was her teacher"), one before it of the name that follows ("Her
    teacher was Luke"), any other of the person it refers to ("her teacher laughed"). None where it is denied, asked
    or imagined: "you are not my father", "is she your sister?", "as if she were his mother".
    """
    before = ground.clause_before(mention.start)
    if _DENIED.search(before) or _TAKEN_BACK.match(ground.behind(phrase.end)):
        return ()
    asked = ground.is_asked(phrase.end)
    copula = _COPULA.search(before)
    if copula is None:
        return () if asked and _INVERTED.search(before) else _referent(ground, mention, phrase)
    if asked:
        return _referent(ground, mention, phrase) if _PLACE_ASKED.search(before) else ()
    if _IMAGINED.search(before, 0, copula.start()):
        return ()
    if subject := ground.closes(mention.start - len(copula[0])):
        return _subject(ground, subject, mention)
    return _referent(ground, mention, phrase) if _POINTING.search(before, 0, copula.start()) else ()


def _subject(ground: Ground, subject: Mention, mention: Mention) -> Sequence[Mention]:
    """Return the subject that a phrase tells of, which its character must not contradict."""
    other = ground.is_known(mention.character) and mention.character != subject.character
    return () if other or _NO_SUBJECT.search(ground.clause_before(subject.start)) else (subject,)


def is_imagined(before: str) -> bool:
    """Return whether a clause up to here tells what is not so, or not known: "if", "she thought that"."""
    return _IMAGINED.search(before) is not None


def plural_copula(ground: Ground, place: int) -> int:
    """Return where "were still" behind a place ends, -1 where nothing of the kind is there."""
    found = _WERE.match(ground.text, place)
    return found.end() if found else -1


def _referent(ground: Ground, mention: Mention, phrase: Phrase) -> Sequence[Mention]:
    """Return whom a phrase refers to: the name set beside it, which its character must not contradict."""
    end = phrase.end
    named = (
        _name_within(ground, mention, phrase)
        or _name_behind(ground, mention, end)
        or _name_before(ground, mention, end)
        or _name_told(ground, mention, end)
    )
    if named is None or named.character == mention.character:
        return (mention,)
    return () if ground.is_known(mention.character) else (named,)


def _name_within(ground: Ground, mention: Mention, phrase: Phrase) -> Mention | None:
    """Return the name that ends a phrase, the owner's apart: "her brother Luke", but not "the son of Leia"."""
    behind = phrase.owner.end
    return next((one for one in ground.ending[mention.end] if one.kind == "name" and one.start >= behind), None)


def _name_behind(ground: Ground, mention: Mention, end: int) -> Mention | None:
    """Return the name behind a phrase: "her brother" "Luke", "her brother, Luke,"; in a quote it may be an address."""
    space = re.match(r",?\s+", ground.behind(end))
    name = ground.opens(end + space.end()) if space else None
    if space is None or name is None or name.kind != "name":
        return None
    after = ground.behind(name.end)
    if not space[0].startswith(","):
        return None if after.startswith("'") else name
    told = ground.quote_at(mention.start) is None or _INTRODUCING.search(ground.clause_before(mention.start))
    return name if told and _PAUSE.match(after) and not _LISTED.match(after) else None


def _name_before(ground: Ground, mention: Mention, end: int) -> Mention | None:
    """Return the name before a phrase that is set off by commas: "Leia, his mother, waited"; a list has more."""
    comma = re.search(r",\s+$", ground.text[max(0, mention.start - 3) : mention.start])
    name = ground.closes(mention.start - len(comma[0])) if comma else None
    after = ground.behind(end)
    if name is None or name.kind != "name" or ground.quote_at(mention.start) or not _PAUSE.match(after):
        return None
    listed = re.search(r"(?:,|\b(?:and|or))\s+$", ground.clause_before(name.start))
    return None if listed or _LISTED.match(after) or ground.opens(end + 2) else name


def _name_told(ground: Ground, mention: Mention, end: int) -> Mention | None:
    """Return the name that a phrase is said to mean: "Her teacher was Luke"."""
    copula = _COPULA_BEHIND.match(ground.text, end)
    name = ground.opens(copula.end()) if copula else None
    if name is None or name.kind != "name" or ground.is_asked(end) or is_imagined(ground.clause_before(mention.start)):
        return None
    after = ground.behind(name.end)
    return None if after.startswith("'") or _LISTED.match(after) else name
