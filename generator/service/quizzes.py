"""Quizzes: drafted from the guides or a lesson, every item examined before anyone sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks.items import examine, flaws_of
from generator.checks.items.rows import of_item, stem_flaws
from generator.domain.base import Language
from generator.domain.findings import Finding
from generator.domain.lesson import Lesson
from generator.domain.ports import Hit
from generator.domain.printing import print_citation
from generator.domain.quiz import (
    Matching,
    Multiple,
    Numeric,
    OneBest,
    Ordering,
    Quiz,
    QuizBrief,
    Scenario,
    SimpleItem,
    TrueFalse,
)
from generator.errors import BriefInvalid, NothingRelevant
from generator.messages import say
from generator.writing.extractive.quiz import ExtractiveQuizAuthor, Gate

if TYPE_CHECKING:
    from generator.service.soan import Soan

MOST = 200  # items of one quiz


class Quizzes:
    """Drafting and examining quizzes over the product's library."""

    def __init__(self, soan: Soan) -> None:
        self._soan = soan
        self._store = soan._store
        self._author = ExtractiveQuizAuthor()

    def quiz(self, brief: QuizBrief, lesson: Lesson | None = None) -> Quiz:
        """A quiz on the brief's topic, on its guides alone when it names some, or on a lesson.

        Raises BriefInvalid for an empty topic or an impossible number of items, NotFound for an unknown guide,
        NothingRelevant when no guide carries the topic; BriefInvalid too when no item can be made.
        """
        if not 1 <= brief.items <= MOST:
            raise BriefInvalid(problem=say("quiz.service.items", brief.language, most=MOST))
        now = datetime.now(UTC)
        gate = self._gate(brief)
        if lesson is not None:
            return self.from_lesson(brief, lesson)
        if brief.guide_ids:
            guides = [self._soan.guide(key) for key in brief.guide_ids]
            hits = [Hit(passage=self._store.passages(g.id)[0], guide=g, score=1.0) for g in guides]
            brief = brief.model_copy(update={"guide_ids": tuple(guide.id for guide in guides)})
        elif not brief.topic.strip():
            raise BriefInvalid(problem=say("service.no_topic", brief.language))
        else:
            hits = self._soan.search(brief.topic, k=40, as_of=brief.as_of)
        if not hits:
            raise NothingRelevant(topic=brief.topic)
        drafted = self._author.quiz(brief, self._store, hits, gate, now=now)
        return drafted if self._soan.authoring is None else self._soan.authoring.quiz(drafted, gate)

    def load(self, path: Path, content: Language, as_of: date, language: str) -> tuple[Quiz, list[str]]:
        """A question paper made elsewhere as a quiz; see `generator.service.quiz_import.import_quiz`."""
        from generator.service.quiz_import import import_quiz

        return import_quiz(path, content, as_of, language)

    def from_lesson(self, brief: QuizBrief, lesson: Lesson) -> Quiz:
        """A quiz on a lesson's sections by the author without a model. Raises NothingRelevant, BriefInvalid."""
        return self._author.from_lesson(brief, lesson, self._store, self._gate(brief), now=datetime.now(UTC))

    def check(self, quiz: Quiz, language: str) -> list[Finding]:
        """What the examiner says about a finished quiz, each item held against its whole passages."""
        found: list[Finding] = []
        for item in quiz.questions():
            question = of_item(item, self._spoken(item, quiz.brief), self._source(item))
            if question is not None:
                found += examine(question, language)
        return found

    def flaws(self, item: SimpleItem, language: Language) -> list[str]:
        """Names of the rules an item breaks. Items without options are held to the rules of the stem."""
        question = of_item(item, language, self._source(item))
        return flaws_of(question) if question is not None else stem_flaws(item, language)

    def left_out(self, quiz: Quiz, suffix: str, language: str) -> list[str]:
        """What the format of that suffix cannot hold of the quiz, or holds otherwise, one sentence each."""
        from generator.export.quiz.limits import left_out

        return left_out(quiz, suffix, language)

    def _gate(self, brief: QuizBrief) -> Gate:
        return lambda item: self.flaws(item, self._spoken(item, brief))

    def _source(self, item: SimpleItem) -> str:
        """The passages that the key is cited from, in which the examiner looks for it."""
        ids = dict.fromkeys(citation.passage_id for citation in item.citations)
        return "\n".join(self._store.passage(name).text for name in ids)

    def _spoken(self, item: SimpleItem, brief: QuizBrief) -> Language:
        """The language of the item: its guide's."""
        return self._store.guide(item.citations[0].guide_id).language if item.citations else brief.language


def uncovered(quiz: Quiz) -> list[str]:
    """Titles of the sections no item asks about."""
    covered = {row.title for row in quiz.coverage if row.item_ids}
    return [row.title for row in quiz.coverage if row.title and row.title not in covered]


def as_lines(quiz: Quiz, language: str) -> Iterator[str]:
    """The quiz as lines of text: stems, options with the right ones starred, keys, sources, what is not covered."""
    yield quiz.title
    guides = {record.guide.id: record.guide for record in quiz.sources}
    for item in quiz.items:
        if isinstance(item, Scenario):
            yield f"\n{item.id}. {item.stem}"
        for one in item.items if isinstance(item, Scenario) else (item,):
            yield f"\n{one.id}. [{one.kind} · {one.bloom}] {one.stem}"
            yield from _answer_lines(one, language)
            for citation in one.citations[:1]:
                place = print_citation(citation, guides[citation.guide_id], language)
                yield f"   {say('quiz.show.source', language)}: “{one.rationale.text}” — {place}"
    missing = uncovered(quiz)
    if missing:
        yield f"\n{say('quiz.show.uncovered', language)}: " + "; ".join(dict.fromkeys(missing))
    yield f"\n{quiz.notice}"


def _answer_lines(item: SimpleItem, language: str) -> Iterator[str]:
    key = say("quiz.show.key", language)
    if isinstance(item, OneBest | Multiple):
        for letter, option in zip("ABCDEFGH", item.options, strict=False):
            yield f"   {'*' if option.correct else ' '} {letter}. {option.text}"
    elif isinstance(item, Matching):
        yield from (f"     {pair.left} ↔ {pair.right}" for pair in item.pairs)
    elif isinstance(item, Ordering):
        yield from (f"     {number}. {step.text}" for number, step in enumerate(item.steps, 1))
    elif isinstance(item, TrueFalse):
        yield f"   {key}: {say('quiz.show.true' if item.answer else 'quiz.show.false', language)} · {item.justify}"
    else:
        yield f"   {key}: {item.shown if isinstance(item, Numeric) else ' / '.join(item.answers)}"
