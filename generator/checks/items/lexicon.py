"""Word lists of one language, compiled once, and the words that carry meaning in a text."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.domain.text import nfc, words

_HERE = Path(__file__).parent
# \b ends a Hindi word at its vowel sign
_LEFT, _RIGHT = r"(?<![\w\u0900-\u097f])", r"(?![\w\u0900-\u097f])"
_ENDINGS = ("ing", "ies", "ied", "ed", "es", "s", "ly", "ment")


def whole(patterns: str) -> re.Pattern[str]:
    """A pattern for whole words, in any script."""
    return re.compile(rf"{_LEFT}(?:{patterns}){_RIGHT}")


class Lexicon:
    """`find(name, text)` gives the first words of a list in a lower-case text; `content(text)` the words that carry
    meaning."""

    def __init__(self, language: str) -> None:
        self.language = language
        with (_HERE / f"{language}.toml").open("rb") as file:
            self._lists: dict[str, Any] = tomllib.load(file)

    @cached_property
    def _compiled(self) -> dict[str, re.Pattern[str]]:
        made = {}
        for name, entry in self._lists.items():
            if name in ("stop", "asks", "expects", "synonyms"):
                continue
            joined = "|".join(entry) if isinstance(entry, list) else "|".join(entry.strip().split("\n"))
            made[name] = whole(nfc(joined))
        return made

    @cached_property
    def stop(self) -> frozenset[str]:
        """Words that only join others."""
        return frozenset(words(self._lists["stop"]))

    @cached_property
    def asks(self) -> dict[str, re.Pattern[str]]:
        """Kind of answer → words that ask for it."""
        return {kind: re.compile(pattern) for kind, pattern in self._lists["asks"].items()}

    @cached_property
    def expects(self) -> list[tuple[re.Pattern[str], str]]:
        """Ends of a stem to be completed, and the kind of words that must follow."""
        return [(re.compile(pattern), kind) for pattern, kind in self._lists["expects"]]

    @cached_property
    def _synonyms(self) -> list[tuple[re.Pattern[str], str]]:
        pairs = [(nfc(word), f"syn{place}") for place, group in enumerate(self._lists["synonyms"]) for word in group]
        pairs.sort(key=lambda pair: -len(pair[0]))
        return [(whole(re.escape(word)), name) for word, name in pairs]

    def find(self, name: str, text: str) -> str:
        """The first words of the list in the text, "" when there are none."""
        found = self._compiled[name].search(text)
        return found.group() if found else ""

    def all(self, name: str, text: str) -> list[re.Match[str]]:
        """All places of the list's words."""
        return list(self._compiled[name].finditer(text))

    def is_all(self, name: str, text: str) -> bool:
        """Whether the whole text is one entry of the list."""
        return self._compiled[name].fullmatch(text) is not None

    def starts(self, name: str, text: str) -> bool:
        """Whether the text begins with an entry of the list."""
        return self._compiled[name].match(text) is not None

    def content(self, text: str) -> list[str]:
        """Words that carry meaning, in order; English ones without their endings."""
        kept = [word for word in words(text) if word not in self.stop]
        return [stem(word) for word in kept] if self.language == "en" else kept

    def phrases(self, text: str) -> set[str]:
        """What a test-wise reader can match: in Vietnamese two neighbouring syllables, else single words."""
        if self.language != "vi":
            return {word.removesuffix("s") for word in words(text) if word not in self.stop and len(word) > 3}
        found = set()
        for part in re.split(r"[,;:.?!()“”\"]", text):
            syllables = words(part)
            for first, second in pairwise(syllables):
                if first not in self.stop and second not in self.stop and not (first + second).isdigit():
                    found.add(f"{first} {second}")
        return found

    def plain(self, text: str) -> str:
        """Lower case, each synonym under one name."""
        text = nfc(text).lower()
        for pattern, name in self._synonyms:
            text = pattern.sub(name, text)
        return text


def stem(word: str) -> str:
    """An English word without its commonest endings."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word.removesuffix("e") if len(word) > 4 else word


@cache
def lexicon(language: str) -> Lexicon:
    """The word lists of a language (vi, en, hi)."""
    return Lexicon(language)
