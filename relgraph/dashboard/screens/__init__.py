"""The pages of the dashboard, each run as a script.

Not called `pages`: Streamlit takes a folder of that name for pages of its own making, until the script has run once.
"""

from __future__ import annotations
