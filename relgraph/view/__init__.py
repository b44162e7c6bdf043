"""Pictures of a graph: where people stand, how they look, and the pages and still pictures made of them."""

from __future__ import annotations

from relgraph.view.frame import Frame, frame_of
from relgraph.view.html import page
from relgraph.view.network import network_of, payload
from relgraph.view.picture import Picture, paint
from relgraph.view.scene import Scene

__all__ = ["Frame", "Picture", "Scene", "frame_of", "network_of", "page", "paint", "payload"]
