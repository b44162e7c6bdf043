"""A noun phrase comes in; whose it is and what it calls the person goes out: "her old teacher", "the son of Leia"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from relgraph.characters.labels import LABELS
from relgraph.characters.words import POSSESSIVES, word_set

if TYPE_CHECKING:
    from relgraph.characters.labels import Label
    from relgraph.records import Mention
    from relgraph.relations.ground import Ground

_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*'?")
_IN_LAW: Final = re.compile(r"(?<=er|on)[ -]in[ -]law\b", re.IGNORECASE)
# Where the head has been: "her friend from the academy", "his wife, who".
_STOP: Final = re.compile(
    r"[,;:()—–\"“”]|--"
    r"|(?<!-)\b(?:of|in|on|at|by|with|from|to|for|who|whom|whose|that|which|or|as|than|when|here|there)\b",
    re.IGNORECASE,
)
_POSSESSIVE: Final = POSSESSIVES | word_set("our thy")
_OF: Final = re.compile(r"\s+of\s+", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"(?:the|a|an|this|that)\s+", re.IGNORECASE)
_OWNER_ENDS: Final = re.compile(r"(?:'s|(?<=s)')\s+", re.IGNORECASE)
_MOST_WORDS: Final = 5
_FORMER: Final = word_set("former ex onetime one-time erstwhile")
# "her fake boyfriend" is none; "his so-called friend" is said not to be one.
_UNREAL: Final = word_set(
    """
    would-be so-called supposed alleged future fake pretend pretended false imaginary imagined prospective intended
    potential possible unborn surrogate almost honorary any every no each another other fictional hypothetical
    """
)
_LOVED_OR_KIN: Final = frozenset({"family", "love"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What a noun phrase says: the mention of the owner, the labels, and the range of its words."""

    owner: Mention
    labels: tuple[Label, ...]
    start: int
    end: int


def read_phrase(ground: Ground, mention: Mention) -> Phrase | None:
    """Return what a nominal says of its owner; None where it has none that is mentioned, or is no word of relation."""
    return _owned(ground, mention) or _of_owner(ground, mention)


def labels_of(words: str) -> tuple[Label, ...]:
    """Return the labels that a phrase without its owner gives: "old friend and rival", "late husband"; mostly one."""
    body = _IN_LAW.sub("-in-law", words.lower())
    stop = _STOP.search(body)
    parts = (body[: stop.start()] if stop else body).split(" and ")
    found = [_label(_WORD.findall(part)) for part in parts]
    known = tuple(label for label in found if label)
    # "his wife and daughter" are two people; "her friend and rival" is one.
    if len(found) > 1 and (len(known) < len(found) or any(label.kind in _LOVED_OR_KIN for label in known)):
        return ()
    return known


def _label(words: list[str]) -> Label | None:
    if not words or len(words) > _MOST_WORDS or any(word.endswith(("'s", "s'")) for word in words[:-1]):
        return None
    *modifiers, head = words
    if _UNREAL.intersection(modifiers):
        return None
    former = bool(_FORMER.intersection(modifiers)) or head.startswith("ex-")
    label = _of_head(head.removeprefix("ex-"), modifiers)
    return label and (replace(label, name=f"former {label.name}") if former else label)


def _of_head(head: str, modifiers: list[str]) -> Label | None:
    for prefix in ("half", "step"):
        if prefix in modifiers and f"{prefix}-{head}" in LABELS:
            return LABELS[f"{prefix}-{head}"]
    bare = head.replace("great-", "")
    label = LABELS.get(bare)
    if label is None:
        return None
    great = head.count("great-") or modifiers.count("great") * bare.startswith(("grand", "uncle", "aunt"))
    if great:
        return replace(label, name="great-" * great + label.name)
    if label.name == "friend" and "best" in modifiers:
        return replace(label, name="best friend")
    return replace(label, name=f"foster {label.name}") if "foster" in modifiers else label


def _owned(ground: Ground, mention: Mention) -> Phrase | None:
    """Return what "her brother", "Rey's teacher" and "my brother's friend" say."""
    inside = [one for one in ground.starting[mention.start] if one.end < mention.end]
    for owner in inside:
        word = ground.text[owner.start : owner.end].lower()
        ends = _OWNER_ENDS.match(ground.text, owner.end, mention.end)
        if word in _POSSESSIVE or ends:
            start = ends.end() if ends else owner.end
            labels = labels_of(ground.text[start : _name_at_end(ground, mention, start)])
            return Phrase(owner=owner, labels=labels, start=mention.start, end=mention.end) if labels else None
    return None


def _of_owner(ground: Ground, mention: Mention) -> Phrase | None:
    """Return what "the son of Leia" and "an old friend of hers" say, whether the mention goes on behind "of" or not."""
    article = _ARTICLE.match(ground.text, mention.start, mention.end)
    of = _OF.search(ground.text, mention.start, mention.end) or _OF.match(ground.text, mention.end)
    if article is None or of is None:
        return None
    owner = ground.opens(of.end())
    labels = labels_of(ground.text[article.end() : of.start()])
    if owner is None or not labels:
        return None
    return Phrase(owner=owner, labels=labels, start=mention.start, end=max(mention.end, owner.end))


def _name_at_end(ground: Ground, mention: Mention, start: int) -> int:
    """Return where a phrase ends but for the name in it: before "Luke" of "her brother Luke"."""
    names = [one.start for one in ground.ending[mention.end] if one.kind == "name" and one.start > start]
    return min(names, default=mention.end)
