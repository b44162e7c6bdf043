from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.cast import Cast, CastCharacter, CastSplit, CastVeto, cast_beside, read_cast, write_cast
from relgraph.errors import CastError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# decided by hand
[[character]]
name = "Kylo Ren"
aliases = ["Kylo", "Ben Solo"]
pronouns = "he/him"

[[character]]
name = "Rey"

[[split]]
form = "Ren"
to = "Vicrul"
at = [120, 7]

[[split]]
form = "the boy"
to = "Rey"

[ignore]
names = ["Starkiller"]

[apart]
names = [["Bill", "William", "Will"], ["Jo", "Joan"]]

[narrator]
name = "Isaura"

[[veto]]
between = ["Rey", "Kylo"]
start = 301
end = 377
text = "She thought of \\"him\\",\\nand of the ship."
"""
CAST = Cast(
    characters=(
        CastCharacter(name="Kylo Ren", aliases=("Kylo", "Ben Solo"), pronouns="he/him"),
        CastCharacter(name="Rey"),
    ),
    ignore=("Starkiller",),
    splits=(CastSplit(form="Ren", to="Vicrul", at=(120, 7)), CastSplit(form="the boy", to="Rey")),
    apart=(("Bill", "William", "Will"), ("Jo", "Joan")),
    narrator="Isaura",
    vetoes=(CastVeto(between=("Rey", "Kylo"), start=301, end=377, text='She thought of "him",\nand of the ship.'),),
)


OFFSETS = "such as start = 120 and end = 180, counted in characters from 0"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "story.cast.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def problem(folder: Path, text: str | bytes) -> str:
    path = written(folder, text)
    with pytest.raises(CastError) as caught:
        read_cast(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message.removeprefix(str(path))


def test_cast_file_is_read(tmp_path: Path) -> None:
    assert read_cast(written(tmp_path, TEXT)) == CAST


@pytest.mark.parametrize("story", ["story.txt", "story.md", "story.analysis.json"])
def test_cast_file_beside_a_story_is_found(tmp_path: Path, story: str) -> None:
    assert cast_beside(tmp_path / story) is None
    written(tmp_path, TEXT)
    assert cast_beside(tmp_path / story) == CAST


def test_empty_file_with_a_byte_order_mark_is_an_empty_cast(tmp_path: Path) -> None:
    assert read_cast(written(tmp_path, b"\xef\xbb\xbf\r\n")) == Cast()


def test_cast_is_written_as_toml() -> None:
    assert write_cast(CAST) == TEXT.split("\n", 1)[1]
    assert write_cast(Cast()) == ""


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CastError, match=r"none\.toml: cannot be read \(No such file or directory\); give a cast file"):
        read_cast(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"\xff", ": is not UTF-8 (byte 0); save the cast file as UTF-8"),
        ("name = ", ": is not valid TOML: Invalid value (at end of document)"),
        (
            "cahracter = 1\n",
            ", line 1: unknown key 'cahracter' in the file; known are apart, character, ignore, narrator, split, veto",
        ),
        (
            "[[character]]\nname = 'Rey'\nalias = ['R']\n",
            ", line 3: unknown key 'alias' in [[character]] 1; known are aliases, name, pronouns",
        ),
        ("\n[ignore]\nname = ['x']\n", ", line 3: unknown key 'name' in [ignore]; known are names"),
        ("character = 'Rey'\n", ", line 1: 'character' must be written as [[character]] tables"),
        ("ignore = ['x']\n", ", line 1: 'ignore' must be a table: [ignore] with names = [...]"),
        ("[[character]]\naliases = ['R']\n", ': [[character]] 1 needs a name, such as name = "Jane Doe"'),
        (
            "[[character]]\nname = 'Rey'\n[[character]]\nname = ' '\n",
            ', line 4: [[character]] 2 needs a name, such as name = "Jane Doe"',
        ),
        (
            "[[character]]\nname = 'Rey'\naliases = 'R'\n",
            ", line 3: aliases of [[character]] 1 must be a list of texts",
        ),
        (
            "[[character]]\nname = 'Rey'\npronouns = 3\n",
            ', line 3: pronouns of [[character]] 1 must be a text such as "she/her"',
        ),
        ("[ignore]\nnames = [1]\n", ", line 2: names of [ignore] must be a list of texts"),
        (
            "[[character]]\nname = 'Rey'\n[[character]]\nname = 'Kira'\naliases = ['rey']\n",
            ", line 5: 'rey' is claimed twice: by Rey and by Kira",
        ),
        (
            "[[character]]\nname = 'Rey'\n[ignore]\nnames = ['Rey']\n",
            ", line 4: 'Rey' is claimed twice: by Rey and by [ignore]",
        ),
        ("split = 1\n", ", line 1: 'split' must be written as [[split]] tables"),
        ("[[split]]\nto = 'Rey'\n", ': [[split]] 1 needs a form, such as form = "Doe"'),
        ("[[split]]\nform = 'R'\nto = 3\n", ', line 3: [[split]] 1 needs a character, such as to = "Jane Doe"'),
        (
            "[[split]]\nform = 'R'\nto = 'Rey'\nat = [-1]\n",
            ", line 4: at of [[split]] 1 must be a list of offsets, counted in characters from 0",
        ),
        (
            "[[split]]\nform = 'R'\nto = 'Rey'\nfrom = 3\n",
            ", line 4: unknown key 'from' in [[split]] 1; known are at, form, to",
        ),
        (
            "[[split]]\nform = 'Ren'\nto = 'Ben'\n[[split]]\nform = 'Ben'\nto = 'Ren'\n",
            ", line 5: a cycle: 'Ren' goes to 'Ben', which itself goes to 'Ren'",
        ),
        (
            "[[character]]\nname = 'Rey'\naliases = ['R']\n[[split]]\nform = 'R'\nto = 'Finn'\n",
            ", line 5: 'R' is claimed twice: by Rey and by Finn",
        ),
        (
            "[[split]]\nform = 'R'\nto = 'Rey'\nat = [5]\n[[split]]\nform = 'R'\nto = 'Finn'\nat = [5]\n",
            ", line 8: 'R' at 5 is claimed twice: by Rey and by Finn",
        ),
        (
            "[[split]]\nform = 'R'\nto = 'Rey'\n[ignore]\nnames = ['Rey']\n",
            ", line 5: 'Rey' is ignored, so no form can be split off to it",
        ),
        ("apart = ['x']\n", ", line 1: 'apart' must be a table: [apart] with names = [[...], ...]"),
        (
            "[apart]\nnames = [['Bill']]\n",
            ', line 2: names of [apart] must be lists of two or more names, such as [["Bill", "William"]]',
        ),
        (
            "[apart]\nnames = [['Bill', ' ']]\n",
            ', line 2: names of [apart] must be lists of two or more names, such as [["Bill", "William"]]',
        ),
        (
            "[[character]]\nname = 'Rey'\naliases = ['R']\n[apart]\nnames = [['Rey', 'R']]\n",
            ", line 5: 'Rey' and 'R' cannot be apart: both are Rey",
        ),
        ("narrator = 'Rey'\n", ", line 1: 'narrator' must be a table: [narrator] with name = \"Jane Doe\""),
        ("[narrator]\n", ', line 1: [narrator] needs a name, such as name = "Jane Doe"'),
        (
            "[narrator]\nname = 'Rey'\n[ignore]\nnames = ['Rey']\n",
            ", line 4: 'Rey' is ignored, so it cannot be the narrator",
        ),
        (
            "[[veto]]\nstart = 1\n[[veto]]\nbetween = ['Rey']\n",
            ', line 1: [[veto]] 1 needs two characters, such as between = ["Jane", "John"]',
        ),
        (
            "[[veto]]\nbetween = ['Rey', 'Finn']\ntext = 'start = 9'\nend = 8\nstart = 8\n[ignore]\nnames = []\n",
            f", line 5: [[veto]] 1 needs a start before its end, {OFFSETS}",
        ),
        (
            "[[veto]]\nbetween = ['Rey', 'Finn']\nstart = 2\nend = 8\ntext = ' '\n",
            ", line 5: [[veto]] 1 needs the beginning of its passage as text",
        ),
        (
            "[[split]]\nform = 'R'\nto = 'Rey'\n[[veto]]\nbetween = ['r', 'Rey']\nstart = 2\nend = 8\ntext = 'R'\n",
            ", line 5: 'r' and 'Rey' of [[veto]] 1 are one character; a veto is between two",
        ),
        (
            "veto = [{between = ['Rey', 'rey'], start = 2, end = 8, text = 'R'}]",
            ": 'Rey' and 'rey' of [[veto]] 1 are one character; a veto is between two",
        ),
        ("[[veto]]\nfrom = 3\n", ", line 2: unknown key 'from' in [[veto]] 1; known are between, end, start, text"),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path: Path, text: str | bytes, expected: str) -> None:
    assert problem(tmp_path, text) == expected


_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@given(
    st.lists(_WORDS, max_size=8, unique_by=lambda text: " ".join(text.split()).casefold()),
    st.one_of(st.none(), _WORDS),
    st.integers(0, 3),
)
def test_written_cast_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], pronouns: str | None, ignored: int
) -> None:
    names, ignore = words[ignored:], tuple(words[:ignored])
    characters = (CastCharacter(name=names[0], aliases=tuple(names[1:]), pronouns=pronouns),) if names else ()
    cast = Cast(characters=characters, ignore=ignore)
    assert read_cast(written(tmp_path_factory.mktemp("cast"), write_cast(cast))) == cast
