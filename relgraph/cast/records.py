"""The decisions of a cast as frozen records."""

from __future__ import annotations

from dataclasses import dataclass, replace

VETO_TEXT = 60
"""Characters of text by which a veto knows its passage again: a line, rarely the same in two passages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastCharacter:
    """One character: the name to show, other name forms that mean the same, and pronouns such as "she/her"."""

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and the aliases, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CastSplit:
    """A name form, nominal or pronoun that means the character `to`: everywhere, or at these offsets in the text only.

    An offset at which the story does not have this form decides nothing, so the cast of one story does another no harm.
    """

    form: str
    to: str
    at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CastVeto:
    """A passage (half-open characters) in which two characters do not meet, whatever the window.

    The characters are given by name, alias or id. `text` is how the passage begins: where the story has another text at
    `start`, the veto decides nothing.
    """

    between: tuple[str, str]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Decisions about names and meetings; an empty cast decides nothing.

    `ignore` are name forms that are never a character, `apart` groups of forms that are all different characters,
    `narrator` is who says "I" outside of quotes, `vetoes` are the passages that are no meeting.
    """

    characters: tuple[CastCharacter, ...] = ()
    ignore: tuple[str, ...] = ()
    splits: tuple[CastSplit, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    narrator: str | None = None
    vetoes: tuple[CastVeto, ...] = ()

    def with_veto(self, veto: CastVeto) -> Cast:
        """Return the cast with this veto, by position; the same cast where it has it."""
        vetoes = {*self.vetoes, veto}
        return replace(self, vetoes=tuple(sorted(vetoes, key=lambda one: (one.start, one.end, one.between, one.text))))

    def without_veto(self, veto: CastVeto) -> Cast:
        """Return the cast without this veto; the same cast where it does not have it."""
        return replace(self, vetoes=tuple(one for one in self.vetoes if one != veto))
