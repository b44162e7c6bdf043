"""What was done, in words for a paper: from an analysis and a way of counting to a paragraph with its references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from relgraph import __version__
from relgraph.analysis import DEFAULT_WINDOW, RECURRING
from relgraph.export.rows import clean
from relgraph.interactions import Window
from relgraph.measures import SEED

if TYPE_CHECKING:
    from datetime import date

    from relgraph.analysis import Analysis
    from relgraph.interactions import Count

SHIPPED = "relgraph-"
"""How the names of our own models begin; any other is a spaCy pipeline that a user named."""

_AMALVY = (
    "Amalvy, A., Labatut, V., & Dufour, R. (2025). The role of natural language processing tasks in automatic literary "
    "character network construction. COLING 2025. doi:10.48550/arXiv.2412.11560"
)
_BAMMAN = (
    "Bamman, D., Popat, S., & Shen, S. (2019). An annotated dataset of literary entities. NAACL 2019. "
    "doi:10.18653/v1/N19-1220"
)
_BLONDEL = (
    "Blondel, V. D., Guillaume, J.-L., Lambiotte, R., & Lefebvre, E. (2008). Fast unfolding of communities in large "
    "networks. Journal of Statistical Mechanics, P10008. doi:10.1088/1742-5468/2008/10/P10008"
)
_BRANDES = (
    "Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology, 25(2), "
    "163–177. doi:10.1080/0022250X.2001.9990249"
)
_LABATUT = (
    "Labatut, V., & Bost, X. (2019). Extraction and analysis of fictional character networks: A survey. ACM Computing "
    "Surveys, 52(5), 89. doi:10.1145/3344548"
)
_OPSAHL = (
    "Opsahl, T., Agneessens, F., & Skvoretz, J. (2010). Node centrality in weighted networks: Generalizing degree and "
    "shortest paths. Social Networks, 32(3), 245–251. doi:10.1016/j.socnet.2010.03.006"
)


def methods(
    analysis: Analysis,
    window: Window | str = DEFAULT_WINDOW,
    count: Count = "passages",
    *,
    min_mentions: int = 1,
    day: date | None = None,
) -> str:
    """Return a paragraph that says how a graph of this story was made, an empty line, and the references, one a line.

    It names the story with the SHA-256 of its text, the versions, the model, the corrections, the window and the way
    of counting, and the size of the graph; a `day` only where one is given, so that the same work gives the same
    words. Raises WindowError for an unknown window or way of counting.
    """
    graph = analysis.graph(window=window, count=count, min_mentions=min_mentions)
    return methods_of(analysis, graph, min_mentions, day=day)


def methods_of(
    analysis: Analysis, graph: nx.Graph[str], min_mentions: int, *, note: str = "", day: date | None = None
) -> str:
    """Return the paragraph and references for a graph of a story that was made before.

    `note` is whole sentences on what was left out of it after it was counted.
    """
    sentences = (
        _source(analysis, day),
        _people(analysis),
        _corrections(analysis),
        _nodes(min_mentions),
        _edges(graph),
        _measures(),
        *([clean(note)] if note else []),
        f"The network has {_number(len(graph), 'character')} and {_number(graph.size(), 'relationship')}.",
        "Labatut and Bost (2019) survey the field.",
    )
    references = [_BLONDEL, _BRANDES, _LABATUT, _OPSAHL]
    if graph.graph["count"] == "pairs":
        references.append(_AMALVY)
    if analysis.model.startswith(SHIPPED):
        references.append(_BAMMAN)
    return "\n".join([" ".join(sentences), "", *sorted(references)]) + "\n"


def _source(analysis: Analysis, day: date | None) -> str:
    story = analysis.story
    author = f" by {clean(story.author)}" if story.author else ""
    size = f"{_number(story.words, 'word')}, {_number(len(story.chapters), 'chapter')}"
    return (
        f"The character network of “{clean(story.title)}”{author} ({size}; SHA-256 of the text {story.sha256}) was "
        f"extracted with relgraph {__version__}{f' on {day.isoformat()}' if day else ''}."
    )


def _people(analysis: Analysis) -> str:
    trained = " (trained for fiction, among others on LitBank; Bamman et al. 2019)"
    model = clean(analysis.model) + (trained if analysis.model.startswith(SHIPPED) else "")
    return (
        f"Mentions of people were found with the language model {model} and grouped into "
        f"{_number(len(analysis.characters), 'character')} by names, titles, pronouns and dialogue; front and back "
        "matter was left out."
    )


def _corrections(analysis: Analysis) -> str:
    """Return the sentence on what a reader and the story's own tags decided."""
    vetoes = len(analysis.vetoes)
    told = f"; {_number(vetoes, 'passage')} marked by hand as no meeting did not count" if vetoes else ""
    told += "; the names that the story’s own tags give were used" if analysis.story.tags.characters else ""
    if cast := analysis.settings.get("cast"):
        return f"Characters were corrected by hand with a cast file (digest {clean(cast)}){told}."
    return f"No correction was made by hand{told}."


def _nodes(min_mentions: int) -> str:
    least = _number(min_mentions, "mention")
    recurring = _number(max(min_mentions, RECURRING), "mention")
    return (
        f"Nodes are the named characters, the narrator and the reader with at least {least}, and unnamed characters "
        f"with at least {recurring}; groups are left out."
    )


def _measures() -> str:
    return (
        "Degree, strength and betweenness (Brandes 2001; the length of an edge is the inverse of its weight, Opsahl et "
        f"al. 2010) and communities (Blondel et al. 2008, seed {SEED}) were computed with NetworkX {nx.__version__}."
    )


def _edges(graph: nx.Graph[str]) -> str:
    """Return the sentences on when two characters meet, and what the weight counts."""
    kinds = {kind for _, _, edge in graph.edges(data=True) for kind in edge["kinds"]}
    if kinds == {"speech"}:
        return "The weight of an edge is the number of quotes that one of the two says to the other."
    counted = _cooccurrences(Window.parse(graph.graph["window"]), pairs=graph.graph["count"] == "pairs")
    return (
        f"{counted} Each quote that one of the two says to the other counts as well." if "speech" in kinds else counted
    )


def _cooccurrences(window: Window, *, pairs: bool) -> str:
    if pairs and window.unit == "tokens":
        return (
            "The weight of an edge is the number of pairs of mentions that lie in a common block, which reaches from "
            f"{_number(window.size, 'token')} before a mention to as many behind it (window {window}, count pairs; "
            "Amalvy et al. 2025)."
        )
    if pairs:
        return (
            f"The weight of an edge is the number of pairs of mentions that are {_near(window)} (window {window}, "
            "count pairs; Amalvy et al. 2025)."
        )
    unit = {"tokens": "sentence", "sentences": "sentence", "paragraphs": "paragraph", "chapter": "chapter"}[window.unit]
    near = f"at most {_number(window.size, 'token')} apart" if window.unit == "tokens" else _near(window)
    return (
        f"Two characters meet where both are mentioned {near}, never across the end of a chapter; the weight of an "
        f"edge is the number of {unit}s with such a meeting (window {window}, count passages)."
    )


def _near(window: Window) -> str:
    unit = {"sentences": "sentence", "paragraphs": "paragraph", "chapter": "chapter"}[window.unit]
    return f"in the same {unit}" if window.size == 1 else f"at most {_number(window.size - 1, unit)} apart"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
