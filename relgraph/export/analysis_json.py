"""An analysis as `analysis.json` and back, equal."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, get_args

from relgraph import __version__
from relgraph.analysis import DEFAULT_WINDOW, Analysis
from relgraph.cast import cast_of, cast_table
from relgraph.errors import CastError, FormatError, shorten
from relgraph.export.fields import Field
from relgraph.reading import find_paragraphs
from relgraph.records import (
    Chapter,
    Character,
    CharacterKind,
    Matter,
    MatterKind,
    Mention,
    MentionKind,
    Merge,
    Quote,
    Rule,
    Story,
    Tags,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    import networkx as nx

    from relgraph.cast import Cast
    from relgraph.interactions import Count, Window
    from relgraph.records import Relation

FORMAT = "relgraph-analysis"
VERSION = 1
MORE_TAGS = ("additional", "rating", "series")
"""Tags that are written only where the story has them."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(
    analysis: Analysis, *, window: Window | str = DEFAULT_WINDOW, count: Count = "passages", min_mentions: int = 1
) -> str:
    """Return an analysis and its graph under this window as JSON, the same text for the same analysis."""
    return encode(analysis, analysis.graph(window=window, count=count, min_mentions=min_mentions))


def encode(analysis: Analysis, graph: nx.Graph[str]) -> str:
    """Return an analysis and a graph of it as JSON: one line, keys sorted, a newline at the end."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "generator": {"relgraph": __version__, "model": analysis.model, "settings": dict(analysis.settings)},
        "story": _story(analysis.story),
        "characters": [_character(character) for character in analysis.characters],
        "mentions": [_mention(mention) for mention in analysis.mentions],
        **({"merges": [_merge(merge) for merge in analysis.merges]} if analysis.merges else {}),
        **({"cast": cast_table(analysis.cast)} if analysis.cast else {}),
        **({"relations": [_relation(one) for one in told]} if (told := analysis.relations) else {}),
        "quotes": [
            {"start": quote.start, "end": quote.end, "speaker": quote.speaker, "addressee": quote.addressee}
            for quote in analysis.quotes
        ],
        "sentences": analysis.sentences,
        "tokens": analysis.tokens,
        "graph": {"window": graph.graph["window"], "count": graph.graph["count"], "edges": _edges(graph)},
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # UTF-8 has no lone surrogates, JSON has an escape for them.
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _story(story: Story) -> dict[str, object]:
    return {
        "id": story.id,
        "title": story.title,
        "author": story.author,
        "source": story.source,
        "sha256": story.sha256,
        "text": story.text,
        "words": story.words,
        "tags": {
            "fandom": story.tags.fandom,
            "characters": story.tags.characters,
            "relationships": story.tags.relationships,
            **{name: getattr(story.tags, name) for name in MORE_TAGS if getattr(story.tags, name)},
        },
        "chapters": [{"title": part.title, "start": part.start, "end": part.end} for part in story.chapters],
        "matter": [{"kind": part.kind, "start": part.start, "end": part.end} for part in story.matter],
    }


def _character(character: Character) -> dict[str, object]:
    return {
        "id": character.id,
        "name": character.name,
        "kind": character.kind,
        "mentions": character.mentions,
        "aliases": dict(character.aliases),
        "titles": dict(character.titles),
        "pronouns": character.pronouns,
    }


def _mention(mention: Mention) -> dict[str, object]:
    inferred = {} if mention.p is None else {"p": mention.p}
    place = {"start": mention.start, "end": mention.end, "kind": mention.kind, "character": mention.character}
    return {**place, **inferred}


def _merge(merge: Merge) -> dict[str, object]:
    others = {"others": merge.others} if merge.others else {}
    names = {"character": merge.character, "rule": merge.rule, "first": merge.first, "second": merge.second}
    return {**names, "start": merge.start, "end": merge.end, "p": merge.p, **others}


def _relation(one: Relation) -> dict[str, object]:
    inferred = {} if one.p is None else {"p": one.p}
    what = {"character": one.character, "label": one.label, "of": one.of, "kind": one.kind}
    return {**what, "start": one.start, "end": one.end, **inferred}


def _edges(graph: nx.Graph[str]) -> list[dict[str, Any]]:
    """Return the edges by their first passage."""
    edges = [
        {"source": min(one, other), "target": max(one, other), "weight": edge["weight"], "evidence": edge["evidence"]}
        for one, other, edge in graph.edges(data=True)
    ]
    return sorted(edges, key=lambda edge: (edge["evidence"][0], edge["source"], edge["target"]))


def read_analysis(path: Path) -> Analysis:
    """Return the analysis of an `.analysis.json` file; raises FormatError, with the path, where that cannot be."""
    try:
        return loads(path.read_bytes().decode("utf-8"))
    except OSError as err:
        msg = f"{path}: cannot be read ({err.strerror}); give an .analysis.json file that relgraph wrote"
        raise FormatError(msg) from err
    except UnicodeDecodeError as err:
        msg = f"{path}: damaged analysis: byte {err.start} is not UTF-8"
        raise FormatError(msg) from err
    except FormatError as err:
        msg = f"{path}: {err}"
        raise FormatError(msg) from err


def loads(text: str) -> Analysis:
    """Return the analysis that `dumps` wrote; its graph is left out, for graphs are computed from the analysis.

    Raises FormatError for anything that is not JSON, is another format or version, or is damaged.
    """
    try:
        root = Field(json.loads(text), "")
    except (ValueError, RecursionError) as err:
        msg = f"damaged analysis: no JSON ({shorten(str(err))})"
        raise FormatError(msg) from err
    _check_format(root)
    story = _read_story(root["story"])
    length = len(story.text)
    characters = tuple(_read_character(item) for item in root["characters"])
    ids = tuple(character.id for character in characters)
    if len(set(ids)) < len(ids):
        root["characters"].fail("a list in which each id occurs once")
    return Analysis(
        story=story,
        model=root["generator"]["model"].text(),
        settings=root["generator"]["settings"].strings(),
        characters=characters,
        mentions=tuple(_read_mention(item, length, set(ids)) for item in root["mentions"]),
        quotes=tuple(_read_quote(item, length, set(ids)) for item in root["quotes"]),
        tokens=root["tokens"].spans(length),
        sentences=root["sentences"].spans(length),
        merges=tuple(_read_merge(item, length, set(ids)) for item in root["merges"]) if "merges" in root else (),
        cast=_read_cast(root["cast"].value) if "cast" in root else None,
    )


def _check_format(root: Field) -> None:
    if not isinstance(root.value, dict) or root.value.get("format") != FORMAT:
        msg = f'no analysis of relgraph; its "format" would be "{FORMAT}"'
        raise FormatError(msg)
    if root["version"].value != VERSION:
        msg = f"analysis of version {shorten(repr(root['version'].value), 20)}; this relgraph reads version {VERSION}"
        raise FormatError(msg)


def _read_story(part: Field) -> Story:
    text = part["text"].text()
    chapters = tuple(_read_chapters(part["chapters"], len(text)))
    matter = tuple(_read_matter(part["matter"], len(text)))
    tags = part["tags"]
    story = Story(
        id=part["id"].text(),
        title=part["title"].text(),
        author=part["author"].text_or_none(),
        source=part["source"].text(),
        text=text,
        words=part["words"].whole(),
        chapters=chapters,
        paragraphs=find_paragraphs(text, chapters, matter),
        matter=matter,
        tags=Tags(
            fandom=tags["fandom"].texts(),
            characters=tags["characters"].texts(),
            relationships=tags["relationships"].texts(),
            **{name: tags[name].texts() for name in MORE_TAGS if name in tags},
        ),
    )
    if part["sha256"].value != story.sha256:
        part["sha256"].fail("that of the text: the text was changed")
    return story


def _read_chapters(part: Field, length: int) -> Iterator[Chapter]:
    for item, start, end in _in_order(part, length):
        yield Chapter(title=item["title"].text_or_none(), start=start, end=end)


def _read_matter(part: Field, length: int) -> Iterator[Matter]:
    for item, start, end in _in_order(part, length):
        yield Matter(kind=item["kind"].choice(get_args(MatterKind)), start=start, end=end)


def _in_order(part: Field, length: int) -> Iterator[tuple[Field, int, int]]:
    last = 0
    for item in part:
        start, end = item.span(length)
        if start < last:
            item["start"].fail(f"{last} or more")
        last = end
        yield item, start, end


def _read_character(item: Field) -> Character:
    # Ids become node ids and file contents everywhere: nothing invisible may hide in them.
    if not item["id"].text().isprintable() or not item["id"].value:
        item["id"].fail("an id of visible characters")
    return Character(
        id=item["id"].text(),
        name=item["name"].text(),
        kind=item["kind"].choice(get_args(CharacterKind)),
        mentions=item["mentions"].whole(),
        aliases=item["aliases"].counts(),
        titles=item["titles"].counts(),
        pronouns=item["pronouns"].text_or_none(),
    )


def _read_mention(item: Field, length: int, ids: Collection[str]) -> Mention:
    start, end = item.span(length)
    return Mention(
        start=start,
        end=end,
        kind=item["kind"].choice(get_args(MentionKind)),
        character=_known(item["character"], ids),
        p=item["p"].share() if "p" in item else None,
    )


def _read_quote(item: Field, length: int, ids: Collection[str]) -> Quote:
    start, end = item.span(length)
    speaker, addressee = (
        None if item[role].value is None else _known(item[role], ids) for role in ("speaker", "addressee")
    )
    return Quote(start=start, end=end, speaker=speaker, addressee=addressee)


def _read_merge(item: Field, length: int, ids: Collection[str]) -> Merge:
    start, end = item.span(length)
    return Merge(
        character=_known(item["character"], ids),
        rule=item["rule"].choice(get_args(Rule)),
        first=item["first"].text(),
        second=item["second"].text(),
        start=start,
        end=end,
        p=item["p"].share(),
        others=tuple(_known(other, ids) for other in item["others"]) if "others" in item else (),
    )


def _read_cast(table: object) -> Cast:
    try:
        return cast_of(table if isinstance(table, dict) else {"cast": table}, source="damaged analysis: cast")
    except CastError as err:
        raise FormatError(str(err)) from err


def _known(item: Field, ids: Collection[str]) -> str:
    return item.text() if item.text() in ids else item.fail("the id of a character")
