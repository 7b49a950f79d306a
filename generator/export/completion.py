"""The record of what a learner did, as DOCX: every step with its result, and what the record does not say."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from generator.domain.exercise import PASS
from generator.domain.progress import Progress, StepDone
from generator.export.docx_page import keep_rows, set_up, set_widths
from generator.grounding.envelope import clean
from generator.messages import say

_BODY = 12.0
_WIDTHS = (64, 22, 50, 26)
_DONE = {"lesson": "read", "drill": "drilled", "final": "final_passed"}


def render(progress: Progress, name: str, day: date) -> bytes:
    """The bytes of the file. `day` is printed as the day it was made."""
    from docx import Document

    language = progress.language

    def text(key: str, **details: object) -> str:
        return say(f"practice.record.{key}", language, **details)

    document: Any = Document()
    set_up(document, language, _BODY)
    document.add_heading(text("title"), 0)
    document.add_paragraph(clean(text("name", name=name)))
    document.add_paragraph(text("date", date=f"{day:%d/%m/%Y}"))
    done = sum(step.done for step in progress.steps)
    document.add_paragraph(text("summary", done=done, all=len(progress.steps), families=len(progress.families_passed)))
    grades = ", ".join(f"{part} {grade}" for part, grade in progress.practised.items())
    document.add_paragraph(
        say("practice.practised", language, grades=grades or say("practice.practised_none", language))
    )
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    _fill(table.rows[0].cells, (text("step"), text("kind"), text("result"), text("day")), bold=True)
    for step in progress.steps:
        at = f"{step.at:%d/%m/%Y}" if step.at else ""
        _fill(table.add_row().cells, (step.step.title, text(step.step.kind), _result(step, language), at))
    set_widths(table, _WIDTHS)
    keep_rows(table)
    document.add_heading(text("meaning"), 2)
    document.add_paragraph(text("meaning_text", mark=PASS))
    properties = document.core_properties
    properties.title, properties.language = text("title"), language
    properties.author, properties.comments, properties.last_modified_by = "Soạn", "", "Soạn"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _result(step: StepDone, language: str) -> str:
    if step.tries and step.best is not None:
        tried = say("practice.tries", language, tries=step.tries, best=f"{step.best:.0f}")
        return tried if step.done else f"{tried} ({say('practice.todo', language)})"
    if not step.done:
        return say("practice.record.not_done", language)
    return say(f"practice.record.{_DONE[step.step.kind]}", language)


def _fill(cells: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, words in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = "Soan Table"
        paragraph.add_run(clean(words)).bold = bold
