"""PDF files that the reading tests make: lines of text at places of pages, in one font."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TOP = 560
STEP = 14
LEFT = 50
SIZE = 10


def printed(pages: Sequence[Sequence[tuple[str, int, int, int]]], *, title: str = "", author: str = "") -> bytes:
    """Return a PDF of the pages: each line is its text, where it begins (x, y) and its size."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", f"<< /Title ({title}) /Author ({author}) >>"]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = []
    for page in pages:
        drawn = "\n".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET" for text, x, y, size in page)
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}\nendstream")
        kids.append(len(objects) + 1)
        resources = f"<< /Font << /F1 {font} >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents {len(objects)} 0 R"
            f" /Resources {resources} >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    return _written(objects)


def column(lines: Iterable[str], *, indent: int = 0) -> list[tuple[str, int, int, int]]:
    """Return lines set one below the other: "## red" larger, one that begins with a tab `indent` to the right."""
    placed = []
    y = TOP
    for line in lines:
        marks = len(line) - len(line.lstrip("#"))
        x = LEFT + indent * line.startswith("\t")
        if line:
            placed.append((line.strip("#\t "), x, y, SIZE + 4 * marks))
        y -= STEP
    return placed


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _written(objects: Sequence[str]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (head + trailer).encode()
