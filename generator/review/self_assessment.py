"""The self-assessment form of Thông tư 05/2026/TT-BKHCN, Phụ lục II, filled in with the evidence of the checklists.

The form has the parts A (general information), B–E (twelve criteria, marked Đạt, Chưa đạt or Chưa áp dụng) and G
(conclusion). Which checklist line speaks for which criterion is this program's own reading of the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from generator.domain.base import Language
from generator.domain.lesson import ChecklistLine
from generator.domain.works import FormRow, LineAnswer, Version
from generator.messages import say

CRITERIA: dict[str, tuple[str, ...]] = {
    "B1": ("G9", "R2"),
    "B2": ("R1",),
    "B3": ("R7",),
    "C1": ("G7", "G8"),
    "C2": ("G6", "R5"),
    "C3": ("G5", "G10"),
    "D1": ("G1",),
    "D2": ("G7",),
    "D3": (),
    "E1": ("R1", "R6"),
    "E2": (),
    "E3": ("R3", "R7"),
}
Mark = Literal["met", "not_met", "not_applicable", ""]


def form_rows(
    version: Version, lines: Sequence[ChecklistLine], answers: Mapping[str, LineAnswer], language: Language
) -> tuple[FormRow, ...]:
    """The twelve rows. A criterion is met when all its lines are; one line not met makes it not met; a line that waits
    for a person leaves the mark open."""
    known = {line.id: line for line in lines}
    rows = []
    for criterion, wanted in CRITERIA.items():
        text = say(f"form.criterion.{criterion}", language)
        speaking = [known[line] for line in wanted if line in known]
        if criterion == "D3":
            rows.append(_resources(version, text, language))
            continue
        marks = [_mark(line, answers.get(line.id)) for line in speaking]
        evidence = [_evidence(line, answers.get(line.id)) for line in speaking]
        if criterion == "E2":
            evidence = [say("form.training", language, title=version.ledger.title)]
        missing = [line for line, mark in zip(speaking, marks, strict=True) if mark in ("not_met", "")]
        action = "; ".join(say("form.action", language, line=line.id, text=line.text) for line in missing)
        rows.append(FormRow(id=criterion, text=text, mark=_all(marks), evidence="\n".join(evidence), action=action))
    return tuple(rows)


def _mark(line: ChecklistLine, answer: LineAnswer | None) -> Mark:
    if line.state != "person":
        return line.state
    if answer is None:
        return ""
    return {"yes": "met", "no": "not_met", "not_applicable": "not_applicable"}[answer.answer]  # type: ignore[return-value]


def _all(marks: Sequence[Mark]) -> Mark:
    if "not_met" in marks:
        return "not_met"
    if not marks or "" in marks:
        return ""
    return "met" if "met" in marks else "not_applicable"


def _evidence(line: ChecklistLine, answer: LineAnswer | None) -> str:
    note = f" {answer.note}" if answer is not None and answer.note else ""
    return f"{line.id}: {line.evidence}{note}"


def _resources(version: Version, text: str, language: Language) -> FormRow:
    """Nothing was computed by a language model where none wrote; otherwise a person looks at the log."""
    made = version.ledger.generation
    if made.author != "model":
        return FormRow(id="D3", text=text, mark="not_applicable", evidence=say("form.no_model", language))
    return FormRow(id="D3", text=text, mark="", evidence=say("form.model", language, model=made.model or ""))
