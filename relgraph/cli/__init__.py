"""The command line: `relgraph extract | show | compare | dashboard`."""

from __future__ import annotations

from relgraph.cli import comparing as _comparing  # noqa: F401 - it adds its command
from relgraph.cli.app import main

__all__ = ["main"]
