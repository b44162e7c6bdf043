"""From persons by number to the records: characters with ids, names, aliases and counts; mentions, quotes, merges."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from relgraph.characters.explaining import Labels, explain_merges
from relgraph.characters.found import Found
from relgraph.characters.names import strip_possessive
from relgraph.characters.naming import calm, shown_name, unique_slugs
from relgraph.characters.nominals import ADDRESSES, describe
from relgraph.characters.words import GENDER_OF_PRONOUN, KIN_NAMES, PRONOUN_LABELS
from relgraph.records import Character, Mention, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from relgraph.characters.forms import Clusters, Link
    from relgraph.characters.layout import Layout, Spot
    from relgraph.characters.memory import Memory
    from relgraph.characters.names import Name
    from relgraph.characters.people import Person
    from relgraph.records import Span

_LABEL_LENGTH: Final = 60
_NARRATOR_NAMES: Final = {"narrator": "Narrator", "reader": "Reader (you)"}


@dataclass(slots=True)
class _Draft:
    """What is collected for one person."""

    spots: list[Spot] = field(default_factory=list)
    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    titles: Counter[str] = field(default_factory=Counter)
    nominals: Counter[str] = field(default_factory=Counter)
    called: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What a cast file decides by person: the name to show and the pronouns."""

    names: Mapping[int, str] = field(default_factory=dict)
    pronouns: Mapping[int, str] = field(default_factory=dict)


def write_found(
    memory: Memory, names: Mapping[int, Name], clusters: Clusters, spans: Mapping[Link, Span], decisions: Decisions
) -> Found:
    """Return the records; persons without a mention are left out."""
    drafts = _drafts(memory, names)
    shown = {person: _label(memory, person, draft, names, decisions) for person, draft in drafts.items()}
    order = sorted(drafts, key=lambda p: (-len(drafts[p].spots), drafts[p].spots[0].start, p))
    fixed = {at: memory.people[p].kind for at, p in enumerate(order) if memory.people[p].kind in _NARRATOR_NAMES}
    ids = dict(zip(order, unique_slugs([shown[p] for p in order], fixed=fixed), strict=True))
    characters = [_character(drafts[p], memory.people[p], ids[p], shown[p], decisions.pronouns.get(p)) for p in order]
    return Found(
        characters=tuple(sorted(characters, key=lambda c: (-c.mentions, c.id))),
        mentions=tuple(_mentions(memory, ids)),
        quotes=tuple(_quotes(memory, ids)),
        merges=tuple(explain_merges(memory, names, clusters, spans, Labels(ids=ids, shown=shown))),
    )


def _drafts(memory: Memory, names: Mapping[int, Name]) -> dict[int, _Draft]:
    drafts: dict[int, _Draft] = defaultdict(_Draft)
    for index in sorted(memory.resolved):
        found, spot = memory.resolved[index], memory.layout.spots[index]
        draft = drafts[found.person]
        draft.spots.append(spot)
        if index in names:
            draft.names[_spelling(names[index])][names[index].text] += 1
        elif spot.kind != "pronoun":
            draft.nominals[spot.text] += 1
            if _is_called(spot):
                draft.called[strip_possessive(spot.text)] += 1
            if found.rule == "title":
                draft.titles[spot.text] += 1
    return dict(drafts)


def _is_called(spot: Spot) -> bool:
    """Whether a word of kin stands as if it were a name: "Grandpa snored", not "my grandpa snored"."""
    return spot.kind == "name" and spot.text[:1].isupper() and strip_possessive(spot.text).casefold() in KIN_NAMES


def _label(memory: Memory, person: int, draft: _Draft, names: Mapping[int, Name], decisions: Decisions) -> str:
    who = memory.people[person]
    if person in decisions.names:
        return decisions.names[person]
    if who.kind in _NARRATOR_NAMES:
        return _NARRATOR_NAMES[who.kind]
    if draft.names:
        by_form = {_spelling(names[s.index]): names[s.index] for s in draft.spots if s.index in names}
        forms = [(by_form[form], counts.total()) for form, counts in sorted(draft.names.items())]
        return _as_written(shown_name(forms, shared=memory.shared_words), draft)
    nominals = [s for s in draft.spots if s.kind != "pronoun"]
    if not nominals:
        return who.head or draft.spots[0].lower
    # "the gentleman" once rather than "sir" a hundred times
    best = min(
        draft.nominals.items(), key=lambda item: (item[0].casefold() in ADDRESSES, -item[1], len(item[0]), item[0])
    )[0]
    spot = next(s for s in nominals if s.text == best)
    return spot.text[:_LABEL_LENGTH] if spot.kind == "name" else _shortened(memory.layout, spot)


def _spelling(name: Name) -> str:
    """Return what tells a form from others: "Mr Bennet" is "MR. BENNET", "Pa'son Tringham" is no "Parson Tringham"."""
    return name.text.casefold().replace(".", "").replace("’", "'")


def _as_written(text: str, draft: _Draft) -> str:
    """Return the usual spelling of a form: "Rey" rather than "REY", "Wyn Tarn" rather than "WYN TARN"."""
    for counts in draft.names.values():
        if text in counts:
            text = min(counts.items(), key=lambda item: (item[0].isupper(), item[0].islower(), -item[1], item[0]))[0]
            break
    forms = sorted((-count, form) for counts in draft.names.values() for form, count in counts.items())
    words = [word for _, form in reversed(forms) for word in form.split() if not word.isupper()]
    return calm(text, {word.casefold(): word for word in words})


def _shortened(layout: Layout, spot: Spot) -> str:
    """Return a description up to its head: "a man who never took up any book" -> "a man"."""
    head = describe(layout, spot).head
    words = [layout.raw(at) for at in range(spot.first, spot.last)]
    at = next((i for i, word in enumerate(words) if word.casefold() == head), len(words) - 1)
    end = layout.token_ends[spot.first + at] if words else spot.end
    return " ".join(layout.story.text[spot.start : end].split())[:_LABEL_LENGTH]


def _character(draft: _Draft, who: Person, ident: str, name: str, pronouns: str | None) -> Character:
    aliases = Counter({_usual(counts): counts.total() for counts in draft.names.values()})
    aliases += draft.called if draft.called.total() > 1 else Counter()
    return Character(
        id=ident,
        name=name,
        kind=who.kind,
        mentions=len(draft.spots),
        aliases=_ranked(aliases),
        titles=_ranked(draft.titles),
        pronouns=pronouns or PRONOUN_LABELS.get(_pronouns(draft) or who.gender),
    )


def _pronouns(draft: _Draft) -> str:
    """Return the pronoun set that most of the third-person pronouns of a person belong to."""
    counts = Counter(
        GENDER_OF_PRONOUN[s.lower] for s in draft.spots if s.kind == "pronoun" and s.lower in GENDER_OF_PRONOUN
    )
    return min(counts, key=lambda gender: (-counts[gender], gender), default="")


def _usual(counts: Counter[str]) -> str:
    return min(counts.items(), key=lambda item: (-item[1], item[0].isupper(), item[0]))[0]


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _mentions(memory: Memory, ids: Mapping[int, str]) -> list[Mention]:
    mentions = []
    for index in sorted(memory.resolved):
        spot, found = memory.layout.spots[index], memory.resolved[index]
        mentions.append(Mention(start=spot.start, end=spot.end, kind=spot.kind, character=ids[found.person], p=found.p))
    return mentions


def _quotes(memory: Memory, ids: Mapping[int, str]) -> list[Quote]:
    return [
        Quote(
            start=start,
            end=end,
            speaker=None if speaker is None else ids.get(speaker),
            addressee=None if addressee in {None, speaker} else ids.get(addressee),
        )
        for start, end, speaker, addressee in sorted(_said(memory), key=itemgetter(0, 1))
    ]


def _said(memory: Memory) -> Iterator[tuple[int, int, int | None, int | None]]:
    """Yield the ranges of quotes, and of messages that hold none, with who speaks to whom."""
    for (start, end), turn in zip(memory.layout.quotes, memory.turns, strict=True):
        yield start, end, turn.speaker, turn.addressee
    for letter in memory.letters:
        if letter.said is not None and not memory.layout.has_quote(*letter.said):
            yield *letter.said, *memory.correspondents(letter)
