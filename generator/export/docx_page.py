"""Page and styles of a DOCX: A4, margins and Times New Roman as in NĐ 30/2020, Phụ lục I, I.I (no Quốc hiệu: a lesson
is teaching material, not an administrative document)."""

from __future__ import annotations

from typing import Any

_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
TABLE_TEXT = "Soan Table"  # our own style: a plan is read by the trainer, so it never grows with large print
SMALL_TEXT = "Soan Small"
_OWN = {TABLE_TEXT: 11.5, SMALL_TEXT: 9.0}  # points
_LANG = {"vi": "vi-VN", "en": "en-GB", "hi": "hi-IN"}


def set_up(document: Any, language: str, body: float) -> None:
    """Body size in points; headings follow it."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(18)
    sizes = {"Normal": body, "Title": body + 4, "Heading 1": body + 2, "Heading 2": body + 1, "Heading 3": body}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.color.rgb = RGBColor(0, 0, 0)
        _size(style, size, bold=name != "Normal")
        _face(style, language)
        style.paragraph_format.space_after = Pt(6)
        if name != "Normal":
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before = Pt(10)
    for name, size in _OWN.items():
        own = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style, own.paragraph_format.space_after = document.styles["Normal"], Pt(2)
        _size(own, size, bold=False)
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    _number_pages(page)


def _size(style: Any, points: float, *, bold: bool) -> None:
    """Also for complex scripts: Word sizes and emboldens Devanagari by szCs and bCs alone."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.size, style.font.bold = Pt(points), bold
    properties = style.element.get_or_add_rPr()
    for tag in ("w:bCs", "w:szCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    for before, tag, value in (("w:sz", "w:szCs", str(round(2 * points))), ("w:b", "w:bCs", "1" if bold else "0")):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        properties.find(qn(before)).addnext(element)


def _face(style: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for slot in _SLOTS:
        devanagari = slot == "cs" and language == "hi"
        fonts.set(qn(f"w:{slot}"), "Nirmala UI" if devanagari else "Times New Roman")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), _LANG[language])
    lang.set(qn("w:bidi"), _LANG[language] if language == "hi" else "ar-SA")
    properties.append(lang)


def _number_pages(page: Any) -> None:
    """Centred in the top margin, not on page 1 (NĐ 30/2020, Phụ lục I, I.I.7)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    page.different_first_page_header_footer = True
    paragraph = page.header.paragraphs[0]
    paragraph.alignment = 1
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def keep_rows(table: Any) -> None:
    """The header row repeats on every page and no row is torn."""
    from docx.oxml import OxmlElement

    for order, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if order == 0:
            properties.append(OxmlElement("w:tblHeader"))


def set_widths(table: Any, millimetres: tuple[int, ...]) -> None:
    """Fixed column widths."""
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
