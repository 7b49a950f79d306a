"""A prompt as the rubric reads it: one spelling, sentences, language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.domain.base import Language
from generator.domain.sentences import sentence_spans
from generator.domain.text import fold_accents, nfc, words

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "ँ": "ं", "़": None})
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_MARKED = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
# The old and the new place of a tone ("hoà", "hòa"); only where the syllable ends.
_TONE_PLACES = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ])(?![^\W\d_])", re.IGNORECASE)
_NEW_PLACE = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", words("òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"), strict=True))
# Frequent words that tell unaccented Vietnamese from English.
_VIETNAMESE = frozenset(
    words(
        "viet soan cho nguoi cua va khong duoc cac nhung toi ban giup lam theo bang ghi dan xa phuong thong bao tra "
        "loi huong tom tat tu den voi la co gi nha di nay mot hai ba neu thi de chi dung can phai"
    )
)
_ENGLISH = frozenset(
    words(
        "the a an of to and for in is are with on from below write please that this it be if not do only by my as or "
        "we i you your our make give reply about"
    )
)


@dataclass(frozen=True)
class Prepared:
    """The prompt in one spelling, its sentences, its language, and whether Vietnamese marks are missing."""

    text: str
    sentences: tuple[str, ...]
    language: Language
    folded: bool
    words: tuple[str, ...]


def plain(text: str) -> str:
    """NFC, one kind of quotation mark, one place for a tone, no nukta, one mark for a nasal in Hindi."""
    text = nfc(text).translate(_QUOTES)
    return _TONE_PLACES.sub(lambda found: _NEW_PLACE[found.group()[1].lower()], text)


def language_of_prompt(text: str) -> Language:
    """By script, marks, then frequent words (Vietnamese is often typed without its marks)."""
    letters = sum(ch.isalpha() for ch in text) or 1
    if len(_DEVANAGARI.findall(text)) > 0.2 * letters:
        return "hi"
    if len(_MARKED.findall(text)) > 0.04 * letters:
        return "vi"
    found = words(text)
    return "vi" if sum(w in _VIETNAMESE for w in found) > sum(w in _ENGLISH for w in found) else "en"


def prepare(prompt: str, language: Language | None = None) -> Prepared:
    """Ready for matching; the language is found when it is not given."""
    text = plain(prompt).strip()
    language = language or language_of_prompt(text)
    parts = [text[start:end] for start, end in sentence_spans(text)]
    sentences = tuple(piece.strip() for part in parts for piece in part.split(";") if piece.strip())
    letters = sum(ch.isalpha() for ch in text) or 1
    folded = language == "vi" and len(_MARKED.findall(text)) <= 0.02 * letters
    if folded:
        text = fold_accents(text)
        sentences = tuple(fold_accents(sentence) for sentence in sentences)
    return Prepared(text, sentences, language, folded, tuple(words(text)))
