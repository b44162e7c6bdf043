"""relgraph reads stories and shows who relates to whom, how strongly, when, and where the text says so."""

from __future__ import annotations

__version__ = "0.1.0"
