"""Small pieces of WordprocessingML that the parts of a document share."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from generator.export.paper.look import PREFIX, TEXT_WIDTH
from generator.export.paper.metrics import Face, balanced, flowed, text_width
from generator.grounding.envelope import clean

_WIDER = 1.08


def upper(text: str) -> str:
    """Capitals; NFC first, so that no mark is left behind."""
    return unicodedata.normalize("NFC", text).upper()


def paragraph(place: Any, style: str, text: str = "") -> Any:
    """A paragraph of a component's style at the end of a document, cell, header or footer."""
    return place.add_paragraph(clean(text), PREFIX + style)


def first_paragraph(cell: Any, style: str, text: str = "") -> Any:
    """The empty paragraph a cell starts with, or a new one when it is taken (or where there is none)."""
    existing = cell.paragraphs[0] if len(cell.paragraphs) == 1 else None
    if existing is not None and not existing.runs and existing.style.name == "Normal":
        existing.style = PREFIX + style
        if text:
            existing.add_run(clean(text))
        return existing
    return paragraph(cell, style, text)


def fitted(place: Any, style: str, text: str, size: float, face: Face, room: float, margin: float = 0.0) -> list[str]:
    """A centred text in balanced lines, in a place of that width (points).

    Side indents narrow the paragraph, so that it breaks there by itself and still flows when edited. They leave up to
    a tenth more than the lines need, since a stand-in for Times New Roman is often wider. A text of several lines
    keeps `margin` clear at each side. Returns the lines as they are expected.
    """
    from docx.shared import Pt

    made = first_paragraph(place, style, text)
    if text_width(text, size, face) * _WIDER <= room:
        return [text]
    lines = balanced(text, size, face, (room - 2 * margin) / _WIDER)
    longest = max(text_width(line, size, face) for line in lines)
    spaces = [min(room, longest * wider) for wider in (_WIDER, 1.05, 1.03, 1.01)]
    space = max(spaces, key=lambda space: _last_share(flowed(text, size, face, space), size, face))
    made.paragraph_format.left_indent = made.paragraph_format.right_indent = Pt((room - space) / 2)
    return flowed(text, size, face, space)


def _last_share(lines: list[str], size: float, face: Face) -> float:
    """How full the last line is; from two thirds on it is full enough, so that the widest place is taken."""
    widths = [text_width(line, size, face) for line in lines]
    return min(2 / 3, widths[-1] / max(widths))


def rule(place: Any, length: float, room: float, *, gap: float = 1.0) -> Any:
    """A solid line of that length (points), centred in a place of that width: the top border of a paragraph two points
    high, the only drawing that Word and LibreOffice keep at the same length."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    made = paragraph(place, "Đường kẻ")
    form = made.paragraph_format
    form.left_indent = form.right_indent = Pt(max(0.0, (room - length) / 2))
    form.space_before, form.line_spacing = Pt(gap), Pt(3)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    properties = made._p.get_or_add_pPr()
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    return made


def part_rule(lines: list[str], size: float, face: Face) -> float:
    """The length of a rule of one third to one half of the words above it: of the last line, and of the longest as
    well where both can be met (Phụ lục I, II.2b, II.5b)."""
    widths = [text_width(line, size, face) for line in lines]
    low, high = 0.36 * widths[-1], 0.48 * widths[-1]
    return min(max(low, 0.37 * max(widths)), high)


def columns(place: Any, widths: tuple[int, ...], rows: int) -> Any:
    """A borderless table of fixed columns (twips) without inner margins, in a document or a cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Twips

    table = place.add_table(rows, len(widths))
    table.autofit = False
    properties = table._tbl.tblPr
    for tag in ("w:tblStyle", "w:tblW", "w:tblLook"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    width = OxmlElement("w:tblW")
    width.set(qn("w:w"), str(sum(widths)))
    width.set(qn("w:type"), "dxa")
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "0")
    indent.set(qn("w:type"), "dxa")
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(width)
    layout.addprevious(indent)
    layout.addnext(margins)
    for column, size in zip(table.columns, widths, strict=True):
        column.width = Twips(size)
        for cell in column.cells:
            cell.width = Twips(size)
    for row in table.rows:
        whole(row)
    return table


def whole(row: Any) -> None:
    """No row is torn between pages."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def box(cell: Any, text: str, size: tuple[float, float] | None, style: str = "Dấu chỉ", *, red: bool = False) -> None:
    """A mark in a single-line frame; `size` in millimetres, or as wide as its words."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, RGBColor

    width, height = size or (text_width(text, 13, "bold") * 0.3528 + 6, 8.0)
    inner = columns(cell, (round(width * 56.69),), 1)
    inner.alignment = WD_TABLE_ALIGNMENT.CENTER
    lines = _borders(("top", "left", "bottom", "right"), "8", "FF0000" if red else "000000")
    inner._tbl.tblPr.find(qn("w:tblLayout")).addprevious(lines)
    inner.rows[0].height, inner.rows[0].height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
    inner.cell(0, 0).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    mark = first_paragraph(inner.cell(0, 0), style, text)
    if red:
        mark.runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)


def full_line(place: Any) -> Any:
    """A line over the whole width of the text."""
    width = TEXT_WIDTH / 20
    return rule(place, width, width, gap=0)


def grid(place: Any, rows: Sequence[Sequence[str]], widths: Sequence[int], *, header: bool) -> Any:
    """A table with lines; the header row is bold and repeats on every page, no row is torn. Widths in twips."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Twips

    table = place.add_table(len(rows), len(widths))
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblStyle")):
        properties.remove(old)
    properties.find(qn("w:tblLayout")).addprevious(
        _borders(("top", "left", "bottom", "right", "insideH", "insideV"), "4")
    )
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for order, (line, row) in enumerate(zip(table.rows, rows, strict=True)):
        whole(line)
        if order == 0 and header:
            line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = Twips(width)
            cell.paragraphs[0].style = f"{PREFIX}Ô bảng"
        for cell, text in zip(line.cells, row, strict=False):
            run = cell.paragraphs[0].add_run(clean(text))
            if order == 0 and header:
                run.bold = run.font.cs_bold = True
    return table


def _borders(sides: Sequence[str], size: str, colour: str = "000000") -> Any:
    """Single lines of `size` eighths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", colour)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    return borders
