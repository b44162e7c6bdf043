"""The dashboard for `streamlit run app.py`."""

from __future__ import annotations

from relgraph.dashboard.main import main

main()
