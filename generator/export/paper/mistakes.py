"""Layout mistakes that can be planted: each changes one thing of a right document and tells what it was and is.

The ids are those of the layout check, so that a planted mistake and a found one can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from generator.export.paper.look import LEFT, PREFIX
from generator.export.paper.writer import Writer

Change = tuple[str, str]  # what stood there, what stands there now
_WRONG_SHORT = {"CTr": "CT", "TTr": "TT", "QyĐ": "QĐ", "BTT": "TTh", "BGN": "GN", "GGT": "GT", "CĐ": "CĐi", "GUQ": "UQ"}


class Plant(NamedTuple):
    """A mistake: rule id, box, and the function that plants it (None where the document has no place for it).
    `group`: two mistakes of one group are never planted together."""

    rule: str
    box: str
    plant: Callable[[Writer], Change | None]
    group: str = ""


def _retyped(paragraph: Any, text: str) -> Change:
    was = paragraph.text
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = text
    return was, text


def _place(writer: Writer, name: str) -> Any:
    return writer.shown.places.get(name)


def _styled(writer: Writer, *names: str) -> list[Any]:
    """Every paragraph of these styles, in tables too."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    wanted = {PREFIX + name for name in names}
    document = writer.document
    every = (Paragraph(p, document._body) for p in document.element.body.iter(qn("w:p")))
    return [paragraph for paragraph in every if paragraph.style.name in wanted]


def _text(name: str, change: Callable[[str], str]) -> Callable[[Writer], Change | None]:
    """Retype a component's first line."""

    def plant(writer: Writer) -> Change | None:
        place = _place(writer, name)
        if place is None or change(place.text) == place.text:
            return None
        return _retyped(place, change(place.text))

    return plant


def _weight(name: str, *, bold: bool | None = None, italic: bool | None = None) -> Callable[[Writer], Change | None]:
    """Another weight or slant of a component."""

    def plant(writer: Writer) -> Change | None:
        place = _place(writer, name)
        if place is None:
            return None
        for run in place.runs:
            run.bold = run.bold if bold is None else bold
            run.italic = run.italic if italic is None else italic
        return place.text, place.text

    return plant


def _all(styles: tuple[str, ...], change: Callable[[Any], None]) -> Callable[[Writer], Change | None]:
    """Change every paragraph of some styles."""

    def plant(writer: Writer) -> Change | None:
        places = _styled(writer, *styles)
        for place in places:
            change(place)
        return (places[0].text[:60], places[0].text[:60]) if places else None

    return plant


def _slashed(text: str) -> str:
    return re.sub(r"ngày (\d+) tháng (\d+) năm (\d+)", r"\1/\2/\3", text)


_BODY = ("Lời văn", "Khoản", "Điểm", "Điều", "Mục La Mã", "Khoản có tiêu đề")


def _margin(writer: Writer) -> Change | None:
    from docx.shared import Mm

    for section in writer.document.sections:
        section.left_margin = Mm(20)
    return f"{LEFT / 56.7:.0f} mm", "20 mm"


def _first_number(writer: Writer) -> Change | None:
    writer.document.sections[0].different_first_page_header_footer = False
    return "", "1"


def _no_rule(after: str) -> Callable[[Writer], Change | None]:
    """Take away the rule below a component."""

    def plant(writer: Writer) -> Change | None:
        place = _place(writer, after)
        if place is None:
            return None
        following = place._p.getnext()
        while following is not None and not following.xpath("./w:pPr/w:pBdr"):
            following = following.getnext()
        if following is None:
            return None
        border = following.pPr.xpath("./w:pBdr")[0]
        border.getparent().remove(border)
        return "———", ""

    return plant


def _size(points: float) -> Callable[[Any], None]:
    def change(place: Any) -> None:
        from docx.shared import Pt

        for run in place.runs:
            run.font.size = Pt(points)

    return change


def _font(place: Any) -> None:
    from docx.oxml.ns import qn

    for run in place.runs:
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{slot}"), "Arial")


def _indent(place: Any) -> None:
    place.paragraph_format.first_line_indent = 0


def _tight(place: Any) -> None:
    place.paragraph_format.space_before = place.paragraph_format.space_after = 0


def _loose(place: Any) -> None:
    place.paragraph_format.line_spacing = 2.0


def _left(place: Any) -> None:
    place.alignment = 0


def _upright(place: Any) -> None:
    for run in place.runs:
        run.italic = False


def _last_basis(writer: Writer) -> Change | None:
    bases = _styled(writer, "Căn cứ")
    return _retyped(bases[-1], bases[-1].text.rstrip(".") + ";") if bases else None


def _first(style: str, pattern: str, other: str) -> Callable[[Writer], Change | None]:
    """Retype the beginning of the first paragraph of a style that begins so."""

    def plant(writer: Writer) -> Change | None:
        for place in _styled(writer, style):
            if place.runs and re.match(pattern, place.runs[0].text):
                was = place.runs[0].text
                place.runs[0].text = re.sub(pattern, other, was, count=1)
                return was.strip(), place.runs[0].text.strip()
        return None

    return plant


def _arabic(writer: Writer) -> Change | None:
    for order, place in enumerate(_styled(writer, "Phần Chương"), 1):
        if re.match(r"(Phần|Chương) [IVX]+$", place.text):
            return _retyped(place, f"{place.text.split()[0]} {order}")
    return None


def _no_end(writer: Writer) -> Change | None:
    for place in reversed(_styled(writer, *_BODY)):
        if place.text.endswith("./."):
            run = place.runs[-1]
            was = place.text[-30:]
            run.text = run.text.removesuffix("/.")
            return was, place.text[-28:]
    return None


def _authority(writer: Writer) -> Change | None:
    for place in _styled(writer, "Quyền hạn chức vụ"):
        if re.match(r"(KT|TL|TM|TUQ)\. ", place.text):
            return _retyped(place, place.text.replace(". ", " ", 1))
    return None


def _title_small(writer: Writer) -> Change | None:
    places = _styled(writer, "Quyền hạn chức vụ")
    return _retyped(places[-1], places[-1].text.capitalize()) if places else None


def _no_archive(writer: Writer) -> Change | None:
    lines = [place for place in _styled(writer, "Nơi nhận danh sách") if place.text.startswith("- Lưu")]
    if not lines:
        return None
    was = lines[0].text
    lines[0]._p.getparent().remove(lines[0]._p)
    return was, ""


def _not_above(writer: Writer) -> Change | None:
    if writer.paper.kind_id != "cong-van":
        return None
    lines = [place for place in _styled(writer, "Nơi nhận danh sách") if place.text.startswith("- Như trên")]
    if not lines:
        return None
    lines[0]._p.getparent().remove(lines[0]._p)
    return "- Như trên;", ""


def _titled(plant: Callable[[Writer], Change | None], *, titled: bool = True) -> Callable[[Writer], Change | None]:
    """Only for kinds with a title, or only for those without."""
    return lambda writer: plant(writer) if writer.paper.kind.titled is titled else None


def _titled_dispatch(writer: Writer) -> Change | None:
    place = _place(writer, "addressees")
    if writer.paper.kind_id != "cong-van" or place is None:
        return None
    place.insert_paragraph_before("CÔNG VĂN", PREFIX + "Tên loại")
    return "", "CÔNG VĂN"


def _addressed(writer: Writer) -> Change | None:
    place = _place(writer, "body")
    if writer.paper.kind.addressed or place is None:
        return None
    text = "Kính gửi: Các phòng chuyên môn"
    place.insert_paragraph_before(text, PREFIX + "Kính gửi")
    return "", text


def _loose_list(writer: Writer) -> Change | None:
    lines = [place for place in _styled(writer, "Kính gửi danh sách") if place.text.startswith("- ")]
    if len(lines) < 2:
        return None
    was = lines[0].text
    for line in lines:
        _retyped(line, line.text.rstrip(";."))
    return was, lines[0].text


def _short(writer: Writer) -> Change | None:
    wrong = _WRONG_SHORT.get(writer.paper.kind.abbreviation)
    place = _place(writer, "number")
    if wrong is None or place is None:
        return None
    return _retyped(place, place.text.replace(f"/{writer.paper.kind.abbreviation}-", f"/{wrong}-"))


MISTAKES: tuple[Plant, ...] = (
    Plant("margin_left", "-", _margin),
    Plant("page_number_on_first", "-", _first_number),
    Plant("national_name_not_bold", "1", _weight("nation", bold=False)),
    Plant("motto_dash", "1", _text("motto", lambda text: text.replace(" - ", " – "))),
    Plant("motto_line_missing", "1", _no_rule("motto")),
    Plant("org_not_bold", "2", _weight("agency", bold=False)),
    Plant("org_line_missing", "2", _no_rule("agency")),
    Plant("parent_org_bold", "2", _weight("parent", bold=True)),
    Plant("number_symbol_format", "3", _text("number", lambda text: text.replace("/", " / ").replace("-", " - ")), "3"),
    Plant("number_zero_pad", "3", _text("number", lambda text: re.sub(r"Số: 0(\d/)", r"Số: \1", text)), "3"),
    Plant("type_abbreviation", "3", _short, "3"),
    Plant("date_zero_month", "4", _text("date", lambda text: re.sub(r"tháng (\d) ", r"tháng 0\1 ", text)), "4"),
    Plant("date_zero_day", "4", _text("date", lambda text: re.sub(r"ngày 0(\d) ", r"ngày \1 ", text)), "4"),
    Plant("date_format", "4", _text("date", _slashed), "4"),
    Plant("date_not_italic", "4", _weight("date", italic=False)),
    Plant("title_not_bold_caps", "5a", _text("title", str.capitalize)),
    Plant("subject_not_bold", "5a", _titled(_weight("subject", bold=False))),
    Plant("subject_line_missing", "5a", _titled(_no_rule("title"))),
    Plant("congvan_has_title", "5a", _titled_dispatch),
    Plant("vv_style", "5b", _titled(_weight("subject", bold=True), titled=False)),
    Plant("legal_basis_last_semicolon", "6", _last_basis),
    Plant("legal_basis_not_italic", "6", _all(("Căn cứ",), _upright)),
    Plant("font_family", "6", _all(_BODY, _font), "look"),
    Plant("body_not_justified", "6", _all(_BODY, _left), "look"),
    Plant("body_size", "6", _all(_BODY, _size(12)), "look"),
    Plant("first_line_indent", "6", _all(_BODY, _indent), "look"),
    Plant("spacing", "6", _all(_BODY, _tight), "look"),
    Plant("line_spacing", "6", _all(_BODY, _loose), "look"),
    Plant("article_number_punctuation", "6", _first("Điều", r"(Điều \d+)\.", r"\1:")),
    Plant("chapter_arabic_number", "6", _arabic),
    Plant("end_mark_missing", "6", _no_end),
    Plant("sign_authority_abbrev", "7a", _authority),
    Plant("sign_title_not_caps", "7a", _title_small),
    Plant("signer_has_academic_title", "7b", _text("name", lambda text: f"ThS. {text}")),
    Plant("signer_not_bold", "7b", _weight("name", bold=False)),
    Plant("kinh_gui_in_wrong_kind", "9a", _addressed),
    Plant("kinh_gui_list_format", "9a", _loose_list),
    Plant("recipients_size", "9b", _all(("Nơi nhận danh sách",), _size(13))),
    Plant("recipients_label_style", "9b", _weight("recipients", bold=False, italic=False)),
    Plant("recipients_first_line", "9b", _not_above),
    Plant("archive_line_missing", "9b", _no_archive),
)  # fmt: skip
