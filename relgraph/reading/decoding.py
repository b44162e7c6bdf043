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
KINDLE = b"BOOKMOBI"
OTHERS = (
    (b"PK\x03\x04", "a zip archive", "give it the suffix .zip if it holds stories"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document (.doc)", "save it as .docx or .txt"),
    (KINDLE, "a Kindle book", "convert it to EPUB"),
    (b"\x1f\x8b\x08", "a gzip archive", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it"),
)
"""How files begin that people take for stories, what they are, and what to do."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
ENGLISH = re.compile("[\x00-\x7f‘’“”‚„–—…•·£©®™°§´«»¿¡½¼¾\xa0\xadÀ-ÇÈ-ÏÑÖØ-Üßà-öø-ÿŒœŠšŽžŸ€]*")
MIXED = re.compile(rb"\xe2\x80[\x93\x94\x98\x99\x9c\x9d\xa6]")
"""Quotation marks, dashes and the ellipsis in UTF-8: as Windows-1252 they would be three signs that no one writes."""
LONE = re.compile(rb"(?<=[\x00-\x7f])[\x85\x91-\x97](?=[\x00-\x7f])|(?<=[A-Za-z])[\xc0-\xfe](?=[A-Za-z .,!?;:])")
"""One Windows-1252 byte among plain letters: a quotation mark, or the "é" of "café"."""
DAMAGE = 0.1
"""Highest share of broken sequences in a text that is UTF-8 all the same, of the characters beyond ASCII."""


def decode(raw: bytes, name: str) -> str:
    r"""Return the text of `raw` with `\n` as the only line end and without a byte-order mark.

    UTF-8 and UTF-16 are certain; what is neither is Windows-1252 when it then reads as English, else what
    `charset-normalizer` takes it for. Of a file that mixes UTF-8 and Windows-1252, and so is neither, quotation marks
    and letters that are certain are mended; a file that is valid is never changed, even where it holds "â€™". Raises
    ReadingError for binary content; `name` is for the message.
    """
    _check_kind(raw, name)
    text = _decode(raw)
    if "\x00" in text or len(CONTROL.findall(text)) > len(text) // 200:
        message = f"{name}: not a text file (binary content); a story is text, Markdown, HTML or an e-book"
        raise ReadingError(message)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_kind(raw: bytes, name: str) -> None:
    for start, kind, instead in OTHERS:
        if raw[:100].startswith(start) or (start == KINDLE and raw[60:68] == KINDLE):
            message = f"{name}: is {kind}, which is not read; {instead}"
            raise ReadingError(message)


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
    if text.count("\ufffd") > DAMAGE * beyond:
        return None
    return LONE.sub(_unicode, raw).decode("utf-8", errors="replace")


def _unicode(match: re.Match[bytes]) -> bytes:
    return match[0].decode("cp1252").encode()


def _guess(raw: bytes) -> str:
    western = MIXED.sub(lambda match: match[0].decode().encode("cp1252"), raw).decode("cp1252", errors="replace")
    if ENGLISH.fullmatch(western):
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415  - loads its tables only when a guess is needed

    where = max(0, next(at for at, byte in enumerate(raw) if byte > 127) - SAMPLE // 2)
    best = from_bytes(raw[where : where + SAMPLE], cp_isolation=list(LIKELY)).best()
    return raw.decode(best.encoding, errors="replace") if best else western
