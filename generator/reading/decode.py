"""Bytes become text: byte-order marks, UTF-8, then the old Vietnamese and Western code pages; binary is refused."""

from __future__ import annotations

import codecs
import re
import unicodedata

from generator.domain.text import nfc
from generator.errors import FileDamaged
from generator.reading.legacy_fonts import refuse_legacy_text

_SPACE = re.compile(r"[^\S\n]")
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """NFC text with plain line ends. Raises FileDamaged for binary junk, LegacyFont for TCVN3 or VNI text."""
    text = _text(data, declared)
    if text is None:
        raise FileDamaged(file=name)
    text = _tidy(text)
    controls = sum(unicodedata.category(ch) in ("Cc", "Cs", "Cn") and ch not in "\n\t" for ch in text[:50_000])
    if controls > 0.02 * min(len(text), 50_000) + 3:
        raise FileDamaged(file=name)
    refuse_legacy_text(text, name)
    return text


def clean(text: str) -> str:
    """NFC, plain line ends, NUL as a space, no lone surrogates, one space for any run of them."""
    return nfc(_tidy(text))


def _tidy(text: str) -> str:
    """Like `clean`, but spaces keep their number: in Markdown the indentation says what belongs to what."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x0b", "\n").replace("\0", " ")
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _INVISIBLE.sub("", _SPACE.sub(" ", unicodedata.normalize("NFC", text.expandtabs(4))))


def _text(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    sample = data[:4000]
    if sample.count(b"\0") > len(sample) // 5:
        # UTF-16 without a mark: in Vietnamese and English text most high bytes are zero, on one side only.
        side = "utf-16-le" if sample[1::2].count(0) > 4 * sample[::2].count(0) else "utf-16-be"
        return data.decode(side) if _decodes(data, side) and len(data) % 2 == 0 else None
    for encoding in [declared, "utf-8"] if declared else ["utf-8"]:
        try:
            return data.decode(encoding or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    if sum(byte < 9 or 13 < byte < 32 for byte in data[:4000]) > 8:
        return None
    # Windows-1258 is the old Vietnamese page; where its result has no Vietnamese combining marks, Windows-1252.
    for encoding in ("cp1258", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252" or any("\u0300" <= ch <= "\u036f" for ch in text):
            return text
    return None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
