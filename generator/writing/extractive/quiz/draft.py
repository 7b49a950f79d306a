"""An item before it is an item: what it asks, and everything its distractors may be taken from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.domain.base import digest
from generator.domain.ledger import Claim
from generator.domain.lesson import Bloom, Section
from generator.domain.quiz import Multiple, OneBest, Option, SimpleItem
from generator.domain.text import squeeze, words
from generator.messages import say
from generator.writing.extractive.questions import clean, ordered

Gate = Callable[[SimpleItem], Sequence[str]]
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Wrong:
    """A distractor: its text, the words it is true of (None when it was made), and a note's key in `quiz.note`."""

    text: str
    words: Claim | None = None
    note: str = "other"


@dataclass(slots=True)
class Draft:
    """`claims` are the facts the item uses up; `pool` its distractors, best first; `keys` more than one for items with
    several right options; `section` where it belongs. `made` holds an item that needs no distractors; `last` marks
    items worth making only when nothing better is left."""

    stem: str
    keys: tuple[str, ...]
    claims: tuple[Claim, ...]
    bloom: Bloom
    section: Section
    language: str
    group: str
    pool: Sequence[Wrong] = ()
    made: SimpleItem | None = None
    last: bool = False

    @property
    def fact(self) -> str:
        """The same for two drafts on the same sentence, in whatever file it stands."""
        return "f-" + digest(same_words(self.claims[0].text))

    def variants(self) -> Iterator[SimpleItem]:
        """The item with one choice of distractors after another, so that the examiner can refuse one."""
        if self.made is not None:
            yield self.made
            return
        wanted = 3 if len(self.keys) == 1 else min(3, 6 - len(self.keys))
        pool = self._distinct()
        for start in range(min(_TRIES, max(1, len(pool) - wanted + 1))):
            chosen = pool[start : start + wanted]
            if len(chosen) >= 2:
                yield self._choice(chosen)

    def _distinct(self) -> list[Wrong]:
        """Distractors that are not the key, do not hold it and are not held by it or by one another."""
        kept: list[Wrong] = []
        taken = [squeeze(key).lower() for key in self.keys]
        for wrong in self.pool:
            text = squeeze(wrong.text).lower()
            if text and not any(text in other or other in text for other in taken):
                kept.append(wrong)
                taken.append(text)
        return kept

    def _choice(self, chosen: Sequence[Wrong]) -> OneBest | Multiple:
        by_text: dict[str, Option] = {}
        right = say("quiz.note.right", self.language)
        for key, claim in zip(self.keys, self.claims, strict=False):
            by_text[key] = Option(text=key, correct=True, note=right, words=claim if len(self.keys) > 1 else None)
        for wrong in chosen:
            note = say(f"quiz.note.{wrong.note}", self.language)
            by_text[wrong.text] = Option(text=wrong.text, correct=False, note=note, words=wrong.words)
        options = tuple(by_text[text] for text in ordered(list(by_text), self.stem))
        common = {
            "id": "q", "stem": self.stem, "rationale": self.claims[0], "bloom": self.bloom, "fact": self.fact,
            "difficulty": "easy" if self.bloom == "remember" else "medium", "options": options,
        }  # fmt: skip
        return OneBest(**common) if len(self.keys) == 1 else Multiple(**common)  # type: ignore[arg-type]


def same_words(text: str) -> str:
    """The words of a sentence, however it is punctuated."""
    return " ".join(words(text))


def shown(text: str) -> str:
    """Words of a guide as an option: no full stop at the end, a capital at the start."""
    return clean(re.sub(r"^[-+•–]\s*", "", text))
