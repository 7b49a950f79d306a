"""The patterns of the rubric, compiled once for each language.

`lexicon/LANG.toml` holds tables `macro`, `signal` (what a good prompt does), `fault` (what a bad one does), `guard`
(words near a match that make it harmless). Notation: `{NAME}` a macro, `!` first: only with accents, `~` any
ending, ` .. ` up to forty characters of the same sentence. A Vietnamese prompt typed without accents is compared with
patterns without accents.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.domain.base import Language
from generator.domain.text import fold_accents
from generator.practice.rubric.prepare import plain

_HERE = Path(__file__).parent / "lexicon"
_LETTER = r"\w\u0900-\u0963"  # Hindi's vowel signs are marks, which \w alone would leave out
_ENDING = rf"[{_LETTER}]*"
_GAP = r"[^.;!?।\n]{0,40}"


@dataclass(frozen=True)
class Lexicon:
    """Compiled patterns by name, the words that negate, and the guards."""

    signals: dict[str, re.Pattern[str]]
    faults: dict[str, re.Pattern[str]]
    guards: dict[str, re.Pattern[str]]
    negation: re.Pattern[str]
    joins: re.Pattern[str]
    stop: frozenset[str]


@cache
def lexicon(language: Language, folded: bool = False) -> Lexicon:
    """The patterns of a language; `folded` for Vietnamese typed without accents."""
    data = tomllib.loads((_HERE / f"{language}.toml").read_text("utf-8"))
    macros: dict[str, str] = data["macro"]

    def compiled(patterns: list[str]) -> re.Pattern[str]:
        # "!" marks short words that without their accents would be other words ("bịa", "bia")
        chosen = [pattern.lstrip("!") for pattern in patterns if not (folded and pattern.startswith("!"))]
        return _compile([_expand(pattern, macros) for pattern in chosen], folded)

    return Lexicon(
        signals={name: compiled(patterns) for name, patterns in data["signal"].items()},
        faults={name: compiled(patterns) for name, patterns in data["fault"].items()},
        guards={name: compiled(patterns) for name, patterns in data["guard"].items()},
        negation=compiled([macros["NEG"]]),
        joins=compiled([macros["OR"]]),
        stop=frozenset(plain(fold_accents(data["stop"]) if folded else data["stop"]).split()),
    )


def _expand(pattern: str, macros: dict[str, str]) -> str:
    for name, value in macros.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern.replace(" .. ", rf"\b{_GAP}").replace("~", _ENDING)


def _compile(patterns: list[str], folded: bool) -> re.Pattern[str]:
    # a pattern may begin or end with a bracket or a quotation mark: only a letter needs a border
    whole = "|".join(f"(?:{plain(pattern)})" for pattern in patterns)
    whole = fold_accents(whole) if folded else whole
    return re.compile(rf"(?<![{_LETTER}])(?:{whole})(?![{_LETTER}])", re.IGNORECASE)
