"""An item as the examiner reads it, whatever it came from."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from generator.checks.items.lexicon import Lexicon, lexicon
from generator.domain.base import Language, Value
from generator.domain.text import squeeze

_LABEL = re.compile(r"^\s*(?:\(?[A-Ha-h][.)]|\(?\d{1,2}[.)](?!\d))\s+")


class Question(Value):
    """Stem, options as printed, indices of the right ones, and the passage that should carry the key ("" when there
    is none: then the two checks that need it find nothing)."""

    id: str
    language: Language
    stem: str
    options: tuple[str, ...]
    keys: tuple[int, ...]
    source: str = ""

    @cached_property
    def words(self) -> Lexicon:
        """The word lists of the item's language."""
        return lexicon(self.language)

    @cached_property
    def asked(self) -> str:
        """The stem, NFC, one space between words."""
        return squeeze(self.stem)

    @cached_property
    def low(self) -> str:
        """The stem in lower case."""
        return self.asked.lower()

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The options without "A." before them and full stops after them."""
        return tuple(_LABEL.sub("", squeeze(option)).rstrip(" .;") for option in self.options)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The choices in lower case."""
        return tuple(choice.lower() for choice in self.choices)

    @property
    def key(self) -> int:
        """The first right option."""
        return self.keys[0]

    @property
    def distractors(self) -> tuple[int, ...]:
        """Indices of the options that are not right."""
        return tuple(number for number in range(len(self.options)) if number not in self.keys)

    @cached_property
    def last_sentence(self) -> str:
        """The sentence of the stem that asks: the last one."""
        parts = re.split(r"(?<=[.!?।])\s+(?=[^\W\d_a-zà-ỹ])", self.asked)
        return parts[-1]

    @property
    def completion(self) -> bool:
        """Whether the options finish the stem's sentence."""
        return not re.search(r"[?？]", self.asked) and not self.asked.endswith((".", "।"))


class Flaw(NamedTuple):
    """Where a rule is broken ("stem", "option:2", counted from 1) and by which words."""

    place: str
    words: str


def at(number: int) -> str:
    """The place of an option."""
    return f"option:{number + 1}"
