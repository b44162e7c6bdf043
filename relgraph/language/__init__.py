"""The language stage: spaCy pipelines that find who and what is mentioned in a story."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import spacy

from relgraph.errors import LanguageError, one_of
from relgraph.language import components
from relgraph.language.model import shipped_model
from relgraph.language.parsing import parse

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["components", "load_language", "model_name", "parse"]


@cache
def load_language(name: str | None = None) -> Language:
    """Return the pipeline that ships with relgraph, or any installed spaCy pipeline by its name; loaded once.

    The documents of the shipped pipeline carry the span groups "sentences", "quotes" and "mentions". Raises
    LanguageError, with the installed pipelines, when there is none of that name.
    """
    if name is None:
        nlp = spacy.blank("en")
        nlp.max_length = 10**9  # stories come in stretches; the encoder reads windows
        nlp.meta["name"] = "relgraph"
        nlp.add_pipe("relgraph_sentences")
        nlp.add_pipe("relgraph_mentions")
        return nlp
    try:
        return spacy.load(name)
    except OSError:
        known = one_of(spacy.util.get_installed_models()) or "none"
        msg = f"no spaCy pipeline '{name}' is installed; installed are: {known}; without --model relgraph uses its own"
        raise LanguageError(msg) from None


def model_name(name: str | None = None) -> str:
    """Return how results name the model: the shipped one by name and digest, another by name and version."""
    nlp = load_language(name)
    return shipped_model().name if name is None else f"{name} {nlp.meta['version']}"
