"""Python's search for circles of forgotten objects, put off while millions of records are made that are in none."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep Python from searching for cycles while the block runs; everything else is freed as ever.

    Blocks may lie in each other, and in threads beside each other: when the first of them is over, the search goes on.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
