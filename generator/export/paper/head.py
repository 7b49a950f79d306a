"""The head: boxes 1 to 4, 5b and the marks, in a borderless table of two columns (Phụ lục I, IV)."""

from __future__ import annotations

import re
from typing import Any

from generator.domain.paper import CopyMark, Issuer, Paper, date_words, number_line
from generator.export.paper.look import TEXT_WIDTH
from generator.export.paper.metrics import text_width
from generator.export.paper.pieces import (
    box,
    columns,
    first_paragraph,
    fitted,
    paragraph,
    part_rule,
    rule,
    upper,
)
from generator.export.paper.shown import Shown

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LEFT_COLUMN = 3900  # twips; the right one must hold the nation's name on one line
RIGHT_COLUMN = TEXT_WIDTH - LEFT_COLUMN
_LEFT, _RIGHT = LEFT_COLUMN / 20, RIGHT_COLUMN / 20
_INNER = _LEFT - 20  # points a symbol may take, so that the two columns never touch
_URGENT = {"HỎA TỐC": (30.0, 8.0), "THƯỢNG KHẨN": (40.0, 8.0), "KHẨN": (20.0, 8.0)}  # mm, Phụ lục I, III.2b


def head(document: Any, paper: Paper, shown: Shown) -> None:
    """The head of the document itself."""
    if paper.circulation or paper.recall:
        _circulation(document, paper, shown)
    table = columns(document, (LEFT_COLUMN, RIGHT_COLUMN), 2)
    agency(table.cell(0, 0), paper.issuer, shown)
    nation(table.cell(0, 1), shown)
    left, right = table.rows[1].cells
    number = number_line(paper.number, paper.symbol)
    if text_width(number, 13) > _INNER:  # a long symbol leaves less room for the number to come
        number = re.sub(" +/", "     /", number)
    shown.at("number", first_paragraph(left, "Số ký hiệu", number))
    if paper.kind.dated:
        day = f"{paper.issuer.place}, {date_words(paper.issued_on)}"
        shown.at("date", first_paragraph(right, "Địa danh thời gian", day))
    if not paper.kind.titled:
        fitted(left, "Trích yếu công văn", paper.subject, 12, "regular", _LEFT)
        shown.at("subject", left.paragraphs[-1])
    if paper.secrecy or paper.urgency or paper.draft:
        _marks(left, paper, shown)


def agency(cell: Any, issuer: Issuer, shown: Shown) -> None:
    """Box 2: the superior body upright, the issuing body bold, a rule of a third to a half below."""
    for line in issuer.parents:
        fitted(cell, "Cơ quan chủ quản", upper(line), 12, "regular", _LEFT)
        shown.at("parent", cell.paragraphs[-1])
    lines: list[str] = []
    for line in issuer.names:
        lines += fitted(cell, "Cơ quan ban hành", upper(line), 12, "bold", _LEFT)
        shown.at("agency", cell.paragraphs[-1])
    rule(cell, part_rule(lines, 12, "bold"), _LEFT)


def nation(cell: Any, shown: Shown) -> None:
    """Box 1: the rule below is as long as the motto."""
    shown.at("nation", first_paragraph(cell, "Quốc hiệu", NATION))
    shown.at("motto", paragraph(cell, "Tiêu ngữ", MOTTO))
    rule(cell, text_width(MOTTO, 13, "bold"), _RIGHT)


def plain_head(document: Any, issuer: Issuer, shown: Shown) -> None:
    """Boxes 1 and 2 alone: a text issued with a decision (sample 1.3)."""
    table = columns(document, (LEFT_COLUMN, RIGHT_COLUMN), 1)
    agency(table.cell(0, 0), issuer, shown)
    nation(table.cell(0, 1), shown)


def copy_head(document: Any, copied: CopyMark, symbol: str, shown: Shown) -> None:
    """The head of a paper copy: who copies at the left, the form of copy at the right (sample 3.1)."""
    table = columns(document, (LEFT_COLUMN, RIGHT_COLUMN), 2)
    agency(table.cell(0, 0), copied.issuer, shown)
    shown.at("copy", first_paragraph(table.cell(0, 1), "Hình thức sao", copied.form))
    first_paragraph(table.cell(1, 0), "Số ký hiệu", number_line(None, symbol))
    first_paragraph(table.cell(1, 1), "Địa danh thời gian", f"{copied.issuer.place}, {date_words(None)}")
    for cell in (cell for row in table.rows for cell in row.cells):
        for line in cell.paragraphs:  # the block of a copy stays on one sheet (Phần II, II.2a)
            line.paragraph_format.keep_with_next = True


def _circulation(document: Any, paper: Paper, shown: Shown) -> None:
    """Box 11, the top right corner."""
    table = columns(document, (LEFT_COLUMN, RIGHT_COLUMN), 1)
    cell = table.cell(0, 1)
    cell.paragraphs[0].style = "VB Đường kẻ"
    marks = [mark for mark in (paper.circulation, "TÀI LIỆU THU HỒI" if paper.recall else None) if mark]
    for mark in marks:
        box(cell, mark, None)
        shown.at("circulation", cell.paragraphs[-1])


def _marks(cell: Any, paper: Paper, shown: Shown) -> None:
    """Boxes 10a and 10b, at the left under the number; the frame of a draft stands there too."""
    for name, mark in (
        ("secrecy", paper.secrecy),
        ("urgency", paper.urgency),
        ("draft", "DỰ THẢO" if paper.draft else ""),
    ):
        if not mark:
            continue
        size = _URGENT.get(mark) if name == "urgency" else None
        before = cell.paragraphs[-1].paragraph_format
        before.space_after = 76200  # 6 pt in EMU
        box(cell, mark, size, red=name == "urgency")
        spacer = cell.paragraphs[-1]
        spacer.style = "VB Đường kẻ"
        shown.at(name, cell.tables[-1].cell(0, 0).paragraphs[0])
