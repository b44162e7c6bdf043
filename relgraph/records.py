"""The frozen records that the stages hand on. Every offset is a half-open range of characters in `Story.text`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Span = tuple[int, int]
"""Half-open range of characters (Unicode code points) in `Story.text`."""

MatterKind = Literal["contents", "heading", "licence", "notes", "other", "summary"]
MentionKind = Literal["name", "nominal", "pronoun"]
Category = Literal["PER", "FAC", "GPE", "LOC", "VEH", "ORG"]
CharacterKind = Literal["named", "unnamed", "group", "narrator", "reader"]
InteractionKind = Literal["cooccurrence", "speech"]
RelationKind = Literal["family", "love", "friendship", "work", "other"]
Rule = Literal[
    "address",
    "alternation",
    "cast",
    "context",
    "family name",
    "full name",
    "given name",
    "introduction",
    "nickname",
    "read aloud",
    "renaming",
    "short form",
    "spelling",
    "tag",
    "title",
]
"""Why two name forms are one character.

`cast`: a cast file says so. `full name`: the given and family names agree ("Lizzy Bennet", "Elizabeth Bennet").
`title`: they differ in titles only ("General Hux", "Hux"). `given name`, `family name`: one is that part of the other.
`nickname`, `spelling`: a usual short form, or a rare variant of a frequent name. `short form`: one of an unusual name
("Chewie", "Chewbacca"). `read aloud`: letters and digits written as they are said ("Artoo", "R2-D2"). `renaming`: "Ben
Solo, now Kylo Ren". `introduction`: "My name is Jim". `address`: the character is spoken to by that name.
`alternation`: the two ("Miss Brooke", "Dorothea") stand near each other again and again, and never in one sentence.
`tag`: the story's own tags. `context`: the form fits several characters, and who was near decided mention by mention.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of a story, its heading included."""

    title: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A range that is no story: licence text, an author's notes, a chapter's heading. It is never counted."""

    kind: MatterKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a story's own header says about it."""

    fandom: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    additional: tuple[str, ...] = ()
    rating: tuple[str, ...] = ()
    series: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One text with title, author, chapters and tags.

    Chapters are in order, do not overlap and cover every character that is not matter; there is at least one unless
    the text is empty. Paragraphs are in order and never cross the end of a chapter. `words` counts the words outside
    of matter. `warnings` say what makes the text doubtful (a PDF, broken characters), one line each; they belong to
    the file that was read and are no part of a stored analysis.
    """

    id: str
    title: str
    author: str | None
    source: str
    text: str
    words: int
    chapters: tuple[Chapter, ...]
    paragraphs: tuple[Span, ...]
    matter: tuple[Matter, ...] = ()
    tags: Tags = field(default_factory=Tags)
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A range that the language model takes for a person, a place, an organisation and the like.

    `p` is the model's probability for category and kind together (0..1, higher is surer).
    """

    start: int
    end: int
    category: Category
    kind: MentionKind
    p: float


Links = tuple[tuple[int, float], ...]
"""Whom a mention may mean: the index of an entity, or ~index of a quote for its speaker, with a probability (0..1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """What the language stage found in a story, by position: matter is left out.

    Sentences never cross a paragraph. Entities may nest ("his mother" holds "his") but never cross. Quotes are
    ranges of direct speech with their quotation marks.

    `links` says of each entity what it may go back to, `voices` of each quote who may speak it: the most probable
    first, together at most 1; the rest stands for somebody else or for nobody before. Both are empty where the model
    has no opinion, as other spaCy pipelines have none.
    """

    model: str
    tokens: tuple[Span, ...]
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    quotes: tuple[Span, ...]
    links: tuple[Links, ...] = ()
    voices: tuple[Links, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A range that refers to one character; `p` (0..1, higher is surer) is None where the text names the character."""

    start: int
    end: int
    kind: MentionKind
    character: str
    p: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A range of direct speech; speaker and addressee are character ids, or None where the text does not tell."""

    start: int
    end: int
    speaker: str | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """An individual (or a group); `id` is a stable slug and the node id. Counts are numbers of mentions."""

    id: str
    name: str
    kind: CharacterKind
    mentions: int
    aliases: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, int] = field(default_factory=dict)
    pronouns: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two name forms are one character: the rule and a passage (half-open characters) that has the second form.

    `p` (0..1, higher is surer) is a judgement of the rule, lower where several characters were possible: `others` are
    the ids of those.
    """

    character: str
    rule: Rule
    first: str
    second: str
    start: int
    end: int
    p: float
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One meeting of two characters, `first` < `second`, in the chapter of that index (from 0).

    `start` and `end` are the evidence: the passage of the story in which they meet. `weight` is 1 for a passage; when
    pairs of mentions are counted it is the number of pairs whose later mention lies in the passage's last unit.
    """

    first: str
    second: str
    kind: InteractionKind
    chapter: int
    start: int
    end: int
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The text says in these words ("her brother") what a character is of another (ids): `label` is "brother".

    `p` (0..1, higher is surer) is that of the mentions together, None where no mention had to be inferred.
    """

    character: str
    label: str
    of: str
    kind: RelationKind
    start: int
    end: int
    p: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """A range in which two characters (ids, `first` < `second`) do not meet, because a reader says so.

    No pair of mentions of the two counts whose later mention begins in the range, whatever the window.
    """

    first: str
    second: str
    start: int
    end: int
