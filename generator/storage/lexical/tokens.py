"""Tokens of the lexical index: words and pairs of neighbouring words.

Vietnamese words are mostly two syllables, so a pair carries the meaning that one syllable does not; and a pair is rare
enough that a search over a large library stays fast.
"""

from __future__ import annotations

from itertools import pairwise

from generator.domain.text import fold_accents, words

MAX_QUERY_WORDS = 64


def tokens(text: str) -> list[str]:
    """Words followed by their pairs ("đăng ký" → đăng, ký, đăng_ký)."""
    single = words(text)
    return single + pairs(single)


def pairs(single: list[str]) -> list[str]:
    """Neighbouring words joined."""
    return [f"{first}_{second}" for first, second in pairwise(single)]


def folded(text: str) -> list[str]:
    """The same without Vietnamese marks."""
    return tokens(fold_accents(text))


def unaccented(query: str) -> bool:
    """Whether a query was typed without Vietnamese marks: no mark anywhere, in Latin letters."""
    return fold_accents(query) == query and any("a" <= ch <= "z" for ch in query.lower())


def query_tokens(query: str, *, fold: bool) -> list[str]:
    """Distinct tokens of a query, at most 64 words of it."""
    single = words(fold_accents(query) if fold else query)[:MAX_QUERY_WORDS]
    return list(dict.fromkeys(single + pairs(single)))
