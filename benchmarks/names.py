"""Seconds to decide whom every name means: `python benchmarks/names.py [--people 40] [--mentions 4000]`.

The story is made up: people with a full name, a given name, a title, a nickname or a slip of the pen, who talk and are
talked about, in dialogue and narration, each name marked as the language model would mark it. Printed are the name
forms, the mentions, the characters, and the processor seconds (best of five) of the whole stage that turns marks into
characters: names, speakers, and the merges with their explanations.
"""

from __future__ import annotations

import argparse
import random
import re
import time

from relgraph.characters import find_characters
from relgraph.records import Chapter, Entity, Parse, Span, Story

SYLLABLES = (
    "ba",
    "da",
    "fe",
    "gor",
    "hal",
    "ith",
    "jun",
    "kel",
    "lor",
    "mar",
    "nis",
    "ola",
    "pel",
    "ros",
    "sal",
    "tor",
    "wyn",
)
TITLES = ("Captain", "Mrs.", "Mr.", "Dr.", "Lady")
SENTENCES = (
    "{a} looked at {b}.",
    "“I have not seen {b}, {a},” said {c}.",
    "“Then where is she?” said {a}.",
    "{a} sat down beside the stove and thought of {b}.",
    "“Come in, {a}!” called {b} from the stairs.",
    "Nobody had told {a}.",
)
RUNS = 5


def people(count: int, rng: random.Random) -> list[tuple[str, ...]]:
    """Return the forms of each person."""
    cast = []
    for number in range(count):
        given, family = ("".join(rng.choices(SYLLABLES, k=2)).capitalize() for _ in range(2))
        forms = [f"{given} {family}", given]
        if number % 2:
            forms.append(f"{TITLES[number % len(TITLES)]} {family}")
        if number % 3 == 0:
            forms.append(f"{given[:4]}y")
        cast.append(tuple(forms))
    return cast


def story_of(count: int, mentions: int, rng: random.Random) -> tuple[Story, Parse]:
    """Return a story of so many people and mentions, and its marks."""
    cast = people(count, rng)
    text = ""
    entities: list[Entity] = []
    sentences: list[Span] = []
    while len(entities) < mentions:
        start = len(text)
        for part in re.split(r"(\{\w\})", rng.choice(SENTENCES)):
            if part.startswith("{"):
                form = rng.choice(rng.choice(cast))
                entities.append(Entity(start=len(text), end=len(text) + len(form), category="PER", kind="name", p=0.9))
                part = form  # noqa: PLW2901 - the name stands where its mark stood
            text += part
        sentences.append((start, len(text)))
        text += "\n\n"
    story = Story(
        id="made-up",
        title="Made up",
        author=None,
        source="made-up.txt",
        text=text,
        words=len(text.split()),
        chapters=(Chapter(title=None, start=0, end=len(text)),),
        paragraphs=tuple(sentences),
    )
    parse = Parse(
        model="marks",
        tokens=tuple(m.span() for m in re.finditer(r"\w+|[^\w\s]", text)),
        sentences=tuple(sentences),
        entities=tuple(entities),
        quotes=tuple(m.span() for m in re.finditer("“[^”]*”", text)),
    )
    return story, parse


def main() -> None:
    """Print one row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--mentions", type=int, default=4000)
    options = parser.parse_args()
    story, parse = story_of(options.people, options.mentions, random.Random(7))  # noqa: S311 - a story is no secret
    forms = {story.text[entity.start : entity.end] for entity in parse.entities}
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        found = find_characters(story, parse)
        times.append(time.process_time() - began)
    print(
        f"{len(forms)} forms, {len(parse.entities)} mentions, {len(found.characters)} characters, "
        f"{len(found.merges)} merges: {min(times):.3f} s"
    )


if __name__ == "__main__":
    main()
