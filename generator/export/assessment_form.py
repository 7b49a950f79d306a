"""The self-assessment form of Thông tư 05/2026/TT-BKHCN, Phụ lục II, as a DOCX: landscape, five columns."""

from __future__ import annotations

import io
from typing import Any

from generator.domain.works import AssessmentForm
from generator.export.docx_page import TABLE_TEXT, keep_rows, set_up, set_widths
from generator.grounding.envelope import clean
from generator.messages import say

_WIDTHS = (66, 26, 72, 46, 40)  # millimetres; 250 between the margins of a lying page
_PARTS = {"B": "B1", "C": "C1", "D": "D1", "E": "E1"}
_CONCLUSIONS = ("keep", "adjust", "pause", "widen")


def render(form: AssessmentForm) -> bytes:
    """The bytes of the file. The conclusion (part G) and the signature are left to a person."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document: Any = Document()
    set_up(document, form.language, 12.0)
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin, page.right_margin = Mm(27), Mm(20)

    def told(key: str) -> str:
        return clean(say(f"form.{key}", form.language))

    document.add_paragraph(told("title"), "Title").alignment = 1
    document.add_paragraph(told("basis"))
    document.add_heading(told("part.A"), 1)
    for name, value in form.general:
        document.add_paragraph(clean(f"{name}: {value}"))
    table = document.add_table(1, 5, "Table Grid")
    header = [told(f"column.{key}") for key in ("criterion", "mark", "evidence", "action", "responsible")]
    _fill(table.rows[0].cells, header, bold=True)
    for row in form.rows:
        if _PARTS.get(row.id[0]) == row.id:
            merged = table.add_row().cells
            part = merged[0].merge(merged[4])
            _fill([part], [told(f"part.{row.id[0]}")], bold=True)
            part.paragraphs[0].paragraph_format.keep_with_next = True
        mark = (
            told(f"mark.{row.mark}")
            if row.mark
            else "☐ " + "\n☐ ".join(told(f"mark.{mark}") for mark in ("met", "not_met", "not_applicable"))
        )
        responsible = form.responsible if row.action else ""
        _fill(table.add_row().cells, [f"{row.id}. {row.text}", mark, row.evidence, row.action, responsible])
    set_widths(table, _WIDTHS)
    keep_rows(table)
    document.add_heading(told("part.G"), 1)
    document.add_paragraph("     ".join(f"☐ {told(f'conclusion.{key}')}" for key in _CONCLUSIONS))
    document.add_paragraph(told("signature")).alignment = 2
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _fill(cells: Any, texts: list[str], *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = TABLE_TEXT
        run = paragraph.add_run(clean(text))
        run.bold = bold or None
