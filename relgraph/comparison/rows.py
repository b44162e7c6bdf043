"""Plain rows of a table, and the data frame that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import pandas as pd  # type: ignore[import-untyped]  # it ships no types

    DataFrame: TypeAlias = pd.DataFrame

Value = str | bool | int | float | None
Row = dict[str, Value]


def frame_of(rows: Sequence[Row]) -> DataFrame:
    """Return rows as a data frame; pandas, which comes with Streamlit, is imported here and not before."""
    import pandas as pd  # noqa: PLC0415 - it takes its time

    frame: DataFrame = pd.DataFrame(list(rows))
    return frame
