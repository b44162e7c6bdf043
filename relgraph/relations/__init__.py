"""Family and role words between people: mentions and quotes come in, who is what of whom goes out, with the words.

What is said to be so counts; what is denied, asked or imagined does not. Contradictions are all kept.
"""

from __future__ import annotations

from relgraph.characters.labels import inverse
from relgraph.relations.finding import find_relations

__all__ = ["find_relations", "inverse"]
