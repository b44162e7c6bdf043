"""Who is said to speak: quotes come in, the entity that a speech tag or the action beside the quote names goes out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Literal

from relgraph.characters.layout import NOWHERE
from relgraph.characters.words import SPEECH_VERBS, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relgraph.characters.layout import Layout, Spot
    from relgraph.records import Span

Evidence = Literal["tag", "beat", "continued"]

QUOTE_MARKS: Final = frozenset({'"', "“", "”", "‘", "’", "'", "''", "``", "«", "»"})
_CLOSING: Final = frozenset("\"”’'»“")
# A dash that opens a line of dialogue is never closed.
_DASHES: Final = frozenset("—–―-")
_STOPS: Final = frozenset({".", "!", "?", ";", "…", "..."})
_PAUSES: Final = frozenset({",", "—", "–", "--", "-", "…", "...", "*", "_"})
_JOINING: Final = word_set(
    """
    and but or nor so yet for as when while where if because before after until since though although than that to
    of in on at by with from into onto over under upon about like then there here which who whom whose what how why
    the this his her their its my your our was were had has have did does not
    """
)
_TELLING: Final = word_set(
    """
    to told asked begged assured reminded informed warned ordered thanked
    """
)
_TAG_REACH: Final = 4
_BREAKS: Final = word_set(", . ! ? ; — -- … ...")
_SET_OFF: Final = word_set(", . ! ? — -- … ... oh dear hey my o ah")
_FRAGMENT: Final = 40
# Two quotation marks and a comma or a full stop.
_MARKS: Final = 3
# Quotes of a paragraph from which on it must be several.
_PASTED: Final = 8
# "You," she said softly, turning to the door, "are late.": what lies between is one tag.
_TAG_LENGTH: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The entity (`spot`) that speaks a quote to another (`told`), or the quote (`quote`) that it goes on from."""

    evidence: Evidence
    spot: int = NOWHERE
    told: int = NOWHERE
    quote: int = NOWHERE


def persons_by_token(layout: Layout, persons: frozenset[int]) -> dict[int, Spot]:
    """Return, for each token that opens an entity among `persons`, the longest entity that it opens."""
    opened: dict[int, Spot] = {}
    for spot in layout.spots:
        if spot.index in persons and (spot.first not in opened or opened[spot.first].last < spot.last):
            opened[spot.first] = spot
    return opened


def find_cues(layout: Layout, persons: frozenset[int]) -> tuple[Cue | None, ...]:
    """Return the cue of each quote, or None where neither a tag nor the text beside it tells.

    A tag after the quote counts before one in front of it; then come a quotation that goes on behind its tag, the
    action in front of the quote, and the action behind it. A quote is judged within its paragraph, but for one that is
    not closed there and goes on in the next.
    """
    opened = persons_by_token(layout, persons)
    places = layout.quote_places
    tags = [_tag_after(layout, opened, i) or _tag_before(layout, opened, i) for i in range(len(layout.quotes))]
    cues: list[Cue | None] = []
    for index, tag in enumerate(_shared(layout, tags)):
        same_before = index > 0 and places[index - 1][1] == places[index][1]
        follows = tag is None and same_before and _goes_on(layout, opened, index, cues[index - 1])
        if follows or (index > 0 and _runs_on(layout, index - 1)):
            cues.append(Cue(evidence="continued", quote=index - 1))
        else:
            beat = _beat_before(layout, opened, index) or _beat_after(layout, opened, index)
            # “Are you sick?” said Anna. “No.”: her tag tells nothing of the next quote where paragraphs are lost.
            if beat is not None and changes(layout, index) is not False and beat.spot == _tagged(cues[index - 1]):
                beat = None
            cues.append(tag or beat or _beat_above(layout, opened, index))
    return tuple(cues)


def _tagged(cue: Cue | None) -> int:
    return cue.spot if cue is not None and cue.evidence == "tag" else NOWHERE


def _shared(layout: Layout, tags: Sequence[Cue | None]) -> list[Cue | None]:
    """Return the tags with that of a quote given to the one before as well, where that one runs on into it."""
    shared = list(tags)
    for index in range(len(tags) - 2, -1, -1):
        if shared[index] is None and _runs_on(layout, index):
            shared[index] = shared[index + 1]
    return shared


def _runs_on(layout: Layout, index: int) -> bool:
    """Whether a quote that is not closed at the end of its paragraph goes on at the start of the next."""
    places, (start, end) = layout.quote_places, layout.quotes[index]
    if index + 1 == len(places) or layout.story.text[end - 1] in _CLOSING or layout.story.text[start] in _DASHES:
        return False
    following = layout.quotes[index + 1][0]
    next_paragraph = places[index + 1][1] == places[index][1] + 1 and places[index + 1][2] == places[index][2]
    return next_paragraph and not layout.story.text[end:following].strip()


def _paragraph_end(layout: Layout, index: int) -> int:
    """Return the token at which the narration after a quote ends: the next quote or the end of the paragraph."""
    paragraph = layout.quote_places[index][1]
    end = len(layout.words)
    if paragraph < len(layout.story.paragraphs):
        end = layout.token_at(layout.story.paragraphs[paragraph][1])
    if index + 1 < len(layout.quotes):
        end = min(end, layout.quote_tokens[index + 1][0])
    return end


def _paragraph_start(layout: Layout, index: int) -> int:
    """Return the token at which the narration before a quote begins: the last quote or the paragraph's start."""
    paragraph = layout.quote_places[index][1]
    start = layout.token_at(layout.story.paragraphs[paragraph][0]) if paragraph < len(layout.story.paragraphs) else 0
    return max(start, layout.quote_tokens[index - 1][1]) if index else start


def _tag_after(layout: Layout, opened: Mapping[int, Spot], index: int) -> Cue | None:
    at, end = layout.quote_tokens[index][1], _paragraph_end(layout, index)
    while at < end and layout.word(at) in _PAUSES:
        at += 1
    for offset in range(3):  # "said Rey", "quietly said Rey", "at last said Rey"
        verb = at + offset
        word = layout.word(verb)
        # Right behind a quote any small word in front of a person is its verb: "glowed Carol".
        says = word in SPEECH_VERBS or (
            offset == 0 and layout.raw(verb).islower() and word not in _JOINING and len(word) > 2
        )
        if says and verb + 1 < end and verb + 1 in opened and verb not in opened:
            said = opened[verb + 1]
            return Cue(evidence="tag", spot=said.index, told=_told(layout, opened, said.last, end))
        if verb in opened or layout.word(verb) in _STOPS:
            break
    subject = opened.get(at)
    if subject is None or at >= end:
        return None
    told = _told(layout, opened, subject.last, end)
    return Cue(evidence="tag", spot=subject.index, told=told) if _speaks(layout, subject, end) else None


def _told(layout: Layout, opened: Mapping[int, Spot], start: int, end: int) -> int:
    """Return the person told in a tag: "she said to Finn", "he told Rey"."""
    for at in range(start, min(start + _TAG_REACH, end)):
        if at + 1 in opened and layout.word(at) in _TELLING:
            return opened[at + 1].index
        if layout.word(at) in _STOPS or layout.word(at) == ",":
            break
    return NOWHERE


def _speaks(layout: Layout, subject: Spot, end: int) -> bool:
    """Whether a verb of speech follows within a few tokens: "Rey at last said"."""
    for at in range(subject.last, min(subject.last + _TAG_REACH, end)):
        if layout.word(at) in SPEECH_VERBS:
            return True
        if layout.word(at) in _STOPS or layout.word(at) in {"'s", ","}:
            return False
    return False


def _tag_before(layout: Layout, opened: Mapping[int, Spot], index: int) -> Cue | None:
    start, end = _last_sentence(layout, index)
    last = end - 1
    if last < start or (layout.word(last) not in {",", ":", "—", "--"} and layout.word(last) not in SPEECH_VERBS):
        return None
    for at in range(last, start - 1, -1):
        if layout.word(at) not in SPEECH_VERBS:
            continue
        subjects = [spot for first, spot in _between(opened, start, at) if spot.last <= at]
        if subjects:
            return Cue(evidence="tag", spot=subjects[0].index)
        if at + 1 in opened:
            return Cue(evidence="tag", spot=opened[at + 1].index)
    return None


def _between(opened: Mapping[int, Spot], start: int, end: int) -> list[tuple[int, Spot]]:
    return [(at, opened[at]) for at in range(start, end) if at in opened]


def _last_sentence(layout: Layout, index: int) -> Span:
    """Return the tokens of the last sentence, or piece of one, of the narration in front of a quote."""
    end = layout.quote_tokens[index][0]
    start = max(_paragraph_start(layout, index), end - _FRAGMENT)
    for at in range(end - 2, start - 1, -1):
        if layout.word(at) in _STOPS:
            return (at + 1, end)
    return (start, end)


def _goes_on(layout: Layout, opened: Mapping[int, Spot], index: int, before: Cue | None) -> bool:
    """Whether a quote goes on behind the short tag of the one before, with nobody else acting in between."""
    start, end = layout.quote_tokens[index - 1][1], layout.quote_tokens[index][0]
    if before is None or end - start > _TAG_LENGTH or end == start:
        return False
    if changes(layout, index) is not False:
        return False
    subjects = [spot for _, spot in _between(opened, start, end) if spot.kind != "pronoun" or spot.first == start]
    return before.evidence != "beat" and (len(subjects) <= 1 or layout.word(end - 1) == ",")


def _is_pasted(layout: Layout, index: int) -> bool:
    """Whether a quote stands in a paragraph of so many that its paragraphs must have been lost."""
    places, paragraph = layout.quote_places, layout.quote_places[index][1]
    first = bisect_left(places, paragraph, key=itemgetter(1))
    return bisect_right(places, paragraph, lo=first, key=itemgetter(1)) - first >= _PASTED


def changes(layout: Layout, index: int) -> bool | None:
    """Return whether somebody else speaks a quote than the one before in its paragraph, where paragraphs are lost.

    Somebody else does who answers a question, or where nothing stands in between; None where that is not told: about
    two in five behind a short tag, three in four behind a longer one (scenes for training).
    """
    if not index or layout.quote_places[index - 1][1] != layout.quote_places[index][1] or not _is_pasted(layout, index):
        return False
    if layout.tokens_between(index) <= 0:
        return True
    joined = layout.word(layout.quote_tokens[index][0] - 1) == "," or _opens_small(layout, index)
    return False if joined else asks(layout, index - 1) or None


def _opens_small(layout: Layout, index: int) -> bool:
    start, end = layout.quotes[index]
    return next((sign.islower() for sign in layout.story.text[start:end] if sign.isalpha()), False)


def _beat_before(layout: Layout, opened: Mapping[int, Spot], index: int) -> Cue | None:
    """Return the first person of the sentence in front: Rey shook her head. "No."."""
    start, end = _last_sentence(layout, index)
    subject = next((spot for at, spot in _between(opened, start, end) if layout.word(spot.last) != "'s"), None)
    return Cue(evidence="beat", spot=subject.index) if subject else None


def _beat_after(layout: Layout, opened: Mapping[int, Spot], index: int) -> Cue | None:
    """Return whoever opens the sentence behind: "No." Rey shook her head."""
    at, end = layout.quote_tokens[index][1], _paragraph_end(layout, index)
    subject = opened.get(at) if at < end else None
    return Cue(evidence="beat", spot=subject.index) if subject else None


def _beat_above(layout: Layout, opened: Mapping[int, Spot], index: int) -> Cue | None:
    """Return the subject of a paragraph of narration that leads to the quote: The girl flushed. (break) "I guess so.".

    Only where the quote stands alone in its paragraph and the narration is one sentence or ends in a colon; wrong where
    the other one answers what was done.
    """
    paragraphs, paragraph = layout.story.paragraphs, layout.quote_places[index][1]
    if not 0 < paragraph < len(paragraphs) or _paragraph_start(layout, index) != layout.quote_tokens[index][0]:
        return None
    start, end = (layout.token_at(offset) for offset in paragraphs[paragraph - 1])
    other_chapter = layout.quote_places[index][2] != _chapter(layout, start)
    if other_chapter or (index and layout.quote_tokens[index - 1][1] > start):
        return None
    leads = layout.word(end - 1) in {":", ",", "--", "—"}
    stops = sum(layout.word(at) in _STOPS for at in range(max(start, end - _FRAGMENT), end))
    if not leads and (stops > 1 or end - start > _FRAGMENT):
        return None
    subject = next((spot for _, spot in _between(opened, max(start, end - _FRAGMENT), end)), None)
    return Cue(evidence="beat", spot=subject.index) if subject else None


def _chapter(layout: Layout, token: int) -> int:
    """Return the chapter of a token."""
    offset = layout.token_starts[token] if token < len(layout.token_starts) else 0
    return max(0, sum(chapter.start <= offset for chapter in layout.story.chapters) - 1)


def is_vocative(layout: Layout, spot: Spot) -> bool:
    """Return whether an entity in a quote addresses somebody, set off on both sides: "Come to bed, Kylo.".

    A list is told from an address by the "and" in it: "Poe, Finn and Rey", and so is an answer: "Who?" "Poe,".
    """
    if spot.quote == NOWHERE or _answers(layout, spot):
        return False
    first, last = layout.quote_tokens[spot.quote]
    before, after = layout.word(spot.first - 1), layout.word(spot.last)
    opens = spot.first <= first + 1 and (before in QUOTE_MARKS or spot.first <= first)
    closes = spot.last >= last or after in QUOTE_MARKS
    return is_set_off(layout, spot, opens=opens, closes=closes)


def is_all_said(layout: Layout, spot: Spot) -> bool:
    """Return whether an entity is all that its quote says, but for marks."""
    if spot.quote == NOWHERE:
        return False
    (start, end), text = layout.quotes[spot.quote], layout.story.text
    return not any(char.isalnum() for char in text[start : spot.start] + text[spot.end : end])


def is_set_off(layout: Layout, spot: Spot, *, opens: bool = False, closes: bool = False) -> bool:
    """Return whether an entity stands apart on both sides, and in no list; `opens` and `closes` say that text ends."""
    before, after = layout.word(spot.first - 1), layout.word(spot.last)
    if not (opens or before in _SET_OFF) or not (closes or after in _BREAKS):
        return False
    nearby = {layout.word(spot.last + 1), layout.word(spot.last + 2) if after == "," else ""}
    if before == ",":
        nearby.add(layout.word(spot.first - 2))
    return not nearby & {"and", "or"}


def asks(layout: Layout, quote: int) -> bool:
    """Return whether a quote ends with a question mark."""
    start, end = layout.quotes[quote]
    return layout.story.text[start:end].rstrip("\"'”’»").endswith("?")


def _answers(layout: Layout, spot: Spot) -> bool:
    """Whether an entity is all of a quote, and the quote in front of it, in this chapter, asks something.

    Behind narration in its own paragraph who asked goes on: "“Any questions?” He looked at you. “Sam?”".
    """
    start, end = layout.quotes[spot.quote]
    if spot.quote == 0 or end - start > spot.end - spot.start + _MARKS:
        return False
    (_, asked, chapter), (_, paragraph, here) = layout.quote_places[spot.quote - 1], layout.quote_places[spot.quote]
    if asked == paragraph and layout.tokens_between(spot.quote) > 0:
        return False
    return chapter == here and asks(layout, spot.quote - 1)
