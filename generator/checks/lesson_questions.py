"""Checks of a lesson's questions: well formed, one key, answerable from the lesson itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.lesson_audience import told
from generator.domain.findings import Finding
from generator.domain.lesson import Lesson, Question
from generator.domain.text import squeeze, words

_DIGITS = re.compile(r"\d+")
_REJECTED = re.compile(
    r"tất cả các (?:đáp án|ý|phương án)|không có đáp án|cả [a-d] và|all of the above|none of the above|उपरोक्त सभी", re.I
)


def check(lesson: Lesson, language: str) -> Iterator[Finding]:
    """Findings over the check questions."""
    if not 3 <= len(lesson.questions) <= 5:
        yield told("question_count", "error", "questions", language, count=len(lesson.questions))
    taught = squeeze(" ".join(claim.text for place, claim in lesson.claims() if place.startswith("section:"))).lower()
    stems: set[str] = set()
    for question in lesson.questions:
        place = f"question:{question.id}"
        stem = squeeze(question.stem).lower()
        if stem in stems:
            yield told("question_repeated", "error", place, language)
        stems.add(stem)
        yield from _form(question, place, language)
        yield from _answerable(question, taught, place, language)


def _form(question: Question, place: str, language: str) -> Iterator[Finding]:
    if not question.stem.rstrip().endswith(("?", ":", "…")):
        yield told("stem_form", "error", place, language)
    if len(words(question.stem)) < 4:
        yield told("stem_thin", "error", place, language)
    options = [squeeze(option).lower().rstrip(".;") for option in question.options]
    if len(set(options)) != len(options) or not 2 <= len(options) <= 6 or not all(options):
        yield told("options", "error", place, language)
    if not 0 <= question.key < len(options):
        yield told("key_missing", "error", place, language)
    if any(_REJECTED.search(option) for option in options):
        yield told("option_rejected", "error", place, language)


def _answerable(question: Question, taught: str, place: str, language: str) -> Iterator[Finding]:
    if not question.rationale.citations:
        yield told("key_uncited", "error", place, language)
        return
    rationale = squeeze(question.rationale.text).lower()
    if rationale.rstrip(" .;:") not in taught:
        yield told("not_taught", "error", place, language)
    if not 0 <= question.key < len(question.options):
        return
    key = question.options[question.key].lower()
    if not set(_DIGITS.findall(key)) <= set(_DIGITS.findall(rationale)):
        yield told("key_not_in_source", "error", place, language)
    spoken = [word for word in words(key) if len(word) > 1]
    known = set(words(rationale)) | set(words(question.stem))
    if spoken and sum(word in known for word in spoken) < 0.6 * len(spoken):
        yield told("key_not_in_source", "error", place, language)
