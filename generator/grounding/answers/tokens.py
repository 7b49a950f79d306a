"""Words of questions and passages in the form in which they are compared, with their places in the text."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from generator.domain.base import Language
from generator.domain.text import fold_accents, fold_tone_place

# A number keeps its separators ("10.000", "20/7/2023"); letters stuck to digits are cut off ("200dpi").
_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d"
_TOKEN = re.compile(rf"\d+(?:[.,/]\d+)*|[%$₫₹]|[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_ENGLISH = (
    "izations", "ization", "ations", "ation", "ingly", "ements", "ement", "ments", "ment", "edly", "ness", "ings",
    "ing", "ies", "ied", "ers", "er", "ors", "or", "ed", "es", "ly", "al", "s", "e", "y",
)  # fmt: skip
_HINDI = ("ियों", "ाओं", "ुओं", "ों", "ें", "ाएँ", "ियाँ", "ी", "ा", "े", "ो", "ि")
_STEM = 3  # letters that must stay


class Token(NamedTuple):
    """A word as compared (`key`), as written, and its place."""

    key: str
    word: str
    start: int
    end: int


def tokens(text: str, language: Language, *, bare: bool = False) -> list[Token]:
    """The words of a text; `bare` leaves Vietnamese marks out, for questions typed without them."""
    return [
        Token(key(match.group(), language, bare=bare), match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def key(word: str, language: Language, *, bare: bool = False) -> str:
    """One form for the spellings and endings of a word: NFC, lower case, one place for a tone mark; English and Hindi
    words without their commonest endings, numbers without leading noughts."""
    word = unicodedata.normalize("NFC", word).lower()
    if word[0].isdigit():
        return word.lstrip("0") or "0"
    if word.isascii() and language != "vi":
        return _stem(word, _ENGLISH)
    if "\u0900" <= word[0] <= "\u097f":
        return _stem(word.replace("\u093c", "").replace("ँ", "ं"), _HINDI)
    return fold_accents(word) if bare else fold_tone_place(word)


def _stem(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _STEM and word[-1] == word[-2] else word


def phrase(words: str, language: Language, *, bare: bool = False) -> tuple[str, ...]:
    """A phrase of the lexicon as keys."""
    return tuple(token.key for token in tokens(words, language, bare=bare))


def find(sequence: list[str], wanted: tuple[str, ...], start: int = 0) -> int:
    """Where the phrase stands in the keys, -1 when it does not."""
    size = len(wanted)
    for at in range(start, len(sequence) - size + 1):
        if sequence[at] == wanted[0] and tuple(sequence[at : at + size]) == wanted:
            return at
    return -1
