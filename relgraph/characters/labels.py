"""Family and role words of English: spellings come in; one label with its kind, and the inverse of it, go out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from relgraph.characters.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relgraph.records import RelationKind

# Label, then other spellings of it. After "he" and "she" come the words that tell a gender.
_FAMILY: Final = {
    "": "parent child,kid sibling twin cousin grandparent grandchild guardian ward godparent godchild",
    "he": """
        father,dad,daddy,papa,pa,da son brother,bro uncle nephew grandson godfather godson
        grandfather,grandpa,granddad,grandad,grandpapa,gramps,granddaddy
    """,
    "she": """
        mother,mum,mom,mummy,mommy,mama,mamma,mam,ma daughter sister,sis aunt,auntie,aunty niece granddaughter
        grandmother,grandma,gran,granny,grandmama,nana,nan godmother goddaughter
    """,
}
_LOVE: Final = {
    "": "spouse lover betrothed beloved soulmate sweetheart suitor admirer ex",
    "he": "husband,hubby fiancé,fiance boyfriend bridegroom widower",
    "she": "wife fiancée,fiancee girlfriend bride widow",
}
_FRIENDSHIP: Final = {"": "friend,pal,buddy companion comrade confidant,confidante playmate"}
_WORK: Final = {
    "": """
        master teacher tutor mentor instructor trainer student,pupil apprentice disciple
        protégé,protégée,protege,protegee
        boss,chief employer employee colleague,coworker,co-worker,workmate assistant secretary servant clerk bodyguard
        captain commander doctor,physician patient lawyer,solicitor client therapist landlord,landlady
        tenant lodger housekeeper governess nanny nurse maid butler valet squire supervisor manager subordinate
        classmate,schoolmate teammate co-pilot,copilot
    """
}
_OTHER: Final = {
    "": """
        enemy,foe rival nemesis,archenemy,arch-enemy ally partner neighbour,neighbor
        roommate,flatmate,housemate captor prisoner,captive hostage rescuer saviour,savior
    """
}
_KINDS: Final[dict[RelationKind, dict[str, str]]] = {
    "family": _FAMILY,
    "love": _LOVE,
    "friendship": _FRIENDSHIP,
    "work": _WORK,
    "other": _OTHER,
}

_SEXED: Final = (("father", "mother"), ("son", "daughter"), ("brother", "sister"))
_PARENTS: Final = ("parent", "father", "mother")
_CHILDREN: Final = ("child", "son", "daughter")
_SIBLINGS: Final = ("sibling", "brother", "sister")
# Two groups of words, each other's inverse; of a group the first is for whom no gender is known ("" if there is none).
_OPPOSITES: Final[tuple[tuple[tuple[str, str, str], tuple[str, str, str]], ...]] = (
    (_PARENTS, _CHILDREN),
    (_SIBLINGS, _SIBLINGS),
    (("grandparent", "grandfather", "grandmother"), ("grandchild", "grandson", "granddaughter")),
    (("", "uncle", "aunt"), ("", "nephew", "niece")),
    (("godparent", "godfather", "godmother"), ("godchild", "godson", "goddaughter")),
    (("spouse", "husband", "wife"), ("spouse", "husband", "wife")),
    (("betrothed", "fiancé", "fiancée"), ("betrothed", "fiancé", "fiancée")),
    (("", "bridegroom", "bride"), ("", "bridegroom", "bride")),
    (("", "boyfriend", "girlfriend"), ("", "boyfriend", "girlfriend")),
    (("stepparent", "stepfather", "stepmother"), ("stepchild", "stepson", "stepdaughter")),
    (("stepsibling", "stepbrother", "stepsister"), ("stepsibling", "stepbrother", "stepsister")),
    (("half-sibling", "half-brother", "half-sister"), ("half-sibling", "half-brother", "half-sister")),
    (("", "father-in-law", "mother-in-law"), ("", "son-in-law", "daughter-in-law")),
    (("", "brother-in-law", "sister-in-law"), ("", "brother-in-law", "sister-in-law")),
)
_MUTUAL: Final = word_set("""
    twin cousin lover friend companion comrade playmate colleague classmate teammate enemy rival ally partner neighbour
    roommate
""")
# What the first is of the second, the second is of the first; a master may have a servant or an apprentice.
_ROLES: Final = {"teacher": "student", "student": "teacher", "tutor": "student", "mentor": "protégé",
                 "protégé": "mentor", "apprentice": "master", "employer": "employee", "employee": "employer",
                 "boss": "employee", "guardian": "ward", "ward": "guardian", "captor": "prisoner",
                 "best friend": "friend", "ex": "ex"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What one person is of another: "mother" is of kind "family", and `gender` "she" ("" for a word of any)."""

    name: str
    kind: RelationKind
    gender: str = ""


def _labels() -> Iterator[tuple[str, Label]]:
    for kind, genders in _KINDS.items():
        for gender, words in genders.items():
            for spellings in words.split():
                names = spellings.split(",")
                for word in names:
                    yield word, Label(name=names[0], kind=kind, gender=gender)
    for pair in _SEXED:
        for word, gender in zip(pair, ("he", "she"), strict=True):
            yield f"{word}-in-law", Label(name=f"{word}-in-law", kind="family", gender=gender)
            yield f"step{word}", Label(name=f"step{word}", kind="family", gender=gender)
            yield f"step-{word}", Label(name=f"step{word}", kind="family", gender=gender)
    for gender, word in zip(("", "he", "she"), _SIBLINGS, strict=True):
        yield f"half-{word}", Label(name=f"half-{word}", kind="family", gender=gender)


LABELS: Final[dict[str, Label]] = dict(_labels())
"""Labels by every spelling, in small letters."""


def _plurals() -> Iterator[tuple[str, Label]]:
    for name in sorted({*_SIBLINGS, *_MUTUAL, "stepbrother", "stepsister", "half-brother", "half-sister", "spouse"}):
        label = LABELS[name]
        for word in (word for word, other in LABELS.items() if other == label):
            yield (f"{word[:-1]}ies" if word.endswith(("my", "ly")) else f"{word}s"), label


PLURALS: Final[dict[str, Label]] = dict(_plurals())
"""Labels that two people are of each other, by their plurals: "sisters", "enemies"."""


def _inverses() -> Iterator[tuple[str, tuple[str, str, str]]]:
    for these, those in _OPPOSITES:
        yield from ((name, those) for name in these if name)
        yield from ((name, these) for name in those if name)
    yield from ((name, (name, name, name)) for name in sorted(_MUTUAL))
    yield from ((name, (other, other, other)) for name, other in _ROLES.items())


_INVERSES: Final = dict(_inverses())
_PRONOUNS: Final = {"he/him": 1, "she/her": 2}


def inverse(label: str, pronouns: str | None) -> str | None:
    """Return what the other is then: of "mother" for him "son", of "friend" "friend"; None where that is not certain.

    `pronouns` are those of the other, such as "he/him"; without them the word that tells no gender is returned, and
    None where English has none ("uncle").
    """
    for prefix in ("former ", "foster "):
        if label.startswith(prefix):
            found = inverse(label.removeprefix(prefix), pronouns)
            return found and prefix + found
    words = _INVERSES.get(label)
    if words is None:
        return None
    return words[_PRONOUNS.get(pronouns or "", 0)] or None


def kin_name(word: str) -> str:
    """Return the usual word for a spelling of a word of family or love ("mum": "mother"), others as they are."""
    label = LABELS.get(word)
    return label.name if label is not None and label.kind in {"family", "love"} else word
