from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import relgraph
from relgraph import pipeline
from relgraph.cast import Cast, CastCharacter
from relgraph.export.analysis_json import dumps, loads

pytestmark = pytest.mark.model

MEETING = "Mara met Orrin at the gate. Mara smiled at Orrin."


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of its own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("RELGRAPH_CACHE", str(folder))
    return folder


def test_second_analysis_comes_from_the_disk_and_is_equal(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = relgraph.read_text("Mara met Orrin.")
    first = pipeline.analyze_cached(story)
    monkeypatch.setattr(pipeline, "_parse", None)

    assert pipeline.analyze_cached(story) == first
    assert len(list(cache.iterdir())) == 1


def test_damaged_cache_is_made_anew(cache: Path) -> None:
    story = relgraph.read_text("Mara met Orrin.")
    first = pipeline.analyze_cached(story)
    next(cache.iterdir()).write_text("{", encoding="utf-8")

    assert pipeline.analyze_cached(story) == first


@pytest.mark.parametrize("damage", ["cut", "flipped", "another"])
def test_damage_anywhere_in_the_cache_is_found(cache: Path, damage: str) -> None:
    story = relgraph.read_text("Mara met Orrin.")
    first = pipeline.analyze_cached(story)
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    half = len(whole) // 2
    damaged = {
        "cut": whole[:half],
        "flipped": whole[:half] + bytes([whole[half] ^ 16]) + whole[half + 1 :],
        "another": gzip.compress(b'{"format": "relgraph-parse"}'),
    }
    entry.write_bytes(damaged[damage])

    assert pipeline.analyze_cached(story) == first
    assert entry.read_bytes() == whole


def test_another_cast_is_another_analysis_without_the_language_model(monkeypatch: pytest.MonkeyPatch) -> None:
    story = relgraph.read_text(MEETING)
    pipeline.analyze_cached(story)
    cast = Cast(characters=(CastCharacter(name="Mara Jun", aliases=("Mara",)),))
    monkeypatch.setattr(pipeline, "_parse", None)

    assert {c.name for c in pipeline.analyze_cached(story, cast=cast).characters} == {"Mara Jun", "Orrin"}


def test_cast_is_applied_to_a_stored_analysis(tmp_path: Path) -> None:
    path = tmp_path / "gate.analysis.json"
    path.write_text(dumps(relgraph.analyze(relgraph.read_text(MEETING))), encoding="utf-8")
    cast = Cast(ignore=("Orrin",))

    assert [c.name for c in pipeline.open_analysis(path, cast=cast).characters] == ["Mara"]
    assert [c.name for c in pipeline.open_analysis(path).characters] == ["Mara", "Orrin"]


def test_analysis_says_why_names_were_joined_and_keeps_it_on_the_disk() -> None:
    analysis = relgraph.analyze(relgraph.read_text("Mara Jun met Orrin Hale. Mara smiled. Orrin Hale slept."))

    assert [(m.rule, m.first, m.second) for m in analysis.merges] == [("given name", "Mara Jun", "Mara")]
    assert loads(dumps(analysis)).merges == analysis.merges


def test_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("RELGRAPH_CACHE", str(blocked))

    assert pipeline.analyze_cached(relgraph.read_text("Mara slept.")).characters[0].name == "Mara"


def test_longest_unused_analyses_leave_the_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "KEPT", 2)
    for name in ("Mara", "Orrin", "Zyra"):
        pipeline.analyze_cached(relgraph.read_text(f"{name} slept."))

    assert len(list(cache.iterdir())) == 2


def test_the_bytes_of_the_cache_are_bounded_and_the_parse_last_used_stays(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = (relgraph.read_text(f"{name} slept.") for name in ("Mara", "Orrin"))
    pipeline.analyze_cached(old)
    os.utime(pipeline.parse_path(old), (1, 1))
    monkeypatch.setattr(pipeline, "KEPT_BYTES", pipeline.stored().size + 20)
    pipeline.analyze_cached(new)

    assert list(cache.iterdir()) == [pipeline.parse_path(new)]


def test_cache_says_what_it_holds_and_can_be_cleared(cache: Path) -> None:
    assert pipeline.stored() == (0, 0)
    pipeline.analyze_cached(relgraph.read_text("Mara slept."))
    (cache / "kept.txt").write_text("not ours", encoding="utf-8")
    parses, size = pipeline.stored()
    pipeline.clear_stored()

    assert (parses, size > 100) == (1, True)
    assert [path.name for path in cache.iterdir()] == ["kept.txt"]


def test_what_a_killed_program_left_half_written_goes(cache: Path) -> None:
    cache.mkdir()
    for name, used in (("old", 1), ("new", time.time())):
        (cache / f".{name}{pipeline.PARSED}.x.tmp").write_text("half", encoding="utf-8")
        os.utime(cache / f".{name}{pipeline.PARSED}.x.tmp", (used, used))
    pipeline.analyze_cached(relgraph.read_text("Mara slept."))

    assert [path.name for path in cache.glob(".*")] == [f".new{pipeline.PARSED}.x.tmp"]


def test_whole_way_from_text_to_graph() -> None:
    story = relgraph.read_text("Mara met Orrin at the gate. Mara smiled at Orrin.", title="Gate")
    graph = relgraph.analyze(story).graph(window="sentences:1")

    assert graph.edges["mara", "orrin"]["weight"] == 2
    assert [story.text[a:b] for a, b in graph.edges["mara", "orrin"]["evidence"]] == [
        "Mara met Orrin at the gate.",
        "Mara smiled at Orrin.",
    ]


def test_package_is_quick_to_import_and_leaves_the_heavy_libraries_alone() -> None:
    heavy = "{'spacy', 'pyvis', 'streamlit', 'onnxruntime', 'numpy'}"
    code = f"import relgraph, sys; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout == "[]\n"


def test_every_public_name_can_be_had() -> None:
    assert all(getattr(relgraph, name) is not None for name in relgraph.__all__)
    assert callable(relgraph.compare)
    assert callable(relgraph.compare)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = relgraph.nonsense


def test_same_bytes_for_every_hash_seed(tmp_path: Path) -> None:
    text = Path(__file__).parent.parent / "stories" / "ballast.txt"
    code = (
        "import relgraph, sys, pathlib; analysis = relgraph.analyze(relgraph.read(sys.argv[1])); "
        "relgraph.write(analysis, pathlib.Path(sys.argv[2]), ['json', 'graphml'])"
    )
    results = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(text), str(tmp_path / seed)], check=True, env=environment)
        results.append({path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()})

    assert results[0] == results[1]
