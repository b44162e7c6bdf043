"""Tables of mentions and of interactions, as CSV and as Parquet."""

from __future__ import annotations

import io
import sys
from collections import Counter

import pytest
from builders import make_analysis
from hypothesis import given
from hypothesis import strategies as st
from three_days import GRAPH, THREE_DAYS, WINDOW

from relgraph.errors import FormatError
from relgraph.export import interactions_csv, mentions_csv
from relgraph.export.moments import interaction_rows, meetings
from relgraph.outputs import render
from relgraph.records import Matter, Quote
from relgraph.view.choose import choose

pd = pytest.importorskip("pandas")


def test_table_of_mentions_has_a_row_for_each_mention() -> None:
    assert mentions_csv(THREE_DAYS).splitlines()[:4] == [
        "character,label,kind,chapter,start,end,p,text",
        "ann,Ann Lee,name,1,0,7,,Ann Lee",
        "bob,Bob,name,1,12,15,,Bob",
        "ann,Ann Lee,pronoun,1,17,20,0.75,She",
    ]


def test_mention_in_matter_has_no_chapter_and_a_group_is_listed() -> None:
    analysis = make_analysis(
        "{crew|The crew} slept. {ann|Ann} wrote this.",
        people={"crew": {"kind": "group"}},
        matter=[Matter(kind="notes", start=16, end=32)],
    )

    assert mentions_csv(analysis).splitlines()[1:] == [
        "crew,The crew,name,1,0,8,,The crew",
        "ann,Ann,name,,16,19,,Ann",
    ]


def test_table_of_interactions_has_a_row_for_each_meeting_with_its_passage() -> None:
    assert interactions_csv(THREE_DAYS, window=WINDOW) == (
        "source,target,source_label,target_label,kind,chapter,weight,start,end,passage\n"
        "ann,bob,Ann Lee,Bob,cooccurrence,1,1,0,16,Ann Lee met Bob.\n"
        "ann,bob,Ann Lee,Bob,cooccurrence,1,1,17,33,She asked Bobby.\n"
        "bob,cy,Bob,Cy,cooccurrence,2,1,50,69,He gave Cy a “hat”.\n"
        "ann,bob,Ann Lee,Bob,cooccurrence,3,1,71,100,Ann Lee & Bob left; she sang.\n"
    )


def test_pairs_give_their_number_as_weight() -> None:
    rows = interactions_csv(THREE_DAYS, window=WINDOW, count="pairs").splitlines()

    assert [row.split(",")[6] for row in rows[1:]] == ["1", "1", "1", "2"]


def test_characters_mentioned_too_rarely_are_in_no_interaction() -> None:
    assert "cy" not in interactions_csv(THREE_DAYS, window=WINDOW, min_mentions=2)


def test_words_of_the_story_can_be_left_out() -> None:
    assert mentions_csv(THREE_DAYS, text=False).splitlines()[1] == "ann,Ann Lee,name,1,0,7,"
    assert interactions_csv(THREE_DAYS, window=WINDOW, text=False).splitlines()[:2] == [
        "source,target,source_label,target_label,kind,chapter,weight,start,end",
        "ann,bob,Ann Lee,Bob,cooccurrence,1,1,0,16",
    ]


def test_passage_that_is_a_formula_becomes_text() -> None:
    analysis = make_analysis("=1+1 said {ann|Ann} to {bob|Bob}.")

    assert interactions_csv(analysis).splitlines()[1].endswith(",'=1+1 said Ann to Bob.")


def test_long_passage_is_cut_to_what_a_cell_holds() -> None:
    analysis = make_analysis("{ann|Ann} " + "and " * 2_000 + "{bob|Bob}.")

    (row,) = interaction_rows(analysis, analysis.graph(window="chapter"))

    passage = str(row["passage"])
    assert (len(passage), passage[:12], passage[-5:], row["end"]) == (2_000, "Ann and and ", " and…", 8_008)


@given(
    st.lists(st.sampled_from(["{ann|Ann}", "{bob|Bob}", "{cy|Cy}", "went.", "slept.\n\n"]), max_size=14),
    st.sampled_from(["tokens:4", "sentences:2", "paragraphs:1", "chapter"]),
    st.sampled_from(["passages", "pairs"]),
)
def test_interactions_are_those_behind_the_edges(words: list[str], window: str, count: str) -> None:
    analysis = make_analysis(" ".join([*words, "it rained."]), "{ann|Ann} and {cy|Cy} left.")
    graph = analysis.graph(window=window, count=count)  # type: ignore[arg-type]  # one of the two

    weights: Counter[tuple[str, str]] = Counter()
    evidence: Counter[tuple[str, str, int, int]] = Counter()
    for meeting in meetings(analysis, graph):
        weights[meeting.first, meeting.second] += meeting.weight
        evidence[meeting.first, meeting.second, meeting.start, meeting.end] += 1

    edges = [(min(one, other), max(one, other), edge) for one, other, edge in graph.edges(data=True)]
    assert weights == {(one, other): edge["weight"] for one, other, edge in edges}
    assert evidence == Counter((one, other, *span) for one, other, edge in edges for span in edge["evidence"])


def test_speech_is_told_from_being_named_together() -> None:
    analysis = make_analysis(
        "{ann|Ann} told {bob|Bob}: “Go.”", quotes=[Quote(start=14, end=19, speaker="ann", addressee="bob")]
    )
    graph = analysis.graph(window="sentences:1", kinds=("cooccurrence", "speech"))

    assert [(one.kind, one.start, one.end, one.weight) for one in meetings(analysis, graph)] == [
        ("cooccurrence", 0, 19, 1),
        ("speech", 14, 19, 1),
    ]


def test_part_of_a_graph_has_its_own_meetings_only() -> None:
    part = choose(GRAPH, minimum=2)

    assert {(one.first, one.second) for one in meetings(THREE_DAYS, part)} == {("ann", "bob")}
    assert [one.chapter for one in meetings(THREE_DAYS, THREE_DAYS.graph(window=WINDOW, chapters=(1, 3)))] == [1, 2]


def tables(ending: str) -> dict[str, str | bytes]:
    files = render(THREE_DAYS, [ending], window=WINDOW)
    return {name.split(".")[1]: content for name, content in files.items()}


@pytest.mark.parametrize("name", ["edges", "interactions", "mentions", "nodes"])
def test_pandas_reads_the_same_table_from_csv_and_from_parquet(name: str) -> None:
    text, packed = tables("csv")[name], tables("parquet")[name]
    assert isinstance(text, str)
    assert isinstance(packed, bytes)

    from_csv = pd.read_csv(io.StringIO(text), keep_default_na=False, na_values={"p": [""], "chapter": [""]})
    from_parquet = pd.read_parquet(io.BytesIO(packed))

    assert list(from_csv.columns) == list(from_parquet.columns)
    assert len(from_csv) == len(from_parquet) > 0
    pd.testing.assert_frame_equal(from_csv, from_parquet, check_dtype=False)


def test_pandas_reads_the_types_of_the_columns() -> None:
    packed = tables("parquet")
    assert isinstance(packed["mentions"], bytes)

    mentions = pd.read_parquet(io.BytesIO(packed["mentions"]))

    assert mentions[["start", "chapter", "p"]].dtypes.astype(str).tolist() == ["int64", "int64", "float64"]
    assert mentions["p"].isna().tolist()[:3] == [True, True, False]
    assert mentions["text"].tolist()[:3] == ["Ann Lee", "Bob", "She"]


def test_parquet_carries_the_methods_in_its_schema() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    packed = tables("parquet")["nodes"]
    assert isinstance(packed, bytes)

    metadata = parquet.read_schema(io.BytesIO(packed)).metadata

    assert metadata[b"window"] == b"sentences:1"
    assert metadata[b"title"] == b"Three <Days>"
    assert metadata[b"methods"].startswith("The character network of “Three <Days>”".encode())


def test_tables_of_nobody_are_empty() -> None:
    files = render(make_analysis("Rain."), ["parquet", "csv"])

    assert files["a-story.edges.csv"] == "source,target,type,weight,label,labels,kinds,chapters,first_passage\n"
    packed = files["a-story.mentions.parquet"]
    assert isinstance(packed, bytes)
    assert len(pd.read_parquet(io.BytesIO(packed))) == 0


def test_parquet_without_pyarrow_names_another_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(FormatError, match="needs the package pyarrow, which is not installed; install it, or use csv"):
        render(THREE_DAYS, ["parquet"])


def test_interactions_of_a_graph_are_in_the_order_of_the_story() -> None:
    starts = [meeting.start for meeting in meetings(THREE_DAYS, GRAPH)]

    assert starts == [0, 17, 50, 71]
