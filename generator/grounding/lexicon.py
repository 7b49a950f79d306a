"""Word lists that grounding matches on, one JSON file for each language, read once."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).with_name("lexicon")


@cache
def lexicon(language: str) -> dict[str, Any]:
    """The lists of a language: stop words, markers (negation, modality, order, cause …), synonyms, antonyms."""
    words: dict[str, Any] = json.loads((_HERE / f"{language}.json").read_text("utf-8"))
    words["stop"] = frozenset(words["stop"])
    return words


@cache
def number_words(language: str) -> dict[str, Any]:
    """Number words, scales, fractions, units and months of a language."""
    every: dict[str, Any] = json.loads((_HERE / "numbers.json").read_text("utf-8"))
    chosen: dict[str, Any] = every[language]
    return chosen


@cache
def phrases(language: str, name: str) -> re.Pattern[str]:
    """One pattern that finds any phrase of a list, the longest first, on whole words of lower-case text."""
    table = lexicon(language) if name in lexicon(language) else number_words(language)
    return any_of(tuple(table.get(name, ())))


@cache
def any_of(items: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for whole phrases; never matches when there are none. Hindi's vowel signs belong to their word."""
    ordered = sorted(items, key=len, reverse=True)
    body = "|".join(re.escape(item) for item in ordered) or r"(?!)"
    edge = r"[\wऀ-ॿ]"
    return re.compile(rf"(?<!{edge})(?:{body})(?!{edge})")
