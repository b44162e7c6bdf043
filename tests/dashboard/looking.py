"""What the dashboard's tests share besides fixtures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

HOSTILE = '<img src=x onerror="alert(1)"> **bold** [link](http://example.com) $x^2$ href </script>'


TWO_DAYS = (
    "{ann|Ann} greeted {bob|Bob}. {ann|She} smiled at {bob|him}.\n\n{cy|Cy} saw {bob|Bob}.",
    "{ann|Ann} thanked {bob|Bob}. {cy|Cy} left {dee|Dee}. {eve|Eve} slept.",
)
QUARREL = ("{ann|Ann} shouted at {bob|Bob}. {ann|Ann} hit {fay|Fay}.",)
MILL = """Mara Venn met Orrin at the gate. Mara smiled at Orrin, and Orrin waved to Selda.

Selda and Orrin walked to the mill. Mara Venn greeted Selda. Selda laughed at Mara.

Tib Venn and Mara slept. Orrin woke Selda. Then Tib Venn saw Orrin and Selda leave.
"""


def shown(app: AppTest, name: str) -> list[dict[str, Any]]:
    """Return the data of the components of that name, in the order of the page."""
    found = [element.proto for element in app.get("bidi_component")]
    return [json.loads(proto.json) for proto in found if proto.component_name == f"relgraph_{name}"]
