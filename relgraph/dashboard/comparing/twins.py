"""The table under every picture: the same figures, each row a choice, and all rows for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from relgraph.export import rows_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from relgraph.comparison.rows import Row, Value

SHOWN = 150
"""Rows on the page; the file holds them all."""


def heading(title: str, line: str) -> None:
    """Draw the heading of a part of the page, with a line on how to read it."""
    st.subheader(title, anchor=False)
    if line:
        st.caption(line)


def twin(
    title: str,
    columns: Mapping[str, list[Any]],
    *,
    key: str,
    file: str,
    rows: Callable[[], Sequence[Row]],
    on_row: Callable[[int | None], None] | None = None,
    look: Mapping[str, Any] | None = None,
) -> None:
    """Draw a table and the button that saves `rows` as `file`, whose cells no spreadsheet takes for formulas.

    `on_row` is called with the number of the row that is chosen, None where the choice is taken back.
    """
    count = len(next(iter(columns.values()), []))
    shown = {name: values[:SHOWN] for name, values in columns.items()}

    def chosen() -> None:
        found: list[int] = st.session_state[key]["selection"]["rows"]
        if on_row is not None:
            on_row(next((row for row in found if row < count), None))

    with st.container(horizontal=True, vertical_alignment="center"):
        more = f" (the first {SHOWN} of {count:,}; the file has them all)" if count > SHOWN else ""
        st.caption(f"{title}{more}{'. Choose a row to read both stories on it.' if on_row else ''}")
        st.download_button(
            "CSV",
            data=lambda: _csv(rows()),
            file_name=file,
            mime="text/csv",
            icon=":material/download:",
            help=f"{title} as a table for spreadsheets",
            key=f"csv_{key}",
            on_click="ignore",
        )
    options: dict[str, Any] = {"on_select": chosen, "selection_mode": "single-row"} if on_row else {}
    st.dataframe(
        shown, key=key, hide_index=True, height=min(38 + 35 * max(1, count), 360), column_config=dict(look or {}),
        **options,
    )  # fmt: skip


def _csv(rows: Sequence[Row]) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    plain = [{name: _cell(row.get(name)) for name in columns} for row in rows]
    return rows_csv(columns, plain).encode("utf-8", "replace")


def _cell(value: Value) -> str | int | float | None:
    return int(value) if isinstance(value, bool) else value
