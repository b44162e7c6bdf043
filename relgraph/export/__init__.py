"""An analysis in, content of files out: the whole of it as JSON, its graph for graph programs, its tables.

Each function returns the content of one file; `relgraph.outputs` makes and names them all. docs/formats.md is the data
dictionary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from relgraph.errors import RelgraphError
from relgraph.export.analysis_json import dumps, loads, read_analysis
from relgraph.export.gexf import dynamic_gexf, gexf
from relgraph.export.graphml import graphml, write_graphml, yed
from relgraph.export.methods import methods
from relgraph.export.sheet import Details
from relgraph.export.tables import edges_csv, interactions_csv, mentions_csv, nodes_csv, rows_csv
from relgraph.export.web import cytoscape, node_link
from relgraph.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "Details",
    "cytoscape",
    "dumps",
    "dynamic_gexf",
    "edges_csv",
    "gexf",
    "graphml",
    "interactions_csv",
    "loads",
    "mentions_csv",
    "methods",
    "node_link",
    "nodes_csv",
    "read_analysis",
    "rows_csv",
    "write_files",
    "write_graphml",
    "yed",
]


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write contents by name into `folder`, which is made if needed, and return the paths, sorted.

    Each file is whole or not there. Raises RelgraphError where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_atomic(folder / name, content)
    except OSError as err:
        msg = f"{folder}: cannot be written ({err.strerror}); give a folder in which you may write"
        raise RelgraphError(msg) from err
    return tuple(sorted(folder / name for name in files))
