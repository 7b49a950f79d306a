"""The findings of every check that applies to a work, whatever its kind: what a version carries to the reviewer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pydantic import JsonValue

from generator.domain.findings import Finding
from generator.domain.lesson import Lesson
from generator.domain.paper import Paper
from generator.domain.quiz import Quiz
from generator.domain.work import Work

if TYPE_CHECKING:
    from generator.domain.base import Language
    from generator.service.soan import Soan

_RECORDS = frozenset(["id", "generation", "sources", "checklist", "language"])  # parts the program writes
_MACHINE = frozenset(["id", "citations", "address", "guide_id", "section_ids", "kind", "status", "outcome_id", "tags"])


def findings_of(soan: Soan, work: Work, language: str) -> list[Finding]:
    """Personal data and secrecy in any work; flaws of a lesson or of quiz items; layout of administrative documents."""
    found = [*_protected(work, language)]
    if isinstance(work, Lesson):
        found += soan.check_lesson(work, language)
    elif isinstance(work, Quiz):
        found += _items(work, language)
    elif isinstance(work, Paper):
        found += _layout(work, language)
    return found


def _protected(work: Work, language: str) -> Iterator[Finding]:
    """What the data gate finds, part by part, so that a name stands beside its number. The datum itself is not
    repeated: its stand-in names it. Mentions of levels are no secret and office contacts are public."""
    from generator.checks.data_gate import inspect
    from generator.review.parts import parts

    asked = cast("Language", language)
    for part, value in parts(work.model_dump(mode="json")).items():
        text = "\n".join(_texts(value)) if part not in _RECORDS else ""
        if not text.strip():
            continue
        told = {hit.as_finding() for hit in inspect(text, asked).findings if hit.severity == "error"}
        placed = {finding.model_copy(update={"place": part, "start": None, "end": None}) for finding in told}
        yield from sorted(placed, key=lambda finding: (finding.check, finding.message, finding.suggestion))


def _texts(value: JsonValue) -> Iterator[str]:
    """The words a reader sees; not the quotes, which are the guides' own, nor ids and hashes."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            if name not in _MACHINE:
                yield from _texts(entry)


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
