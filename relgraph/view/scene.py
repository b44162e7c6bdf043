"""What is shown of a story at a moment: all that panels, pages and pictures are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.analysis import Analysis
    from relgraph.view.frame import Frame
    from relgraph.view.style import Theme


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """An analysis, the part of one of its graphs that is in view, the frame of the story, and a theme."""

    analysis: Analysis
    graph: nx.Graph[str]
    frame: Frame
    theme: Theme = "light"
