"""Whether words still stand in a text, however its spaces, code points or tone marks are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.domain.sentences import sentences
from generator.domain.text import fold_tone_place, squeeze, words


def comparable(text: str) -> str:
    """The form in which two spellings of the same words are equal: NFC, plain spaces, one place for a tone mark."""
    return fold_tone_place(squeeze(text))


def contains(text: str, quote: str) -> bool:
    """Whether the quote stands in the text: exactly, or with other spaces, normalisation or tone placement."""
    if not quote.strip():
        return False
    return quote in text or squeeze(quote) in squeeze(text) or comparable(quote) in comparable(text)


def nearest(texts: Iterable[str], quote: str) -> str:
    """The sentence that shares most words with the quote (Dice over words, at least a half), or ""."""
    wanted = Counter(words(quote))
    best, found = 0.5, ""
    for text in texts:
        for sentence in sentences(text):
            have = Counter(words(sentence))
            score = 2 * (wanted & have).total() / max(1, wanted.total() + have.total())
            if score > best:
                best, found = score, sentence
    return found
