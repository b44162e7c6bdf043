"""relgraph reads stories and shows who relates to whom, how strongly, when, and where the text says so.

The main job in Python::

    import relgraph

    story = relgraph.read("story.txt")
    analysis = relgraph.analyze(story)
    graph = analysis.graph(window="tokens:32")
    relgraph.write_graphml(graph, "story.graphml")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relgraph.analysis import Analysis
    from relgraph.cast import Cast, read_cast
    from relgraph.comparison import Comparison, compare, compare_parts
    from relgraph.errors import RelgraphError
    from relgraph.export import read_analysis, write_graphml
    from relgraph.export.comparison_files import write_comparison
    from relgraph.language import load_language
    from relgraph.measures import measure
    from relgraph.outputs import write
    from relgraph.pipeline import analyze, analyze_cached, open_analysis
    from relgraph.reading import read, read_text
    from relgraph.records import Character, Mention, Story
    from relgraph.speech import speech_graph

__version__ = "0.1.0"

# Where each public name lives: modules are imported when they are first asked for, so that `import relgraph` is quick.
_HOMES = {
    "Analysis": "analysis",
    "Cast": "cast",
    "Character": "records",
    "Comparison": "comparison",
    "Mention": "records",
    "RelgraphError": "errors",
    "Story": "records",
    "analyze": "pipeline",
    "analyze_cached": "pipeline",
    "compare": "comparison",
    "compare_parts": "comparison",
    "load_language": "language",
    "measure": "measures",
    "open_analysis": "pipeline",
    "read": "reading",
    "read_analysis": "export",
    "read_cast": "cast",
    "read_text": "reading",
    "speech_graph": "speech",
    "write": "outputs",
    "write_comparison": "export.comparison_files",
    "write_graphml": "export",
}

__all__ = [
    "Analysis",
    "Cast",
    "Character",
    "Comparison",
    "Mention",
    "RelgraphError",
    "Story",
    "__version__",
    "analyze",
    "analyze_cached",
    "compare",
    "compare_parts",
    "load_language",
    "measure",
    "open_analysis",
    "read",
    "read_analysis",
    "read_cast",
    "read_text",
    "speech_graph",
    "write",
    "write_comparison",
    "write_graphml",
]


def __getattr__(name: str) -> object:
    """Return a public name from the module that holds it."""
    if name not in _HOMES:
        msg = f"module 'relgraph' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"relgraph.{_HOMES[name]}"), name)
