from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.cast import Cast, CastCharacter, read_cast, write_cast
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

[ignore]
names = ["Starkiller"]
"""
CAST = Cast(
    characters=(
        CastCharacter(name="Kylo Ren", aliases=("Kylo", "Ben Solo"), pronouns="he/him"),
        CastCharacter(name="Rey"),
    ),
    ignore=("Starkiller",),
)


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
        ("cahracter = 1\n", ", line 1: unknown key 'cahracter' in the file; known are character, ignore"),
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
