"""Page and styles: one paragraph style for each component, so that an office can change a component in one place.

Sources: NĐ 30/2020, Phụ lục I, Phần I, I (page), II (components) and V (letters, sizes).
"""

from __future__ import annotations

from typing import Any, NamedTuple

# Twentieths of a point. The margins are the smallest the decree allows, rounded up to whole twips.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP = BOTTOM = 1134  # 20 mm
LEFT, RIGHT = 1701, 851  # 30 and 15 mm
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEADER = 567  # the number stands in the middle of the top margin
INDENT = 720  # 1,27 cm
TAB = 720
FACE = "Times New Roman"
# Both are metric-compatible with Times New Roman; Tinos has every Vietnamese letter.
FALLBACK = "Tinos,Liberation Serif"
GAP = 120  # 6 pt
BODY = 14.0


class Look(NamedTuple):
    """Size in points; spaces and indents in twips; `line` in lines."""

    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: int = 0
    after: int = 0
    first: int = 0
    keep: bool = False
    line: float = 1.0


_TEXT = Look(BODY, align="both", after=GAP, first=INDENT, line=1.1)
LOOKS: dict[str, Look] = {
    "Quốc hiệu": Look(12, bold=True, align="center"),
    "Tiêu ngữ": Look(13, bold=True, align="center"),
    "Cơ quan chủ quản": Look(12, align="center"),
    "Cơ quan ban hành": Look(12, bold=True, align="center"),
    "Số ký hiệu": Look(13, align="center", before=GAP),
    "Địa danh thời gian": Look(13, italic=True, align="center", before=GAP),
    "Tên loại": Look(14, bold=True, align="center", before=2 * GAP, keep=True),
    "Trích yếu": Look(14, bold=True, align="center", keep=True),
    "Trích yếu công văn": Look(12, align="center", before=GAP),
    "Kính gửi": Look(14, align="center", before=2 * GAP, after=2 * GAP),
    "Kính gửi danh sách": Look(14, after=GAP),
    "Thẩm quyền": Look(14, bold=True, align="center", before=GAP, after=GAP, keep=True),
    "Căn cứ": _TEXT._replace(italic=True),
    "Lời văn": _TEXT,
    "Phần Chương": Look(BODY, bold=True, align="center", before=GAP, keep=True),
    "Tiêu đề giữa": Look(BODY, bold=True, align="center", after=GAP, keep=True),
    "Mục La Mã": _TEXT._replace(bold=True, keep=True),
    "Điều": _TEXT._replace(bold=True),
    "Khoản": _TEXT,
    "Khoản có tiêu đề": _TEXT._replace(bold=True, keep=True),
    "Điểm": _TEXT,
    "Ô bảng": Look(13, before=40, after=40),
    "Quyền hạn chức vụ": Look(14, bold=True, align="center", keep=True),
    "Họ tên": Look(14, bold=True, align="center"),
    "Nơi nhận": Look(12, bold=True, italic=True, keep=True),
    "Nơi nhận danh sách": Look(11),
    "Dấu chỉ": Look(13, bold=True, align="center"),
    "Chỗ ký": Look(13, italic=True, align="center"),
    "Địa chỉ": Look(11, align="center"),
    "Phụ lục": Look(14, bold=True, align="center", keep=True),
    "Kèm theo": Look(14, italic=True, align="center", keep=True),
    "Chữ ký số": Look(10, align="right"),
    "Hình thức sao": Look(14, bold=True, align="center"),
    "Số trang": Look(14, align="center"),
    "Đường kẻ": Look(2, align="center"),
}
PREFIX = "VB "  # our styles stand together in Word's list


def style_id(name: str) -> str:
    """The id of a component's style."""
    from generator.domain.text import fold_accents

    return "VB" + "".join(word.capitalize() for word in fold_accents(name).split())


def new_document() -> Any:
    """An empty document with only these styles, no theme, A4 and the decree's margins."""
    from docx import Document

    document = Document()
    _strip_styles(document)
    _drop_theme(document)
    _name_fallback(document)
    for name, look in LOOKS.items():
        _add_style(document, name, look)
    page(document.sections[0])
    return document


def page(section: Any) -> None:
    """A4 upright; numbered from 1, the number not shown on the first page (Phụ lục I, I.7)."""
    from docx.shared import Twips

    section.page_width, section.page_height = Twips(PAGE_WIDTH), Twips(PAGE_HEIGHT)
    section.top_margin = section.bottom_margin = Twips(TOP)
    section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
    section.header_distance, section.footer_distance = Twips(HEADER), Twips(HEADER)
    section.different_first_page_header_footer = True


def _strip_styles(document: Any) -> None:
    """Only the four defaults stay, in black Times New Roman; those of the template bring theme fonts and colours."""
    from docx.oxml.ns import qn

    styles = document.styles.element
    kept = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in kept:
            styles.remove(style)
    for fonts in styles.iter(qn("w:rFonts")):
        _set_face(fonts)
    normal = document.styles["Normal"]
    _set_face(normal.element.get_or_add_rPr().get_or_add_rFonts())
    _sized(normal.element.get_or_add_rPr(), Look(BODY))
    for default in styles.iter(qn("w:docDefaults")):
        for spacing in list(default.iter(qn("w:spacing"))):
            spacing.getparent().remove(spacing)
        for lang in default.iter(qn("w:lang")):
            lang.attrib.clear()
            lang.set(qn("w:val"), "vi-VN")


def _set_face(fonts: Any) -> None:
    from docx.oxml.ns import qn

    fonts.attrib.clear()
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), FACE)


def _sized(properties: Any, look: Look) -> None:
    """Size, weight and slant in the order of the schema, for complex scripts too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    half = str(round(2 * look.size))
    values = (("w:b", look.bold), ("w:bCs", look.bold), ("w:i", look.italic), ("w:iCs", look.italic))
    tags = [(tag, "1" if value else "0") for tag, value in values]
    tags += [("w:color", "000000"), ("w:sz", half), ("w:szCs", half)]
    at = 1  # after rFonts
    for tag, value in tags:
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        properties.insert(at, element)
        at += 1


def _drop_theme(document: Any) -> None:
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype.endswith(("/theme", "/stylesWithEffects")):
            part.rels.pop(key)


def _name_fallback(document: Any) -> None:
    """The font table holds Times New Roman alone, with the faces to take where it is missing."""
    from lxml import etree

    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    root = etree.Element(f"{{{w}}}fonts", nsmap={"w": w})
    font = etree.SubElement(root, f"{{{w}}}font", {f"{{{w}}}name": FACE})
    for tag, value in (("altName", FALLBACK), ("panose1", "02020603050405020304"), ("charset", "00"),
                       ("family", "roman"), ("pitch", "variable")):  # fmt: skip
        etree.SubElement(font, f"{{{w}}}{tag}", {f"{{{w}}}val": value})
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            relation.target_part._blob = data


def _add_style(document: Any, name: str, look: Look) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Twips

    style = document.styles.add_style(PREFIX + name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), style_id(name))
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    properties = style.element.get_or_add_rPr()
    _set_face(properties.get_or_add_rFonts())
    _sized(properties, look)
    paragraph = style.paragraph_format
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, {"both": "JUSTIFY"}.get(look.align, look.align.upper()))
    paragraph.space_before, paragraph.space_after = Twips(look.before), Twips(look.after)
    paragraph.line_spacing = look.line
    paragraph.first_line_indent = Twips(look.first)
    paragraph.widow_control = True
    if look.keep:
        paragraph.keep_with_next = True
