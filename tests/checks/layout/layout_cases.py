# ruff: noqa: E501  (markup and Vietnamese sentences, one to a line)
"""Every rule broken in several ways, and what looks like a fault but is none, each in a paper otherwise conformant."""

from __future__ import annotations

from typing import Any

from layout_paper import BOX, LONG, Paper, page_field, table

LETTER: dict[str, Any] = {
    "title": None,
    "subject": [],
    "number": "Số: 08/UBND-VHXH",
    "vv": ["V/v cử báo cáo viên", "tập huấn kỹ năng số"],
    "before": [("address", "Kính gửi: Sở Nội vụ tỉnh Khánh Hòa.")],
    "receivers": ["- Như trên;", "- Lưu: VT."],
    "posts": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
}
DECISION: dict[str, Any] = {
    "title": "QUYẾT ĐỊNH",
    "number": "Số: 112/QĐ-UBND",
    "subject": ["Về việc thành lập Tổ công tác chuyển đổi số"],
    "before": [
        ("issuer", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ SƠN THỦY"),
        ("basis", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
        ("basis", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"),
        ("basis", "Theo đề nghị của Chánh Văn phòng."),
        ("issuer", "QUYẾT ĐỊNH:"),
    ],
    "body": [("body", "Điều 1. " + LONG), ("body", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.")],
    "receivers": ["- Như Điều 2;", "- Lưu: VT."],
    "posts": ["CHỦ TỊCH"],
}
OFFICE: dict[str, Any] = {
    "superior": ["UBND XÃ SƠN THỦY"],
    "agency": ["PHÒNG VĂN HÓA - XÃ HỘI"],
    "posts": ["TRƯỞNG PHÒNG"],
    "title": "TỜ TRÌNH",
    "number": "Số: 03/TTr-VHXH",
    "before": [("address", "Kính gửi: Ủy ban nhân dân xã Sơn Thủy.")],
    "receivers": ["- Như trên;", "- Lưu: VT."],
}
many = [("body", LONG)] * 14 + [("body", LONG + "./.")]
LIST = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


def item(t: str) -> tuple[str, str]:
    return (
        "xml",
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="120"/><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr><w:t>{t}</w:t></w:r></w:p>',
    )


end = ("body", "Các đơn vị thực hiện./.")


def looking(role: str, **k: object) -> dict[str, Any]:
    return {"looks": {role: k}}


def text_box(text: str, x: str = "left") -> str:
    return f'<w:p><w:r><w:pict><v:shape style="position:absolute;width:80pt;height:20pt;mso-position-horizontal:{x}"><v:textbox><w:txbxContent><w:p><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:b/><w:sz w:val="26"/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'


_PAPER = Paper()


def box(text: str) -> str:
    return table([[_PAPER.paragraph("mark", text)]], (1800,), borders=BOX) + "<w:p/>"


CASES: list[tuple[str | None, dict[str, Any]]] = (
    [
        ("paper_size", {"page": (12240, 15840)}),
        ("paper_size", {"page": (10318, 14570)}),
        ("margin_left", {"margins": {"top": 1134, "right": 1134, "bottom": 1134, "left": 1134}}),
        ("margin_right", {"margins": {"top": 1134, "right": 567, "bottom": 1134, "left": 1701}}),
        ("margin_right", {"margins": {"top": 1134, "right": 1440, "bottom": 1134, "left": 1701}}),
        ("margin_top", {"margins": {"top": 851, "right": 1134, "bottom": 1134, "left": 1701}}),
        ("font_family", looking("body", font="Arial")),
        ("font_family", looking("national", font="Calibri")),
        ("font_family", looking("receiver", font=".VnTime")),
        ("page_number_position", {"header": page_field("right")}),
        ("page_number_position", {"footer": page_field("center")}),
        (
            "page_number_position",
            {
                "header": page_field("left", before="<w:r><w:tab/><w:tab/></w:r>").replace(
                    "<w:jc",
                    '<w:tabs><w:tab w:val="center" w:pos="4500"/><w:tab w:val="right" w:pos="9000"/></w:tabs><w:jc',
                )
            },
        ),
        (
            None,
            {
                "header": page_field("left", before="<w:r><w:tab/></w:r>").replace(
                    "<w:jc",
                    '<w:tabs><w:tab w:val="center" w:pos="4500"/><w:tab w:val="right" w:pos="9000"/></w:tabs><w:jc',
                )
            },
        ),
        (None, {"header": page_field("center")}),
        ("page_number_on_first", {"header": page_field("center"), "title_page": False}),
        ("page_number_missing", {"body": many}),
        (None, {"body": many, "header": page_field()}),
        (
            "page_number_missing",
            {
                "body": [("body", LONG), ("xml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')]
                + [("body", LONG)] * 5
                + [end]
            },
        ),
        ("page_number_size", {"header": page_field(size=22)}),
        ("national_name_size", looking("national", size=14)),
        ("national_name_size", looking("national", size=11)),
        ("national_name_not_bold", looking("national", b=0)),
        ("motto_dash", {"motto": "Độc lập-Tự do-Hạnh phúc"}),
        ("motto_dash", {"motto": "Độc lập — Tự do — Hạnh phúc"}),
        ("motto_line_missing", {"no_rule": ("motto",)}),
        ("org_line_missing", {"no_rule": ("agency",)}),
        ("subject_line_missing", {"no_rule": ("subject",)}),
        ("org_not_bold", looking("agency", b=0)),
        ("parent_org_bold", {**OFFICE, **looking("superior", b=1)}),
        ("org_not_bold", {**OFFICE, **looking("agency", b=0)}),
        ("stale_district_level", {"agency": ["ỦY BAN NHÂN DÂN", "HUYỆN DIÊN KHÁNH"]}),
        (
            "stale_district_level",
            {"superior": ["UBND HUYỆN DIÊN KHÁNH"], "agency": ["PHÒNG NỘI VỤ"], "posts": ["TRƯỞNG PHÒNG"]},
        ),
        (
            "stale_district_level",
            {"body": [("body", LONG + " Phối hợp với Phòng Tài chính - Kế hoạch huyện Cam Lâm thực hiện./.")]},
        ),
        ("stale_district_level", {"receivers": ["- UBND các huyện, thị xã;", "- Lưu: VT."]}),
        (
            None,
            {
                "body": [
                    (
                        "body",
                        "Thực hiện Quyết định số 15/QĐ-UBND ngày 02 tháng 3 năm 2024 của Ủy ban nhân dân huyện Diên Khánh về chuyển đổi số, xã báo cáo như sau./.",
                    )
                ]
            },
        ),
        (None, {"date": "Sơn Thủy, ngày 09 tháng 4 năm 2025", "agency": ["ỦY BAN NHÂN DÂN", "HUYỆN DIÊN KHÁNH"]}),
        ("number_symbol_format", {"number": "Số 27/KH-UBND"}),
        ("number_symbol_format", {"number": "Số: 27-KH/UBND"}),
        ("number_symbol_format", {"number": "Số: 27/KH/UBND"}),
        ("number_symbol_format", {"number": "Số: 27/KH–UBND"}),
        ("number_symbol_format", {"number": "Số : 27/KH-UBND"}),
        ("number_symbol_format", {"number": "Số: 27 /KH-UBND"}),
        ("number_zero_pad", {"number": "Số: 7/KH-UBND"}),
        ("type_abbreviation", {"number": "Số: 27/KHo-UBND"}),
        ("type_abbreviation", {"number": "Số: 27/QĐ-UBND"}),
        ("type_abbreviation", {**LETTER, "number": "Số: 27/CV-UBND"}),
        ("type_abbreviation", {**OFFICE, "number": "Số: 27/TT-VHXH"}),
        ("type_abbreviation", {**DECISION, "number": "Số: 27/QD-UBND"}),
        ("invented_number_in_draft", {"marks": box("DỰ THẢO")}),
        ("invented_number_in_draft", {"marks": text_box("Dự thảo")}),
        ("invented_number_in_draft", {"marks": _PAPER.paragraph("mark", "(DỰ THẢO LẦN 2)")}),
        (
            None,
            {"marks": box("DỰ THẢO"), "number": "Số:       /KH-UBND", "date": "Sơn Thủy, ngày     tháng     năm 2026"},
        ),
        (None, {"number": "Số: …/KH-UBND", "date": "Sơn Thủy, ngày … tháng … năm 2026"}),
        ("date_zero_month", {"date": "Sơn Thủy, ngày 09 tháng 04 năm 2026"}),
        ("date_zero_month", {"date": "Sơn Thủy, ngày 09 tháng 2 năm 2026"}),
        (None, {"date": "Sơn Thủy, ngày 09 tháng 01 năm 2026"}),
        (None, {"date": "Sơn Thủy, ngày 19 tháng 12 năm 2026"}),
        ("date_zero_day", {"date": "Sơn Thủy, ngày 9 tháng 4 năm 2026"}),
        ("date_format", {"date": "Sơn Thủy, ngày 09/4/2026"}),
        ("date_format", {"date": "Sơn Thủy, 09-4-2026"}),
        ("date_format", {"date": "Sơn Thủy, 09 tháng 4 năm 2026"}),
        ("date_format", {"date": "Sơn Thủy, ngày 09 tháng 4, 2026"}),
        ("date_not_italic", looking("date", i=0)),
        ("title_not_bold_caps", looking("title", b=0)),
        ("title_not_bold_caps", {"title": "Kế hoạch"}),
        ("subject_not_bold", looking("subject", b=0)),
        ("congvan_has_title", {**LETTER, "title": "CÔNG VĂN"}),
        ("vv_style", {**LETTER, **looking("vv", b=1)}),
        ("vv_style", {**LETTER, **looking("vv", i=1)}),
        ("vv_size", {**LETTER, **looking("vv", size=14)}),
        ("vv_size", {**LETTER, **looking("vv", size=11)}),
        (
            "legal_basis_last_semicolon",
            {**DECISION, "before": [(r, t.replace("Văn phòng.", "Văn phòng;")) for r, t in DECISION["before"]]},
        ),
        ("legal_basis_not_italic", {**DECISION, **looking("basis", i=0)}),
        (
            "law_basis_has_number",
            {
                **DECISION,
                "before": [
                    (r, t.replace("địa phương ngày", "địa phương số 72/2025/QH15 ngày")) for r, t in DECISION["before"]
                ],
            },
        ),
        (
            "law_basis_has_number",
            {
                **DECISION,
                "before": [(r, t.replace("năm 2025;", "năm 2025 của Quốc hội;")) for r, t in DECISION["before"]],
            },
        ),
        (
            "basis_incomplete",
            {
                **DECISION,
                "before": [
                    (r, t.replace(" số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020", "")) for r, t in DECISION["before"]
                ],
            },
        ),
        (
            "basis_incomplete",
            {**DECISION, "before": [(r, t.replace(" ngày 05 tháng 3 năm 2020", "")) for r, t in DECISION["before"]]},
        ),
        (
            "basis_incomplete",
            {"body": [("body", "Thực hiện Nghị định của Chính phủ về công tác văn thư, " + LONG + "./.")]},
        ),
        ("body_not_justified", looking("body", jc="left")),
        ("body_not_justified", looking("body", jc="right")),
        ("body_size", looking("body", size=12)),
        ("body_size", looking("body", size=15)),
        ("first_line_indent", looking("body", first=0)),
        ("first_line_indent", looking("body", first=400)),
        ("first_line_indent", looking("body", first=1134)),
        (None, looking("body", first=567)),
        (None, looking("body", first=709)),
        (None, {"body": [("body", "\t" + LONG), ("body", "\t" + LONG + "./.")], "looks": {"body": {"first": 0}}}),
        ("spacing", looking("body", after=0)),
        ("spacing", looking("body", after=60)),
        (None, looking("body", after=0, before=120)),
        ("line_spacing", looking("body", line=480)),
        ("line_spacing", looking("body", line=200)),
        ("line_spacing", looking("body", line=240, rule="exact")),
        (None, looking("body", line=360)),
        (None, looking("body", line=360, rule="exact")),
        (
            "clause_letter_not_vietnamese_alphabet",
            {"body": [("body", f"{c}) Nội dung công việc;") for c in "abcde"] + [end]},
        ),
        (
            "clause_letter_not_vietnamese_alphabet",
            {"body": [("body", f"{c}) Nội dung công việc;") for c in "abcdđef"] + [end]},
        ),
        (None, {"body": [("body", f"{c}) Nội dung công việc;") for c in "abcdđeghik"] + [end]}),
        (
            "clause_letter_not_vietnamese_alphabet",
            {"body": [item("Nội dung;")] * 5 + [end], "numbering": LIST.format(f="lowerLetter", t="%1)")},
        ),
        (None, {"body": [item("Nội dung;")] * 4 + [end], "numbering": LIST.format(f="lowerLetter", t="%1)")}),
        (
            "article_number_punctuation",
            {**DECISION, "body": [("body", "Điều 1: " + LONG), ("body", "Điều 2: Quyết định này có hiệu lực./.")]},
        ),
        (
            "article_number_punctuation",
            {
                **DECISION,
                "body": [item("Thành lập Tổ;"), item("Quyết định có hiệu lực./.")],
                "numbering": LIST.format(f="decimal", t="Điều %1:"),
            },
        ),
        (
            None,
            {
                **DECISION,
                "body": [item("Thành lập Tổ;"), item("Quyết định có hiệu lực./.")],
                "numbering": LIST.format(f="decimal", t="Điều %1."),
            },
        ),
        (
            "chapter_arabic_number",
            {
                "body": [
                    ("heading", "Chương 1"),
                    ("heading", "QUY ĐỊNH CHUNG"),
                    ("body", LONG),
                    ("heading", "Chương 2"),
                    ("body", LONG + "./."),
                ]
            },
        ),
        (
            None,
            {
                "body": [
                    ("heading", "Chương I"),
                    ("heading", "QUY ĐỊNH CHUNG"),
                    ("body", LONG),
                    ("heading", "Mục 1"),
                    ("body", LONG + "./."),
                ]
            },
        ),
        ("end_mark_missing", {"body": [("body", LONG), ("body", LONG)]}),
        ("sign_authority_abbrev", {"posts": ["T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]}),
        ("sign_authority_abbrev", {"posts": ["TL CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]}),
        ("sign_authority_abbrev", {"posts": ["K/T CHỦ TỊCH", "PHÓ CHỦ TỊCH"]}),
        ("sign_authority_abbrev", {"posts": ["T.M ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]}),
        ("sign_authority_abbrev", {"posts": ["TM/ ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]}),
        ("sign_authority_abbrev", {"posts": ["THỪA LỆNH CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]}),
        ("sign_title_not_caps", {"posts": ["TM. ỦY BAN NHÂN DÂN", "Chủ tịch"]}),
        ("sign_title_not_caps", {"posts": ["Trưởng phòng"]}),
    ]
    + [
        ("signer_has_academic_title", {"name": n})
        for n in (
            "TS. Ngô Minh Hải",
            "ThS. Ngô Minh Hải",
            "ThS Ngô Minh Hải",
            "Thạc sĩ Ngô Minh Hải",
            "PGS.TS. Ngô Minh Hải",
            "BS.CKII Ngô Minh Hải",
            "Ths.Ngô Minh Hải",
            "Nhà giáo ưu tú Ngô Minh Hải",
            "KS. Ngô Minh Hải",
        )
    ]
    + [
        (
            None,
            {"name": "Thượng tá Ngô Minh Hải", "agency": ["CÔNG AN", "XÃ SƠN THỦY"], "posts": ["TRƯỞNG CÔNG AN XÃ"]},
        ),
        (None, {"name": "Bùi Thị Lan"}),
        (None, {"name": "Tô Sĩ Hùng"}),
        (None, {"name": "Cil Ha Bông"}),
        ("signer_not_bold", looking("name", b=0)),
        ("kinh_gui_in_wrong_kind", {"before": [("address", "Kính gửi: Các thôn trên địa bàn xã.")]}),
        (
            "kinh_gui_list_format",
            {
                **LETTER,
                "before": [("address", "Kính gửi:"), ("addressee", "- Sở Nội vụ"), ("addressee", "- Sở Tài chính")],
            },
        ),
        (
            "kinh_gui_list_format",
            {
                **LETTER,
                "before": [("address", "Kính gửi:"), ("addressee", "- Sở Nội vụ,"), ("addressee", "- Sở Tài chính.")],
            },
        ),
        (
            "kinh_gui_list_format",
            {
                **LETTER,
                "before": [("address", "Kính gửi:"), ("addressee", "- Sở Nội vụ;"), ("addressee", "- Sở Tài chính;")],
            },
        ),
        (
            None,
            {
                **LETTER,
                "before": [("address", "Kính gửi:"), ("addressee", "- Sở Nội vụ;"), ("addressee", "- Sở Tài chính.")],
            },
        ),
        (
            "kinh_gui_list_format",
            {**LETTER, "before": [("address", "Kính gửi: - Sở Nội vụ"), ("addressee", "- Sở Tài chính")]},
        ),
        ("recipients_missing", {"label": None, "receivers": []}),
        ("recipients_size", looking("receiver", size=12)),
        ("recipients_label_style", looking("label", i=0)),
        ("recipients_label_style", looking("label", b=0)),
        ("recipients_label_style", looking("label", size=13)),
        ("recipients_first_line", {**LETTER, "receivers": ["- Sở Nội vụ;", "- Lưu: VT."]}),
        ("archive_line_missing", {"receivers": ["- UBND tỉnh;", "- Các thôn."]}),
        ("secrecy_box", {"before": [("body", "Độ mật: TỐI MẬT")]}),
        ("secrecy_box", {"before": [("mark", "MẬT")]}),
        ("secrecy_box", {"marks": text_box("TUYỆT MẬT", x="right")}),
        (None, {"marks": box("MẬT")}),
        (None, {"marks": text_box("TỐI MẬT")}),
        ("urgency_box", {"marks": box("RẤT KHẨN")}),
        ("urgency_box", {"marks": _PAPER.paragraph("mark", "HỎA TỐC")}),
        ("urgency_box", {"marks": text_box("KHẨN", x="right")}),
        (None, {"marks": box("HỎA TỐC")}),
        (None, {"marks": box("THƯỢNG KHẨN")}),
        ("urgency_box", {"marks": box("GẤP")}),
        ("urgency_box", {"before": [("body", "Độ khẩn: Khẩn")]}),
        (
            "annex_number_arabic",
            {
                "after": [
                    ("annex", "Phụ lục 1"),
                    ("annex", "DANH SÁCH HỌC VIÊN"),
                    ("body", LONG),
                    ("annex", "Phụ lục 2"),
                    ("body", LONG),
                ]
            },
        ),
        ("annex_number_arabic", {"after": [("annex", "PHỤ LỤC SỐ 01"), ("annex", "DANH SÁCH"), ("body", LONG)]}),
        (None, {"after": [("annex", "Phụ lục I"), ("annex", "DANH SÁCH HỌC VIÊN"), ("body", LONG)]}),
    ]
)
