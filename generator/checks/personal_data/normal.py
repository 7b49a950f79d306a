"""A text made easy to match, with the way back: every place in it points to code points of the text as given.

`clean` is NFC with plain spaces, dashes, quotes and ASCII digits (full-width and Devanagari digits too). `folded` is
`clean` in lower case without Vietnamese marks, character for character, so that one index serves both.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.domain.text import fold_tone_place

_DROPPED = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u093c"  # zero-width marks; the nukta, which writers leave out at will
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_PLAIN = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys("“”„«»＂", '"'), **dict.fromkeys("‘’ʼ`´", "'"), "ँ": "ं"}
_MARKED = re.compile("[\u00c0-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u1ea0-\u1ef9]")
# fmt: off
_ENGLISH = frozenset((
    "of", "and", "for", "with", "this", "please", "her", "his", "my", "our", "from", "that", "which", "is", "are",
    "was", "write", "draft", "these", "who", "should", "will", "has", "have", "make", "their", "by", "it", "not", "be",
    "you", "your", "into", "summarise", "translate", "rewrite", "explain",
))
# fmt: on
_AROUND = 30
_STROKED = {"đ": "d", "Đ": "d"}
# Letters with their marks, or a figure; an underline parts words, since field names are written NGAY_SINH.
_TOKEN = re.compile(r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0300-\u036f])+|\d+")


class Token(NamedTuple):
    """A word or a figure: its place in `clean`, how it compares, and how it is spelled (lower case, tones placed)."""

    start: int
    end: int
    fold: str
    exact: str
    capital: bool
    figure: bool
    shouted: bool


class Normal:
    """A text, its matchable forms and the map between them."""

    def __init__(self, text: str) -> None:
        self.given = text
        self.starts: Sequence[int]
        self.ends: Sequence[int]
        clean = list(map(_cleaned, text)) if unicodedata.is_normalized("NFC", text) else []
        if len(clean) == len(text) and all(len(ch) == 1 for ch in clean):  # most texts: one character for each
            self.starts, self.ends = range(len(text)), range(1, len(text) + 1)
        else:
            clean, self.starts, self.ends = _mapped(text)
        self.clean = "".join(clean)
        self.folded = "".join(map(_folded, clean))
        self.flat = "".join(map(_upper, self.folded))
        self.tokens = [
            Token(
                m.start(),
                m.end(),
                m.group(),
                spelling(self.clean[m.start() : m.end()]),
                self.clean[m.start()].isupper(),
                m.group()[0].isdigit(),
                self.clean[m.start() : m.end()].isupper() and m.end() - m.start() > 1,
            )
            for m in _TOKEN.finditer(self.folded)
        ]
        self.at: dict[str, list[int]] = {}  # the places of each word among the tokens
        for place, token in enumerate(self.tokens):
            self.at.setdefault(token.fold, []).append(place)
        # whether the writer uses Vietnamese marks: then a word without them is another word
        self.marked = _MARKED.search(self.clean) is not None
        self._marks = [match.start() for match in _MARKED.finditer(self.clean)]
        # whether it reads as English: then "the" is no "thẻ"
        self.english = len(_ENGLISH & self.at.keys()) >= min(2, 1 + len(self.tokens) // 14)

    def marked_near(self, token: Token) -> bool:
        """Whether the words around carry Vietnamese marks: a form typed without them may stand inside a marked text."""
        after = bisect_left(self._marks, token.start - _AROUND)
        return after < len(self._marks) and self._marks[after] <= token.end + _AROUND

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the text as given for `clean[start:end]`, trailing marks included."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=16384)
def spelling(word: str) -> str:
    """Lower case, one way of placing tones ("hoà" = "hòa"): for words that differ only in their marks."""
    return word.lower() if word.isascii() else fold_tone_place(word.lower())


def comparable(text: str) -> str:
    """A word list's entry as it would stand in `folded`."""
    return Normal(text).folded


def _mapped(text: str) -> tuple[list[str], list[int], list[int]]:
    """Clean characters, and for each where its cluster begins and ends in the text as given."""
    clean: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for ch in _cleaned(text[start:end]):
            clean.append(ch)
            starts.append(start)
            ends.append(end)
    return clean, starts, ends


def _clusters(text: str) -> list[tuple[int, int]]:
    """A base character with the combining marks that NFC may join to it."""
    if unicodedata.is_normalized("NFC", text):
        return [(at, at + 1) for at in range(len(text))]
    spans: list[tuple[int, int]] = []
    for at, ch in enumerate(text):
        if spans and unicodedata.combining(ch):
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans


@lru_cache(maxsize=8192)
def _cleaned(cluster: str) -> str:
    if cluster.isascii():
        return cluster
    return "".join(_plain(ch) for ch in unicodedata.normalize("NFC", cluster))


def _plain(ch: str) -> str:
    if ch in _DROPPED:
        return ""
    if ch in _PLAIN:
        return _PLAIN[ch]
    digit = unicodedata.decimal(ch, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= ch <= "\uff5e":
        return chr(ord(ch) - 0xFEE0)
    return " " if unicodedata.category(ch) == "Zs" else ch


@lru_cache(maxsize=8192)
def _folded(ch: str) -> str:
    if ch in _STROKED:
        return _STROKED[ch]
    base = unicodedata.normalize("NFD", ch)[0] if not ch.isascii() and ch.isalpha() and ch < "\u1fff" else ch
    low = base.lower()
    return low if len(low) == 1 else base


@lru_cache(maxsize=8192)
def _upper(ch: str) -> str:
    up = ch.upper()
    return up if len(up) == 1 else ch
