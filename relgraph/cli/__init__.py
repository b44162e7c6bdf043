"""The command line: `relgraph extract | show | compare | dashboard`."""

from __future__ import annotations

from relgraph.cli.app import main

__all__ = ["main"]
