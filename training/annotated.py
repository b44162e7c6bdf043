"""Passages of novels in which readers told who is whom: `annotated.py check FOLDER NOVELS` verifies a folder of them.

A file holds no text, but where the passage is in a novel, and then line by line what stands there: a range of
characters (half-open, from the start of the passage), what it is (`name`, `nominal`, `pronoun`, `quote`), and whose it
is. `?` is for whom the passage does not tell, a star behind an id for a predicate or an apposition of that person. The
first line also says whether all mentions of `people` are marked, or `some`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import data
from scenes import SPLITS

from relgraph import read

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

FOLDER = Path(__file__).parent / "data" / "novels"
KINDS = ("name", "nominal", "pronoun", "quote")
KEYS = frozenset(("novel", "start", "end", "digest", "split", "marked"))
_DIGITS = 16  # of the digest that tells whether the novel is read as it was when the passage was annotated


def stories(folder: Path, without: Container[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the paragraphs of each novel of a folder (`NAME.txt.gz`), what is not story cut away."""
    for path in sorted(folder.glob("*.txt.gz")):
        name = path.name.removesuffix(".txt.gz")
        if name not in without:
            yield name, _paragraphs(path)


def _paragraphs(path: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as place:
        plain = Path(place) / "novel.txt"
        plain.write_bytes(gzip.decompress(path.read_bytes()))
        story = read(plain)
    return [story.text[start:end] for start, end in story.paragraphs]


def digest(text: str) -> str:
    """Return what tells one passage from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def load(folder: Path, novels: Path, split: str, without: Container[str] = ()) -> tuple[data.Document, ...]:
    """Return the passages of `folder` for this split (`train`, `tuning` or `validation`), in order of their file names.

    Those of the novels `without` are left out. Raises ValueError for a file that says nothing of the kind, and for a
    passage that does not stand in its novel.
    """
    texts: dict[str, str] = {}
    result = []
    for path in sorted(folder.glob("*.tsv")):
        header, rows = parts(path)
        if header["split"] == split and header["novel"] not in without:
            result.append(_document(path, header, rows, texts, novels))
    return tuple(result)


def parts(path: Path) -> tuple[dict[str, str], list[list[str]]]:
    """Return what the first line of a file tells, and the fields of the others; ValueError where one is wrong."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    header = dict(part.split(": ", 1) for part in first.removeprefix("# ").split("; ")) if ": " in first else {}
    rows = [line.split("\t") for line in lines]
    if KEYS - header.keys():
        msg = f"{path.name}: the first line tells {', '.join(sorted(KEYS))}, not {first[:60]!r}"
        raise ValueError(msg)
    for number, row in enumerate(rows, start=2):
        if len(row) != 4 or row[2] not in KINDS:
            msg = f"{path.name}, line {number}: start, end, one of {', '.join(KINDS)} and an id, not {row!r}"
            raise ValueError(msg)
    return header, rows


def _document(
    path: Path, header: Mapping[str, str], rows: list[list[str]], texts: dict[str, str], novels: Path
) -> data.Document:
    novel = header["novel"]
    if novel not in texts:
        texts[novel] = "\n\n".join(_paragraphs(novels / f"{novel}.txt.gz"))
    text = texts[novel][int(header["start"]) : int(header["end"])]
    if digest(text) != header["digest"]:
        msg = f"{path.name}: {novel} is read otherwise than when this was annotated: {digest(text)}"
        raise ValueError(msg)
    ranges = [(int(start), int(end), kind, _cluster(who, int(start))) for start, end, kind, who in rows]
    mentions = [(start, end, kind, who) for start, end, kind, who in ranges if kind != "quote"]
    return data.Document(
        id=path.stem,
        text=text,
        mentions=tuple((start, end, f"PER.{kind}") for start, end, kind, _ in mentions),
        clusters=tuple(who for *_, who in mentions),
        quotes=tuple((start, end, who) for start, end, kind, who in ranges if kind == "quote"),
        marked="people" if header["marked"] == "people" else "some",
    )


def _cluster(who: str, start: int) -> str:
    """Return the cluster of a mention: none where nobody knows, one of its own for a predicate, as LitBank has it."""
    if who.endswith("*"):
        return f"{who}{start}"
    return "" if who == "?" else who


def write(path: Path, header: Mapping[str, object], rows: list[tuple[int, int, str, str]]) -> None:
    """Write a passage; `load` reads it again."""
    first = "# " + "; ".join(f"{key}: {value}" for key, value in header.items())
    lines = [first, *("\t".join(map(str, row)) for row in sorted(rows, key=lambda row: (row[0], -row[1])))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Run the command line; return 1 if a file is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="verify every passage of a folder")
    check.add_argument("folder", type=Path)
    check.add_argument("novels", type=Path)
    options = parser.parse_args()
    for split in SPLITS:
        try:
            documents = load(options.folder, options.novels, split)
        except ValueError as err:
            print(err)
            return 1
        tally = Counter(label for document in documents for *_, label in document.mentions)
        tally["words"] = sum(len(document.text.split()) for document in documents)
        tally["quotes"] = sum(len(document.quotes) for document in documents)
        print(f"{split}: {len(documents)} passages, {', '.join(f'{key} {tally[key]}' for key in sorted(tally))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
