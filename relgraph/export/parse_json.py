"""A parse as JSON and back, equal: what the language model found, kept so that it need not run again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

from relgraph.errors import FormatError, shorten
from relgraph.export.fields import Field
from relgraph.records import Category, Entity, Links, MentionKind, Parse

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "relgraph-parse"
_ENTITY = 5


def dump_parse(parse: Parse) -> str:
    """Return a parse as one line of JSON, keys sorted, the same text for the same parse."""
    content = {
        "format": FORMAT,
        "model": parse.model,
        "tokens": parse.tokens,
        "sentences": parse.sentences,
        "entities": [[one.start, one.end, one.category, one.kind, one.p] for one in parse.entities],
        "quotes": parse.quotes,
        "links": parse.links,
        "voices": parse.voices,
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":")) + "\n"


def load_parse(text: str, length: int) -> Parse:
    """Return the parse that `dump_parse` wrote for a text of `length` characters; raises FormatError for others."""
    try:
        root = Field(json.loads(text), "")
    except (ValueError, RecursionError) as err:
        msg = f"damaged parse: no JSON ({shorten(str(err))})"
        raise FormatError(msg) from err
    root["format"].choice((FORMAT,))
    entities = tuple(_entities(root["entities"], length))
    quotes = tuple(_range(item, length) for item in root["quotes"])
    return Parse(
        model=root["model"].text(),
        tokens=root["tokens"].spans(length),
        sentences=root["sentences"].spans(length),
        entities=entities,
        quotes=quotes,
        links=_links(root["links"], of=len(entities), entities=len(entities), quotes=len(quotes)),
        voices=_links(root["voices"], of=len(quotes), entities=len(entities), quotes=len(quotes)),
    )


def _links(part: Field, *, of: int, entities: int, quotes: int) -> tuple[Links, ...]:
    """Return the links of each of so many entities or quotes, or nothing where the parse has none."""
    found = tuple(tuple(_link(item, entities, quotes) for item in row) for row in part)
    return found if len(found) in {0, of} else part.fail(f"links for {of} items, or none")


def _link(item: Field, entities: int, quotes: int) -> tuple[int, float]:
    match item.value:
        case [int(target), float() | int() as p] if -quotes <= target < entities and 0 <= p <= 1:
            return target, float(p)
        case _:
            return item.fail("a link to an entity or a quote, and a probability")


def _entities(part: Field, length: int) -> Iterator[Entity]:
    for item in part:
        values = item.items()
        if len(values) != _ENTITY:
            item.fail("a list of start, end, category, kind and probability")
        start, end = _range(Field(values[:2], item.path), length)
        category, kind, p = (Field(value, item.path) for value in values[2:])
        yield Entity(
            start=start,
            end=end,
            category=category.choice(get_args(Category)),
            kind=kind.choice(get_args(MentionKind)),
            p=p.share(),
        )


def _range(item: Field, length: int) -> tuple[int, int]:
    """Return a range that may overlap others: quotes and entities nest."""
    match item.value:
        case [int(start), int(end)] if 0 <= start <= end <= length:
            return start, end
        case _:
            return item.fail(f"a range within {length} characters")
