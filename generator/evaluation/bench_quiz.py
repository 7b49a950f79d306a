"""What the quiz author makes of a library: facts asked twice, keys without a quote, items the examiner objects to."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.app import open_service
from generator.domain.quiz import Quiz, QuizBrief
from generator.domain.text import words
from generator.grounding.quotes import contains
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.domain.base import Language
    from generator.service import Soan

ITEMS = 100


def bench(guides: Path, *, items: int = ITEMS, settings: Settings | None = None) -> dict[str, object]:
    """Reads a folder into a library of its own and makes one quiz of each language of all its guides, their items
    together `items`. Returns counts, shares and seconds; `items_json` holds the items for reading."""
    with tempfile.TemporaryDirectory(prefix="soan-bench-") as folder:
        chosen = (settings or Settings()).model_copy(update={"data": Path(folder), "embedder": "none"})
        with open_service(settings=chosen) as soan:
            soan.add_guides([guides])
            return measure(soan, items)


def measure(soan: Soan, items: int) -> dict[str, object]:
    """The figures for the library as it is; languages share the items by the number of their guides."""
    known = list(soan.guides())
    started = time.perf_counter()
    languages = sorted({guide.language for guide in known})
    wanted = dict.fromkeys(languages, -(-items // max(1, len(languages))))
    made: dict[Language, Quiz] = {}
    for _ in range(2):  # what one language cannot give, the others make up in a second round
        for language in languages:
            if language not in made or _count(made[language]) < wanted[language]:
                ids = tuple(guide.id for guide in known if guide.language == language)
                brief = QuizBrief(
                    topic=language, items=wanted[language], language=language, as_of=date.today(), guide_ids=ids
                )
                made[language] = soan.quizzes.quiz(brief)
        full = [language for language in languages if _count(made[language]) == wanted[language]]
        wanted.update({language: _count(made[language]) for language in languages})
        left = items - sum(wanted.values())
        for language in full if left > 0 else ():
            wanted[language] += -(-left // len(full))
    quizzes = list(made.values())
    spent = time.perf_counter() - started
    asked = [(quiz, item) for quiz in quizzes for item in quiz.questions()]
    facts = Counter(" ".join(words(item.rationale.text)) for _, item in asked)
    quoted = sum(
        bool(item.citations) and all(contains(soan.passage(c.passage_id).text, c.quote) for c in item.citations)
        for _, item in asked
    )
    flawed = {quiz.id + item.id: soan.quizzes.flaws(item, quiz.language) for quiz, item in asked}
    return {
        "items": len(asked),
        "duplicate_facts": sum(count - 1 for count in facts.values()),
        "keys_quoted": round(quoted / max(1, len(asked)), 4),
        "without_flaw": round(sum(not found for found in flawed.values()) / max(1, len(asked)), 4),
        "flaws": dict(Counter(name for found in flawed.values() for name in found)),
        "kinds": dict(Counter[str](item.kind for _, item in asked)),
        "languages": dict(Counter(quiz.language for quiz, _ in asked)),
        "dropped": dict(sum((Counter(quiz.dropped) for quiz in quizzes), Counter[str]())),
        "seconds": round(spent, 2),
        "items_json": [item.model_dump(mode="json") for _, item in asked],
    }


def _count(quiz: Quiz) -> int:
    return sum(1 for _ in quiz.questions())
