"""The characters stage: a story and its parse come in, characters with their mentions and quotes go out."""

from __future__ import annotations

from relgraph.characters.find import find_characters
from relgraph.characters.found import Found

__all__ = ["Found", "find_characters"]
