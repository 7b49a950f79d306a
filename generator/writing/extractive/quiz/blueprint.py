"""How many items each outcome gets at each level, and which drafts fill the plan without asking a fact twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.domain.lesson import Bloom, Level, Outcome
from generator.domain.quiz import BlueprintRow, SimpleItem
from generator.domain.text import words
from generator.writing.extractive.quiz.draft import Draft, Gate, same_words

# Shares of the levels of thinking, after our own teaching practice: the higher the level, the less to remember.
_SHARES: dict[Level, dict[Bloom, float]] = {
    "basic": {"remember": 0.4, "understand": 0.35, "apply": 0.25},
    "intermediate": {"remember": 0.25, "understand": 0.4, "apply": 0.35},
    "advanced": {"remember": 0.15, "understand": 0.4, "apply": 0.45},
}
_ALIKE = 0.7  # share of words over which two sentences say the same fact


def plan(outcomes: Sequence[Outcome], items: int, level: Level) -> list[BlueprintRow]:
    """Items by outcome × level: outcomes in turn, levels by their shares; rows with at least one item."""
    shares = _SHARES[level]
    wanted: Counter[tuple[str, Bloom]] = Counter()
    given: Counter[Bloom] = Counter()
    for number in range(items):
        bloom = max(shares, key=lambda b: shares[b] * (number + 1) - given[b])
        given[bloom] += 1
        wanted[outcomes[number % len(outcomes)].id, bloom] += 1
    order = {outcome.id: place for place, outcome in enumerate(outcomes)}
    rows = sorted(wanted.items(), key=lambda row: (order[row[0][0]], list(shares).index(row[0][1])))
    return [BlueprintRow(outcome_id=outcome, bloom=bloom, wanted=count) for (outcome, bloom), count in rows]


class Chooser:
    """Takes drafts into the quiz one by one; remembers facts that are used up and why drafts were left out."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._facts: list[set[str]] = []
        self.taken: list[tuple[Draft, SimpleItem]] = []
        self.dropped: Counter[str] = Counter()
        self._refused: set[int] = set()

    def take(self, draft: Draft) -> SimpleItem | None:
        """The item of a draft, when its facts are new, no item answers another, and the examiner finds nothing."""
        if id(draft) in self._refused:
            return None
        reason = self._reason(draft)
        if not reason:
            flaws: Sequence[str] = ("too_few_distractors",)
            for item in draft.variants():
                flaws = self._gate(item)
                if not flaws:
                    self._facts += [set(words(claim.text)) for claim in draft.claims]
                    self.taken.append((draft, item))
                    return item
            reason = flaws[0]
        self._refused.add(id(draft))
        self.dropped[reason] += 1
        return None

    def _reason(self, draft: Draft) -> str:
        facts = [set(words(claim.text)) for claim in draft.claims]
        if any(_same(fact, used) for fact in facts for used in self._facts):
            return "duplicate_fact"
        if any(same_words(draft.stem) == same_words(other.stem) for other, _ in self.taken):
            return "duplicate_fact"
        for other, item in self.taken:
            if _tells(draft.stem, other.keys, item.stem) or _tells(item.stem, draft.keys, draft.stem):
                return "answers_another"
        return ""


def _same(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other)) and abs(len(one) - len(other)) <= 0.6 * len(one)


def _tells(stem: str, keys: Sequence[str], asked: str) -> bool:
    """Whether a stem holds the key of another item that asks about the same thing."""
    text, about = same_words(stem), set(words(stem))
    other = set(words(asked))
    alike = len(about & other) >= 0.45 * min(len(about), len(other))
    return alike and any(re.search(rf"(?<!\w){re.escape(same_words(key))}(?!\w)", text) for key in keys if key)


def kind_turns(kinds: Sequence[str]) -> list[str]:
    """The order in which kinds are tried, so that a quiz is mixed and choices come first."""
    order = [
        "one_best",
        "multiple",
        ("true_false"),
        "one_best",
        "matching",
        "ordering",
        "one_best",
        "numeric",
        "completion",
        "short",
    ]
    return [kind for kind in order if kind in kinds] or list(kinds)
