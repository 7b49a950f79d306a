"""Words that a reader of the page does not see, or cannot read: brought to light so that they can be judged."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

_ZERO_WIDTH = re.compile(
    "[\u200b\u2060\u2061-\u2064\ufeff\u180e]|(?<![\u0900-\u0dff])[\u200c\u200d](?![\u0900-\u0dff])"
)
_FEW_ZERO_WIDTH = 3  # one or two come from careless copying
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAGS = re.compile("[\U000e0020-\U000e007e]{3,}")
_COMMENT = re.compile(r"<!--(.*?)-->|/\*(.*?)\*/", re.DOTALL)
_UNSEEN = re.compile(
    r"<(\w+)[^>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0|hidden(?:\s|>|=)"
    r"|color\s*:\s*(?:#fff(?:fff)?|white)\b)[^>]*>(.*?)</\1>",
    re.IGNORECASE | re.DOTALL,
)
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{20,}={0,2}")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0x)?((?:[0-9a-fA-F]{2}[ :]?){12,})(?![0-9A-Za-z])")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}|[\w.~+-]){0,200}(?:%[0-9A-Fa-f]{2}){1}(?:%[0-9A-Fa-f]{2}|[\w.~+-]){8,}")
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}){6,}|(?:&#x?[0-9a-fA-F]+;){6,}")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ \u00a0]{1,4}){9,}[^\W\d_](?![^\W_])")
_MANY_SPACED = 20  # small letters; headings are spaced in capitals, and are shorter
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROT = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,.:;!?'\n]*){5,}")
_ENGLISH = frozenset(
    {
        "the",
        "and",
        "all",
        "your",
        "you",
        "ignore",
        "instructions",
        "previous",
        "rules",
        "system",
        "prompt",
        "answer",
        "this",
        "that",
        "with",
        "from",
        "write",
        "reveal",
        "not",
        "always",
        "never",
        "output",
        "print",
        "every",
        "of",
        "to",
        "in",
        "is",
        "for",
    }
)
_ENGLISH_SHARE = 0.4  # of the words of an English sentence that are this common


class Hidden(NamedTuple):
    """Words brought to light, how they were hidden, and whether hiding them is reason enough (`alone`)."""

    kind: str
    text: str
    start: int
    end: int
    alone: bool
    core: str = ""  # only what was hidden, where `text` holds words around it too


def hidden_texts(text: str) -> Iterator[Hidden]:
    """Everything hidden in a text, in no order."""
    yield from _invisible(text)
    for match in _COMMENT.finditer(text):
        yield Hidden("comment", match.group(1) or match.group(2) or "", match.start(), match.end(), False)
    for match in _UNSEEN.finditer(text):
        yield Hidden("unseen", re.sub(r"<[^>]+>", " ", match.group(2)), match.start(), match.end(), False)
    for match in _SPACED.finditer(text):
        small = sum(ch.islower() for ch in match.group()) >= _MANY_SPACED
        yield Hidden("spaced", _joined(match.group()), match.start(), match.end(), small)
    yield from _encoded(text)


def blanked(text: str) -> str:
    """The text with its comments as spaces, so that places stay what they were."""
    return _COMMENT.sub(lambda match: " " * len(match.group()), text)


def _invisible(text: str) -> Iterator[Hidden]:
    inside = [match for match in _ZERO_WIDTH.finditer(text) if match.start() > 0 and match.end() < len(text)
              and text[match.start() - 1].isalpha() and text[match.end()].isalpha()]  # fmt: skip
    if len(inside) >= _FEW_ZERO_WIDTH:
        start, end = inside[0].start(), inside[-1].end()
        shown = _ZERO_WIDTH.sub("", text[max(0, start - 20) : end + 20])
        yield Hidden("zero_width", shown, start, end, True, _ZERO_WIDTH.sub("", text[start:end]))
    if _BIDI.search(text):
        first = _BIDI.search(text)
        assert first is not None
        yield Hidden(
            "bidi", _BIDI.sub("", text[first.start() : first.start() + 200]), first.start(), first.end(), False
        )
    for match in _TAGS.finditer(text):
        shown = "".join(chr(ord(ch) - 0xE0000) for ch in match.group())
        yield Hidden("zero_width", shown, match.start(), match.end(), True)


def _encoded(text: str) -> Iterator[Hidden]:
    for match in _BASE64.finditer(text):
        if (shown := _base64(match.group())) is not None:
            yield Hidden("encoded", shown, match.start(), match.end(), True)
    for match in _HEX.finditer(text):
        digits = re.sub(r"[ :]", "", match.group(1))
        if len(digits) % 2 == 0 and (shown := _readable(bytes.fromhex(digits))) is not None:
            yield Hidden("encoded", shown, match.start(), match.end(), True)
    for match in _PERCENT.finditer(text):
        shown = unquote(match.group()).replace("+", " ")
        # addresses are escaped for good reasons: they must give orders to count
        yield Hidden("escaped", re.sub(r"[_/-]", " ", shown), match.start(), match.end(), False)
    for match in _ESCAPES.finditer(text):
        shown = html.unescape(match.group())
        if "\\" in shown:
            shown = shown.encode("ascii", "ignore").decode("unicode_escape", "ignore")
        yield Hidden("escaped", shown, match.start(), match.end(), False)
    for match in _ROT.finditer(text):
        shown = codecs.decode(match.group(), "rot13")
        if _english(shown) >= _ENGLISH_SHARE > _english(match.group()):
            yield Hidden("encoded", shown, match.start(), match.end(), True)


def _base64(run: str) -> str | None:
    plain = run.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return _readable(base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True))
    except (binascii.Error, ValueError):
        return None


def _readable(data: bytes) -> str | None:
    """The bytes as words, None when they are none (a hash, a picture, a key)."""
    try:
        shown = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    kinds = [unicodedata.category(ch)[0] for ch in shown]
    fine = sum(kind in "LMNPZ" for kind in kinds) / max(1, len(kinds))
    return shown if fine > 0.95 and len(_WORD.findall(shown)) >= 3 and " " in shown.strip() else None


def _english(text: str) -> float:
    found = re.findall(r"[a-z]+", text.lower())
    return sum(word in _ENGLISH for word in found) / max(1, len(found))


def _joined(run: str) -> str:
    """Letters spaced apart put together; wider gaps part the words."""
    parts = re.split(r"[ \u00a0]{2,}", run.strip())
    return " ".join(re.sub(r"[ \u00a0]", "", part) for part in parts)
