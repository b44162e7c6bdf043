"""Errors in the page: a line that says what to do, never a traceback; the details go to the terminal."""

from __future__ import annotations

import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from relgraph.dashboard.progress import plain
from relgraph.errors import RelgraphError, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

UNEXPECTED = (
    "Something went wrong here, and it is not your fault. Nothing is lost: start afresh with the button, or choose "
    "another page. The terminal in which the dashboard runs says what happened."
)


@contextmanager
def calm() -> Iterator[None]:
    """Draw what its body draws, and a line where that fails. As `@calm()` it does the same for a fragment.

    The errors of relgraph say themselves what is wrong; any other is written to stderr.
    """
    try:
        yield
    except RelgraphError as error:
        st.error(plain(shorten(str(error), 300)))
    except Exception:  # noqa: BLE001 - the page must not show it, whatever it is
        traceback.print_exc(file=sys.stderr)
        st.error(UNEXPECTED)
        st.button("Start afresh", key="afresh", on_click=_afresh)


def _afresh() -> None:
    """Forget all settings of the session, and those in the address, but not which stories are its own."""
    for name in [name for name in st.session_state if name != "own_stories"]:
        del st.session_state[name]
    st.query_params.clear()
