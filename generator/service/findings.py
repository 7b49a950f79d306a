"""The findings of every check that applies to a work, whatever its kind: what a version carries to the reviewer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.domain.findings import Finding
from generator.domain.lesson import Lesson
from generator.domain.paper import Paper
from generator.domain.quiz import Quiz
from generator.domain.work import Work

if TYPE_CHECKING:
    from generator.service.soan import Soan


def findings_of(soan: Soan, work: Work, language: str) -> list[Finding]:
    """Flaws of a lesson or of quiz items, layout of an administrative document."""
    found: list[Finding] = []
    if isinstance(work, Lesson):
        found += soan.check_lesson(work, language)
    elif isinstance(work, Quiz):
        found += _items(work, language)
    elif isinstance(work, Paper):
        found += _layout(work, language)
    return found


def _items(quiz: Quiz, language: str) -> Iterator[Finding]:
    """The examiner's findings; the place begins with `item:`, so that a flaw shuts the gate."""
    from generator.checks.items.examine import examine
    from generator.checks.items.rows import of_item

    for item in quiz.questions():
        question = of_item(item, quiz.language)
        for finding in examine(question, language) if question is not None else ():
            yield finding.model_copy(update={"check": f"items.{finding.check}", "place": f"item:{finding.place}"})


def _layout(paper: Paper, language: str) -> Iterator[Finding]:
    """The rules of NĐ 30/2020, Phụ lục I, on the document as it is written out."""
    from generator.checks.layout.audit import audit
    from generator.export.paper import render

    with tempfile.TemporaryDirectory(prefix="soan-") as folder:
        file = Path(folder) / "paper.docx"
        file.write_bytes(render(paper))
        for finding in audit(file, language).findings(language):
            yield finding.model_copy(update={"check": f"layout.{finding.check}"})
