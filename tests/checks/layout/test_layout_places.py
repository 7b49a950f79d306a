"""Places the recogniser must tell apart: marks by cell, attached texts, signatures, tables, templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from layout_cases import DECISION, LETTER
from layout_paper import BOX, LONG, Paper, page_field, table

from generator.checks.layout.agencies import split_agencies
from generator.checks.layout.audit import examine
from generator.checks.layout.kinds import kinds
from generator.checks.layout.lines import Line, Piece, Place, Segment

_P = Paper()


def _broken(paper: Paper, path: Path, xml: str | None = None) -> set[str]:
    if xml is not None:
        assert xml != paper.xml()
        paper.extra = {"word/document.xml": xml}
    return examine(paper.save(path / "p.docx")).broken()


@pytest.mark.parametrize("kind", [k for k in kinds().values() if k.abbr], ids=lambda k: k.id)
def test_every_kind_passes_with_its_own_abbreviation(tmp_path: Path, kind: object) -> None:
    name, abbr = kind.name, kind.abbr  # type: ignore[attr-defined]
    assert _broken(Paper(title=name.upper(), number=f"Số: 27/{abbr}-UBND"), tmp_path) == set()
    assert _broken(Paper(title=name.upper(), number="Số: 27/ZZ-UBND"), tmp_path) == {"type_abbreviation"}


@pytest.mark.parametrize(
    ("lines", "issuing"),
    [
        (["ỦY BAN NHÂN DÂN", "ĐẶC KHU TRƯỜNG SA"], 2),
        (["BỘ NỘI VỤ", "CỤC VĂN THƯ VÀ LƯU TRỮ", "NHÀ NƯỚC"], 2),
        (["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT NGUYỄN TRÃI"], 1),
        (["UBND XÃ AN BÌNH", "VĂN PHÒNG", "HĐND VÀ UBND"], 2),
        (["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH", "TRUNG TÂM", "PHỤC VỤ HÀNH CHÍNH CÔNG"], 2),
        (["CHỦ TỊCH", "ỦY BAN NHÂN DÂN", "TỈNH KHÁNH HÒA"], 3),
        (["UBND TỈNH KHÁNH HÒA", "SỞ KHOA HỌC", "VÀ CÔNG NGHỆ"], 2),
    ],
)
def test_the_issuing_agency_is_told_by_words(lines: list[str], issuing: int) -> None:
    def segment(text: str) -> Segment:
        pieces = [Piece(text, (), 13, False, False, False)]
        return Segment(Line(pieces, {}, "", Place(), None), pieces)

    superior, agency = split_agencies([segment(text) for text in lines])
    assert [s.text for s in agency] == lines[-issuing:]
    assert [s.text for s in superior] == lines[:-issuing]


@pytest.mark.parametrize(("mark", "rule"), [("TỐI MẬT", "secrecy_box"), ("HỎA TỐC", "urgency_box")])
def test_a_mark_framed_in_the_right_cell_is_misplaced(tmp_path: Path, mark: str, rule: str) -> None:
    framed = table([[_P.paragraph("mark", mark)]], (1800,), borders=BOX) + "<w:p/>"
    date = _P.paragraph("date", _P.date)
    assert _broken(Paper(), tmp_path, _P.xml().replace(date, date + framed)) == {rule}
    number = _P.paragraph("number", _P.number)
    assert _broken(Paper(), tmp_path, _P.xml().replace(number, number + framed)) == set()


def test_talk_of_marks_is_not_a_mark(tmp_path: Path) -> None:
    talk = "Văn bản mật được quản lý theo quy định; tài liệu khẩn chuyển ngay trong ngày đến người có trách nhiệm."
    assert _broken(Paper(body=[("body", talk), ("body", LONG + "./.")]), tmp_path) == set()


def test_a_watermark_makes_a_draft(tmp_path: Path) -> None:
    shape = '<w:p><w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r></w:p>'
    assert _broken(Paper(header=shape), tmp_path) == {"invented_number_in_draft"}


def test_an_attached_regulation_is_another_text(tmp_path: Path) -> None:
    def attached(chapter: str) -> Paper:
        after = [("title", "QUY CHẾ"), ("heading", chapter), ("body", "Điều 1. " + LONG), ("body", "Điều 2. " + LONG)]
        return Paper(**{**DECISION, "after": after})

    assert _broken(attached("Chương I"), tmp_path) == set()
    assert _broken(attached("Chương 1"), tmp_path) == {"chapter_arabic_number"}


def test_a_decision_without_receivers_keeps_its_text(tmp_path: Path) -> None:
    assert _broken(Paper(**{**DECISION, "label": None, "receivers": []}), tmp_path) == {"recipients_missing"}


def test_addressees_may_stand_in_a_table(tmp_path: Path) -> None:
    right = _P.paragraph("addressee", "- Sở Nội vụ;") + _P.paragraph("addressee", "- Sở Tài chính.")
    listed = table([[_P.paragraph("address", "Kính gửi:"), right]], (3000, 6000))
    assert _broken(Paper(**{**LETTER, "before": [("xml", listed)]}), tmp_path) == set()
    loose = listed.replace("vụ;", "vụ")
    assert _broken(Paper(**{**LETTER, "before": [("xml", loose)]}), tmp_path) == {"kinh_gui_list_format"}


def test_two_signers_and_no_date_in_minutes(tmp_path: Path) -> None:
    def cell(post: str, name: str) -> str:
        return _P.paragraph("post", post) + "<w:p/><w:p/>" + _P.paragraph("name", name)

    minutes = Paper(title="BIÊN BẢN", number="Số: 06/BB-UBND", date="")
    signed = table([[cell("THƯ KÝ", "Lê Thị Hoa"), cell("CHỦ TỌA", "Trần Bá")]], (4500, 4500))
    receivers = _P.paragraph("label", "Nơi nhận:") + "".join(_P.paragraph("receiver", r) for r in _P.receivers)
    xml = minutes.xml().replace(minutes._foot(), signed + receivers)
    assert _broken(minutes, tmp_path, xml) == set()
    assert _broken(minutes, tmp_path, xml.replace("Lê Thị Hoa", "ThS. Lê Thị Hoa")) == {"signer_has_academic_title"}


def test_a_data_table_is_not_the_text(tmp_path: Path) -> None:
    rows = [[_P.paragraph("number", f"Thôn {n}"), _P.paragraph("receiver", "08 giờ 00")] for n in range(8)]
    inside = [("body", LONG + "./."), ("xml", table(rows, (4000, 4000), borders=BOX))]
    assert _broken(Paper(body=inside), tmp_path) == set()


def test_a_page_number_in_a_frame_stands_where_the_frame_does(tmp_path: Path) -> None:
    framed = page_field("left").replace("<w:pPr>", '<w:pPr><w:framePr w:hAnchor="margin" w:xAlign="center"/>')
    assert _broken(Paper(header=framed), tmp_path) == set()
    assert _broken(Paper(header=framed.replace('"center"', '"right"')), tmp_path) == {"page_number_position"}


def test_blanks_of_a_template_are_no_faults(tmp_path: Path) -> None:
    blanks = Paper(superior=["[TÊN CƠ QUAN CHỦ QUẢN]"], agency=["[TÊN CƠ QUAN]"], number="Số:      /KH-[…]")
    assert _broken(blanks, tmp_path) == set()
