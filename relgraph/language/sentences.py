"""Sentences and quotations of fiction: where they begin and end, found by rules over the plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relgraph.records import Span

# A full stop behind these ends no sentence: titles stand before names, the others inside sentences.
_ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof st ste mme mlle mt rev hon gen col capt lt sgt maj cmdr adm gov pres sr jr messrs
    esq no vol vs etc e.g i.e viz cf a.m p.m fig ch pp ed op ca approx dept""".split()  # noqa: SIM905  - a word list
)
_OPEN = "\"'“‘«([_*"
_CLOSE = "\"'”’»)]_*"
_END = re.compile(rf"[.!?…]+[{re.escape(_CLOSE)}]*(?=\s|$|[“«—])|(?<=[.!?…])—[{re.escape(_CLOSE)}]*(?=\s|$)")
_VERBS = r"""(?:said|says|asked|asks|replied|replies|cried|whispered|whispers|murmured|mutter(?:ed|s)|
    shouted|snapped|answered|called|added|demanded|exclaimed|growled|hissed|sighed|began|continued|went\son|returned|observed|
    remarked|inquired|insisted|agreed|told|breathed|laughed|grinned|snarled|yelled|screamed|repeated)"""
_SAID = re.compile(rf"[—–-]?\s*(?:[\w’'-]+\s+){{0,2}}?{_VERBS}\b", re.VERBOSE | re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[\w.]+$")


_BLOCK = re.compile(r"\S(?:.*?\S)??(?=\s*(?:\n\s*\n|\Z))", re.DOTALL)


def blocks(text: str) -> tuple[Span, ...]:
    """Return the blocks between blank lines, for a text of which nothing else is known; empty for white space."""
    return tuple((match.start(), match.end()) for match in _BLOCK.finditer(text))


def split_sentences(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the sentences of the paragraphs, without white space around them; empty for no paragraphs.

    A sentence ends with its mark and the quotation marks behind it, and never beyond its paragraph. Speech and what is
    said about it stay together: '"Where is she?" Kylo asked.' is one sentence. A reported clause of unusual form is not
    recognised: '"Where is she?" Kylo wanted to know.' becomes two.
    """
    return tuple(sentence for start, end in paragraphs for sentence in _split(text, start, end))


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    first = start
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text, match, end):
            yield (first, match.end())
            first = match.end()
            while first < end and text[first].isspace():
                first += 1
    last = end
    while last > first and text[last - 1].isspace():
        last -= 1
    if first < last:
        yield (first, last)


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    mark, after = match.group(), text[match.end() : min(end, match.end() + 60)]
    following = after.lstrip()
    if not following:
        return True
    if mark == "." and _is_abbreviation(text, match.start()):
        return False
    initial = following.lstrip(_OPEN + "-—– ")[:1]
    if initial.islower():
        # "Go!" she said; "Wait..." and then nothing. A plain full stop ends even where the next capital was forgotten.
        return mark == "."
    return not (mark[-1] in _CLOSE and _SAID.match(following))


def _is_abbreviation(text: str, position: int) -> bool:
    found = _WORD_BEFORE.search(text, max(0, position - 12), position)
    if not found:
        return False
    word = found.group()
    # "J. Watson", "U.S.": a capital alone; but "It was I. She left." ends, which the capital I loses rarely.
    return word.lower() in _ABBREVIATIONS or (len(word.split(".")[-1]) == 1 and word[-1].isupper() and word != "I")


_PAIRS = {"“": "”", "«": "»", "„": "“"}


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the ranges of direct speech, quotation marks included, in order and without overlap.

    Straight and curly double marks and guillemets are pairs. Single marks count only in a text that hardly uses double
    ones (British setting), and only where they cannot be apostrophes. A quotation left open ends with its paragraph.
    A dash at the start of a paragraph counts where many begin so and there are few marks: up to the tag and behind it.
    """
    double = sum(text.count(mark) for mark in '"“«„')
    single = len(_SINGLE_OPEN.findall(text))
    dashes = sum(_DASH.match(text, start, end) is not None for start, end in paragraphs)
    find = _single_quotes if single > 2 * double else _double_quotes
    if dashes >= _DASHES and dashes > double + single:
        find = _dashed
    return tuple(quote for start, end in paragraphs for quote in find(text, start, end))


_SINGLE_OPEN = re.compile(r"(?<![^\s(—–\[])(?:‘(?=[\w“\"])|'(?=[A-Z“\"])|(?<=, )'(?=[a-z]))")
_SINGLE_CLOSE = re.compile(r"(?<=[.,!?…—–-])[’'](?!\w)")
_DOUBLE = re.compile('["“”«»„]')


def _double_quotes(text: str, start: int, end: int) -> Iterator[Span]:
    opened, closing = -1, ""
    for match in _DOUBLE.finditer(text, start, end):
        mark = match.group()
        if opened < 0:
            if mark in _PAIRS or mark == '"':
                opened, closing = match.start(), _PAIRS.get(mark, '"')
        elif mark == closing or (mark in '"”' and closing in '"”'):
            yield (opened, match.end())
            opened = -1
    if opened >= 0:
        yield (opened, end)


def _single_quotes(text: str, start: int, end: int) -> Iterator[Span]:
    closes = [match.end() for match in _SINGLE_CLOSE.finditer(text, start, end)]
    position = start
    for match in _SINGLE_OPEN.finditer(text, start, end):
        if match.start() < position:
            continue
        index = bisect_right(closes, match.end())
        position = closes[index] if index < len(closes) else end
        yield (match.start(), position)


_DASHES = 3
# Not the number of a chapter: "— IV —".
_DASH = re.compile(r"(?:[—–―]|--)\s*(?=[\w’'(…])(?![IVXLC\d]+\s*(?:[—–―]|--)\s*$)")
_WHO = r"(?:he|she|they|we|I|(?:the|a|my|his|her)\s(?:[\w-]+\s)?[\w-]+|[A-Z][\w’.-]*(?:\s[A-Z][\w’.-]*){0,2})"
# What a dash leaves open: "—Back! he said sternly. Come up.", "—Look at yourself, he said, you dreadful bard!", and the
# Spanish way, "—Come —he said—, at once."; "he said, laughing." is all tag.
_TAG = re.compile(
    rf"""(?<=[.,!?…—–\w])\s+(?:[—–―]\s*)?(?:{_WHO}\s+(?:\w+ly\s+)?{_VERBS}|{_VERBS}\s+{_WHO})\b
    (?:[^.,:!?…—–―]|,\s+(?:\w+ing|and|as|with|in|turning)\b)*(?:[—–―]?[.,:!?…]+(?:\s+|$)|[—–―]\s*|$)""",
    re.VERBOSE,
)


def _dashed(text: str, start: int, end: int) -> Iterator[Span]:
    opening = _DASH.match(text, start, end)
    if opening is None:
        return
    position = start
    for tag in _TAG.finditer(text, opening.end(), end):
        if text[position : tag.start()].strip(" \n—–―"):
            yield (position, tag.start())
        position = tag.end()
    if position < end:
        yield (position, end)
