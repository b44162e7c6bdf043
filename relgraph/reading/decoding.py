"""Bytes in, text out, whatever the encoding."""

from __future__ import annotations

import codecs
import re

from relgraph.errors import ReadingError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 65_536
"""Bytes shown to the guesser: more makes it slower, not better."""
LIKELY = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "mac_roman"),
    *("big5", "euc_jp", "euc_kr", "gb18030", "shift_jis"),
)
"""Encodings in which people still have texts: the guesser knows ninety, and few bytes do not tell them apart."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
ENGLISH = re.compile("[\x00-\x7f‘’“”‚„–—…•·£©®™°§´«»¿¡½¼¾\xa0\xadÀ-ÇÈ-ÏÑÖØ-Üßà-öø-ÿŒœŠšŽžŸ€]*")
DAMAGE = 0.1
"""Highest share of broken sequences in a text that is UTF-8 all the same, of the characters beyond ASCII."""


def decode(raw: bytes, name: str) -> str:
    r"""Return the text of `raw` with `\n` as the only line end and without a byte-order mark.

    UTF-8 and UTF-16 are certain; what is neither is Windows-1252 when it then reads as English, else what
    `charset-normalizer` takes it for. Raises ReadingError for binary content; `name` is for the message.
    """
    text = _decode(raw)
    if "\x00" in text or len(CONTROL.findall(text)) > len(text) // 200:
        message = f"{name}: not a text file (binary content); a story is text, Markdown, HTML or an e-book"
        raise ReadingError(message)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(raw: bytes) -> str:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and "\x00" not in text:
        return text
    if b"\x00" in raw:
        return _sixteen(raw) or "\x00"
    return _damaged(raw) or _guess(raw)


def _sixteen(raw: bytes) -> str | None:
    """UTF-16 without a mark: one byte of each pair is nearly always zero, the other never."""
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    if min(even, odd) or max(even, odd) < len(raw) // 4 or len(raw) % 2:
        return None
    try:
        return raw.decode("utf-16-be" if even else "utf-16-le")
    except UnicodeDecodeError:
        return None


def _damaged(raw: bytes) -> str | None:
    """UTF-8 with a few broken bytes: read as anything else, every curly quote would be three wrong letters."""
    text = raw.decode("utf-8", errors="replace")
    beyond = sum(not character.isascii() for character in text)
    return text if text.count("\ufffd") <= DAMAGE * beyond else None


def _guess(raw: bytes) -> str:
    western = raw.decode("cp1252", errors="replace")
    if ENGLISH.fullmatch(western):
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415  - loads its tables only when a guess is needed

    where = max(0, next(at for at, byte in enumerate(raw) if byte > 127) - SAMPLE // 2)
    best = from_bytes(raw[where : where + SAMPLE], cp_isolation=list(LIKELY)).best()
    return raw.decode(best.encoding, errors="replace") if best else western
