from __future__ import annotations

import email
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from relgraph import __version__
from relgraph.dashboard.screens.about import BIBTEX, libraries

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
ABOUT = (ROOT / "relgraph" / "dashboard" / "about.md").read_text(encoding="utf-8")


def shipped(figure: str, *, columns: int) -> str:
    """Return what docs/accuracy.md says of the shipped model, in its table of so many columns."""
    measured = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1:-1] for row in measured.splitlines() if row.startswith(f"| {figure}")]
    return next(row[2].strip() for row in rows if len(row) == columns)


def test_the_figures_of_the_page_are_those_of_the_shipped_model() -> None:
    section = ABOUT.split("#### How good it is")[1].split("####")[0]
    names, pronouns = shipped("names; nominals; pronouns", columns=7).split("; ")[::2]
    expected = [
        *(shipped("mentions of persons", columns=columns) for columns in (5, 7)),
        *(shipped("names of persons", columns=5), names),
        *(shipped("pronouns", columns=5), pronouns),
        *(shipped("named characters", columns=columns) for columns in (5, 7)),
        *(shipped("co-occurrence edges", columns=columns) for columns in (5, 7)),
    ]
    assert re.findall(r"\d+\.\d+", section) == expected


def test_the_reference_is_that_of_the_citation_file() -> None:
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {__version__}" in cited
    assert f"version = {{{__version__}}}" in BIBTEX
    assert "name: The relgraph developers" in cited
    assert "{{The relgraph developers}}" in BIBTEX
    assert "license: MIT" in cited
    assert "license = {MIT}" in BIBTEX


def test_every_library_that_is_installed_is_named_with_a_licence() -> None:
    found = libraries()
    assert any(name.startswith("networkx ") for name in found)
    assert not any(name.startswith("pytest ") for name in found)
    assert all(0 < len(licence) <= 80 for licence in found.values())


def test_a_library_without_a_short_licence_is_said_to_carry_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def about(name: str) -> metadata.PackageMetadata:
        if name == "gone":
            raise metadata.PackageNotFoundError
        text = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        return email.message_from_string(text + ("License: " + "long " * 90 if name == "wordy" else ""))  # type: ignore[return-value]  # read alike

    monkeypatch.setattr(metadata, "requires", lambda _name: ["wordy>=1", "gone", "test-only ; extra == 'test'"])
    monkeypatch.setattr(metadata, "metadata", about)
    assert libraries() == {"wordy 1.0": "see its package"}


@pytest.mark.parametrize("topic", ["How a relationship is counted", "Privacy", "Licences", "How to cite it"])
def test_the_page_speaks_of(open_app: Callable[..., AppTest], topic: str) -> None:
    app = open_app().switch_page("screens/about.py").run()
    assert not app.exception
    assert any(f"#### {topic}" in text.value for text in app.markdown)
