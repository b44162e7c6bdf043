from __future__ import annotations

import json

import pytest

from relgraph.errors import FormatError
from relgraph.export.parse_json import dump_parse, load_parse
from relgraph.records import Entity, Parse

PARSE = Parse(
    model="by-hand",
    tokens=((0, 4), (5, 9), (9, 10)),
    sentences=((0, 10),),
    entities=(
        Entity(start=0, end=4, category="PER", kind="name", p=0.75),
        Entity(start=5, end=9, category="ORG", kind="nominal", p=0.5),
    ),
    quotes=((0, 10), (5, 10)),
    links=((), ((0, 0.5), (~1, 0.25))),
    voices=(((1, 0.75),), ()),
)


def test_parse_reads_back_equal() -> None:
    assert load_parse(dump_parse(PARSE), 10) == PARSE


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "other"}, "format is 'other', not one of relgraph-parse"),
        ({"entities": [[0, 4, "PER", "name"]]}, "entities[0] is [0, 4, 'PER', 'name'], not a list of start"),
        ({"entities": [[0, 11, "PER", "name", 1.0]]}, "entities[0] is [0, 11], not a range within 10 characters"),
        ({"entities": [[0, 4, "WHO", "name", 1.0]]}, "entities[0] is 'WHO', not one of FAC, GPE"),
        ({"quotes": [[4, 2]]}, "quotes[0] is [4, 2], not a range"),
        ({"links": [[[2, 0.5]], []]}, "links[0][0] is [2, 0.5], not a link to an entity or a quote"),
        ({"links": [[]]}, "links is [[]], not links for 2 items, or none"),
        ({"tokens": None}, "tokens is None, not a list"),
    ],
)
def test_damage_is_told(change: dict[str, object], message: str) -> None:
    with pytest.raises(FormatError, match="damaged") as caught:
        load_parse(json.dumps({**json.loads(dump_parse(PARSE)), **change}), 10)
    assert message in str(caught.value)


def test_text_that_is_no_json_is_told() -> None:
    with pytest.raises(FormatError, match="damaged parse: no JSON"):
        load_parse("{", 10)
