"""A comparison as a page of its own: tables and small bars, no script, no request."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import TYPE_CHECKING

from relgraph import __version__
from relgraph.export.comparison_style import STYLE
from relgraph.export.rows import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from relgraph.comparison import Comparison, Contrast, Gap, Match, Similarity

ROWS = 40
"""Rows of a table; the other formats hold them all."""

BAR = 180
"""Pixels of the longest bar."""


def comparison_html(comparison: Comparison, contrasts: Sequence[Contrast]) -> str:
    """Return a whole HTML page (to be written as UTF-8).

    A content security policy admits the page's own style by its hash and nothing else: no request leaves the page, and
    names from the stories cannot run.
    """
    digest = base64.b64encode(hashlib.sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    names = " and ".join(comparison.stories) if len(comparison.stories) < 3 else f"{len(comparison.stories)} stories"
    body = "\n".join(_sections(comparison, contrasts))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_text(names)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{_text(names)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _sections(comparison: Comparison, contrasts: Sequence[Contrast]) -> Iterator[str]:
    yield (
        f"<p class=about>Relationships compared by relgraph {escape(__version__)}: window {escape(comparison.window)}, "
        f"counted in {escape(comparison.count)}. A relationship says that two people appear together.</p>"
    )
    yield from (f"<p class=warning>{_text(warning[:1].upper() + warning[1:])}.</p>" for warning in comparison.warnings)
    yield _stories(comparison)
    yield _alike(comparison)
    if comparison.nobody_shared:
        yield "<p class=warning>Nobody occurs in two of these stories by name.</p>"
    if len(comparison.stories) > 2 and comparison.relationships:
        yield _heatmap(comparison)
    for contrast in contrasts:
        yield from _contrast(contrast)
    yield from _lone(comparison)
    yield from _tags(comparison)
    yield from _people(comparison)
    yield from _closest(comparison)


def _stories(comparison: Comparison) -> str:
    rows = [
        (one.title, f"{one.words:,}", f"{one.characters:,}", f"{one.relationships:,}", f"{one.interactions:,}")
        for one in comparison.about
    ]
    heads = ("Story", "Words", "People", "Relationships", "Meetings")
    return _section("Stories", "", _table(heads, (map(_text, row) for row in rows)))


def _alike(comparison: Comparison) -> str:
    blocks = []
    for one in comparison.similarities:
        range_ = "1 is the same" if one.kind == "similarity" else "0 is the same"
        about = f"{escape(one.meaning)} From 0 to 1, {range_}. <span class=muted>{escape(one.reference)}</span>"
        figures = f"<b class=figure>{one.table[0][1]:.2f}</b>" if len(one.table) == 2 else _square(comparison, one)
        blocks.append(f"<h3>{escape(one.name.capitalize())} ({one.kind})</h3><p>{figures} {about}</p>")
    return _section("How alike the stories are", "", "\n".join(blocks))


def _square(comparison: Comparison, one: Similarity) -> str:
    """Return a measure of many stories as a table in the order in which neighbours are alike."""
    order = comparison.tree(measure=one.name).order
    rows = (
        [
            _text(comparison.stories[row]),
            *(_shaded(one.table[row][column], 1.0, f"{one.table[row][column]:.2f}") for column in order),
        ]
        for row in order
    )
    return "</p>" + _table(["", *(str(number) for number, _ in enumerate(order, 1))], _numbered(rows)) + "<p>"


def _numbered(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 1):
        yield [f"{number}. {row[0]}", *row[1:]]


def _heatmap(comparison: Comparison) -> str:
    found = comparison.heatmap(top=ROWS)
    most = max((value for row in found.values for value in row), default=0.0)
    rows = (
        [
            _text(" – ".join(found.pairs[row])),
            *(
                _shaded(found.values[row][column], most, f"{found.values[row][column]:.1f}")
                for column in found.column_order
            ),
        ]
        for row in found.row_order
    )
    heads = ["Relationship", *(_text(found.stories[column]) for column in found.column_order)]
    note = "Per 10,000 words; neighbours are alike."
    return _section("Relationships by story", note, _table(heads, rows))


def _shaded(value: float, most: float, text: str) -> str:
    """Return a figure over a square as dark as it is great; 0 is a dot."""
    if not value:
        return "<span class=muted>·</span>"
    opacity = round(0.1 + 0.9 * value / most, 2)
    rect = f'<rect width="14" height="14" rx="3" class="second" fill-opacity="{opacity}"/>'
    square = f'<svg width="14" height="14" aria-hidden="true">{rect}</svg>'
    return f"{square} {text}"


def _contrast(contrast: Contrast) -> Iterator[str]:
    first, second = map(_text, contrast.stories)
    if contrast.relationships:
        most = max(max(one.per_words.first.high, one.per_words.second.high) for one in contrast.relationships) or 1.0
        rows = (
            [
                _text(" – ".join(one.names)),
                _bars(one.per_words, most),
                *_figures(one.per_words, 1.0),
                _verdict(one.per_words, absent=", ".join(one.absent)),
                _rank(one.ranks[0]),
                _rank(one.ranks[1]),
            ]
            for one in contrast.relationships[:ROWS]
        )
        heads = ("Relationship", "Per 10,000 words", first, second, "Difference", "", "Rank", "Rank")
        yield _section(f"{first} and {second}", _how(contrast), _table(heads, rows))
    if contrast.people:
        most = max(max(one.share.first.high, one.share.second.high) for one in contrast.people) or 1.0
        people = (
            [
                _text(one.name),
                _bars(one.share, most),
                *_figures(one.share, 100.0),
                _verdict(one.share),
                f"{one.betweenness[0]:.2f}",
                f"{one.betweenness[1]:.2f}",
            ]
            for one in contrast.people[:ROWS]
        )
        heads = ("Person", "% of meetings", first, second, "Difference", "", "Betweenness", "Betweenness")
        yield _section("Who gains and who loses", f"In {first} (above) and in {second}.", _table(heads, people))


def _how(contrast: Contrast) -> str:
    """Return how a difference is told from chance."""
    if contrast.too_short:
        return "The stories are too short to tell a difference from chance: nothing is called one."
    return (
        f"{contrast.tested} relationships were tested, {len(contrast.called)} are called different. The intervals hold "
        f"{100 * contrast.level:.0f} % of {contrast.resamples:,} counts of blocks of {contrast.block_words[0]:,} and "
        f"{contrast.block_words[1]:,} words drawn anew; of what is called different at most "
        f"{100 * (1 - contrast.level):.0f} % is expected to be chance."
    )


def _figures(gap: Gap, scale: float) -> tuple[str, str, str]:
    low, high = gap.difference.low * scale, gap.difference.high * scale
    change = f"{gap.difference.value * scale:+.1f} <span class='muted range-text'>{low:+.1f} to {high:+.1f}</span>"
    return f"{gap.first.value * scale:.1f}", f"{gap.second.value * scale:.1f}", change


def _verdict(gap: Gap, *, absent: str = "") -> str:
    if absent:
        return f"<span class=muted>{_text(absent)} only in one</span>"
    if gap.p is None:
        return "<span class=muted>too little to tell</span>"
    if not gap.called:
        return "<span class=muted>may be chance</span>"
    return "<b>more</b>" if gap.difference.value > 0 else "<b>less</b>"


def _rank(rank: int | None) -> str:
    return str(rank) if rank else "–"


def _bars(gap: Gap, most: float) -> str:
    """Return two bars, one for each story, with their intervals as lines."""
    parts = []
    for row, (kind, one) in enumerate((("first", gap.first), ("second", gap.second))):
        value, low, high = (round(BAR * part / most, 1) for part in (one.value, one.low, one.high))
        parts.append(
            f'<rect x="0" y="{row * 12 + 1}" width="{value}" height="9" rx="2" class="{kind}"/>'
            f'<path d="M{low} {row * 12 + 5.5}H{high}" class="range"/>'
        )
    return f'<svg width="{BAR + 2}" height="24" aria-hidden="true">{"".join(parts)}</svg>'


def _lone(comparison: Comparison) -> Iterator[str]:
    """Yield the strongest relationships of each story with people whom no other story has."""
    for index, story in enumerate(comparison.stories):
        rows = [
            [_text(" – ".join(one.names)), str(one.weight), f"{one.per_words:.1f}", str(one.rank)]
            for one in comparison.lone
            if one.story == index
        ]
        if rows:
            note = f"{len(rows):,} relationships with people whom no other story has."
            table = _table(("Relationship", "Meetings", "Per 10,000 words", "Rank"), rows[: ROWS // 2])
            yield _section(f"Only in {_text(story)}", note, table)


def _tags(comparison: Comparison) -> Iterator[str]:
    rows = [row for report in comparison.tags for row in report.to_rows()]
    if rows:
        names = ("story", "tag", "first", "second", "status", "weight", "rank")
        cells = ([_text(str(row[name]) if row[name] is not None else "–") for name in names] for row in rows)
        note = "A text can show how often two people meet, not what they are to each other."
        heads = ("Story", "Tag", "Person", "With", "In the text", "Meetings", "Rank")
        yield _section("Tagged and written", note, _table(heads, cells))


def _people(comparison: Comparison) -> Iterator[str]:
    rows = [
        [_text(one.name), _text(comparison.stories[match.story]), *map(_text, _reason(match))]
        for one in comparison.characters[:ROWS]
        for match in one.matches
    ]
    if rows:
        note = "Why a character of one story is taken for one of another; a cast file decides otherwise."
        yield _section("Who is who", note, _table(("Person", "Story", "Called there", "Because", "Name forms"), rows))


def _reason(match: Match) -> tuple[str, str, str]:
    because = "mentioned most" if match.rule == "first" else f"{match.rule}: {match.to}"
    return match.name, because, ", ".join(match.forms)


def _closest(comparison: Comparison) -> Iterator[str]:
    rows = [
        [
            _text(f"{one.first_name} ({comparison.stories[one.first[0]]})"),
            _text(f"{one.second_name} ({comparison.stories[one.second[0]]})"),
            f"{one.score:.2f}",
        ]
        for one in comparison.closest
    ]
    if rows:
        note = "Left apart although their names are close. If two are one, a cast file with both names joins them."
        yield _section("Closest names", note, _table(("One", "Other", "Closeness, 0 to 1"), rows))


def _section(title: str, note: str, content: str) -> str:
    """Return a section; title and note are HTML already."""
    about = f"<p>{note}</p>\n" if note else ""
    return f"<section>\n<h2>{title}</h2>\n{about}{content}\n</section>"


def _table(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th scope=col>{cell}</th>" for cell in heads)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<div class=wide><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"


def _text(text: str) -> str:
    return escape(clean(text))
