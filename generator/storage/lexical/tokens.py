"""Tokens of the lexical index: words and pairs of neighbouring words.

Vietnamese words are mostly two syllables, so a pair carries the meaning that one syllable does not; and a pair is rare
enough that a search over a large library stays fast.
"""

from __future__ import annotations

from itertools import pairwise

from generator.domain.text import fold_accents, words

MAX_QUERY_WORDS = 64
_LONGEST = 60  # letters of one token; longer runs are not words, and no database needs to keep them whole


def singles(text: str, *, fold: bool = False) -> list[str]:
    """Words (for Vietnamese: syllables) in order, with or without Vietnamese marks."""
    return [word[:_LONGEST] for word in words(fold_accents(text) if fold else text)]


def pairs(single: list[str]) -> list[str]:
    """Neighbouring words joined ("đăng", "ký" → "đăng_ký")."""
    return [f"{first}_{second}" for first, second in pairwise(single)]


def tokens(text: str, *, fold: bool = False) -> list[str]:
    """Words followed by their pairs ("đăng ký" → đăng, ký, đăng_ký)."""
    single = singles(text, fold=fold)
    return single + pairs(single)


def is_pair(token: str) -> bool:
    """Whether a token is a pair of words; a word itself never holds an underscore."""
    return "_" in token


def unaccented(query: str) -> bool:
    """Whether a query was typed without Vietnamese marks: no mark anywhere, in Latin letters."""
    return fold_accents(query) == query and any("a" <= ch <= "z" for ch in query.lower())


def query_tokens(query: str, *, fold: bool) -> list[str]:
    """Distinct tokens of a query, at most 64 words of it."""
    single = singles(query[:10_000], fold=fold)[:MAX_QUERY_WORDS]
    return list(dict.fromkeys(single + pairs(single)))
