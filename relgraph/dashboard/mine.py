"""Which stories a session lists as its own, and whether the dashboard belongs to one computer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relgraph.dashboard.library import Library

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
"""Names by which a computer calls itself."""

_PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
_OWN = "own_stories"


def listens_here() -> bool:
    """Whether the server can be reached from its own computer only, as far as its address says."""
    return st.get_option("server.address") in LOCAL


def private() -> bool:
    """Whether this session comes from the computer of the server, and nobody else's can.

    The server listens there alone, the address in the browser names this computer, and no other server passed the
    request on. A server in between that hides all of that is taken for the computer itself.
    """
    headers = st.context.headers
    passed_on = any(headers.get(name) for name in _PASSED_ON)
    return listens_here() and _host(headers.get("Host") or "") in LOCAL and not passed_on


def own_stories(library: Library) -> tuple[str, ...]:
    """Return the keys of the stories listed as this session's own, the last added first.

    Where the dashboard belongs to one computer these are all that were added, so that a reloaded page finds them.
    """
    added = reversed(library.added) if private() else ()
    return tuple(key for key in dict.fromkeys([*st.session_state.get(_OWN, ()), *added]) if key in library.stories)


def own(keys: Iterable[str]) -> None:
    """List these stories as this session's own, before the others."""
    st.session_state[_OWN] = [*dict.fromkeys([*keys, *st.session_state.get(_OWN, ())])]


def _host(name: str) -> str:
    try:
        return urlsplit(f"//{name}").hostname or ""
    except ValueError:
        return ""
