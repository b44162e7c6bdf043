"""`python -m relgraph` is `relgraph`."""

from __future__ import annotations

import sys

from relgraph.cli import main

sys.exit(main())
