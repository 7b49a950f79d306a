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
        found += _items(soan, work, language)
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
        if part in _RECORDS:
            continue
        whole, own = ("\n".join(_texts(value, quoted=quoted)) for quoted in (True, False))
        found = [hit.as_finding() for hit in inspect(whole, asked).findings if hit.severity == "error"]
        if whole != own:  # a guide in the library is public: its own words about levels mark nothing
            found = [finding for finding in found if finding.check != "secrecy"]
            marks = [hit.as_finding() for hit in inspect(own, asked).findings if hit.severity == "error"]
            found += [finding for finding in marks if finding.check == "secrecy"]
        placed = {finding.model_copy(update={"place": part, "start": None, "end": None}) for finding in found}
        yield from sorted(placed, key=lambda finding: (finding.check, finding.message, finding.suggestion))


def _texts(value: JsonValue, *, quoted: bool) -> Iterator[str]:
    """The words a reader sees; not ids and hashes, and without `quoted` not the sentences that are the guides' own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry, quoted=quoted)
    elif isinstance(value, dict):
        if not quoted and value.get("status") == "quoted" and value.get("citations"):
            return
        for name, entry in value.items():
            if name not in _MACHINE:
                yield from _texts(entry, quoted=quoted)


def _items(soan: Soan, quiz: Quiz, language: str) -> Iterator[Finding]:
    """The examiner's findings; the place begins with `item:`, so that a flaw shuts the gate."""
    for finding in soan.quizzes.check(quiz, language):
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
