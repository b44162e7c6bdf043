"""What a story's own tags say, beside what the text says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from relgraph.characters.tags import support

if TYPE_CHECKING:
    from relgraph.analysis import Analysis


def tagged(analysis: Analysis) -> None:
    """Draw the tagged characters with whom the text has for them, and the tagged relationships with their meetings."""
    tags = analysis.story.tags
    if not tags.characters and not tags.relationships:
        st.info("This story comes without tags of characters or relationships. Downloads of AO3 have them.")
        return
    st.caption("Tags name and join what the text supports; nobody is shown whom the text does not mention.")
    names = {one.id: one for one in analysis.characters}
    people, pairs = st.columns(2, gap="large")
    with people:
        found = [(tag, support(tag, analysis.characters)) for tag in tags.characters]
        st.dataframe(
            {
                "Tagged character": [tag for tag, _ in found],
                "In the text": [", ".join(names[one].name for one in ids) or "no support" for _, ids in found],
                "Mentions": [sum(names[one].mentions for one in ids) for _, ids in found],
            },
            hide_index=True,
        )
    with pairs:
        graph = analysis.graph()
        related = [(tag, support(tag, analysis.characters)) for tag in tags.relationships]
        weights = [
            graph[ids[0]][ids[1]]["weight"] if len(ids) > 1 and graph.has_edge(*ids[:2]) else 0 for _, ids in related
        ]
        st.dataframe(
            {
                "Tagged relationship": [tag for tag, _ in related],
                "In the text": [" and ".join(names[one].name for one in ids) or "no support" for _, ids in related],
                "Meetings": weights,
            },
            hide_index=True,
        )
