"""Whether a stretch of a passage holds a fact of the kind that is asked: a number in the unit, a date, an office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.domain.base import Language
from generator.grounding.answers.lexicon import Lexicon, Phrases, lexicon
from generator.grounding.answers.question import Question
from generator.grounding.answers.tokens import Token

_DATE = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}|\btháng\s+\d{1,2}/\d{4}\b|\b(?:19|20)\d\d\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:जनवरी|फ़रवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर)",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:mẫu|biểu mẫu|form|forms|template|फ़ॉर्म|प्रपत्र)\b.{0,20}?[A-ZĐ]*\d"
    r"|\b[A-Z]{1,4}-?\d{1,3}[a-z]?\b|\bPhụ lục\s+[IVX]+",
    re.IGNORECASE,
)
_STEP = re.compile(r"(?:^|\n)\s*(?:[-•+*]|\d{1,2}[.)]|[a-zđ]\)|Bước\s+\d)|;", re.IGNORECASE)
_COUNT_AFTER = 4  # words after a number among which what it counts is named
_WEAK, _HALF = 0.4, 0.6


def answers_kind(text: str, found: Sequence[Token], question: Question, language: Language) -> float | None:
    """0 … 1: how surely the stretch holds the kind of fact asked for; None when the kind asks for nothing that can be
    seen. `found` are the tokens of the stretch, `language` that of the passage."""
    lex = lexicon(language, bare=question.bare and language == "vi")
    keys = [token.key for token in found]
    if question.kind in ("count", "money", "duration"):
        return _quantity(text, found, keys, question, lex, language)
    if question.kind == "when":
        if _DATE.search(text) or _measured(keys, found, lex, ("day", "month", "year", "hour", "week")):
            return 1.0
        return _HALF if _any(keys, lex.times) else 0.0
    if question.kind == "who":
        fresh = tuple(phrase for phrase in lex.actors if not set(phrase) <= question.keys)
        return 1.0 if _named(found, question, lex) or _any(keys, fresh) else 0.0
    if question.kind == "where":
        return 1.0 if _any(keys, lex.places) else 0.0
    if question.kind == "form":
        return 1.0 if _FORM.search(text) else 0.0
    if question.kind == "list":
        return 1.0 if text.count(",") + len(_STEP.findall(text)) >= 2 else _WEAK
    return None


def _named(found: Sequence[Token], question: Question, lex: Lexicon) -> bool:
    """Two capitalised words in a row that are not the question's own and no date."""
    fresh = [
        token.word[0].isupper()
        and token.key not in question.keys
        and token.key not in lex.stop
        and not _DATE.fullmatch(token.word)
        for token in found
    ]
    return any(first and second for first, second in pairwise(fresh))


def _quantity(
    text: str, found: Sequence[Token], keys: list[str], question: Question, lex: Lexicon, language: Language
) -> float:
    """A number that the question does not give itself, in its unit or of its things."""
    numbers = [
        n
        for n, token in enumerate(found)
        if (token.word[0].isdigit() and token.key not in question.numbers) or token.key in lex.numbers
    ]
    if question.units:
        if "money" in question.units and (_any(keys, lex.free) or re.search(r"[$₫₹€]\s?\d", text)):
            return 1.0
        return 1.0 if _measured(keys, found, lex, tuple(question.units), question.numbers) else 0.0
    if question.counted and language == question.language:
        near = any(question.counted & set(keys[n + 1 : n + 1 + _COUNT_AFTER]) for n in numbers)
        if near:
            return 1.0
        return _HALF if numbers and question.counted & set(keys) else 0.0
    if any(found[n].word[0].isdigit() for n in numbers):
        return 1.0 if not question.counted else _HALF
    return _WEAK if numbers else 0.0


def _measured(
    keys: list[str], found: Sequence[Token], lex: Lexicon, units: tuple[str, ...], given: frozenset[str] = frozenset()
) -> bool:
    """A number followed, or for a size preceded, by a word of one of the units."""
    wanted: list[tuple[str, ...]] = [phrase for unit in units for phrase in lex.units[unit]]
    for n, token in enumerate(found):
        digits = token.word[0].isdigit()
        if not digits and token.key not in lex.numbers:
            continue
        if digits and token.key in given:
            continue
        for phrase in wanted:
            size = len(phrase)
            if any(tuple(keys[at : at + size]) == phrase for at in (n + 1, n + 2)):
                return True
            before = any(tuple(keys[max(0, at - size) : at]) == phrase for at in (n, n - 1))
            if digits and before and ("point" in units or "age" in units or "year" in units or "money" in units):
                return True
    return False


def _any(keys: list[str], phrases: Phrases) -> bool:
    have = set(keys)
    return any(
        phrase[0] in have and any(tuple(keys[at : at + len(phrase)]) == phrase for at in range(len(keys)))
        for phrase in phrases
    )
