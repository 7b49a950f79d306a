"""Parts of a question as a file gives them, made into an item; or the sentence that says why it cannot be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.domain.ledger import Claim
from generator.domain.quiz import (
    Completion,
    Matching,
    Multiple,
    Numeric,
    OneBest,
    Option,
    Ordering,
    Pair,
    Short,
    SimpleItem,
    TrueFalse,
)
from generator.domain.text import nfc
from generator.messages import say


@dataclass
class Read:
    """What a file held. `problems` has one sentence for each question that was not taken over, with its words."""

    items: list[SimpleItem] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass
class Given:
    """A question as found. `weights` belong to `options`: above zero is right. Empty parts were not in the file."""

    name: str = ""
    stem: str = ""
    options: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    several: bool = False
    truth: bool | None = None
    pairs: list[tuple[str, str]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    number: tuple[float, float] | None = None
    unit: str = ""
    completion: bool = False
    why: str = ""
    tags: tuple[str, ...] = ()
    bloom: str = "remember"
    difficulty: str = "medium"


class Collector:
    """Takes questions one by one; names stay unique."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.read = Read()
        self._names: set[str] = set()

    def problem(self, key: str, given: str, **details: object) -> None:
        """A sentence about a question, with enough of its words to find it."""
        shown = " ".join(given.split())
        shown = shown[:77] + "…" if len(shown) > 78 else shown
        self.read.problems.append(say(f"quizread.{key}", self.language, question=shown, **details))

    def add(self, given: Given) -> None:
        """The item, or a sentence why not."""
        stem = nfc(given.stem).strip()
        if not stem:
            return self.problem("no_stem", given.name or " ".join(given.options))
        item = self._item(given, stem)
        if isinstance(item, str):
            return self.problem(item, stem)
        self.read.items.append(item)
        return None

    def _name(self, wanted: str) -> str:
        base = " ".join(nfc(wanted).split()) or f"q{len(self.read.items) + 1}"
        name, turn = base, 2
        while name in self._names:
            name, turn = f"{base}-{turn}", turn + 1
        self._names.add(name)
        return name

    def _item(self, given: Given, stem: str) -> SimpleItem | str:
        options = [nfc(option).strip() for option in given.options]
        key = [option for option, weight in zip(options, given.weights, strict=True) if weight > 0]
        pairs = [(nfc(left).strip(), nfc(right).strip()) for left, right in given.pairs]
        steps = [nfc(step).strip() for step in given.steps]
        answers = tuple(dict.fromkeys(answer for words in given.answers if (answer := nfc(words).strip())))
        said = nfc(given.why).strip() or "; ".join(key or answers) or stem
        common: dict[str, Any] = {
            "stem": stem, "bloom": given.bloom, "difficulty": given.difficulty, "tags": given.tags, "fact": stem,
            "rationale": self._claim(said),
        }  # fmt: skip
        if options and (len(options) < 2 or not all(options)):
            return "few_options"
        if options and not key:
            return "no_key"
        if given.truth is None and not (options or pairs or steps or answers or given.number):
            return "no_answer"
        if pairs and sum(bool(left) for left, _ in pairs) < 2:
            return "few_pairs"
        common["id"] = self._name(given.name)
        if options:
            made = self._options(given, options)
            kind = Multiple if given.several and len(key) > 1 else OneBest
            if kind is OneBest and len(key) > 1:
                return "two_keys"
            return kind(options=made, **common)
        if given.truth is not None:
            return TrueFalse(answer=given.truth, justify=say("quizread.justify", self.language), **common)
        if pairs:
            whole = [pair for pair in pairs if pair[0]]
            kept = tuple(Pair(left=left, right=right, words=self._claim(f"{left} – {right}")) for left, right in whole)
            return Matching(pairs=kept, extra=tuple(right for left, right in pairs if not left and right), **common)
        if steps:
            return Ordering(steps=tuple(self._claim(step) for step in steps), **common)
        if given.number is not None:
            value, tolerance = given.number
            return Numeric(value=value, tolerance=tolerance, unit=nfc(given.unit), shown=f"{value:g}", **common)
        return (Completion if given.completion else Short)(answers=answers, **common)

    def _options(self, given: Given, options: Sequence[str]) -> tuple[Option, ...]:
        notes = [*given.notes, *[""] * (len(options) - len(given.notes))]
        rows = zip(options, given.weights, notes, strict=True)
        return tuple(Option(text=text, correct=weight > 0, note=nfc(note).strip()) for text, weight, note in rows)

    def _claim(self, text: str) -> Claim:
        """Nothing in the guides carries it yet, and it says so."""
        return Claim(text=text, status="unsupported", reason=say("quizread.no_source", self.language))


def as_number(words: str) -> float | None:
    """A number as machines write it."""
    try:
        return float(words.strip())
    except ValueError:
        return None
